"""Answers to people: a fault that passes does not lose them, nor does the end of a run."""

from __future__ import annotations

from pathlib import Path

import pytest
from telegram import Update

from bot import wording
from bot.incoming import answering, flood, queue
from bot.incoming.queue import DurableQueue
from bot.serving.opening import open_incoming
from playground.standin import call_faults, refusal
from playground.standin.bot_api import BotApi
from playground.standin.user import User
from storage.incoming.incoming import keep
from storage.moments import now
from storage.tables.incoming_file import beside
from tests.running_bot import RunningBot, running_bot_over_http
from tests.stand_in import bot_over
from tests.waiting import press_for_edit, until_seen

PAUSES = (0.01, 0.02, 0.03)
TRIES = len(PAUSES) + 1

pytestmark = pytest.mark.over_http(read_timeout=2.0)


@pytest.fixture(autouse=True)
def short_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    """A few tries in quick succession."""
    monkeypatch.setattr(answering, "PAUSES_SECONDS", PAUSES)


@pytest.mark.parametrize(
    "fault",
    [
        call_faults.INTERNAL_ERROR,
        call_faults.BAD_GATEWAY,
        call_faults.Dropped(),
        call_faults.TimedOut(),
        call_faults.Garbage(),
        call_faults.Error.of(refusal.too_many_requests(1)),
    ],
    ids=["500", "502", "dropped", "no answer", "garbage", "rest"],
)
async def test_a_passing_fault_is_outlasted(bot: RunningBot, fault: call_faults.Outcome) -> None:
    bot.api.inject("sendMessage", fault, times=2)
    assert "编号" in (await bot.api.user(1).ask("/id")).text


