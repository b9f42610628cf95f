"""Which projects are asked for: by stage, time, sum and park."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass

from projects.project import Stage
from storage import projects
from storage.database import Db
from storage.projects import Project


@dataclass(frozen=True, slots=True)
class Asked:
    """Which projects are asked for: at one of the `stages`, from `first` to `last`, sums in yuan, parks.

    None and empty ask for nothing. `beyond` leaves out the sums `least` and `most` themselves.
    """

    stages: tuple[Stage, ...] = ()
    first: dt.date | None = None
    last: dt.date | None = None
    least: int | None = None
    most: int | None = None
    beyond: bool = False
    park_ids: tuple[int, ...] | None = None


def projects_matching(db: Db, asked: Asked, today: dt.date, *, limit: int) -> tuple[tuple[Project, ...], int]:
    """The projects asked for, the one with the newest word first, and how many there are.

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
        "limit": limit,
    }
    rows = db.execute(
        f"SELECT id {_MATCHING} ORDER BY told_on DESC, id DESC LIMIT :limit", parameters
    ).fetchall()
    [total] = db.execute(f"SELECT count(*) {_MATCHING}", parameters).fetchone()
    return projects.projects_in_order(db, [number for (number,) in rows]), int(total)


_MATCHING = """
    FROM projects j WHERE NOT gone
        AND (:parks IS NULL OR park_id IN (SELECT value FROM json_each(:parks)))
        AND (:least IS NULL OR amount > :least OR (amount = :least AND NOT :beyond))
        AND (:most IS NULL OR amount < :most OR (amount = :most AND NOT :beyond))
        AND CASE
            WHEN :first IS NULL THEN :stages IS NULL OR stage IN (SELECT value FROM json_each(:stages))
            WHEN :stages IS NULL THEN EXISTS (
                SELECT 1 FROM project_tellings t WHERE t.project_id = j.id AND t.day BETWEEN :first AND :last
            )
            ELSE EXISTS (
                SELECT 1 FROM project_tellings t
                WHERE t.project_id = j.id AND t.stage IN (SELECT value FROM json_each(:stages))
                    AND coalesce(t.reached_on, t.day) BETWEEN :first AND :last
            ) OR (:ahead AND EXISTS (
                SELECT 1 FROM promises m
                WHERE m.project_id = j.id AND m.step IN (SELECT value FROM json_each(:stages))
                    AND m.due_on BETWEEN :first AND :last AND m.outcome = ''
            ))
        END
"""
