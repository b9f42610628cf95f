"""An editor puts published projects right: from a project's card, remembered, taken back, theirs alone."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from parsing.parks import Park
from playground.standin.message import Message
from storage.database import Db
from storage.desk import issues
from storage.moments import now
from storage.projects import projects
from storage.projects.projects import Project
from tests.desk.sitting import name_second_editor
from tests.made_issues import LINFEN, LINYI, made_article, made_issue
from tests.running_bot import RunningBot
from tests.terminal.told_projects import GLASS, OTHERS, STORES, TOLD
from tests.waiting import press_for_edit, until_message, until_seen
from tests.working.slow_file import slow_file

FORGED = (
    *("p_edit:1:1", "p_merge:1", "p_merge:1:0", "p_merge:99:1", "p_into:1", "p_into:1:99", "p_split:99"),
    *("p_out:1:3", "p_out:2:3", "p_out:1", "p_name:99", "p_drop:99", "p_undo:1:9", "p_undo:1"),
)


async def tell(bot: RunningBot, *told: tuple[str, Park, str]) -> None:
    for day, park, body in told:
        article = made_article(body[:6], park, body=body)
        issue = made_issue(article, day=dt.date.fromisoformat(day))
        await bot.database.write(issues.publish, issue, push=False, moment=now())
    await bot.becomes("SELECT count(*) FROM ledger_due", (0,))


async def card_of(bot: RunningBot, name: str, park: str = LINFEN.name) -> Message:
    """The card by which the owner puts a project right."""
    page = await bot.owner.ask(f"/projects {park}")
    await press_for_edit(bot.owner, page, name, shows="进展")
    return await press_for_edit(bot.owner, page, "整理项目", shows="篇报道写到这个项目")


async def shown(bot: RunningBot) -> dict[str, list[int]]:
    """The projects that readers see, with the articles that tell of each."""

    def read(db: Db) -> dict[str, list[int]]:
        found, _ = projects.projects_of(db, range(10_000), limit=99)
        return {each.name: _articles(db, each) for each in found}

    return await bot.database.read(read)


def _articles(db: Db, project: Project) -> list[int]:
    return [line.article_id for line in projects.time_line(db, project.id)]


async def test_two_are_put_together_an_article_is_taken_out_and_both_are_taken_back(bot: RunningBot) -> None:
    await tell(bot, *TOLD)
    card = await card_of(bot, STORES)
    await press_for_edit(bot.owner, card, "合并到……", shows=f"1. {GLASS} 封顶")
    assert OTHERS not in card.text, "it is of another park"
    await press_for_edit(bot.owner, card, "1", shows="合并：")
    assert "3 篇报道写到这个项目" in card.text and sorted((await shown(bot)).values()) == [[1, 2, 3], [4]]
    await press_for_edit(bot.owner, card, "拆出一篇", shows="1. 2026年4月4日")
    await press_for_edit(bot.owner, card, "3", shows="2 篇报道写到这个项目")
    assert sorted((await shown(bot)).values()) == [[1, 2], [3], [4]]
    await press_for_edit(bot.owner, card, "撤销 2", shows="3 篇报道写到这个项目")
    await press_for_edit(bot.owner, card, "撤销 1", shows="2 篇报道写到这个项目")
    assert (await shown(bot))[STORES] == [3]
    deeds = await bot.rows("SELECT what, person FROM deeds ORDER BY id")
    assert [what for what, _ in deeds] == ["projects_merged", "project_split", *["project_undone"] * 2]
    assert {person for _, person in deeds} == {7}
    assert "合并了项目" in (await bot.owner.ask("/log")).text


async def test_a_name_is_typed_and_a_project_that_is_none_goes_for_good(bot: RunningBot) -> None:
    await tell(bot, *TOLD)
    card = await card_of(bot, GLASS)
    await press_for_edit(bot.owner, card, "改名", shows="请发送新名称")
    refused = await bot.owner.ask("名" * 61)
    assert "1 到 60 个字" in refused.text
    bot.owner.send("恒岚 <玻璃>")
    named = await until_message(bot.owner.chat, "改名：", after=refused.message_id)
    assert named.text.startswith("恒岚 <玻璃>\n") and "恒岚 <玻璃>" in await shown(bot)
    await until_seen(lambda: bot.owner.chat.messages, lambda all_of_them: card not in all_of_them)
    await press_for_edit(bot.owner, named, "不是项目", shows="已认定不是项目")
    await tell(bot, ("2026-08-01", LINFEN, f"8月1日，{GLASS}正式投产。"))
    assert "恒岚 <玻璃>" not in await shown(bot)
    assert "恒岚 <玻璃>" in named.text
    await press_for_edit(bot.owner, named, "撤销", shows="3 篇报道写到这个项目")
    assert (await shown(bot))["恒岚 <玻璃>"] == [1, 2, 5]


async def test_the_same_press_twice_decides_once(bot: RunningBot) -> None:
    await tell(bot, *TOLD)
    card = await card_of(bot, STORES)
    await press_for_edit(bot.owner, card, "不是项目", shows="已认定不是项目")
    assert "已经是这样了" in (await bot.owner.forge_press(card, "p_drop:2").answered()).text
    await bot.owner.forge_press(card, "p_undo:2:1").answered()
    assert "已经撤销过了" in (await bot.owner.forge_press(card, "p_undo:2:1").answered()).text
    assert len(await bot.rows("SELECT 1 FROM deeds")) == 2


async def test_no_decision_waits_for_a_page_file(bot: RunningBot, tmp_path: Path) -> None:
    await tell(bot, *TOLD)
    card = await card_of(bot, STORES)
    async with slow_file(bot, tmp_path) as reading:
        await press_for_edit(bot.owner, card, "不是项目", shows="已认定不是项目")
        assert STORES not in await shown(bot) and not reading.done()


async def test_other_editors_undo_and_owners_hear_of_it(bot: RunningBot) -> None:
    await tell(bot, *TOLD)
    other = name_second_editor(bot)
    await press_for_edit(bot.owner, await card_of(bot, STORES), "不是项目", shows="已认定不是项目")
    heard = await until_message(other.chat, "认定不是项目")
    await other.forge_press(heard, "p_undo:2:1").answered()
    await bot.handled_all()
    assert STORES in await shown(bot)


async def test_projects_of_two_parks_are_never_one(bot: RunningBot) -> None:
    await tell(bot, *TOLD)
    card = await card_of(bot, STORES)
    answer = await bot.owner.forge_press(card, "p_into:2:3").answered()
    assert f"分属 {LINFEN.name} 和 {LINYI.name}" in answer.text
    assert not await bot.rows("SELECT 1 FROM project_decisions")


async def test_forged_buttons_change_nothing(bot: RunningBot) -> None:
    await tell(bot, *TOLD)
    page = await bot.owner.ask(f"/projects {LINFEN.name}")
    for data in FORGED:
        answer = await bot.owner.forge_press(page, data).answered()
        assert answer.text, data
    assert not await bot.rows("SELECT 1 FROM project_decisions")


async def test_readers_have_no_such_button_and_get_nowhere_with_a_forged_one(bot: RunningBot) -> None:
    await tell(bot, *TOLD)
    reader = bot.api.user(5)
    page = await reader.ask(f"/projects {LINFEN.name}")
    await press_for_edit(reader, page, GLASS, shows="进展")
    assert "整理项目" not in str(page.buttons)
    for data in ("p_edit:1", "p_drop:1", "p_into:1:2", "p_undo:1:1"):
        await reader.forge_press(page, data).answered()
    await bot.handled_all()
    assert not await bot.rows("SELECT 1 FROM project_decisions") and "整理" not in page.text
