"""The same page gives the same articles as plain text in any encoding, as .docx, PDF and HTML."""

from __future__ import annotations

import io
import pickle

import pytest
from docx import Document
from docx.shared import Pt
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from parsing import parse_page
from parsing.article import Page
from parsing.document_text import DocumentText, Emphasis
from parsing.documents import read_document
from parsing.parks import Gazetteer
from tests.parsing_files import SAMPLE_TEXT, docx_of, html_of, pdf_of

PAGE = parse_page(SAMPLE_TEXT)
# 爲 and 實 exist in Big5, 为 and 实 don't: a page from Taiwan or Hong Kong.
TRADITIONAL = (
    "臨汾經濟開發區\n\n產業園區新項目開工\n\n本報訊 四月三日，園區內新能源項目正式開工建設，總投資十億元，"
    "預計明年底投產。園區負責人表示，將全力做好服務保障工作。 本報記者 陳鵬飛\n"
)


def same(page: Page, other: Page) -> bool:
    return page.articles == other.articles and page.furniture == other.furniture


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be", "utf-32"]
)
def test_plain_text_in_any_encoding(encoding: str) -> None:
    assert same(parse_page(read_document(SAMPLE_TEXT.encode(encoding))), PAGE)


def test_plain_text_in_big5() -> None:
    assert read_document(TRADITIONAL.encode("big5")) == TRADITIONAL


def test_a_page_in_traditional_characters_comes_apart_and_keeps_them() -> None:
    (article,) = parse_page(TRADITIONAL).articles
    assert (article.kicker, article.headline) == ("臨汾經濟開發區", "產業園區新項目開工")
    assert (article.dateline, article.authors) == ("本報訊", ("陳鵬飛",))
    park = Gazetteer.bundled().park_of(article).main
    assert park and park.name == "山西临汾经济开发区"


@pytest.mark.parametrize("ending", ["\r\n", "\r"])
def test_line_ends_of_other_systems(ending: str) -> None:
    assert same(parse_page(SAMPLE_TEXT.replace("\n", ending)), PAGE)


def test_docx() -> None:
    assert same(parse_page(read_document(docx_of(SAMPLE_TEXT))), PAGE)


def test_docx_with_headers_tables_and_line_breaks_keeps_its_order() -> None:
    document = Document()
    document.sections[0].header.paragraphs[0].text = "2026年4月6日 星期一 A4 园区"
    document.add_paragraph("临猗现代农业产业示范区\n果蔬加工迈上新台阶")
    cell = document.add_table(1, 1).cell(0, 0)
    cell.text = "本报讯 园区的果汁生产线日前投入试运行，预计年处理鲜果十万吨。"
    out = io.BytesIO()
    document.save(out)
    page = parse_page(read_document(out.getvalue()))
    assert page.page == "A4"
    assert [article.headline for article in page.articles] == ["果蔬加工迈上新台阶"]
    assert page.articles[0].paragraphs == ("园区的果汁生产线日前投入试运行，预计年处理鲜果十万吨。",)


def test_a_tab_in_a_docx_parts_words_and_a_tab_stop_is_no_text() -> None:
    document = Document()
    paragraph = document.add_paragraph("科学导报\t2026年4月6日")
    paragraph.paragraph_format.tab_stops.add_tab_stop(Pt(40))
    out = io.BytesIO()
    document.save(out)
    assert read_document(out.getvalue()) == "科学导报 2026年4月6日"


def test_docx_headings_tell_headlines() -> None:
    body = "新建的两条生产线上周投入试运行，工人们正在调试设备，企业预计下月即可满负荷生产，产值再增两成。"
    document = Document()
    for headline in ("甲园区按期交付新厂房", "乙公司扩建厂房"):
        document.add_heading(headline, 1)
        document.add_paragraph(body)
        document.add_heading("优化服务", 3)
        document.add_paragraph(body)
    out = io.BytesIO()
    document.save(out)
    page = parse_page(read_document(out.getvalue()))
    assert [article.headline for article in page.articles] == ["甲园区按期交付新厂房", "乙公司扩建厂房"]
    assert [article.section_heads for article in page.articles] == [("优化服务",), ("优化服务",)]


def test_three_column_pdf() -> None:
    assert same(parse_page(read_document(pdf_of(PAGE))), PAGE)


