"""What is made once for a whole process of tests, since to make it takes longer than most tests.

Tests of these things themselves, of migrations, of the worker's limits and of its start, make their own.
"""

from __future__ import annotations

import asyncio
import functools
import shutil
import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path

from bot.serving.opening import open_incoming, prepare_words, prepare_worker
from bot.working.worker import Worker
from parsing.parks import bundled_parks
from storage.database import Database
from storage.parks.park_import import load_bundle
from storage.tables import incoming_file
from summaries.words import CACHE_FILE


@functools.cache
def _folder() -> tempfile.TemporaryDirectory[str]:
    """A folder that goes when the process of tests ends."""
    return tempfile.TemporaryDirectory(prefix="park-briefs-tests-")


def shared_folder() -> Path:
    """A folder of this process of tests, for what several of them may share."""
    return Path(_folder().name)


@functools.cache
def _worker(prepare: Callable[[Path], None], used_for: str = "") -> Worker:
    return Worker(prepare=partial(prepare, shared_folder()))


def warm_worker(prepare: Callable[[Path], None] = prepare_worker, used_for: str = "") -> Worker:
    """A worker that has loaded its dictionary for an earlier test; for one event loop at a time.

    There is one for each `used_for`. The bot keeps its workers as long as it runs, and nothing of a task
    stays in them.
    """
    worker = _worker(prepare, used_for)
    worker._turn = asyncio.Lock()
    return worker


def lay_dictionary(cache_dir: Path) -> None:
    """Puts the segmenter's cache there, which takes a process a second to make anew; its owner's alone."""
    warm = _worker(prepare_words)
    warm.run_now(int)  # which has loaded the dictionary, and so made the cache
    cache_dir.mkdir(mode=0o700, exist_ok=True)
    target = cache_dir / CACHE_FILE
    if not target.exists():
        shutil.copyfile(shared_folder() / CACHE_FILE, target)
        target.chmod(0o600)


@functools.cache
def _new_files() -> Path:
    database = shared_folder() / "new.db"
    with Database(database) as opened:
        opened.write_now(load_bundle, bundled_parks())
    open_incoming(incoming_file.beside(database)).close()
    return database


def lay_new_files(database: Path) -> None:
    """Puts a new database with the parks of the project there, and its incoming file, where there is none."""
    for source, target in (
        (_new_files(), database),
        (incoming_file.beside(_new_files()), incoming_file.beside(database)),
    ):
        if not target.exists():
            shutil.copyfile(source, target)
