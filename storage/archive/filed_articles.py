"""A park's articles as projects are read from them."""

from __future__ import annotations

import datetime as dt
import json
import sqlite3
from collections.abc import Collection

from parsing.article import Article as PageArticle
from projects.archive import Filed
from projects.article import Article
from storage.archive.revisions import stored_article
from storage.database import Db
from storage.rows import all_rows

MOST_ARTICLES = 3_000
"""Of one park, the newest so many are read: at 2 to 5 ms each about ten seconds of the worker."""

_FILED = """
    SELECT a.id, a.revision, a.published_on, p.name AS park, r.blocks, r.authors
    FROM articles a JOIN parks p ON p.id = a.park_id
        JOIN revisions r ON r.article_id = a.id AND r.number = a.revision
"""
_NEWEST = "ORDER BY a.published_on DESC, a.id DESC"


def filed_articles(db: Db, park_id: int) -> list[Filed]:
    """The articles of a park that stand, in the order of their days."""
    rows = all_rows(
        db,
        f"{_FILED} WHERE a.park_id = ? AND a.retracted_at IS NULL {_NEWEST} LIMIT ?",
        [park_id, MOST_ARTICLES],
    )
    return [_filed(row) for row in reversed(rows)]


def telling_articles(db: Db, park_id: int, most: int, about: Collection[int] = ()) -> list[Filed]:
    """The newest articles of a park that stand and tell of projects, in the order of their days.

    Before newer ones those are taken that tell of the same projects as the articles `about`.
    """
    rows = all_rows(
        db,
        f"""{_FILED} WHERE a.id IN (
            SELECT a.id FROM articles a WHERE a.park_id = :park AND a.retracted_at IS NULL
                AND EXISTS (SELECT 1 FROM project_tellings t WHERE t.article_id = a.id)
            ORDER BY a.id IN (
                SELECT t.article_id FROM project_tellings t WHERE t.project_id IN (
                    SELECT o.project_id FROM project_tellings o
                    WHERE o.article_id IN (SELECT value FROM json_each(:about))
                )
            ) DESC, a.published_on DESC, a.id DESC LIMIT :most
        ) {_NEWEST}
        """,
        {"park": park_id, "about": json.dumps(list(about)), "most": most},
    )
    return [_filed(row) for row in reversed(rows)]


def article_to_read(article: PageArticle, published_on: str, park: str) -> Article:
    """A stored article as projects are read from it; spans count its paragraphs."""
    day = dt.date.fromisoformat(published_on)
    return Article(day, park, article.headline, article.paragraphs, article.captions)


def _filed(row: sqlite3.Row) -> Filed:
    read = article_to_read(stored_article(row), row["published_on"], row["park"])
    return Filed(row["id"], row["revision"], read)
