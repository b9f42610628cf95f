"""Revisions: what an article says, from its first state to the one that holds. Nothing is changed without a
trace.
"""

from __future__ import annotations

import datetime as dt
import json
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass

from parsing.article import Article, Block, Kind
from storage.archive import brief_places, newspapers
from storage.archive.prepared import PreparedArticle, PreparedIssue
from storage.database import Db
from storage.moments import from_text, to_text
from storage.parks.park_import import ensure_park
from storage.rows import all_rows, one_row
from summaries.brief import Brief

# In place of a ranker's version: a brief that an editor chose is never made anew.
CHOSEN_BY_EDITOR = "editor"


class SameArticle(Exception):
    """The article would say word for word what another one says; `article_id` is that one's."""

    def __init__(self, article_id: int) -> None:
        super().__init__(f"article {article_id} says the same")
        self.article_id = article_id


@dataclass(frozen=True, slots=True)
class StaleBrief:
    """An article whose brief was made by another ranker than the present one, and its park's name, if any."""

    article_id: int
    revision: int
    article: Article
    park: str = ""


@dataclass(frozen=True, slots=True)
class Revision:
    """One state of an article. `editor_id` is who made it: 0 the command line, None where it isn't told."""

    number: int
    headline: str
    brief: str
    park: str
    editor_id: int | None
    stored_at: dt.datetime


def add_article(
    db: Db,
    issue_id: int,
    position: int,
    issue: PreparedIssue,
    prepared: PreparedArticle,
    moment: dt.datetime,
    *,
    editor_id: int | None = None,
) -> int:
    """Stores a new article with its first revision, mentions and search words; returns its id."""
    park_id = None if prepared.park is None else ensure_park(db, prepared.park)
    cursor = db.execute(
        """
        INSERT INTO articles (issue_id, position, newspaper, published_on, content_hash, park_id, urgent,
            link)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?)
        """,
        [
            issue_id,
            position,
            issue.newspaper,
            issue.published_on.isoformat(),
            prepared.content_hash,
            park_id,
            issue.is_urgent(prepared),
            prepared.link,
        ],
    )
    article_id = int(cursor.lastrowid or 0)
    _add_revision(db, article_id, 1, prepared, park_id, moment, editor_id=editor_id, sounds=False)
    _set_mentions(db, article_id, park_id, prepared)
    db.execute(
        "INSERT INTO article_words VALUES (?, ?, ?)",
        [article_id, prepared.headline_words, prepared.body_words],
    )
    return article_id


def revise_article(
    db: Db,
    issue: PreparedIssue,
    prepared: PreparedArticle,
    moment: dt.datetime,
    *,
    editor_id: int,
    sounds: bool,
) -> int:
    """Gives the article `prepared.article_id` its next revision; returns its number.

    Newspaper and day are those of the issue only where that is the one it stands in. Raises SameArticle
    where another article of that newspaper and day says the same.
    """
    article_id = prepared.article_id
    assert article_id is not None
    park_id = None if prepared.park is None else ensure_park(db, prepared.park)
    number, newspaper, day = db.execute(
        "SELECT revision + 1, newspaper, published_on FROM articles WHERE id = ?", [article_id]
    ).fetchone()
    newspaper_id = newspapers.of_article(db, article_id)
    if issue.of_issue is not None:
        newspaper, day = issue.newspaper, issue.published_on.isoformat()
        newspaper_id = newspapers.id_of(db, newspaper)
    content = prepared.content_hash
    same = db.execute(
        """
        SELECT a.id FROM articles a JOIN issues i ON i.id = a.issue_id
        WHERE a.content_hash = :content AND a.published_on = :day AND a.id <> :id
            AND (i.newspaper_id IS :newspaper_id OR a.newspaper = :newspaper)
        """,
        {
            "content": content,
            "day": day,
            "id": article_id,
            "newspaper_id": newspaper_id,
            "newspaper": newspaper,
        },
    ).fetchone()
    if same is not None:
        raise SameArticle(same[0])
    _add_revision(db, article_id, number, prepared, park_id, moment, editor_id=editor_id, sounds=sounds)
    _set_mentions(db, article_id, park_id, prepared)
    db.execute(
        """
        UPDATE articles SET revision = ?, newspaper = ?, published_on = ?, content_hash = ?, park_id = ?
        WHERE id = ?
        """,
        [number, newspaper, day, content, park_id, article_id],
    )
    db.execute(
        "UPDATE article_words SET headline = ?, body = ? WHERE article_id = ?",
        [prepared.headline_words, prepared.body_words, article_id],
    )
    return int(number)


