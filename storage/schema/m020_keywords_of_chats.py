"""Whose words the keywords are, so that a word goes when the last chat that asked for it is forgotten.

A chat that follows a keyword no longer may take that back with a button, so the word stays as long as the
chat. A number that a button carries is never given to another keyword.
"""

from __future__ import annotations

import sqlite_utils

from storage.schema.migration_list import migrations


@migrations()
def m020_keywords_of_chats(db: sqlite_utils.Database) -> None:
    db.execute(
        """
        CREATE TABLE numbered_keywords (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            words TEXT NOT NULL UNIQUE,
            first TEXT NOT NULL,
            shown TEXT NOT NULL
        )
        """
    )
    db.execute(
        """
        INSERT INTO numbered_keywords (id, words, first, shown) SELECT id, words, first, shown FROM keywords
        WHERE words IN (SELECT word FROM follows WHERE kind = 'keyword')
        """
    )
    db.execute("DROP TABLE keywords")
    db.execute("ALTER TABLE numbered_keywords RENAME TO keywords")
    db.execute("CREATE INDEX keywords_by_first ON keywords(first)")
    db.execute(
        """
        CREATE TABLE keywords_of_chats (
            chat_id INTEGER NOT NULL REFERENCES chats(id) ON DELETE CASCADE,
            keyword_id INTEGER NOT NULL REFERENCES keywords(id) ON DELETE CASCADE,
            PRIMARY KEY (chat_id, keyword_id)
        ) WITHOUT ROWID
        """
    )
    db.execute("CREATE INDEX keywords_of_chats_by_keyword ON keywords_of_chats(keyword_id)")
    db.execute(
        """
        INSERT OR IGNORE INTO keywords_of_chats (chat_id, keyword_id)
        SELECT f.chat_id, k.id FROM follows f JOIN keywords k ON k.words = f.word WHERE f.kind = 'keyword'
        """
    )
