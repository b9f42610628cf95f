"""Looking at projects on the command line: list, show."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import Any
from zoneinfo import ZoneInfo

from bot.exit_status import BAD_INPUT, Refusal
from bot.program import program
from bot.serving.opening import open_database
from bot.settings.configuration import Settings
from bot.terminal.input.asked_park import asked_park
from bot.terminal.output.columns import table
from bot.terminal.output.printing import INDENT
from bot.terminal.output.told import Told
from projects.project import Stage
from storage.database import Db
from storage.moments import now
from storage.parks import stored_parks
from storage.people.deeds import COMMAND_LINE
from storage.projects import decisions as project_decisions
from storage.projects import ledger_material, projects, rulings, sources
from storage.projects.asked_projects import Asked, projects_matching
from storage.projects.decisions import StoredDecision
from storage.projects.projects import Project
from storage.projects.rulings import ProjectUnknown
from storage.projects.sources import Source, SourcedPromise, SourcedTelling

BEHIND = "some are to be read anew: a running serve does it, else `{program} projects rebuild --due`"
HEADINGS = ("project", "park", "name", "stage", "since", "yuan", "told on")


def list_projects(settings: Settings, park: str | None, stage: str | None, limit: int) -> Told:
    """Projects, of all parks or one, at all stages or one, the one heard of last first. Raises Refusal."""
    with open_database(settings) as database:
        found, total, behind = database.read_now(
            _list, park, Stage(stage) if stage else None, limit, _today(settings)
        )
    lines = table(HEADINGS, [_cells(project) for project in found]) if found else ("no such projects",)
    if total > len(found):
        lines += (f"{total - len(found)} older ones: --limit {total} shows them too",)
    if behind:
        lines += (BEHIND.format(program=program()),)
    return Told(lines, [project_value(project) for project in found])


def show_project(settings: Settings, project_id: int) -> Told:
    """A project with every telling and promise and where they stand, and what editors decided.

    Raises Refusal.
    """
    today = _today(settings)
    with open_database(settings) as database:
        project, tellings, promises, decisions = database.read_now(_read, project_id, today)
    value: dict[str, Any] = {"id": project_id, "dropped": True} if project is None else project_value(project)
    return Told(
        tuple(_lines(project_id, project, tellings, promises, decisions)),
        value
        | {
            "tellings": [_telling_value(each) for each in tellings],
            "promises": [_promise_value(each) for each in promises],
            "decisions": [_decision_value(each) for each in decisions],
        },
    )


def unknown(error: ProjectUnknown) -> Refusal:
    """What is said of a number that no project has."""
    return Refusal(f"there is no {error}: `projects list` shows those there are", BAD_INPUT)


def parks_named(db: Db, name: str | None) -> tuple[int, ...] | None:
    """A park and those in it, by its name; None without one. Raises Refusal."""
    return None if name is None else stored_parks.family_of(db, asked_park(db, name))


def project_value(project: Project) -> dict[str, Any]:
    """A project as JSON can hold it."""
    return {
        "id": project.id,
        "park": project.park,
        "name": project.name,
        "stage": project.stage,
        "stage_on": project.stage_on.isoformat() if project.stage_on else None,
        "amount": project.amount,
        "told_on": project.told_on.isoformat(),
    }


def _today(settings: Settings) -> dt.date:
    return now().astimezone(ZoneInfo(settings.timezone)).date()


def _list(
    db: Db, park: str | None, stage: Stage | None, limit: int, today: dt.date
) -> tuple[tuple[Project, ...], int, bool]:
    park_ids = parks_named(db, park)
    asked = Asked(stages=(stage,) if stage else (), park_ids=park_ids)
    found, total = projects_matching(db, asked, today, limit=limit)
    behind = set(ledger_material.changes_of(db))
    return found, total, bool(behind if park_ids is None else behind & set(park_ids))


def _read(
    db: Db, project_id: int, today: dt.date
) -> tuple[
    Project | None, tuple[SourcedTelling, ...], tuple[SourcedPromise, ...], tuple[StoredDecision, ...]
]:
    project = projects.get_project(db, project_id)
    if project is None and not rulings.is_dropped(db, project_id):
        raise unknown(ProjectUnknown(project_id))
    number = project_id if project is None else project.id
    return (
        project,
        sources.tellings_of(db, [number]),
        sources.promises_of(db, [number], today),
        project_decisions.about_project(db, number),
    )


def _cells(project: Project) -> tuple[str, ...]:
    return (
        str(project.id),
        project.park,
        project.name,
        str(project.stage or "-"),
        project.stage_on.isoformat() if project.stage_on else "-",
        "-" if project.amount is None else str(project.amount),
        project.told_on.isoformat(),
    )


def _lines(
    project_id: int,
    project: Project | None,
    tellings: Sequence[SourcedTelling],
    promises: Sequence[SourcedPromise],
    decisions: Sequence[StoredDecision],
) -> Iterator[str]:
    if project is None:
        yield f"project {project_id}: dropped, an editor said that it is none"
    else:
        since = f" since {project.stage_on.isoformat()}" if project.stage_on else ""
        amount = "" if project.amount is None else f", {project.amount} yuan"
        yield f"project {project.id}: {project.name}"
        yield f"{INDENT}{project.park}: {project.stage or 'no stage told'}{since}{amount}"
    for telling in tellings:
        yield ""
        yield _source_line(telling.source)
        yield f"{INDENT}name: {telling.name}"
        for label, words in (
            ("owner", telling.owner),
            (f"stage {telling.stage}", telling.stage_words),
            ("investment", telling.investment),
            ("size", " | ".join(telling.size)),
        ):
            if words:
                yield f"{INDENT}{label}: {words}"
    for promise in promises:
        yield ""
        due = promise.due_on.isoformat() if promise.due_on else "no day known"
        yield f"promise: {promise.time}{promise.words} ({due}): {promise.outcome}"
        yield INDENT + _source_line(promise.source)
    for decision in decisions:
        who = "the command line" if decision.person == COMMAND_LINE else f"editor {decision.person}"
        when = decision.at.strftime("%Y-%m-%d %H:%M UTC")
        yield ""
        yield f"decision {decision.made.id}: {decision.made.ruling}, {rulings.told(decision)}"
        yield f"{INDENT}{when} by {who}"


def _source_line(source: Source) -> str:
    page = f" page {source.page}" if source.page else ""
    where = f"{source.newspaper} {source.day.isoformat()}{page}".strip()
    link = f" {source.link}" if source.link else ""
    return f"article {source.article_id}, issue {source.issue_id}: {where}: {source.headline}{link}"


def _telling_value(telling: SourcedTelling) -> dict[str, Any]:
    return {
        "name": telling.name,
        "owner": telling.owner,
        "stage": telling.stage,
        "reached_on": telling.reached_on.isoformat() if telling.reached_on else None,
        "stage_words": telling.stage_words,
        "investment": telling.investment,
        "size": list(telling.size),
        "source": _source_value(telling.source),
    }


def _promise_value(promise: SourcedPromise) -> dict[str, Any]:
    return {
        "what": promise.words,
        "when": promise.time,
        "by": promise.due_on.isoformat() if promise.due_on else None,
        "step": promise.step,
        "outcome": promise.outcome,
        "source": _source_value(promise.source),
    }


def _source_value(source: Source) -> dict[str, Any]:
    return {
        "article": source.article_id,
        "issue": source.issue_id,
        "newspaper": source.newspaper,
        "published_on": source.day.isoformat(),
        "page": source.page,
        "headline": source.headline,
        "link": source.link,
    }


def _decision_value(decision: StoredDecision) -> dict[str, Any]:
    return {
        "id": decision.made.id,
        "ruling": decision.made.ruling,
        "about": rulings.told(decision),
        "at": decision.at.isoformat(),
        "person": decision.person,
    }
