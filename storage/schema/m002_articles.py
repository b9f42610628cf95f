"""Drafts, issues, articles with their revisions, the parks they name, and the words they are found by."""

from __future__ import annotations

import sqlite_utils

from storage.schema.migration_list import migrations


@migrations()
def m002_articles(db: sqlite_utils.Database) -> None:
    db.execute(
        """
        CREATE TABLE drafts (
            id INTEGER PRIMARY KEY,
            editor_id INTEGER NOT NULL,
            prepared TEXT NOT NULL,
            state TEXT NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'published', 'discarded')),
            created_at TEXT NOT NULL
        )
        """
    )
    db.execute(
        """
        CREATE TABLE issues (
            id INTEGER PRIMARY KEY,
            newspaper TEXT NOT NULL,
            published_on TEXT NOT NULL,
            date_assumed INTEGER NOT NULL,
            page TEXT NOT NULL,
            source_name TEXT NOT NULL,
            furniture TEXT NOT NULL,
            pushed INTEGER NOT NULL,
            stored_at TEXT NOT NULL
        )
        """
    )
    db.execute(
        """
        CREATE TABLE articles (
            id INTEGER PRIMARY KEY,
            issue_id INTEGER NOT NULL REFERENCES issues(id),
            position INTEGER NOT NULL,
            newspaper TEXT NOT NULL,
            published_on TEXT NOT NULL,
            content_hash TEXT NOT NULL,
            park_id INTEGER REFERENCES parks(id),
            revision INTEGER NOT NULL DEFAULT 1,
            UNIQUE (newspaper, published_on, content_hash)
        )
        """
    )
    db.execute("CREATE INDEX issues_by_arrival ON issues(stored_at)")
    db.execute("CREATE INDEX articles_by_issue ON articles(issue_id)")
    db.execute("CREATE INDEX articles_by_hash ON articles(content_hash)")
    db.execute("CREATE INDEX articles_by_park ON articles(park_id, published_on DESC, id DESC)")
    db.execute("CREATE INDEX articles_newest ON articles(published_on DESC, id DESC)")
    db.execute(
        """
        CREATE TABLE revisions (
            article_id INTEGER NOT NULL REFERENCES articles(id) ON DELETE CASCADE,
            number INTEGER NOT NULL,
            headline TEXT NOT NULL,
            blocks TEXT NOT NULL,
            authors TEXT NOT NULL,
            brief TEXT NOT NULL,
            brief_pieces TEXT NOT NULL,
            ranker TEXT NOT NULL,
            stored_at TEXT NOT NULL,
            PRIMARY KEY (article_id, number)
        )
        """
    )
    db.execute(
        """
        CREATE TABLE mentions (
            article_id INTEGER NOT NULL REFERENCES articles(id) ON DELETE CASCADE,
            park_id INTEGER NOT NULL REFERENCES parks(id),
            PRIMARY KEY (article_id, park_id)
        ) WITHOUT ROWID
        """
    )
    db.execute("CREATE INDEX mentions_by_park ON mentions(park_id)")
    db.execute(
        """
        CREATE TABLE article_words (
            article_id INTEGER PRIMARY KEY REFERENCES articles(id) ON DELETE CASCADE,
            headline TEXT NOT NULL,
            body TEXT NOT NULL
        )
        """
    )
    db.table("article_words").enable_fts(["headline", "body"], create_triggers=True)
