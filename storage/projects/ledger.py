"""The ledger of projects: which parks' is behind, what it is made of, and putting a new one in its place.

A park's ledger is made anew as a whole, from its articles and what editors decided, in one transaction: a
correction or retraction needs nothing of its own, and a kill leaves the old one.
"""

from __future__ import annotations

import datetime as dt
import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from projects.archive import Built, BuiltTelling
from projects.article import Span
from projects.outcomes import Outcome
from projects.timeline import standing
from storage.database import Db
from storage.moments import now, to_text
from storage.projects import news, renamed_tellings
from storage.projects import parts as project_parts
from storage.projects.numbers import known_numbers
from storage.projects.parts import Part
from storage.projects.renamed_tellings import Key


def due_parks(db: Db, limit: int) -> list[tuple[int, int]]:
    """Parks whose ledger is behind, each with the count of its changes, for `replace`."""
    rows = db.execute("SELECT park_id, changes FROM ledger_due ORDER BY park_id LIMIT ?", [limit])
    return [(int(park), int(changes)) for park, changes in rows]


def replace(db: Db, park_id: int, changes: int, built: Built, moment: dt.datetime | None = None) -> None:
    """Puts a park's new ledger in place of the old one; if it was `changes` more meanwhile it stays due.

    Those who follow a project are owed what moved it on, as of `moment`, which is now unless it is given.

    A project keeps its number as long as most of its tellings are the same; one that became a part of another
    points to it, one that nothing tells of any more is gone.
    """
    here = {(each.anchor.article_id, each.anchor.name) for each in built.tellings}
    if renamed_tellings.follow(db, project_parts.tellings_in(db, "project_tellings", park_id).keys(), here):
        behind(db, park_id)
    moment = moment or now()
    known = project_parts.tellings_in(db, "project_tellings", park_id)
    parts = project_parts.apart(db, park_id, built, known)
    numbers = _numbers(db, park_id, built, project_parts.owners(db, park_id, built, known, parts))
    moved = _where_tellings_went(built, numbers, known)
    promises = _known_promises(db, park_id)
    db.execute(
        "DELETE FROM project_tellings WHERE project_id IN (SELECT id FROM projects WHERE park_id = ?)",
        [park_id],
    )
    by_project = defaultdict[int, list[BuiltTelling]](list)
    for telling in built.tellings:
        by_project[numbers[telling.number]].append(telling)
        _add_telling(db, numbers[telling.number], telling)
    for number, project_id in numbers.items():
        told = by_project[project_id]
        _describe(db, project_id, told, built.names[number], gone=number in built.none)
    for part in parts:
        _give_back(db, part, numbers[part.number], by_project, moment)
    _put_aside(db, park_id, set(numbers.values()), moved, known, moment)
    project_parts.forget_apart(db, park_id)
    _put_promises(db, by_project, promises, moment)
    shown = {numbers[number]: number for number in numbers if number not in built.none}
    news.settle(
        db,
        {project_id: told for project_id, told in by_project.items() if project_id in shown},
        {project_id: built.names[number] for project_id, number in shown.items()},
        known.keys(),
        moment,
    )
    for number in built.none:
        news.forsake(db, numbers[number], None, moment)
    leave(db, park_id, changes)


def leave(db: Db, park_id: int, changes: int) -> None:
    """Leaves a park's ledger as it is until something else changes."""
    db.execute("DELETE FROM ledger_due WHERE park_id = ? AND changes = ?", [park_id, changes])


def behind(db: Db, park_id: int) -> None:
    """Lets a park's ledger be made anew."""
    db.execute(
        """
        INSERT INTO ledger_due (park_id) VALUES (?) ON CONFLICT (park_id) DO UPDATE SET changes = changes + 1
        """,
        [park_id],
    )


def _numbers(db: Db, park_id: int, built: Built, before: Mapping[Key, int]) -> dict[int, int]:
    """The stored number of each project: the old one that shares most tellings with it, else a new one."""
    numbers = known_numbers(built, before)
    for telling in built.tellings:
        if telling.number not in numbers:
            numbers[telling.number] = _new_project(db, park_id)
    return numbers


def _where_tellings_went(built: Built, numbers: dict[int, int], before: Mapping[Key, int]) -> dict[int, int]:
    """For each old project the one that has most of its tellings now."""
    now = {(t.anchor.article_id, t.anchor.name): numbers[t.number] for t in built.tellings}
    went: dict[int, Counter[int]] = defaultdict(Counter)
    for key, old in before.items():
        if key in now:
            went[old][now[key]] += 1
    return {old: counts.most_common(1)[0][0] for old, counts in went.items()}


def _new_project(db: Db, park_id: int) -> int:
    cursor = db.execute("INSERT INTO projects (park_id, name, told_on) VALUES (?, '', '')", [park_id])
    assert cursor.lastrowid is not None
    return cursor.lastrowid


