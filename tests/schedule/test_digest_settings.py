"""When the digest comes: the settings card, the words that do the same, pause and resume."""

from __future__ import annotations

import datetime as dt
from collections.abc import Awaitable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from playground.standin import call_faults
from playground.standin.bot_api import BotApi
from playground.standin.message import Message
from storage.chats import chats
from storage.chats.chats import Place
from storage.database import Db
from storage.deliveries import deliveries
from storage.moments import now, to_text
from storage.schedule import Schedule
from tests.made_issues import LINFEN, made_article, made_issue
from tests.running_bot import RunningBot, running_bot
from tests.set_clock import SHANGHAI, SetClock
from tests.waiting import press_for_edit, press_for_message


async def schedule(bot: RunningBot, telegram_id: int = 1) -> Schedule:
    """What a reader chose; one who chose nothing may be unknown to the database."""
    chat = await bot.database.read(chats.find_chat, telegram_id, 0)
    return Schedule() if chat is None else chat.schedule


async def press(bot: RunningBot, card: Message, label: str, *, shows: str = "") -> None:
    """Presses a button and waits until the card has changed, and shows these words."""
    await press_for_edit(bot.api.user(1), card, label, shows=shows)


async def test_the_card_tells_what_is_set(bot: RunningBot) -> None:
    card = await bot.api.user(1).ask("/digest")
    assert "推送：每天 08:00" in card.text
    assert "免打扰：未设置" in card.text
    assert "时区：北京时间" in card.text
    assert "下一次：" in card.text and "没有待推送的简报" in card.text
    assert card.buttons[0] == ("一发布就推送", "✓ 每天", "选几天")


@pytest.mark.parametrize(
    ("hour", "day"), [("00:00", "今天"), ("07:59", "今天"), ("08:00", "明天"), ("23:59", "明天")]
)
async def test_the_card_tells_when_the_next_is_due_and_how_many_wait(
    bot: RunningBot, clock: SetClock, hour: str, day: str
) -> None:
    clock.stand_at(dt.datetime.fromisoformat(f"2026-12-31T{hour}:00+08:00"))
    reader = bot.api.user(1)
    await reader.ask("/follow 临猗")
    await bot.publish(made_issue(made_article("第一件"), made_article("第二件")))
    assert f"下一次：{day} 08:00，2 条简报等待推送。" in (await reader.ask("/digest")).text


@pytest.mark.parametrize("said", ["/settings", "设置"])
async def test_who_looks_for_settings_finds_the_card(bot: RunningBot, said: str) -> None:
    assert (await bot.api.user(1).ask(said)).text.startswith("推送设置")


async def test_the_card_changes_in_place(bot: RunningBot) -> None:
    card = await bot.api.user(1).ask("/digest")
    await press(bot, card, "时间 08:00", shows="几点")
    await press(bot, card, "7点", shows="每天 07:00")
    await press(bot, card, "30分", shows="每天 07:30")
    assert "✓ 7点" in str(card.buttons) and "✓ 30分" in str(card.buttons)
    await press(bot, card, "返回", shows="下一次")
    await press(bot, card, "选几天", shows="工作日 07:30")
    await press(bot, card, "✓ 周三", shows="每周一、二、四、五 07:30")
    await press(bot, card, "周日", shows="每周一、二、四、五、日 07:30")
    await press(bot, card, "周末", shows="周末 07:30")
    await press(bot, card, "返回")
    await press(bot, card, "每周一次", shows="每周一 07:30")
    await press(bot, card, "周五", shows="每周五 07:30")
    assert await schedule(bot) == Schedule(weekdays="5", digest_time="07:30")
    assert len(bot.api.user(1).chat.from_bot) == 1


async def test_the_last_day_stays(bot: RunningBot) -> None:
    card = await bot.api.user(1).ask("/digest 周末")
    await press(bot, card, "✓ 选几天")
    await press(bot, card, "✓ 周六", shows="每周日")
    told = await bot.api.user(1).press(card, "✓ 周日").answered()
    assert "至少要留一天" in told.text
    assert (await schedule(bot)).weekdays == "7"


