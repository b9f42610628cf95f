"""/projects and /due: a park's projects with time line, promises and where each is said."""

from __future__ import annotations

import datetime as dt

import pytest

from bot import wording
from bot.newsroom.ledger_keeping import keep_ledger
from parsing.parks import Park
from storage.desk import issues
from storage.moments import now
from storage.projects import ledger
from tests.made_issues import LINFEN, LINYI, made_article, made_issue
from tests.running_bot import RunningBot
from tests.set_clock import SetClock
from tests.waiting import press_for_edit, press_for_message

BEGUN = "4月1日，临汾恒岚新材料有限公司的恒岚特种玻璃项目开工，总投资2亿元，计划6月底前封顶。"
TOPPED_OUT = "6月20日，恒岚特种玻璃项目主厂房封顶，企业力争年底投产。"
OTHER = "4月2日，临汾沐禾冷链物流园签约。"
TODAY = dt.datetime(2026, 7, 10, 2, 0, tzinfo=dt.UTC)


@pytest.fixture(autouse=True)
def today(clock: SetClock) -> None:
    clock.go_on_from(TODAY)


async def tell(bot: RunningBot, day: str, *bodies: str, park: Park = LINFEN) -> None:
    articles = (made_article(body[:6], park, body=body) for body in bodies)
    issue = made_issue(*articles, day=dt.date.fromisoformat(day))
    await bot.parts.database.write(issues.publish, issue, push=False, moment=now())
    await keep_ledger(bot.parts)  # as it does every few seconds


async def told(bot: RunningBot) -> None:
    await tell(bot, "2026-04-04", BEGUN, OTHER)
    await tell(bot, "2026-06-21", TOPPED_OUT)


@pytest.mark.parametrize("asked", ["/projects 临汾经开区", "项目 临汾经开区"])
async def test_projects_of_a_park_the_one_heard_of_last_first(bot: RunningBot, asked: str) -> None:
    await told(bot)
    answer = await bot.api.user(1).ask(asked)
    assert answer.text == (
        "【山西临汾经济开发区】的项目，共 2 个\n签约 1 · 封顶 1\n\n"
        "恒岚特种玻璃项目\n封顶（2026年6月20日）　最近报道 2026年6月21日\n\n"
        "临汾沐禾冷链物流园\n签约（2026年4月2日）　最近报道 2026年4月4日"
    )
    assert answer.buttons == (("恒岚特种玻璃项目",), ("临汾沐禾冷链物流园",), ("签约", "封顶"))


async def test_a_project_has_a_time_line_and_promises_each_with_its_source(bot: RunningBot) -> None:
    await told(bot)
    reader = bot.api.user(1)
    answer = await reader.ask("/projects 临汾经开区")
    card = await press_for_edit(reader, answer, "恒岚特种玻璃项目", shows="进展")
    assert card.text == (
        "恒岚特种玻璃项目\n【山西临汾经济开发区】封顶（2026年6月20日）\n"
        "建设单位：临汾恒岚新材料有限公司\n总投资2亿元\n\n"
        "进展\n1. 2026年4月4日 《科学导报》开工（2026年4月1日）\n"
        "2. 2026年6月21日 《科学导报》封顶（2026年6月20日）\n\n"
        "承诺\n「6月底前封顶」 如期兑现（期限 2026年6月30日）\n"
        "「年底投产」 未到期（期限 2026年12月31日）"
    )
    says = await press_for_message(reader, card, "出处 2")
    assert says.text.startswith(f"恒岚特种玻璃项目的出处\n\n{TOPPED_OUT}\n\n")
    back = await press_for_edit(reader, card, "本园区的项目", shows="共 2 个")
    assert back.text == answer.text


async def test_without_the_right_to_a_text_only_the_words_are_quoted(bot: RunningBot) -> None:
    await told(bot)
    await bot.parts.database.write(lambda db: db.execute("UPDATE issues SET full_text = 0"))
    reader = bot.api.user(1)
    card = await press_for_edit(
        reader, await reader.ask("/projects 临汾经开区"), "恒岚特种玻璃项目", shows="进展"
    )
    says = await press_for_message(reader, card, "出处 2")
    assert "主厂房封顶" in says.text and "企业力争" not in says.text


