"""What each of Telegram's answers to a push makes the bot do, over real HTTP."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from bot.delivery import departures, outage, pause, refusals
from playground.standin import call_faults, refusal
from playground.standin.bot_api import BotApi
from playground.standin.call import Call
from storage.moments import from_text
from tests.made_issues import made_article, made_issue
from tests.running_bot import OWNER_ID, RunningBot, running_bot_over_http
from tests.set_clock import SetClock

READ_SECONDS = 2.0  # long enough for a busy machine to answer what is to be answered
HOUR = 3600
STATES = "SELECT state FROM deliveries ORDER BY id"
OFF = "SELECT telegram_id, off_reason FROM chats WHERE off_at IS NOT NULL"
MESSAGES = "SELECT state, attempts FROM messages ORDER BY id"

pytestmark = pytest.mark.over_http(read_timeout=READ_SECONDS)


@pytest.fixture(autouse=True)
def short_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pauses that grow as they do, from a twentieth of a second; a place is gone after one."""
    monkeypatch.setattr(refusals, "FIRST_PAUSE", dt.timedelta(seconds=0.05))
    monkeypatch.setattr(outage, "FIRST_OUTAGE_PAUSE_SECONDS", 0.05)
    monkeypatch.setattr(departures, "WITHIN_SECONDS", 0.05)


async def publish(bot: RunningBot, *headlines: str) -> None:
    await bot.publish(made_issue(*map(made_article, headlines)))


def pushes(bot: RunningBot, chat_id: int) -> list[Call]:
    return [call for call in bot.api.calls_of("sendMessage") if call.chat_id == chat_id]


async def test_ok_is_marked_with_telegrams_message_id(bot: RunningBot) -> None:
    await bot.follow(1)
    await publish(bot, "临猗新事")
    message = await bot.pushed(bot.api.user(1), "临猗新事")
    await bot.becomes("SELECT state, telegram_message_id FROM messages", ("sent", message.message_id))
    await bot.becomes(STATES, ("sent",))
    assert not message.preview


async def test_a_rest_of_a_second_is_kept_and_then_it_is_sent(bot: RunningBot, clock: SetClock) -> None:
    clock.stand_at(clock())
    await bot.follow(1)
    bot.api.inject("sendMessage", call_faults.Error.of(refusal.too_many_requests(1)))
    await publish(bot, "临猗新事")
    await bot.becomes("SELECT not_before IS NULL FROM chats", (0,))
    assert bot.api.user(1).chat.from_bot == []
    clock.stand_at(clock() + dt.timedelta(seconds=2))
    bot.parts.wake_delivery.set()
    await bot.pushed(bot.api.user(1), "临猗新事")
    await bot.becomes(MESSAGES, ("sent", 0))


async def test_a_rest_of_hours_outlasts_a_restart_and_holds_nobody_else(tmp_path: Path) -> None:
    api = BotApi()
    async with running_bot_over_http(tmp_path, api=api) as bot:
        await bot.follow(1)
        await bot.follow(2)
        api.inject("sendMessage", call_faults.Error.of(refusal.too_many_requests(5 * HOUR)), chat_id=1)
        await publish(bot, "临猗新事")
        await bot.becomes("SELECT state FROM messages ORDER BY state", ("pending",), ("sent",))
    async with running_bot_over_http(tmp_path, api=api) as bot:
        await bot.follow(3)
        await publish(bot, "又一件事")
        await bot.pushed(api.user(3), "又一件事")
        assert len(pushes(bot, 1)) == 1
        await bot.becomes("SELECT count(*) FROM turns WHERE at > '2'", (1,))


