"""Articles that were read wrongly are doubted, for the right reason; those that were read right are not."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.wording import DOUBTS
from parsing import parse_page
from parsing.article import Article, Block, Kind, Page
from parsing.doubt import Doubt, doubts_of, doubts_of_page, is_doubtful
from parsing.park_list import Park
from parsing.parks import Gazetteer, ParkReading
from tests.damaged_articles import ReadPage, damaged_pages
from tests.parsing_files import SAMPLE_TEXT

LINFEN = Gazetteer.bundled().names("临汾经开区")[0]
OTHER = Gazetteer.bundled().names("襄垣经开区")[0]
KICKER = (Kind.KICKER, "临汾经济开发区")
HEADLINE = (Kind.HEADLINE, "轴承企业添置热处理炉 产能翻番")
FIRST = (
    Kind.PARAGRAPH,
    "4月4日,走进临汾经济开发区的一家轴承企业,新装的热处理炉刚刚点火,几名钳工正围着机床校对尺寸,车间里摆满了待发的铸件。",
)
SECOND = (
    Kind.PARAGRAPH,
    "企业负责人介绍,今年一季度轴承产值达到12亿元,同比增长8.5%,订单已经排到9月份,工人们轮班生产也忙不过来。",
)
LAST = (Kind.PARAGRAPH, "下一步,开发区将围绕轴承补链强链,年内再引进3家配套企业,让铸件不出园区就能变成成品。")
RIGHT = (KICKER, HEADLINE, FIRST, SECOND, LAST)
STRANGE = (
    "苹果树下的果农正在给新栽的果苗浇水,合作社的冷库里还存着去年摘下的红富士,果汁厂的收购车已经开到了村口。",
    "合作社理事长老周说,果园今年改种矮化密植的果苗,分选线一天能分出20吨苹果,果农坐在家里就能把货卖到南方。",
)


def read(*blocks: tuple[Kind, str]) -> Article:
    return Article(tuple(Block(kind, text) for kind, text in blocks))


def doubts(*blocks: tuple[Kind, str], reading: ParkReading | None = None) -> tuple[Doubt, ...]:
    article = read(*blocks)
    return doubts_of(article, reading or Gazetteer.bundled().park_of(article))


def page_of(*articles: Article) -> Page:
    return Page("", dt.date(2026, 4, 4), date_assumed=False, page="", articles=articles)


def with_headline(text: str) -> tuple[tuple[Kind, str], ...]:
    return (KICKER, (Kind.HEADLINE, text), FIRST, SECOND, LAST)


def with_second(text: str) -> tuple[tuple[Kind, str], ...]:
    return (KICKER, HEADLINE, FIRST, (Kind.PARAGRAPH, text), LAST)


def test_an_article_read_right_is_not_doubted() -> None:
    assert doubts(*RIGHT) == ()


def test_every_doubt_has_its_wording() -> None:
    assert set(DOUBTS) == {doubt.value for doubt in Doubt}
    assert all(0 < len(phrase) <= 14 for phrase in DOUBTS.values())
    assert len(set(DOUBTS.values())) == len(DOUBTS)


ALONE = [
    (Doubt.NO_HEADLINE, (KICKER, FIRST, SECOND, LAST)),
    (Doubt.NO_BODY, (KICKER, HEADLINE)),
    (Doubt.GARBLED, with_second(SECOND[1].encode().decode("gb18030", "replace"))),
    (Doubt.GARBLED, with_second(SECOND[1].replace("企业", "\ufffd\ufffd"))),
    (
        Doubt.DIGITS_LOST,
        with_second("企业负责人介绍,今年一季度轴承产值达到亿元,同比增长.%,订单已经排到月份。"),
    ),
    (Doubt.MISREAD_SIGNS, with_second(SECOND[1].replace("已经", "己经"))),
    (Doubt.MISREAD_SIGNS, with_second(SECOND[1].replace("12亿", "1O亿"))),
    (Doubt.MARKUP_INSIDE, with_second(SECOND[1] + "&nbsp;</p>")),
    (Doubt.ODD_WORDS, with_second("炉匣砚钵瓮罐坛瓯盏釜甑" * 8 + "。")),
    (Doubt.ODD_PUNCTUATION, with_second(SECOND[1].replace(",", ",、"))),
    (Doubt.LIKE_A_TABLE, with_second("指标 2024年 2025年 增速 产值 125.6 138.2 10.0% 税收 8.3 9.1 9.6%")),
    (Doubt.SECOND_ARTICLE, with_second("本报讯 " + STRANGE[0])),
    (Doubt.SECOND_ARTICLE, (*RIGHT, (Kind.SECTION_HEAD, "襄垣经济技术开发区"), (Kind.PARAGRAPH, STRANGE[0]))),
    (
        Doubt.SECOND_ARTICLE,
        (KICKER, HEADLINE, FIRST, (Kind.BYLINE, "王磊"), SECOND, (Kind.BYLINE, "李娜")),
    ),
    (Doubt.HEADLINE_LIKE_NAVIGATION, with_headline("首页 > 新闻中心 > 正文")),
    (Doubt.HEADLINE_LIKE_NAVIGATION, with_headline("上一篇：轴承企业座谈会召开")),
    (Doubt.HEADLINE_LIKE_SENTENCE, with_headline("轴承企业新装的热处理炉刚刚点火。")),
    (Doubt.HEADLINE_LIKE_BYLINE, with_headline("本报记者 王磊 李娜")),
    (Doubt.HEADLINE_LIKE_CAPTION, with_headline("图为轴承企业的车间。王磊 摄")),
    (Doubt.HEADLINE_LIKE_PAGE_NUMBER, with_headline("A04")),
    (Doubt.HEADLINE_BROKEN, with_headline("轴承企业添置热处理炉和")),
    (Doubt.HEADLINE_BROKEN, with_headline("轴承企业添置热处理炉……")),
    (Doubt.HEADLINE_IS_PARK, with_headline("山西临汾经济开发区")),
    (Doubt.HEADLINE_IN_BODY, with_second(HEADLINE[1] + SECOND[1])),
    (Doubt.BEGINS_MID_SENTENCE, (KICKER, HEADLINE, (Kind.PARAGRAPH, "的一家" + FIRST[1]), SECOND, LAST)),
    (Doubt.ENDS_MID_SENTENCE, (KICKER, HEADLINE, FIRST, (Kind.PARAGRAPH, SECOND[1][:-9]))),
    (Doubt.ENDS_WITH_HEADING, (*RIGHT, (Kind.SECTION_HEAD, "小苹果托起大市场"))),
    (Doubt.ENDS_WITH_HEADING, (*RIGHT, (Kind.PARAGRAPH, "小苹果托起大市场"))),
    (Doubt.NAVIGATION_INSIDE, with_second(SECOND[1] + "分享到：微信 微博 复制链接")),
    (Doubt.NAVIGATION_INSIDE, with_second("(下转第3版)")),
    (Doubt.EDITORS_INSIDE, with_second(SECOND[1] + "责任编辑：李然")),
    (Doubt.NOTICE_INSIDE, with_second("旺铺出租,详情请拨打电话:0351-7537423")),
    (Doubt.CAPTION_INSIDE, with_second("热处理炉车间一角。王磊 摄")),
    (Doubt.BYLINE_INSIDE, with_second("本报记者 王磊 通讯员 李娜")),
    (Doubt.BYLINE_INSIDE, with_second("□ 李娜 " + SECOND[1])),
    (Doubt.TEXT_OUT_OF_PLACE, (KICKER, HEADLINE, FIRST, (Kind.SECTION_HEAD, SECOND[1]), LAST)),
    (Doubt.TEXT_OUT_OF_PLACE, (KICKER, HEADLINE, FIRST, (Kind.CAPTION, SECOND[1]), LAST)),
    (Doubt.TEXT_OUT_OF_PLACE, (KICKER, HEADLINE, (Kind.SUBHEAD, SECOND[1]), FIRST, LAST)),
    (Doubt.TEXT_OUT_OF_PLACE, (*RIGHT, (Kind.BYLINE, "工人们轮班生产也忙不过来"))),
    (Doubt.REPEATED_TEXT, (KICKER, HEADLINE, FIRST, SECOND, SECOND, LAST)),
    (Doubt.BROKEN_PARAGRAPH, with_second(SECOND[1][:-9])),
    (Doubt.UNPAIRED_MARKS, with_second("“" + SECOND[1])),
    (Doubt.HEADING_IN_BODY, with_second("强基础 把地基打得更牢")),
]


@pytest.mark.parametrize(("reason", "blocks"), ALONE)
def test_a_reason_that_is_enough_alone(reason: Doubt, blocks: tuple[tuple[Kind, str], ...]) -> None:
    found = doubts(*blocks)
    assert reason in found
    assert is_doubtful(found)


HINTS = [
    (Doubt.HEADLINE_TOO_SHORT, with_headline("轴承")),
    (Doubt.HEADLINE_UNECHOED, with_headline("苹果飘香出山来 果农笑开颜")),
    (Doubt.BEGINS_LIKE_A_CONTINUATION, (KICKER, HEADLINE, (Kind.PARAGRAPH, "此外," + FIRST[1]), LAST)),
    (Doubt.VERY_SHORT, (KICKER, HEADLINE, (Kind.PARAGRAPH, "轴承企业的热处理炉点火。"))),
    (Doubt.NO_PUNCTUATION, with_second("轴承企业的工人们轮班生产也忙不过来" * 4 + "。")),
    (Doubt.HEADLINE_TOO_LONG, with_headline("轴承企业添置热处理炉" * 4 + "产能翻番")),
    (Doubt.HEADLINE_TORN, with_headline("轴承企业添置热处理炉各")),
    (
        Doubt.LEAD_WITHOUT_HEADLINE,
        (KICKER, (Kind.HEADLINE, "铸件变成品 补链见成效"), (Kind.PARAGRAPH, STRANGE[0] * 4), LAST),
    ),
    (Doubt.BEGINS_WITHOUT_A_START, (KICKER, HEADLINE, (Kind.PARAGRAPH, "眼下," + FIRST[1]), SECOND, LAST)),
    (Doubt.OUT_OF_ORDER, with_second("一是补链。三是强链,让轴承企业尽快增产增收。")),
    (Doubt.LONE_SECTION_HEAD, (KICKER, HEADLINE, FIRST, (Kind.SECTION_HEAD, "补链条 添动能"), SECOND)),
    (Doubt.LEAD_LATER, (KICKER, HEADLINE, SECOND, FIRST, LAST)),
    (Doubt.VERY_LONG, (KICKER, HEADLINE, *((Kind.PARAGRAPH, f"{FIRST[1]}{n}号炉。") for n in range(80)))),
]


@pytest.mark.parametrize(("reason", "blocks"), HINTS)
def test_a_reason_that_is_a_hint(reason: Doubt, blocks: tuple[tuple[Kind, str], ...]) -> None:
    assert reason in doubts(*blocks)
    assert not is_doubtful([reason])


def test_hints_add_up() -> None:
    assert is_doubtful([Doubt.HEADLINE_TOO_LONG, Doubt.HEADLINE_TORN])
    assert is_doubtful([Doubt.LEAD_LATER, Doubt.HEADLINE_TORN, Doubt.UNSIGNED_AMONG_SIGNED])
    assert not is_doubtful([Doubt.LEAD_LATER, Doubt.LEAD_LATER, Doubt.LEAD_LATER])


def test_the_gravest_come_first() -> None:
    found = doubts(KICKER, (Kind.PARAGRAPH, "此外," + FIRST[1]), SECOND, reading=ParkReading(None))
    assert found == (Doubt.NO_HEADLINE, Doubt.BEGINS_LIKE_A_CONTINUATION, Doubt.NO_PARK)


# ── The park ──


def test_no_park_is_told_and_no_fault() -> None:
    found = doubts(*RIGHT[1:], reading=ParkReading(None))
    assert found == (Doubt.NO_PARK,)
    assert not is_doubtful(found)


def test_a_park_named_for_the_first_time_is_told() -> None:
    found = doubts(*RIGHT[1:], reading=ParkReading(Park("临汾轴承产业园", confirmed=False)))
    assert found == (Doubt.NEW_PARK,)
    assert not is_doubtful(found)


@pytest.mark.parametrize("name", ["版面导航高新区", "记者来到经开区", "同比增长开发区"])
def test_a_name_that_no_park_has(name: str) -> None:
    found = doubts(*RIGHT[1:], reading=ParkReading(Park(name, confirmed=False)))
    assert Doubt.ODD_PARK_NAME in found
    assert is_doubtful(found)


def test_a_park_that_the_text_does_not_name_while_it_names_another() -> None:
    found = doubts(*RIGHT[1:], reading=ParkReading(OTHER, (LINFEN,)))
    assert Doubt.PARK_CONTRADICTED in found
    assert is_doubtful(found)


def test_a_park_that_the_text_does_not_name() -> None:
    blocks = [(kind, text.replace("临汾经济开发区", "这里")) for kind, text in RIGHT[1:]]
    found = doubts(*blocks, reading=ParkReading(LINFEN))
    assert found == (Doubt.PARK_UNNAMED,)


def test_another_park_named_as_often() -> None:
    blocks = (*RIGHT, (Kind.PARAGRAPH, "襄垣经济技术开发区也来这里参观轴承企业。"))
    assert Doubt.SEVERAL_PARKS in doubts(*blocks, reading=ParkReading(LINFEN, (OTHER,)))


def test_a_paragraph_that_names_another_park() -> None:
    blocks = (*RIGHT, SECOND, (Kind.PARAGRAPH, "襄垣经济技术开发区也有企业来订货。"), FIRST, FIRST)
    found = doubts(*blocks, reading=ParkReading(LINFEN, (OTHER,)))
    assert Doubt.OTHER_PARK_NAMED in found
    assert Doubt.SEVERAL_PARKS not in found
    assert Doubt.OTHER_PARK_NAMED not in doubts(*RIGHT, reading=ParkReading(LINFEN, (OTHER,)))


def test_a_paragraph_that_names_a_zone_elsewhere_is_a_hint() -> None:
    blocks = (*RIGHT, (Kind.PARAGRAPH, "日前,重庆高新区的企业也来这里订了20台轴承。"))
    assert doubts(*blocks, reading=ParkReading(LINFEN)) == (Doubt.OTHER_ZONE_NAMED,)
    assert not is_doubtful([Doubt.OTHER_ZONE_NAMED])


# ── Beside other articles of the page ──


def orchard(*blocks: tuple[Kind, str]) -> Article:
    own = (Kind.HEADLINE, "苹果合作社改种矮化果苗"), *((Kind.PARAGRAPH, text) for text in STRANGE)
    return read(*(blocks or own))


def beside(article: Article, *others: Article) -> tuple[Doubt, ...]:
    return doubts_of(article, Gazetteer.bundled().park_of(article), page=page_of(*others, article))


def test_the_headline_of_a_neighbour() -> None:
    article = read(*with_headline("苹果合作社改种矮化果苗"))
    assert Doubt.HEADLINE_OF_NEIGHBOUR in beside(article, orchard())


def test_a_headline_nearer_to_a_neighbour() -> None:
    found = beside(read(*with_headline("听老人说矮化")), orchard())
    assert Doubt.HEADLINE_NEARER_NEIGHBOUR in found
    assert Doubt.HEADLINE_OF_NEIGHBOUR not in found


def test_a_paragraph_that_belongs_to_a_neighbour() -> None:
    article = read(*with_second(STRANGE[1]))
    neighbour = orchard((Kind.HEADLINE, "苹果合作社改种矮化果苗"), (Kind.PARAGRAPH, STRANGE[0]))
    assert Doubt.FOREIGN_PARAGRAPH in beside(article, neighbour)
    assert Doubt.FOREIGN_PARAGRAPH not in beside(read(*RIGHT), neighbour)


def test_a_sentence_that_stands_in_a_neighbour_too() -> None:
    found = beside(read(*RIGHT, (Kind.PARAGRAPH, STRANGE[0])), orchard())
    assert Doubt.TEXT_OF_NEIGHBOUR in found
    assert is_doubtful(found)


def test_the_rest_of_an_article_follows_without_a_headline() -> None:
    whole = (*RIGHT[:3], SECOND, LAST, (Kind.PARAGRAPH, SECOND[1] + "热处理炉的钳工也要添人手。"))
    one, rest = read(*whole[:4]), read(*whole[4:])
    page = page_of(one, rest, orchard())
    assert Doubt.REST_FOLLOWS in doubts_of(one, ParkReading(LINFEN), page=page)
    assert Doubt.REST_FOLLOWS not in doubts_of(rest, ParkReading(LINFEN), page=page)
    page = page_of(one, orchard(*((Kind.PARAGRAPH, text) for text in STRANGE)))
    assert Doubt.REST_FOLLOWS not in doubts_of(one, ParkReading(LINFEN), page=page)


def test_what_the_other_articles_have() -> None:
    signed = [
        orchard((Kind.DATELINE, "本报讯"), (Kind.PARAGRAPH, text), (Kind.BYLINE, "王磊")) for text in STRANGE
    ]
    found = beside(read(*RIGHT), *signed)
    customs = {Doubt.UNSIGNED_AMONG_SIGNED, Doubt.UNDATED_AMONG_DATED}
    assert customs <= set(found)
    assert not any(is_doubtful([custom]) for custom in customs)


def test_two_subjects() -> None:
    found = doubts(*RIGHT, *((Kind.PARAGRAPH, text) for text in STRANGE))
    assert Doubt.TWO_SUBJECTS in found
    assert not is_doubtful(found)


def test_a_loose_subject_is_one_that_the_headline_announces() -> None:
    blocks = (*with_headline("轴承企业产能翻番 苹果果农增收"), *((Kind.PARAGRAPH, text) for text in STRANGE))
    found = doubts(*blocks)
    assert Doubt.LOOSE_SUBJECT in found
    assert Doubt.TWO_SUBJECTS not in found


def test_the_doubts_of_a_page_are_those_of_its_articles() -> None:
    page = parse_page(SAMPLE_TEXT)
    readings = [Gazetteer.bundled().park_of(article) for article in page.articles]
    assert doubts_of_page(page, readings) == tuple(
        doubts_of(article, reading, page=page)
        for article, reading in zip(page.articles, readings, strict=True)
    )


def test_no_article_of_the_sample_page_is_flagged() -> None:
    page = parse_page(SAMPLE_TEXT)
    readings = [Gazetteer.bundled().park_of(article) for article in page.articles]
    assert not any(map(is_doubtful, doubts_of_page(page, readings)))


# ── How much is caught ──


@pytest.fixture(scope="module")
def judged() -> list[tuple[str, bool]]:
    """The fault of each article of many made-up pages (empty: none), and whether it is flagged."""
    found: list[tuple[str, bool]] = []
    for made in damaged_pages(150, share=0.05):
        found += zip((article.fault for article in made), flags(made), strict=True)
    return found


def flags(made: ReadPage) -> list[bool]:
    page = page_of(*(Article(tuple(article.blocks)) for article in made))
    readings = [
        ParkReading(Gazetteer.bundled().names(article.park)[0]) if article.park else ParkReading(None)
        for article in made
    ]
    return [is_doubtful(found) for found in doubts_of_page(page, readings)]


def test_few_flags_catch_most_of_the_wrong(judged: list[tuple[str, bool]]) -> None:
    wrong = [flagged for fault, flagged in judged if fault]
    assert 0.03 * len(judged) <= len(wrong) <= 0.08 * len(judged), "about one in twenty is wrong"
    assert sum(flagged for _, flagged in judged) <= 0.10 * len(judged)
    assert sum(wrong) >= 0.80 * len(wrong)


# ── Any text ──

_TEXT = st.text(max_size=40) | st.sampled_from(
    (
        *(
            "。",
            "“",
            "本报讯",
            "王磊 摄",
            "临汾经济开发区",
            "首页 | 要闻 | 社会 | 财经",
            "|" * 60,
            "1.5%",
            "?" * 9,
        ),
        *(
            FIRST[1],
            SECOND[1],
            STRANGE[0],
            "二是",
            "\x00\ufffd",
            " ",
            "责编:李然",
            "(",
            "&nbsp;",
            "1234567890",
        ),
    )
)
_BLOCKS = st.lists(st.tuples(st.sampled_from(Kind), _TEXT), max_size=12)


@settings(max_examples=150)
@given(st.lists(_BLOCKS, max_size=4), _TEXT)
def test_any_page_can_be_doubted(pages: list[list[tuple[Kind, str]]], park: str) -> None:
    page = page_of(*(read(*blocks) for blocks in pages))
    readings = [ParkReading(Park(park, confirmed=False), (LINFEN,)) for _ in page.articles]
    found = doubts_of_page(page, readings)
    assert len(found) == len(page.articles)
    assert all(len(each) == len(set(each)) for each in found)
