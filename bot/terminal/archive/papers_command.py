"""The newspapers on the command line: list, show, rename, alias, merge."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

from bot.exit_status import BAD_INPUT, Refusal
from bot.serving.opening import open_database
from bot.settings.configuration import Settings
from bot.terminal.input import issue_values
from bot.terminal.input.named_newspaper import named_newspaper
from bot.terminal.input.opened import opened
from bot.terminal.output.printing import counted
from bot.terminal.output.told import Told
from storage.archive import newspaper_upkeep, newspapers
from storage.archive.newspaper_upkeep import (
    NewspaperMergerRefused,
    NewspaperNameEmpty,
    NewspaperNameTaken,
)
from storage.archive.newspapers import Newspaper, NewspaperRow
from storage.database import Db
from storage.moments import now
from storage.people import deeds

MOST_TWICE_SHOWN = 20


def list_papers(settings: Settings) -> Told:
    """The newspapers, one a line, its fields separated by tabs; the one with the newest page first."""
    with open_database(settings) as database:
        rows = database.read_now(newspapers.list_newspapers)
    if not rows:
        return Told(("no newspaper is known yet: `publish FILE` publishes a page of one",), [])
    return Told(tuple(map(_line, rows)), [_value(row) for row in rows])


def show_paper(settings: Settings, name: str) -> Told:
    """All that is known of a newspaper. Raises Refusal."""
    with open_database(settings) as database:
        row = database.read_now(_row, name)
    aliases = (f"  also called: {', '.join(row.aliases)}",) if row.aliases else ()
    return Told((_line(row), *aliases), _value(row))


def rename(settings: Settings, name: str, new_name: str, *, dry_run: bool) -> Told:
    """Gives a newspaper another name; it goes on answering to the old one. Raises Refusal."""
    wished = issue_values.newspaper(new_name, "the new name")
    with opened(settings, dry_run=dry_run) as database:
        before, after, changed = database.write_now(_rename, name, wished, now())
    verb = "would be" if dry_run else "is"
    line = (
        f"{before.name} {verb} called {after.name} now" if changed else f"it is called {after.name} already"
    )
    return Told((line,), {"id": after.id, "name": after.name, "changed": changed, "dry_run": dry_run})


def alias(settings: Settings, name: str, other_name: str, *, dry_run: bool) -> Told:
    """Lets a newspaper answer to one more name. Raises Refusal."""
    wished = issue_values.newspaper(other_name, "the name")
    with opened(settings, dry_run=dry_run) as database:
        newspaper, changed = database.write_now(_alias, name, wished, now())
    verb = "would answer" if dry_run else "answers"
    line = f"{newspaper.name} {verb} to {wished} {'now' if changed else 'already'}"
    return Told((line,), {"id": newspaper.id, "alias": wished, "changed": changed, "dry_run": dry_run})


def merge(settings: Settings, name: str, into: str, *, dry_run: bool) -> Told:
    """Makes one newspaper part of another, which answers to its names from now on. Raises Refusal."""
    with opened(settings, dry_run=dry_run) as database:
        one, other, moved, twice = database.write_now(_merge, name, into, now())
    value = {
        "id": other.id,
        "name": other.name,
        "issues": moved,
        "told_twice": [list(pair) for pair in twice],
        "changed": one != other,
        "dry_run": dry_run,
    }
    if one == other:
        return Told((f"{name} is {other.name} already",), value)
    verb = "would be" if dry_run else "is"
    line = f"{one.name} {verb} part of {other.name} now, {counted(moved, 'issue')} with it"
    return Told((line, *_twice_lines(twice)), value)


def _rename(db: Db, name: str, wished: str, moment: dt.datetime) -> tuple[Newspaper, Newspaper, bool]:
    before = named_newspaper(db, name)
    try:
        changed = newspaper_upkeep.rename(db, before.id, wished)
    except NewspaperNameTaken as error:
        raise Refusal(f"{error}: `papers merge` makes one of the two", BAD_INPUT) from error
    except NewspaperNameEmpty as error:
        raise Refusal(f"{wished!r} is no name", BAD_INPUT) from error
    if changed:
        _record(db, f"{before.name} → {wished}", moment)
    return before, named_newspaper(db, wished), changed


def _alias(db: Db, name: str, wished: str, moment: dt.datetime) -> tuple[Newspaper, bool]:
    newspaper = named_newspaper(db, name)
    try:
        changed = newspaper_upkeep.add_alias(db, newspaper.id, wished)
    except NewspaperNameTaken as error:
        raise Refusal(f"{error}: `papers merge` makes one of the two", BAD_INPUT) from error
    except NewspaperNameEmpty as error:
        raise Refusal(f"{wished!r} is no name", BAD_INPUT) from error
    if changed:
        _record(db, f"{newspaper.name} = {wished}", moment)
    return newspaper, changed


def _merge(
    db: Db, name: str, into: str, moment: dt.datetime
) -> tuple[Newspaper, Newspaper, int, tuple[tuple[int, int], ...]]:
    one, other = named_newspaper(db, name), named_newspaper(db, into)
    twice = newspaper_upkeep.told_twice(db, one.id, other.id) if one != other else ()
    try:
        moved = newspaper_upkeep.merge(db, one.id, other.id)
    except NewspaperMergerRefused:  # merged before, as when a command is given again: both names mean it
        return other, other, 0, ()
    _record(db, f"{one.name} → {other.name}", moment)
    return one, other, moved, twice


def _row(db: Db, name: str) -> NewspaperRow:
    newspaper = named_newspaper(db, name)
    return next(row for row in newspapers.list_newspapers(db) if row.id == newspaper.id)


def _record(db: Db, detail: str, moment: dt.datetime) -> None:
    deeds.record(db, deeds.COMMAND_LINE, deeds.NEWSPAPERS_KEPT, moment, detail=detail)


def _twice_lines(twice: tuple[tuple[int, int], ...]) -> Iterator[str]:
    for one, other in twice[:MOST_TWICE_SHOWN]:
        yield f"  articles {one} and {other} are the same: `issue retract` takes one of them back"
    if len(twice) > MOST_TWICE_SHOWN:
        yield f"  {len(twice) - MOST_TWICE_SHOWN} more such pairs"


def _line(row: NewspaperRow) -> str:
    last = f"last page {row.last_on.isoformat()}" if row.last_on else "no page yet"
    counts = (counted(row.issues, "issue"), counted(row.articles, "article"))
    return "\t".join((row.name, *counts, last, counted(row.followers, "follower")))


def _value(row: NewspaperRow) -> dict[str, Any]:
    return {
        "id": row.id,
        "name": row.name,
        "aliases": list(row.aliases),
        "issues": row.issues,
        "articles": row.articles,
        "last_on": row.last_on.isoformat() if row.last_on else None,
        "followers": row.followers,
    }
