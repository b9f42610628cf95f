"""Projects with where each word of them stands: newspaper, issue, article, and the words themselves."""

from __future__ import annotations

import datetime as dt
import json
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from parsing.article import Article
from projects.article import HEADLINE, Span
from projects.outcomes import Outcome
from projects.project import Stage
from storage.archive.revisions import stored_article
from storage.database import Db
from storage.rows import all_rows


@dataclass(frozen=True, slots=True)
class Source:
    """Where something is told: `link` is the article's own address, else the issue's, else empty."""

    article_id: int
    issue_id: int
    newspaper: str
    day: dt.date
    page: str
    headline: str
    link: str


@dataclass(frozen=True, slots=True)
class SourcedTelling:
    """What one article tells of a project, word for word; empty what it doesn't tell.

    `stage` is what the words `stage_words` mean, `reached_on` the day that the article gives for it.
    """

    project_id: int
    name: str
    owner: str
    stage: Stage | None
    reached_on: dt.date | None
    stage_words: str
    investment: str
    size: tuple[str, ...]
    source: Source


@dataclass(frozen=True, slots=True)
class SourcedPromise:
    """A promise, word for word; what became of it by a day."""

    project_id: int
    step: Stage
    words: str
    time: str
    due_on: dt.date | None
    outcome: Outcome
    source: Source


_SOURCE = """
    a.id AS article_id, a.issue_id, coalesce(n.name, '') AS newspaper, a.published_on AS day, i.page,
    r.headline, coalesce(nullif(a.link, ''), i.link) AS link
"""
_STANDING = """
    JOIN articles a ON a.id = {of}.article_id JOIN issues i ON i.id = a.issue_id
    LEFT JOIN newspapers n ON n.id = i.newspaper_id
"""
_WANTED = "{of}.project_id IN (SELECT value FROM json_each(?))"


def tellings_of(db: Db, project_ids: Iterable[int]) -> tuple[SourcedTelling, ...]:
    """What articles tell of projects, by their numbers, of each the oldest first."""
    rows = all_rows(
        db,
        f"""
        SELECT t.project_id, t.name, t.owner, t.stage, t.reached_on, t.investment, t.cells, r.blocks,
            r.authors, {_SOURCE}
        FROM project_tellings t {_STANDING.format(of="t")}
            JOIN revisions r ON r.article_id = t.article_id AND r.number = t.revision
        WHERE {_WANTED.format(of="t")} ORDER BY t.project_id, t.day, t.article_id, t.name
        """,
        [json.dumps(list(project_ids))],
    )
    return tuple(map(_telling, rows))


def promises_of(db: Db, project_ids: Iterable[int], today: dt.date) -> tuple[SourcedPromise, ...]:
    """The promises of projects, by their numbers, of each the one told first first."""
    rows = all_rows(
        db,
        f"""
        SELECT m.project_id, m.step, m.words, m.time, m.due_on, m.outcome, {_SOURCE}
        FROM promises m {_STANDING.format(of="m")}
            JOIN revisions r ON r.article_id = a.id AND r.number = a.revision
        WHERE {_WANTED.format(of="m")} ORDER BY m.project_id, a.published_on, m.id
        """,
        [json.dumps(list(project_ids))],
    )
    return tuple(_promise(row, today) for row in rows)


def _telling(row: sqlite3.Row) -> SourcedTelling:
    article, cells = stored_article(row), json.loads(row["cells"])
    return SourcedTelling(
        row["project_id"],
        row["name"],
        row["owner"],
        Stage(row["stage"]) if row["stage"] else None,
        _day(row["reached_on"]),
        _words(article, cells["stage"]) if cells["stage"] else "",
        row["investment"],
        tuple(_words(article, span) for span in cells["size"]),
        _source(row),
    )


def _promise(row: sqlite3.Row, today: dt.date) -> SourcedPromise:
    due_on = _day(row["due_on"])
    past = due_on is not None and due_on < today
    outcome = Outcome(row["outcome"]) if row["outcome"] else Outcome.SILENT if past else Outcome.OPEN
    return SourcedPromise(
        row["project_id"], Stage(row["step"]), row["words"], row["time"], due_on, outcome, _source(row)
    )


def _source(row: sqlite3.Row) -> Source:
    fields: dict[str, Any] = {name: row[name] for name in Source.__slots__}
    return Source(**fields | {"day": dt.date.fromisoformat(row["day"])})


def _words(article: Article, span: list[int]) -> str:
    block, start, end = span
    text = article.headline if Span(*span).block == HEADLINE else article.paragraphs[block]
    return text[start:end]


def _day(text: str | None) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None
