"""Putting projects right on the command line: merge, split, rename, drop, undo; and reading all anew."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import partial
from typing import Any

from bot.exit_status import BAD_INPUT, Refusal
from bot.people.ruling import rule
from bot.program import program
from bot.serving.opening import open_worker
from bot.settings.configuration import Settings
from bot.terminal.input.opened import opened
from bot.terminal.output.printing import counted
from bot.terminal.output.told import Told
from bot.terminal.projects.ledger_writing import write_with_ledger
from bot.terminal.projects.project_looking import parks_named, unknown
from bot.working.worker import Worker
from storage.database import Database, Db
from storage.moments import now
from storage.parks import stored_parks
from storage.people.deeds import COMMAND_LINE
from storage.projects import ledger, ledger_material, rulings
from storage.projects.decisions import DecisionUnknown
from storage.projects.rulings import (
    LONGEST_NAME,
    NoName,
    NotToldThere,
    OfTwoParks,
    ProjectUnknown,
    Ruled,
    ToldThereAlone,
)

Job = Callable[[Db, dt.datetime], Ruled | None]


def merge(settings: Settings, project: int, into: int, *, dry_run: bool) -> Told:
    """Says that two projects are one. Raises Refusal."""
    if project == into:
        raise Refusal("these are one project as it is", BAD_INPUT)
    return _decide(
        settings,
        lambda db, moment: rulings.merge(db, COMMAND_LINE, project, into, moment),
        f"projects {project} and {into} {_are('are', dry_run=dry_run)} one now",
        f"projects {project} and {into} are one already",
        dry_run=dry_run,
    )


def split(settings: Settings, project: int, article: int, *, dry_run: bool) -> Told:
    """Says that what an article tells isn't of a project. Raises Refusal."""
    return _decide(
        settings,
        lambda db, moment: rulings.split(db, COMMAND_LINE, project, article, moment),
        f"what article {article} tells {_are('is', dry_run=dry_run)} no longer of project {project}",
        f"what article {article} tells is of project {project} no longer already",
        dry_run=dry_run,
    )


def rename(settings: Settings, project: int, name: str, *, dry_run: bool) -> Told:
    """Gives a project a name. Raises Refusal."""
    return _decide(
        settings,
        lambda db, moment: rulings.rename(db, COMMAND_LINE, project, name, moment),
        f"project {project} {_are('is', dry_run=dry_run)} called {name} now",
        f"project {project} is called {name} already",
        dry_run=dry_run,
    )


def drop(settings: Settings, project: int, *, dry_run: bool) -> Told:
    """Says that a project is none. Raises Refusal."""
    return _decide(
        settings,
        lambda db, moment: rulings.drop(db, COMMAND_LINE, project, moment),
        f"project {project} {_are('is', dry_run=dry_run)} no project any more",
        f"project {project} is no project as it is",
        dry_run=dry_run,
    )


def undo(settings: Settings, decision: int, *, dry_run: bool) -> Told:
    """Takes a decision back. Raises Refusal."""
    return _decide(
        settings,
        lambda db, moment: rulings.undo(db, decision, moment),
        f"decision {decision} {_are('is', dry_run=dry_run)} taken back",
        f"decision {decision} has been taken back already",
        dry_run=dry_run,
    )


def rebuild(settings: Settings, park: str | None, *, due: bool, dry_run: bool) -> Told:
    """Reads the articles of all parks, of one, or of those that changed; decisions stay. Raises Refusal."""
    lines, values = list[str](), list[dict[str, Any]]()
    with opened(settings, dry_run=dry_run) as database, open_worker(settings) as worker:
        for park_id in database.read_now(_to_rebuild, park, due):
            _, made = write_with_ledger(database, worker, partial(ledger.behind, park_id=park_id))
            park_name = database.read_now(_park_name, park_id)
            values.append({"park": park_name, "projects": made[park_id]})
            lines.append(f"{park_name}: {counted(made[park_id], 'project')}")
    if not values:
        return Told(("nothing to read: no park's articles have changed" if due else "no articles yet",), [])
    verb = "would be" if dry_run else "is" if len(values) == 1 else "are"
    lines.append(f"{counted(len(values), 'park')} {verb} read anew")
    return Told(tuple(lines), values)


def _decide(settings: Settings, job: Job, done: str, already: str, *, dry_run: bool) -> Told:
    with opened(settings, dry_run=dry_run) as database, open_worker(settings) as worker:
        ruled = _write(database, worker, partial(_rule, job, settings.owner_ids))
    if ruled is None:
        return Told((already,), {"decision": None, "changed": False, "dry_run": dry_run})
    value = {"decision": ruled.decision_id, "about": ruled.detail, "changed": True, "dry_run": dry_run}
    lines: tuple[str, ...] = (f"{done} ({ruled.detail})",)
    if not dry_run:
        lines += (
            f"decision {ruled.decision_id}: `{program()} projects undo {ruled.decision_id}` takes it back",
        )
    return Told(lines, value)


def _write(database: Database, worker: Worker, job: Callable[[Db], Ruled | None]) -> Ruled | None:
    try:
        return write_with_ledger(database, worker, job)[0]
    except ProjectUnknown as error:
        raise unknown(error) from error
    except OfTwoParks as error:
        raise Refusal(
            f"they are of two parks, {error.one} and {error.other}, and projects of two parks are never one",
            BAD_INPUT,
        ) from error
    except NotToldThere as error:
        raise Refusal(
            "that article doesn't tell of it: `projects show` prints those that do", BAD_INPUT
        ) from error
    except ToldThereAlone as error:
        raise Refusal(
            "no other article tells of it: there is nothing to take it out of", BAD_INPUT
        ) from error
    except NoName as error:
        raise Refusal(f"a name has 1 to {LONGEST_NAME} characters", BAD_INPUT) from error
    except DecisionUnknown as error:
        raise Refusal(
            f"there is no {error}: `projects show` prints a project's decisions", BAD_INPUT
        ) from error


def _rule(job: Job, owners: frozenset[int], db: Db) -> Ruled | None:
    moment = now()
    return rule(db, COMMAND_LINE, owners, lambda db: job(db, moment), moment)


def _are(verb: str, *, dry_run: bool) -> str:
    return "would be" if dry_run else verb


def _to_rebuild(db: Db, park: str | None, due: bool) -> tuple[int, ...]:
    named = parks_named(db, park)
    if named is not None:
        return tuple(each for each in ledger_material.parks_with_articles(db) if each in named)
    return tuple(ledger_material.changes_of(db)) if due else ledger_material.parks_with_articles(db)


def _park_name(db: Db, park_id: int) -> str:
    park = stored_parks.get_park(db, park_id)
    return park.name if park else ""
