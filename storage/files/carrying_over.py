"""Carrying a file of the last version before 0.1.0 over to it, with everything that is in it.

First a verified copy is kept beside the file. Then the last step is done, what came of it is compared with
the tables of today, and the names of the migrations that led there become the release's, all in one
transaction: whatever ends the program before its end leaves the file as it was.
"""

from __future__ import annotations

import contextlib
import itertools
import logging
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import sqlite_utils

from storage.files import private_files
from storage.files.examining import NotADatabase, open_to_look
from storage.files.syncing import sync
from storage.tables import incoming_file
from storage.tables.tables import FIRST_RELEASE, Tables, digest_of, run_script, shape_of

log = logging.getLogger(__name__)

KEPT = f".before-{FIRST_RELEASE}"
_BEING_MADE = ".making"


class AlteredTables(Exception):
    """The tables are not those that any version made; the message names what differs."""


def is_from_before(connection: sqlite3.Connection, tables: Tables) -> bool:
    """Whether a file is of the last version before the first release."""
    names = tables.unreleased.names
    return bool(names) and names <= tables.applied_to(connection)


@contextlib.contextmanager
def kept_copy(connection: sqlite3.Connection) -> Iterator[None]:
    """Keeps a verified copy of what is committed in a file, beside it, if the block goes well.

    Raises NotADatabase where the file is damaged, OSError or sqlite3.Error where no copy can be made.
    """
    [path] = [Path(file) for _, name, file in connection.execute("PRAGMA database_list") if name == "main"]
    kept = _free_name(path)
    copy = kept.with_name(kept.name + _BEING_MADE)
    _remove(copy)
    try:
        _copy(path, copy)
        yield
        copy.rename(kept)
        sync(kept.parent)
    except BaseException:
        _remove(copy)
        raise
    log.warning("%s is brought to version %s; as it was it is kept as %s", path, FIRST_RELEASE, kept)


def carry_over(connection: sqlite3.Connection, tables: Tables) -> None:
    """Brings a file to the tables of today, within the transaction that has begun. Raises AlteredTables."""
    remade, remade_from = tables.unreleased.remade, tables.unreleased.remade_from
    if digest_of(shape_of(connection), remade) != remade_from:
        raise AlteredTables(remade)  # what is made anew would lose what was added to it
    run_script(connection, tables.unreleased.last_step)
    connection.execute(f"DELETE FROM {tables.migrations_table} WHERE migration_set = ?", [tables.name])
    tables.record(connection, FIRST_RELEASE)
    tables.apply(sqlite_utils.Database(connection))
    differing = {name for name, _ in tables.shape().items() ^ shape_of(connection).items()}
    if differing:
        raise AlteredTables(", ".join(sorted(differing)))


def _copy(path: Path, to: Path) -> None:
    private_files.make_file(to)
    with (
        contextlib.closing(open_to_look(path)) as source,
        contextlib.closing(sqlite3.connect(to, isolation_level=None)) as copy,
    ):
        source.backup(copy)
        copy.execute("PRAGMA journal_mode = DELETE")  # one plain file
        faults = [fault for (fault,) in copy.execute("PRAGMA integrity_check") if fault != "ok"]
        if faults:
            raise NotADatabase(faults[0])
    sync(to)


def _free_name(path: Path) -> Path:
    """A name beside a file that nothing has; those of a pair's two files make them a pair again."""
    ending = incoming_file.ENDING if path.name.endswith(incoming_file.ENDING) else ""
    stem = path.name.removesuffix(ending)
    for number in itertools.count(1):
        kept = path.with_name(f"{stem}{KEPT}{'' if number == 1 else f'-{number}'}{ending}")
        if not kept.exists():
            return kept
    raise AssertionError("the numbers never end")


def _remove(copy: Path) -> None:
    for suffix in ("", *private_files.BESIDE):
        copy.with_name(copy.name + suffix).unlink(missing_ok=True)