def _add_telling(db: Db, project_id: int, built: BuiltTelling) -> None:
    telling = built.telling
    cells: dict[str, Any] = {
        "name": _span(telling.name),
        "mentions": [_span(span) for span in telling.mentions],
        "owner": _span(telling.owner),
        "stage": _span(telling.stage_evidence),
        "investment": _span(telling.investment),
        "size": [_span(span) for span in telling.size],
    }
    db.execute(
        """
        INSERT OR IGNORE INTO project_tellings
            (article_id, name, project_id, revision, day, stage, reached_on, owner, investment, cells)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
        [
            built.anchor.article_id,
            built.anchor.name,
            project_id,
            built.revision,
            built.day.isoformat(),
            telling.stage or "",
            telling.reached and telling.reached.isoformat(),
            built.owner,
            built.investment,
            json.dumps(cells),
        ],
    )


def _span(span: Span | None) -> list[int] | None:
    return None if span is None else [span.block, span.start, span.end]


def _describe(db: Db, project_id: int, told: list[BuiltTelling], name: str, *, gone: bool) -> None:
    stage, stage_on = standing((each.telling.stage, each.telling.reached or each.day) for each in told)
    db.execute(
        """
        UPDATE projects SET name = ?, stage = ?, stage_on = ?, told_on = ?, amount = ?, merged_into_id = NULL,
            gone = ?
        WHERE id = ?
        """,
        [
            name,
            stage or "",
            stage_on and stage_on.isoformat(),
            max(each.day for each in told).isoformat(),
            next((each.amount for each in reversed(told) if each.amount is not None), None),
            gone,
            project_id,
        ],
    )


def _give_back(
    db: Db, part: Part, number: int, by_project: defaultdict[int, list[BuiltTelling]], moment: dt.datetime
) -> None:
    """Lets a project that was a part of another be what it was; `number` is the one that it is in now."""
    mine, theirs = ({each.anchor.article_id for each in by_project[one]} for one in (number, part.merged))
    news.come_apart(db, part.project_id, part.merged, mine - theirs)
    if number != part.project_id:
        db.execute("UPDATE projects SET merged_into_id = ? WHERE id = ?", [number, part.project_id])
        news.forsake(db, part.project_id, number, moment)


def _put_aside(
    db: Db,
    park_id: int,
    kept: set[int],
    moved: dict[int, int],
    known: Mapping[Key, int],
    moment: dt.datetime,
) -> None:
    """Old projects that none of the new ones is: a part of another, or gone."""
    rows = db.execute("SELECT id FROM projects WHERE park_id = ? AND merged_into_id IS NULL", [park_id])
    for (old,) in rows.fetchall():
        if old in kept:
            continue
        into = moved.get(old)
        if into:
            project_parts.remember(db, known, (old, into))
        db.execute("UPDATE projects SET gone = 1, merged_into_id = ? WHERE id = ?", [into, old])
        news.forsake(db, old, into, moment)
        if into:  # no chains: whoever looks follows one step
            db.execute("UPDATE projects SET merged_into_id = ? WHERE merged_into_id = ?", [into, old])


Promised = tuple[int, str, str | None]


def _known_promises(db: Db, park_id: int) -> dict[Promised, int]:
    rows = db.execute(
        """
        SELECT p.article_id, p.step, p.due_on, p.id FROM promises p JOIN projects j ON j.id = p.project_id
        WHERE j.park_id = ? ORDER BY p.id DESC
        """,
        [park_id],
    )
    return {(article_id, step, due_on): number for article_id, step, due_on, number in rows}


def _put_promises(
    db: Db, by_project: dict[int, list[BuiltTelling]], known: dict[Promised, int], moment: dt.datetime
) -> None:
    """Puts in the promises; the day of one that was past when it was first told is not noticed any more.

    Which day it is the newspaper's clock says, as in bot/newsroom/promise_days.py.
    """
    left = set(known.values())
    for project_id, told in by_project.items():
        for telling in told:
            for promise in telling.promises:
                due_on = promise.due.isoformat() if promise.due else None
                number = known.get((telling.anchor.article_id, str(promise.step), due_on))
                if number in left:
                    left.discard(number)
                else:
                    number = None
                outcome = promise.outcome if promise.outcome in _SETTLED else ""
                db.execute(
                    """
                    INSERT INTO promises
                        (id, project_id, article_id, step, words, time, what, due_on, outcome, noticed)
                    VALUES (:id, :project, :article, :step, :words, :time, :what, :due, :outcome,
                        coalesce(:due < local_day(NULL, :now), 0))
                    ON CONFLICT (id) DO UPDATE SET project_id = :project, words = :words, time = :time,
                        what = :what, outcome = :outcome
                    """,
                    {
                        "id": number,
                        "project": project_id,
                        "article": telling.anchor.article_id,
                        "step": promise.step,
                        "words": promise.words,
                        "time": promise.time,
                        "what": json.dumps(_span(promise.what)),
                        "due": due_on,
                        "outcome": outcome,
                        "now": to_text(moment),
                    },
                )
    _delete_promises(db, left)


_SETTLED = (Outcome.KEPT, Outcome.LATE, Outcome.PUT_OFF)


def _delete_promises(db: Db, numbers: Iterable[int]) -> None:
    for number in numbers:
        db.execute("DELETE FROM promises WHERE id = ?", [number])
