"""Old messages go; receipts add up as before, and a correction counts the copies that it can't reach."""

from __future__ import annotations

import datetime as dt

from playground.standin.message import Message
from storage.archive import published_issues
from storage.database import Db
from storage.keeping import retention
from storage.keeping.check import check
from storage.keeping.retention import RULES
from storage.moments import now
from tests.made_corrections import come_again, retract, says
from tests.running_bot import RunningBot
from tests.waiting import until_seen

WRONG = "临猗一个项目开工，总投资30亿元。占地500亩，预计明年投产。"
RIGHT = "临猗一个项目开工，总投资3亿元。占地500亩，预计明年投产。"
MESSAGES, DELIVERIES = (next(r for r in RULES if r.table == name) for name in ("messages", "deliveries"))
EDITED = "SELECT count(*) FROM deliveries WHERE kind = 'correction' AND state = 'sent'"


async def pushed(bot: RunningBot, *readers: int) -> list[Message]:
    for reader in readers:
        await bot.follow(reader)
    await bot.publish(says("项目开工", WRONG))
    messages = [await bot.pushed(bot.api.user(reader), "30亿元") for reader in readers]
    await bot.becomes("SELECT count(*) FROM deliveries WHERE state = 'sent'", (len(readers),))
    return messages


async def grow_old(bot: RunningBot, chat: int | None = None) -> None:
    """Lets what was sent, to one chat or to all, be three years old, and prunes."""
    of_chat = "" if chat is None else f" AND chat_id = (SELECT id FROM chats WHERE telegram_id = {chat})"
    then = "strftime('%Y-%m-%dT%H:%M:%fZ', {0}, '-3 years')"

    def age(db: Db) -> None:
        sent, owed = then.format("sent_at"), then.format("owed_at")
        db.execute(f"UPDATE messages SET sent_at = {sent} WHERE sent_at IS NOT NULL{of_chat}")
        db.execute(f"UPDATE deliveries SET owed_at = {owed} WHERE 1{of_chat}")

    await bot.database.write(age)
    for rule in (MESSAGES, DELIVERIES):
        before = rule.before(now(), rule.days)
        while keys := await bot.database.read(retention.find, rule, before):
            await bot.database.write(retention.end, rule, before, keys)


async def receipts(bot: RunningBot) -> tuple[published_issues.Receipt, published_issues.Receipt]:
    return (
        await bot.database.read(published_issues.receipt, 1),
        await bot.database.read(published_issues.receipt_of_corrections, 1),
    )


async def test_receipts_add_up_and_nothing_is_found_wrong(bot: RunningBot) -> None:
    await pushed(bot, 1, 2)
    await come_again(bot, says("项目开工", RIGHT))
    await bot.becomes(EDITED, (2,))
    await bot.follow(3)  # what is shown in an answer was never owed
    before = await receipts(bot)
    assert before[0].sent == 2 and before[1].sent == 2
    await grow_old(bot)
    assert await receipts(bot) == before
    assert await bot.rows("SELECT count(*) FROM messages") == [(0,)]
    assert await bot.rows("SELECT count(*) FROM deliveries") == [(0,)]
    assert check(bot.settings.database) == []


async def test_a_correction_counts_the_copies_it_can_not_reach(bot: RunningBot) -> None:
    first, second = await pushed(bot, 1, 2)
    await grow_old(bot, chat=1)
    published = await come_again(bot, says("项目开工", RIGHT))
    assert published.chats_corrected == 1
    await until_seen(lambda: second.text, lambda text: "总投资3亿元" in text)
    await bot.becomes(EDITED, (1,))
    assert "30亿元" in first.text
    of_pushes, of_corrections = await receipts(bot)
    assert (of_pushes.owed, of_pushes.sent) == (2, 2)
    assert (of_corrections.owed, of_corrections.sent, of_corrections.expired) == (2, 1, 1)
    assert check(bot.settings.database) == []


async def test_a_retraction_of_what_only_old_copies_carry(bot: RunningBot) -> None:
    [message] = await pushed(bot, 1)
    await grow_old(bot)
    assert await retract(bot, 1, "来源有误") == 0
    _, of_corrections = await receipts(bot)
    assert (of_corrections.owed, of_corrections.expired) == (1, 1)
    assert "30亿元" in message.text
    assert "来源有误" not in (await bot.api.user(1).ask("/park 临猗")).text


async def test_a_message_whose_edit_is_still_to_be_sent_stays_with_it(bot: RunningBot) -> None:
    await pushed(bot, 1)
    await bot.database.write(
        lambda db: db.execute(
            "INSERT INTO messages (chat_id, text, buttons, packed_at, edits_id, state)"
            " SELECT chat_id, '改', '[]', packed_at, id, 'parked' FROM messages"
        )
    )
    await grow_old(bot)
    assert await bot.rows("SELECT state FROM messages ORDER BY id") == [("sent",), ("parked",)]


async def test_what_waits_or_is_set_aside_is_never_too_old(bot: RunningBot) -> None:
    await bot.follow(1)
    await bot.database.write(lambda db: db.execute("UPDATE chats SET digest = 'daily'"))
    await bot.publish(says("项目开工", WRONG))
    await grow_old(bot)
    assert await bot.rows("SELECT state FROM deliveries") == [("pending",)]


async def test_what_was_cancelled_goes_on_being_counted(bot: RunningBot) -> None:
    await bot.follow(1)
    await bot.database.write(lambda db: db.execute("UPDATE chats SET digest = 'daily'"))
    await bot.publish(says("项目开工", WRONG))
    await bot.api.user(1).ask("/unfollow 临猗")
    before = await receipts(bot)
    assert before[0].cancelled == 1
    await grow_old(bot)
    assert await bot.rows("SELECT count(*) FROM deliveries") == [(0,)]
    assert await receipts(bot) == before
    assert dt.timedelta(days=MESSAGES.days) > dt.timedelta(days=365), "corrections reach a year at least"