async def test_five_chats_told_to_rest_at_once_pause_everybody_also_over_a_restart(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    api = BotApi()
    monkeypatch.setattr(pause, "SECONDS_FOR_A_PAUSE", HOUR)  # a busy machine may take more than a second
    async with running_bot_over_http(tmp_path, api=api, send_rate=1000) as bot:
        for number in range(1, 6):
            await bot.follow(number)
        api.inject("sendMessage", call_faults.Error.of(refusal.too_many_requests(HOUR)), times=5)
        await publish(bot, "临猗新事")
        await bot.becomes("SELECT count(*) FROM markers WHERE name LIKE 'sending paused%'", (1,))
        await bot.follow(6)
        await publish(bot, "又一件事")
        await bot.delivery.drain()
        assert pushes(bot, 6) == []
        assert "编号" in (await api.user(9).ask("/id")).text, "answers go on"
    async with running_bot_over_http(tmp_path, api=api) as bot:
        await bot.delivery.drain()
        assert pushes(bot, 6) == []
        assert sum(len(pushes(bot, number)) for number in range(1, 6)) == 5


FAULTS: dict[str, call_faults.Outcome] = {
    "internal error": call_faults.INTERNAL_ERROR,
    "bad gateway": call_faults.BAD_GATEWAY,
    "dropped connection": call_faults.Dropped(),
    "no answer": call_faults.TimedOut(),
    "garbage": call_faults.Garbage(),
    "JSON of somebody else": call_faults.Garbage(b'{"status":"up"}'),
    "no message": call_faults.Garbage(b'{"ok":true,"result":true}'),
    "a list": call_faults.Garbage(b"[]"),
    "a proxy's 403": call_faults.Garbage(b"<h1>Forbidden</h1>", 403),
    "a proxy's 401": call_faults.Garbage(b"<h1>Log in first</h1>", 401),
    "a proxy's 404": call_faults.Garbage(b"<h1>Not Found</h1>", 404),
    "a proxy's 400": call_faults.Garbage(b"<h1>chat not found</h1>", 400),
    "an unlisted error": call_faults.Error(418, "I'm a teapot"),
}


@pytest.mark.parametrize("fault", FAULTS)
async def test_what_is_no_answer_is_tried_again_with_the_same_bytes_and_never_means_blocked(
    bot: RunningBot, fault: str
) -> None:
    await bot.follow(1)
    bot.api.inject("sendMessage", FAULTS[fault], times=2)
    await publish(bot, "临猗新事")
    await bot.becomes(MESSAGES, ("sent", 2))
    assert await bot.rows(OFF) == []
    tries = pushes(bot, 1)
    assert len(tries) == 3
    assert len({tuple(sorted(call.params.items())) for call in tries}) == 1
    assert sum("临猗新事" in message.text for message in bot.api.user(1).chat.from_bot) == 1


async def test_pauses_grow_and_after_the_last_try_the_message_is_parked_and_the_next_goes_on(
    bot: RunningBot, clock: SetClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(refusals, "FIRST_PAUSE", dt.timedelta(seconds=2))
    clock.stand_at(clock())
    await bot.follow(1)
    bot.api.inject("sendMessage", call_faults.INTERNAL_ERROR, times=refusals.MOST_TRIES)
    await publish(bot, "第一件新事")
    pauses: list[float] = []
    for tries in range(1, refusals.MOST_TRIES):
        await bot.becomes("SELECT attempts FROM messages", (tries,))
        ((held_until,),) = await bot.rows("SELECT not_before FROM messages")
        pauses.append(round((from_text(str(held_until)) - clock()).total_seconds()))
        clock.stand_at(from_text(str(held_until)))
        bot.parts.wake_delivery.set()
    await bot.becomes("SELECT state, reason FROM messages", ("parked", "Internal Server Error"))
    assert pauses == [2, 4, 8, 16, 32, 64, 128, 256, 512, 600, 600]
    await publish(bot, "第二件新事")
    await bot.pushed(bot.api.user(1), "第二件新事")
    await bot.becomes(STATES, ("parked",), ("sent",))


async def test_an_outage_costs_no_message_its_tries_and_ends_by_itself(bot: RunningBot) -> None:
    for number in range(1, 41):
        await bot.follow(number)
    bot.api.inject("sendMessage", call_faults.BAD_GATEWAY, times=200)
    await publish(bot, "临猗新事")
    await bot.becomes("SELECT count(*) > 0 FROM messages WHERE attempts = 0 AND reason <> ''", (1,))
    bot.api.faults.clear()
    await bot.becomes("SELECT state, count(*) FROM messages GROUP BY 1", ("sent", 40))
    assert max(attempts for (attempts,) in await bot.rows("SELECT attempts FROM messages")) < 8


@pytest.mark.parametrize("words", ["blocked", "deactivated"])
async def test_a_reader_who_is_gone_is_switched_off_and_comes_back_with_start(
    bot: RunningBot, words: str
) -> None:
    chat_id = await bot.follow(1)
    refused = getattr(refusal, words)()
    bot.api.inject("sendMessage", call_faults.Error.of(refused))
    await publish(bot, "临猗新事")
    await bot.becomes(OFF, (1, refused.description))
    assert await bot.rows(f"SELECT count(*) FROM follows WHERE chat_id = {chat_id}") == [(1,)]
    assert await bot.rows("SELECT count(*) FROM turns") == [(0,)]
    await bot.api.user(1).ask("/start")
    await bot.pushed(bot.api.user(1), "临猗新事")
    await bot.becomes(STATES, ("sent",))


async def test_a_group_that_throws_the_bot_out_is_switched_off_and_back_when_it_is_added(
    bot: RunningBot,
) -> None:
    owner = bot.api.user(1, started=True)
    group = bot.api.supergroup("园区群", owner=owner)
    await bot.follow(group.id, kind="supergroup")
    bot.api.inject("sendMessage", call_faults.Error.of(refusal.kicked("supergroup")))
    await publish(bot, "临猗新事")
    await bot.becomes(OFF, (group.id, "Forbidden: bot was kicked from the supergroup chat"))
    group.remove_bot(owner)
    group.add_bot(owner)
    await bot.api.wait_until(lambda: any("临猗新事" in message.text for message in group.from_bot))


async def test_a_group_that_became_a_supergroup_keeps_everything_and_gets_its_push_there(
    bot: RunningBot,
) -> None:
    owner = bot.api.user(1, started=True)
    group = bot.api.group("园区群", owner=owner)
    chat_id = await bot.follow(group.id, kind="group")
    bot.api.updates.drop_all()
    bigger = group.migrate(owner)
    bot.api.updates.drop_all()
    await publish(bot, "临猗新事")
    await bot.api.wait_until(lambda: any("临猗新事" in message.text for message in bigger.from_bot))
    await bot.becomes(STATES, ("sent",))
    assert (bigger.id,) in await bot.rows(f"SELECT telegram_id FROM chats WHERE id = {chat_id}")


async def test_where_the_supergroup_is_known_already_the_two_are_merged(bot: RunningBot) -> None:
    owner = bot.api.user(1, started=True)
    group = bot.api.group("园区群", owner=owner)
    await bot.follow(group.id, kind="group")
    bot.api.inject("sendMessage", call_faults.INTERNAL_ERROR, times=1)
    bigger = group.migrate(owner)
    await bot.follow(bigger.id, kind="supergroup")
    await publish(bot, "临猗新事")
    await bot.becomes("SELECT telegram_id FROM chats", (bigger.id,))
    await bot.api.wait_until(lambda: any("临猗新事" in message.text for message in bigger.from_bot))
    await bot.becomes("SELECT count(*) FROM follows", (1,))
    await bot.becomes("SELECT DISTINCT state FROM deliveries", ("sent",))


@pytest.mark.parametrize("how", ["closed", "deleted"])
async def test_a_lost_topic_falls_back_to_the_general_one_and_the_owner_is_told(
    bot: RunningBot, how: str
) -> None:
    bot.api.user(OWNER_ID, started=True)
    owner = bot.api.user(1, started=True)
    forum = bot.api.supergroup("园区群", owner=owner, forum=True)
    topic = forum.add_topic(owner, "快报")
    await bot.follow(forum.id, thread_id=topic.id, kind="supergroup")
    setattr(topic, f"is_{how}", True)
    await publish(bot, "临猗新事")
    await bot.api.wait_until(lambda: any("临猗新事" in message.text for message in forum.from_bot))
    assert {message.thread_id for message in forum.from_bot} == {0}
    notice = await bot.pushed(bot.owner, "话题已关闭或删除")
    assert "园区群" in notice.text
    await bot.becomes("SELECT off_reason FROM chats WHERE thread_id > 0", (None,))


async def test_our_own_bad_message_is_parked_with_telegrams_words_and_the_next_goes_on(
    bot: RunningBot,
) -> None:
    await bot.follow(1)
    bot.api.inject("sendMessage", call_faults.Error(400, "Bad Request: can't parse entities: no end tag"))
    await publish(bot, "第一件新事")
    await bot.becomes("SELECT state, reason FROM deliveries", ("parked", "Can't parse entities: no end tag"))
    await publish(bot, "第二件新事")
    await bot.pushed(bot.api.user(1), "第二件新事")
    assert await bot.rows(OFF) == []


async def test_a_chat_whose_answers_are_slow_holds_nobody_up(bot: RunningBot) -> None:
    for number in range(1, 6):
        await bot.follow(number)
    bot.api.inject("sendMessage", call_faults.TimedOut(), times=None, chat_id=1)
    await publish(bot, "临猗新事")
    for number in range(2, 6):
        await bot.pushed(bot.api.user(number), "临猗新事")
    assert await bot.rows(OFF) == []


async def test_one_chat_gets_its_messages_one_after_the_other_and_another_need_not_wait(
    bot: RunningBot,
) -> None:
    await bot.follow(1)
    await publish(bot, *(f"第{number}件新事" for number in range(120)))
    await bot.follow(2)
    await publish(bot, "另一件事")
    await bot.pushed(bot.api.user(2), "另一件事")
    await bot.pushed(bot.api.user(1), "另一件事")
    await bot.becomes("SELECT DISTINCT state FROM messages", ("sent",))
    text = "\n".join(message.text for message in bot.api.user(1).chat.from_bot)
    assert all(text.count(f"第{number}件新事，") == 1 for number in range(120))
    numbers = await bot.rows("SELECT telegram_message_id FROM messages WHERE chat_id = 1 ORDER BY id")
    assert len(numbers) > 2 and numbers == sorted(numbers)
