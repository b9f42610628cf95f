"""Stored articles, read for answers. What is retracted is in none, but for those who ask for it by its
number.
"""

from __future__ import annotations

import datetime as dt
import json
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass

from parsing.article import Article
from storage.archive import brief_places, newspapers, project_marks
from storage.archive.prepared import PreparedArticle, PreparedIssue
from storage.archive.project_marks import ProjectMark
from storage.archive.revisions import stored_article
from storage.archive.subheads import subheads_of
from storage.database import Db
from storage.parks.other_parks import other_parks_of
from storage.rows import all_rows, one_row
from summaries.brief import Piece

CARD_COLUMNS = """
    a.id, a.revision, r.headline, r.brief, a.park_id, coalesce(n.name, '') AS newspaper, a.published_on,
    i.page, coalesce(nullif(a.link, ''), i.link) AS link, i.full_text, r.key_figures,
    a.retracted_at IS NOT NULL AS retracted, a.retraction, a.urgent,
    coalesce(p.name, '') AS park,
    CASE WHEN a.story_id IS NOT NULL THEN (
        SELECT json_group_array(json_array(o.id, coalesce(w.name, ''), o.published_on))
        FROM articles o JOIN issues x ON x.id = o.issue_id LEFT JOIN newspapers w ON w.id = x.newspaper_id
        WHERE o.story_id = a.story_id AND o.id <> a.id AND o.retracted_at IS NULL
    ) END AS elsewhere
"""
PARK_SEPARATOR = "、"
CARD_TABLES = """
    FROM articles a
        JOIN revisions r ON r.article_id = a.id AND r.number = a.revision
        JOIN issues i ON i.id = a.issue_id
        LEFT JOIN newspapers n ON n.id = i.newspaper_id
        LEFT JOIN parks p ON p.id = a.park_id
"""
SELECT_CARDS = f"SELECT {CARD_COLUMNS} {CARD_TABLES}"


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """Another telling of the same story: its number, and the newspaper and day it stands in."""

    id: int
    newspaper: str
    published_on: dt.date


@dataclass(frozen=True, slots=True)
class Card:
    """What a reader is shown of an article. `park_id` is None and `park` empty where it has no park.

    `park` names all that it is about, `park_id` the first, `other_parks` the others; `subhead` is the line
    beside the headline. `link` is where it, or its page, can be read, empty where that is unknown;
    `retraction` why it was retracted, where it was. `key_figures` are verbatim figures with their nouns that
    the brief had no room for. Without `full_text` readers get brief and link alone. `elsewhere` is who else
    tells the story, the first first; `projects` are those it tells of.
    """

    id: int
    revision: int
    headline: str
    brief: str
    park_id: int | None
    park: str
    newspaper: str
    published_on: dt.date
    page: str
    key_figures: tuple[str, ...] = ()
    link: str = ""
    retracted: bool = False
    retraction: str = ""
    full_text: bool = True
    urgent: bool = False
    elsewhere: tuple[Elsewhere, ...] = ()
    projects: tuple[ProjectMark, ...] = ()
    subhead: str = ""
    other_parks: tuple[str, ...] = ()

    @property
    def first_park(self) -> str:
        """The name of the park that `park_id` is, without the others."""
        return self.park.split(PARK_SEPARATOR, 1)[0]


def find_article(db: Db, issue: PreparedIssue, prepared: PreparedArticle) -> int | None:
    """The id of a stored article that is this one, or None.

    The same newspaper, date and content; where a date is only assumed, it need not agree.
    """
    newspaper_id = newspapers.id_of(db, issue.newspaper)
    if newspaper_id is None and issue.newspaper:
        return None
    row = db.execute(
        """
        SELECT a.id FROM articles a JOIN issues i ON i.id = a.issue_id
        WHERE a.content_hash = :hash AND i.newspaper_id IS :newspaper
            AND (a.published_on = :day OR i.date_assumed OR :assumed)
        ORDER BY a.id LIMIT 1
        """,
        {
            "hash": prepared.content_hash,
            "newspaper": newspaper_id,
            "day": issue.published_on.isoformat(),
            "assumed": issue.date_assumed,
        },
    ).fetchone()
    return None if row is None else int(row[0])


