"""What of a web page is its article's own, what is the site's, and what the page says of itself."""

from __future__ import annotations

import datetime as dt

import pytest

from parsing.article import Article, Page
from parsing.page_file import read_page_file
from tests.web_pages import DAY, HEADLINE, PARAGRAPHS, SOURCE

BODY = "".join(f"<p>{text}</p>" for text in PARAGRAPHS)
META = f"{DAY} 08:30 来源：{SOURCE}"


def page_of(body: str, *, head: str = f"<title>{HEADLINE}</title>", name: str = "") -> Page:
    html = f"<html><head>{head}</head><body>{body}</body></html>"
    return read_page_file(html.encode(), name=name)


def article_of(inner: str, *, under: str = f"<div>{META}</div>") -> Article:
    (article,) = page_of(f'<h1>{HEADLINE}</h1>{under}<div class="content">{inner}</div>').articles
    return article


def test_words_of_links_stay_in_their_sentence() -> None:
    linked = (
        PARAGRAPHS[1]
        .replace("合作社", '<a href="/a">合作社</a>')
        .replace("大棚", '<a href="/b"><b>大棚</b></a>')
    )
    assert article_of(BODY.replace(PARAGRAPHS[1], linked)).paragraphs == PARAGRAPHS


def test_a_line_end_in_the_markup_between_two_characters_is_none_in_the_text() -> None:
    broken = PARAGRAPHS[0].replace("厂房里", "厂\n        房里")
    assert article_of(BODY.replace(PARAGRAPHS[0], broken)).paragraphs == PARAGRAPHS


def test_an_article_inside_a_form() -> None:
    assert (
        article_of(f'<form action="/s"><input value="x">{BODY}<button>提交</button></form>').paragraphs
        == PARAGRAPHS
    )


def test_no_block_of_a_page_goes_on_with_the_one_before() -> None:
    inner = f"<p>{PARAGRAPHS[0][:-1]}</p><p>去年冬天</p>{BODY}"
    assert article_of(inner).paragraphs[:2] == (PARAGRAPHS[0][:-1], "去年冬天")


def test_headings_inside_make_no_second_article() -> None:
    inner = "".join(f"<h2>第{number}座厂房的故事</h2><p>{text}</p>" for number, text in enumerate(PARAGRAPHS))
    article = article_of(inner)
    assert article.paragraphs == PARAGRAPHS
    assert article.section_heads == tuple(f"第{number}座厂房的故事" for number in range(len(PARAGRAPHS)))


def test_the_headline_said_once_more_in_the_text_is_furniture() -> None:
    again = f"<p align=center><b>{HEADLINE[:8]}<br>{HEADLINE[8:]}</b></p>"
    article = article_of(again + BODY)
    assert (article.paragraphs, article.section_heads) == (PARAGRAPHS, ())


def test_a_section_head_that_the_headline_ends_in_stays() -> None:
    article = article_of(f"<p><b>{HEADLINE[-8:]}</b></p>{BODY}")
    assert article.section_heads == (HEADLINE[-8:],)


def test_lines_under_pictures_are_captions() -> None:
    photo = '<p align="center"><img src="a.jpg"></p><p align="center">改造后的厂房</p>'
    article = article_of(BODY.replace("</p>", f"</p>{photo}", 1))
    assert (article.captions, article.paragraphs) == (("改造后的厂房",), PARAGRAPHS)


def test_bold_lines_under_pictures_are_captions_where_all_of_them_stand_so() -> None:
    photo = '<p align="center"><img src="a.jpg"></p><p align="center"><b>改造后的厂房</b></p>'
    article = article_of(BODY.replace("</p>", f"</p>{photo}"))
    assert article.captions == ("改造后的厂房",) * len(PARAGRAPHS)
    head = '<p align="center"><b>厂房变菇房</b></p>'
    article = article_of(BODY.replace("</p>", f"</p>{head}", 2))
    assert article.section_heads == ("厂房变菇房",) * 2


@pytest.mark.parametrize(
    "line",
    [
        "责任编辑：卫小平",
        "（责编：卫小平、贺一帆）",
        "编辑丨卫小平",
        "来源｜晋岭日报",
        "更多资讯请下载晋岭新闻客户端",
        "未经授权，不得转载。",
        "扫一扫在手机打开当前页",
        "长按识别二维码关注我们",
        "【1】【2】【3】",
        "上一篇：古桥修缮完工",
        "相关阅读",
        "声明：本网转载此文仅为传递更多信息之目的，不代表本网立场。",
        "（原标题：矿区蘑菇产业）",
        "- THE END -",
        "晋ICP备00000001号",
    ],
)
def test_lines_that_belong_to_the_site(line: str) -> None:
    article = article_of(f"{BODY}<p>{line}</p>")
    assert article.paragraphs == PARAGRAPHS
    assert line not in (*article.section_heads, *article.captions)


def test_teasers_after_the_article_are_left_out_however_long() -> None:
    linked = '<a href="/a"><img src="a.jpg">古桥修缮完工</a>'
    teaser = f'<h4>推荐阅读</h4><div>{linked}{PARAGRAPHS[2]}<a href="/a">[详细]</a></div>'
    article = article_of(f"{BODY}<p>（责编：卫小平）</p>{teaser * 3}")
    assert article.paragraphs == PARAGRAPHS


def test_a_remark_after_the_last_sentence_is_no_part_of_it() -> None:
    tail = f'{PARAGRAPHS[-1]}<a href="/">返回晋岭，查看更多</a>'
    assert article_of(BODY.replace(PARAGRAPHS[-1], tail)).paragraphs == PARAGRAPHS