async def test_quiet_hours_by_button(bot: RunningBot) -> None:
    card = await bot.api.user(1).ask("/digest 立即")
    await press(bot, card, "免打扰", shows="免打扰时段内")
    await press(bot, card, "22点–7点", shows="免打扰：22:00–07:00，等时段过了再发")
    await press(bot, card, "照发不响铃", shows="照发但不响铃")
    await press(bot, card, "开始时间", shows="从几点")
    await press(bot, card, "23点", shows="23:00–07:00")
    await press(bot, card, "结束时间", shows="到几点")
    told = await bot.api.user(1).press(card, "23点").answered()
    assert "不能是同一个时间" in told.text
    await press(bot, card, "6点", shows="23:00–06:00")
    assert await schedule(bot) == Schedule(
        "now", quiet_from="23:00", quiet_until="06:00", quiet_silently=True
    )
    await press(bot, card, "不用免打扰", shows="免打扰：未设置")


async def test_sound_zone_and_off_by_button(bot: RunningBot) -> None:
    card = await bot.api.user(1).ask("/digest")
    await press(bot, card, "静音推送", shows="提示音：静音")
    await press(bot, card, "恢复提示音", shows="提示音：响铃")
    await press(bot, card, "时区", shows="请选择时区")
    await press(bot, card, "柏林", shows="时区：柏林")
    assert (await schedule(bot)).timezone == "Europe/Berlin"
    await press(bot, card, "默认", shows="时区：北京时间")
    await press(bot, card, "返回")
    await press(bot, card, "不推送", shows="不会推送")
    assert (await schedule(bot)).digest == "off"
    await press(bot, card, "每天", shows="每天 08:00")


async def test_a_button_pressed_twice_is_answered_twice(bot: RunningBot) -> None:
    reader = bot.api.user(1)
    card = await reader.ask("/digest")
    data = card.button("✓ 每天").data
    for _ in range(2):
        assert (await reader.forge_press(card, data).answered()).text == ""
    await bot.handled_all()
    assert not any("出了点问题" in message.text for message in reader.chat.from_bot)


@pytest.mark.parametrize(
    "data",
    [
        *("digest:8", "digest:x", "digest_manner:5", "digest_manner", "digest_hour:24", "digest_minute:60"),
        *(
            "digest_day:0",
            "digest_day:8",
            "digest_days:3",
            "digest_week:0",
            "digest_quiet:1",
            "digest_quiet:3:3",
        ),
        *("digest_quiet:24:3", "digest_from:24", "digest_until:99", "digest_quietly:2", "digest_sound:2"),
        *("digest_zone:999", "digest_zone:1:1", "pause:5", "pause:1:1", "resume:1"),
    ],
)
async def test_forged_buttons_do_nothing(bot: RunningBot, data: str) -> None:
    reader = bot.api.user(1)
    card = await reader.ask("/digest")
    assert (await reader.forge_press(card, data).answered()).text == "这个按钮已经失效，请重新发送命令。"
    await bot.handled_all()
    assert await schedule(bot) == Schedule()


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("8:30", "推送：每天 08:30"),
        ("每天 7点半", "推送：每天 07:30"),
        ("每周一 9点", "推送：每周一 09:00"),
        ("工作日 8:00", "推送：工作日 08:00"),
        ("立即", "推送：一发布就推送"),
        ("关", "推送：不推送"),
        ("daily", "推送：每天 08:00"),
        ("ｎｏｗ", "推送：一发布就推送"),
        ("off", "推送：不推送"),
        ("免打扰 22点到7点", "免打扰：22:00–07:00"),
        ("时区 东京", "时区：东京"),
        ("静音", "提示音：静音"),
    ],
)
async def test_words_do_what_the_buttons_do(bot: RunningBot, said: str, shown: str) -> None:
    assert shown in (await bot.api.user(1).ask(f"/digest {said}")).text


async def test_what_is_not_understood_is_explained_and_changes_nothing(bot: RunningBot) -> None:
    reader = bot.api.user(1)
    answer = await reader.ask("/digest 每天 <b>随便")
    assert "没看懂“<b>随便”" in answer.text and "/digest 每周一 9点" in answer.text
    assert "25:00" in (await reader.ask("/digest 25:00")).text
    assert "推送：每天 08:00" in (await reader.ask("/digest")).text


