"""Backup, restore and check at the command line."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

from bot.exit_status import BAD_INPUT, Refusal
from bot.serving.lock import sole_server
from bot.settings.configuration import Settings
from storage.keeping.backup import back_up
from storage.keeping.check import Finding, check
from storage.keeping.pair import KeepingError
from storage.keeping.restore import Restored, restore
from storage.moments import from_text, now


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
        try:
            done = restore(settings.database, backup, now())
        except KeepingError as error:
            raise Refusal(str(error), BAD_INPUT) from error
    yield f"restored {settings.database} as it was at {done.moment}"
    yield f"what was there is kept as {done.kept}" if done.kept else "nothing was there before"
    yield from _forgotten_lines(settings, done)
    yield f"may be sent again: {done.messages_again} deliveries; handled again: {done.updates_again} updates"
    if done.updates_lost is None or done.articles_lost is None:
        yield "what was there can't be compared: whatever came after the backup is not known"
    else:
        yield (
            f"only in what was kept: {done.articles_lost} articles (publish them again),"
            f" {done.updates_lost} updates that nobody had answered"
        )


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


def findings(settings: Settings) -> list[Finding]:
    """What is wrong in the files, [] where nothing is."""
    return check(settings.database)
