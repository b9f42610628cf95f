"""The search index: article words and marks, numbered by day, so that its order is newest first.

Triggers keep it in step however an article, its park, its date or its words change. `search_rows` has no
foreign key: its rows go in the same trigger as their index entry, which needs what they say.
"""

from __future__ import annotations

import sqlite_utils

from storage.schema.migration_list import migrations


@migrations()
def m011_search(db: sqlite_utils.Database) -> None:
    db.table("article_words").disable_fts()
    db.execute(
        "CREATE TABLE search_rows ("
        " id INTEGER PRIMARY KEY, article_id INTEGER NOT NULL UNIQUE, marks TEXT NOT NULL)"
    )
    db.execute(
        """
        CREATE VIEW search_content AS SELECT s.id, s.article_id, s.marks, w.headline, w.body
            FROM search_rows s JOIN article_words w ON w.article_id = s.article_id
        """
    )
    db.execute(
        "CREATE VIRTUAL TABLE search_index USING fts5("
        "marks, headline, body, content = 'search_content', content_rowid = 'id')"
    )
    first = "CAST(julianday(a.published_on) - julianday('1970-01-01') AS INTEGER) * 1000000"
    marks = "'all' || coalesce(' p' || a.park_id, '')"
    db.execute(
        f"""
        INSERT INTO search_rows
        SELECT {first} + row_number() OVER (PARTITION BY a.published_on ORDER BY a.id) - 1, a.id, {marks}
        FROM articles a JOIN article_words w ON w.article_id = a.id
        """
    )
    db.execute("INSERT INTO search_index (search_index) VALUES ('rebuild')")
    enter = f"""
        INSERT INTO search_rows
        SELECT coalesce((SELECT max(s.id) FROM search_rows s
                WHERE s.id >= {first} AND s.id < {first} + 1000000) + 1, {first}), a.id, {marks}
            FROM articles a JOIN article_words w ON w.article_id = a.id WHERE a.id = new.{{id}};
        INSERT INTO search_index (rowid, marks, headline, body)
            SELECT id, marks, headline, body FROM search_content WHERE article_id = new.{{id}};
    """
    remove = """
        INSERT INTO search_index (search_index, rowid, marks, headline, body)
            SELECT 'delete', s.id, s.marks, {headline}, {body} FROM search_rows s
                JOIN article_words w ON w.article_id = s.article_id WHERE s.article_id = old.{id};
    """
    old_words = remove.format(headline="old.headline", body="old.body", id="article_id")
    db.execute(
        "CREATE TRIGGER search_words_added AFTER INSERT ON article_words BEGIN"
        + enter.format(id="article_id")
        + "END"
    )
    db.execute(
        "CREATE TRIGGER search_words_changed AFTER UPDATE OF headline, body ON article_words BEGIN"
        + old_words
        + "INSERT INTO search_index (rowid, marks, headline, body)"
        " SELECT id, marks, headline, body FROM search_content WHERE article_id = new.article_id; END"
    )
    db.execute(
        "CREATE TRIGGER search_words_deleted BEFORE DELETE ON article_words BEGIN"
        + old_words
        + "DELETE FROM search_rows WHERE article_id = old.article_id; END"
    )
    db.execute(
        "CREATE TRIGGER search_article_moved AFTER UPDATE OF park_id, published_on ON articles BEGIN"
        + remove.format(headline="w.headline", body="w.body", id="id")
        + "DELETE FROM search_rows WHERE article_id = old.id;"
        + enter.format(id="id")
        + "END"
    )
