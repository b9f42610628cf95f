"""The parts of a page that are told by their form: bylines, datelines, captions, furniture, cuts, heads."""

from __future__ import annotations

import datetime as dt

import pytest

from parsing import parse_page
from parsing.article import Article, Block, Kind, Page
from parsing.bylines import byline_at_end, byline_line
from parsing.captions import caption_evidence
from parsing.datelines import dateline_of
from parsing.furniture import furniture_evidence
from parsing.parks import Gazetteer

BODY = "园区里的新厂房正在安装设备,工人们三班倒赶工期,企业负责人说,预计下月就能投产,届时将新增岗位三百个。"


def page_of(*lines: str, name: str = "") -> Page:
    return parse_page("\n\n".join(lines), name=name)


def only_article(*lines: str) -> Article:
    (article,) = page_of(*lines).articles
    return article


@pytest.mark.parametrize(
    ("end", "authors"),
    [
        (" 郑苗苗", ["郑苗苗"]),
        ("　何大川 秦小雨", ["何大川", "秦小雨"]),
        (" 王　波", ["王波"]),
        (" 诸葛晓月", ["诸葛晓月"]),
        (" 买买提·艾力", ["买买提·艾力"]),
        ("(沈川)", ["沈川"]),
        ("（记者 何山）", ["何山"]),
        ("(记者 王波 通讯员 李阳)", ["王波", "李阳"]),
        (" 记者 秦月", ["秦月"]),
        (" 本报记者 秦岭", ["秦岭"]),
        ("（文/王文）", ["王文"]),
        ("王波", ["王波"]),
        ("(本报综合)", []),
        ("(作者系省社科院研究员)", []),
    ],
)
def test_bylines_after_the_last_full_stop(end: str, authors: list[str]) -> None:
    article = only_article("临汾经济开发区", "新厂房下月投产", "本报讯 " + BODY + end)
    assert list(article.authors) == authors
    assert article.paragraphs == (BODY,)


@pytest.mark.parametrize("end", ["同时", "近日", "记者了解到", "兰州新区", "云南"])
def test_what_a_cut_leaves_after_a_full_stop_is_no_byline(end: str) -> None:
    article = only_article("临汾经济开发区", "新厂房下月投产", "本报讯 " + BODY + end, ",二期工程也已开工。")
    assert article.authors == ()
    assert article.paragraphs == (f"{BODY}{end},二期工程也已开工。",)


@pytest.mark.parametrize(
    ("line", "authors"),
    [
        ("本报记者 何秋月", ("何秋月",)),
        ("□ 本报记者 王波 通讯员 李四", ("王波", "李四")),
        ("作者:王波", ("王波",)),
        ("王波 李阳", ("王波", "李阳")),
        ("文/图 王波", ("王波",)),
    ],
)
def test_a_byline_may_fill_a_line(line: str, authors: tuple[str, ...]) -> None:
    found = byline_line(line)
    assert found and found.authors == authors
    assert only_article("临汾经济开发区", "新厂房下月投产", line, "本报讯 " + BODY).authors == authors
    assert only_article("临汾经济开发区", "新厂房下月投产", "本报讯 " + BODY, line).authors == authors


@pytest.mark.parametrize("line", ["园区建设", "兰州新区", "科学导报", "走进 园区"])
def test_two_words_are_not_two_authors(line: str) -> None:
    assert byline_line(line) is None
    assert byline_at_end(f"开工。 {line}") is None


@pytest.mark.parametrize(
    ("dateline", "rest", "authors"),
    [
        ("科学导报", " 4月4日,市长到园区调研。", ()),
        ("本报讯", "深秋的园区一片繁忙。", ()),
        ("科学导报5月24日讯", " 园区开工。", ()),
        ("山西日报5月24日电", " 园区开工。", ()),
        ("科学导报讯(记者 沈岚)", " 4月13日,园区开工。", ("沈岚",)),
        ("本报讯 （记者 沈秋月）", "园区开工。", ("沈秋月",)),
        ("(记者 李明)", "4月3日,园区开工。", ("李明",)),
        ("本报讯 记者王波报道", " 园区开工。", ("王波",)),
        ("【本报讯】", "园区开工。", ()),
        ("本报太原4月3日讯", " 园区开工。", ()),
    ],
)
def test_datelines(dateline: str, rest: str, authors: tuple[str, ...]) -> None:
    found = dateline_of(dateline + rest)
    assert found and (dateline + rest)[: found.end] == dateline
    assert found.authors == authors


@pytest.mark.parametrize(
    "text", ["科学导报记者从园区获悉,项目开工。", "4月3日,园区开工。", "讯息中心揭牌。", "本报讯息灵通。"]
)
def test_what_only_looks_like_a_dateline(text: str) -> None:
    assert dateline_of(text) is None


@pytest.mark.parametrize(
    "line",
    [
        "2026年4月6日 星期五 A4 园区 责编：彭某 版式：顾某",
        "责任编辑:宋某 美编:雷某 校对:宋某",
        "责编 王某 美编 李四",
        "社址：某市和平路1号 邮编：000000 印刷：某某印务公司",
        "本版责编：彭某 校对：顾某 投稿邮箱：a@example.cn",
        "遗失声明 某某公司不慎将公章遗失,声明作废。",
        "·园区风采·",
        "开发区视窗",
        "科学导报 2026年4月6日 A4",
        "农历丙午年二月十九",
        "第3版",
        "A4",
        "—— 3 ——",
        "（下转第3版）",
        "新闻热线：0351-1234567",
        "上一篇 下一篇",
    ],
)
def test_furniture(line: str) -> None:
    assert furniture_evidence(line) >= 6
    page = page_of(line, "临汾经济开发区", "新厂房下月投产", "本报讯 " + BODY)
    assert page.furniture == (line,)
    assert page.articles[0].paragraphs == (BODY,)


