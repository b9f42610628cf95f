"""Search: which stored articles a query finds, through the index where it can, on the text where it must.

The index (see storage/tables/schema.sql) numbers its rows by day, so that walking it backwards is newest
first and a stretch of days is a stretch of numbers.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import islice
from typing import NamedTuple

from parsing.park_names import fold
from storage.database import Db

ROWS_A_DAY = 1_000_000
EPOCH = dt.date(1970, 1, 1)
# Best first ranks this many of the newest matches; phrases are checked on as many.
MOST_RANKED = 5_000
# How far a count goes; beyond it a search is told to have "more than".
MOST_COUNTED = 1_000
# Where the index knows nothing (it cuts words its own way), this many of the newest texts are read through.
MOST_READ = 1_000
HEADLINE_WEIGHT = 8.0
BODY_WEIGHT = 1.0
_TEXTS_AT_ONCE = 200
_OF_NEWSPAPERS = """ AND EXISTS (
    SELECT 1 FROM search_rows s CROSS JOIN articles a ON a.id = s.article_id
        CROSS JOIN issues i ON i.id = a.issue_id
    WHERE s.id = search_index.rowid AND i.newspaper_id IN (SELECT value FROM json_each(:newspapers))
)"""
_FULL_WIDTH = {code: code + 0xFEE0 for code in range(0x21, 0x7F)}
# Each mark and the others that it may be printed as; words copied from a card have what cards show.
_PRINTED_AS = {mark: chr(ord(mark) + 0xFEE0) for mark in ",;:?!()"} | {'"': "“”＂"}
_EVENED = {ord(other): mark for mark, others in _PRINTED_AS.items() for other in others}


class Term(NamedTuple):
    """Something to find: the text as typed, and the words under which the index knows it (maybe none)."""

    text: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Query:
    """What is looked for. Terms and phrases must all be there, phrases letter for letter, `excluded` not.

    `park_ids` None means any park or none, `newspaper_ids` any newspaper; `first_day` and `last_day` are
    inclusive, None leaves them open.
    """

    terms: tuple[Term, ...] = ()
    phrases: tuple[Term, ...] = ()
    excluded: tuple[Term, ...] = ()
    park_ids: tuple[int, ...] | None = None
    first_day: dt.date | None = None
    last_day: dt.date | None = None
    newspaper_ids: tuple[int, ...] | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """One page of article ids and whether more follow.

    `total` is how many there are, at most MOST_COUNTED + 1, which means more; None where counting would mean
    reading every text.
    """

    article_ids: tuple[int, ...]
    more: bool
    total: int | None


def find_articles(
    db: Db, query: Query, *, best_first: bool, limit: int, offset: int = 0, by_index_only: bool = False
) -> Found:
    """A stretch of what the query finds, newest or best first. Any query is valid; an empty one finds all.

    Where the index finds nothing, the newest texts are read through, unless `by_index_only`.
    """
    if query.park_ids is not None and not query.park_ids:
        return Found((), False, 0)
    rows = _best(db, query) if best_first else _newest(db, query)
    if query.phrases or query.excluded or any(not term.words for term in query.terms):
        checked = _each_story_once(db, _checked(db, query, rows))
        ids = tuple(islice(checked, offset, offset + limit + 1))
        if not ids and offset == 0 and not by_index_only and (query.terms or query.phrases):
            return replace(_read_through(db, query, limit, 0), more=False)
        return Found(ids[:limit], len(ids) > limit, None)
    # One walk gives the page and the count: to find few matches of common words is to walk all the way.
    walked = list(islice(rows, max(MOST_COUNTED, offset + limit) + 1))
    found = _rows_of_stories_once(db, walked)
    if not found and query.terms and not by_index_only:
        return _read_through(db, query, limit, offset)
    page = tuple(_article_ids(db, found[offset : offset + limit]))
    total = MOST_COUNTED + 1 if len(walked) > MOST_COUNTED else len(found)
    return Found(page, len(found) > offset + limit, total)


def readable(text: str) -> str:
    """Text as words are looked for in it: widths, case and quotes alike, of the same length as the text."""
    folded = fold(text).translate(_EVENED)
    return "".join(low if len(low := char.lower()) == 1 else char for char in folded)


def _newest(db: Db, query: Query) -> Iterator[int]:
    rows = db.execute(
        f"SELECT rowid FROM search_index WHERE search_index MATCH :match {_limits_sql(query)}"
        f" ORDER BY rowid DESC LIMIT {MOST_RANKED}",
        _parameters(query),
    )
    return (row[0] for row in rows)


def _best(db: Db, query: Query) -> Iterator[int]:
    """The newest MOST_RANKED matches, those that say most of the words first, newer before older."""
    rows = db.execute(
        f"""
        SELECT id FROM (
            SELECT rowid AS id, bm25(search_index, 0.0, {HEADLINE_WEIGHT}, {BODY_WEIGHT}) AS score
            FROM search_index WHERE search_index MATCH :match {_limits_sql(query)}
            ORDER BY rowid DESC LIMIT {MOST_RANKED}
        ) ORDER BY score, id DESC
        """,
        _parameters(query),
    )
    return (row[0] for row in rows)


def _limits_sql(query: Query) -> str:
    # Limits are left out where there are none: the index walks faster without.
    limits = " AND rowid >= :first" if query.first_day else ""
    limits += " AND rowid < :behind" if query.last_day else ""
    return limits if query.newspaper_ids is None else limits + _OF_NEWSPAPERS


def _parameters(query: Query) -> dict[str, object]:
    parameters: dict[str, object] = {"match": _match(query)}
    if query.newspaper_ids is not None:
        parameters["newspapers"] = json.dumps(query.newspaper_ids)
    if query.first_day is not None:
        parameters["first"] = (query.first_day - EPOCH).days * ROWS_A_DAY
    if query.last_day is not None:
        parameters["behind"] = ((query.last_day - EPOCH).days + 1) * ROWS_A_DAY
    return parameters


def _match(query: Query) -> str:
    """The query in FTS5's language, every word in quotes, so that nothing in it is an operator."""
    wanted = [word for term in (*query.terms, *query.phrases) for word in term.words]
    parts = [f"{{headline body}} : {_quoted(word)}" for word in dict.fromkeys(wanted)]
    if query.park_ids is not None:
        parts.append("marks : (" + " OR ".join(_quoted(f"p{park_id}") for park_id in query.park_ids) + ")")
    match = " AND ".join(f"({part})" for part in parts) or "marks : all"
    # A word that the index cuts into several is not excluded here but on the text.
    unwanted = [term.words[0] for term in query.excluded if len(term.words) == 1]
    for word in unwanted:
        match = f"({match}) NOT ({{headline body}} : {_quoted(word)})"
    return match


