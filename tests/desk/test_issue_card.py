"""Day, newspaper, page and link of a draft: by a button or typed."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot import wording
from bot.desk.notes.day_words import read_day
from parsing.link import LONGEST_LINK, is_link
from storage.archive import known_articles
from storage.archive.published_issues import prepared_again
from storage.moments import now
from tests.desk.sitting import Sitting, sit_down
from tests.made_issues import DAY, made_article, made_issue
from tests.running_bot import RunningBot
from tests.set_clock import SHANGHAI, SetClock

TODAY = dt.date(2026, 4, 6)


@pytest.fixture(autouse=True)
def in_april(clock: SetClock) -> None:
    """It is the 6th of April."""
    clock.go_on_from(dt.datetime(2026, 4, 6, 10, tzinfo=SHANGHAI))


async def at_preview(bot: RunningBot, *, assumed: bool = True) -> Sitting:
    return await sit_down(bot, made_issue(made_article("甲事"), day=TODAY, assumed=assumed))


@pytest.mark.parametrize(("button", "day"), [("今天", TODAY), ("昨天", TODAY - dt.timedelta(days=1))])
async def test_a_day_by_a_button(bot: RunningBot, button: str, day: dt.date) -> None:
    sitting = await at_preview(bot)
    assert "先按今天" in sitting.message.text
    await sitting.press("日期", shows="2026年4月6日")
    await sitting.press(button, shows="1 篇")
    issue = (await sitting.draft()).issue
    assert issue.published_on == day and not issue.date_assumed
    assert "先按今天" not in sitting.message.text


async def test_the_day_in_the_files_name(bot: RunningBot) -> None:
    issue = replace(made_issue(made_article("甲事"), day=TODAY), source_name="导报2026-04-03.pdf")
    sitting = await sit_down(bot, issue)
    await sitting.press("日期")
    await sitting.press("文件名：2026年4月3日", shows="2026年4月3日")
    assert (await sitting.draft()).issue.published_on == dt.date(2026, 4, 3)


async def test_a_day_that_is_typed(bot: RunningBot) -> None:
    sitting = await at_preview(bot)
    await sitting.press("日期")
    assert "没看懂" in (await bot.owner.ask("下个月")).text
    await sitting.type("4月4日", shows="2026年4月4日 ·")
    assert (await sitting.draft()).issue.published_on == DAY


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("今天", TODAY),
        ("前天", dt.date(2026, 4, 4)),
        ("2026-04-04", DAY),
        ("2026年4月4日", DAY),
        ("20260404", DAY),
        ("２０２６．４．４", DAY),
        ("4月4号", DAY),
        ("4.4", DAY),
        ("12月31日", dt.date(2025, 12, 31)),
        ("2月29日", dt.date(2024, 2, 29)),
        ("4月10日", dt.date(2026, 4, 10)),
        ("2026-13-01", None),
        ("2月30日", None),
        ("2036-04-04", None),
        ("1900-01-01", None),
        ("三天前的样子", None),
        ("9" * 1000, None),
    ],
)
def test_days_as_they_are_written(text: str, expected: dt.date | None) -> None:
    assert read_day(text, TODAY) == expected


@given(st.text(max_size=40))
def test_any_text_is_a_possible_day_or_none(text: str) -> None:
    day = read_day(text, TODAY)
    assert day is None or day <= TODAY + dt.timedelta(days=7)


async def test_a_newspaper_that_is_known_or_typed(bot: RunningBot) -> None:
    await bot.publish(made_issue(made_article("旧事"), newspaper="山西日报"), push=False)
    sitting = await at_preview(bot)
    await sitting.press("报纸", shows="科学导报")
    await sitting.press("山西日报", shows="山西日报 ·")
    await sitting.press("报纸", shows="山西日报")
    await sitting.type("《山西经济日报》", shows="山西经济日报 ·")
    assert (await sitting.draft()).issue.newspaper == "山西经济日报"


@pytest.mark.parametrize(("typed", "page"), [("3", "3"), ("第A03版", "A03"), ("０３", "03")])
async def test_a_page(bot: RunningBot, typed: str, page: str) -> None:
    sitting = await at_preview(bot)
    await sitting.press("版次", shows="未知")
    await sitting.type(typed, shows=f"第{page}版")
    assert (await sitting.draft()).issue.page == page
    await sitting.press("版次")
    await sitting.press("不写版次")
    assert not (await sitting.draft()).issue.page


async def test_a_link_stands_in_the_preview_and_behind_the_brief(bot: RunningBot) -> None:
    sitting = await at_preview(bot)
    await sitting.press("链接")
    assert "不是网址" in (await bot.owner.ask("javascript:alert(1)")).text
    await sitting.type('https://example.com/a?b=1&c="2"<3>', shows="看版面")
    assert 'href="https://example.com/a?b=1&amp;c=&quot;2&quot;&lt;3&gt;"' in sitting.message.html
    await bot.owner.press(sitting.message, wording.PUBLISH_ONLY).answered()
    reader = bot.api.user(1)
    card = await reader.ask("/park 临猗")
    for button, words in (("出处", "出处"), ("全文", "今天开工")):
        reader.press(card, button)
        below = await bot.pushed(reader, words)
        assert "https://example.com/a?b=1" in (await bot.pushed(reader, "看版面")).html, below.html


async def test_a_link_is_taken_away(bot: RunningBot) -> None:
    sitting = await at_preview(bot)
    await sitting.press("链接")
    await sitting.type("https://example.com/", shows="看版面")
    await sitting.press("链接", shows="https://example.com/")
    await sitting.press("去掉链接")
    assert not (await sitting.draft()).issue.link


@pytest.mark.parametrize(
    "text",
    [
        "",
        "example.com",
        "ftp://example.com/",
        "tg://user?id=1",
        "https://",
        "https://localhost/",
        "https://a b.cn/",
        "https://user:word@example.com/",
        "https://[::1",
        "https://example.com/\u202e",
        "https://example.com/" + "a" * LONGEST_LINK,
    ],
)
def test_what_is_no_link(text: str) -> None:
    assert not is_link(text)


@given(st.text(max_size=60))
def test_any_text_is_a_link_or_none(text: str) -> None:
    assert not is_link(text) or text.startswith(("http", "HTTP"))


async def test_what_is_stored_is_told_anew_for_another_day(bot: RunningBot) -> None:
    await bot.publish(made_issue(made_article("甲事"), day=DAY), push=False)
    issue = made_issue(made_article("甲事"), day=TODAY)
    sitting = await sit_down(bot, await bot.database.read(known_articles.match_stored, issue))
    assert (await sitting.article()).article_id is None
    await sitting.press("日期")
    await sitting.type("2026-04-04", shows="以前发布过")
    assert (await sitting.article()).article_id is not None


async def test_an_issue_that_is_put_right_is_marked_as_mended(bot: RunningBot) -> None:
    published = await bot.publish(made_issue(made_article("甲事")), push=False)
    sitting = await sit_down(bot, await bot.database.read(prepared_again, published.issue_id or 0))
    await sitting.press("日期")
    await sitting.press("今天")
    issue = (await sitting.draft()).issue
    assert issue.mended and issue.articles[0].article_id is not None
    assert now().astimezone(SHANGHAI).date() == issue.published_on
