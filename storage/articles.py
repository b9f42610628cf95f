"""Stored articles: writing them once, and reading them for answers."""

from __future__ import annotations

import datetime as dt
import json
import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from parsing.article import Article, Block, Kind
from storage.database import Db
from storage.moments import to_text
from storage.park_import import ensure_park
from storage.prepared import PreparedArticle, PreparedIssue
from storage.rows import all_rows, one_row
from storage.stored_parks import family_of
from summaries.brief import Brief, Piece

_COLUMNS = """
    a.id, a.revision, r.headline, r.brief, a.park_id, coalesce(p.name, '') AS park, a.newspaper,
    a.published_on, i.page, r.key_figures
"""
_TABLES = """
    FROM articles a
        JOIN revisions r ON r.article_id = a.id AND r.number = a.revision
        JOIN issues i ON i.id = a.issue_id
        LEFT JOIN parks p ON p.id = a.park_id
"""
_CARD = f"SELECT {_COLUMNS} {_TABLES}"
PLACE = 3  # numbers of a place as it is stored: block, start, end
_NEWEST = " ORDER BY a.published_on DESC, a.id DESC LIMIT ? OFFSET ?"


@dataclass(frozen=True, slots=True)
class Card:
    """What a reader is shown of an article. `park_id` is None and `park` empty where it has no park.

    `key_figures` are verbatim figures with their nouns that the brief had no room for.
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


@dataclass(frozen=True, slots=True)
class StaleBrief:
    """An article whose brief was made by another ranker than the present one, with its park's name if it has
    one.
    """

    article_id: int
    revision: int
    article: Article
    park: str = ""


@dataclass(frozen=True, slots=True)
class Listing:
    """A stretch of a list, newest first, and how many the whole list holds."""

    cards: tuple[Card, ...]
    total: int


def find_article(db: Db, issue: PreparedIssue, prepared: PreparedArticle) -> int | None:
    """The id of a stored article that is this one, or None.

    The same newspaper, date and content; where a date is only assumed, it need not agree.
    """
    row = db.execute(
        """
        SELECT a.id FROM articles a JOIN issues i ON i.id = a.issue_id
        WHERE a.content_hash = :hash AND a.newspaper = :newspaper
            AND (a.published_on = :day OR i.date_assumed OR :assumed)
        ORDER BY a.id LIMIT 1
        """,
        {
            "hash": prepared.content_hash,
            "newspaper": issue.newspaper,
            "day": issue.published_on.isoformat(),
            "assumed": issue.date_assumed,
        },
    ).fetchone()
    return None if row is None else int(row[0])


def add_article(
    db: Db, issue_id: int, position: int, issue: PreparedIssue, prepared: PreparedArticle, moment: dt.datetime
) -> int:
    """Stores a new article with its first revision, mentions and search words; returns its id."""
    park_id = None if prepared.park is None else ensure_park(db, prepared.park)
    cursor = db.execute(
        """
        INSERT INTO articles (issue_id, position, newspaper, published_on, content_hash, park_id)
        VALUES (?, ?, ?, ?, ?, ?)
        """,
        [issue_id, position, issue.newspaper, issue.published_on.isoformat(), prepared.content_hash, park_id],
    )
    article_id = int(cursor.lastrowid or 0)
    article, brief = prepared.article, prepared.brief
    db.execute(
        """
        INSERT INTO revisions (article_id, number, headline, blocks, authors, brief, brief_pieces, ranker,
            key_figures, stored_at)
        VALUES (?, 1, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
        [
            article_id,
            article.headline,
            json.dumps([[block.kind, block.text] for block in article.blocks], ensure_ascii=False),
            json.dumps(article.authors, ensure_ascii=False),
            brief.text,
            _pieces_json(brief),
            brief.ranker,
            json.dumps(prepared.key_figures, ensure_ascii=False),
            to_text(moment),
        ],
    )
    for mentioned in {ensure_park(db, park): park for park in prepared.mentions}:
        if mentioned != park_id:
            db.execute("INSERT INTO mentions VALUES (?, ?)", [article_id, mentioned])
    db.execute(
        "INSERT INTO article_words VALUES (?, ?, ?)",
        [article_id, prepared.headline_words, prepared.body_words],
    )
    return article_id


def get_card(db: Db, article_id: int) -> Card | None:
    """The article as a card, or None where there is none with this id."""
    row = one_row(db, _CARD + " WHERE a.id = ?", [article_id])
    return None if row is None else _card(row)


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
    return None if row is None else _article(row["blocks"], row["authors"])


def newest(db: Db, *, limit: int, offset: int = 0) -> Listing:
    """The newest articles about any park or none."""
    total = db.execute("SELECT count(*) FROM articles").fetchone()[0]
    return Listing(_cards(db, _CARD + _NEWEST, [limit, offset]), total)


