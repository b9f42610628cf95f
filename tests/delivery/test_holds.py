"""A refusal that may pass holds a place: nothing is switched off, nothing is lost, and it is tried again."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest

from bot.delivery import departures
from bot.delivery.owners_notice import tell_of_lost_places
from playground.standin import call_faults, refusal
from playground.standin.chat import Chat
from playground.standin.user import User
from storage.chats import chats, holds, lost_places
from storage.chats.chats import Place
from storage.database import Database, Db
from storage.deliveries import messages
from storage.moments import from_text, now, to_text
from tests.made_issues import MORNING, made_article, made_issue
from tests.running_bot import OWNER_ID, RunningBot
from tests.waiting import until_rows, until_seen

HOUR = dt.timedelta(hours=1)
DAY = dt.timedelta(days=1)
HELD = "SELECT off_at, hold_reason FROM chats WHERE held_since IS NOT NULL"
NOT_HELD = "SELECT count(*) FROM chats WHERE held_since IS NOT NULL OR off_at IS NOT NULL"

# What Telegram says where writing may become possible again, as the Bot API server passes it on.
MAY_PASS = (
    call_faults.Error(400, "Bad Request: not enough rights to send text messages to the chat"),
    call_faults.Error(400, "Bad Request: have no rights to send a message"),
    call_faults.Error(400, "Bad Request: CHAT_WRITE_FORBIDDEN"),
    call_faults.Error(400, "Bad Request: CHAT_RESTRICTED"),
    call_faults.Error(400, "Bad Request: CHAT_SEND_PLAIN_FORBIDDEN"),
    call_faults.Error(400, "Bad Request: need administrator rights in the channel chat"),
    call_faults.Error(400, "Bad Request: chat not found"),
    call_faults.Error(403, "Forbidden: bot is not a member of the channel chat"),
    call_faults.Error(403, "Forbidden: CHAT_WRITE_FORBIDDEN"),
    call_faults.Error(403, "Forbidden: something that nobody has read yet"),
)
CANT_PASS = (
    call_faults.Error.of(refusal.blocked()),
    call_faults.Error.of(refusal.deactivated()),
    call_faults.Error.of(refusal.kicked("supergroup")),
    call_faults.Error(403, "Forbidden: the group chat was deleted"),
    call_faults.Error(400, "Bad Request: group is deactivated"),
)


@pytest.fixture
def boss(bot: RunningBot) -> User:
    """The owner of the group."""
    return bot.api.user(50, "群主", started=True)


@pytest.fixture
async def group(bot: RunningBot, boss: User) -> Chat:
    """A group that follows a park and is pushed as published."""
    group = bot.api.supergroup("园区群", owner=boss)
    await bot.follow(group.id, kind="supergroup")
    return group


async def come_round(bot: RunningBot) -> None:
    """Lets the time of the next try have come."""

    def come(db: Db) -> None:
        db.execute("UPDATE chats SET not_before = ? WHERE held_since IS NOT NULL", [to_text(now())])
        db.execute("UPDATE turns SET at = ?", [to_text(now())])

    await bot.database.write(come)
    bot.parts.wake_delivery.set()


@pytest.mark.parametrize("answer", MAY_PASS, ids=lambda answer: answer.description)
async def test_what_may_pass_holds_the_chat_and_the_message_goes_out_as_it_was(
    bot: RunningBot, answer: call_faults.Error
) -> None:
    await bot.follow(1)
    bot.api.inject("sendMessage", answer)
    await bot.publish(made_issue(made_article("临猗新事")))
    [(off_at, _)] = await until_rows(bot.database, HELD, bool)
    assert off_at is None
    [(state, not_before)] = await bot.rows("SELECT m.state, c.not_before FROM messages m, chats c")
    assert state == "pending"
    assert dt.timedelta(0) < from_text(str(not_before)) - now() <= holds.FIRST_PAUSE
    await come_round(bot)
    await bot.pushed(bot.api.user(1), "临猗新事")
    await bot.becomes(NOT_HELD, (0,))
    await bot.becomes("SELECT hold_reason FROM chats", (None,))
    tries = [call.params for call in bot.api.calls_of("sendMessage") if call.chat_id == 1]
    assert len(tries) == 2 and tries[0] == tries[1]


@pytest.mark.parametrize("answer", CANT_PASS, ids=lambda answer: answer.description)
async def test_what_cant_pass_switches_the_chat_off_after_its_minute(
    bot: RunningBot, answer: call_faults.Error, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(departures, "WITHIN_SECONDS", 0.05)
    await bot.follow(1)
    bot.api.inject("sendMessage", answer)
    await bot.publish(made_issue(made_article("临猗新事")))
    await bot.becomes("SELECT off_at IS NOT NULL, held_since FROM chats", (1, None))


def test_the_pauses_grow_to_a_day_and_after_a_week_the_chat_is_off(database: Database) -> None:
    chat = database.write_now(chats.ensure_chat, Place(-5, 0, "supergroup", "园区群"), MORNING)
    moment, pauses, told = MORNING, [], []
    while database.write_now(holds.hold, chat.id, "no rights", moment):
        held = database.read_now(chats.chat_by_id, chat.id)
        assert held is not None and held.held_until is not None
        pauses.append(held.held_until - moment)
        told.append(database.read_now(lambda db: db.execute("SELECT is_off FROM lost_places").fetchall()))
        moment = held.held_until
    assert pauses[0] == dt.timedelta(minutes=15) and max(pauses) == DAY == pauses[-1]
    assert pauses == sorted(pauses)
    assert holds.HELD_FOR <= moment - MORNING < holds.HELD_FOR + DAY
    first_told = next(number for number, rows in enumerate(told) if rows)
    assert sum(pauses[:first_told], dt.timedelta(0)) >= DAY, "owners hear of it after a day"
    off = database.read_now(chats.chat_by_id, chat.id)
    assert off is not None and off.off_reason == "no rights" and off.held_until is None


@pytest.mark.parametrize("deed", ["/follow 临猗", "/digest 立即", "/resume", "/park 临猗"])
async def test_whatever_a_group_writes_lifts_the_hold_and_brings_what_was_missed(
    bot: RunningBot, group: Chat, boss: User, deed: str
) -> None:
    words = "not enough rights to send text messages to the chat"
    await bot.database.write(holds.hold_place, group.id, words, now())
    await bot.publish(made_issue(made_article("听不见时的事")))
    boss.send(deed, group)
    await bot.api.wait_until(lambda: any("听不见时的事" in m.text for m in group.from_bot))
    await bot.becomes(NOT_HELD, (0,))


async def test_what_the_people_chose_is_not_undone(bot: RunningBot, group: Chat, boss: User) -> None:
    await bot.database.write(chats.set_digest, 1, "off", now())
    await bot.database.write(holds.hold_place, group.id, "no rights", now())
    await bot.publish(made_issue(made_article("不要的事")))
    assert "推送已关闭" in (await boss.ask("/following", group)).text
    await bot.becomes(NOT_HELD, (0,))
    assert await bot.rows("SELECT count(*) FROM deliveries WHERE state = 'pending'") == [(0,)]


async def test_cards_and_answers_say_that_a_channel_is_held_and_why(bot: RunningBot) -> None:
    admin = bot.api.user(60, started=True)
    channel = bot.api.channel("园区频道", owner=admin, username="yuanqu_pd")
    await admin.ask("/channel @yuanqu_pd follow 临猗")
    await admin.ask("/channel @yuanqu_pd digest 立即")
    words = "not enough rights to send text messages to the chat"
    await bot.database.write(holds.hold_place, channel.id, words, now())
    card = await admin.ask("/channel @yuanqu_pd")
    assert "此前发不进来：机器人没有发言的权限" in card.text, "asking for the card tries again"
    await bot.database.write(holds.hold_place, channel.id, words, now())
    opening = {"following": "我的关注", "digest": "推送设置"}
    for said in opening:
        chat_id = (await bot.rows("SELECT id FROM chats WHERE kind = 'channel'"))[0][0]
        admin.forge_press(card, f"{said}:{1 if said == 'following' else 0}@{chat_id}")
        shown = await until_seen(lambda: card.text, holding(opening[said]))
        assert "⚠️ 但现在发不进来：机器人没有发言的权限" in shown


def holding(words: str) -> Callable[[str], bool]:
    """Whether a text has these words in it."""
    return lambda text: words in text


async def test_owners_hear_of_lost_groups_once_a_day_in_one_message(bot: RunningBot, boss: User) -> None:
    bot.api.user(OWNER_ID, started=True)
    names = ["甲群", "乙群", "丙<群>"]
    for number, name in enumerate(names):
        place = Place(-100 - number, 0, "supergroup", name)
        await bot.database.write(chats.ensure_chat, place, now())
        await bot.database.write(holds.switch_off, place.telegram_id, "bot was kicked", now())
    await tell_of_lost_places(bot.parts)
    notice = await bot.pushed(bot.owner, "3 个群或频道")
    assert all(name in notice.text for name in names)
    await bot.database.write(chats.ensure_chat, Place(-200, 0, "channel", "丁"), now())
    await bot.database.write(holds.switch_off, -200, "bot was kicked", now())
    assert not await bot.database.read(lost_places.to_be_told, now() + 23 * HOUR, DAY)
    assert await bot.database.read(lost_places.to_be_told, now() + 25 * HOUR, DAY)


async def test_a_place_that_came_back_in_time_is_not_reported(database: Database) -> None:
    place = Place(-5, 0, "supergroup", "园区群")
    database.write_now(chats.ensure_chat, place, MORNING)
    database.write_now(holds.switch_off, -5, "bot was kicked", MORNING)
    database.write_now(holds.let_in, -5, MORNING + HOUR)
    assert database.read_now(lambda db: db.execute("SELECT * FROM lost_places").fetchall()) == []


def test_a_rest_that_telegram_asked_for_outlasts_the_end_of_a_switching_off(database: Database) -> None:
    place = Place(5, 0, "private", "")
    chat = database.write_now(chats.ensure_chat, place, MORNING)
    database.write_now(messages.rest_chat, 5, MORNING + 5 * HOUR)
    database.write_now(holds.switch_off, 5, "blocked", MORNING)
    database.write_now(holds.let_in, 5, MORNING + HOUR)
    [(until,)] = database.read_now(
        lambda db: db.execute("SELECT not_before FROM chats WHERE id = ?", [chat.id]).fetchall()
    )
    assert from_text(until) == MORNING + 5 * HOUR


async def test_status_counts_the_held_with_telegrams_words(bot: RunningBot) -> None:
    await bot.follow(1)
    await bot.database.write(holds.hold_place, 1, "chat not found", now())
    status = (await bot.owner.ask("/status")).text
    assert "再试：1 个" in status and "chat not found" in status
