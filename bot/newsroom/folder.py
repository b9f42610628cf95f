"""A watched folder as it lies on the disk: which files are complete, read whole or not at all, and put away.

Nothing here follows a symlink out of the folder, waits for a pipe, or overwrites what is there.
"""

from __future__ import annotations

import errno
import itertools
import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

DONE, FAILED = "done", "failed"
# Whoever writes a file gives it such a name until it is whole.
UNFINISHED = (".part", ".partial", ".tmp", ".crdownload", ".filepart", "~")
MOST_LISTED = 10_000
# An empty one may be the beginning of one that is being written.
EMPTY_FOR_SECONDS = 60
# File systems take 255 bytes; a number and the name of what stands beside it need some.
LONGEST_NAME_BYTES = 220
NOTE_SUFFIX = {DONE: ".note.txt", FAILED: ".reason.txt"}


class FolderUnusable(Exception):
    """The folder can't be read or written; the message says why, in English."""


class FileChanged(Exception):
    """A file is gone, or another than the one that was looked at."""


@dataclass(frozen=True, slots=True)
class Seen:
    """A file as it was seen: its name, which it is, how large and how old."""

    name: str
    inode: int
    size: int
    changed_ns: int


class Folder:
    """A folder, with `done` and `failed` in it."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._before: dict[str, Seen] = {}

    def prepare(self) -> None:
        """Makes the folder and its two where they are missing. Raises FolderUnusable."""
        try:
            self.path.mkdir(exist_ok=True)
            for name in (DONE, FAILED):
                (self.path / name).mkdir(exist_ok=True)
            for folder in (self.path, self.path / DONE, self.path / FAILED):
                if folder != self.path and not stat.S_ISDIR(folder.lstat().st_mode):
                    raise FolderUnusable(f"{folder} is no folder: move it away")
                if not os.access(folder, os.R_OK | os.W_OK | os.X_OK):
                    raise FolderUnusable(f"{folder} can't be read and written: give the bot the right to")
        except OSError as error:
            raise FolderUnusable(f"{error.filename}: {error.strerror}") from error

    def ripe(self, now_ns: int) -> list[Seen]:
        """The files that are as they were at the look before, the oldest first. Raises FolderUnusable."""
        try:
            with os.scandir(self.path) as entries:
                there = {seen.name: seen for seen in _files(itertools.islice(entries, MOST_LISTED))}
        except OSError as error:
            raise FolderUnusable(f"{self.path}: {error.strerror}") from error
        before, self._before = self._before, there
        ripe = [seen for seen in there.values() if before.get(seen.name) == seen and _is_old(seen, now_ns)]
        return sorted(ripe, key=lambda seen: (seen.changed_ns, os.fsencode(seen.name)))

    def has(self, name: str) -> bool:
        """Whether something of that name lies in the folder."""
        return os.path.lexists(self.path / name)

    def read(self, seen: Seen, most: int) -> bytes:
        """The first `most` bytes of a file. Raises FileChanged, and OSError where it can't be read."""
        try:
            number = os.open(
                self.path / seen.name, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC
            )
        except OSError as error:
            if error.errno in (errno.ENOENT, errno.ELOOP):  # gone, or a link in its place
                raise FileChanged(seen.name) from error
            raise
        with os.fdopen(number, "rb") as file:
            if _seen(seen.name, os.fstat(number)) != seen:
                raise FileChanged(seen.name)
            data = file.read(most)
            if _seen(seen.name, os.fstat(number)) != seen:
                raise FileChanged(seen.name)
        return data

    def free_name(self, where: str, name: str) -> str:
        """A name that is free in `done` or `failed`, with what may stand beside it; a number is added."""
        stem, ending = Path(name).stem, Path(name).suffix
        for number in itertools.count(1):
            tail = ending if number == 1 else f" ({number}){ending}"
            free = _shortened(stem, tail) + tail
            beside = free + NOTE_SUFFIX[where]
            if not any(os.path.lexists(self.path / where / each) for each in (free, beside)):
                return free
        raise AssertionError("numbers have no end")

    def put_away(self, seen: Seen, where: str, name: str, note: str) -> None:
        """Moves a file, under a name that is free, and lays a note beside it where there is one.

        Raises FileChanged where it isn't the one that was read any more, and FolderUnusable.
        """
        source, target = self.path / seen.name, self.path / where / name
        try:
            if _seen(seen.name, source.lstat()) != seen:
                raise FileChanged(seen.name)
            if note:
                _write(target.with_name(name + NOTE_SUFFIX[where]), note)
            source.rename(target)
            if _seen(seen.name, target.lstat()) != seen and not os.path.lexists(source):
                target.rename(source)  # it was changed in that very moment
                raise FileChanged(seen.name)
        except FileNotFoundError as error:
            raise FileChanged(seen.name) from error
        except OSError as error:
            raise FolderUnusable(f"{error.filename}: {error.strerror}") from error
        self._before.pop(seen.name, None)


def _files(entries: Iterator[os.DirEntry[str]]) -> Iterator[Seen]:
    for entry in entries:
        if entry.name.startswith(".") or entry.name.casefold().endswith(UNFINISHED):
            continue
        try:
            status = entry.stat(follow_symlinks=False)
        except FileNotFoundError:
            continue
        if stat.S_ISREG(status.st_mode):
            yield _seen(entry.name, status)


def _seen(name: str, status: os.stat_result) -> Seen:
    return Seen(name, status.st_ino, status.st_size, status.st_mtime_ns)


def _is_old(seen: Seen, now_ns: int) -> bool:
    return seen.size > 0 or not 0 <= now_ns - seen.changed_ns < EMPTY_FOR_SECONDS * 10**9


def _shortened(stem: str, tail: str) -> str:
    while stem and len(os.fsencode(stem + tail)) > LONGEST_NAME_BYTES:
        stem = stem[:-1]
    return stem


def _write(path: Path, text: str) -> None:
    """Writes a file whole: under a name that is looked over, then under its own."""
    unfinished = path.with_name(f".{path.name}.part")
    unfinished.write_text(text, encoding="utf-8", errors="replace")
    unfinished.replace(path)