def newest_about(db: Db, park_id: int, *, limit: int, offset: int = 0) -> Listing:
    """The newest articles about a park and the parks inside it."""
    family = family_of(db, park_id)
    # Most parks have none inside; one number keeps the index in order, which a list of them doesn't.
    inside = "park_id = :park" if len(family) == 1 else "park_id IN (SELECT value FROM json_each(:family))"
    parameters = {"park": park_id, "family": json.dumps(family), "limit": limit, "offset": offset}
    count = f"(SELECT count(*) FROM articles WHERE {inside})"
    rows = all_rows(
        db,
        f"""
        SELECT {_COLUMNS}, {count} AS total {_TABLES} WHERE a.{inside}
        ORDER BY a.published_on DESC, a.id DESC LIMIT :limit OFFSET :offset
        """,
        parameters,
    )
    if rows:
        return Listing(tuple(_card(row) for row in rows), rows[0]["total"])
    return Listing((), db.execute(f"SELECT {count}", parameters).fetchone()[0])


def newest_in_city(db: Db, city: str, *, limit: int, offset: int = 0) -> Listing:
    """The newest articles about the parks of a city."""
    inside = " WHERE a.park_id IN (SELECT park_id FROM park_cities WHERE city = ?)"
    total = db.execute("SELECT count(*) FROM articles a" + inside, [city]).fetchone()[0]
    return Listing(_cards(db, _CARD + inside + _NEWEST, [city, limit, offset]), total)


def newest_between(db: Db, first: dt.date, last: dt.date, *, limit: int, offset: int = 0) -> Listing:
    """The newest articles published from the first to the last day, both included."""
    days = [first.isoformat(), last.isoformat()]
    inside = " WHERE a.published_on BETWEEN ? AND ?"
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
    return () if row is None else tuple(Piece(*place) for place in _places(json.loads(row[0])))


def _places(stored: list[list[int]]) -> Iterator[list[int]]:
    """The places of a brief's pieces and, behind a piece's own three numbers, of the name set before it."""
    for numbers in stored:
        for start in range(0, len(numbers), PLACE):
            yield numbers[start : start + PLACE]


def cards_of(db: Db, article_ids: Sequence[int]) -> tuple[Card, ...]:
    """The cards of these articles, in the order asked for; unknown ids are left out."""
    asked = json.dumps(list(article_ids))
    cards = _cards(db, _CARD + " WHERE a.id IN (SELECT value FROM json_each(?))", [asked])
    by_id = {card.id: card for card in cards}
    return tuple(by_id[article_id] for article_id in article_ids if article_id in by_id)


def stale_briefs(db: Db, ranker: str, *, after: int, limit: int) -> tuple[StaleBrief, ...]:
    """Articles numbered above `after` whose brief another ranker made, in the order of their numbers."""
    rows = all_rows(
        db,
        """
        SELECT a.id, r.number, r.blocks, r.authors, coalesce(p.name, '') AS park FROM articles a
            JOIN revisions r ON r.article_id = a.id AND r.number = a.revision
            LEFT JOIN parks p ON p.id = a.park_id
        WHERE a.id > ? AND r.ranker <> ? ORDER BY a.id LIMIT ?
        """,
        [after, ranker, limit],
    )
    return tuple(
        StaleBrief(row["id"], row["number"], _article(row["blocks"], row["authors"]), row["park"])
        for row in rows
    )


def set_brief(db: Db, article_id: int, revision: int, brief: Brief, key_figures: Sequence[str]) -> None:
    """Gives a revision a new brief; what was sent with the old one stays as it is."""
    db.execute(
        """
        UPDATE revisions SET brief = ?, brief_pieces = ?, ranker = ?, key_figures = ?
        WHERE article_id = ? AND number = ?
        """,
        [
            brief.text,
            _pieces_json(brief),
            brief.ranker,
            json.dumps(key_figures, ensure_ascii=False),
            article_id,
            revision,
        ],
    )


def _article(blocks: str, authors: str) -> Article:
    return Article(
        tuple(Block(Kind(kind), text) for kind, text in json.loads(blocks)), tuple(json.loads(authors))
    )


def _pieces_json(brief: Brief) -> str:
    """Block, start and end of each piece; where a name is set before it, those of the name behind them."""
    subjects = brief.subjects or (None,) * len(brief.pieces)
    return json.dumps(
        [
            [
                number
                for place in (piece, subject)
                if place
                for number in (place.block, place.start, place.end)
            ]
            for piece, subject in zip(brief.pieces, subjects, strict=True)
        ]
    )


def _cards(db: Db, sql: str, parameters: Sequence[object]) -> tuple[Card, ...]:
    return tuple(_card(row) for row in all_rows(db, sql, parameters))


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
    )