async def test_what_an_outage_kept_from_being_answered_is_answered_after_it(
    bot: RunningBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(queue, "AGAIN_AFTER_SECONDS", (0.05, 0.1, 0.2, 0.4, 0.8, 1.6))
    bot.api.inject("sendMessage", call_faults.INTERNAL_ERROR, times=None)
    bot.api.user(1).send("/id")
    await bot.api.wait_until(lambda: len(bot.api.calls_of("sendMessage")) >= 3 * TRIES)
    bot.api.faults.clear()
    await bot.api.wait_until(lambda: bot.api.user(1).chat.from_bot)
    await bot.handled_all()
    assert len(bot.api.user(1).chat.from_bot) == 1


async def test_an_update_that_is_never_answered_is_given_a_rest_in_the_end(
    bot: RunningBot, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(queue, "AGAIN_AFTER_SECONDS", (0.01, 0.01))
    bot.api.inject("sendMessage", call_faults.INTERNAL_ERROR, times=None)
    bot.api.user(1).send("/id")
    await until_seen(lambda: caplog.text, lambda log: "is kept for the next start" in log)
    assert len(bot.api.calls_of("sendMessage")) == 3 * TRIES
    await bot.becomes("SELECT done_at FROM incoming", (None,), file=bot.parts.incoming)


class HeldBack:
    """Keeps what is to be handled again until the test lets it come."""

    def __init__(self, bot: RunningBot, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(queue, "AGAIN_AFTER_SECONDS", (0.0,))
        updates = bot.application.update_queue
        assert isinstance(updates, DurableQueue)
        self._queue, self._put = updates, updates.put_nowait
        self._held: list[Update] = []
        monkeypatch.setattr(updates, "put_nowait", self._hold)

    def _hold(self, update: object) -> None:
        if isinstance(update, Update) and self._queue.comes_again(update.update_id):
            self._held.append(update)
        else:
            self._put(update)

    async def comes(self) -> None:
        """Lets it come, and waits until it has been dealt with."""
        update = await self._let_in()
        await until_seen(lambda: self._queue.comes_again(update.update_id), lambda open: not open)

    async def comes_in_vain(self) -> None:
        """Lets it come, and waits until it is to come once more."""
        await self._let_in()
        await until_seen(lambda: self._held)

    async def _let_in(self) -> Update:
        await until_seen(lambda: self._held)
        update = self._held.pop()
        self._put(update)
        return update


async def follow_unanswered(reader: User, api: BotApi) -> None:
    """Follows a park; the answer can't be sent, and the update is to be handled again."""
    api.inject("sendMessage", call_faults.INTERNAL_ERROR, times=TRIES)
    reader.send("/follow 临猗")
    await api.wait_until(lambda: len(api.calls_of("sendMessage")) == TRIES)


async def test_what_comes_again_undoes_nothing_that_was_done_since(
    bot: RunningBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    again = HeldBack(bot, monkeypatch)
    reader = bot.api.user(1)
    await follow_unanswered(reader, bot.api)
    await reader.ask("/unfollow 临猗")
    await again.comes()
    await bot.handled_all()
    assert reader.chat.from_bot[-1].text == wording.MISSED
    assert await bot.rows("SELECT count(*) FROM follows") == [(0,)]


async def test_whoever_is_to_be_told_of_what_was_missed_is_told_after_an_outage_too(
    bot: RunningBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    again = HeldBack(bot, monkeypatch)
    reader = bot.api.user(1)
    await follow_unanswered(reader, bot.api)
    await reader.ask("/unfollow 临猗")
    bot.api.inject("sendMessage", call_faults.INTERNAL_ERROR, times=None)
    monkeypatch.setattr(queue, "AGAIN_AFTER_SECONDS", (0.0,) * TRIES)
    await again.comes_in_vain()
    bot.api.faults.clear()
    await again.comes()
    await bot.api.wait_until(lambda: any(m.text == wording.MISSED for m in reader.chat.from_bot))


async def test_nor_does_what_an_earlier_run_left(tmp_path: Path) -> None:
    api = BotApi()
    reader = api.user(1)
    async with running_bot_over_http(tmp_path, api=api) as bot:
        await follow_unanswered(reader, api)
        await reader.ask("/unfollow 临猗")
        await bot.becomes(
            "SELECT done_at IS NULL FROM incoming ORDER BY update_id", (1,), (0,), file=bot.parts.incoming
        )
    async with running_bot_over_http(tmp_path, api=api) as bot:
        await api.wait_until(lambda: any(m.text == wording.MISSED for m in reader.chat.from_bot))
        await bot.handled_all()
        assert await bot.rows("SELECT count(*) FROM follows") == [(0,)]


async def test_what_comes_again_does_not_bring_back_what_was_forgotten(
    bot: RunningBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    again = HeldBack(bot, monkeypatch)
    reader = bot.api.user(1)
    await follow_unanswered(reader, bot.api)
    question = await reader.ask("/forget")
    await press_for_edit(reader, question, "删除", shows="已全部删除")
    await again.comes()
    await bot.handled_all()
    assert await bot.rows("SELECT count(*) FROM chats") == [(0,)]
    assert reader.chat.from_bot == [question]


async def test_all_that_an_outage_left_is_answered_however_much_one_user_wrote(tmp_path: Path) -> None:
    api = BotApi()
    reader, written = api.user(1), 2 * flood.BURST
    for _ in range(written):
        reader.send("/id")
    async with bot_over("in process", api) as telegram:
        await telegram.initialize()
        updates = await telegram.get_updates()
        await telegram.get_updates(offset=updates[-1].update_id + 1)
    with open_incoming(beside(tmp_path / "bot.db")) as file:
        for update in updates:
            await file.write(keep, update.update_id, update.to_json(), now())
    async with running_bot_over_http(tmp_path, api=api) as bot:
        await bot.handled_all()
        assert len(reader.chat.from_bot) == written


async def test_what_can_not_be_answered_now_is_answered_after_the_next_start(tmp_path: Path) -> None:
    api = BotApi()
    async with running_bot_over_http(tmp_path, api=api) as bot:
        api.inject("sendMessage", call_faults.INTERNAL_ERROR, times=None)
        api.user(1).send("/id")
        await api.wait_until(lambda: len(api.calls_of("sendMessage")) == TRIES)
        await bot.becomes("SELECT done_at FROM incoming", (None,), file=bot.parts.incoming)
    api.faults.clear()
    async with running_bot_over_http(tmp_path, api=api) as bot:
        await api.wait_until(lambda: api.user(1).chat.from_bot)
        await bot.handled_all()


async def test_a_reader_who_blocks_the_bot_before_the_answer_is_no_fault_of_ours(
    bot: RunningBot, caplog: pytest.LogCaptureFixture
) -> None:
    bot.api.inject("sendMessage", call_faults.Error.of(refusal.blocked()))
    bot.api.user(1).send("/id")
    await bot.handled_all()
    assert "refused by Telegram: Forbidden: bot was blocked by the user" in caplog.text
    assert "could not be handled" not in caplog.text
    assert len(bot.api.calls_of("sendMessage")) == 1, "nobody is there to be told that something broke"
