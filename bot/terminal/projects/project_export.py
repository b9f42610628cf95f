"""Projects as a spreadsheet on the command line, each line with its source."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from pathlib import Path
from zoneinfo import ZoneInfo

from bot import wording
from bot.exit_status import BAD_INPUT, Refusal
from bot.serving.opening import open_database
from bot.settings.configuration import Settings
from bot.terminal.output.own_files import refuse_own
from bot.terminal.output.printing import counted
from bot.terminal.output.told import Told
from bot.terminal.projects import project_sheets
from bot.terminal.projects.project_looking import parks_named
from bot.terminal.projects.project_sheets import CSV, XLSX, Row, Sheet
from storage.database import Db
from storage.moments import now
from storage.projects import sources
from storage.projects.asked_projects import Asked, projects_matching
from storage.projects.projects import Project
from storage.projects.sources import Source, SourcedPromise, SourcedTelling

BETWEEN = "；"


def export(settings: Settings, path: Path, park: str | None) -> Told:
    """Writes the projects of all parks or one to a CSV or Excel file. Raises Refusal."""
    kind = path.suffix.lower()
    if kind not in (CSV, XLSX):
        raise Refusal(f"{path}: want a name that ends in {CSV} or {XLSX}", BAD_INPUT)
    today = now().astimezone(ZoneInfo(settings.timezone)).date()
    with open_database(settings) as database:
        count, tellings, promises = database.read_now(_sheets, park, today)
    data = project_sheets.csv_of(tellings) if kind == CSV else project_sheets.xlsx_of((tellings, promises))
    refuse_own(settings, path)
    try:
        project_sheets.put(path, data)
    except OSError as error:
        raise Refusal(f"{path}: {error.strerror}", BAD_INPUT) from error
    line = f"{path}: {counted(count, 'project')}, {counted(len(tellings.rows), 'line')}"
    value = {
        "file": str(path),
        "projects": count,
        "lines": len(tellings.rows),
        "promises": len(promises.rows),
    }
    return Told((line,), value)


def _sheets(db: Db, park: str | None, today: dt.date) -> tuple[int, Sheet, Sheet]:
    found, _ = projects_matching(db, Asked(park_ids=parks_named(db, park)), today, limit=-1)
    by_id = {project.id: project for project in sorted(found, key=lambda each: (each.park, each.id))}
    promises = sources.promises_of(db, by_id, today)
    promised: dict[tuple[int, int], list[SourcedPromise]] = {}
    for promise in promises:
        promised.setdefault((promise.project_id, promise.source.article_id), []).append(promise)
    tellings = sources.tellings_of(db, by_id)
    return (
        len(by_id),
        Sheet(
            wording.SHEET_TELLINGS,
            (*wording.PROJECT_COLUMNS, *wording.TELLING_COLUMNS, *wording.SOURCE_COLUMNS),
            tuple(_in_order(by_id, (_telling_row(by_id, each, promised) for each in tellings))),
        ),
        Sheet(
            wording.SHEET_PROMISES,
            (*wording.PROJECT_COLUMNS, *wording.PROMISE_COLUMNS, *wording.SOURCE_COLUMNS),
            tuple(_in_order(by_id, (_promise_row(by_id, each) for each in promises))),
        ),
    )


def _in_order(by_id: Mapping[int, Project], rows: Iterator[Row]) -> list[Row]:
    """Rows park by park; each begins with its project's number."""
    places = {number: place for place, number in enumerate(by_id)}
    return sorted(rows, key=lambda row: places[int(row[0] or 0)])


def _telling_row(
    by_id: Mapping[int, Project],
    telling: SourcedTelling,
    promised: Mapping[tuple[int, int], list[SourcedPromise]],
) -> Row:
    promises = promised.get((telling.project_id, telling.source.article_id), [])
    return (
        *_project_cells(by_id[telling.project_id]),
        telling.name,
        telling.owner,
        str(telling.stage or ""),
        _day(telling.reached_on),
        telling.stage_words,
        telling.investment,
        BETWEEN.join(telling.size),
        BETWEEN.join(f"{each.time}{each.words}" for each in promises),
        BETWEEN.join(_outcome(each) for each in promises),
        *_source_cells(telling.source),
    )


def _promise_row(by_id: Mapping[int, Project], promise: SourcedPromise) -> Row:
    return (
        *_project_cells(by_id[promise.project_id]),
        str(promise.step),
        promise.words,
        promise.time,
        _day(promise.due_on),
        wording.OUTCOMES[promise.outcome],
        *_source_cells(promise.source),
    )


def _project_cells(project: Project) -> tuple[str | int | None, ...]:
    return (
        project.id,
        project.park,
        project.name,
        str(project.stage or ""),
        _day(project.stage_on),
        project.amount,
    )


def _source_cells(source: Source) -> tuple[str | int | None, ...]:
    return (
        _day(source.day),
        source.newspaper,
        source.page,
        source.headline,
        source.link,
        source.issue_id,
        source.article_id,
    )


def _outcome(promise: SourcedPromise) -> str:
    outcome = wording.OUTCOMES[promise.outcome]
    return wording.DUE_BY.format(outcome=outcome, day=_day(promise.due_on)) if promise.due_on else outcome


def _day(day: dt.date | None) -> str:
    return day.isoformat() if day else ""
