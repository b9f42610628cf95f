"""Announcements on their way: chats of every kind, messages that fail, and a crash at the worst moment."""

from __future__ import annotations

import pytest

from bot import wording
from playground.standin import call_faults
from playground.standin.message import Message
from storage.chats import chats, holds
from storage.database import Db
from storage.deliveries import parked_messages
from storage.letters import announcements, audiences
from storage.letters.audiences import Audience
from storage.moments import now
from tests.delivery.test_parked_corrections import REFUSED
from tests.running_bot import RunningBot
from tests.set_clock import SetClock
from tests.waiting import press_for_edit, until_seen

STATES = "SELECT kind, state FROM deliveries ORDER BY id"
SENT = ("announcement", "sent")
SAID = "今晚停机维护"


async def announce(bot: RunningBot, text: str = SAID) -> int:
    """Sends an announcement to everybody; returns its number."""

    def send(db: Db) -> int:
        number = announcements.begin(db, 0, Audience(audiences.ALL), text, now())
        announcements.send(db, number, now())
        return number

    number = await bot.database.write(send)
    bot.parts.wake_delivery.set()
    return number


async def withdraw(bot: RunningBot, number: int = 1) -> None:
    await bot.database.write(announcements.withdraw, number, now())
    bot.parts.wake_delivery.set()


async def got(bot: RunningBot, reader: int = 1) -> Message:
    return await bot.pushed(bot.api.user(reader), SAID)


async def gone(message: Message) -> None:
    await until_seen(lambda: message.text, lambda text: "公告已撤回" in text and SAID not in text)


async def test_a_daily_digest_does_not_hold_it_back_and_quiet_hours_do(
    bot: RunningBot, clock: SetClock
) -> None:
    for reader, wish in ((1, "每天 8:00"), (2, "每周一 8:00"), (3, "免打扰 9:00-12:00")):
        await bot.follow(reader)
        await bot.api.user(reader).ask(f"/digest {wish}")
    await announce(bot)
    for reader in (1, 2):
        await got(bot, reader)
    await bot.becomes("SELECT chat_id FROM deliveries WHERE state = 'pending'", (3,))
    clock.go_on_from(now().replace(hour=4, minute=0))  # noon in Shanghai
    await got(bot, 3)


async def test_quiet_hours_that_are_only_silent_let_it_through_without_a_sound(bot: RunningBot) -> None:
    await bot.follow(1)
    await bot.api.user(1).ask("/digest 免打扰 9:00-12:00 静音")
    await announce(bot)
    assert (await got(bot)).silent


async def test_a_pause_holds_it_back_and_its_end_lets_it_go(bot: RunningBot) -> None:
    await bot.follow(1)
    await bot.api.user(1).ask("/pause 1天")
    await announce(bot)
    await bot.api.user(1).ask("/resume")
    await got(bot)


async def test_the_button_below_switches_them_off_and_digest_on_again(bot: RunningBot) -> None:
    await bot.follow(1)
    reader = bot.api.user(1)
    await announce(bot)
    message = await got(bot)
    assert (await reader.press(message, "不再接收公告").answered()).text == wording.NO_ANNOUNCEMENTS_NOW
    assert (await reader.press(message, "不再接收公告").answered()).text == wording.NO_ANNOUNCEMENTS_ALREADY
    await announce(bot, "没人听见")
    card = await reader.ask("/digest")
    assert "公告：不收" in card.text
    await press_for_edit(reader, card, "收公告", shows="公告：收")
    await announce(bot, "又听见了")
    await bot.pushed(reader, "又听见了")
    assert not any("没人听见" in text for text in reader.chat.texts)
    assert "公告：不收" in (await reader.ask("/digest 公告 不收")).text


async def test_what_waits_is_cancelled_by_the_switch_and_comes_back_with_it(bot: RunningBot) -> None:
    await bot.follow(1)
    reader = bot.api.user(1)
    await reader.ask("/pause 1天")
    await announce(bot)
    await reader.ask("/digest 不收公告")
    assert await bot.rows("SELECT state, reason FROM deliveries") == [("cancelled", "announcements off")]
    await reader.ask("/digest 收公告")
    await bot.becomes("SELECT state, reason FROM deliveries", ("pending", None))
    await reader.ask("/resume")
    await got(bot)


async def test_in_a_group_only_admins_switch_it_off_and_for_their_topic_alone(bot: RunningBot) -> None:
    boss, member = bot.api.user(50), bot.api.user(51)
    group = bot.api.supergroup("园区群", forum=True, owner=boss)
    group.join(member)
    topics = [group.add_topic(boss, name) for name in ("甲", "乙")]
    for topic in topics:
        await boss.ask("/follow 临猗", topic)
    await announce(bot)
    await bot.becomes("SELECT count(*) FROM deliveries WHERE state = 'sent'", (2,))
    [first, second] = [message for message in group.from_bot if SAID in message.text]
    assert {first.thread_id, second.thread_id} == {topic.id for topic in topics}
    refused = await member.press(first, "不再接收公告").answered()
    assert refused.text == wording.ONLY_ADMINS_SHORT
    assert (await boss.press(first, "不再接收公告").answered()).text == wording.NO_ANNOUNCEMENTS_NOW
    assert await bot.rows("SELECT thread_id FROM chats WHERE telegram_id < 0 AND NOT announcements") == [
        (first.thread_id,)
    ]


