"""In a draft: which projects its articles tell of, and what an editor says of them, kept when published."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from parsing.parks import Park
from projects.archive import Ruling
from storage.archive.prepared import PreparedIssue, SaidOfProject
from storage.database import Database
from storage.desk import draft_projects
from tests.desk.sitting import Sitting, sit_down
from tests.desk.test_tidying import shown, tell
from tests.made_issues import LINFEN, TANGHUAI, made_article, made_issue
from tests.running_bot import RunningBot
from tests.storage.test_ledger import keep, names
from tests.storage.test_publishing import publish
from tests.terminal.told_projects import GLASS, OTHERS, STORES, TOLD, told

RUNNING = f"8月1日，{GLASS}正式投产。8月2日，临汾沐禾冷链物流园开工，总投资1.5亿元，计划2027年5月底前建成。"
COLD = "临汾沐禾冷链物流园"


def draft(*bodies: str, park: Park = LINFEN) -> PreparedIssue:
    articles = (made_article(body[:6], park, body=body) for body in bodies)
    return made_issue(*articles, day=dt.date(2026, 8, 3))


async def publish_draft(bot: RunningBot, desk: Sitting) -> None:
    desk.editor.forge_press(desk.message, f"store:{desk.draft_id}")
    await bot.becomes("SELECT count(*) FROM drafts WHERE state = 'published'", (1,))
    await bot.becomes("SELECT count(*) FROM ledger_due", (0,))


async def test_the_preview_says_which_projects_are_known_and_a_card_says_what_is_told(
    bot: RunningBot,
) -> None:
    await tell(bot, *TOLD)
    desk = await sit_down(bot, draft(RUNNING, "窗口启用。"))
    assert f"项目：{GLASS}（已有，封顶）、{COLD}（新项目）" in desk.message.text
    await desk.press("1", shows="项目：")
    await desk.press("项目 2", shows=f"1. {GLASS}\n投产\n→ 已有项目“{GLASS}”（封顶）")
    assert "开工　总投资1.5亿元　承诺：2027年5月底前建成\n→ 新项目" in desk.message.text


async def test_what_is_said_of_them_holds_from_publishing(bot: RunningBot) -> None:
    bot.parts.settings = bot.parts.settings.model_copy(update={"undo_seconds": 0})
    await tell(bot, *TOLD)
    desk = await sit_down(bot, draft(RUNNING))
    await desk.press("1", shows="项目：")
    await desk.press("项目 2", shows="写到的项目")
    await desk.press("1", shows="→ 已有项目")
    await desk.press("拆出", shows=f"→ 新项目，不是“{GLASS}”")
    await desk.press("撤销", shows="→ 已有项目")
    await desk.press("拆出", shows="发布时生效")
    await desk.press("返回", shows="写到的项目")
    await desk.press("2", shows="→ 新项目")
    await desk.press("合并到……", shows=STORES)
    assert OTHERS not in desk.message.text
    number = next(line[0] for line in desk.message.text.splitlines() if STORES in line)
    await desk.press(number, shows=f"→ 合并到“{STORES}”（签约）")
    await desk.press("改名", shows="请发送新名称")
    await desk.type("沐禾物流园", shows="改名为“沐禾物流园”")
    assert not await bot.rows("SELECT 1 FROM project_decisions"), "it is a draft yet"
    await publish_draft(bot, desk)
    assert (await shown(bot))["沐禾物流园"] == [3, 5]
    of_glass = await bot.rows(f"SELECT article_id, project_id FROM project_tellings WHERE name = '{GLASS}'")
    assert [article for article, _ in of_glass] == [1, 2, 5]
    assert of_glass[0][1] == of_glass[1][1] != of_glass[2][1]
    said = "SELECT what, person, article_id FROM deeds WHERE what LIKE 'project%' ORDER BY id"
    deeds = await bot.rows(said)
    assert deeds == [("project_split", 7, 5), ("projects_merged", 7, 5), ("project_renamed", 7, 5)]


async def test_one_that_is_none_is_none_when_it_is_published(bot: RunningBot) -> None:
    bot.parts.settings = bot.parts.settings.model_copy(update={"undo_seconds": 0})
    desk = await sit_down(bot, draft("临汾沐禾冷链物流园开工，总投资1.5亿元。"))
    await desk.press("1", shows="项目：")
    await desk.press("项目 1", shows="写到的项目")
    await desk.press("1", shows="→ 新项目")
    await desk.press("不是项目", shows="→ 不是项目")
    await desk.press("返回", shows="写到的项目")
    await publish_draft(bot, desk)
    assert await shown(bot) == {}


async def test_forged_buttons_change_nothing(bot: RunningBot) -> None:
    desk = await sit_down(bot, draft("临汾沐禾冷链物流园开工，总投资1.5亿元。", "窗口启用。"))
    before = await desk.draft()
    of = f"{desk.draft_id}:1"
    for data in (
        *(f"d_project:{of}:2", f"d_project:{of}:0", f"d_pinto:{of}:1:99", f"d_papart:{of}:1"),
        *(f"d_pnone:{of}:9", f"d_pundo:{of}", f"d_projects:{desk.draft_id}:2", f"d_pname:{of}:7"),
    ):
        await desk.editor.forge_press(desk.message, data).answered()
    await bot.handled_all()
    assert (await desk.draft()).issue == before.issue
    reader = bot.api.user(5)
    answer = await reader.ask("/park 临猗")
    await reader.forge_press(answer, f"d_pnone:{of}:1").answered()
    await bot.handled_all()
    assert (await desk.draft()).issue == before.issue


def test_what_is_said_of_a_project_that_is_no_more_or_of_another_park_is_left_out(database: Database) -> None:
    for number, each in enumerate(TOLD, 1):
        publish(database, told(*each, number))
    keep(database)
    said = _said((COLD, 99), (COLD, 3), park=LINFEN)
    publish(database, said)
    keep(database)
    assert decisions(database) == 0
    assert names(database)[0] == COLD
    publish(database, _said((COLD, 1), park=TANGHUAI))
    assert decisions(database) == 0


def decisions(database: Database) -> int:
    [number] = database.read_now(lambda db: db.execute("SELECT count(*) FROM project_decisions").fetchone())
    return int(number)


def _said(*merged: tuple[str, int], park: Park) -> PreparedIssue:
    issue = draft(f"8月2日，{COLD}开工。", park=park)
    said = tuple(SaidOfProject(name, Ruling.SAME, number) for name, number in merged)
    return replace(issue, articles=(replace(issue.articles[0], said=said),))


def test_a_later_word_takes_the_place_of_an_earlier_one() -> None:
    [article] = draft("窗口启用。").articles
    for ruling, number in ((Ruling.SAME, 1), (Ruling.NONE, 0), (Ruling.APART, 2)):
        article = draft_projects.with_said(article, SaidOfProject(COLD, ruling, number))
    assert [each.ruling for each in article.said] == [Ruling.NONE, Ruling.APART]
    assert [each.ruling for each in draft_projects.without_said(article, COLD).said] == [Ruling.NONE]
    assert draft_projects.without_said(article, GLASS) == article


def test_a_draft_s_articles_about_one_park_are_asked_about_together(database: Database) -> None:
    for number, each in enumerate(TOLD, 1):
        publish(database, told(*each, number))
    keep(database)
    issue = draft(f"8月1日，{GLASS}正式投产。", f"8月2日，{COLD}开工。").keyed()
    [question] = database.read_now(lambda db: draft_projects.questions(db, issue))
    found = {key: each.found for key, each in draft_projects.answered(question).items()}
    glass, cold = ([(each.name, each.project_id) for each in found[a.key]] for a in issue.articles)
    assert (glass, cold) == ([(GLASS, 1)], [(COLD, None)])