def _quoted(word: str) -> str:
    return '"' + word.replace('"', '""').replace("\0", " ") + '"'


def _article_ids(db: Db, rows: Iterable[int]) -> Iterator[int]:
    for row_id in rows:
        found = db.execute("SELECT article_id FROM search_rows WHERE id = ?", [row_id]).fetchone()
        if found is not None:
            yield found[0]


def _each_story_once(db: Db, ids: Iterable[int]) -> Iterator[int]:
    """Of the articles that tell one story the first that is found."""
    seen = set()
    for article_id in ids:
        row = db.execute("SELECT story_id FROM articles WHERE id = ?", [article_id]).fetchone()
        if row is None or row[0] is None or row[0] not in seen:
            yield article_id
        if row is not None:
            seen.add(row[0])


def _rows_of_stories_once(db: Db, rows: list[int]) -> list[int]:
    """The same for rows of the index: all of them asked for at once."""
    told = dict(
        db.execute(
            """
            SELECT s.id, a.story_id FROM json_each(?) found CROSS JOIN search_rows s ON s.id = found.value
                CROSS JOIN articles a ON a.id = s.article_id
            WHERE EXISTS (SELECT 1 FROM articles WHERE story_id IS NOT NULL) AND a.story_id IS NOT NULL
            """,
            [json.dumps(rows)],
        ).fetchall()
    )
    once: dict[int, None] = {}
    seen = set()
    for row_id in rows:
        story = told.get(row_id)
        if story is None or story not in seen:
            once[row_id] = None
        seen.add(story)
    return list(once)