async def test_those_at_one_stage_and_all_again(bot: RunningBot) -> None:
    await told(bot)
    reader = bot.api.user(1)
    answer = await reader.ask("/projects 临汾经开区")
    signed = await press_for_edit(reader, answer, "签约", shows="签约的项目")
    assert "沐禾" in signed.text and "恒岚" not in signed.text
    again = await press_for_edit(reader, signed, "全部阶段", shows="共 2 个")
    assert again.text == answer.text


async def test_a_park_without_projects_says_so(bot: RunningBot) -> None:
    await tell(bot, "2026-04-04", "临猗示范区召开座谈会。", park=LINYI)
    answer = await bot.api.user(1).ask("/projects 临猗")
    assert answer.text == wording.NO_PROJECTS.format(park=LINYI.name)


async def test_what_is_still_to_be_read_is_not_said_to_be_nothing(
    bot: RunningBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ledger, "due_parks", lambda db, limit: [])  # nothing is read for now
    issue = made_issue(made_article("恒岚", LINFEN, body=BEGUN))
    await bot.parts.database.write(issues.publish, issue, push=False, moment=now())
    answer = await bot.api.user(1).ask("/projects 临汾经开区")
    assert answer.text == wording.PROJECTS_BEING_READ.format(park=LINFEN.name)


async def test_a_project_that_was_retracted_is_gone(bot: RunningBot) -> None:
    await told(bot)
    reader = bot.api.user(1)
    answer = await reader.ask("/projects 临汾经开区")
    await bot.parts.database.write(issues.retract, 2, "有误", now())
    await bot.becomes("SELECT gone FROM projects WHERE name LIKE '%沐禾%'", (1,))
    assert (await reader.press(answer, "临汾沐禾冷链物流园").answered()).text == wording.PROJECT_GONE


@pytest.mark.parametrize(
    ("asked", "where"),
    [
        ("/due", ""),
        ("/due 临汾经开区", "【山西临汾经济开发区】"),
        ("到期 临汾", "临汾（全市）"),
        ("/due 临份 7月", "临汾（全市）"),
    ],
)
async def test_what_falls_due_this_month_and_in_others(bot: RunningBot, asked: str, where: str) -> None:
    await told(bot)
    reader = bot.api.user(1)
    answer = await reader.ask(asked)
    assert answer.text == f"{where}2026年7月没有到期的项目承诺。"
    june = await press_for_edit(reader, answer, "上个月", shows="2026年6月")
    assert june.text.startswith(f"{where}2026年6月到期的项目承诺，共 1 条")
    assert "1. 2026年6月30日 恒岚特种玻璃项目【山西临汾经济开发区】\n「6月底前封顶」 如期兑现" in june.text
    falling_due = june.text
    card = await press_for_edit(reader, june, "恒岚特种玻璃项目", shows="进展")
    assert card.text.startswith("恒岚特种玻璃项目\n") and card.buttons[-1] == ("本园区的项目", "返回")
    back = await press_for_edit(reader, card, "返回", shows="到期的项目承诺")
    assert back.text == falling_due


async def test_what_several_articles_promise_alike_is_one(bot: RunningBot) -> None:
    await tell(bot, "2026-04-04", BEGUN)
    await tell(bot, "2026-05-04", "5月3日，临汾恒岚新材料有限公司的恒岚特种玻璃项目加紧建设，预计6月底封顶。")
    reader = bot.api.user(1)
    due = await reader.ask("/due 6月")
    assert "到期的项目承诺，共 1 条" in due.text
    assert "6月底封顶」" in due.text and "6月底前封顶" not in due.text
    card = await press_for_edit(reader, due, "恒岚特种玻璃项目", shows="进展")
    assert card.text.count("期限 2026年6月30日") == 1
    await tell(bot, "2026-06-21", TOPPED_OUT)
    assert "如期兑现" in (await reader.ask("/due 6月")).text


