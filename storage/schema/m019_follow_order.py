"""A follow knows the last issue before it: what it is owed is told by the order of things, not by clocks.

A clock that was set back between a follow and a publication would make the publication look older.
"""

from __future__ import annotations

import sqlite_utils

from storage.schema.migration_list import migrations


@migrations()
def m019_follow_order(db: sqlite_utils.Database) -> None:
    db.execute("ALTER TABLE follows ADD COLUMN after_issue INTEGER NOT NULL DEFAULT 0")
    db.execute(
        """
        UPDATE follows SET after_issue = coalesce(
            (SELECT max(id) FROM issues WHERE stored_at < follows.followed_at), 0
        )
        """
    )
    db.execute("DROP INDEX follows_by_park")
    db.execute("CREATE INDEX follows_by_park ON follows(kind, park_id, chat_id, after_issue)")
    db.execute("DROP INDEX follows_by_word")
    db.execute(
        "CREATE INDEX follows_by_word ON follows(kind, word, chat_id, after_issue) WHERE word IS NOT NULL"
    )