async def test_pause_holds_and_resume_sends(bot: RunningBot) -> None:
    reader = bot.api.user(1)
    await reader.ask("/follow 临猗")
    await reader.ask("/digest 立即")
    answer = await reader.ask("/pause 3天")
    assert "已暂停推送" in answer.text
    await bot.publish(made_issue(made_article("暂停时的事")))
    await bot.delivery.drain()
    assert not any("暂停时的事" in message.text for message in reader.chat.from_bot)
    card = await reader.ask("/digest")
    assert "已暂停" in card.text and "1 条简报等待推送" in card.text
    await reader.ask("/resume", holding="已恢复推送")
    await bot.pushed(reader, "暂停时的事")
    assert "没有暂停" in (await reader.ask("/resume")).text


async def test_pause_until_a_day_and_what_it_can_not_be(bot: RunningBot) -> None:
    reader = bot.api.user(1)
    assert "00:00恢复" in (await reader.ask("/pause 到下周一")).text
    assert "没看懂“一会儿”" in (await reader.ask("/pause 一会儿")).text
    assert "已经过去了" in (await reader.ask("/pause 到2020年1月1日")).text
    await reader.ask("/digest 关")
    assert "本来就是关闭的" in (await reader.ask("/pause 3天")).text


async def test_pause_by_button(bot: RunningBot) -> None:
    reader = bot.api.user(1)
    question = await reader.ask("/pause")
    assert question.buttons[0] == ("1 天", "3 天", "1 周", "2 周")
    await press(bot, question, "1 周", shows="已暂停推送")
    paused = (await schedule(bot)).paused_until
    assert paused is not None and dt.timedelta(days=6) < paused - now() <= dt.timedelta(days=7)
    await press(bot, question, "恢复推送", shows="已恢复推送")
    assert (await schedule(bot)).paused_until is None
    card = await reader.ask("/digest")
    await press(bot, card, "暂停", shows="暂停多久")
    await press(bot, card, "返回", shows="推送设置")


def quiet_around_now() -> dict[str, str]:
    """Quiet hours in the middle of which it is, by clocks in Shanghai."""
    clock = now().astimezone(SHANGHAI)
    return {
        "quiet_from": f"{clock - dt.timedelta(hours=2):%H:%M}",
        "quiet_until": f"{clock + dt.timedelta(hours=2):%H:%M}",
    }


async def with_quiet_hours_now(bot: RunningBot, **changes: Any) -> None:
    """A follower of 临猗 in whose zone it is the middle of the quiet hours."""
    await bot.api.user(1).ask("/follow 临猗")
    chat = await bot.database.read(chats.find_chat, 1, 0)
    assert chat is not None
    changes |= quiet_around_now()
    await bot.database.write(chats.change_schedule, chat.id, lambda old: replace(old, **changes), now())


def _make_late_and_quiet(db: Db) -> None:
    """As if the bot had been down since the digest's time, and came back in the quiet hours."""
    db.execute("UPDATE chats SET quiet_from = :quiet_from, quiet_until = :quiet_until", quiet_around_now())
    db.execute("UPDATE deliveries SET due_at = ?", [to_text(now() - dt.timedelta(hours=3))])


async def test_quiet_hours_hold_what_is_published(bot: RunningBot) -> None:
    await with_quiet_hours_now(bot, digest="now")
    await bot.publish(made_issue(made_article("夜里的事")))
    await bot.delivery.drain()
    assert not any("夜里的事" in message.text for message in bot.api.user(1).chat.from_bot)
    assert "1 条简报等待推送" in (await bot.api.user(1).ask("/digest")).text


async def test_a_late_digest_does_not_break_into_quiet_hours(bot: RunningBot) -> None:
    await bot.api.user(1).ask("/follow 临猗")
    await bot.publish(made_issue(made_article("迟到的事")))
    await bot.database.write(_make_late_and_quiet)
    bot.parts.wake_delivery.set()
    await bot.delivery.drain()
    assert not any("迟到的事" in message.text for message in bot.api.user(1).chat.from_bot)
    chat = await bot.database.read(chats.find_chat, 1, 0)
    assert chat is not None
    waits = await bot.database.read(deliveries.waiting, chat.id)
    assert waits.count == 1 and waits.due_at is not None and waits.due_at > now()


