"""One message says how far reading is and edits itself: not too often, the last word always, be it anew."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

import pytest
from telegram import Bot
from telegram.error import BadRequest, TelegramError

from bot.desk.intake import live_message, progress, reading
from bot.desk.intake.live_message import LiveMessage
from bot.desk.intake.page_file import read_upload
from bot.working.worker import WorkerNotStarted
from playground.standin.bot_api import BotApi
from playground.standin.changes import Event
from playground.standin.message import Message
from playground.standin.user import User
from storage.files.faults import StorageUnavailable
from tests.desk.sending import page, previews, send_album
from tests.running_bot import RunningBot
from tests.stand_in import bot_over
from tests.waiting import until_message, until_seen


class Gate:
    """Lets the reading of one upload after the other go on."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.begun: list[str] = []
        self._open = asyncio.Semaphore(0)
        monkeypatch.setattr(reading, "read_upload", self._wait)

    def let(self, count: int = 1) -> None:
        """So many more may be read."""
        for _ in range(count):
            self._open.release()

    async def _wait(self, *arguments: Any) -> object:
        self.begun.append(arguments[2].name)
        await self._open.acquire()
        return await read_upload(*arguments)


@pytest.fixture
def gate(monkeypatch: pytest.MonkeyPatch) -> Gate:
    monkeypatch.setattr(live_message, "SECONDS_BETWEEN_EDITS", 0.0)
    return Gate(monkeypatch)


def texts_of(api: BotApi, user: User) -> list[str]:
    """Everything that progress has said in a chat, as it was said; to be asked for before it begins."""
    said: list[str] = []

    def watch(event: Event) -> None:
        message = event.subject
        if event.kind not in ("message", "edit") or not isinstance(message, Message):
            return
        if message.chat is user.chat and message.from_bot and not message.buttons:
            said.append(message.text)

    api.observers.append(watch)
    return said


async def test_an_album_has_one_message_that_counts_and_ends_with_the_outcome(
    bot: RunningBot, gate: Gate
) -> None:
    said = texts_of(bot.api, bot.owner)
    send_album(bot.owner, [(page(f"第{n}厂房投产"), f"{n}.txt") for n in (1, 2, 3)])
    counting = await bot.pushed(bot.owner, "读取 1/3：1.txt …")
    for number in (2, 3):
        gate.let()
        await until_message(bot.owner.chat, f"读取 {number}/3：{number}.txt …")
    gate.let()
    assert (await bot.pushed(bot.owner, "3 个文件：3 份预览")).message_id == counting.message_id
    assert len(said) == 4 and counting.edits == 3


async def test_a_small_file_is_read_without_a_word_besides_its_preview(bot: RunningBot) -> None:
    said = texts_of(bot.api, bot.owner)
    bot.owner.send_document(page("新厂房投产"), "一版.txt")
    await previews(bot.owner, 1)
    await bot.becomes("SELECT count(*) FROM uploads WHERE NOT told", (0,))
    assert not said


