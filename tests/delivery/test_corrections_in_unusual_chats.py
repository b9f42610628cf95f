"""Corrections where a chat is paused, off, in a topic, gone elsewhere or follows something else by now."""

from __future__ import annotations

from playground.standin import call_faults
from storage.chats import chats, holds
from storage.database import Db
from storage.deliveries import corrections
from storage.desk import issues
from storage.moments import now
from tests.delivery.test_corrections_at_the_edges import (
    CORRECTIONS,
    REST,
    RESTING,
    RIGHT,
    WRONG,
    edited,
    pushed_wrong,
    rested,
)
from tests.made_corrections import come_again, move, retract, says
from tests.made_issues import LINFEN, LINYI, made_article, made_issue
from tests.running_bot import RunningBot


async def set_chats(bot: RunningBot, changes: str) -> None:
    await bot.database.write(lambda db: db.execute(f"UPDATE chats SET {changes}"))


async def test_who_chose_no_pushes_meanwhile_is_not_sent_what_comes_back_to_their_park(
    bot: RunningBot,
) -> None:
    chat_id = await bot.follow(1)
    await set_chats(bot, "digest = 'daily'")
    await bot.publish(says("项目开工", WRONG))
    await bot.database.write(chats.set_digest, chat_id, "off", now())
    await move(bot, 1, LINFEN)
    await move(bot, 1, LINYI)
    assert await bot.rows("SELECT state, reason FROM deliveries") == [("cancelled", "digest off")]


async def test_what_was_cancelled_for_its_park_waits_for_the_chats_next_time(bot: RunningBot) -> None:
    await bot.follow(1)
    await set_chats(bot, "digest = 'daily'")
    await bot.publish(says("项目开工", WRONG))
    await move(bot, 1, LINFEN)
    await bot.database.write(lambda db: db.execute("UPDATE deliveries SET due_at = '2020'"))
    await move(bot, 1, LINYI)
    [(state, due)] = await bot.rows("SELECT state, due_at > owed_at FROM deliveries")
    assert (state, due) == ("pending", 1), "not at once, in the middle of the night"


async def test_what_was_retracted_is_not_sent_to_who_follows_again(bot: RunningBot) -> None:
    reader = bot.api.user(1)
    await reader.ask("/follow 临猗")
    await bot.publish(says("项目开工", WRONG))
    await reader.ask("/unfollow 临猗")
    await bot.becomes("SELECT reason FROM deliveries", ("unfollowed",))
    await retract(bot, 1, "来源有误")
    await bot.database.write(
        lambda db: db.execute("UPDATE deliveries SET state = 'pending', due_at = owed_at")
    )
    await rested(bot)
    await bot.becomes("SELECT state, reason FROM deliveries", ("cancelled", "retracted"))
    assert not any("已撤回" in message.text for message in reader.chat.from_bot)


async def test_a_held_push_does_not_hold_up_what_puts_another_right(bot: RunningBot) -> None:
    message = await pushed_wrong(bot)
    bot.api.inject("sendMessage", REST, chat_id=1, times=1)
    await bot.publish(made_issue(made_article("后来的事")))
    await bot.becomes(RESTING, (1,))
    await set_chats(bot, "paused_until = '2099-01-01T00:00:00.000Z', not_before = NULL")
    await come_again(bot, says("项目开工", RIGHT))
    await edited(message, "总投资3亿元")
    await bot.becomes("SELECT state FROM messages ORDER BY id", ("sent",), ("pending",), ("sent",))


async def test_a_paused_chats_edit_is_tried_again_whatever_wakes_it_before(bot: RunningBot) -> None:
    message = await pushed_wrong(bot)
    bot.api.inject("editMessageText", call_faults.Dropped(), chat_id=1, times=1)
    await set_chats(bot, "paused_until = '2099-01-01T00:00:00.000Z'")
    await come_again(bot, says("项目开工", RIGHT))
    await bot.becomes("SELECT attempts, state FROM messages WHERE edits_id IS NOT NULL", (1, "pending"))
    await bot.database.write(lambda db: db.execute("UPDATE turns SET at = '2000-01-01T00:00:00.000Z'"))
    bot.parts.wake_delivery.set()
    await edited(message, "总投资3亿元")


