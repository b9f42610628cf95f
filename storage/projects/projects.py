"""Projects as readers and editors are shown them: lists, one with its time line, promises and their days."""

from __future__ import annotations

import datetime as dt
import json
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from projects.article import Span
from projects.outcomes import Outcome
from projects.project import Stage
from storage.database import Db
from storage.rows import all_rows, one_row

MOST_LINES = 200
"""Of one project's time line and promises: the newest so many."""


@dataclass(frozen=True, slots=True)
class Project:
    """A project and where it stands. `amount` is its total in yuan, None where none is told."""

    id: int
    park_id: int
    park: str
    name: str
    stage: Stage | None
    stage_on: dt.date | None
    told_on: dt.date
    amount: int | None


@dataclass(frozen=True, slots=True)
class TimeLine:
    """What one article told of a project: `evidence` is where it says the stage, `named` where it names it.

    `reached_on` is the day that it gives for the stage.
    """

    article_id: int
    newspaper: str
    day: dt.date
    name: str
    stage: Stage | None
    reached_on: dt.date | None
    evidence: Span | None
    named: Span
    investment: str
    owner: str


@dataclass(frozen=True, slots=True)
class StoredPromise:
    """A promise: its words and time as printed, where they stand, and what became of it by a day."""

    id: int
    project_id: int
    project: str
    park: str
    article_id: int
    newspaper: str
    told_on: dt.date
    step: Stage
    words: str
    time: str
    what: Span
    due_on: dt.date | None
    outcome: Outcome


_PROJECT = """
    SELECT j.id, j.park_id, k.name AS park, j.name, j.stage, j.stage_on, j.told_on, j.amount
    FROM projects j JOIN parks k ON k.id = j.park_id
"""
_PROMISE = """
    SELECT m.id, m.project_id, j.name AS project, k.name AS park, m.article_id,
        coalesce(n.name, '') AS newspaper, a.published_on AS told_on, m.step, m.words, m.time, m.what,
        m.due_on, coalesce(
            nullif(m.outcome, ''),
            (SELECT min(t.outcome) FROM promises t
            WHERE t.project_id = m.project_id AND t.step = m.step AND t.due_on = m.due_on
                AND t.outcome <> ''),
            ''
        ) AS outcome
    FROM promises m JOIN projects j ON j.id = m.project_id JOIN parks k ON k.id = j.park_id
        JOIN articles a ON a.id = m.article_id JOIN issues i ON i.id = a.issue_id
        LEFT JOIN newspapers n ON n.id = i.newspaper_id
"""


def get_project(db: Db, project_id: int) -> Project | None:
    """The project, or the one that it became a part of; None where there is none, or none any more."""
    row = one_row(
        db,
        _PROJECT
        + """
        WHERE j.id = (SELECT coalesce(merged_into_id, id) FROM projects WHERE id = ?) AND NOT j.gone
        """,
        [project_id],
    )
    return None if row is None else _project(row)


def projects_of(
    db: Db, park_ids: Iterable[int], *, stage: Stage | None = None, limit: int, offset: int = 0
) -> tuple[tuple[Project, ...], int]:
    """The projects of parks, the one with the newest word first, and how many there are in all."""
    parameters = {"parks": json.dumps(list(park_ids)), "stage": stage, "limit": limit, "offset": offset}
    where = """
        WHERE j.park_id IN (SELECT value FROM json_each(:parks)) AND NOT j.gone
            AND (:stage IS NULL OR j.stage = :stage)
    """
    rows = all_rows(
        db, f"{_PROJECT} {where} ORDER BY j.told_on DESC, j.id DESC LIMIT :limit OFFSET :offset", parameters
    )
    [total] = db.execute(f"SELECT count(*) FROM projects j {where}", parameters).fetchone()
    return tuple(map(_project, rows)), int(total)


def projects_in_order(db: Db, numbers: Sequence[int]) -> tuple[Project, ...]:
    """The projects of these numbers, in their order; those that are gone are left out."""
    rows = all_rows(
        db,
        f"{_PROJECT} WHERE j.id IN (SELECT value FROM json_each(?)) AND NOT j.gone",
        [json.dumps(list(numbers))],
    )
    found = {row["id"]: _project(row) for row in rows}
    return tuple(found[number] for number in numbers if number in found)


def projects_named(db: Db, name: str, *, limit: int) -> tuple[Project, ...]:
    """The projects of this very name, or that an article calls so, the one with the newest word first."""
    rows = all_rows(
        db,
        f"""{_PROJECT}
        WHERE NOT j.gone AND j.id IN (
            SELECT id FROM projects WHERE name = :name AND NOT gone
            UNION SELECT project_id FROM project_tellings WHERE name = :name
        ) ORDER BY j.told_on DESC, j.id DESC LIMIT :limit
        """,
        {"name": name, "limit": limit},
    )
    return tuple(map(_project, rows))


def being_read(db: Db, park_ids: Iterable[int] | None) -> bool:
    """Whether the ledger of one of these parks, or of any, is behind its articles."""
    row = db.execute(
        """
        SELECT 1 FROM ledger_due
        WHERE :parks IS NULL OR park_id IN (SELECT value FROM json_each(:parks)) LIMIT 1
        """,
        {"parks": None if park_ids is None else json.dumps(list(park_ids))},
    ).fetchone()
    return row is not None