def test_a_pdf_says_which_lines_are_headlines() -> None:
    text = read_document(pdf_of(PAGE))
    assert isinstance(text, DocumentText)
    large = {line for line, how in zip(text.split("\n"), text.emphasis, strict=True) if how is Emphasis.LARGE}
    assert {article.headline for article in PAGE.articles} <= large


@pytest.mark.parametrize(("encoding", "declared"), [("utf-8", ""), ("gb18030", "gb2312"), ("utf-8", "gbk")])
def test_html_of_an_electronic_edition(encoding: str, declared: str) -> None:
    text = read_document(html_of(PAGE, encoding=encoding, declared=declared))
    assert same(parse_page(text), PAGE)
    assert "上一篇" not in text and "不是正文" not in text


def test_html_that_names_its_headline_by_class_and_its_page_by_title() -> None:
    body = "园区里的新厂房正在安装设备，企业负责人说，预计下月就能投产，届时将新增就业岗位三百个。"
    page = parse_page(
        read_document(
            f"""<html><head><title>科学导报 2026年04月06日 A4:园区</title></head><body><table>
            <tr><td><a href="1">第A4版：园区</a> <a href="2">上一版</a></td></tr>
            <tr><td class="yt">临汾经济开发区</td></tr><tr><td class="title">春风送岗暖人心</td></tr>
            <tr><td>作者：李阳</td></tr>
            <tr><td><p>　　{body}<br>　　{body}</p></td></tr></table></body></html>""".encode()
        )
    )
    assert (page.newspaper, page.published_on.isoformat(), page.page) == ("科学导报", "2026-04-06", "A4")
    (article,) = page.articles
    assert (article.kicker, article.headline, article.authors) == (
        "临汾经济开发区",
        "春风送岗暖人心",
        ("李阳",),
    )
    assert article.paragraphs == (body, body)


def test_what_an_html_page_leaves_out_takes_no_text_with_it() -> None:
    page = "<p>甲<b>乙</b>丙<script>var a;</script>丁<style>p {}</style>戊</p><p>己</p>"
    assert "".join(read_document(f"<html><body>{page}</body></html>".encode()).split()) == "甲乙丙丁戊己"


@pytest.mark.parametrize("start", ["\ufeff", "\r\n\t ", "\ufeff\n"])
def test_html_is_known_past_blanks_and_a_mark(start: str) -> None:
    assert read_document(f"{start}<html><body><p>甲乙</p></body></html>".encode()) == "甲乙"


def test_a_headline_printed_twice_for_its_shadow_gives_a_page_all_the_same() -> None:
    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    out = io.BytesIO()
    canvas = Canvas(out)
    canvas.setFont("STSong-Light", 20)
    for shift in (0, 3):
        canvas.drawString(100 + shift, 700 - shift, "新厂房下月投产")
        canvas.drawString(100 + 150 + shift, 690 - shift, "新厂房下月投产")
    canvas.save()
    assert "新厂房下月投产" in read_document(out.getvalue())


def test_the_files_name_is_not_believed() -> None:
    assert same(parse_page(read_document(docx_of(SAMPLE_TEXT), name="page.txt")), PAGE)
    assert same(parse_page(read_document(SAMPLE_TEXT.encode(), name="page.pdf")), PAGE)


def test_document_text_keeps_its_emphasis_on_the_way_between_processes() -> None:
    text = DocumentText.of([("标题", Emphasis.LARGE), ("正文。", Emphasis.BODY)])
    copy = pickle.loads(pickle.dumps(text))
    assert copy == "标题\n\n正文。"
    assert copy.emphasis == text.emphasis == (Emphasis.LARGE, Emphasis.UNKNOWN, Emphasis.BODY)


def test_typography_tells_a_headline_where_the_text_alone_would_not() -> None:
    body = (
        "园区新建的两条生产线上周投入试运行，工人们正在调试设备，企业预计下月即可满负荷生产，产值再增两成。"
    )
    blocks = [
        ("甲园区按期交付新厂房", Emphasis.LARGE),
        (body, Emphasis.BODY),
        ("乙公司扩建厂房", Emphasis.LARGE),
        (body.replace("园区", "公司"), Emphasis.BODY),
    ]
    page = parse_page(DocumentText.of(blocks))
    assert [article.headline for article in page.articles] == ["甲园区按期交付新厂房", "乙公司扩建厂房"]
