"""Editors' decisions about projects as they are kept: made, taken back, and found for what they are about."""

from __future__ import annotations

import datetime as dt
import json
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from projects.archive import Anchor, Decision, Ruling
from storage.database import Db
from storage.moments import from_text, to_text
from storage.projects.overruling import Made, in_force
from storage.rows import all_rows


class DecisionUnknown(Exception):
    """There has never been a decision with this number."""

    def __init__(self, decision_id: int) -> None:
        super().__init__(f"decision {decision_id}")
        self.decision_id = decision_id


@dataclass(frozen=True, slots=True)
class StoredDecision:
    """A decision with who made it when; `person` is 0 for the command line and for somebody forgotten."""

    made: Made
    person: int
    at: dt.datetime
    undone: bool


def keep(
    db: Db,
    ruling: Ruling,
    anchors: Iterable[Anchor],
    others: Iterable[Anchor] = (),
    *,
    text: str = "",
    person: int,
    moment: dt.datetime,
) -> int | None:
    """Keeps a decision; the ledger is due. Returns its number, None where the last one was the same."""
    mine, theirs = frozenset(anchors), frozenset(others)
    last = next((each for each in reversed(about(db, mine | theirs)) if not each.undone), None)
    if last is not None and _is_same(last.made, ruling, mine, theirs, text):
        return None
    cursor = db.execute(
        "INSERT INTO project_decisions (ruling, text, person, at) VALUES (?, ?, ?, ?)",
        [ruling, text, person, to_text(moment)],
    )
    number = int(cursor.lastrowid or 0)
    db.conn.executemany(
        "INSERT INTO project_anchors (decision_id, other, article_id, name) VALUES (?, ?, ?, ?)",
        [
            (number, other, each.article_id, each.name)
            for other, side in enumerate((mine, theirs))
            for each in sorted(side, key=lambda each: (each.article_id, each.name))
        ],
    )
    return number


def undo(db: Db, decision_id: int, moment: dt.datetime) -> StoredDecision | None:
    """Takes a decision back; the ledger is due. Returns what it was, None where it was taken back before.

    Raises DecisionUnknown.
    """
    decision = get(db, decision_id)
    if decision.undone:
        return None
    db.execute("UPDATE project_decisions SET undone_at = ? WHERE id = ?", [to_text(moment), decision_id])
    return decision


def get(db: Db, decision_id: int) -> StoredDecision:
    """The decision, taken back or not. Raises DecisionUnknown."""
    found = _stored(db, [decision_id])
    if not found:
        raise DecisionUnknown(decision_id)
    return found[0]


def decisions_of(db: Db, park_id: int) -> list[Decision]:
    """What holds of a park's projects, told of single tellings, for projects.archive.build."""
    rows = db.execute(
        """
        SELECT DISTINCT d.id FROM project_decisions d JOIN project_anchors n ON n.decision_id = d.id
            JOIN articles a ON a.id = n.article_id
        WHERE a.park_id = ? AND d.undone_at IS NULL
        """,
        [park_id],
    )
    return in_force(each.made for each in _stored(db, [number for (number,) in rows]))


def about(db: Db, anchors: Collection[Anchor]) -> tuple[StoredDecision, ...]:
    """The decisions that are about one of these tellings, in the order they were made, those undone too."""
    wanted = {(each.article_id, each.name) for each in anchors}
    rows = db.execute(
        """
        SELECT decision_id, article_id, name FROM project_anchors
        WHERE article_id IN (SELECT value FROM json_each(?))
        """,
        [json.dumps(sorted({article_id for article_id, _ in wanted}))],
    )
    return _stored(db, {number for number, article_id, name in rows if (article_id, name) in wanted})


def about_project(db: Db, project_id: int) -> tuple[StoredDecision, ...]:
    """The decisions that hold and are about a project as it is now, in the order they were made."""
    rows = db.execute("SELECT article_id, name FROM project_tellings WHERE project_id = ?", [project_id])
    found = about(db, [Anchor(article_id, name) for article_id, name in rows.fetchall()])
    return tuple(each for each in found if not each.undone)


def forget(db: Db, person: int) -> None:
    """Keeps no longer who made a person's decisions; the decisions hold."""
    db.execute("UPDATE project_decisions SET person = 0 WHERE person = ?", [person])


def rename_telling(db: Db, article_id: int, old: str, new: str) -> bool:
    """Lets decisions be about a telling under the name that its article has now; whether any is."""
    cursor = db.execute(
        "UPDATE OR IGNORE project_anchors SET name = ? WHERE article_id = ? AND name = ?",
        [new, article_id, old],
    )
    return cursor.rowcount > 0


def _is_same(
    made: Made, ruling: Ruling, mine: frozenset[Anchor], theirs: frozenset[Anchor], text: str
) -> bool:
    sides = {(made.anchors, made.others)}
    if ruling is Ruling.SAME:
        sides.add((made.others, made.anchors))
    return made.ruling is ruling and made.text == text and (mine, theirs) in sides


def _stored(db: Db, numbers: Collection[int]) -> tuple[StoredDecision, ...]:
    wanted = json.dumps(sorted(numbers))
    sides: dict[tuple[int, int], list[Anchor]] = defaultdict(list)
    for number, other, article_id, name in db.execute(
        """
        SELECT decision_id, other, article_id, name FROM project_anchors
        WHERE decision_id IN (SELECT value FROM json_each(?))
        """,
        [wanted],
    ):
        sides[number, other].append(Anchor(article_id, name))
    rows = all_rows(
        db,
        "SELECT * FROM project_decisions WHERE id IN (SELECT value FROM json_each(?)) ORDER BY id",
        [wanted],
    )
    return tuple(
        StoredDecision(
            Made(
                row["id"],
                Ruling(row["ruling"]),
                frozenset(sides[row["id"], 0]),
                frozenset(sides[row["id"], 1]),
                row["text"],
            ),
            row["person"],
            from_text(row["at"]),
            row["undone_at"] is not None,
        )
        for row in rows
    )
