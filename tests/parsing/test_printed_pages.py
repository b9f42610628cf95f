"""PDFs that browsers print are read by where their characters stand, not by what is drawn of them."""

from __future__ import annotations

from parsing.article import Page
from parsing.page_file import read_page_file
from tests.type3_files import SetLine, type3_pdf

HEADLINE = "旧厂房里办起 蘑菇工厂"
BODY = (
    "本报讯 三月的矿区，废弃多年的选煤厂房里亮起了灯。一排排菌架从门口码到墙根，工人们正把新到的菌棒摆上架。",
    "据了解，目前已有四座旧厂房改造完毕，带动周边三个村一百二十多户参与，预计全年可产鲜菇六百吨。",
)
SECOND = "古城迎来研学团"
SECOND_BODY = (
    "本报讯 四月的古城热闹起来，来自五省的研学团走上城墙，听讲解员说票号的故事，"
    "孩子们把城砖上的字一个个描下来。",
)
EMS = 20


def column(
    paragraphs: tuple[str, ...], *, left: float, top: float, size: float = 11.0
) -> tuple[list[SetLine], float]:
    """Paragraphs set in a column of 20 characters a line, indented by two; and where the column ends."""
    lines = []
    for paragraph in paragraphs:
        rest, indent = paragraph, 2
        while rest:
            lines.append(SetLine(rest[: EMS - indent], left + indent * size, top, size))
            rest, indent, top = rest[EMS - indent :], 0, top - 1.5 * size
    return lines, top


def page_of(*pages: list[SetLine]) -> Page:
    return read_page_file(type3_pdf(pages))


def test_a_page_without_metrics_keeps_its_lines_and_its_spaces() -> None:
    lines, _ = column(BODY, left=60, top=700)
    (article,) = page_of([SetLine(HEADLINE, 60, 740, 20), *lines]).articles
    assert article.headline == HEADLINE
    assert article.dateline == "本报讯"
    assert article.paragraphs == (BODY[0].removeprefix("本报讯 "), BODY[1])


def test_radicals_in_the_fonts_table_become_characters() -> None:
    radicals = str.maketrans("月西风长日工人", "⽉⻄⻛⻓⽇⼯⼈")
    lines, _ = column(BODY, left=60, top=700)
    set_ = [SetLine(line.text.translate(radicals), line.left, line.foot, line.size) for line in lines]
    (article,) = page_of([SetLine(HEADLINE, 60, 740, 20), *set_]).articles
    assert article.paragraphs == (BODY[0].removeprefix("本报讯 "), BODY[1])


def test_columns_end_where_headings_stand_across_them() -> None:
    left, right = BODY[0] * 3, BODY[1] * 3
    one, foot = column((left,), left=60, top=700)
    other, _ = column((right,), left=320, top=700)
    below, _ = column(SECOND_BODY, left=60, top=foot - 60)
    page = page_of([SetLine(HEADLINE, 60, 740, 20), *one, *other, SetLine(SECOND, 60, foot - 30, 20), *below])
    assert [article.headline for article in page.articles] == [HEADLINE, SECOND]
    assert page.articles[0].paragraphs == (left.removeprefix("本报讯 "), right)


def test_heads_and_feet_of_pages_do_not_part_a_paragraph() -> None:
    text = BODY[0] + BODY[1]
    lines, _ = column((text,), left=60, top=700)
    half = len(lines) // 2
    pages = []
    for number, some in enumerate((lines[:half], lines[half:]), 1):
        head = SetLine("晋岭日报 2026年3月18日 星期三", 60, 800, 9)
        foot = SetLine(f"http://paper.example/content.html {number}/2", 60, 20, 9)
        pages.append([head, *some, foot])
    pages[0].insert(1, SetLine(HEADLINE, 60, 740, 20))
    page = page_of(*pages)
    (article,) = page.articles
    assert article.paragraphs == (text.removeprefix("本报讯 "),)
    assert (page.newspaper, page.published_on.isoformat()) == ("晋岭日报", "2026-03-18")
    assert "http://paper.example/content.html 1/2" in page.furniture


def test_newspaper_pages_in_one_file_keep_their_numbers_and_their_turned_articles() -> None:
    first, _ = column(
        (BODY[0], BODY[1][:-12] + "（下转第3版）"),
        left=60,
        top=700,
    )
    rest, end = column(("（上接第1版）" + BODY[1][-12:] + "明年还要再添两座。",), left=60, top=700)
    other, _ = column(SECOND_BODY, left=60, top=end - 60)
    page = page_of(
        [SetLine("2026年3月18日 星期三 第01版 要闻", 60, 800, 9), SetLine(HEADLINE, 60, 740, 20), *first],
        [
            SetLine("2026年3月18日 星期三 第03版 综合", 60, 800, 9),
            *rest,
            SetLine(SECOND, 60, end - 30, 20),
            *other,
        ],
    )
    assert page.page == "01、03"
    assert [(article.headline, article.page) for article in page.articles] == [
        (HEADLINE, "01"),
        (SECOND, "03"),
    ]
    assert page.articles[0].paragraphs[-1] == BODY[1] + "明年还要再添两座。"