def get_card(db: Db, article_id: int) -> Card | None:
    """The article as a card, or None where there is none with this id."""
    row = one_row(db, SELECT_CARDS + " WHERE a.id = ?", [article_id])
    return None if row is None else cards_marked(db, [row])[0]


def get_article(db: Db, article_id: int) -> Article | None:
    """The newest revision of the article in full, or None where there is none with this id."""
    row = one_row(
        db,
        """
        SELECT r.blocks, r.authors FROM revisions r
            JOIN articles a ON a.id = r.article_id AND a.revision = r.number
        WHERE a.id = ?
        """,
        [article_id],
    )
    return None if row is None else stored_article(row)


def get_pieces(db: Db, article_id: int) -> tuple[Piece, ...]:
    """Where the brief of the newest revision was taken from, the names set before its pieces among them.

    Empty where there is no brief.
    """
    row = db.execute(
        """
        SELECT r.brief_pieces FROM revisions r
            JOIN articles a ON a.id = r.article_id AND a.revision = r.number
        WHERE a.id = ?
        """,
        [article_id],
    ).fetchone()
    return () if row is None else brief_places.all_places(row[0])


def cards_of(db: Db, article_ids: Sequence[int]) -> tuple[Card, ...]:
    """The cards of these articles, in the order asked for; unknown ids are left out."""
    asked = json.dumps(list(article_ids))
    cards = cards_read(db, SELECT_CARDS + " WHERE a.id IN (SELECT value FROM json_each(?))", [asked])
    by_id = {card.id: card for card in cards}
    return tuple(by_id[article_id] for article_id in article_ids if article_id in by_id)


def cards_read(db: Db, sql: str, parameters: Sequence[object] | dict[str, object]) -> tuple[Card, ...]:
    """The cards of the rows that a SELECT of CARD_COLUMNS finds."""
    return cards_marked(db, all_rows(db, sql, parameters))


def cards_marked(db: Db, rows: Sequence[sqlite3.Row]) -> tuple[Card, ...]:
    """The cards of these rows with their projects, subheads and further parks."""
    ids = [row["id"] for row in rows]
    marks, subheads, others = project_marks.marks_of(db, ids), subheads_of(db, ids), other_parks_of(db, ids)
    return tuple(
        _card(row, marks.get(number, ()), subheads.get(number, ""), others.get(number, ()))
        for number, row in zip(ids, rows, strict=True)
    )


def _card(
    row: sqlite3.Row, projects: tuple[ProjectMark, ...], subhead: str, other_parks: tuple[str, ...]
) -> Card:
    return Card(
        id=row["id"],
        revision=row["revision"],
        headline=row["headline"],
        brief=row["brief"],
        park_id=row["park_id"],
        park=PARK_SEPARATOR.join(filter(None, (row["park"], *other_parks))),
        newspaper=row["newspaper"],
        published_on=dt.date.fromisoformat(row["published_on"]),
        page=row["page"],
        key_figures=tuple(json.loads(row["key_figures"])),
        link=row["link"],
        retracted=bool(row["retracted"]),
        retraction=row["retraction"],
        full_text=bool(row["full_text"]),
        urgent=bool(row["urgent"]),
        elsewhere=_elsewhere(row["elsewhere"]),
        projects=projects,
        subhead=subhead,
        other_parks=other_parks,
    )


def _elsewhere(stored: str | None) -> tuple[Elsewhere, ...]:
    others = () if stored is None else sorted(json.loads(stored))
    return tuple(Elsewhere(each, paper, dt.date.fromisoformat(day)) for each, paper, day in others)
