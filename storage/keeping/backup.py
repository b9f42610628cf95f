"""A backup: database and incoming updates of one moment, in one tar file with a list of what is in it."""

from __future__ import annotations

import contextlib
import datetime as dt
import errno
import fcntl
import glob
import hashlib
import io
import json
import os
import shutil
import sqlite3
import tarfile
import tempfile
from collections.abc import Iterator
from pathlib import Path

from storage.files.syncing import sync
from storage.keeping.pair import (
    DATABASE_TABLES,
    INCOMING_TABLES,
    UNREADABLE,
    KeepingError,
    copy_of,
    faults_of,
    own_files,
    pinned,
    said,
)
from storage.moments import from_text, to_text

FORMAT = "park-briefs-backup-1"
MANIFEST, DATABASE, INCOMING = "manifest.json", "database", "incoming"
MEMBERS = {DATABASE: DATABASE_TABLES, INCOMING: INCOMING_TABLES}
OWNER_ONLY = 0o600
CHUNK_BYTES = 1 << 20
LARGEST_MANIFEST_BYTES = 10_000
# What reading a tar file or a manifest that somebody made up may come to.
NO_BACKUP = (
    tarfile.TarError,
    EOFError,
    LookupError,
    TypeError,
    ValueError,
    ArithmeticError,
    AttributeError,
    RecursionError,
)
ENDING = ".backing-up"
# What a file system says that knows no second name for a file, as on many memory sticks.
NO_LINKS_HERE = (errno.EPERM, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS, errno.EMLINK)


def back_up(database: Path, to: Path, moment: dt.datetime, *, force: bool = False) -> None:
    """Writes both files, as they were at one moment, to `to`; a reader of `to` sees all of it or nothing.

    Raises KeepingError where `to` exists and `force` is not set, where a file can't be read or is damaged.
    """
    refuse_taken(database, to, force=force)
    try:
        with folder_beside(to) as folder:
            copies = _copied(database, folder)
            packed = folder / "packed"
            _pack(copies, packed, moment)
            put_in_place(packed, to, force=force)
            sync(to.parent)
    except FileExistsError as error:
        raise KeepingError(
            f"{to} exists already: choose another name, or overwrite it with --force"
        ) from error
    except (OSError, sqlite3.Error) as error:
        raise KeepingError(f"{to} could not be written: {error}") from error


def refuse_taken(database: Path, to: Path, *, force: bool) -> None:
    """Raises KeepingError for a name that is taken, unless `force` is set, and for the bot's own."""
    if to.exists() and not force:
        raise KeepingError(f"{to} exists already: choose another name, or overwrite it with --force")
    if to.resolve() in own_files(database):
        raise KeepingError(f"{to} is the bot's own: choose another name")


@contextlib.contextmanager
def folder_beside(to: Path) -> Iterator[Path]:
    """A hidden folder to work in, gone afterwards; what killed backups to the same file left is swept first.

    It is locked while somebody works in it: the kernel lets go of that however the process ends.
    """
    beginning = f".{to.name}."
    sweep_left(to.parent, beginning)
    while True:
        folder = Path(tempfile.mkdtemp(dir=to.parent, prefix=beginning, suffix=ENDING))
        with _locked(folder) as is_ours:
            if not is_ours or not folder.exists():
                continue  # another backup took it for one that was left
            try:
                yield folder
            finally:
                shutil.rmtree(folder, ignore_errors=True)
            return


def sweep_left(folder: Path, beginning: str) -> None:
    """Takes away the hidden folders that killed backups left; `beginning` is that of their names."""
    for left in list(folder.glob(f"{glob.escape(beginning)}*{ENDING}")):
        if not left.is_symlink():
            with _locked(left) as is_ours:
                if is_ours:
                    shutil.rmtree(left, ignore_errors=True)