async def test_a_message_on_its_way_does_not_break_into_quiet_hours_either(
    bot: RunningBot, clock: SetClock
) -> None:
    clock.stand_at(clock())  # so that it isn't tried again before the quiet hours are there
    reader = bot.api.user(1)
    await reader.ask("/follow 临猗")
    await reader.ask("/digest 立即")
    bot.api.inject("sendMessage", call_faults.Error(500, "Internal Server Error"), times=1, chat_id=1)
    await bot.publish(made_issue(made_article("迟到的事")))
    await bot.becomes("SELECT attempts FROM messages", (1,))
    chat = await bot.database.read(chats.find_chat, 1, 0)
    assert chat is not None

    def change(**changes: Any) -> Awaitable[Schedule]:
        return bot.database.write(chats.change_schedule, chat.id, lambda old: replace(old, **changes), now())

    await change(**quiet_around_now())
    await bot.database.write(_may_be_tried_now)
    await bot.delivery.drain()
    assert not any("迟到的事" in message.text for message in reader.chat.from_bot)
    await change(quiet_from=None, quiet_until=None)
    bot.parts.wake_delivery.set()
    await bot.pushed(reader, "迟到的事")


def _may_be_tried_now(db: Db) -> None:
    db.execute("UPDATE messages SET not_before = ?", [to_text(now())])


async def test_digest_time_in_the_demo_leaves_what_is_held(bot: RunningBot) -> None:
    await with_quiet_hours_now(bot)
    await bot.publish(made_issue(made_article("夜里的事")))
    assert await bot.database.write(deliveries.pull_forward, now()) == 0


async def test_quiet_hours_may_send_silently(bot: RunningBot) -> None:
    await with_quiet_hours_now(bot, digest="now", quiet_silently=True)
    await bot.publish(made_issue(made_article("悄悄的事")))
    assert (await bot.pushed(bot.api.user(1), "悄悄的事")).silent


async def test_silent_digests_and_others(bot: RunningBot) -> None:
    reader = bot.api.user(1)
    await reader.ask("/follow 临猗")
    await reader.ask("/digest 立即")
    await bot.publish(made_issue(made_article("有声的事")))
    assert not (await bot.pushed(reader, "有声的事")).silent
    await reader.ask("/digest 静音")
    await bot.publish(made_issue(made_article("无声的事")))
    assert (await bot.pushed(reader, "无声的事")).silent


async def test_a_digest_of_several_parks(bot: RunningBot) -> None:
    reader = bot.api.user(1)
    await reader.ask("/follow 临猗")
    await reader.ask("/follow 临汾经开区")
    await bot.publish(made_issue(made_article("临猗新事"), made_article("临汾新事", LINFEN)))
    await bot.publish(made_issue(made_article("临猗又一件")))
    await bot.database.write(deliveries.pull_forward, now())
    bot.parts.wake_delivery.set()
    digest = await bot.pushed(reader, "临猗又一件")
    assert digest.text.startswith("园区快报 · 2 个园区，3 条简报")
    assert "临猗又一件" in (await press_for_message(reader, digest, "全文 1")).text


async def test_settings_outlive_the_bot(tmp_path: Path) -> None:
    api = BotApi()
    async with running_bot(tmp_path, api=api) as bot:
        await bot.api.user(1).ask("/digest 每周一 9点")
    async with running_bot(tmp_path, api=api, digest_time="10:00") as bot:
        assert "每周一 09:00" in (await bot.api.user(1).ask("/digest")).text


async def test_a_group_that_became_a_supergroup_keeps_its_schedule(bot: RunningBot) -> None:
    old = await bot.database.write(chats.ensure_chat, Place(-5, 0, "group", "群"), now())
    await bot.database.write(chats.set_digest, old.id, "now", now())
    await bot.database.write(chats.ensure_chat, Place(-1005, 0, "supergroup", "群"), now())
    await bot.database.write(chats.migrate, -5, -1005, now())
    chat = await bot.database.read(chats.find_chat, -1005, 0)
    assert chat is not None and chat.schedule.digest == "now"


async def test_topics_have_their_own_schedule(bot: RunningBot) -> None:
    await bot.database.write(chats.ensure_chat, Place(-100, 0, "supergroup", "群"), now())
    await bot.database.write(chats.ensure_chat, Place(-100, 5, "supergroup", "群"), now())
    chat = await bot.database.read(chats.find_chat, -100, 5)
    assert chat is not None
    await bot.database.write(chats.set_digest, chat.id, "now", now())
    general = await bot.database.read(chats.find_chat, -100, 0)
    assert general is not None and general.schedule.digest == "daily"
