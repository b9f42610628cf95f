"""Backups by the night: what they are called, which night has one, which of them go.

Their names tell it all, so nothing has to be remembered that a restore could roll back.
"""

from __future__ import annotations

import datetime as dt
import re
import shutil
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from storage.files import private_files
from storage.keeping.backup import back_up, sweep_left
from storage.keeping.pair import SIDES, KeepingError
from storage.tables import incoming_file

NIGHT_BEGINS = dt.timedelta(hours=3)  # what is made before three o'clock is of the night before
_MOMENT = "%Y%m%dT%H%M%SZ"
# The two copies, and the file that both are packed in, are there at once.
ROOM = 2
SPARE_BYTES = 64 << 20


@dataclass(frozen=True, slots=True)
class NightBackup:
    """A backup that was made by night, and the moment it is of."""

    file: Path
    moment: dt.datetime


def name_of(whose: str, moment: dt.datetime) -> str:
    """What a backup is called; `whose` tells it from those of other bots in the same folder."""
    return f"park-briefs-{whose}-{moment.astimezone(dt.UTC).strftime(_MOMENT)}.tar"


def backups_in(folder: Path, whose: str) -> list[NightBackup]:
    """The backups of one bot in a folder, by their names alone, the newest first. Raises OSError."""
    form = re.compile(rf"park-briefs-{re.escape(whose)}-(\d{{8}}T\d{{6}}Z)\.tar")
    found = []
    for file in folder.iterdir() if folder.is_dir() else ():
        match = form.fullmatch(file.name)
        moment = match and _moment(match[1])
        if moment and file.is_file() and not file.is_symlink():
            found.append(NightBackup(file, moment))
    return sorted(found, key=lambda each: each.moment, reverse=True)


def night_of(moment: dt.datetime, zone: dt.tzinfo) -> dt.date:
    """The night that a moment belongs to, from its beginning until the next one begins."""
    return (moment.astimezone(zone).replace(tzinfo=None) - NIGHT_BEGINS).date()


def make(database: Path, folder: Path, whose: str, moment: dt.datetime) -> NightBackup:
    """Makes a night's backup, verified, in a folder that is made where it isn't there.

    Raises KeepingError where there is too little room or it can't be made; nothing is left of it then.
    """
    try:
        private_files.make_folder(folder)
        _look_for_room(database, folder)
    except OSError as error:
        raise KeepingError(f"{folder} can't be used: {error.strerror}") from error
    file = folder / name_of(whose, moment)
    back_up(database, file, moment)
    return NightBackup(file, moment.replace(microsecond=0))


def drop(
    folder: Path,
    whose: str,
    made: NightBackup,
    *,
    keep: int,
    before: dt.datetime,
    former: Collection[str] = (),
) -> list[Path]:
    """Deletes what is behind the newest `keep` backups or from before a moment, never the one just made.

    Those called after accounts that the database was of before, `former`, are of them too. Those of a clock
    that was ahead go first. Also sweeps what killed backups left. Returns what went.
    Raises OSError.
    """
    names = {whose, *former}
    for name in names:
        sweep_left(folder, f".park-briefs-{name}-")
    others = [each for name in names for each in backups_in(folder, name) if each.file != made.file]
    others.sort(key=lambda each: (each.moment <= made.moment, each.moment), reverse=True)
    gone = [each.file for place, each in enumerate(others, start=1) if place >= keep or each.moment < before]
    for file in gone:
        file.unlink(missing_ok=True)
    return gone


def _moment(text: str) -> dt.datetime | None:
    try:
        return dt.datetime.strptime(text, _MOMENT).replace(tzinfo=dt.UTC)
    except ValueError:
        return None


def _look_for_room(database: Path, folder: Path) -> None:
    files = (database.resolve(), incoming_file.beside(database))
    sides = [file.with_name(file.name + side) for file in files for side in SIDES]
    needed = ROOM * sum(side.stat().st_size for side in sides if side.exists()) + SPARE_BYTES
    free = shutil.disk_usage(folder).free
    if free < needed:
        raise KeepingError(
            f"{folder} has {free >> 20} MB free, and a backup may need {needed >> 20} MB: make room there"
        )
