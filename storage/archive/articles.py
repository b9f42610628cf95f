"""Stored articles, read for answers. What is retracted is in none, but for those who ask for it by its
number.
"""

from __future__ import annotations

import datetime as dt
import json
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass, replace

from parsing.article import Article
from storage.archive import brief_places, newspapers, project_marks
from storage.archive.prepared import PreparedArticle, PreparedIssue
from storage.archive.project_marks import ProjectMark
from storage.archive.revisions import stored_article
from storage.archive.subheads import subheads_of
from storage.database import Db
from storage.parks.other_parks import other_parks_of
from storage.parks.stored_parks import family_of
from storage.rows import all_rows, one_row
from summaries.brief import Piece

_COLUMNS = """
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
_TABLES = """
    FROM articles a
        JOIN revisions r ON r.article_id = a.id AND r.number = a.revision
        JOIN issues i ON i.id = a.issue_id
        LEFT JOIN newspapers n ON n.id = i.newspaper_id
        LEFT JOIN parks p ON p.id = a.park_id
"""
_CARD = f"SELECT {_COLUMNS} {_TABLES}"
_STANDS = "a.retracted_at IS NULL"
# Of the tellings of one story a list has the first that belongs to it, `b` being one before `a`.
_FIRST = """
    (a.story_id IS NULL OR NOT EXISTS (
        SELECT 1 FROM articles b
        WHERE b.story_id = a.story_id AND b.id < a.id AND b.retracted_at IS NULL AND {also}
    ))
