"""Owners get one message when something needs a person and one when it is over, however often one looks."""

from __future__ import annotations

import contextlib
import datetime as dt
import resource
from collections.abc import Iterator
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot import wording
from bot.operating import troubles
from bot.operating.disk import GIB, Disk
from bot.operating.troubles import UNREACHABLE_SECONDS, TroubleWatch
from bot.transport.contact import Contact
from playground.standin.bot_api import BotApi
from storage.chats import holds
from storage.database import Db, StorageUnavailable
from storage.moments import now, to_text
from storage.operating import clock as stored_clock
from storage.operating.troubles import (
    BACKUP,
    KINDS,
    OFTEN,
    SETTLED_AFTER,
    TOLD_WHEN_OVER,
    Trouble,
    end_trouble,
    raise_trouble,
)
from tests.made_issues import made_article, made_issue
from tests.running_bot import OWNER_ID, RunningBot, running_bot
from tests.set_clock import SetClock
from tests.waiting import until_message

ROOMY, FULL = Disk(100 * GIB, 50 * GIB), Disk(100 * GIB, GIB // 2)
SIGNS = ("⚠️", "✅", "ℹ️")


@pytest.fixture(autouse=True)
def disk(monkeypatch: pytest.MonkeyPatch) -> list[Disk]:
    """The disk is the last of these."""
    seen = [ROOMY]
    monkeypatch.setattr(troubles, "disk_of", lambda _: seen[-1])
    return seen


def told(api: BotApi) -> list[str]:
    """The first line of each such message that the owner has."""
    texts = [message.text for message in api.user(OWNER_ID, "编辑").chat.from_bot]
    return [text.splitlines()[0] for text in texts if text.startswith(SIGNS)]


async def owner_hears(bot: RunningBot, line: str, *, count: int) -> None:
    """Returns when the owner has so many of these messages, the newest of which says that."""
    await bot.api.wait_until(lambda: len(told(bot.api)) >= count, what=f"{count} messages to the owner")
    assert len(told(bot.api)) == count and line in told(bot.api)[-1]


async def nothing_more(bot: RunningBot, watch: TroubleWatch) -> None:
    """Looks again; whatever it made would be sent before what is published after it."""
    before = told(bot.api)
    await watch.look(bot.parts)
    await watch.look(bot.parts)
    await bot.publish(made_issue(made_article("别的事")))
    await until_message(bot.owner.chat, "别的事")
    assert told(bot.api) == before


async def test_a_disk_that_fills_up_is_told_once_over_a_restart_and_once_when_there_is_room(
    tmp_path: Path, clock: SetClock, no_gaps: None, disk: list[Disk]
) -> None:
    api = BotApi(now=now)
    async with running_bot(tmp_path, api=api) as bot:
        await bot.follow(OWNER_ID)
        watch = TroubleWatch()
        await watch.look(bot.parts)
        disk.append(FULL)
        await watch.look(bot.parts)
        await owner_hears(bot, "磁盘快满了", count=1)
        assert "0.5 / 100 GB" in bot.owner.chat.from_bot[-1].text
        await nothing_more(bot, watch)
    async with running_bot(tmp_path, api=api) as bot:
        watch = TroubleWatch()
        await watch.look(bot.parts)
        disk.append(Disk(100 * GIB, 5 * GIB))  # enough, but it comes and goes
        await watch.look(bot.parts)
        disk.append(ROOMY)
        await watch.look(bot.parts)
        await owner_hears(bot, "磁盘又有空间了", count=2)
        await nothing_more(bot, watch)


async def test_silence_of_ten_minutes_is_told_when_it_is_over_and_a_shorter_one_never(
    bot: RunningBot, clock: SetClock
) -> None:
    await bot.follow(OWNER_ID)
    watch, seconds = TroubleWatch(), 0.0
    bot.parts.contact = contact = Contact(lambda: seconds)  # not the one that its polls speak with
    contact.unanswered()
    seconds = UNREACHABLE_SECONDS - 1
    await watch.look(bot.parts)
    contact.brought()
    await watch.look(bot.parts)
    contact.unanswered()
    seconds += UNREACHABLE_SECONDS
    await watch.look(bot.parts)
    assert await bot.rows("SELECT kind, told_at FROM troubles") == [("unreachable", None)]
    assert told(bot.api) == []
    contact.brought()
    await watch.look(bot.parts)
    assert told(bot.api) == []
    clock.go_on_from(now() + SETTLED_AFTER)
    await watch.look(bot.parts)
    await owner_hears(bot, "有一阵连不上 Telegram", count=1)
    assert "次" not in bot.owner.chat.from_bot[-1].text
    contact.unanswered()
    seconds += UNREACHABLE_SECONDS  # and one that nobody looked at while it lasted, as at a start
    contact.answered()
    await watch.look(bot.parts)
    clock.go_on_from(now() + SETTLED_AFTER)
    await watch.look(bot.parts)
    await owner_hears(bot, "有一阵连不上 Telegram", count=2)
    await nothing_more(bot, watch)


async def test_a_telegram_that_comes_and_goes_is_told_twice_however_often_it_does(
    bot: RunningBot, clock: SetClock
) -> None:
    """Ten silent minutes, one good one, again and again: at the third time, and when it stays."""
    await bot.follow(OWNER_ID)
    watch, seconds = TroubleWatch(), 0.0
    bot.parts.contact = contact = Contact(lambda: seconds)
    for time in range(1, 8):
        contact.unanswered()
        seconds += UNREACHABLE_SECONDS
        clock.go_on_from(now() + dt.timedelta(seconds=UNREACHABLE_SECONDS))
        await watch.look(bot.parts)
        contact.brought()
        await watch.look(bot.parts)
        clock.go_on_from(now() + dt.timedelta(minutes=1))
        await watch.look(bot.parts)
        if time < OFTEN:
            assert await bot.rows("SELECT told_at FROM troubles") == [(None,)]
    await owner_hears(bot, "Telegram 时断时续", count=1)
    assert "3 次" in bot.owner.chat.from_bot[-1].text
    clock.go_on_from(now() + SETTLED_AFTER)
    await watch.look(bot.parts)
    await owner_hears(bot, "有一阵连不上 Telegram", count=2)
    assert "（共 7 次）" in bot.owner.chat.from_bot[-1].text
    await nothing_more(bot, watch)


async def test_deliveries_that_are_an_hour_late_and_don_t_get_on(bot: RunningBot, clock: SetClock) -> None:
    watch = TroubleWatch()
    chat = await bot.follow(4)
    waits = dt.timedelta(hours=1, minutes=1)

    def owe(db: Db) -> None:
        moment = to_text(now())
        db.execute(
            "INSERT INTO deliveries (chat_id, kind, subject, due_at, owed_at)"
            " SELECT ?, 'push', id, ?, ? FROM articles",
            [chat, moment, moment],
        )
        db.execute("DELETE FROM turns")  # nobody ever looks at it: a fault of the bot's own

    await bot.publish(made_issue(made_article("没人发的事")), push=False)
    await bot.database.write(owe)
    await watch.look(bot.parts)
    assert await bot.rows("SELECT * FROM troubles") == []
    clock.go_on_from(now() + waits)
    await watch.look(bot.parts)
    assert await bot.rows("SELECT kind FROM troubles WHERE told_at IS NOT NULL") == [("held",)]
    await bot.database.write(lambda db: db.execute("UPDATE deliveries SET state = 'cancelled'"))
    await watch.look(bot.parts)
    assert await bot.rows("SELECT * FROM troubles") == []
    bot.owner.send("/id")
    await bot.api.wait_until(lambda: len(told(bot.api)) == 2, what="both messages")
    assert "还没发出去" in told(bot.api)[0] and "推送恢复正常了" in told(bot.api)[1]


async def test_many_places_that_take_nothing_are_a_trouble_and_a_few_are_none(
    bot: RunningBot, clock: SetClock
) -> None:
    watch, places = TroubleWatch(), [await bot.follow(-number, kind="supergroup") for number in (11, 12, 13)]
    for place in places[:2]:
        await bot.database.write(holds.hold, place, "not enough rights", now())
    clock.go_on_from(now() + dt.timedelta(hours=2))
    await watch.look(bot.parts)
    assert await bot.rows("SELECT * FROM troubles") == []
    await bot.database.write(holds.hold, places[2], "not enough rights", now() - dt.timedelta(hours=2))
    await watch.look(bot.parts)
    assert await bot.rows("SELECT kind FROM troubles") == [("held",)]
    await bot.database.write(holds.end, places[0], now())
    await watch.look(bot.parts)
    assert await bot.rows("SELECT * FROM troubles") == []


async def test_what_comes_and_goes_around_the_limit_is_told_once(
    bot: RunningBot, clock: SetClock, disk: list[Disk], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(troubles, "MANY_HELD", 4)
    watch, places = TroubleWatch(), [await bot.follow(-number, kind="supergroup") for number in range(11, 15)]
    lasting = "SELECT kind FROM troubles WHERE over_at IS NULL ORDER BY kind"
    for place in places:
        await bot.database.write(holds.hold, place, "not enough rights", now() - dt.timedelta(hours=2))
    disk.append(FULL)
    await watch.look(bot.parts)
    assert await bot.rows(lasting) == [("disk",), ("held",)]
    await bot.database.write(holds.end, places[0], now())
    disk.append(Disk(100 * GIB, 11 * GIB // 2))  # a little more than what is little
    await watch.look(bot.parts)
    assert await bot.rows(lasting) == [("disk",), ("held",)]
    await bot.database.write(holds.end, places[1], now())
    disk.append(ROOMY)
    await watch.look(bot.parts)
    assert await bot.rows(lasting) == []


async def test_what_others_raise_is_told_by_the_look_and_is_no_html(bot: RunningBot) -> None:
    await bot.follow(OWNER_ID)
    await bot.database.write(raise_trouble, BACKUP, now(), "<no> room & rights")
    watch = TroubleWatch()
    await watch.look(bot.parts)
    await owner_hears(bot, "每晚的备份没有做成", count=1)
    assert "<no> room & rights" in bot.owner.chat.from_bot[-1].text
    await bot.database.write(end_trouble, BACKUP, now())
    await watch.look(bot.parts)
    await owner_hears(bot, "备份恢复正常了", count=2)


@contextlib.contextmanager
def nothing_written() -> Iterator[None]:
    """This process can write to no file, as on a full disk."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


async def test_a_disk_that_takes_no_writes_is_told_though_nothing_can_be_stored_and_told_when_over(
    bot: RunningBot, caplog: pytest.LogCaptureFixture, clock: SetClock
) -> None:
    await bot.follow(OWNER_ID)
    watch = TroubleWatch(bot.application.bot)
    with nothing_written():
        with pytest.raises(StorageUnavailable):
            await bot.database.write(stored_clock.note, now())
        await watch.look(bot.parts)
        assert told(bot.api) == []  # what is over by the next look needs nobody
        await watch.look(bot.parts)
        await owner_hears(bot, "磁盘写不进去了", count=1)
        assert "disk I/O error" in bot.owner.chat.from_bot[-1].text
        await watch.look(bot.parts)
    await watch.look(bot.parts)
    for _ in range(3):  # what comes and goes is told no more often
        with nothing_written():
            with pytest.raises(StorageUnavailable):
                await bot.database.write(stored_clock.note, now())
            await watch.look(bot.parts)
            await watch.look(bot.parts)
        await watch.look(bot.parts)
    clock.go_on_from(now() + SETTLED_AFTER)
    await watch.look(bot.parts)
    await owner_hears(bot, "磁盘又写得进去了", count=2)
    assert "（共 4 次）" in bot.owner.chat.from_bot[-1].text
    await nothing_more(bot, watch)
    assert caplog.text.count("The disk takes no writes") == 4
    with nothing_written():  # another one, long after
        with pytest.raises(StorageUnavailable):
            await bot.database.write(stored_clock.note, now())
        await watch.look(bot.parts)
        await watch.look(bot.parts)
        await owner_hears(bot, "磁盘写不进去了", count=3)
    assert not [record for record in caplog.records if record.exc_info]


def test_every_kind_has_its_sentences() -> None:
    assert set(wording.TROUBLE_BEGAN) == set(KINDS) - TOLD_WHEN_OVER
    assert set(wording.TROUBLE_OVER) == set(wording.TROUBLE_NAMES) == set(KINDS)


def test_what_is_told_at_the_end_says_from_when_to_when() -> None:
    zone, began = ZoneInfo("Asia/Shanghai"), dt.datetime(2026, 4, 4, 1, 2, tzinfo=dt.UTC)
    ended = began + dt.timedelta(hours=2, minutes=3)
    for kind in KINDS:
        trouble = Trouble(kind, began, "", began, ended)
        text = troubles.trouble_text(trouble, zone, ended + SETTLED_AFTER)
        assert text.index("9:02") < text.index("11:05")
