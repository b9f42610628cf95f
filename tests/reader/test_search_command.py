"""/search: words, phrases, exclusions, places, days and order, as a reader meets them."""

from __future__ import annotations

import datetime as dt

import pytest

from bot.search.term_words import cut_terms
from playground.standin.message import Message
from summaries.words import search_words
from tests.made_issues import LINFEN, TANGHUAI, made_issue, written_article
from tests.running_bot import RunningBot
from tests.set_clock import SHANGHAI, SetClock
from tests.waiting import press_for_edit

APRIL = dt.date(2026, 4, 4)


PAGE = (
    written_article("果业招聘会开场", "临猗的果业招聘会今天开场。35家企业拿出420个岗位，工资从4000元起。"),
    written_article("新厂房封顶", "新建的标准厂房昨天封顶。企业下月招聘员工。", LINFEN),
    written_article("光伏项目并网", "屋顶光伏项目并网发电。ABC公司装了１２台逆变器。", TANGHUAI),
    written_article("园区没有名字", "一处冷库开工，并不招聘。", None),
)


def headlines(answer: Message) -> list[str]:
    return [article.article.headline for article in PAGE if article.article.headline in answer.text]


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("招聘", ["果业招聘会开场", "新厂房封顶", "园区没有名字"]),
        ("招聘 临汾", ["新厂房封顶"]),
        ("招聘 运城", ["果业招聘会开场"]),
        ("招聘 临猗县", ["果业招聘会开场"]),
        ("招聘 临汾经开区", ["新厂房封顶"]),
        ("临汾", ["新厂房封顶"]),
        ("综改区", ["光伏项目并网"]),
        ("招聘 -企业", ["园区没有名字"]),
        ("-招聘", ["光伏项目并网"]),
        ("“标准厂房”", ["新厂房封顶"]),
        ("“厂房标准”", []),
        ("厂房 标准", ["新厂房封顶"]),
        ("招聘 “并不招聘”", ["园区没有名字"]),
        ("招聘 -“并不招聘”", ["果业招聘会开场", "新厂房封顶"]),
        ("招聘會", ["果业招聘会开场"]),
        ("abc", ["光伏项目并网"]),
        ("ＡＢＣ公司", ["光伏项目并网"]),
        ("“12台”", ["光伏项目并网"]),
        ("變器", ["光伏项目并网"]),
        ("招聘 4月", ["果业招聘会开场", "新厂房封顶", "园区没有名字"]),
        ("招聘 2026-04", ["果业招聘会开场", "新厂房封顶", "园区没有名字"]),
        ("光伏 2026年4月4日", ["光伏项目并网"]),
        ("光伏 2026-05", []),
        ("2026-04-04 -招聘", ["光伏项目并网"]),
    ],
)
async def test_what_a_search_finds(bot: RunningBot, clock: SetClock, asked: str, found: list[str]) -> None:
    clock.stand_at(dt.datetime(2026, 12, 31, 23, 59, tzinfo=SHANGHAI))  # in whose year 4月 is April 2026
    await bot.publish(made_issue(*PAGE), push=False)
    answer = await bot.api.user(1).ask(f"/search {asked}")
    assert sorted(headlines(answer)) == sorted(found)
    assert found or "没有找到" in answer.text


async def test_a_place_without_hits_is_said_and_lifted(bot: RunningBot) -> None:
    await bot.publish(made_issue(*PAGE), push=False)
    answer = await bot.api.user(1).ask("/search 冷库 临汾")
    assert headlines(answer) == [] and "没有找到" in answer.text
    mention = written_article("外地也看临汾", "临汾的光伏展览来了外地客人。", None)
    await bot.publish(made_issue(mention), push=False)
    answer = await bot.api.user(1).ask("/search 展览 临汾")
    await press_for_edit(bot.api.user(1), answer, "不限园区和日期", shows="外地也看临汾")