def stages_of(db: Db, park_ids: Iterable[int]) -> dict[Stage | None, int]:
    """How many projects of parks stand at each stage."""
    rows = db.execute(
        """
        SELECT stage, count(*) FROM projects
        WHERE park_id IN (SELECT value FROM json_each(?)) AND NOT gone GROUP BY stage
        """,
        [json.dumps(list(park_ids))],
    )
    return {_stage(stage): int(count) for stage, count in rows}


def time_line(db: Db, project_id: int) -> tuple[TimeLine, ...]:
    """What articles told of a project, the oldest first."""
    rows = all_rows(
        db,
        """
        SELECT t.article_id, coalesce(n.name, '') AS newspaper, t.day, t.name, t.stage, t.reached_on, t.cells,
            t.investment, t.owner
        FROM project_tellings t JOIN articles a ON a.id = t.article_id JOIN issues i ON i.id = a.issue_id
            LEFT JOIN newspapers n ON n.id = i.newspaper_id
        WHERE t.project_id = ? ORDER BY t.day DESC, t.article_id DESC LIMIT ?
        """,
        [project_id, MOST_LINES],
    )
    return tuple(_line(row) for row in reversed(rows))


def projects_of_article(db: Db, article_id: int) -> tuple[Project, ...]:
    """The projects that an article tells of, in the order of their numbers."""
    rows = all_rows(
        db,
        f"""{_PROJECT}
        WHERE NOT j.gone AND j.id IN (SELECT project_id FROM project_tellings WHERE article_id = ?)
        ORDER BY j.id
        """,
        [article_id],
    )
    return tuple(map(_project, rows))


def promises_of(db: Db, project_id: int, today: dt.date) -> tuple[StoredPromise, ...]:
    """The promises of a project in the order in which they were told."""
    rows = all_rows(
        db,
        f"{_PROMISE} WHERE m.project_id = ? ORDER BY a.published_on DESC, m.id DESC LIMIT ?",
        [project_id, MOST_LINES],
    )
    return tuple(_promise(row, today) for row in reversed(rows))


def promises_due(
    db: Db,
    first: dt.date,
    last: dt.date,
    today: dt.date,
    *,
    park_ids: Iterable[int] | None = None,
    limit: int,
    offset: int = 0,
) -> tuple[tuple[StoredPromise, ...], int]:
    """Promises whose last day is from `first` to `last`, those of parks or all, and how many there are.

    What several articles tell is one: of the same project, step and day. It stands as the newest tells it,
    and what became of any telling became of it.
    """
    parameters = {
        "first": first.isoformat(),
        "last": last.isoformat(),
        "parks": None if park_ids is None else json.dumps(list(park_ids)),
        "limit": limit,
        "offset": offset,
    }
    where = """
        WHERE m.due_on BETWEEN :first AND :last AND NOT j.gone
            AND (:parks IS NULL OR j.park_id IN (SELECT value FROM json_each(:parks)))
            AND NOT EXISTS (
                SELECT 1 FROM promises n JOIN articles b ON b.id = n.article_id
                WHERE n.project_id = m.project_id AND n.step = m.step AND n.due_on = m.due_on
                    AND (b.published_on, n.id) > (a.published_on, m.id)
            )
    """
    rows = all_rows(db, f"{_PROMISE} {where} ORDER BY m.due_on, m.id LIMIT :limit OFFSET :offset", parameters)
    [total] = db.execute(
        f"""
        SELECT count(*) FROM promises m JOIN projects j ON j.id = m.project_id
            JOIN articles a ON a.id = m.article_id {where}
        """,
        parameters,
    ).fetchone()
    return tuple(_promise(row, today) for row in rows), int(total)


def _project(row: sqlite3.Row) -> Project:
    return Project(
        **dict(row)
        | {"stage": _stage(row["stage"]), "stage_on": _day(row["stage_on"]), "told_on": _day(row["told_on"])}
    )


def _line(row: sqlite3.Row) -> TimeLine:
    fields: dict[str, Any] = dict(row)
    cells = json.loads(fields.pop("cells"))
    return TimeLine(
        **fields
        | {
            "day": _day(row["day"]),
            "stage": _stage(row["stage"]),
            "reached_on": _day(row["reached_on"]),
            "evidence": Span(*cells["stage"]) if cells["stage"] else None,
            "named": Span(*cells["name"]),
        }
    )


def _promise(row: sqlite3.Row, today: dt.date) -> StoredPromise:
    due_on = _day(row["due_on"])
    settled = row["outcome"]
    past = due_on is not None and due_on < today
    return StoredPromise(
        **dict(row)
        | {
            "told_on": _day(row["told_on"]),
            "step": Stage(row["step"]),
            "what": Span(*json.loads(row["what"])),
            "due_on": due_on,
            "outcome": Outcome(settled) if settled else Outcome.SILENT if past else Outcome.OPEN,
        }
    )


def _stage(text: str) -> Stage | None:
    return Stage(text) if text else None


def _day(text: str | None) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None
