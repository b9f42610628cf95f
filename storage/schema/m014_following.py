"""Keywords, found by their first word; follows in indexes that answer by themselves who follows what.

`words` of a keyword are as article_words has them. A group is greeted once. Updates are found by the
chat they came from.
"""

from __future__ import annotations

import sqlite_utils

from storage.schema.migration_list import migrations


@migrations()
def m014_following(db: sqlite_utils.Database) -> None:
    db.execute(
        """
        CREATE TABLE keywords (
            id INTEGER PRIMARY KEY,
            words TEXT NOT NULL UNIQUE,
            first TEXT NOT NULL,
            shown TEXT NOT NULL
        )
        """
    )
    db.execute("CREATE INDEX keywords_by_first ON keywords(first)")
    db.execute(
        """
        INSERT INTO keywords (words, first, shown)
        SELECT DISTINCT word, substr(word, 1, instr(word || ' ', ' ') - 1), replace(word, ' ', '')
        FROM follows WHERE kind = 'keyword'
        """
    )
    db.execute("DROP INDEX follows_by_park")
    db.execute("CREATE INDEX follows_by_park ON follows(kind, park_id, chat_id, followed_at)")
    db.execute("DROP INDEX follows_by_word")
    db.execute(
        "CREATE INDEX follows_by_word ON follows(kind, word, chat_id, followed_at) WHERE word IS NOT NULL"
    )
    db.execute("ALTER TABLE chats ADD COLUMN greeted_at TEXT")
    db.execute(
        """
        ALTER TABLE incoming ADD COLUMN from_chat INTEGER GENERATED ALWAYS AS (
            coalesce(
                json_extract(raw, '$.message.chat.id'),
                json_extract(raw, '$.callback_query.message.chat.id'),
                json_extract(raw, '$.my_chat_member.chat.id')
            )
        ) VIRTUAL
        """
    )
    db.execute("CREATE INDEX incoming_by_chat ON incoming(from_chat)")
