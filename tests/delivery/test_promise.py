"""Delivery: what is due goes out once, when its chat wants it, and a fault in one chat stays there."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from playground.standin import call_faults, refusal
from playground.standin.bot_api import BotApi
from storage.deliveries import deliveries, turns
from storage.desk import issues
from storage.moments import now
from tests.delivery.conftest import Later
from tests.made_issues import made_article, made_issue
from tests.running_bot import RunningBot, running_bot
from tests.waiting import until_seen


async def follower(bot: RunningBot, user_id: int, digest: str = "now") -> None:
    await bot.api.user(user_id).ask("/follow 临猗")
    await bot.api.user(user_id).ask(f"/digest {digest}")


async def states(bot: RunningBot) -> list[str]:
    rows = await bot.database.read(
        lambda db: db.execute("SELECT state FROM deliveries ORDER BY id").fetchall()
    )
    return [state for (state,) in rows]


async def settled(bot: RunningBot, *expected: str) -> None:
    await bot.becomes("SELECT state FROM deliveries ORDER BY id", *((state,) for state in expected))


async def digest_time(bot: RunningBot) -> None:
    await bot.database.write(deliveries.pull_forward, now())
    bot.parts.wake_delivery.set()


async def test_now_pushes_at_once(bot: RunningBot) -> None:
    await follower(bot, 1)
    await bot.publish(made_issue(made_article("临猗新事")))
    message = await bot.pushed(bot.api.user(1), "临猗新事")
    assert message.text.startswith("园区快报 · 1 条")
    await settled(bot, "sent")


async def test_daily_waits_for_its_time_and_comes_as_one_digest(bot: RunningBot) -> None:
    await follower(bot, 1, "daily")
    await bot.publish(made_issue(made_article("第一件新事")))
    await bot.publish(made_issue(made_article("第二件新事")))
    await bot.delivery.drain()
    assert await states(bot) == ["pending", "pending"]
    await digest_time(bot)
    digest = await bot.pushed(bot.api.user(1), "第一件新事")
    assert "园区快报 · 2 条" in digest.text and "第二件新事" in digest.text
    assert digest.buttons == (("全文 1", "出处 1"), ("全文 2", "出处 2"))
    await settled(bot, "sent", "sent")


async def test_off_gets_nothing(bot: RunningBot) -> None:
    await follower(bot, 1, "off")
    await bot.publish(made_issue(made_article("临猗新事")))
    await digest_time(bot)
    await bot.delivery.drain()
    assert not any("临猗新事" in message.text for message in bot.api.user(1).chat.from_bot)


async def test_nothing_is_pushed_twice(bot: RunningBot) -> None:
    await follower(bot, 1)
    issue = made_issue(made_article("临猗新事"))
    await bot.publish(issue)
    await bot.pushed(bot.api.user(1), "临猗新事")
    await bot.publish(issue)
    await digest_time(bot)
    await settled(bot, "sent")
    assert sum("临猗新事" in message.text for message in bot.api.user(1).chat.from_bot) == 1


async def test_many_briefs_are_split_between_briefs(bot: RunningBot) -> None:
    await follower(bot, 1, "daily")
    count = 60
    await bot.publish(made_issue(*(made_article(f"第{number}件新事") for number in range(count))))
    await digest_time(bot)
    await bot.pushed(bot.api.user(1), "第0件新事，")  # the newest stand first
    text = "\n".join(message.text for message in bot.api.user(1).chat.from_bot)
    assert f"园区快报 · {count} 条" in text
    assert all(text.count(f"第{number}件新事，今天开工。") == 1 for number in range(count))


async def test_a_digest_missed_while_the_bot_was_down_is_sent_when_it_is_back(tmp_path: Path) -> None:
    api = BotApi()
    async with running_bot(tmp_path, api=api) as bot:
        await follower(bot, 1, "daily")
        await bot.publish(made_issue(made_article("停机时的事")))
        await bot.database.write(deliveries.pull_forward, now() - dt.timedelta(hours=3))
    async with running_bot(tmp_path, api=api) as bot:
        await bot.pushed(bot.api.user(1), "停机时的事")


async def test_what_another_process_publishes_is_noticed(bot: RunningBot) -> None:
    await follower(bot, 1)
    await bot.database.write(
        issues.publish, made_issue(made_article("别处发布的事")), push=True, moment=now()
    )
    await bot.pushed(bot.api.user(1), "别处发布的事")


async def test_a_message_is_committed_before_it_is_sent(bot: RunningBot) -> None:
    await follower(bot, 1)
    bot.api.inject("sendMessage", call_faults.Dropped(), times=None, chat_id=1)
    await bot.publish(made_issue(made_article("临猗新事")))
    await bot.api.wait_until(lambda: any(call.fault for call in bot.api.calls_of("sendMessage")))
    rows = await bot.database.read(lambda db: db.execute("SELECT state, text FROM messages").fetchall())
    assert [state for state, _ in rows] == ["pending"]
    assert "临猗新事" in rows[0][1]


async def test_a_lost_connection_is_tried_again_with_the_same_words(bot: RunningBot) -> None:
    await follower(bot, 1)
    bot.api.inject("sendMessage", call_faults.Dropped(), times=1, chat_id=1)
    await bot.publish(made_issue(made_article("临猗新事")))
    await bot.pushed(bot.api.user(1), "临猗新事")
    await settled(bot, "sent")
    tries = [call for call in bot.api.calls_of("sendMessage") if "临猗新事" in str(call.params)]
    assert len({call.params["text"] for call in tries}) == 1


@pytest.mark.parametrize("how", ["block", "deactivate"])
async def test_a_chat_that_is_gone_is_switched_off_and_others_get_theirs(
    bot: RunningBot, a_minute_later: Later, how: str
) -> None:
    await follower(bot, 1)
    await follower(bot, 2)
    getattr(bot.api.user(1), how)()
    await bot.publish(made_issue(made_article("临猗新事")))
    await bot.pushed(bot.api.user(2), "临猗新事")
    # Telegram says who blocks the bot, so that one is off at once; the other is held for a minute first.
    await bot.becomes(
        "SELECT telegram_id FROM chats WHERE off_at IS NOT NULL OR held_since IS NOT NULL", (1,)
    )
    a_minute_later(bot)
    await bot.becomes("SELECT telegram_id FROM chats WHERE off_at IS NOT NULL", (1,))


async def test_a_chat_that_comes_back_with_start_keeps_its_follows_and_gets_what_it_missed(
    bot: RunningBot,
) -> None:
    await follower(bot, 1)
    reader = bot.api.user(1)
    reader.block()
    await bot.publish(made_issue(made_article("离开时的事")))
    await bot.publish(made_issue(made_article("又一件")))
    reader.unblock()
    await reader.ask("/start", holding="/park")
    await bot.pushed(reader, "离开时的事")
    await bot.pushed(reader, "又一件")
    assert "临猗" in str((await reader.ask("/following")).buttons)


async def test_retry_after_is_kept_and_other_chats_go_on(bot: RunningBot) -> None:
    await follower(bot, 1)
    await follower(bot, 2)
    bot.api.inject("sendMessage", call_faults.Error.of(refusal.too_many_requests(3600)), times=1, chat_id=1)
    await bot.publish(made_issue(made_article("临猗新事")))
    await bot.pushed(bot.api.user(2), "临猗新事")
    await settled(bot, "pending", "sent")
    held = await bot.database.read(
        lambda db: db.execute("SELECT not_before FROM chats WHERE telegram_id = 1").fetchone()[0]
    )
    assert held > "2026"
    assert await bot.database.read(turns.due, now(), 9) == ()


async def test_our_own_bad_message_is_parked_with_telegrams_words_and_the_next_goes_on(
    bot: RunningBot,
) -> None:
    await follower(bot, 1)
    bot.api.inject(
        "sendMessage", call_faults.Error(400, "Bad Request: can't parse entities"), times=1, chat_id=1
    )
    await bot.publish(made_issue(made_article("第一件新事")))
    await bot.api.wait_until(lambda: any(call.fault for call in bot.api.calls_of("sendMessage")))
    await bot.publish(made_issue(made_article("第二件新事")))
    await bot.pushed(bot.api.user(1), "第二件新事")
    await settled(bot, "parked", "sent")


async def test_a_group_that_became_a_supergroup_gets_its_push_there(bot: RunningBot) -> None:
    owner = bot.api.user(1, started=True)
    group = bot.api.group("园区群", owner=owner)
    await owner.ask("/follow 临猗", group)
    await owner.ask("/digest now", group)
    bigger = group.migrate(owner)
    await bot.publish(made_issue(made_article("临猗新事")))
    await bot.api.wait_until(lambda: any("临猗新事" in message.text for message in bigger.from_bot))


async def test_once_woken_it_goes_back_to_sleep(bot: RunningBot) -> None:
    """Else it would look for work without end, and a core with it."""
    bot.parts.wake_delivery.set()
    await until_seen(bot.parts.wake_delivery.is_set, lambda awake: not awake)