async def test_a_file_that_takes_long_says_so_and_then_that_it_is_read(
    bot: RunningBot, gate: Gate, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(progress, "QUIET_SECONDS", 0.0)
    bot.owner.send_document(page("新厂房投产"), "一版.txt")
    saying = await bot.pushed(bot.owner, "正在读取“一版.txt” …")
    gate.let()
    assert (await bot.pushed(bot.owner, "“一版.txt”已读取")).message_id == saying.message_id


async def test_files_that_come_while_another_is_read_are_counted_with_it(bot: RunningBot, gate: Gate) -> None:
    bot.owner.send_document(page("新厂房投产"), "一版.txt")
    await until_seen(lambda: gate.begun)
    bot.owner.send_document(page("新学校开学"), "二版.txt")
    gate.let(2)
    await bot.pushed(bot.owner, "2 个文件：2 份预览")
    await previews(bot.owner, 2)


async def test_where_the_message_is_gone_the_outcome_comes_in_a_new_one(bot: RunningBot, gate: Gate) -> None:
    send_album(bot.owner, [(page(f"第{n}厂房投产"), f"{n}.txt") for n in (1, 2)])
    counting = await bot.pushed(bot.owner, "读取 1/2")
    bot.owner.chat.remove(counting)
    gate.let(2)
    assert (await bot.pushed(bot.owner, "2 个文件：2 份预览")).message_id > counting.message_id


async def test_edits_keep_their_distance_and_the_newest_word_is_the_last(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    api = BotApi()
    owner = api.user(7, started=True)
    pauses: list[float] = []

    async def pause(seconds: float) -> None:
        pauses.append(seconds)
        live.show("三")
        live.show("四")

    async with bot_over("in process", api) as telegram:
        live = live_of(telegram, [])
        live.show("零")
        live.show("一")
        await until_message(owner.chat, "一")
        monkeypatch.setattr(asyncio, "sleep", pause)
        await live.stand("二")
    assert owner.chat.last.text == "四" and owner.chat.last.edits == 1
    [waited] = pauses
    assert 0 < waited <= live_message.SECONDS_BETWEEN_EDITS
    assert [call.text("text") for call in api.calls] == ["一", "四"]


async def test_what_stands_there_is_not_edited_to_the_same() -> None:
    api = BotApi()
    api.user(7, started=True)
    async with bot_over("in process", api) as telegram:
        live = live_of(telegram, [])
        await live.stand("一")
        live.show("一")
        await live.stand("一")
    assert len(api.calls) == 1


async def test_what_telegram_refuses_for_good_is_raised_to_whoever_waits_for_it() -> None:
    api = BotApi()
    sent: list[int] = []
    async with bot_over("in process", api) as telegram:
        with pytest.raises(TelegramError):
            await live_of(telegram, sent).stand("一")
        api.user(7, started=True)
        await live_of(telegram, sent).stand("一")
    assert len(sent) == 1


async def test_an_edit_that_fails_under_way_is_made_good_by_the_next(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(live_message, "SECONDS_BETWEEN_EDITS", 0.0)
    api = BotApi()
    owner = api.user(7, started=True)
    async with bot_over("in process", api) as telegram:
        live = live_of(telegram, [])
        await live.stand("一")
        await refused(live, telegram, monkeypatch, lambda: live.show("二"))
        assert owner.chat.last.text == "一"
        await live.stand("二")
        assert owner.chat.last.text == "二" and len(owner.chat.from_bot) == 1


async def test_a_number_that_a_full_disk_keeps_from_being_kept_is_kept_when_there_is_room(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(live_message, "SECONDS_BETWEEN_EDITS", 0.0)
    api = BotApi()
    owner = api.user(7, started=True)
    refusals, kept = [StorageUnavailable("bot.db: the disk is full")] * 3, list[int]()

    async def note(message_id: int) -> None:
        if refusals:
            raise refusals.pop()
        kept.append(message_id)

    async with bot_over("in process", api) as telegram:
        live = LiveMessage(telegram, 7, None, note)
        with pytest.raises(StorageUnavailable):
            await live.stand("一")
        live.show("二")
        await until_seen(lambda: owner.chat.last.text, lambda text: text == "二")
        assert kept == [message.message_id for message in owner.chat.from_bot] and len(kept) == 1
    assert not [record for record in caplog.records if record.exc_info]


async def refused(
    live: LiveMessage, telegram: Bot, monkeypatch: pytest.MonkeyPatch, do: Callable[[], None]
) -> None:
    """Does something while Telegram refuses edits, and waits until it has been refused."""
    asked = asyncio.Event()

    async def refuse(*_: object, **__: object) -> None:
        asked.set()
        raise BadRequest("Message can't be edited")

    with monkeypatch.context() as patched:
        patched.setattr(type(telegram), "edit_message_text", refuse)
        do()
        await asked.wait()
        changing = live._changing
        assert changing is not None
        await changing


def live_of(telegram: Bot, sent: list[int]) -> LiveMessage:
    async def note(message_id: int) -> None:
        sent.append(message_id)

    return LiveMessage(telegram, 7, None, note)


async def test_a_file_for_which_no_process_could_be_started_is_kept_and_read_when_one_can(
    bot: RunningBot, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """That says nothing of the file; its editor is told that it need not be sent again."""
    monkeypatch.setattr(live_message, "SECONDS_BETWEEN_EDITS", 0.0)
    for rest in ("FIRST_REST_SECONDS", "LONGEST_REST_SECONDS"):
        monkeypatch.setattr(reading, rest, 0.01)
    tried = 0

    async def not_started(*_: object) -> None:
        nonlocal tried
        tried += 1
        raise WorkerNotStarted("the worker process could not be started: Cannot allocate memory")

    said = texts_of(bot.api, bot.owner)
    with monkeypatch.context() as patched:
        patched.setattr(bot.parts.worker, "run", not_started)
        bot.owner.send_document(page("新厂房投产"), "一版.txt")
        await until_message(bot.owner.chat, "不用重发")
        await until_seen(lambda: tried > reading.MOST_TRIES + 2)
        assert "已收好" in said[-1] and sum("已收好" in text for text in said) == 1
    await previews(bot.owner, 1)
    await until_message(bot.owner.chat, "“一版.txt”已读取")
    assert not [each for each in caplog.records if each.exc_info]
