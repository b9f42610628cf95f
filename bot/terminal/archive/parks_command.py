"""The list of parks on the command line: import, list, show, alias, merge."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from bot.exit_status import BAD_INPUT, Refusal
from bot.serving.opening import open_database
from bot.settings.configuration import Settings
from bot.terminal.input.asked_park import asked_park
from bot.terminal.input.given_file import given_file
from bot.terminal.input.named_park import named_park
from parsing.encodings import decode
from parsing.parks_csv import UnreadableParksCsv, read_parks_csv
from parsing.unreadable import DocumentTooLarge, UnreadableDocument
from storage.database import Database
from storage.parks import park_import, park_upkeep
from storage.parks.park_upkeep import AliasTaken, MergerRefused, ParkRecord, ParkRow

MOST_NAMES_SHOWN = 20


def import_file(settings: Settings, path: Path) -> Iterator[str]:
    """Brings in a CSV list; yields what was added, changed and refused. Raises Refusal."""
    most = settings.limits.file_bytes
    try:
        with given_file(path, most) as data:
            if len(data) > most:
                raise DocumentTooLarge(len(data), most)
            listed = read_parks_csv(decode(data))
    except (UnreadableDocument, UnreadableParksCsv) as error:
        raise Refusal(f"{path}: {error}", BAD_INPUT) from error
    with open_database(settings) as database:
        imported = database.write_now(park_import.import_parks, listed.parks)
    yield (
        f"{path}: added {len(imported.added)}, changed {len(imported.changed)}, "
        f"unchanged {imported.unchanged}, refused {len(listed.refused)}"
    )
    yield from _named("added", imported.added)
    yield from _named("changed", imported.changed)
    for line, reason in listed.refused:
        yield f"  refused line {line}: {reason}"
    for name in imported.unlinked:
        yield f"  a link to {name} was left out: no park is called that, or it would close a circle"


def list_lines(settings: Settings, *, city: str, unconfirmed: bool) -> Iterator[str]:
    """One line a park, its fields separated by tabs."""
    with open_database(settings) as database:
        rows = database.read_now(park_upkeep.list_parks, city=city, unconfirmed=unconfirmed)
    yield from map(_row_line, rows)


def show_lines(settings: Settings, name: str) -> Iterator[str]:
    """All that is known of a park. Raises Refusal."""
    with open_database(settings) as database:
        park_id = database.read_now(asked_park, name)
        yield from _record_lines(database.read_now(park_upkeep.park_record, park_id))


def alias_lines(
    settings: Settings, name: str, alias: str, *, remove: bool = False, shared: bool = False
) -> Iterator[str]:
    """Adds an alias, or takes it back; one that other parks have only if `shared`. Raises Refusal."""
    alias = alias.strip()
    if not alias:
        raise Refusal("the alias is empty: give a name the park is to answer to", BAD_INPUT)
    with open_database(settings) as database:
        park_id = _id(database, name)
        if remove:
            done = database.write_now(park_upkeep.remove_alias, park_id, alias)
            yield f"{alias} removed" if done else f"{alias} was no alias of it"
        else:
            try:
                done = database.write_now(park_upkeep.add_alias, park_id, alias, shared=shared)
            except AliasTaken as error:
                raise Refusal(
                    f"{error}; with --shared, who asks for it is offered both", BAD_INPUT
                ) from error
            yield f"{alias} added" if done else f"it answered to {alias} already"
            if others := database.read_now(park_upkeep.others_called, park_id, alias):
                yield f"  shared with {', '.join(others)}: who asks for it chooses"


def merge_lines(settings: Settings, name: str, into: str) -> Iterator[str]:
    """Lets one park become part of another. Raises Refusal."""
    with open_database(settings) as database:
        park_id, into_id = _id(database, name), _id(database, into)
        try:
            database.write_now(park_upkeep.merge_parks, park_id, into_id)
        except MergerRefused as error:
            raise Refusal(str(error), BAD_INPUT) from error
        yield f"{name} is part of {into} now"


def _id(database: Database, name: str) -> int:
    return database.read_now(named_park, name)


def _named(what: str, names: tuple[str, ...]) -> Iterator[str]:
    for name in names[:MOST_NAMES_SHOWN]:
        yield f"  {what} {name}"
    if len(names) > MOST_NAMES_SHOWN:
        yield f"  {what} {len(names) - MOST_NAMES_SHOWN} more"


def _row_line(row: ParkRow) -> str:
    fields = [
        row.name,
        row.cities,
        row.county,
        row.level,
        f"{row.articles} articles",
        f"{row.followers} followers",
    ]
    if not row.confirmed:
        fields.append("unconfirmed")
    return "\t".join(fields)


def _record_lines(record: ParkRecord) -> Iterator[str]:
    yield _row_line(record.row)
    facts = {
        "aliases": ", ".join(record.aliases),
        "former names": ", ".join(record.former_names),
        "parent": record.parent,
        "merged into": record.merged_into,
        "source": record.source,
        "note": record.note,
    }
    for name, fact in facts.items():
        if fact:
            yield f"  {name}: {fact}"
