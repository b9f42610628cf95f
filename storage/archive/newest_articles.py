"""The newest articles: of all, of a park, a city or some days, each story once by its first telling."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass

from storage.archive.articles import (
    CARD_COLUMNS,
    CARD_TABLES,
    SELECT_CARDS,
    Card,
    cards_marked,
    cards_of,
    cards_read,
)
from storage.database import Db
from storage.parks.stored_parks import family_of
from storage.rows import all_rows

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
class Listing:
    """A stretch of a list, newest first, and how many the whole list holds."""

    cards: tuple[Card, ...]
    total: int


def newest(db: Db, *, limit: int, offset: int = 0) -> Listing:
    """The newest articles about any park or none, each story once; counted to the one behind this page.

    To count them all would be to look through all, for every reader who asks (benchmarks/scale.py).
    """
    listed = f"WHERE {_STANDS} AND {_FIRST_OF_ALL}"
    counted = f"SELECT 1 FROM articles a {listed} {_NEWEST}"
    [total] = db.execute(f"SELECT count(*) FROM ({counted})", [offset + limit + 1, 0]).fetchone()
    return Listing(cards_read(db, f"{SELECT_CARDS} {listed} {_NEWEST}", [limit, offset]), total)


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
        SELECT {CARD_COLUMNS}, {count} AS total {CARD_TABLES} WHERE {of_park}
        ORDER BY a.published_on DESC, a.id DESC LIMIT :limit OFFSET :offset
        """,
        parameters,
    )
    if rows:
        return Listing(cards_marked(db, rows), rows[0]["total"])
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
    return Listing(cards_read(db, SELECT_CARDS + inside + _NEWEST, [*days, limit, offset]), total)