@pytest.mark.parametrize(
    ("under", "authors"),
    [
        (f"<div>{META} 作者：贺大顺</div>", ("贺大顺",)),
        (f"<div>晋岭新闻记者 贺大顺 卫小平</div><div>{META}</div>", ("贺大顺", "卫小平")),
        (f"<div>贺大顺/晋岭日报</div><div>{DAY}</div>", ("贺大顺",)),
        (f"<div>{META} 责任编辑：贺大顺</div>", ()),
    ],
)
def test_who_signed_stands_under_the_headline(under: str, authors: tuple[str, ...]) -> None:
    assert article_of(BODY, under=under).authors == authors


def test_a_subhead_and_a_parks_name_around_the_headline() -> None:
    page = page_of(
        f"<div>晋岭经济技术开发区</div><h1>{HEADLINE}</h1><h2>——来自矿区的报道</h2><div>{META}</div><div>{BODY}</div>"
    )
    (article,) = page.articles
    assert (article.kicker, article.subhead) == ("晋岭经济技术开发区", "——来自矿区的报道")


PLAIN = f"<h1>{HEADLINE}</h1><div>{BODY}</div>"


@pytest.mark.parametrize(
    ("head", "body", "name"),
    [
        ("", f"<h1>{HEADLINE}</h1><p>发稿时间：2026/3/18 【 字体：大 中 小 】</p><div>{BODY}</div>", ""),
        (f'<meta name="PubDate" content="{DAY} 08:30">', PLAIN, ""),
        (f'<meta property="article:published_time" content="{DAY}T08:30:00+08:00">', PLAIN, ""),
        (f"<!--enpproperty <date>{DAY} 00:00:00.0</date><author></author>/enpproperty-->", PLAIN, ""),
        (f'<script>{{"datePublished": "{DAY}T08:30:00"}}</script>', PLAIN, ""),
        ('<script>var ct = "1773793800";</script>', PLAIN, ""),
        ('<link rel="canonical" href="http://a.cn/html/2026-03/18/content_1.htm">', PLAIN, ""),
        ('<meta property="og:url" content="http://a.cn/202603/t20260318_1.html">', PLAIN, ""),
        ("", PLAIN, "晋岭日报2026-03-18.html"),
    ],
)
def test_the_day_of_a_page(head: str, body: str, name: str) -> None:
    page = page_of(body, head=head, name=name)
    assert page.published_on == dt.date(2026, 3, 18)
    assert not page.date_assumed


def test_the_day_under_the_headline_comes_before_the_one_in_a_tag() -> None:
    head = '<meta name="PubDate" content="2026-03-20">'
    assert page_of(f"<h1>{HEADLINE}</h1><div>{META}</div><div>{BODY}</div>", head=head).published_on.day == 18


def test_a_day_that_nothing_says_is_assumed_and_shown_so() -> None:
    assert page_of(PLAIN, head="").date_assumed
    assert page_of(f"{PLAIN}<p>今天是2026年3月19日 星期四</p>", head="").articles[0].headline == HEADLINE


@pytest.mark.parametrize(
    "head",
    [
        '<link rel="canonical" href="http://a.cn/1.html">',
        '<meta property="og:url" content="http://a.cn/1.html">',
        '<meta name="Url" content="http://a.cn/1.html">',
        "<!-- saved from url=(0021)http://a.cn/1.html -->",
        "<!--enpproperty <url>http://a.cn/1.html</url>/enpproperty-->",
    ],
)
def test_a_page_tells_its_own_address(head: str) -> None:
    assert page_of(PLAIN, head=head).link == "http://a.cn/1.html"


@pytest.mark.parametrize("said", ["", "./t1.html", "javascript:alert(1)", 'http://a.cn/"><script>'])
def test_what_is_no_address_is_none(said: str) -> None:
    assert page_of(PLAIN, head=f"<meta property=og:url content='{said}'>").link == ""


def test_addresses_of_links_do_not_make_a_page_foreign() -> None:
    links = "".join(
        f'<option value="http://www.example{n}.gov.cn/">http://www.example{n}.gov.cn/index.html</option>'
        for n in range(200)
    )
    shown = "".join(f"<li>http://www.example{n}.gov.cn/index.html</li>" for n in range(400))
    (article,) = page_of(f"{PLAIN}<select>{links}</select><ul>{shown}</ul>").articles
    assert article.paragraphs == PARAGRAPHS


def test_a_few_broken_characters_are_no_reason_to_refuse_a_page() -> None:
    html = f'<html><meta charset="gb2312"><title>{HEADLINE}</title><body>{PLAIN}</body></html>'.encode("gbk")
    at = html.index("菌架".encode("gbk"))
    (article,) = read_page_file(html[:at] + b"\xff" + html[at:]).articles
    assert (article.headline, len(article.paragraphs)) == (HEADLINE, len(PARAGRAPHS))


@pytest.mark.parametrize(("mark", "end"), [("<article>", "</article>"), ('<div class="item">', "</div>")])
def test_articles_of_equal_weight_are_all_read(mark: str, end: str) -> None:
    heads = ("古桥修缮完工通车", "新校区秋季正式启用", "春耕备播全面展开")
    stories = "".join(
        f"{mark}<h2>{head}</h2><p>本报讯 {PARAGRAPHS[at]}</p><p>{PARAGRAPHS[at + 1]}</p>{end}"
        for at, head in enumerate(heads)
    )
    page = page_of(
        f"<ul><li><a href='1'>第01版：要闻</a></li></ul>{stories}",
        head="<title>晋岭日报 2026年03月18日 第05版</title>",
    )
    assert tuple(article.headline for article in page.articles) == heads
    assert (page.newspaper, page.published_on.isoformat(), page.page) == ("晋岭日报", DAY, "05")
