"""A card's punctuation is as Chinese text has it; what is stored keeps the page's, and is still found."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.cards.punctuation import narrowed, widened
from bot.desk.articles.article_sentences import pieces_of_typed
from parsing.article import Article, Block, Kind
from storage.archive import newest_articles
from summaries.article_brief import text_of
from tests.made_issues import made_article, made_issue
from tests.running_bot import RunningBot
from tests.waiting import press_for_message

PAGE = '主打产品日产量约2万个,通过1,000余家门店销售;多县(市、区)学生说:"好吃!"10:30开门。'
SHOWN = "主打产品日产量约2万个，通过1,000余家门店销售；多县（市、区）学生说：“好吃！”10:30开门。"
WRITTEN_AS_THEY_ARE = (
    "1,000",
    "12,345.67",
    "3.5",
    "10:30",
    "9:00-17:00",
    "192.168.1.1:8080",
    "linyi@example.com",
    "https://example.com/a,b;c?d=1:2&e=(f)",
    "http://example.com/搜索?q=1,2",
    "www.example.com:80/a?b",
    "AI, IoT and 5G",
    "f(x)",
    'Say "hello"',
    '24" x 32"',
)
MARKS = st.sampled_from([*',;:?!()"', *"，；：？！（）“”。、%"])
PIECES = st.one_of(
    st.sampled_from(WRITTEN_AS_THEY_ARE), MARKS, st.text("园区新闻\U00020000 \n1a．", max_size=6)
)


@pytest.mark.parametrize(
    ("page", "shown"),
    [
        (PAGE, SHOWN),
        ("增长5%,1月达1500!", "增长5%，1月达1500！"),
        ("晋政发(2026)5号,GDP(国内生产总值)", "晋政发（2026）5号，GDP（国内生产总值）"),
        ("聚焦“AI”,“双碳”等领域", "聚焦“AI”，“双碳”等领域"),
        ('屏幕24"和32",另有"小巨人"', '屏幕24"和32"，另有“小巨人”'),
        ('只有一个"引号', '只有一个"引号'),
        ("见http://example.com/a,详情", "见http://example.com/a，详情"),
        ('In English, (only) "this": right? Yes! 1,000', 'In English, (only) "this": right? Yes! 1,000'),
    ],
)
def test_marks_are_wide_in_chinese_and_nowhere_else(page: str, shown: str) -> None:
    assert widened(page) == shown


@given(st.lists(PIECES, max_size=12).map("".join))
def test_nothing_but_the_width_of_marks_changes(text: str) -> None:
    shown = widened(text)
    assert len(shown) == len(text) and narrowed(shown) == narrowed(text)


@given(st.text(st.characters(max_codepoint=0x2FF)))
def test_a_text_without_chinese_stays(text: str) -> None:
    assert widened(text) == text


@given(st.sampled_from(WRITTEN_AS_THEY_ARE[:-2]), MARKS, MARKS)
def test_numbers_addresses_and_latin_words_stay_inside_chinese(inside: str, before: str, after: str) -> None:
    for shown in (widened(f"园区见{inside},全文"), widened(f"园区见{before}（{inside}）{after}全文")):
        assert inside in shown


@given(st.lists(st.sampled_from("园区新闻"), min_size=2, max_size=6), st.sampled_from(",;:?!"))
def test_none_is_narrow_between_chinese_characters(chars: list[str], mark: str) -> None:
    assert mark not in widened(mark.join(chars))


async def test_what_is_shown_is_wide_and_what_is_stored_and_found_is_the_pages(bot: RunningBot) -> None:
    await bot.publish(made_issue(made_article("日产2万个,销全国", body=PAGE)), push=False)
    reader = bot.api.user(1)
    card = await reader.ask("/park 临猗")
    assert SHOWN in card.text and "日产2万个，销全国" in card.text
    assert SHOWN in (await press_for_message(reader, card, "全文")).text
    assert SHOWN in (await press_for_message(reader, card, "出处")).text
    for copied in ("2万个，通过1,000余家", "学生说：“好吃！”", "日产2万个，销全国"):
        assert "日产2万个，销全国" in (await reader.ask(f"/search 「{copied}」")).text, copied
    assert "<b>2万个，通过</b>" in (await reader.ask("/search 「2万个，通过」")).html
    [stored] = (await bot.database.read(newest_articles.newest, limit=1)).cards
    assert (stored.headline, stored.brief) == ("日产2万个,销全国", PAGE)


def test_an_editor_may_type_what_a_card_shows() -> None:
    article = Article((Block(Kind.PARAGRAPH, PAGE),))
    [piece] = pieces_of_typed(article, "通过1,000余家门店销售；多县（市、区）学生说：“好吃！”")
    assert text_of(article, piece) == '通过1,000余家门店销售;多县(市、区)学生说:"好吃!"'


async def test_words_are_found_whichever_width_a_page_has(bot: RunningBot) -> None:
    await bot.publish(
        made_issue(made_article("宽的", body=SHOWN), made_article("窄的", body=PAGE)), push=False
    )
    reader = bot.api.user(1)
    for copied in ("2万个，通过1,000余家", "2万个,通过1,000余家", "学生说：“好吃！”", '学生说:"好吃!"'):
        found = await reader.ask(f"/search 「{copied}」")
        assert "宽的" in found.text and "窄的" in found.text, copied
        excluded = await reader.ask(f"/search 产品 -「{copied}」")
        assert "宽的" not in excluded.text and "窄的" not in excluded.text, copied