async def test_a_held_push_that_may_have_been_taken_is_edited_when_it_is_known(bot: RunningBot) -> None:
    await bot.follow(1)
    bot.api.inject("sendMessage", call_faults.ANSWER_LOST, chat_id=1, times=1)
    bot.api.inject("sendMessage", REST, chat_id=1, times=1)
    await bot.publish(says("项目开工", WRONG))
    await bot.becomes("SELECT tried, state FROM messages", (1, "pending"))
    await set_chats(bot, "paused_until = '2099-01-01T00:00:00.000Z'")
    await come_again(bot, says("项目开工", RIGHT))
    await rested(bot)
    await bot.delivery.drain()
    assert await bot.rows(CORRECTIONS) == [("pending",)]


async def test_who_wants_no_pushes_hears_no_sound_of_a_correction(bot: RunningBot) -> None:
    message = await pushed_wrong(bot)
    await set_chats(bot, "digest = 'off'")
    await come_again(bot, says("项目开工", RIGHT), sounds=True)
    await edited(message, "总投资3亿元")
    await bot.becomes(CORRECTIONS, ("sent",))
    assert len(bot.api.user(1).chat.from_bot) == 1


async def test_a_closed_topic_takes_no_edit_and_keeps_nothing_else_back(bot: RunningBot) -> None:
    boss = bot.api.user(50, "群主", started=True)
    forum = bot.api.supergroup("园区群", owner=boss, forum=True)
    topic = forum.add_topic(boss, "快报")
    chat_id = await bot.follow(forum.id, thread_id=topic.id, kind="supergroup")
    await bot.publish(says("项目开工", WRONG))
    await bot.becomes("SELECT state FROM messages", ("sent",))
    bot.api.inject("editMessageText", call_faults.Error(400, "Bad Request: TOPIC_CLOSED"), times=1)
    await come_again(bot, says("项目开工", RIGHT))
    await bot.becomes(CORRECTIONS, ("expired",))
    assert await bot.rows(f"SELECT held_since, topic_lost_at FROM chats WHERE id = {chat_id}") == [
        (None, None)
    ]
    await come_again(bot, says("项目开工", RIGHT.replace("3亿", "4亿")))
    await bot.becomes(CORRECTIONS, ("expired",), ("sent",))


async def test_a_migrated_groups_old_messages_are_not_looked_for_under_its_new_number(
    bot: RunningBot,
) -> None:
    await bot.follow(-5, kind="group")

    def sent(db: Db) -> None:
        issues.publish(db, says("项目开工", WRONG), push=True, moment=now())
        db.execute(
            "INSERT INTO messages (chat_id, text, buttons, state, telegram_message_id, packed_at)"
            " VALUES (1, '', '[]', 'sent', 17, '2026')"
        )
        db.execute("UPDATE deliveries SET state = 'sent', message_id = 1")
        chats.migrate(db, -5, -100, now())

    await bot.database.write(sent)
    await come_again(bot, says("项目开工", RIGHT))
    await bot.becomes(CORRECTIONS, ("cancelled",))
    assert not bot.api.calls_of("editMessageText")


async def test_one_that_was_off_for_weeks_still_sees_it_right(bot: RunningBot) -> None:
    message = await pushed_wrong(bot)
    await bot.database.write(holds.switch_off, 1, "bot was blocked by the user", now())
    await come_again(bot, says("项目开工", RIGHT))
    await bot.database.write(
        lambda db: db.execute("UPDATE deliveries SET owed_at = '2020' WHERE kind = 'correction'")
    )
    await bot.database.write(holds.let_in, 1, now())
    bot.parts.wake_delivery.set()
    await edited(message, "总投资3亿元")
    assert corrections.UNEDITABLE not in str(await bot.rows("SELECT reason FROM deliveries"))
