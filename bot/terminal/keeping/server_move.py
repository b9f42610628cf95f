"""Moving to another server on the command line: everything in one file, and the old one refuses to serve."""

from __future__ import annotations

from pathlib import Path

from bot.exit_status import BAD_INPUT, Refusal
from bot.program import program
from bot.serving.lock import sole_server
from bot.settings.configuration import Settings
from bot.terminal.output.told import Told
from storage.database import Database, StorageError
from storage.keeping.moving import pack, unpack_here
from storage.keeping.pair import KeepingError
from storage.moments import now
from storage.operating import moved


def move_server(settings: Settings, file: Path) -> Told:
    """Packs the bot into a file. Raises AlreadyRunning beside a serve, Refusal where it can't be."""
    with sole_server(settings.database):
        try:
            pack(settings.database, file, now())
        except KeepingError as error:
            raise Refusal(str(error), BAD_INPUT) from error
    lines = (
        f"packed {settings.database}, its incoming updates, …-secret and …-forgotten into {file}; verified",
        "from now on this one refuses to serve or to write",
        f"next, within a day: copy {file} and .env to the other server, there"
        f" {program()} move here {file.name}, then start serve. To stay after all: {program()} move back",
    )
    return Told(lines, {"file": str(file)})


def move_here(settings: Settings, file: Path) -> Told:
    """Puts a packed bot in place. Raises AlreadyRunning, Refusal where it can't be or one is there."""
    with sole_server(settings.database):
        try:
            done = unpack_here(settings.database, file, now())
        except KeepingError as error:
            raise Refusal(str(error), BAD_INPUT) from error
    if done is None:
        line = f"{settings.database} is here now: what had been broken off is finished; next: start serve"
        return Told((line,), {"moment": None, "updates": None})
    lines = (
        f"{settings.database} is here now, as it was at {done.moment};"
        f" {done.updates_again} updates to handle",
        f"next: start serve, and delete {file}",
    )
    return Told(lines, {"moment": done.moment, "updates": done.updates_again})


def move_back(settings: Settings) -> Told:
    """Lets a database that was packed be served here again. Raises AlreadyRunning, Refusal."""
    with sole_server(settings.database):
        try:
            with Database(settings.database) as database:
                was_away = database.write_now(moved.take_back)
        except StorageError as error:
            raise Refusal(str(error), BAD_INPUT) from error
    line = "it may be served here again: delete the packed file, it must arrive nowhere"
    return Told((line if was_away else "it was never moved: nothing to do",), {"was_away": was_away})