def _checked(db: Db, query: Query, rows: Iterable[int]) -> Iterator[int]:
    """The articles of those rows whose text has every phrase and nothing that is excluded."""
    wordless = (term for term in query.terms if not term.words)
    condition, parameters = _on_text((*query.phrases, *wordless), query.excluded)
    ids = _article_ids(db, rows)
    while some := tuple(islice(ids, _TEXTS_AT_ONCE)):
        having = {
            row[0]
            for row in db.execute(
                f"""
                SELECT a.id FROM articles a
                    JOIN revisions r ON r.article_id = a.id AND r.number = a.revision
                WHERE a.id IN (SELECT value FROM json_each(?)) AND {condition}
                """,
                [json.dumps(some), *parameters],
            )
        }
        yield from (article_id for article_id in some if article_id in having)


def _on_text(wanted: Iterable[Term], unwanted: Iterable[Term]) -> tuple[str, list[str]]:
    """A condition on the text of `revisions r`, letter for letter, width and case aside; its parameters."""
    conditions, parameters = ["1"], list[str]()
    for terms, sign in ((wanted, ""), (unwanted, "NOT ")):
        for term in terms:
            either = []
            blocks, block = _with_marks_even(term.text)
            for form in _forms(term.text):
                # The quick look at the whole JSON decides most; what it finds may stand between the texts.
                either.append(
                    f"(instr({blocks}, ?) AND EXISTS (SELECT 1 FROM json_each(r.blocks) b"
                    f" WHERE instr({block}, ?)))"
                )
                parameters += [json.dumps(form, ensure_ascii=False)[1:-1], form]
            conditions.append(f"{sign}({' OR '.join(either)})")
    return " AND ".join(conditions), parameters


def _forms(text: str) -> tuple[str, ...]:
    """How a text may be set: in half-width letters and digits, or all in full width, large or small."""
    half = readable(text)
    full, capital = half.translate(_FULL_WIDTH), half.upper().translate(_FULL_WIDTH)
    return tuple(dict.fromkeys((half, full.translate(_EVENED), capital.translate(_EVENED))))


def _with_marks_even(text: str) -> tuple[str, str]:
    """The blocks of a revision, and the text of one of them, as SQL that evens out the marks `text` has."""
    blocks, block = "lower(r.blocks)", "lower(json_extract(b.value, '$[1]'))"
    for mark in sorted(set(readable(text)) & _PRINTED_AS.keys()):
        for other in _PRINTED_AS[mark]:
            blocks = f"replace({blocks}, '{other}', '{json.dumps(mark)[1:-1]}')"
            block = f"replace({block}, '{other}', '{mark}')"
    return blocks, block


def _read_through(db: Db, query: Query, limit: int, offset: int) -> Found:
    """The newest texts that hold every term letter for letter, though the index cuts them otherwise."""
    condition, texts = _on_text((*query.terms, *query.phrases), query.excluded)
    limits, parameters = ["retracted_at IS NULL"], list[object]()
    if query.park_ids is not None:
        parks = "park_id IN (SELECT value FROM json_each(?))"
        # One list of numbers, and not the index of the newest: asked for a park or a mention, SQLite would
        # look through all articles.
        of_parks = f"SELECT x.id FROM articles x WHERE x.{parks} AND x.retracted_at IS NULL"
        about = f"SELECT article_id FROM mentions WHERE about AND {parks}"
        limits = ["+retracted_at IS NULL", f"id IN ({of_parks} UNION {about})"]
        parameters += [json.dumps(query.park_ids)] * 2
    if query.newspaper_ids is not None:
        limits.append(
            "(SELECT i.newspaper_id FROM issues i WHERE i.id = issue_id) IN (SELECT value FROM json_each(?))"
        )
        parameters.append(json.dumps(query.newspaper_ids))
    if query.first_day is not None:
        limits.append("published_on >= ?")
        parameters.append(query.first_day.isoformat())
    if query.last_day is not None:
        limits.append("published_on <= ?")
        parameters.append(query.last_day.isoformat())
    rows = db.execute(
        f"""
        SELECT a.id FROM (
            SELECT id, revision, published_on FROM articles WHERE {" AND ".join(limits)}
            ORDER BY published_on DESC, id DESC LIMIT {MOST_READ}
        ) a JOIN revisions r ON r.article_id = a.id AND r.number = a.revision
        WHERE {condition} ORDER BY a.published_on DESC, a.id DESC
        """,
        [*parameters, *texts],
    ).fetchall()
    found = tuple(_each_story_once(db, (row[0] for row in rows)))
    return Found(found[offset : offset + limit], len(found) > offset + limit, len(found))
