"""The keys that stored articles are found by, when another one tells their story again."""

from __future__ import annotations

import datetime as dt
import json
import sqlite3
from collections import Counter
from collections.abc import Iterable, Sequence

from storage.archive.revisions import stored_article
from storage.database import Db
from storage.rows import all_rows
from stories.keys import CANDIDATES_MOST, CARRIERS_MOST, DAYS_APART, SHARED_LEAST
from stories.telling import Telling

# Of each key the newest carriers, of those the ones that came up most often and are of about that day.
_CARRIERS = f"SELECT article_id FROM story_keys WHERE key = ? ORDER BY article_id DESC LIMIT {CARRIERS_MOST}"


def add_keys(db: Db, article_id: int, revision: int, keys: Iterable[int]) -> None:
    """Lets an article be found by the keys of one of its revisions."""
    db.conn.executemany("INSERT OR IGNORE INTO story_keys VALUES (?, ?)", [(key, article_id) for key in keys])
    db.execute("UPDATE articles SET keyed = ? WHERE id = ?", [revision, article_id])


def candidates(db: Db, keys: Sequence[int], day: dt.date) -> tuple[int, ...]:
    """The standing articles of about this day that share keys, those with most in common first, newer first.

    At most CANDIDATES_MOST, found by reading at most CARRIERS_MOST rows a key.
    """
    shared: Counter[int] = Counter()
    for key in keys:
        shared.update(row[0] for row in db.execute(_CARRIERS, [key]))
    found = {each for each, count in shared.items() if count >= SHARED_LEAST}
    apart = dt.timedelta(days=DAYS_APART)
    rows = db.execute(
        """
        SELECT id FROM articles WHERE id IN (SELECT value FROM json_each(?)) AND retracted_at IS NULL
            AND published_on BETWEEN ? AND ?
        """,
        [json.dumps(sorted(found)), (day - apart).isoformat(), (day + apart).isoformat()],
    )
    standing = sorted((row[0] for row in rows), key=lambda each: (-shared[each], -each))
    return tuple(standing[:CANDIDATES_MOST])


def tellings(db: Db, article_ids: Iterable[int]) -> dict[int, Telling]:
    """What these articles say now, by their numbers."""
    asked = json.dumps(list(article_ids))
    return {row["id"]: _telling(row) for row in all_rows(db, _TELLINGS.format(which=_ASKED), [asked])}


def unkeyed(db: Db, limit: int) -> tuple[tuple[int, int, Telling], ...]:
    """Articles whose newest revision has no keys yet: number, revision and what it says."""
    rows = all_rows(db, _TELLINGS.format(which="a.keyed <> a.revision ORDER BY a.id LIMIT ?"), [limit])
    return tuple((row["id"], row["revision"], _telling(row)) for row in rows)


def add_all(db: Db, made: Iterable[tuple[int, int, Sequence[int]]]) -> None:
    """Keeps the keys made for articles, each (article, revision, keys)."""
    for article_id, revision, keys in made:
        add_keys(db, article_id, revision, keys)


_ASKED = "a.id IN (SELECT value FROM json_each(?))"
_TELLINGS = """
    SELECT a.id, a.revision, coalesce(n.name, '') AS newspaper, a.published_on, coalesce(p.name, '') AS park,
        r.blocks, r.authors
    FROM articles a JOIN revisions r ON r.article_id = a.id AND r.number = a.revision
        JOIN issues i ON i.id = a.issue_id LEFT JOIN newspapers n ON n.id = i.newspaper_id
        LEFT JOIN parks p ON p.id = a.park_id
    WHERE {which}
"""


def _telling(row: sqlite3.Row) -> Telling:
    article = stored_article(row)
    day = dt.date.fromisoformat(row["published_on"])
    return Telling(row["newspaper"], day, row["park"], article.headline, article.paragraphs)
