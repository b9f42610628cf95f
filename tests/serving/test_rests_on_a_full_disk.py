"""Recurring work that a full disk keeps waiting says so once, and once that it goes on."""

from __future__ import annotations

import asyncio
import errno
import logging
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from bot.desk.intake import intake
from bot.newsroom import inbox, watching
from bot.newsroom.looked import Got
from storage.database import StorageError, StorageUnavailable
from storage.desk import sources as stored_sources
from storage.files.disk_refusal import Rests
from tests.running_bot import RunningBot
from tests.waiting import until_seen

FULL = OSError(errno.ENOSPC, "No space left on device")
log = logging.getLogger("tests.rests")


def desk(bot: RunningBot, _: Path) -> Any:
    return intake.Intake(bot.parts, bot.application.bot)


def folder(bot: RunningBot, path: Path) -> Any:
    return inbox.Inbox(bot.parts, path)


async def nothing_got(link: str, *, etag: str = "", modified: str = "") -> Got:
    raise AssertionError(f"{link} was asked for")


def sources(bot: RunningBot, _: Path) -> Any:
    return watching.Watching(bot.parts, nothing_got)


@pytest.mark.parametrize(
    ("made", "module", "name", "step"),
    [
        (desk, intake, "The desk", "_leave_old_pastes"),
        (folder, inbox, "The inbox", "look"),
        (sources, watching, "The watch over sources", "_look"),
    ],
)
async def test_it_is_said_once(
    bot: RunningBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    made: Callable[[RunningBot, Path], Any],
    module: Any,
    name: str,
    step: str,
) -> None:
    tried = 0

    async def refused(*_: object) -> None:
        nonlocal tried
        tried += 1
        if tried <= 3:
            raise FULL
        await asyncio.sleep(3600)

    for pause in ("LOOK_EVERY_SECONDS", "REST_AFTER_FAULT_SECONDS"):
        monkeypatch.setattr(module, pause, 0.01, raising=False)
    monkeypatch.setattr(stored_sources, "due_source", lambda *_: object())
    work = made(bot, tmp_path / "inbox")
    monkeypatch.setattr(work, step, refused)
    running = asyncio.create_task(work.run())
    await until_seen(lambda: tried > 3)
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)
    said = [each for each in caplog.records if name in each.getMessage() and each.levelno > logging.INFO]
    assert [each.getMessage() for each in said] == [f"{name} waits for the disk: {FULL}"]
    assert not said[0].exc_info


def test_it_goes_on_and_other_faults_are_no_less_than_before(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)
    rests = Rests(log, "It")
    for error in (FULL, StorageUnavailable("disk I/O error"), FULL):
        rests.after(error)
    rests.over()
    rests.over()
    rests.after(StorageError("locked"))
    rests.after(ValueError("odd"))
    said = [(each.getMessage(), bool(each.exc_info)) for each in caplog.records if each.name == log.name]
    assert said == [
        (f"It waits for the disk: {FULL}", False),
        ("It goes on", False),
        ("It met a fault and goes on: locked", False),
        ("It met a fault and goes on: odd", True),
    ]
