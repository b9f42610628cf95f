"""Text copied from a browser or a database: its navigation is furniture, its headlines and days are found."""

from __future__ import annotations

import io

import pytest
from docx import Document
from docx.oxml import OxmlElement

from parsing.article import Article, Page
from parsing.page import parse_page
from parsing.page_file import read_page_file
from tests.web_pages import HEADLINE, PARAGRAPHS

BODY = "\n".join(f"　　{text}" for text in PARAGRAPHS)
OTHERS = ("古桥修缮完工", "新校区启用", "春耕备播忙")


def article_of(text: str) -> tuple[Page, Article]:
    page = parse_page(text)
    assert len(page.articles) == 1, [article.headline for article in page.articles]
    return page, page.articles[0]


def test_the_navigation_of_an_edition_and_its_list_of_titles() -> None:
    titles = "\n".join((*OTHERS, HEADLINE))
    text = (
        f"图片新闻\n{titles}\n3上一篇  下一篇4 2026年03月18日 放大 缩小 默认\n"
        f"上一期  下一期\n返回版面 版面导航\n\n{HEADLINE}\n\n"
        f"记者 贺大顺\n\n{BODY}\n\n3上一篇  下一篇4\n\n地址:中国·晋岭市东街1号 晋ICP备00000001号\n"
        "所有内容为晋岭日报社版权所有.未经许可,不得转载或镜像\n关闭"
    )
    page, article = article_of(text)
    assert (article.headline, article.paragraphs, article.authors) == (HEADLINE, PARAGRAPHS, ("贺大顺",))
    assert page.published_on.isoformat() == "2026-03-18"
    assert set(OTHERS) <= set(page.furniture)


def test_a_headline_over_the_navigation_stays_one() -> None:
    _, article = article_of(f"{HEADLINE}\n3上一篇 下一篇4 2026年03月18日 放大 缩小 默认\n{BODY}")
    assert (article.headline, article.paragraphs) == (HEADLINE, PARAGRAPHS)


@pytest.mark.parametrize(
    "head", ["晋岭日报/2026 年/3 月/18 日/第 005 版", "晋岭日报/2026年/3月/18日/第005版综合新闻"]
)
def test_the_head_of_a_databases_copy(head: str) -> None:
    page, article = article_of(
        f"正文复制\n\n【会员享300最新资料/每天更新】\n{head}\n{HEADLINE}\n本报记者 贺大顺\n{BODY}"
    )
    assert (article.headline, article.paragraphs) == (HEADLINE, PARAGRAPHS)
    assert (page.newspaper, page.published_on.isoformat(), page.page) == ("晋岭日报", "2026-03-18", "05")


@pytest.mark.parametrize("mark", ["|", "丨", "｜", "/", "："])
def test_source_and_editors_of_an_account(mark: str) -> None:
    _, article = article_of(f"{HEADLINE}\n\n{BODY}\n\n来源{mark}晋岭日报\n编辑{mark}卫小平")
    assert (article.headline, article.paragraphs) == (HEADLINE, PARAGRAPHS)


def test_a_headline_of_52_characters_is_one() -> None:
    long = (
        "晋岭矿区把四座废弃选煤厂房改造成标准化蘑菇车间带动周边三个村一百二十多户村民在家门口实现稳定就业增收"
    )
    assert len(long) >= 50
    _, article = article_of(f"{long}\n\n本报讯 {PARAGRAPHS[0]}\n\n{PARAGRAPHS[1]}")
    assert article.headline == long


def test_blanks_inside_quotes_make_no_halves() -> None:
    _, article = article_of(f"厂房变“ 菇房” 村民“ 不出村”\n\n{BODY}")
    assert article.headline == "厂房变“ 菇房” 村民“ 不出村”"


def test_a_text_without_a_headline_is_headed_by_its_first_sentence() -> None:
    page = read_page_file(PARAGRAPHS[0].encode())
    (article,) = page.articles
    assert article.headline_assumed
    assert article.headline == "三月的晋岭矿区，废弃多年的选煤厂房里亮起了灯"
    assert article.paragraphs == (PARAGRAPHS[0],)


def test_a_headline_of_its_own_is_not_assumed() -> None:
    (article,) = read_page_file(f"{HEADLINE}\n\n{BODY}".encode()).articles
    assert not article.headline_assumed


def test_hidden_text_of_a_word_file_is_left_out() -> None:
    document = Document()
    document.add_paragraph(HEADLINE)
    paragraph = document.add_paragraph(PARAGRAPHS[0])
    hidden = paragraph.add_run("不给人看的批注")
    hidden.font.hidden = True
    shown = paragraph.add_run("说完就走。")
    shown.font.hidden = False
    moved = OxmlElement("w:moveFrom")
    moved.append(paragraph.add_run("移走的话")._element)
    paragraph._element.append(moved)
    out = io.BytesIO()
    document.save(out)
    (article,) = read_page_file(out.getvalue()).articles
    assert article.paragraphs == (PARAGRAPHS[0] + "说完就走。",)


PLAIN = "\n".join(PARAGRAPHS)
COPIES = {
    "government": f"""当前位置：首页 > 要闻动态 > 工作动态
{HEADLINE}
发布时间：2026-03-18 08:30 来源：晋岭日报 字体：[大] [中] [小] 打印
{BODY}
责任编辑：卫小平
扫一扫在手机打开当前页
【打印本页】【关闭窗口】""",
    "WeChat": f"""{HEADLINE}
原创 贺一帆 晋岭日报 2026-03-18 08:30 山西
点击上方蓝字关注我们
{PLAIN}

来源丨晋岭日报
编辑丨卫小平
审核丨贺大顺
阅读 1024
在看
写留言""",
    "portal": f"""首页 新闻 财经 科技
晋岭新闻网 > 要闻 > 正文
{HEADLINE}
2026年03月18日 08:30 晋岭日报
分享到：
{PLAIN}
（责任编辑：卫小平）
相关阅读
古桥修缮完工
新校区启用
Copyright © 2026 晋岭新闻网 版权所有""",
    "edition": f"""晋岭日报 2026年03月18日 星期三
第05版：开发区
上一版 下一版
标题导航
古桥修缮完工
{HEADLINE}
返回目录 放大 缩小 全文复制
{HEADLINE}
本报记者 贺大顺
{BODY}
上一篇 下一篇""",
}


@pytest.mark.parametrize("text", COPIES.values(), ids=COPIES)
def test_a_page_copied_from_the_browser(text: str) -> None:
    page, article = article_of(text)
    assert (article.headline, article.subhead) == (HEADLINE, "")
    assert (article.paragraphs, article.section_heads) == (PARAGRAPHS, ())
    assert (page.newspaper, page.published_on.isoformat()) == ("晋岭日报", "2026-03-18")
