"""A bot in one file, to take to another server: a backup, and the secret and list of /forget beside it.

Unlike a backup it has no gap behind it: it is made while nobody serves, and nobody serves there again.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import sqlite3
import tarfile
from collections.abc import Iterator
from pathlib import Path

from storage.chats import forgotten_list
from storage.database import Database, StorageError
from storage.files import private_files, secret_file
from storage.files.syncing import sync
from storage.keeping.backup import (
    CHUNK_BYTES,
    NO_BACKUP,
    OWNER_ONLY,
    back_up,
    folder_beside,
    is_plain,
    put_in_place,
    refuse_taken,
    sweep_left,
)
from storage.keeping.pair import UNREADABLE, KeepingError
from storage.keeping.restore import Restored, finish, fold_logs, restore
from storage.operating import moved
from storage.tables import incoming_file

BACKUP = "backup"
BESIDE = {"secret": secret_file.ENDING, "forgotten": forgotten_list.ENDING}


def pack(database: Path, to: Path, moment: dt.datetime) -> None:
    """Writes the bot to a file and marks its database as moved. For whoever holds the serve lock.

    Raises KeepingError where `to` exists or can't be written, another command has it open, or it was moved
    before; it is not marked then.
    """
    refuse_taken(database, to, force=False)
    if has_moved(database):
        raise KeepingError(f"{database} was moved already: first move back, and delete what was packed then")
    try:
        with folder_beside(to) as folder, _marked(database, moment):
            # Whoever opens it from the mark on is refused; who did so before may still write into it.
            fold_logs((database.resolve(), incoming_file.beside(database)))
            back_up(database, folder / BACKUP, moment)
            packed = folder / "packed"
            packed.touch(OWNER_ONLY)
            with tarfile.open(packed, "w") as archive:
                archive.add(folder / BACKUP, BACKUP)
                for name, file in _beside(database).items():
                    if file.exists():
                        archive.add(file.resolve(), name)
            sync(packed)
            try:
                put_in_place(packed, to, force=False)
                sync(to.parent)
            except BaseException:
                if to.exists() and to.samefile(packed):
                    to.unlink()
                raise
    except (OSError, sqlite3.Error, tarfile.TarError, StorageError) as error:
        raise KeepingError(f"{to} could not be written, or the move not be noted: {error}") from error


@contextlib.contextmanager
def _marked(database: Path, moment: dt.datetime) -> Iterator[None]:
    """Marks the database as moved, first of all, unless the block fails.

    Killed in the block, it is served neither here nor there, and never at both places.
    """
    with Database(database) as opened:
        opened.write_now(moved.mark_moved, moment)
    try:
        yield
    except BaseException:
        with Database(database) as opened:
            opened.write_now(moved.take_back)
        raise


def unpack_here(database: Path, file: Path, moment: dt.datetime) -> Restored | None:
    """Puts the bot in a file in place where there is none. For whoever holds the serve lock.

    Returns None where it had been broken off when all was decided, and has been brought to its end now.
    Raises KeepingError where there is a database already, another secret, or the file is no good.
    """
    sweep_left(database.resolve().parent, f".{database.resolve().name}.")
    if finish(database):
        return None
    for there in (database.resolve(), incoming_file.beside(database)):
        if there.exists():
            raise KeepingError(f"{there} is there already: set DATABASE to a place where none is")
    try:
        private_files.make_folder(database.resolve().parent)
        with folder_beside(database.resolve()) as folder:
            names = _extract(file, folder)
            put = []
            try:
                for name, beside in _beside(database).items():
                    if name in names and _put_beside(folder / name, beside):
                        put.append(beside)
                return restore(database, folder / BACKUP, moment, in_a_gap=False)
            except KeepingError as error:
                for beside in put:
                    beside.unlink()
                raise KeepingError(str(error).replace(str(folder / BACKUP), str(file))) from error
    except OSError as error:
        raise KeepingError(f"{file} could not be read or unpacked: {error}") from error
    except NO_BACKUP as error:
        raise KeepingError(f"{file} was not made by move server, or is damaged: {error}") from error


def has_moved(database: Path) -> bool:
    """Whether the database at a place says that it went to another server; one that can't be read doesn't."""
    try:
        with contextlib.closing(sqlite3.connect(f"{database.resolve().as_uri()}?mode=ro", uri=True)) as there:
            return moved.is_marked(there)
    except UNREADABLE:
        return False


def _beside(database: Path) -> dict[str, Path]:
    real = database.resolve()
    return {name: real.with_name(real.name + ending) for name, ending in BESIDE.items()}


def _extract(file: Path, folder: Path) -> set[str]:
    found = set()
    with tarfile.open(file, "r:") as archive:
        for entry in archive:
            content = archive.extractfile(entry) if entry.name in (BACKUP, *BESIDE) else None
            if content is None or entry.name in found or not is_plain(entry, file.stat().st_size):
                raise KeepingError(f"{file} was not made by move server: it holds {entry.name!r}")
            found.add(entry.name)
            with content, (folder / entry.name).open("wb") as out:
                while chunk := content.read(CHUNK_BYTES):
                    out.write(chunk)
    if BACKUP not in found:
        raise KeepingError(f"{file} was not made by move server: it holds no backup")
    return found


def _put_beside(new: Path, place: Path) -> bool:
    """Puts a file in its place; False where the same one is there already."""
    if place.exists():
        if place.read_bytes() != new.read_bytes():
            raise KeepingError(f"{place} is of another database: move it away first")
        return False
    new.chmod(OWNER_ONLY)
    sync(new)
    new.rename(place)
    sync(place.parent)
    return True
