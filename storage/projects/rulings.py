"""What an editor does to a project: puts two together, takes an article out, names one, drops one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from projects.archive import Anchor, Ruling
from storage.database import Db
from storage.people import deeds
from storage.projects import decisions, projects
from storage.projects.decisions import StoredDecision
from storage.projects.projects import Project

LONGEST_NAME = 60  # characters
MOST_ANCHORS = 4
"""A decision names so many of a project's tellings: one that is retracted later takes it not along."""
MOST_APART = 200


class ProjectUnknown(Exception):
    """No article tells of a project with this number, or none any more."""

    def __init__(self, project_id: int) -> None:
        super().__init__(f"project {project_id}")
        self.project_id = project_id


class OfTwoParks(Exception):
    """Two projects of different parks are never one; `one` and `other` are the parks' names."""

    def __init__(self, one: str, other: str) -> None:
        super().__init__(f"{one}, {other}")
        self.one, self.other = one, other


class NotToldThere(Exception):
    """The article doesn't tell of the project."""


class ToldThereAlone(Exception):
    """No other article tells of the project: nothing would be left of it."""


class NoName(Exception):
    """A name that is empty or longer than LONGEST_NAME."""


@dataclass(frozen=True, slots=True)
class Ruled:
    """A decision just made, as the log has it: `what` of storage.people.deeds, and names in `detail`."""

    decision_id: int
    what: str
    detail: str
    article_id: int | None = None


def merge(db: Db, person: int, project_id: int, into: int, moment: dt.datetime) -> Ruled | None:
    """Puts two projects together; None where they are one. Raises ProjectUnknown, OfTwoParks."""
    one, other = _project(db, project_id), _project(db, into)
    if one.id == other.id:
        return None
    if one.park_id != other.park_id:
        raise OfTwoParks(one.park, other.park)
    sides = anchors_of(db, one.id), anchors_of(db, other.id)
    number = decisions.keep(db, Ruling.SAME, *sides, person=person, moment=moment)
    return _ruled(number, deeds.PROJECTS_MERGED, f"{one.name} = {other.name}")


def split(db: Db, person: int, project_id: int, article_id: int, moment: dt.datetime) -> Ruled | None:
    """Takes what an article tells out of a project; None where that was decided before.

    Raises ProjectUnknown, NotToldThere, ToldThereAlone.
    """
    project = _project(db, project_id)
    tellings = _tellings(db, project.id)
    out = [each for each in tellings if each.article_id == article_id]
    left = [each for each in tellings if each.article_id != article_id]
    if not out and _is_taken_out(db, article_id, tellings):
        return None
    if not out:
        raise NotToldThere
    if not left:
        raise ToldThereAlone
    number = decisions.keep(db, Ruling.APART, out, left[-MOST_APART:], person=person, moment=moment)
    return _ruled(number, deeds.PROJECT_SPLIT, project.name, article_id)


def rename(db: Db, person: int, project_id: int, name: str, moment: dt.datetime) -> Ruled | None:
    """Gives a project a name; None where it has it. Raises ProjectUnknown, NoName."""
    project, name = _project(db, project_id), wished_name(name)
    if project.name == name:
        return None
    anchors = anchors_of(db, project.id)
    number = decisions.keep(db, Ruling.NAME, anchors, text=name, person=person, moment=moment)
    return _ruled(number, deeds.PROJECT_RENAMED, f"{project.name} → {name}")


def drop(db: Db, person: int, project_id: int, moment: dt.datetime) -> Ruled | None:
    """Says that a project is none; None where that was said. Raises ProjectUnknown."""
    if is_dropped(db, project_id):
        return None
    project = _project(db, project_id)
    number = decisions.keep(db, Ruling.NONE, anchors_of(db, project.id), person=person, moment=moment)
    return _ruled(number, deeds.PROJECT_DROPPED, project.name)


def undo(db: Db, decision_id: int, moment: dt.datetime) -> Ruled | None:
    """Takes a decision back; None where it was before. Raises project_decisions.DecisionUnknown."""
    decision = decisions.undo(db, decision_id, moment)
    return None if decision is None else Ruled(decision_id, deeds.PROJECT_UNDONE, told(decision))


def told(decision: StoredDecision) -> str:
    """What a decision is about, in the names of its tellings."""
    made = decision.made
    sides = [min(side, key=lambda each: each.article_id).name for side in (made.anchors, made.others) if side]
    match made.ruling:
        case Ruling.SAME:
            return " = ".join(sides)
        case Ruling.APART:
            return " ≠ ".join(sides)
        case Ruling.NAME:
            return f"{sides[0]} → {made.text}"
        case Ruling.NONE:
            return sides[0]


def wished_name(name: str) -> str:
    """A name as it is kept, its spacing evened out. Raises NoName."""
    name = " ".join(name.split())
    if not 0 < len(name) <= LONGEST_NAME:
        raise NoName
    return name


def anchors_of(db: Db, project_id: int) -> list[Anchor]:
    """The tellings that a decision about a project is anchored in: its first ones and its last."""
    tellings = _tellings(db, project_id)
    half = MOST_ANCHORS // 2
    return tellings if len(tellings) <= MOST_ANCHORS else [*tellings[:half], *tellings[-half:]]


def all_anchors_of(db: Db, project_id: int) -> list[Anchor]:
    """All tellings of a project, the newest at most: those that something is said not to be one with."""
    return _tellings(db, project_id)[-MOST_APART:]


def is_dropped(db: Db, project_id: int) -> bool:
    """Whether articles tell of a project, and an editor said that it is none."""
    row = db.execute(
        """
        SELECT 1 FROM projects j WHERE j.id = ? AND j.gone AND j.merged_into_id IS NULL
            AND EXISTS (SELECT 1 FROM project_tellings t WHERE t.project_id = j.id)
        """,
        [project_id],
    ).fetchone()
    return row is not None


def park_of(db: Db, project_id: int) -> int | None:
    """The park of a project, whatever became of it; None where there has never been one."""
    row = db.execute("SELECT park_id FROM projects WHERE id = ?", [project_id]).fetchone()
    return None if row is None else int(row[0])


def _is_taken_out(db: Db, article_id: int, tellings: Collection[Anchor]) -> bool:
    """Whether somebody said already that what an article tells is of none of these tellings' project."""
    rows = db.execute("SELECT name FROM project_tellings WHERE article_id = ?", [article_id]).fetchall()
    there = [Anchor(article_id, name) for (name,) in rows]
    return any(
        each.made.ruling is Ruling.APART
        and not each.undone
        and not each.made.anchors.isdisjoint(there)
        and not each.made.others.isdisjoint(tellings)
        for each in decisions.about(db, there)
    )


def _tellings(db: Db, project_id: int) -> list[Anchor]:
    rows: Sequence[tuple[int, str]] = db.execute(
        "SELECT article_id, name FROM project_tellings WHERE project_id = ? ORDER BY day, article_id, name",
        [project_id],
    ).fetchall()
    return [Anchor(article_id, name) for article_id, name in rows]


def _project(db: Db, project_id: int) -> Project:
    project = projects.get_project(db, project_id)
    if project is None:
        raise ProjectUnknown(project_id)
    return project


def _ruled(number: int | None, what: str, detail: str, article_id: int | None = None) -> Ruled | None:
    return None if number is None else Ruled(number, what, detail, article_id)
