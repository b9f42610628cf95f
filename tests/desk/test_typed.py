"""What an editor types is the answer to what the desk asked, and to nothing else."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from storage.database import Database
from storage.desk import drafts
from storage.moments import now
from storage.people import awaited
from tests import waiting
from tests.desk.sitting import Sitting, sit_down
from tests.made_issues import MORNING, made_article, made_issue
from tests.running_bot import OWNER_ID, RunningBot, running_bot
from tests.set_clock import SetClock

AWAITED = "SELECT count(*) FROM awaited"


async def asked(bot: RunningBot) -> Sitting:
    sitting = await sit_down(bot, made_issue(made_article("甲事")))
    await sitting.press("1")
    await sitting.press("标题", shows="请发送新的标题")
    return sitting


async def headline(sitting: Sitting) -> str:
    return (await sitting.article()).article.headline


async def test_the_next_text_is_the_answer_and_the_one_after_is_not(bot: RunningBot) -> None:
    sitting = await asked(bot)
    await sitting.type("临猗", shows="临猗")
    assert await headline(sitting) == "临猗"
    assert "临猗现代农业产业示范区" in (await bot.owner.ask("临猗")).text
    assert await headline(sitting) == "临猗"


async def test_a_command_ends_the_waiting(bot: RunningBot) -> None:
    sitting = await asked(bot)
    await bot.owner.ask("/id")
    await bot.owner.ask("临猗")
    assert await headline(sitting) == "甲事"


async def test_an_unknown_command_ends_it_too(bot: RunningBot) -> None:
    sitting = await asked(bot)
    await bot.owner.ask("/nothing")
    await bot.owner.ask("临猗")
    assert await headline(sitting) == "甲事"


async def test_a_chinese_command_ends_it_and_is_answered(bot: RunningBot) -> None:
    sitting = await asked(bot)
    assert "临猗现代农业产业示范区" in (await bot.owner.ask("/园区 临猗")).text
    assert await headline(sitting) == "甲事"
    assert await bot.rows(AWAITED) == [(0,)]


async def test_the_word_cancel_is_no_answer(bot: RunningBot) -> None:
    sitting = await asked(bot)
    await sitting.type("取消", shows="第 1 篇")
    assert await headline(sitting) == "甲事" and await bot.rows(AWAITED) == [(0,)]
    await sitting.press("返回")
    await sitting.press("版次", shows="请发送版次")
    await sitting.type("取消", shows="1 篇")
    assert not (await sitting.draft()).issue.page


async def test_any_button_ends_it(bot: RunningBot) -> None:
    sitting = await asked(bot)
    await sitting.press("取消", shows="第 1 篇")
    assert await bot.rows(AWAITED) == [(0,)]
    await sitting.press("标题")
    card = await bot.api.user(1).ask("/park 临猗")
    await bot.owner.forge_press(card, "help:1").answered()
    await bot.becomes(AWAITED, (0,))


async def test_an_hour_later_it_is_over(bot: RunningBot, clock: SetClock) -> None:
    sitting = await asked(bot)
    clock.go_on_from(now() + dt.timedelta(minutes=61))
    await bot.owner.ask("临猗")
    assert await headline(sitting) == "甲事"


async def test_it_outlasts_a_restart(tmp_path: Path, clock: SetClock, no_gaps: None) -> None:
    async with running_bot(tmp_path) as bot:
        sitting = await asked(bot)
        api = bot.api
    async with running_bot(tmp_path, api=api) as bot:
        sitting.bot = bot
        await sitting.type("新标题", shows="新标题")
        assert await headline(sitting) == "新标题"


async def test_another_person_is_not_taken_for_the_one_who_was_asked(bot: RunningBot) -> None:
    sitting = await asked(bot)
    await bot.api.user(1).ask("新标题")
    group = bot.api.supergroup("园区群", owner=bot.owner)
    bot.owner.send("新标题", group)
    await bot.handled_all()
    assert await headline(sitting) == "甲事"


async def test_the_answer_to_a_draft_that_was_decided_on_changes_nothing(bot: RunningBot) -> None:
    sitting = await asked(bot)
    await bot.database.write(drafts.close_draft, sitting.draft_id, drafts.DISCARDED)
    assert "已定为不发布" in (await bot.owner.ask("新标题")).text
    assert await headline(sitting) == "甲事"


async def test_an_answer_that_is_handled_twice_changes_once(bot: RunningBot) -> None:
    sitting = await asked(bot)
    await sitting.type("新标题", shows="新标题")
    key = (await sitting.article()).key
    again = await bot.owner.ask("新标题")
    assert again.message_id != sitting.message.message_id
    assert (await sitting.article()).key == key


async def test_of_two_questions_the_last_holds(bot: RunningBot) -> None:
    sitting = await asked(bot)
    await sitting.press("取消", shows="第 1 篇")
    await sitting.press("返回", shows="1 篇")
    await sitting.press("版次")
    await sitting.type("5", shows="第5版")
    assert await headline(sitting) == "甲事"


async def test_it_goes_with_what_is_forgotten(bot: RunningBot) -> None:
    await asked(bot)
    question = await bot.owner.ask("/forget")
    await waiting.press_for_edit(bot.owner, question, "删除")
    await bot.becomes(AWAITED, (0,))
    assert await bot.rows("SELECT count(*) FROM drafts") == [(0,)]


@pytest.mark.parametrize(("minutes", "is_awaited"), [(0, True), (59, True), (60, False), (10_000, False)])
def test_what_is_awaited_lasts_an_hour(database: Database, minutes: int, is_awaited: bool) -> None:
    def ask(db: object) -> int:
        draft_id = drafts.save_draft(db, OWNER_ID, made_issue(made_article("甲事")), MORNING)  # type: ignore[arg-type]
        awaited.ask(db, OWNER_ID, 1, draft_id, 2, "brief", MORNING, typed="x")  # type: ignore[arg-type]
        return draft_id

    draft_id = database.write_now(ask)
    at = MORNING + dt.timedelta(minutes=minutes)
    found = database.read_now(awaited.awaited_of, OWNER_ID, at)
    assert (found is not None) == is_awaited
    if found is not None:
        assert (found.draft_id, found.key, found.what, found.typed) == (draft_id, 2, "brief", "x")
    assert database.read_now(awaited.awaited_of, OWNER_ID + 1, at) is None
