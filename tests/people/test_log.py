"""/log: who did what with which issue or article and when, ten a page, the newest first."""

from __future__ import annotations

import datetime as dt

import pytest

from bot import wording
from bot.owner.log import DEEDS_A_PAGE
from storage.database import Database, Db
from storage.desk import drafts, issues
from storage.moments import now
from storage.people import deeds, editors
from tests.made_issues import made_article, made_issue
from tests.running_bot import OWNER_ID, RunningBot
from tests.set_clock import SHANGHAI, SetClock
from tests.waiting import press_for_edit

EDITOR_ID = 71


def lines(text: str) -> list[str]:
    return text.splitlines()[1:]


async def test_a_page_that_no_list_has(bot: RunningBot) -> None:
    message = await bot.owner.ask("/log")
    for verb in ("log", "editors", "issues"):
        told = await bot.owner.forge_press(message, f"{verb}:999999999999999999").answered()
        assert told.text != wording.SOMETHING_BROKE


async def test_it_begins_empty(bot: RunningBot) -> None:
    assert (await bot.owner.ask("/log")).text == wording.LOG_NONE


async def test_it_says_who_did_what_with_which_issue_or_article(bot: RunningBot, clock: SetClock) -> None:
    clock.stand_at(dt.datetime(2026, 10, 14, 9, 30, tzinfo=SHANGHAI))

    def happen(db: Db) -> None:
        editors.add(db, EDITOR_ID, "张三", added_by=OWNER_ID, moment=now())
        published = issues.publish(db, made_issue(made_article("临猗新事")), push=False, moment=now())
        issue_id = published.issue_id
        deeds.record(db, EDITOR_ID, deeds.PUBLISHED, now(), issue_id=issue_id, detail="1 篇")
        [(article_id,)] = db.execute("SELECT id FROM articles").fetchall()
        deeds.record(db, 4711, deeds.RETRACTED, now(), article_id=article_id)
        deeds.record(db, deeds.COMMAND_LINE, deeds.EDITOR_REMOVED, now(), detail="<李四>（5）")
        deeds.record(db, EDITOR_ID, deeds.CORRECTED, now(), issue_id=99, article_id=99)

    await bot.database.write(happen)
    when = "今天 09:30 "
    assert lines((await bot.owner.ask("/log")).text) == [
        f"{when}张三（71）更正了",
        f"{when}命令行移出了编辑：<李四>（5）",
        f"{when}4711 撤回了《临猗新事》 科学导报 · 2026年4月4日",
        f"{when}张三（71）发布了科学导报 · 2026年4月4日：1 篇",
    ]


async def test_it_speaks_in_the_zone_of_whoever_asks(bot: RunningBot, clock: SetClock) -> None:
    clock.stand_at(dt.datetime(2026, 10, 14, 9, 30, tzinfo=SHANGHAI))
    await bot.owner.ask("/digest 时区 东京")
    await bot.database.write(deeds.record, EDITOR_ID, deeds.DISCARDED, now())
    assert "今天 10:30 " in (await bot.owner.ask("/log")).text


async def test_it_turns_pages(bot: RunningBot) -> None:
    def happen(db: Db) -> None:
        for number in range(1, 22):
            deeds.record(db, EDITOR_ID, deeds.DISCARDED, now(), detail=f"第{number}个")

    await bot.database.write(happen)
    shown = await bot.owner.ask("/log")
    assert [line.rpartition("：")[2] for line in lines(shown.text)] == [f"第{n}个" for n in range(21, 11, -1)]
    assert shown.buttons == ((wording.NEXT,),)
    await press_for_edit(bot.owner, shown, wording.NEXT, shows="第11个")
    assert shown.buttons == ((wording.PREVIOUS, wording.NEXT),)
    await press_for_edit(bot.owner, shown, wording.NEXT, shows="第1个")
    assert shown.buttons == ((wording.PREVIOUS,),) and len(lines(shown.text)) == 1
    gone = await bot.owner.forge_press(shown, "log:4").answered()
    assert gone.text == wording.PAGE_GONE
    assert (await bot.owner.forge_press(shown, "log:0").answered()).text == wording.UNKNOWN_BUTTON


async def test_ten_of_the_longest_fit_in_one_message(bot: RunningBot) -> None:
    def happen(db: Db) -> None:
        editors.add(db, EDITOR_ID, "名" * 200, added_by=OWNER_ID, moment=now())
        issue = made_issue(made_article("题" * 200), newspaper="报" * 40)
        issue_id = issues.publish(db, issue, push=False, moment=now()).issue_id
        for _ in range(DEEDS_A_PAGE):
            deeds.record(
                db, EDITOR_ID, deeds.CORRECTED, now(), issue_id=issue_id, article_id=1, detail="&" * 300
            )

    await bot.database.write(happen)
    assert len(lines((await bot.owner.ask("/log")).text)) == DEEDS_A_PAGE


async def test_every_deed_at_the_desk_is_recorded_once(bot: RunningBot) -> None:
    draft = await bot.database.write(drafts.save_draft, OWNER_ID, made_issue(made_article("一")), now())
    other = await bot.database.write(drafts.save_draft, OWNER_ID, made_issue(made_article("二")), now())
    again = await bot.database.write(drafts.save_draft, OWNER_ID, made_issue(made_article("一")), now())
    card = await bot.owner.ask("/id")
    for data in (f"store:{draft}", f"store:{draft}", f"discard:{other}", f"push:{again}"):
        await bot.owner.forge_press(card, data).answered()
    assert await bot.rows("SELECT person, what, issue_id, detail FROM deeds") == [
        (OWNER_ID, "published", 1, "1 篇"),
        (OWNER_ID, "discarded", None, "made.txt"),
    ]


def test_every_deed_has_its_words(database: Database) -> None:
    assert set(wording.DEEDS) == set(deeds.ALL)
    with pytest.raises(ValueError, match="no such deed"):
        database.write_now(deeds.record, 1, "danced", now())


def test_deeds_of_one_moment_keep_their_order(database: Database) -> None:
    moment = now()
    for detail in "abc":
        database.write_now(deeds.record, 1, deeds.DISCARDED, moment, detail=detail)
    database.write_now(deeds.record, 1, deeds.DISCARDED, moment - dt.timedelta(hours=1), detail="d")
    found = database.read_now(deeds.newest, limit=3, offset=1)
    assert [each.detail for each in found] == ["c", "b", "a"]
