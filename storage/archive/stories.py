"""Stories: which articles tell one and the same. Of those that stand, the one stored first stands for it.

Which these are is kept at each article, as the number of the first of them all, retracted ones among them:
whoever had that one has had the story.
"""

from __future__ import annotations

import datetime as dt
import json
import sqlite3
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from storage.database import Db
from storage.deliveries import corrections, story_pushes
from storage.rows import all_rows


class NoSuchArticle(Exception):
    """There is no article with this number; `article_id` is it."""

    def __init__(self, article_id: int) -> None:
        super().__init__(f"article {article_id}")
        self.article_id = article_id


@dataclass(frozen=True, slots=True)
class Telling:
    """One article of a story, as it is named to an editor."""

    article_id: int
    issue_id: int
    newspaper: str
    published_on: dt.date
    page: str
    headline: str
    retracted: bool


def members_of(db: Db, article_id: int) -> tuple[int, ...]:
    """The articles that tell the story of one, in the order they were stored, retracted ones too.

    Raises NoSuchArticle.
    """
    row = db.execute("SELECT story_id FROM articles WHERE id = ?", [article_id]).fetchone()
    if row is None:
        raise NoSuchArticle(article_id)
    if row[0] is None:
        return (article_id,)
    rows = db.execute("SELECT id FROM articles WHERE story_id = ? ORDER BY id", [row[0]])
    return tuple(each[0] for each in rows)


def tellings_of(db: Db, article_id: int) -> tuple[Telling, ...]:
    """The same with what they are called. Raises NoSuchArticle."""
    rows = all_rows(
        db,
        """
        SELECT a.id AS article_id, a.issue_id, coalesce(n.name, '') AS newspaper, a.published_on, i.page,
            r.headline, a.retracted_at IS NOT NULL AS retracted
        FROM articles a JOIN issues i ON i.id = a.issue_id LEFT JOIN newspapers n ON n.id = i.newspaper_id
            JOIN revisions r ON r.article_id = a.id AND r.number = a.revision
        WHERE a.id IN (SELECT value FROM json_each(?)) ORDER BY a.id
        """,
        [json.dumps(members_of(db, article_id))],
    )
    return tuple(map(_telling, rows))


def standing_for(db: Db, article_id: int) -> int | None:
    """The article that stands for the story of this one: None where all of it is retracted, or unknown."""
    row = db.execute(
        """
        SELECT min(o.id) FROM articles a
            JOIN articles o ON o.id = a.id OR o.story_id = a.story_id
        WHERE a.id = ? AND o.retracted_at IS NULL
        """,
        [article_id],
    ).fetchone()
    return None if row[0] is None else int(row[0])


def join_fresh(db: Db, article_id: int, of: int) -> bool:
    """Lets an article that was stored just now, and is owed to nobody yet, tell the story of another one.

    Returns whether it does: not where nothing of that story stands any more.
    """
    standing = standing_for(db, of)
    if standing is None or standing == article_id:
        return False
    _number(db, (*members_of(db, article_id), *members_of(db, standing)))
    return True


def fold(db: Db, article_id: int, into: int, moment: dt.datetime) -> bool:
    """Makes two articles, and all that tell the story of either, tell one; returns whether anything is new.

    What waits for somebody who has had the story, or is owed it, is cancelled. Raises NoSuchArticle.
    """
    mine, others = members_of(db, article_id), members_of(db, into)
    if set(mine) & set(others):
        return False
    together = (*mine, *others)
    for each in together:
        corrections.unpack_untried(db, each)
    _number(db, together)
    story_pushes.cancel_doubles(db, together)
    _decide_all(db, mine, others, same=True)
    return True


def unfold(db: Db, article_id: int, moment: dt.datetime) -> bool:
    """Makes an article tell a story of its own; returns whether it told one with others.

    Who has had the other tellings alone is owed it now, and the other way round. Raises NoSuchArticle.
    """
    others = tuple(each for each in members_of(db, article_id) if each != article_id)
    if not others:
        return False
    _number(db, [article_id])
    _number(db, others)
    story_pushes.settle(db, (article_id, *others), moment)
    _decide_all(db, [article_id], others, same=False)
    return True


def decide(db: Db, content_hash: str, article_id: int, *, same: bool) -> None:
    """Keeps what an editor says: that a text tells the story of a stored article, or another one.

    It holds for all articles that tell that story now. Raises NoSuchArticle.
    """
    for each in members_of(db, article_id):
        db.execute("INSERT OR REPLACE INTO story_decisions VALUES (?, ?, ?)", [content_hash, each, int(same)])


def decisions_about(db: Db, content_hash: str) -> dict[int, bool]:
    """What editors said of a text: for each stored article whether it tells the same story."""
    rows = db.execute("SELECT article_id, same FROM story_decisions WHERE content_hash = ?", [content_hash])
    return {article_id: bool(same) for article_id, same in rows}


def _telling(row: sqlite3.Row) -> Telling:
    day = dt.date.fromisoformat(row["published_on"])
    return Telling(**dict(row) | {"published_on": day, "retracted": bool(row["retracted"])})


def _number(db: Db, together: Collection[int]) -> None:
    """Keeps that these and no others tell one story."""
    story_id = min(together) if len(together) > 1 else None
    db.execute(
        "UPDATE articles SET story_id = ? WHERE id IN (SELECT value FROM json_each(?))",
        [story_id, json.dumps(sorted(together))],
    )
    db.execute(
        """
        INSERT INTO markers VALUES (?, '1')
        ON CONFLICT (name) DO UPDATE SET value = CAST(value AS INTEGER) + 1
        """,
        [corrections.STORIES_CHANGED],
    )


def _decide_all(db: Db, some: Iterable[int], others: Collection[int], *, same: bool) -> None:
    db.conn.executemany(
        """
        INSERT OR REPLACE INTO story_decisions (content_hash, article_id, same)
        SELECT content_hash, ?, ? FROM articles WHERE id = ?
        """,
        [
            row
            for one in some
            for other in others
            for row in ((other, int(same), one), (one, int(same), other))
        ],
    )
