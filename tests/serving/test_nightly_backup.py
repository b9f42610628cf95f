# ruff: noqa: ASYNC240 - small files
"""serve makes a backup a night, keeps so many of its own and deletes nothing else."""

from __future__ import annotations

import asyncio
import datetime as dt
import shutil
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import SecretStr

from bot.serving import nightly_backup
from bot.serving.nightly_backup import NightlyBackup
from storage.keeping import rotation
from storage.keeping.backup import ENDING, back_up, unpack
from storage.keeping.rotation import NightBackup, backups_in, drop, name_of
from storage.moments import now
from storage.operating import account, troubles
from storage.operating.last_backup import last_backup
from tests.running_bot import RunningBot
from tests.set_clock import SHANGHAI, SetClock

DAY = dt.timedelta(days=1)


@pytest.fixture
def folder(bot: RunningBot, tmp_path: Path) -> Path:
    """A folder beside the bot's, which is told of it: the jobs that came with it look only now and then."""
    bot.parts.settings = bot.settings.model_copy(update={"backups": tmp_path / "kept", "backup_keep": 3})
    return tmp_path / "kept"


async def look(bot: RunningBot, nightly: NightlyBackup) -> None:
    """A look, and the one that sees what became of it."""
    nightly._rests_until = 0.0
    await nightly.look(bot.parts)
    while nightly._making is not None:
        await asyncio.sleep(0.01)
        await nightly.look(bot.parts)


def moments(bot: RunningBot, folder: Path) -> list[str]:
    """When the backups that are there were made, in Shanghai, the newest first."""
    found = backups_in(folder, bot.settings.bot_id)
    return [each.moment.astimezone(SHANGHAI).strftime("%d %H:%M") for each in found]


async def test_one_a_night_made_up_for_and_not_twice(bot: RunningBot, clock: SetClock, folder: Path) -> None:
    nightly = NightlyBackup()
    for day, hour, minute in (
        (14, 10, 0),  # the first start of all
        (14, 23, 0),
        (15, 2, 59),
        (15, 3, 0),  # the next night begins
        (15, 2, 0),  # a clock that is set back
        (15, 4, 0),
        (18, 9, 0),  # three days off
    ):
        clock.stand_at(dt.datetime(2026, 10, day, hour, minute, tzinfo=SHANGHAI))
        await look(bot, nightly)
        nightly = NightlyBackup()  # a restart
    assert moments(bot, folder) == ["18 09:00", "15 03:00", "14 10:00"]
    newest = backups_in(folder, bot.settings.bot_id)[0]
    assert await bot.database.read(last_backup) == newest.moment
    assert unpack(newest.file, {"database": folder / "x", "incoming": folder / "y"})
    assert "上次备份：" in (await bot.owner.ask("/status")).text


async def test_old_ones_go_and_nothing_but_ours(bot: RunningBot, clock: SetClock, folder: Path) -> None:
    folder.mkdir()
    whose = bot.settings.bot_id
    others = [f"park-briefs-9{whose}-20200101T000000Z.tar", "kept.tar", f"park-briefs-{whose}-old.tar"]
    for name in others:
        (folder / name).touch()
    left = folder / f".{name_of(whose, now() - DAY)}.x{ENDING}"
    left.mkdir()
    nightly, begun = NightlyBackup(), now()
    for night in range(5):
        clock.stand_at(begun + night * DAY)
        await look(bot, nightly)
    there = backups_in(folder, whose)
    assert [each.moment for each in there] == [begun.replace(microsecond=0) + n * DAY for n in (4, 3, 2)]
    assert all((folder / name).exists() for name in others) and not left.exists()


async def test_those_of_the_account_before_are_of_the_same_database_and_go_too(
    bot: RunningBot, clock: SetClock, folder: Path
) -> None:
    nightly, begun, before = NightlyBackup(), now(), bot.settings.bot_id
    for nights in range(3):
        clock.stand_at(begun + nights * DAY)
        await look(bot, nightly)
    await bot.database.write(account.move, 77, "another_bot", now())
    bot.parts.settings.telegram_bot_token = SecretStr("77:token")
    stranger = folder / name_of("88", begun)
    stranger.touch()
    clock.stand_at(begun + 3 * DAY)
    await look(bot, nightly)
    kept = [len(backups_in(folder, whose)) for whose in ("77", before, "88")]
    assert kept == [1, 2, 1]  # three of ours, and what is another bot's
    await bot.database.write(account.move, int(before), "the_bot", now())
    assert await bot.database.read(account.former_ids) == (int(before), 77)


async def test_a_failed_one_leaves_the_old_ones_and_is_a_trouble_until_one_succeeds(
    bot: RunningBot, clock: SetClock, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    nightly, begun = NightlyBackup(), now()
    await look(bot, nightly)
    clock.stand_at(begun + DAY)
    full = shutil.disk_usage(folder)._replace(free=1 << 20)
    with monkeypatch.context() as broken:
        broken.setattr(shutil, "disk_usage", lambda _: full)
        await look(bot, nightly)
        assert nightly._rests_until > 0.0 and len(backups_in(folder, bot.settings.bot_id)) == 1
    [trouble] = await bot.database.read(troubles.all_troubles)
    assert trouble.kind == troubles.BACKUP and "1 MB free" in trouble.detail
    clock.stand_at(begun + DAY + dt.timedelta(hours=1))
    await look(bot, nightly)
    assert await bot.database.read(troubles.all_troubles) == ()
    assert len(backups_in(folder, bot.settings.bot_id)) == 2


async def test_questions_are_answered_while_one_is_made(
    bot: RunningBot, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    answered = asyncio.Event()
    loop = asyncio.get_running_loop()

    def slow(*arguments: object) -> None:
        asyncio.run_coroutine_threadsafe(answered.wait(), loop).result()
        back_up(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(rotation, "back_up", slow)
    nightly = NightlyBackup()
    await nightly.look(bot.parts)
    await bot.owner.ask("/help")
    assert nightly._making is not None and not nightly._making.done()
    answered.set()
    await look(bot, nightly)
    assert len(backups_in(folder, bot.settings.bot_id)) == 1


async def test_the_running_bot_does_it_by_itself(bot: RunningBot) -> None:
    queue = bot.application.job_queue
    assert queue is not None and "back_up_nightly" in {job.name for job in queue.jobs()}
    await look(bot, NightlyBackup())  # no folder: nothing
    assert nightly_backup.AGAIN_AFTER_SECONDS > nightly_backup.LOOK_EVERY_SECONDS


@settings(max_examples=50)
@given(ages=st.lists(st.integers(-5000, 5000), max_size=12, unique=True), keep=st.integers(1, 5))
def test_whatever_the_clock_said_the_new_one_stays_and_the_newest_beside_it(
    tmp_path_factory: pytest.TempPathFactory, ages: list[int], keep: int
) -> None:
    folder, made_at = tmp_path_factory.mktemp("kept"), dt.datetime(2026, 10, 14, tzinfo=dt.UTC)
    for hours in {0, *ages}:
        (folder / name_of("1", made_at - dt.timedelta(hours=hours))).touch()
    made = NightBackup(folder / name_of("1", made_at), made_at)
    gone = drop(folder, "1", made, keep=keep, before=made_at - 30 * DAY)
    left = [each.moment for each in backups_in(folder, "1")]
    past = sorted(age for age in ages if 0 < age <= 720)
    assert made_at in left and len(left) <= keep and len(gone) + len(left) == len({0, *ages})
    assert [m for m in left if m <= made_at] == [
        made_at - dt.timedelta(hours=h) for h in [0, *past[: keep - 1]]
    ]