"""
_FIRST_OF_ALL = _FIRST.format(also="1")
_NEWEST = " ORDER BY a.published_on DESC, a.id DESC LIMIT ? OFFSET ?"


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


@dataclass(frozen=True, slots=True)
class Listing:
    """A stretch of a list, newest first, and how many the whole list holds."""

    cards: tuple[Card, ...]
    total: int


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
    row = one_row(db, _CARD + " WHERE a.id = ?", [article_id])
    return None if row is None else _marked(db, [row])[0]


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


def newest(db: Db, *, limit: int, offset: int = 0) -> Listing:
    """The newest articles about any park or none, each story once; counted to the one behind this page.

    To count them all would be to look through all, for every reader who asks (benchmarks/scale.py).
    """
    listed = f"WHERE {_STANDS} AND {_FIRST_OF_ALL}"
    counted = f"SELECT 1 FROM articles a {listed} {_NEWEST}"
    [total] = db.execute(f"SELECT count(*) FROM ({counted})", [offset + limit + 1, 0]).fetchone()
    return Listing(_cards(db, f"{_CARD} {listed} {_NEWEST}", [limit, offset]), total)


def newest_about(db: Db, park_id: int, *, limit: int, offset: int = 0) -> Listing:
    """The newest articles about a park and the parks inside it, each story once."""
    inside, about_it = _inside(db, park_id)
    parameters = about_it | {"limit": limit, "offset": offset}
    if _is_mentioned(db, inside, parameters):
        return _newest_of(db, inside, parameters)
    of_park = _about_none_else(inside)
    count = f"(SELECT count(*) FROM articles a WHERE {of_park})"
    rows = all_rows(
        db,
        f"""
        SELECT {_COLUMNS}, {count} AS total {_TABLES} WHERE {of_park}
        ORDER BY a.published_on DESC, a.id DESC LIMIT :limit OFFSET :offset
        """,
        parameters,
    )
    if rows:
        return Listing(_marked(db, rows), rows[0]["total"])
    return Listing((), db.execute(f"SELECT {count}", parameters).fetchone()[0])


def about_park(db: Db, park_id: int) -> tuple[str, dict[str, object]]:
    """A condition on `articles a`, with its parameters: about a park or one inside it, each story once."""
    inside, parameters = _inside(db, park_id)
    is_mentioned = _is_mentioned(db, inside, parameters)
    return (_about_any(inside) if is_mentioned else _about_none_else(inside)), parameters


def _inside(db: Db, park_id: int) -> tuple[str, dict[str, object]]:
    """Which `park_id` are a park or one inside it, as a condition and its parameters."""
    family = family_of(db, park_id)
    # Most parks have none inside; one number keeps the index in order, which a list of them doesn't.
    inside = "park_id = :park" if len(family) == 1 else "park_id IN (SELECT value FROM json_each(:family))"
    return inside, {"park": park_id, "family": json.dumps(family)}


def _is_mentioned(db: Db, parks: str, parameters: dict[str, object]) -> bool:
    """Whether an article of another park, or of none, is about one of these parks too."""
    row = db.execute(f"SELECT 1 FROM mentions WHERE about AND {parks} LIMIT 1", parameters).fetchone()
    return row is not None


def _about_none_else(parks: str) -> str:
    """A condition on `articles a`: about these parks, which no other article mentions, each story once."""
    return f"a.{parks} AND {_STANDS} AND {_FIRST.format(also=f'b.{parks}')}"


def newest_in_city(db: Db, city: str, *, limit: int, offset: int = 0) -> Listing:
    """The newest articles about the parks of a city, each story once."""
    parks = "park_id IN (SELECT park_id FROM park_cities WHERE city = :city)"
    return _newest_of(db, parks, {"city": city, "limit": limit, "offset": offset})


def _newest_of(db: Db, parks: str, parameters: dict[str, object]) -> Listing:
    """The newest articles that are about these parks or mention them, each story once.

    Which they are is told by indexes alone; the articles themselves are read for the cards that are shown.
    """
    inside = f"""
        FROM (
            SELECT x.id, x.published_on, x.story_id FROM articles x WHERE x.{parks} AND x.retracted_at IS NULL
            UNION SELECT y.id, y.published_on, y.story_id FROM mentions m
                CROSS JOIN articles y ON y.id = m.article_id AND y.retracted_at IS NULL
            WHERE m.about AND m.{parks}
        ) a WHERE {_first_of_any(parks)}
    """
    total = db.execute(f"SELECT count(*) {inside}", parameters).fetchone()[0]
    newest = f"SELECT a.id {inside} ORDER BY a.published_on DESC, a.id DESC LIMIT :limit OFFSET :offset"
    ids = db.execute(newest, parameters).fetchall()
    return Listing(cards_of(db, [article_id for (article_id,) in ids]), total)


def _mentioning(parks: str) -> str:
    return f"SELECT m.article_id FROM mentions m WHERE m.about AND m.{parks}"


def _first_of_any(parks: str) -> str:
    """That an article `a` is the first telling of its story about some of these parks."""
    return _FIRST.format(also=f"(b.{parks} OR b.id IN ({_mentioning(parks)}))")


def _about_any(parks: str) -> str:
    """A condition on `articles a`: about or mentioning some of these parks, each story once.

    The articles are looked up as one list of numbers: asked for a park or a mention, SQLite would look
    through all there are, from the newest on.
    """
    of_parks = f"SELECT x.id FROM articles x WHERE x.{parks} AND x.retracted_at IS NULL"
    return f"a.id IN ({of_parks} UNION {_mentioning(parks)}) AND +{_STANDS} AND {_first_of_any(parks)}"


def newest_between(db: Db, first: dt.date, last: dt.date, *, limit: int, offset: int = 0) -> Listing:
    """The newest articles published from the first to the last day, both included.

    Each story once; what tells again a story of before is none.
    """
    days = [first.isoformat(), last.isoformat()]
    inside = f" WHERE {_STANDS} AND a.published_on BETWEEN ? AND ? AND {_FIRST_OF_ALL}"
    total = db.execute("SELECT count(*) FROM articles a" + inside, days).fetchone()[0]
    return Listing(_cards(db, _CARD + inside + _NEWEST, [*days, limit, offset]), total)


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
    cards = _cards(db, _CARD + " WHERE a.id IN (SELECT value FROM json_each(?))", [asked])
    by_id = {card.id: card for card in cards}
    return tuple(by_id[article_id] for article_id in article_ids if article_id in by_id)


def _cards(db: Db, sql: str, parameters: Sequence[object] | dict[str, object]) -> tuple[Card, ...]:
    return _marked(db, all_rows(db, sql, parameters))


def _marked(db: Db, rows: Sequence[sqlite3.Row]) -> tuple[Card, ...]:
    """The cards of these rows with their projects, subheads and further parks."""
    ids = [row["id"] for row in rows]
    cards = map(_card, rows)
    marks, subheads, others = project_marks.marks_of(db, ids), subheads_of(db, ids), other_parks_of(db, ids)
    return tuple(
        replace(
            card,
            park=PARK_SEPARATOR.join(filter(None, (card.park, *others.get(card.id, ())))),
            projects=marks.get(card.id, ()),
            subhead=subheads.get(card.id, ""),
            other_parks=others.get(card.id, ()),
        )
        for card in cards
    )


def _card(row: sqlite3.Row) -> Card:
    return Card(
        id=row["id"],
        revision=row["revision"],
        headline=row["headline"],
        brief=row["brief"],
        park_id=row["park_id"],
        park=row["park"],
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
    )


def _elsewhere(stored: str | None) -> tuple[Elsewhere, ...]:
    others = () if stored is None else sorted(json.loads(stored))
    return tuple(Elsewhere(each, paper, dt.date.fromisoformat(day)) for each, paper, day in others)
