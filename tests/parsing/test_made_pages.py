"""Pages that nobody has read before come apart: made-up articles with every kind of fault a page has."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from parsing import parse_page
from parsing.article import Article, Page
from parsing.parks import Gazetteer
from tests.parsing_files import SAMPLE_TEXT
from tests.parsing_pages import GoldArticle, MadePage, PageMaker

PAGES = 60
# Shares of the articles of PAGES pages that have to be exactly right, part by part.
REACHED = {
    "headline": 0.99,
    "kicker": 0.99,
    "dateline": 0.99,
    "subhead": 0.99,
    "authors": 0.99,
    "captions": 0.99,
    "section_heads": 0.99,
    "paragraphs": 0.98,
    "park": 0.99,
}


def characters(text: str) -> Counter[str]:
    return Counter(character for character in text if not character.isspace())


def to_keep(text: str) -> Counter[str]:
    """What has to be found again: all but space and the mark at the start of a file."""
    return characters(text.removeprefix("\ufeff"))


def kept(page: Page) -> Counter[str]:
    blocks = "".join(block.text for article in page.articles for block in article.blocks)
    return characters(blocks + "".join(page.furniture))


def parts(article: Article) -> dict[str, object]:
    park = Gazetteer.bundled().park_of(article).main
    return {
        "headline": article.headline,
        "kicker": article.kicker,
        "dateline": article.dateline,
        "subhead": article.subhead,
        "authors": list(article.authors),
        "captions": list(article.captions),
        "section_heads": list(article.section_heads),
        "paragraphs": list(article.paragraphs),
        "park": park.name if park else "",
    }


def found(page: Page, gold: GoldArticle) -> Article | None:
    """The article that shares most of the gold's body."""
    body = characters("".join(gold.paragraphs))
    shared = [
        (sum((characters("".join(one.paragraphs)) & body).values()), at)
        for at, one in enumerate(page.articles)
    ]
    return page.articles[max(shared)[1]] if shared else None


@pytest.fixture(scope="module")
def made() -> list[tuple[MadePage, Page]]:
    pages = [PageMaker(seed).make() for seed in range(PAGES)]
    return [(page, parse_page(page.text)) for page in pages]


@pytest.mark.parametrize("part", REACHED)
def test_each_part_of_the_articles_is_read_right(made: list[tuple[MadePage, Page]], part: str) -> None:
    right = total = 0
    for page, read in made:
        for gold in page.articles:
            article = found(read, gold)
            total += 1
            right += article is not None and parts(article)[part] == getattr(gold, part)
    assert right >= REACHED[part] * total, f"{right} of {total}"


def test_articles_are_neither_split_nor_merged(made: list[tuple[MadePage, Page]]) -> None:
    right = sum(len(page.articles) == len(read.articles) for page, read in made)
    assert right >= 0.97 * PAGES


def test_furniture_is_told_apart(made: list[tuple[MadePage, Page]]) -> None:
    for page, read in made:
        assert sorted(read.furniture) == sorted(page.furniture)


@given(st.integers(min_value=0, max_value=10**9))
def test_every_character_of_a_made_page_is_kept_once(seed: int) -> None:
    text = PageMaker(seed).make().text
    assert kept(parse_page(text)) == to_keep(text)


_FRAGMENTS = st.sampled_from(
    (
        *(
            "\n",
            "\n\n",
            "。",
            ",",
            "，",
            "本报讯 ",
            "科学导报 ",
            "(记者 张三)",
            "（下转第3版）",
            "(上接第1版)",
            "——",
            "▲",
        ),
        *(
            " 李阳",
            "临汾经济开发区",
            "示范区",
            "责编:王五",
            "2026年4月6日 星期一 A4",
            "供图",
            "摄",
            "“",
            "”",
            "\u3000",
        ),
        *(
            "园区里的新厂房正在安装设备",
            "声明作废",
            "……",
            "一是",
            "12345",
            "abc DEF",
            "\x1c",
            "\u2028",
            "𠀀",
            "🙂",
        ),
        *("\ufeff", "\0"),
    )
)


@example("\n\ufeff")
@given(st.lists(_FRAGMENTS | st.text(max_size=8), max_size=60).map("".join))
def test_every_character_of_any_text_is_kept_once(text: str) -> None:
    assert kept(parse_page(text)) == to_keep(text)


def wrapped(text: str, columns: int) -> str:
    """The text with every line wrapped at so many Chinese characters, blank lines kept."""
    lines = (
        line[at : at + columns] for line in text.split("\n") for at in range(0, max(1, len(line)), columns)
    )
    return "\n".join(lines)


@pytest.mark.parametrize("columns", [24, 32])
def test_a_text_wrapped_at_a_fixed_width_reads_like_the_unwrapped_one(columns: int) -> None:
    sample = SAMPLE_TEXT.replace("\n\n\n\n", "\n\n")
    page, read = parse_page(sample), parse_page(wrapped(sample, columns))
    assert [article.headline for article in read.articles] == [article.headline for article in page.articles]
    assert [article.section_heads for article in read.articles] == [
        article.section_heads for article in page.articles
    ]
    right = sum(
        one.paragraphs == other.paragraphs for one, other in zip(page.articles, read.articles, strict=True)
    )
    assert right >= 4
