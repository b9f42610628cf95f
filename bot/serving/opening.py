"""Opening the parts of the bot that a command needs."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from bot.context import Parts
from bot.exit_status import ConfigurationError
from bot.program import program
from bot.settings.configuration import Settings
from bot.working.worker import CPU_SECONDS_PER_MB, Worker
from parsing.parks import bundled_parks
from storage.database import (
    Database,
    StorageAltered,
    StorageDamaged,
    StorageError,
    StorageForeign,
    StorageNewer,
    StorageOutdated,
)
from storage.keeping.pair import restore_plan
from storage.moments import to_text
from storage.operating import moved
from storage.parks.park_import import load_bundle
from storage.schedule import Defaults
from storage.tables import incoming_file
from summaries.words import load_dictionary, prepare_jieba


@contextlib.contextmanager
def open_parts(settings: Settings) -> Iterator[Parts]:
    """The parts of the running bot, closed behind the block.

    Raises ConfigurationError where DATABASE names no usable file.
    """
    with (
        open_database(settings) as database,
        open_incoming(incoming_file.beside(settings.database)) as incoming,
        open_worker(settings) as worker,
        open_words_worker(settings) as words,
        open_ledger_worker(settings) as ledger,
    ):
        yield Parts(settings, database, incoming, worker, words, ledger)


def open_database(settings: Settings, *, keep_nothing: bool = False) -> Database:
    """The configured database, with the parks that come with the project.

    Raises ConfigurationError where DATABASE names no usable file.
    """
    _refuse_restoring(settings)
    defaults = Defaults(timezone=settings.timezone, digest_time=settings.digest_time)
    try:
        database = Database(settings.database, defaults=defaults, keep_nothing=keep_nothing)
        try:
            # One that was decided meanwhile puts away what is open here; once it is open no restore begins.
            _refuse_restoring(settings)
            database.write_now(load_bundle, bundled_parks())
        except BaseException:
            database.close()
            raise
    except StorageError as error:
        raise ConfigurationError(f"DATABASE can't be used: {error}: {_advice(error)}") from error
    if (at := database.read_now(moved.moved_at)) is not None:
        database.close()
        raise ConfigurationError(
            f"{settings.database} was moved to another server at {to_text(at)}: use it there;"
            f" to stay here after all, {program()} move back"
        )
    return database


def _refuse_restoring(settings: Settings) -> None:
    if restore_plan(settings.database).exists():
        raise ConfigurationError(
            f"a restore of {settings.database} is under way, or was interrupted:"
            " wait until it ends; if none runs, start serve, or restore again, to finish it"
        )


def _advice(error: StorageError) -> str:
    """What to do about a database that can't be used."""
    match error:
        case StorageDamaged():
            return (
                "restore it from a backup, or move it away to begin with an empty one; sqlite3's .recover"
                " gets out what can still be read"
            )
        case StorageForeign():
            return "set it to a file of its own"
        case StorageNewer():
            return "install that version again, or restore a backup from before it; nothing was changed"
        case StorageOutdated():
            return (
                "open it once with the last version before 0.1.0, the one that still has storage/schema/,"
                " then with this one (README, Upgrading); nothing was changed"
            )
        case StorageAltered():
            return "undo what was changed there by hand, then start again; nothing was changed"
        case _:
            return "set it to a file in a folder that can be written"


def open_incoming(path: Path) -> Database:
    """The file of incoming updates. Raises ConfigurationError where it can't be used."""
    try:
        return Database(path, tables=incoming_file.migrations)
    except StorageError as error:
        advice = "make it writable, or move it away, which loses the questions that were not answered yet"
        if isinstance(error, StorageNewer | StorageOutdated | StorageAltered):
            advice = _advice(error)
        raise ConfigurationError(f"the file of incoming updates can't be used: {error}: {advice}") from error


def open_worker(settings: Settings) -> Worker:
    """The worker process, its dictionary cache beside the database; started when first used."""
    return Worker(
        prepare=partial(prepare_worker, cache_of(settings)),
        cpu_limit=CPU_SECONDS_PER_MB * settings.max_text_mb,
        folder=temporary_of(settings),
        gives_way=True,
    )


def open_words_worker(settings: Settings) -> Worker:
    """The process for what readers write, without the page reader; started when first used."""
    return Worker(prepare=partial(prepare_words, cache_of(settings)), folder=temporary_of(settings))


def open_ledger_worker(settings: Settings) -> Worker:
    """The process for the ledgers of projects, without the page reader; started when first used.

    It may compute as long as the one for files: a park has thousands of articles, which all are read.
    """
    return Worker(
        prepare=partial(prepare_words, cache_of(settings)),
        cpu_limit=CPU_SECONDS_PER_MB * settings.max_text_mb,
        folder=temporary_of(settings),
        gives_way=True,
    )


def temporary_of(settings: Settings) -> Path:
    """Where the worker processes have what they need for a while."""
    return settings.database.parent / "tmp"


def cache_of(settings: Settings) -> Path:
    """Where the segmenter keeps its dictionary as it was loaded."""
    return settings.database.parent / "jieba"


def prepare_worker(cache_dir: Path) -> None:
    """What the worker does before its first task: the page reader and the segmenter's dictionary are loaded.

    Here, so that they don't count against the first file's time.
    """
    import bot.working.page_reading  # noqa: F401

    prepare_words(cache_dir)


def prepare_words(cache_dir: Path) -> None:
    """What the other workers do before their first task: the segmenter's dictionary is loaded."""
    prepare_jieba(cache_dir)
    load_dictionary()