async def test_hits_are_shown_in_their_sentence_with_the_words_bold(bot: RunningBot) -> None:
    await bot.publish(made_issue(*PAGE), push=False)
    answer = await bot.api.user(1).ask("/search 岗位 工资")
    assert "35家企业拿出420个<b>岗位</b>，<b>工资</b>从4000元起。" in answer.html
    assert "共 1 条" in answer.text
    assert answer.buttons == (("全文", "出处"),)


async def test_paging_and_order_are_buttons_that_edit_in_place(bot: RunningBot) -> None:
    reader = bot.api.user(1)
    many = [written_article(f"第{number}件", f"第{number}件事说到光伏。") for number in range(7)]
    best = written_article("光伏大会", "光伏、光伏，还是光伏。")
    await bot.publish(made_issue(best, *many), push=False)
    answer = await reader.ask("/search 光伏")
    assert "第6件" in answer.text and "光伏大会" not in answer.text and "共 8 条" in answer.text
    await press_for_edit(reader, answer, "下一页")
    assert "第0件" in answer.text and "光伏大会" in answer.text
    await press_for_edit(reader, answer, "按相关排序")
    assert answer.text.index("光伏大会") < answer.text.index("第6件")
    await press_for_edit(reader, answer, "下一页")
    await press_for_edit(reader, answer, "按时间排序")
    assert "第6件" in answer.text and "光伏大会" not in answer.text
    assert len(reader.chat.from_bot) == 1


async def test_this_week_is_a_limit(bot: RunningBot, clock: SetClock) -> None:
    today = dt.date(2027, 1, 3)
    clock.stand_at(dt.datetime.combine(today, dt.time(), SHANGHAI))
    await bot.publish(made_issue(written_article("今天的光伏", "光伏并网。"), day=today), push=False)
    await bot.publish(made_issue(written_article("从前的光伏", "光伏并网。"), day=APRIL), push=False)
    answer = await bot.api.user(1).ask("/search 光伏 本周")
    assert "今天的光伏" in answer.text and "从前的光伏" not in answer.text


async def test_without_words_it_says_how(bot: RunningBot) -> None:
    for text in ("/search", "搜索"):
        assert "请写上要找的词" in (await bot.api.user(1).ask(text)).text
    for text in ("/search “”", "/search - -- -"):
        assert "没有要找的词" in (await bot.api.user(1).ask(text)).text


async def test_chinese_words_for_it(bot: RunningBot) -> None:
    await bot.publish(made_issue(*PAGE), push=False)
    for text in ("搜索 招聘 临汾", "/搜索 招聘 临汾"):
        assert "新厂房封顶" in (await bot.api.user(1).ask(text)).text


@pytest.mark.parametrize(
    "text",
    [
        "'; DROP TABLE articles; --",
        '"',
        "a OR",
        "NEAR(",
        "* *",
        "headline:x",
        "x AND NOT",
        "()",
        "<b>",
        "\u202e招聘",
    ],
)
async def test_whatever_is_typed_is_words(bot: RunningBot, text: str) -> None:
    await bot.publish(made_issue(*PAGE), push=False)
    answer = await bot.api.user(1).ask(f"/search {text}")
    assert "没有找到" in answer.text or "例如" in answer.text or headlines(answer)


@pytest.mark.parametrize(
    "data", ["search", "search:99:1:0", "search:1:0:0", "search:1:999999:0", "search:1:1:7"]
)
async def test_a_forged_search_button_does_nothing(bot: RunningBot, data: str) -> None:
    reader = bot.api.user(1)
    await bot.publish(made_issue(*PAGE), push=False)
    answer = await reader.ask("/search 招聘")
    shown = answer.text
    assert (await reader.forge_press(answer, data).answered()).text
    await bot.handled_all()
    assert answer.text == shown and answer.edits == 0


def test_words_are_cut_as_the_index_is() -> None:
    assert cut_terms(("招聘會", "🚀"))[0] == ("招聘会", tuple(search_words("招聘会").split()))
    assert cut_terms(("🚀",)) == (("🚀", ()),)