@contextlib.contextmanager
def _locked(folder: Path) -> Iterator[bool]:
    """Whether a folder could be locked."""
    try:
        number = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    except OSError:
        yield False
        return
    try:
        fcntl.flock(number, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        is_ours = False
    else:
        is_ours = True
    try:
        yield is_ours
    finally:
        os.close(number)


def put_in_place(packed: Path, to: Path, *, force: bool) -> None:
    """Gives a whole file its name. Raises FileExistsError where there is one and `force` is not set."""
    if force:
        packed.replace(to)
        return
    try:
        os.link(packed, to)  # unlike a rename, it never takes the place of a file made meanwhile
    except OSError as error:
        if error.errno not in NO_LINKS_HERE:
            raise
        if to.exists():
            raise FileExistsError(errno.EEXIST, "exists already", to) from error
        packed.rename(to)


def _copied(database: Path, folder: Path) -> dict[str, Path]:
    copies = {name: folder / name for name in MEMBERS}
    with pinned(database) as pair:
        copy_of(pair.database, copies[DATABASE])
        copy_of(pair.incoming, copies[INCOMING])
    for name, file in copies.items():
        refuse_faulty(name, file)
    return copies


def refuse_faulty(name: str, file: Path) -> None:
    """Leaves a sound copy as one plain file; raises KeepingError for any other."""
    with contextlib.closing(sqlite3.connect(file, isolation_level=None)) as copy:
        faults = faults_of(copy, MEMBERS[name])
        if faults:
            raise KeepingError(f"the {name} {faults[0]}")
        copy.execute("PRAGMA journal_mode = DELETE")


def _pack(copies: dict[str, Path], packed: Path, moment: dt.datetime) -> None:
    manifest = {"format": FORMAT, "moment": to_text(moment)} | {
        name: {"bytes": file.stat().st_size, "sha256": digest(file)} for name, file in copies.items()
    }
    text = json.dumps(manifest, indent=2).encode()
    packed.touch(OWNER_ONLY)
    with tarfile.open(packed, "w") as archive:
        entry = tarfile.TarInfo(MANIFEST)
        entry.size, entry.mode = len(text), OWNER_ONLY
        archive.addfile(entry, io.BytesIO(text))
        for name, file in copies.items():
            entry = tarfile.TarInfo(name)
            entry.size, entry.mode = file.stat().st_size, OWNER_ONLY
            with file.open("rb") as content:
                archive.addfile(entry, content)
    packed.chmod(OWNER_ONLY)
    sync(packed)


def unpack(backup: Path, into: dict[str, Path]) -> str:
    """Writes the two files of a backup where `into` says, verified and synced; returns the backup's moment.

    Raises KeepingError where it is no backup, is damaged, or was made by a newer program.
    """
    try:
        with tarfile.open(backup, "r:") as archive:
            entries = {entry.name: entry for entry in _entries(archive, backup.stat().st_size)}
            manifest = _manifest(archive, entries)
            for name, file in into.items():
                content = archive.extractfile(entries[name])
                assert content is not None  # _entries lets plain files through alone
                with content, file.open("wb") as out:
                    file.chmod(OWNER_ONLY)
                    while chunk := content.read(CHUNK_BYTES):
                        out.write(chunk)
                if digest(file) != manifest[name]["sha256"]:
                    raise KeepingError(f"{backup} is damaged: its {name} is not what was backed up")
                refuse_faulty(name, file)
                sync(file)
            return to_text(from_text(str(manifest["moment"])))
    except OSError as error:
        raise KeepingError(f"{backup} could not be read or unpacked: {error}") from error
    except UNREADABLE as error:
        raise KeepingError(f"{backup} is damaged: {said(error)}") from error
    except NO_BACKUP as error:
        raise KeepingError(f"{backup} is no backup made by this program, or is damaged: {error}") from error


def _entries(archive: tarfile.TarFile, size: int) -> Iterator[tarfile.TarInfo]:
    """The first plain files; one with holes could be larger than any disk."""
    for _ in range(1 + len(MEMBERS)):
        entry = archive.next()
        if entry is not None and is_plain(entry, size):
            yield entry


def is_plain(entry: tarfile.TarInfo, size: int) -> bool:
    """Whether an entry of a tar file of so many bytes is a file that is in it as a whole."""
    return entry.isfile() and not entry.issparse() and entry.size <= size


def _manifest(archive: tarfile.TarFile, entries: dict[str, tarfile.TarInfo]) -> dict[str, dict[str, str]]:
    content = archive.extractfile(entries[MANIFEST])
    assert content is not None
    manifest: dict[str, dict[str, str]] = json.loads(content.read(LARGEST_MANIFEST_BYTES))
    if str(manifest["format"]) != FORMAT:
        raise KeepingError(f"the backup is of another format ({manifest['format']}): use a newer version")
    return manifest


def digest(file: Path) -> str:
    """The SHA-256 of a file."""
    with file.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()
