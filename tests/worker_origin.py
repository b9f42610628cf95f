"""What every worker of a forked `run_bot.py` has loaded before it is forked: the page reader, the dictionary.

The bot starts its workers as new programs (tests/working/), each of which loads both for itself. Those of the
processes that tests start by the hundred are forks of one that has: one of multiprocessing's fork servers,
whose forks have nothing of the process that asks for them, neither threads nor open files.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
from multiprocessing import forkserver
from pathlib import Path

CACHE = "PARKBRIEFS_TESTS_CACHE"


def fork_workers(cache_dir: Path) -> None:
    """Has the workers of this process and of its forks be forks, with this dictionary's cache."""
    os.environ[CACHE] = str(cache_dir)
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([__name__])
    forkserver.ensure_running()
    # It is not the child of our forks, as whose it would be looked for.
    forkserver._forkserver.ensure_running = lambda: None  # type: ignore[method-assign]
    multiprocessing.get_context = lambda method=None: context  # type: ignore[assignment]


def _load() -> None:
    import bot.working.page_reading  # noqa: F401
    from bot.serving.opening import prepare_words

    prepare_words(Path(os.environ[CACHE]))
    gc.freeze()


if CACHE in os.environ:  # set in the fork server alone, which imports us by our name
    _load()
