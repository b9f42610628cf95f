"""Whatever bytes come in, the readers give a text or a reason."""

from __future__ import annotations

import contextlib
import io
import zipfile
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from parsing import parse_page
from parsing.documents import Limits, UnreadableDocument, read_document
from parsing.page_file import read_page_file
from tests.parsing.test_containers import mail, saved_page
from tests.parsing.test_markdown import PAGE as MARKDOWN
from tests.parsing_files import SAMPLE_TEXT, Typesetter, docx_of, html_of
from tests.type3_files import SetLine, type3_pdf
from tests.web_pages import PAGES

PAGE = parse_page(SAMPLE_TEXT)
pytestmark = pytest.mark.slow
QUICK = settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
LIMITS = Limits(text_bytes=200_000)


def short_pdf() -> bytes:
    setter = Typesetter()
    setter.article(PAGE.articles[0])
    return setter.finish()


VALID = {
    "docx": docx_of(SAMPLE_TEXT[:600]),
    "pdf": short_pdf(),
    "html": html_of(PAGE),
    "text": SAMPLE_TEXT[:900].encode("gb18030"),
    "web page": PAGES["portal with a sidebar"].encode(),
    "WeChat": PAGES["WeChat"].encode(),
    "edition": PAGES["electronic edition, Founder"].encode(),
    "saved page": saved_page(),
    "mail": mail(SAMPLE_TEXT[:300], ("a.txt", SAMPLE_TEXT[:900].encode())),
    "markdown": MARKDOWN.encode(),
    "printed": type3_pdf(
        [
            [SetLine(line[:30], 50, 800 - 14 * at)]
            for at, line in enumerate(SAMPLE_TEXT.split("\n")[:9])
            if line
        ]
    ),
}
# Starts that lead into each reader, followed by anything.
STARTS = (
    b"",
    b"%PDF-1.7\n",
    b"PK\x03\x04",
    b"<html><body>",
    b"\xff\xfe",
    b"\xfe\xff",
    b"\xef\xbb\xbf",
    b"\xff\xfe\0\0",
    b"MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=a\n\n--a\n",
    b"From: a\nSubject: b\nContent-Type: text/html; charset=gbk\n\n",
    b"# ",
)


def read_or_refuse(data: bytes) -> None:
    try:
        text = read_document(data, limits=LIMITS)
    except UnreadableDocument as error:
        assert error.reason
        assert str(error)
    else:
        parse_page(text)
    with contextlib.suppress(UnreadableDocument):
        read_page_file(data, limits=LIMITS)


@QUICK
@given(st.sampled_from(STARTS), st.binary(max_size=400))
def test_any_bytes(start: bytes, data: bytes) -> None:
    read_or_refuse(start + data)


@pytest.mark.parametrize("kind", VALID)
@QUICK
@given(data=st.data())
def test_damaged_files(kind: str, data: st.DataObject) -> None:
    whole = bytearray(VALID[kind])
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(whole) - 1))
        new = data.draw(st.binary(max_size=6))
        whole[at : at + data.draw(st.integers(0, 40))] = new
    read_or_refuse(bytes(whole))


@QUICK
@given(data=st.data())
def test_word_files_whose_xml_is_damaged(data: st.DataObject) -> None:
    with zipfile.ZipFile(io.BytesIO(VALID["docx"])) as source:
        parts = {item.filename: source.read(item) for item in source.infolist()}
    name = data.draw(st.sampled_from(sorted(parts)))
    at = data.draw(st.integers(0, len(parts[name])))
    parts[name] = (
        parts[name][:at]
        + data.draw(st.binary(max_size=12))
        + parts[name][at + data.draw(st.integers(0, 30)) :]
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for part, content in parts.items():
            archive.writestr(part, content)
    read_or_refuse(out.getvalue())


@QUICK
@given(
    st.lists(
        st.sampled_from(
            (
                *(
                    "<div>",
                    "</div>",
                    "<p>",
                    "<a href=x>",
                    "</a>",
                    "<h1>",
                    "<table><tr>",
                    "正文。",
                    "<br",
                    "<!--",
                ),
                *(
                    '<div class="article">',
                    '<div id="ozoom">',
                    "<!--enpcontent-->",
                    "<img src=x>",
                    "<title>园区</title>",
                ),
                *(
                    "来源：晋岭日报 2026-03-18",
                    "园区新厂房下月投产，工人们正在安装设备。",
                    "相关阅读",
                    "（责编：卫小平）",
                ),
                *('<p align="center"><b>', "</b></p>", "</html>", '<meta name="PubDate" content="2026">'),
            )
        )
    )
)
def test_html_of_any_shape(tags: list[str]) -> None:
    read_or_refuse(("<html>" + "".join(tags)).encode())


@pytest.mark.parametrize(
    "make",
    [
        lambda: ("<div>" * 20_000 + "园区新项目开工。").encode(),
        lambda: ("<html>" + "<a href=x>链接</a><p>" * 20_000).encode(),
        lambda: ("。" * 100_000).encode(),
        lambda: ("园\n" * 20_000).encode(),
        lambda: ("临汾经济开发区" * 10_000).encode(),
        lambda: ("( " * 20_000 + "园区").encode(),
        lambda: ("记者 " * 20_000 + "园区").encode(),
        lambda: ("园区建设" * 9 + "\n").encode() * 1_000,
        lambda: (
            "<html>" + '<div class="content"><p>园区新厂房下月投产，工人们正在安装设备。' * 5_000
        ).encode(),
        lambda: ("<html>" + '<p class="title">园区新厂房下月投产' * 20_000).encode(),
        lambda: ("<html><script>" + "publishDate: " * 50_000 + "</script><p>园区新厂房下月投产。").encode(),
        lambda: (
            "<html><title>" + "园区_" * 20_000 + "</title><p>园区新厂房下月投产，企业正在招工。"
        ).encode(),
        lambda: ("# 园区\n\n" + "**园" * 50_000).encode(),
        lambda: ("园区\n（下转第3版）\n（上接第1版）\n" * 5_000).encode(),
        lambda: (
            b"MIME-Version: 1.0\nSubject: x\nContent-Type: multipart/mixed; boundary=a\n\n"
            + b"--a\n\n" * 20_000
        ),
    ],
    ids=[
        "deep html",
        "endless links",
        "full stops",
        "one character lines",
        "one word",
        "brackets",
        "reporters",
        "heads",
        "boxes in boxes",
        "titles",
        "days in a script",
        "a title without end",
        "emphasis without end",
        "turned pages",
        "a mail of many parts",
    ],
)
def test_texts_made_to_be_slow_are_read_all_the_same(make: Callable[[], bytes]) -> None:
    read_or_refuse(make())