@pytest.mark.parametrize(
    "line",
    [
        "2020年12月1日，海",
        "园区新添三家企业",
        "责任在肩 建设一流园区",
        "第3版图纸通过评审",
        "服务一线 建设园区显担当",
    ],
)
def test_headlines_are_not_furniture(line: str) -> None:
    assert furniture_evidence(line) < 6


@pytest.mark.parametrize(
    "line",
    [
        "招聘会现场。临汾经开区供图",
        "▲新厂房。资料图",
        "图为园区航拍。秦川摄",
        "工人在焊接罐体。",
        "新厂房一角。（王波 摄）",
    ],
)
def test_captions_are_found_at_the_top_in_mid_body_and_in_a_cut(line: str) -> None:
    assert caption_evidence(line) > 0
    top = only_article("临汾经济开发区", "新厂房下月投产", line, "本报讯 " + BODY, BODY)
    middle = only_article("临汾经济开发区", "新厂房下月投产", "本报讯 " + BODY, line, BODY)
    cut = only_article("临汾经济开发区", "新厂房下月投产", "本报讯 " + BODY[:30], line, BODY[30:], BODY)
    assert top.captions == middle.captions == cut.captions == (line,)
    assert top.paragraphs == middle.paragraphs == cut.paragraphs == (BODY, BODY)


def test_a_turned_page_leaves_its_mark_in_the_furniture() -> None:
    page = page_of("临汾经济开发区", "新厂房下月投产", f"本报讯 {BODY}（下转第3版）")
    assert page.furniture == ("（下转第3版）",)
    assert page.articles[0].paragraphs == (BODY,)
    assert page.page == ""


def test_an_article_that_names_several_parks_in_turn_stays_one() -> None:
    article = only_article(
        "全省开发区一季度项目建设掠影", "本报讯 " + BODY, "临汾经济开发区", BODY, "襄垣经济技术开发区", BODY
    )
    assert article.section_heads == ("临汾经济开发区", "襄垣经济技术开发区")


@pytest.mark.parametrize(
    ("name", "newspaper", "date", "page"),
    [
        ("科学导报 2026-04-06 A04版.txt", "科学导报", dt.date(2026, 4, 6), "A04"),
        ("20260406_A3.pdf", "", dt.date(2026, 4, 6), "A3"),
        ("2026年4月6日第3版.docx", "", dt.date(2026, 4, 6), "3"),
        ("扫描件20269999.txt", "", None, ""),
    ],
)
def test_newspaper_date_and_page_from_the_files_name(
    name: str, newspaper: str, date: dt.date | None, page: str
) -> None:
    read = page_of("临汾经济开发区", "新厂房下月投产", BODY, name=name)
    assert (read.newspaper, read.page) == (newspaper, page)
    assert read.date_assumed is (date is None)
    assert date is None or read.published_on == date


def test_what_the_page_says_counts_more_than_the_files_name() -> None:
    read = page_of("2026年4月6日 星期一 A4 园区", "新厂房下月投产", BODY, name="2025-01-01 B2.txt")
    assert (read.published_on, read.page) == (dt.date(2026, 4, 6), "A4")


def test_words_of_column_names_may_be_a_section_head() -> None:
    lines = ["临汾经济开发区", "新厂房下月投产", "本报讯 " + BODY, "创新发展", BODY, "项目建设", BODY]
    assert only_article(*lines).section_heads == ("创新发展", "项目建设")


def test_the_newspaper_is_the_one_whose_own_report_it_is() -> None:
    first = ("临汾经济开发区", "新厂房下月投产", "山西日报5月24日电 " + BODY + " 李阳")
    assert page_of(*first).newspaper == ""
    second = ("襄垣经济技术开发区", "三个项目集中开工", "科学导报讯 " + BODY)
    assert page_of(*first, *second).newspaper == "科学导报"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("据靖边经开区介绍，钻井队下月进场。", "靖边经开区"),
        ("车队从浙江庆元工业园区出发，三小时后到港。", "浙江庆元工业园区"),
        ("考察团来到和田高新区，逐一看了六家地毯厂。", "和田高新区"),
        ("首批订单交给了张家港保税区的两家船厂。", "张家港保税区"),
        ("厂子去年搬到丰城循环经济产业园，用上了余热。", "丰城循环经济产业园"),
        ("学员们走进荔浦家具产业园，学做榫卯。", "荔浦家具产业园"),
        ("代表来自东莞水乡新城开发区，带来两项专利。", "东莞水乡新城开发区"),
    ],
)
def test_a_park_of_no_list_is_named_by_its_place(text: str, name: str) -> None:
    article = Article((Block(Kind.HEADLINE, "新机器到了"), Block(Kind.PARAGRAPH, text)))
    main = Gazetteer.bundled().park_of(article).main
    assert main is not None
    assert (main.name, main.confirmed) == (name, False)


@pytest.mark.parametrize(
    "text", ["全省经开区都派人来学。", "他们打算再建一个产业园。", "两家企业搬进了新的园区。"]
)
def test_a_kind_of_zone_names_no_park(text: str) -> None:
    article = Article((Block(Kind.HEADLINE, "新机器到了"), Block(Kind.PARAGRAPH, text)))
    assert Gazetteer.bundled().park_of(article).main is None
