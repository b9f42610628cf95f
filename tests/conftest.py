"""What many tests need: a fresh database, the running bot, the sample page."""

from __future__ import annotations

import datetime as dt
import inspect
import logging
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

from bot.delivery import ledger, refusals
from bot.desk.publishing import leaving
from bot.newsroom import announcement_leaving, ledger_keeping
from bot.serving import recurring
from bot.serving.logs import quieten
from bot.transport import pacing
from playground.standin.bot_api import TEST_TOKEN, BotApi
from playground.standin.loopback import Loopback
from playground.standin.update_queue import UpdateQueue
from storage import moments
from storage.database import Database
from tests import run_bot_process
from tests.leaks import LEAKS, Collecting
from tests.running_bot import RunningBot, running_bot, running_bot_over_http
from tests.set_clock import SetClock, starting_moment
from tests.warm import lay_new_files

# How long an example takes says more about the machine than about the code.
settings.register_profile("without deadlines", deadline=None)
settings.load_profile("without deadlines")

TESTS = Path(__file__).parent
SAMPLES = TESTS.parent / "samples"
SAMPLE_PAGE = SAMPLES / "page-2026-04-04.txt"


# Of the tests with the whole bot running, these stand for the others in a quick run.
QUICK_WITH_BOT = {
    "reader/test_park.py",
    "reader/test_follow.py",
    "reader/test_small_talk.py",
    "delivery/test_promise.py",
}


# What a test calls that runs the bot, or a program, by itself.
STARTED_BY = {"running_bot", "running_bot_over_http", "subprocess"}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Marks as slow what starts run_bot.py or a browser, and most of what runs the whole bot.

    A module that starts run_bot.py has `run` or `serving`; a test that runs the bot or a program by itself
    names what does so.
    """
    quick = {TESTS / file for file in QUICK_WITH_BOT}
    for item in items:
        module = vars(getattr(item, "module", None) or object)
        starts = any(module.get(name) is getattr(run_bot_process, name) for name in ("run", "serving"))
        whole = "bot" in getattr(item, "fixturenames", ()) and item.path not in quick
        itself = STARTED_BY.intersection(_names_in(item)) and item.path not in quick
        if starts or whole or itself or item.get_closest_marker("browser"):
            item.add_marker(pytest.mark.slow)


def _names_in(item: pytest.Item) -> tuple[str, ...]:
    """What the function of a test calls by name, outside itself."""
    function = inspect.unwrap(getattr(item, "function", None) or (lambda: None))
    return function.__code__.co_names


@pytest.fixture(scope="session", autouse=True)
def log_collected() -> Iterator[None]:
    """Everything that is logged, as much as an operator's log has, and everything that people write."""
    put = UpdateQueue.put

    def told(queue: UpdateQueue, kind: str, body: dict[str, Any]) -> int | None:
        LEAKS.told(body)
        return put(queue, kind, body)

    collecting, root = Collecting(LEAKS), logging.getLogger()
    root.addHandler(collecting)
    root.setLevel(logging.INFO)
    quieten()
    with pytest.MonkeyPatch.context() as patches:
        patches.setattr(UpdateQueue, "put", told)
        yield
    root.removeHandler(collecting)


@pytest.fixture(autouse=True)
def no_leaks(log_collected: None) -> Iterator[None]:
    """Nothing that a test logs tells the token, what people wrote, or who they are (tests/leaks.py)."""
    LEAKS.clear()
    LEAKS.token(TEST_TOKEN)
    yield
    assert LEAKS.found() == []


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    """An empty database in a file, with the parks that ship with the project."""
    path = tmp_path / "parkbriefs.db"
    lay_new_files(path)
    with Database(path) as opened:
        yield opened


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> SetClock:
    """What it is for everything that runs in the test's own process (tests/set_clock.py)."""
    made = SetClock(starting_moment())
    monkeypatch.setattr(moments, "clock", made)
    return made


@pytest.fixture
def no_gaps(monkeypatch: pytest.MonkeyPatch) -> None:
    """Messages into one chat follow each other at once, and what nobody told of is noticed at once.

    That they don't is for delivery/test_pace.py, and when it is noticed for serving/test_serve_process.py.
    """
    for name in ("SECONDS_BETWEEN_MESSAGES_IN_CHAT", "SECONDS_BETWEEN_MESSAGES_IN_GROUP", "JITTER_SECONDS"):
        monkeypatch.setattr(pacing, name, 0.0)
    for module in (ledger, refusals):
        monkeypatch.setattr(module, "GAP", dt.timedelta())
        monkeypatch.setattr(module, "GROUP_GAP", dt.timedelta())
    monkeypatch.setattr(recurring, "WAKE_EVERY_SECONDS", 0.1)
    for module in (ledger_keeping, leaving, announcement_leaving):
        monkeypatch.setattr(module, "LOOK_EVERY_SECONDS", 0.2)


@pytest.fixture
async def bot(
    request: pytest.FixtureRequest, tmp_path: Path, clock: SetClock, no_gaps: None
) -> AsyncIterator[RunningBot]:
    """The whole bot, running; with the mark `over_http` its Telegram is behind a real connection.

    Its clock is the one that the fixture `clock` has set, and it sends without gaps.
    """
    mark = request.node.get_closest_marker("over_http")
    async with running_bot_over_http(tmp_path, **mark.kwargs) if mark else running_bot(tmp_path) as started:
        yield started


@pytest.fixture
async def loopback() -> AsyncIterator[Loopback]:
    """A Bot API over HTTP."""
    async with Loopback(BotApi()) as server:
        yield server
