"""Backup, restore and check at the command line."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Iterator
from pathlib import Path

from bot.exit_status import BAD_INPUT, Refusal
from bot.program import program
from bot.serving.lock import sole_server
from bot.serving.opening import open_database
from bot.settings.configuration import Settings
from bot.terminal.output.told import Told
from storage.keeping.backup import back_up
from storage.keeping.check import Finding, books, check
from storage.keeping.moving import has_moved
from storage.keeping.pair import KeepingError
from storage.keeping.repair import repair
from storage.keeping.restore import Restored, restore
from storage.moments import from_text, now
from storage.operating import restore_gap


def backup_lines(settings: Settings, to: Path, *, force: bool) -> Iterator[str]:
    """Makes a backup beside a running serve. Raises Refusal where none could be made."""
    try:
        back_up(settings.database, to, now(), force=force)
    except KeepingError as error:
        raise Refusal(str(error), BAD_INPUT) from error
    yield f"backed up {settings.database} and its incoming updates to {to}; verified"


def restore_lines(settings: Settings, backup: Path) -> Iterator[str]:
    """Puts a backup in place. Raises AlreadyRunning beside a serve, Refusal where the backup is no good."""
    with sole_server(settings.database):
        if has_moved(settings.database):
            raise Refusal(
                f"{settings.database} was moved to another server, which would be served twice then;"
                f" to stay here after all, first {program()} move back",
                BAD_INPUT,
            )
        try:
            done = restore(settings.database, backup, now())
        except KeepingError as error:
            raise Refusal(str(error), BAD_INPUT) from error
    yield f"restored {settings.database} as it was at {done.moment}"
    yield f"what was there is kept as {done.kept}" if done.kept else "nothing was there before"
    yield from _forgotten_lines(settings, done)
    yield f"handled again: {done.updates_again} updates"
    yield from _gap_lines(done)
    if done.updates_lost is None or done.articles_lost is None:
        yield "what was there can't be compared: whatever came after the backup is not known"
    else:
        yield (
            f"only in what was kept: {done.articles_lost} articles (publish them again),"
            f" {done.updates_lost} updates that nobody had answered"
        )


def _gap_lines(done: Restored) -> Iterator[str]:
    """What is held, since it may have been sent between the backup and now."""
    if done.gap is None:
        yield "nothing could be sent twice"
        return
    yield (
        f"could be sent twice, and so held until an owner decides: {done.gap.deliveries} deliveries,"
        f" {done.gap.notices} notices. Owners are asked when serve starts;"
        f" or {program()} restore --send, restore --drop"
    )
    if done.gap.drafts or done.gap.announcements:
        yield (
            f"would have left by themselves since, and wait for an editor now: {done.gap.drafts} drafts,"
            f" {done.gap.announcements} announcements"
        )


def decide_lines(settings: Settings, *, send: bool) -> Iterator[str]:
    """Sends or drops what a restore held; serve may run. Raises Refusal where nothing is held."""
    with open_database(settings) as database:
        gap = database.write_now(restore_gap.decide, send=send)
    if gap is None:
        raise Refusal("nothing is held since a restore, or it has been decided already", BAD_INPUT)
    what = "sent by serve now" if send else "dropped"
    yield f"{what}: {gap.deliveries} deliveries, {gap.notices} notices"


def _forgotten_lines(settings: Settings, done: Restored) -> Iterator[str]:
    """What became of the /forget since the backup, and whether it is too old to know of all."""
    yield f"forgotten again, as they asked after the backup: {done.replayed.places} chats"
    if done.replayed.useless:
        yield (
            f"{done.replayed.useless} lines of {settings.database.name}-forgotten could not be used:"
            f" they are damaged, or were made with another {settings.database.name}-secret"
        )
    age = now() - from_text(done.moment)
    if age > dt.timedelta(days=settings.keep_backups_days):
        yield (
            f"this backup is {age.days} days old, and /forget is remembered for KEEP_BACKUPS_DAYS="
            f"{settings.keep_backups_days}: who asked for it before that may be back."
            " Delete backups of that age"
        )


def check_files(settings: Settings) -> tuple[Told, bool]:
    """What is wrong in the files, as lines and as JSON, and whether anything is."""
    found, owed = check(settings.database), books(settings.database)
    lines = [*([f"books: {owed}"] if owed else []), *_finding_lines(found)]
    return Told((*lines, *(() if found else ("nothing found",))), _as_json(found)), bool(found)


def repair_files(settings: Settings) -> tuple[Told, bool]:
    """Mends what can be mended; what was done and what is left, and whether anything is.

    Raises AlreadyRunning beside a serve, Refusal where nothing could be done.
    """
    with sole_server(settings.database):
        try:
            repaired = repair(settings.database, now())
        except KeepingError as error:
            raise Refusal(str(error), BAD_INPUT) from error
    lines = [f"mended: {each}" for each in repaired.done]
    if repaired.kept:
        lines.append(f"as it was before it is kept as {repaired.kept}")
    lines += [f"left: {line}" for line in _finding_lines(repaired.left)]
    kept = None if repaired.kept is None else str(repaired.kept)
    value = {"mended": list(repaired.done), "kept": kept, "left": _as_json(repaired.left)}
    return Told(tuple(lines or ["nothing found"]), value), bool(repaired.left)


def _finding_lines(found: list[Finding]) -> list[str]:
    return [f"{each.file}: {each.fault} → {each.advice}" for each in found]


def _as_json(found: list[Finding]) -> list[dict[str, str]]:
    return [dataclasses.asdict(each) for each in found]
