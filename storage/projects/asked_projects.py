"""Which projects are asked for: by stage, time, sum and park."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from dataclasses import dataclass

from projects.outcomes import Outcome
from projects.project import Stage
from storage.database import Db
from storage.projects import projects
from storage.projects.projects import Project


@dataclass(frozen=True, slots=True)
class Asked:
    """Which projects are asked for: at one of the `stages`, from `first` to `last`, sums in yuan, parks.

    None and empty ask for nothing. `beyond` leaves out the sums `least` and `most` themselves. With
    `outcomes` stages and days are those of a promise of which one of these became.
    """

    stages: tuple[Stage, ...] = ()
    first: dt.date | None = None
    last: dt.date | None = None
    least: int | None = None
    most: int | None = None
    beyond: bool = False
    park_ids: tuple[int, ...] | None = None
    outcomes: tuple[Outcome, ...] = ()


def projects_matching(
    db: Db, asked: Asked, today: dt.date, *, limit: int, offset: int = 0
) -> tuple[tuple[Project, ...], int]:
    """The projects asked for, the one with the newest word first, and how many there are; 0 behind the last.

    Of a time a project counts that reached one of the stages in it; if it isn't over, one of which that is
    promised by a day of it, too. Without a stage one counts that was told of in it.
    """
    parameters = {
        "stages": json.dumps(asked.stages) if asked.stages else None,
        "first": asked.first and asked.first.isoformat(),
        "last": asked.last and asked.last.isoformat(),
        "ahead": asked.last is not None and asked.last >= today,
        "least": asked.least,
        "most": asked.most,
        "beyond": asked.beyond,
        "parks": None if asked.park_ids is None else json.dumps(asked.park_ids),
        "outcomes": json.dumps(asked.outcomes),
        "silent": Outcome.SILENT in asked.outcomes,
        "today": today.isoformat(),
        "limit": limit,
        "offset": offset,
    }
    where = " AND ".join(_conditions(asked))
    rows = db.execute(
        f"""
        SELECT id, count(*) OVER () FROM projects WHERE {where}
        ORDER BY told_on DESC, id DESC LIMIT :limit OFFSET :offset
        """,
        parameters,
    ).fetchall()
    total = int(rows[0][1]) if rows else 0
    return projects.projects_in_order(db, [number for number, _ in rows]), total


def _conditions(asked: Asked) -> Iterator[str]:
    yield "NOT gone"
    if asked.park_ids is not None:
        yield "park_id IN (SELECT value FROM json_each(:parks))"
    if asked.least is not None:
        yield "(amount > :least OR (amount = :least AND NOT :beyond))"
    if asked.most is not None:
        yield "(amount < :most OR (amount = :most AND NOT :beyond))"
    if asked.outcomes:
        of_step = f"AND step IN ({_STAGES})" if asked.stages else ""
        of_day = "AND due_on BETWEEN :first AND :last" if asked.first else ""
        yield f"id IN ({_CAME_OF_PROMISE} {of_step} {of_day})"
    elif asked.first is not None:
        yield f"id IN ({_REACHED_OR_PROMISED if asked.stages else _TOLD})"
    elif asked.stages:
        yield f"stage IN ({_STAGES})"


_STAGES = "SELECT value FROM json_each(:stages)"
_TOLD = "SELECT project_id FROM project_tellings WHERE day BETWEEN :first AND :last"
_CAME_OF_PROMISE = """
    SELECT project_id FROM promises WHERE (
        outcome IN (SELECT value FROM json_each(:outcomes))
        OR (:silent AND outcome = '' AND due_on < :today)
    )
"""
_REACHED_OR_PROMISED = f"""
    SELECT project_id FROM project_tellings
    WHERE stage IN ({_STAGES}) AND coalesce(reached_on, day) BETWEEN :first AND :last
    UNION
    SELECT project_id FROM promises
    WHERE :ahead AND due_on BETWEEN :first AND :last AND step IN ({_STAGES}) AND outcome = ''
"""
