"""Sources on the command line: list, add, pause, resume, remove, look. A running serve follows at once."""

from __future__ import annotations

import asyncio
from typing import Any

from bot.exit_status import BAD_INPUT, Refusal
from bot.fetching.page_fetcher import PageFetcher
from bot.newsroom import sources as desk
from bot.newsroom.getting import getting
from bot.newsroom.looking import Looking
from bot.serving.opening import open_database, open_worker
from bot.settings.configuration import Settings
from bot.terminal.input import issue_values
from bot.terminal.output.columns import table
from bot.terminal.output.told import Told
from storage.database import Database, Db
from storage.desk import sources
from storage.desk.sources import (
    FEWEST_MINUTES,
    MOST_MINUTES,
    MOST_SOURCES,
    Source,
    SourceKnown,
    SourceUnknown,
    TooManySources,
)
from storage.moments import now
from storage.people.deeds import COMMAND_LINE

HEADINGS = ("source", "every", "last look (UTC)", "result", "name", "link")


def list_sources(settings: Settings) -> Told:
    """Every source, the first added first."""
    with open_database(settings) as database:
        found = database.read_now(sources.all_sources)
    if not found:
        return Told(("there are no sources: `sources add LINK` adds one",), [])
    return Told(table(HEADINGS, [_cells(each) for each in found]), [_value(each) for each in found])


def add_source(settings: Settings, link: str, newspaper: str, every: int, *, dry_run: bool) -> Told:
    """Adds a source. Raises Refusal."""
    link = issue_values.link(link)
    if not link:
        raise Refusal("the address is empty: give one with http:// or https://", BAD_INPUT)
    newspaper = issue_values.newspaper(newspaper) if newspaper else ""
    if not FEWEST_MINUTES <= every <= MOST_MINUTES:
        raise Refusal(f"--every {every} can't be: give {FEWEST_MINUTES} to {MOST_MINUTES} minutes", BAD_INPUT)

    def add(db: Db) -> Source:
        number = desk.add(db, link, newspaper, every, COMMAND_LINE, settings.owner_ids)
        return sources.get_source(db, number)

    with open_database(settings, keep_nothing=dry_run) as database:
        try:
            source = database.write_now(add)
        except SourceKnown as error:
            raise Refusal(f"{error}: `sources list` shows it", BAD_INPUT) from error
        except TooManySources as error:
            raise Refusal(f"there are {MOST_SOURCES} sources: remove some first", BAD_INPUT) from error
    would = "would add" if dry_run else "added"
    return Told((f"source {source.id}: {would} {link}, looked at every {every} minutes",), _value(source))


def remove_source(settings: Settings, number: int, *, dry_run: bool) -> Told:
    """Removes a source; what came from it stays. Raises Refusal."""
    with open_database(settings, keep_nothing=dry_run) as database:
        try:
            source = database.write_now(desk.remove, number, COMMAND_LINE, settings.owner_ids)
        except SourceUnknown as error:
            raise _unknown(error) from error
    would = "would remove" if dry_run else "removed"
    return Told((f"source {number}: {would} {source.link}",), _value(source))


def pause_source(settings: Settings, number: int, *, paused: bool) -> Told:
    """Lets a source rest, or be looked at again. Raises Refusal."""

    def change(db: Db) -> Source:
        sources.set_paused(db, number, paused, now())
        return sources.get_source(db, number)

    with open_database(settings) as database:
        try:
            source = database.write_now(change)
        except SourceUnknown as error:
            raise _unknown(error) from error
    return Told((f"source {number}: {'paused' if paused else 'looked at again'}",), _value(source))


def look_at_source(settings: Settings, number: int) -> Told:
    """Looks at a source at once; what is new is offered to the editors by a running serve. Raises Refusal.

    That a source can't be got is told, and is no refusal: it is recorded as at any look.
    """
    with open_database(settings) as database, open_worker(settings) as worker:
        source = _source(database, number)
        looking = Looking(database, worker, settings, getting(PageFetcher(settings.fetch_contact)))
        try:
            looked = asyncio.run(looking.look(source))
        except SourceUnknown as error:
            raise _unknown(error) from error
    value = {
        "id": number,
        "result": looked.result,
        "detail": looked.detail,
        "articles": looked.articles,
        "drafts": list(looked.drafts),
    }
    return Told((f"source {number}: {looked.result}, {looked.detail}",), value)


def _source(database: Database, number: int) -> Source:
    try:
        return database.read_now(sources.get_source, number)
    except SourceUnknown as error:
        raise _unknown(error) from error


def _unknown(error: SourceUnknown) -> Refusal:
    return Refusal(f"there is no {error}: `sources list` shows those there are", BAD_INPUT)


def _cells(source: Source) -> tuple[str, ...]:
    looked = "-" if source.looked_at is None else f"{source.looked_at:%Y-%m-%d %H:%M}"
    every = "paused" if source.paused else f"{source.every_minutes} min"
    return str(source.id), every, looked, source.result or "-", source.newspaper or source.title, source.link


def _value(source: Source) -> dict[str, Any]:
    return {
        "id": source.id,
        "link": source.link,
        "newspaper": source.newspaper,
        "title": source.title,
        "kind": source.kind,
        "every_minutes": source.every_minutes,
        "paused": source.paused,
        "looked_at": None if source.looked_at is None else source.looked_at.isoformat(),
        "next_at": source.next_at.isoformat(),
        "result": source.result,
        "detail": source.detail,
        "failures": source.failures,
        "failing_since": None if source.failing_since is None else source.failing_since.isoformat(),
    }