async def test_what_falls_due_in_a_named_month_or_year(bot: RunningBot) -> None:
    await told(bot)
    reader = bot.api.user(1)
    for month in ("12月", "１２月", "十二月份", "2026年12月"):
        found = (await reader.ask(f"/due 临汾经开区 {month}")).text
        assert "2026年12月到期的项目承诺，共 1 条" in found
    year = await reader.ask("/due 今年 临汾")
    assert "2026年到期的项目承诺，共 2 条" in year.text
    later = await press_for_edit(reader, year, "下一年", shows="2027年")
    assert later.text == "临汾（全市）2027年没有到期的项目承诺。"


@pytest.mark.parametrize(
    ("asked", "named", "found", "before"),
    [
        ("/due 二季度", "2026年第二季度", 1, "2026年第一季度"),
        ("/due 第四季度 临汾", "2026年第四季度", 1, "2026年第三季度"),
        ("/due 上季度", "2026年第二季度", 1, "2026年第一季度"),
        ("/due 上半年", "2026年上半年", 1, "2025年下半年"),
        ("临汾下半年到期的承诺", "2026年下半年", 1, "2026年上半年"),
        ("/due 下一季度", "2026年第四季度", 1, "2026年第三季度"),
        ("/due 5月底前", "2026年1月至5月", 0, "2025年1月至5月"),
    ],
)
async def test_a_quarter_and_a_half_are_their_own(
    bot: RunningBot, asked: str, named: str, found: int, before: str
) -> None:
    await told(bot)
    reader = bot.api.user(1)
    answer = await reader.ask(asked)
    assert (f"{named}到期的项目承诺，共 {found} 条" if found else f"{named}没有到期") in answer.text
    label = next(label for label in answer.buttons[-1] if label.startswith("上"))
    earlier = await press_for_edit(reader, answer, label, shows=before)
    later = next(label for label in earlier.buttons[-1] if label.startswith("下"))
    assert named in (await press_for_edit(reader, earlier, later, shows=named)).text


@pytest.mark.parametrize(
    "asked",
    [
        *("/due 13月", "/due 0月", "/due 临汾 十三月", "/due 五季度", "/due 第13季度", "/due 2026年13月"),
        *("/due 1026年", "/due 20260年", "/due 临份 13月", "/due 6月30日", "/due 3个月内", "/due 6月 7月"),
        *("13月到期的承诺", "临汾 0月投产的项目", "哪些项目1026年投产"),
    ],
)
async def test_a_time_that_there_is_not_gets_a_sentence(bot: RunningBot, asked: str) -> None:
    await told(bot)
    answer = await bot.api.user(1).ask(asked)
    assert answer.text == wording.NO_SUCH_TIME.format(asked=asked.removeprefix("/due "))


async def test_of_another_city_nothing_falls_due(bot: RunningBot) -> None:
    await told(bot)
    await tell(bot, "2026-04-04", "临猗示范区召开座谈会。", park=LINYI)
    assert (await bot.api.user(1).ask("/due 运城 6月")).text == "运城（全市）2026年6月没有到期的项目承诺。"


FORGED = [
    *("projects:0", "projects:1:0", "projects:1:1:99", "projects:1:99"),
    *("project:1:2", "project:1:9:1:1", "project:99", "project_says:1"),
    *("due:1:5", "due:1:999999999", "due:0:24300:0", "due:999999"),
    *("due_city:999", "due_city:1:5", "due_city:1:1899", "due:0:9999"),
    *("due:0:2431804", "due:0:2431800", "due:0:2431613", "due:0:999999999"),
]


@pytest.mark.parametrize("data", FORGED)
async def test_a_forged_or_old_button_gets_a_sentence(bot: RunningBot, data: str) -> None:
    await told(bot)
    reader = bot.api.user(1)
    answer = await reader.ask("/projects 临汾经开区")
    before = answer.edits
    said = (await reader.forge_press(answer, data).answered()).text
    await reader.ask("/projects 临汾经开区")  # what the press did is done by then
    assert said or (answer.edits > before and ("没有" in answer.text or "不在了" in answer.text))


async def test_the_source_of_another_project_s_article_is_not_shown(bot: RunningBot) -> None:
    await told(bot)
    reader = bot.api.user(1)
    answer = await reader.ask("/projects 临汾经开区")
    assert (await reader.forge_press(answer, "project_says:1:2").answered()).text == wording.ARTICLE_GONE