def is_as_stored(db: Db, prepared: PreparedArticle) -> bool:
    """Whether the article `prepared.article_id` says all of this already, in the same words and parks."""
    row = one_row(
        db,
        """
        SELECT r.blocks, r.authors, r.brief, r.ranker, r.key_figures, coalesce(p.name, '') AS park, (
            SELECT json_group_array(q.name) FROM mentions m JOIN parks q ON q.id = m.park_id
            WHERE m.article_id = a.id AND m.about
        ) AS also
        FROM articles a JOIN revisions r ON r.article_id = a.id AND r.number = a.revision
            LEFT JOIN parks p ON p.id = a.park_id
        WHERE a.id = ?
        """,
        [prepared.article_id],
    )
    if row is None:
        return False
    stored = (stored_article(row), row["brief"], row["ranker"] == CHOSEN_BY_EDITOR, row["park"])
    park = "" if prepared.park is None else prepared.park.name
    return (
        stored == (prepared.article, prepared.brief.text, prepared.brief_chosen, park)
        and tuple(json.loads(row["key_figures"])) == prepared.key_figures
        and set(json.loads(row["also"])) == {each.name for each in prepared.also}
    )


def revisions_of(db: Db, article_id: int) -> tuple[Revision, ...]:
    """All states of an article, the first first."""
    rows = all_rows(
        db,
        """
        SELECT r.number, r.headline, r.brief, coalesce(p.name, '') AS park, r.editor_id, r.stored_at
        FROM revisions r LEFT JOIN parks p ON p.id = r.park_id WHERE r.article_id = ? ORDER BY r.number
        """,
        [article_id],
    )
    return tuple(Revision(**dict(row) | {"stored_at": from_text(row["stored_at"])}) for row in rows)


def stale_briefs(db: Db, ranker: str, *, after: int, limit: int) -> tuple[StaleBrief, ...]:
    """Articles numbered above `after` whose brief another ranker made, in the order of their numbers.

    Those whose brief an editor chose are none.
    """
    rows = all_rows(
        db,
        """
        SELECT a.id, r.number, r.blocks, r.authors, coalesce(p.name, '') AS park FROM articles a
            JOIN revisions r ON r.article_id = a.id AND r.number = a.revision
            LEFT JOIN parks p ON p.id = a.park_id
        WHERE a.id > ? AND r.ranker NOT IN (?, ?) ORDER BY a.id LIMIT ?
        """,
        [after, ranker, CHOSEN_BY_EDITOR, limit],
    )
    return tuple(StaleBrief(row["id"], row["number"], stored_article(row), row["park"]) for row in rows)


def set_brief(db: Db, article_id: int, revision: int, brief: Brief, key_figures: Sequence[str]) -> None:
    """Gives a revision a new brief; what was sent with the old one stays as it is."""
    db.execute(
        """
        UPDATE revisions SET brief = ?, brief_pieces = ?, ranker = ?, key_figures = ?
        WHERE article_id = ? AND number = ?
        """,
        [
            brief.text,
            brief_places.to_json(brief),
            brief.ranker,
            json.dumps(key_figures, ensure_ascii=False),
            article_id,
            revision,
        ],
    )


def stored_article(row: sqlite3.Row) -> Article:
    """The article in a row with the `blocks` and `authors` of a revision."""
    blocks = tuple(Block(Kind(kind), text) for kind, text in json.loads(row["blocks"]))
    return Article(blocks, tuple(json.loads(row["authors"])))


def _add_revision(
    db: Db,
    article_id: int,
    number: int,
    prepared: PreparedArticle,
    park_id: int | None,
    moment: dt.datetime,
    *,
    editor_id: int | None,
    sounds: bool,
) -> None:
    article, brief = prepared.article, prepared.brief
    blocks = [[block.kind, block.text] for block in article.blocks]
    db.execute(
        """
        INSERT INTO revisions (article_id, number, headline, blocks, authors, brief, brief_pieces, ranker,
            key_figures, stored_at, editor_id, park_id, sounds)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
        [
            article_id,
            number,
            article.headline,
            json.dumps(blocks, ensure_ascii=False),
            json.dumps(article.authors, ensure_ascii=False),
            brief.text,
            brief_places.to_json(brief),
            CHOSEN_BY_EDITOR if prepared.brief_chosen else brief.ranker,
            json.dumps(prepared.key_figures, ensure_ascii=False),
            to_text(moment),
            editor_id,
            park_id,
            sounds,
        ],
    )


def _set_mentions(db: Db, article_id: int, park_id: int | None, prepared: PreparedArticle) -> None:
    """The other parks of an article; whoever calls it touches `articles.park_id` or adds the words behind
    it.
    """
    about = {ensure_park(db, park) for park in prepared.also}
    named = {ensure_park(db, park) for park in prepared.mentions} | about
    db.execute("DELETE FROM mentions WHERE article_id = ?", [article_id])
    db.conn.executemany(
        "INSERT INTO mentions (article_id, park_id, about) VALUES (?, ?, ?)",
        [(article_id, other, other in about) for other in sorted(named) if other != park_id],
    )
