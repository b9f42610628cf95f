"""Putting a backup in place of the present pair, so that a kill at any step leaves the old or the new one.

The new files are unpacked and verified beside the old ones. Then a plan is committed, a small file beside the
database; from there on the restore counts as decided and is finished by whoever opens the database next to
serve or restore. Each step is a rename that may be done again.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import os
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from storage.database import Db
from storage.files.syncing import sync
from storage.keeping.backup import DATABASE, INCOMING, unpack
from storage.keeping.gap import hold_gap
from storage.keeping.pair import SIDES, UNREADABLE, KeepingError, restore_plan
from storage.keeping.replay import Replayed, forget_again, sweep_copies
from storage.moments import from_text
from storage.operating import moved
from storage.operating.restore_gap import Gap
from storage.tables import incoming_file


@dataclass(frozen=True, slots=True)
class Restored:
    """What a restore did: the backup's moment, where the old pair is, and how they differ (None: unknown).

    `replayed` is what became of the /forget since the backup; `gap` what is held, as it may have been sent
    since, None where nothing is.
    """

    moment: str
    kept: Path | None
    updates_again: int
    updates_lost: int | None
    articles_lost: int | None
    replayed: Replayed
    gap: Gap | None


def finish(database: Path) -> bool:
    """Finishes a restore that was decided, and sweeps one that was not; returns whether one was finished.

    For whoever holds the serve lock. Raises KeepingError where a file can't be moved or another command
    has it open; it may be tried again.
    """
    plan = restore_plan(database)
    try:
        if not plan.exists():
            _sweep(database)
            return False
        fold_logs(_real(database).values())
        _carry_out(database, plan)
    except OSError as error:
        raise KeepingError(
            f"the restore of {database} can't be finished: {error};"
            " mend that, then start serve or restore again"
        ) from error
    return True


def _carry_out(database: Path, plan: Path) -> None:
    """Moves the old pair away and the new one to its place, as far as that has not been done yet."""
    suffix = plan.read_text(encoding="utf-8").strip()
    real = _real(database)
    for name, new in _new(database).items():
        if not new.exists():
            continue  # this file is in its place already
        for side in SIDES:
            old = real[name].with_name(real[name].name + side)
            if old.exists():
                old.rename(_kept(real[name], suffix, side))
        sync(new.parent)
        new.rename(real[name])
    sync(plan.parent)
    plan.unlink()
    sync(plan.parent)


def _sweep(database: Path) -> None:
    """Takes away what a restore left that was not decided."""
    plan = restore_plan(database)
    plan.with_name(plan.name + ".new").unlink(missing_ok=True)
    for new in _new(database).values():
        for side in SIDES:
            new.with_name(new.name + side).unlink(missing_ok=True)
        sweep_copies(new)


def restore(database: Path, backup: Path, moment: dt.datetime, *, in_a_gap: bool = True) -> Restored:
    """Puts a backup in place of the pair at `database`, which is kept under a name with the moment in it.

    What was forgotten since the backup is forgotten in it first, and what may have been sent since is held.
    Where nobody served since (not `in_a_gap`) nothing is. For whoever holds the serve lock. Raises
    KeepingError, with everything as it was, where the backup is no good or another process has the database
    open.
    """
    finish(database)
    real, new = _real(database), _new(database)
    suffix = f".before-restore-{moment.strftime('%Y%m%dT%H%M%S%fZ')}"
    plan = restore_plan(database)
    try:
        backed_up = unpack(backup, new)
        replayed = forget_again(database, new[DATABASE], new[INCOMING], moment)
        fold_logs(real.values())
        gap = hold_gap(real[DATABASE], new[DATABASE], from_text(backed_up), moment) if in_a_gap else None
        if not in_a_gap:
            _let_serve(new[DATABASE])
        sweep_copies(new[DATABASE])
        for file in new.values():
            sync(file)
        restored = _compared(real, new)
        had_one = any(file.exists() for file in real.values())
        _decide(plan, suffix)
        # From the plan on nobody opens the old pair; whoever did so before may still write into it.
        fold_logs(real.values())
    except BaseException as error:
        plan.unlink(missing_ok=True)
        _sweep(database)
        if isinstance(error, OSError):
            raise KeepingError(f"{backup} could not be put in place, nothing was changed: {error}") from error
        raise
    finish(database)
    return Restored(
        backed_up, _kept(real[DATABASE], suffix, "") if had_one else None, *restored, replayed, gap
    )


def _let_serve(new: Path) -> None:
    """Takes away the mark of a database that was packed to be served where it is unpacked."""
    with contextlib.closing(sqlite3.connect(new, isolation_level=None)) as connection:
        moved.take_back(Db(connection))


def _decide(plan: Path, suffix: str) -> None:
    draft = plan.with_name(plan.name + ".new")
    draft.write_text(suffix, encoding="utf-8")
    sync(draft)
    draft.rename(plan)
    sync(plan.parent)


def _real(database: Path) -> dict[str, Path]:
    return {DATABASE: database.resolve(), INCOMING: incoming_file.beside(database)}


def _new(database: Path) -> dict[str, Path]:
    return {name: file.with_name(file.name + ".restoring") for name, file in _real(database).items()}


def _kept(file: Path, suffix: str, side: str) -> Path:
    """The kept pair opens as a pair: the incoming file's name is the database's with its ending."""
    ending = "-incoming" if file.name.endswith("-incoming") else ""
    return file.with_name(f"{file.name.removesuffix(ending)}{suffix}{ending}{side}")


def fold_logs(files: Iterable[Path]) -> None:
    """Writes each log back into its file; SQLite does that only where nobody else has the file open.

    A damaged file keeps its log and is moved with it. Raises KeepingError where somebody has one open.
    """
    for file in files:
        if not file.exists():
            continue
        with contextlib.closing(sqlite3.connect(file, isolation_level=None)) as connection:
            try:
                connection.execute("PRAGMA journal_mode = DELETE")
            except sqlite3.OperationalError as error:
                if error.sqlite_errorcode & 0xFF in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
                    raise KeepingError(
                        f"another command (or Litestream) has {file} open: wait until it ends, or stop it"
                    ) from error
            except UNREADABLE:
                pass  # damaged: that is why it is being replaced


def _compared(real: dict[str, Path], new: dict[str, Path]) -> tuple[int, int | None, int | None]:
    """Updates that may be handled twice, updates and articles that only the old pair has."""
    updates = _count(new[INCOMING], "SELECT count(*) FROM incoming WHERE done_at IS NULL") or 0
    done_since = _count(
        new[INCOMING],
        """
        SELECT count(*) FROM main.incoming n
        JOIN old.incoming o ON o.update_id = n.update_id AND o.fingerprint = n.fingerprint
        WHERE n.done_at IS NULL AND o.done_at IS NOT NULL
        """,
        real[INCOMING],
    )
    lost = _count(
        new[INCOMING],
        """
        SELECT count(*) FROM old.incoming o WHERE o.done_at IS NULL
            AND NOT EXISTS (SELECT 1 FROM main.incoming n
                WHERE n.update_id = o.update_id AND n.fingerprint = o.fingerprint)
        """,
        real[INCOMING],
    )
    articles = _count(
        new[DATABASE],
        "SELECT count(*) FROM old.articles"
        " WHERE content_hash NOT IN (SELECT content_hash FROM main.articles)",
        real[DATABASE],
    )
    return (
        updates if done_since is None else done_since,
        lost,
        articles,
    )


def _count(file: Path, sql: str, old: Path | None = None) -> int | None:
    """What a query counts in a file, and in an old one beside it; None where the old one can't be read."""
    if old is not None and not old.exists():
        return None
    with contextlib.closing(sqlite3.connect(file, isolation_level=None)) as connection:
        try:
            if old is not None:
                connection.execute("ATTACH ? AS old", [os.fspath(old)])
            [number] = connection.execute(sql).fetchone()
        except UNREADABLE:
            return None
        return int(number)
