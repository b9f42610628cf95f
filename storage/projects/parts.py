"""What projects were before they became one, so that those that come apart are again what they were.

A merger may be a decision that is taken back, or come of an article that is corrected. The parts then have
their numbers and those who followed them as before; what was told of them meanwhile goes with them.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from projects.archive import Built
from storage.database import Db
from storage.projects.renamed_tellings import Key


@dataclass(frozen=True, slots=True)
class Part:
    """A project that was a part of another, `merged`, and in a new ledger stands apart as its `number`."""

    project_id: int
    merged: int
    number: int


def tellings_in(db: Db, table: str, park_id: int) -> dict[Key, int]:
    """The tellings of a park in `project_tellings` or `project_parts`, each with its project."""
    rows = db.execute(
        f"""
        SELECT t.article_id, t.name, t.project_id
        FROM projects p JOIN {table} t ON t.project_id = p.id WHERE p.park_id = ?
        """,
        [park_id],
    )
    return {(article_id, name): project_id for article_id, name, project_id in rows}


def remember(db: Db, stored: Mapping[Key, int], project_ids: Iterable[int]) -> None:
    """Keeps which tellings are these projects' own, before they become one; what is kept already stays."""
    wanted = set(project_ids)
    db.conn.executemany(
        "INSERT OR IGNORE INTO project_parts (article_id, name, project_id) VALUES (?, ?, ?)",
        [(*key, project_id) for key, project_id in stored.items() if project_id in wanted],
    )


def forget_apart(db: Db, park_id: int) -> None:
    """Keeps no longer what is known of projects that stand alone, without a part."""
    db.execute(
        """
        DELETE FROM project_parts WHERE project_id IN (
            SELECT j.id FROM projects j WHERE j.park_id = ? AND j.merged_into_id IS NULL
                AND NOT EXISTS (SELECT 1 FROM projects o WHERE o.merged_into_id = j.id)
        )
        """,
        [park_id],
    )


def apart(db: Db, park_id: int, built: Built, stored: Mapping[Key, int]) -> list[Part]:
    """The parts of stored projects that stand apart in a new ledger.

    Each stands where most of its own tellings are, and what it was merged with is told of elsewhere. An
    article that is taken out of what stays together is no part.
    """
    own = tellings_in(db, "project_parts", park_id)
    merged_into = dict(
        db.execute(
            "SELECT id, merged_into_id FROM projects WHERE park_id = ? AND merged_into_id IS NOT NULL",
            [park_id],
        ).fetchall()
    )
    where: dict[int, Counter[int]] = defaultdict(Counter)
    for telling in built.tellings:
        key = (telling.anchor.article_id, telling.anchor.name)
        if key in own and stored.get(key) == merged_into.get(own[key], own[key]):
            where[own[key]][telling.number] += 1
    found: list[Part] = []
    for project_id, merged in sorted(merged_into.items()):
        if where[project_id] and where[merged]:
            [(number, _)] = where[project_id].most_common(1)
            if number not in where[merged]:
                found.append(Part(project_id, merged, number))
    return found


def owners(
    db: Db, park_id: int, built: Built, stored: Mapping[Key, int], parts: list[Part]
) -> dict[Key, int]:
    """Of which project each stored telling was, those that stand apart being what they were before."""
    own = tellings_in(db, "project_parts", park_id)
    there: dict[tuple[int, int], list[int]] = defaultdict(list)
    for part in parts:
        there[part.number, part.merged].append(part.project_id)
    before = dict(stored)
    for telling in built.tellings:
        key = (telling.anchor.article_id, telling.anchor.name)
        if here := there.get((telling.number, stored.get(key, 0))):
            before[key] = own[key] if own.get(key) in here else here[0]
    return before