async def test_forged_numbers_below_an_announcement_change_nothing(bot: RunningBot) -> None:
    await bot.follow(1)
    await announce(bot)
    message = await got(bot)
    for data in ("no_announce", "no_announce:1:2", "digest_announce:2", "digest_announce", "digest_urgent:7"):
        pressed = await bot.api.user(1).forge_press(message, data).answered()
        assert pressed.text == wording.UNKNOWN_BUTTON, data
    assert await bot.rows("SELECT announcements, urgent FROM chats") == [(1, 1)]


async def test_a_group_that_migrates_gets_it_once_and_reads_that_it_was_taken_back(bot: RunningBot) -> None:
    boss = bot.api.user(50)
    group = bot.api.group("园区群", owner=boss)
    await boss.ask("/follow 临猗", group)
    await boss.ask("/pause 1天", group)
    await announce(bot)
    supergroup = group.migrate(boss)
    await bot.becomes("SELECT kind FROM chats WHERE telegram_id < 0", ("supergroup",))
    await boss.ask("/resume", supergroup)
    message = await until_seen(lambda: [each for each in supergroup.from_bot if SAID in each.text], bool)
    await bot.becomes(STATES, SENT)
    await withdraw(bot)
    await gone(message[0])


async def test_one_set_aside_and_taken_back_is_not_sent_when_retried(bot: RunningBot) -> None:
    await bot.follow(1)
    bot.api.inject("sendMessage", REFUSED, chat_id=1, times=1)
    await announce(bot)
    await bot.becomes("SELECT state FROM messages", ("parked",))
    await withdraw(bot)
    await bot.becomes(STATES, ("announcement", "parked"), ("withdrawal", "cancelled"))
    assert await bot.database.write(parked_messages.retry_parked, 1)
    bot.parts.wake_delivery.set()
    await bot.becomes(STATES, ("announcement", "cancelled"), ("withdrawal", "cancelled"))
    assert not bot.api.user(1).chat.from_bot


async def test_one_set_aside_goes_as_it_was_when_retried(bot: RunningBot) -> None:
    await bot.follow(1)
    bot.api.inject("sendMessage", REFUSED, chat_id=1, times=1)
    await announce(bot)
    await bot.becomes("SELECT state FROM messages", ("parked",))
    assert await bot.database.write(parked_messages.retry_parked, 1)
    bot.parts.wake_delivery.set()
    await got(bot)


async def test_one_that_may_stand_twice_is_edited_and_told_of_once_more(bot: RunningBot) -> None:
    await bot.follow(1)
    bot.api.inject("sendMessage", call_faults.ANSWER_LOST, chat_id=1, times=1)
    await announce(bot)
    await bot.becomes(STATES, SENT)
    copies = [message for message in bot.api.user(1).chat.from_bot if SAID in message.text]
    assert len(copies) == 2 and copies[0].text == copies[1].text
    await withdraw(bot)
    await gone(copies[1])
    await bot.becomes("SELECT count(*) FROM messages WHERE state = 'sent'", (3,))
    assert "公告已撤回" in bot.api.user(1).chat.from_bot[-1].text


async def test_a_held_place_gets_it_when_it_takes_something_again(bot: RunningBot) -> None:
    chat_id = await bot.follow(1)
    await bot.database.write(holds.hold, chat_id, "chat not found", now())
    await announce(bot)
    await bot.database.write(holds.let_in, 1, now())
    bot.parts.wake_delivery.set()
    await got(bot)


async def test_a_paused_reader_has_it_put_right_all_the_same(bot: RunningBot) -> None:
    await bot.follow(1)
    await announce(bot)
    message = await got(bot)
    await bot.becomes(STATES, SENT)
    await bot.api.user(1).ask("/pause 1天")
    await withdraw(bot)
    await gone(message)


async def test_a_deleted_message_is_left_alone(bot: RunningBot) -> None:
    await bot.follow(1)
    await announce(bot)
    message = await got(bot)
    await bot.becomes(STATES, SENT)
    bot.api.inject(
        "editMessageText",
        call_faults.Error(400, "Bad Request: message to edit not found"),
        chat_id=1,
        times=1,
    )
    await withdraw(bot)
    await bot.becomes(STATES, SENT, ("withdrawal", "expired"))
    assert SAID in message.text


@pytest.mark.parametrize("digest", ["daily", "now"])
async def test_who_is_off_meanwhile_and_back_within_a_week_gets_it(bot: RunningBot, digest: str) -> None:
    chat_id = await bot.follow(1)
    await bot.database.write(chats.set_digest, chat_id, digest, now())
    await bot.api.user(1).ask("/pause 1天")
    await announce(bot)
    await bot.database.write(chats.set_digest, chat_id, "off", now())
    assert await bot.rows(STATES) == [("announcement", "cancelled")]
    await bot.database.write(chats.set_digest, chat_id, digest, now())
    await bot.api.user(1).ask("/resume")
    await got(bot)
