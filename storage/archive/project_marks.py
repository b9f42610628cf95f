"""The projects that articles tell of, as their briefs are marked: where each stands, what is promised."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass

from projects.project import Stage
from storage.database import Db
from storage.rows import all_rows


@dataclass(frozen=True, slots=True)
class Promised:
    """A promise as printed, time and words, and the year it falls due in."""

    time: str
    words: str
    year: int


@dataclass(frozen=True, slots=True)
class State:
    """Where a project stands and what is promised next; None for what nobody tells."""

    stage: Stage | None
    promised: Promised | None


@dataclass(frozen=True, slots=True)
class ProjectMark:
    """A project that an article tells of: its state as this article has it, and as the ledger has it now.

    What was promised and kept, late or put off since is no promise any more.
    """

    name: str
    as_told: State
    now: State


_OPEN = """
    SELECT json_array(m.time, m.words, CAST(substr(m.due_on, 1, 4) AS INTEGER)) FROM promises m
    WHERE m.project_id = t.project_id AND m.outcome = '' AND m.due_on IS NOT NULL AND {which}
    ORDER BY m.due_on, m.id LIMIT 1
"""
_MARKS = f"""
    SELECT t.article_id, t.project_id, j.name, t.stage AS told_stage, j.stage,
        ({_OPEN.format(which="m.article_id = t.article_id")}) AS told_promise,
        ({_OPEN.format(which="m.due_on >= a.published_on")}) AS promise
    FROM project_tellings t JOIN projects j ON j.id = t.project_id JOIN articles a ON a.id = t.article_id
    WHERE t.article_id IN (SELECT value FROM json_each(?)) AND NOT j.gone AND t.revision = a.revision
        AND a.retracted_at IS NULL
    ORDER BY t.article_id, json_extract(t.cells, '$.name[0]'), json_extract(t.cells, '$.name[1]'), t.name
"""


def marks_of(db: Db, article_ids: Sequence[int]) -> dict[int, tuple[ProjectMark, ...]]:
    """The projects of each of these articles, in the order in which it names them.

    None where the ledger hasn't read the article as it is now.
    """
    found: dict[int, dict[int, ProjectMark]] = {}
    for row in all_rows(db, _MARKS, [json.dumps(list(article_ids))]):
        found.setdefault(row["article_id"], {}).setdefault(
            row["project_id"],
            ProjectMark(
                row["name"],
                _state(row["told_stage"], row["told_promise"]),
                _state(row["stage"], row["promise"]),
            ),
        )
    return {article_id: tuple(marks.values()) for article_id, marks in found.items()}


def _state(stage: str, promised: str | None) -> State:
    return State(Stage(stage) if stage else None, Promised(*json.loads(promised)) if promised else None)
