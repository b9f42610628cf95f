"""A file that gives no page says why, in a sentence that tells what to do, and with a reason to map."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import pytest
from docx import Document
from reportlab.pdfgen.canvas import Canvas

from parsing import docx_text, parse_page
from parsing.documents import Limits, Reason, UnreadableDocument, read_document
from parsing.page_file import read_page_file
from parsing.unreadable import (
    DamagedDocument,
    DocumentTooLarge,
    EmptyDocument,
    EncryptedDocument,
    ExpandsTooFar,
    NoArticle,
    NoTextLayer,
    OtherLanguage,
    TooManyPages,
    TooMuchText,
    UnknownEncoding,
    UnknownFormat,
)
from tests.parsing_files import SAMPLE_TEXT, Typesetter, docx_of, pdf_of

PAGE = parse_page(SAMPLE_TEXT)
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
WORD_XML = b'<?xml version="1.0"?><?mso-application progid="Word.Document"?><w:wordDocument/>'
PNG = b"\x89PNG\r\n\x1a\n" + bytes(range(64))


def zip_of(**parts: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name.replace("__", "/"), data)
    return out.getvalue()


def locked_zip() -> bytes:
    """An archive whose member is said to be locked."""
    data = bytearray(zip_of(page=b"text"))
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(mark) + at] |= 1
    return bytes(data)


def scanned_pdf() -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out)
    canvas.rect(50, 50, 400, 600, fill=1)
    canvas.save()
    return out.getvalue()


def pdf_of_pages(pages: int) -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out)
    for number in range(pages):
        canvas.drawString(50, 50, f"page {number}")
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def locked_pdf() -> bytes:
    setter = Typesetter()
    setter.article(PAGE.articles[0])
    return setter.finish(password="secret")


def looping_pdf() -> bytes:
    """A page tree whose only child is itself."""
    return (
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
        b"2 0 obj<</Type/Pages/Kids[2 0 R]/Count 1>>endobj\n"
        b"trailer<</Root 1 0 R>>\n%%EOF"
    )


CASES: list[tuple[str, Callable[[], bytes], type[UnreadableDocument], Reason]] = [
    ("empty", lambda: b"", EmptyDocument, Reason.EMPTY),
    ("only space", lambda: "\ufeff \r\n\u3000\n".encode(), EmptyDocument, Reason.EMPTY),
    ("only a UTF-16 mark", lambda: b"\xff\xfe", EmptyDocument, Reason.EMPTY),
    ("empty Word file", lambda: docx_of(""), EmptyDocument, Reason.EMPTY),
    ("image", lambda: PNG, UnknownFormat, Reason.IMAGE),
    ("JPEG", lambda: b"\xff\xd8\xff\xe0\0\x10JFIF", UnknownFormat, Reason.IMAGE),
    ("WebP", lambda: b"RIFF\x10\0\0\0WEBPVP8 ", UnknownFormat, Reason.IMAGE),
    ("sound", lambda: b"RIFF\x10\0\0\0WAVEfmt " + bytes(64), UnknownFormat, Reason.UNKNOWN_FORMAT),
    ("binary", lambda: b"\x7fELF" + bytes(range(256)) * 8, UnknownEncoding, Reason.UNKNOWN_ENCODING),
    ("archive of pictures", lambda: zip_of(**{"page.jpg": b"text"}), UnknownFormat, Reason.ARCHIVE),
    ("archive without a page", lambda: zip_of(**{"page.txt": b"text"}), NoArticle, Reason.NO_ARTICLE),
    ("archive in an archive", lambda: zip_of(a=zip_of(b=zip_of(c=b"text"))), UnknownFormat, Reason.ARCHIVE),
    ("locked archive", locked_zip, EncryptedDocument, Reason.ENCRYPTED),
    ("rar", lambda: b"Rar!\x1a\x07\x01\0rest", UnknownFormat, Reason.ARCHIVE),
    ("spreadsheet", lambda: zip_of(xl__workbook_xml=b"<x/>"), UnknownFormat, Reason.OTHER_OFFICE),
    ("old Word", lambda: OLE + b"\0" * 600, UnknownFormat, Reason.OLD_OFFICE),
    ("WPS", lambda: OLE + "WpsCustomData".encode("utf-16-le"), UnknownFormat, Reason.WPS),
    ("old table", lambda: OLE + "Workbook".encode("utf-16-le"), UnknownFormat, Reason.OTHER_OFFICE),
    (
        "mail of Outlook",
        lambda: OLE + "__substg1.0_001A".encode("utf-16-le"),
        UnknownFormat,
        Reason.OTHER_OFFICE,
    ),
    ("OFD", lambda: zip_of(**{"OFD.xml": b"<ofd/>"}), UnknownFormat, Reason.OFD),
    ("CAJ", lambda: b"CAJ\0" + bytes(64), UnknownFormat, Reason.CAJ),
    ("CNKI", lambda: b"HN\0\0" + bytes(64), UnknownFormat, Reason.CAJ),
    ("Word 2003 XML", lambda: WORD_XML, UnknownFormat, Reason.WORD_XML),
    ("mail without text", lambda: b"MIME-Version: 1.0\nFrom: a@b\n\n", UnknownFormat, Reason.ARCHIVE),
    ("rtf", lambda: b"{\\rtf1\\ansi text}", UnknownFormat, Reason.OTHER_OFFICE),
    (
        "locked Word",
        lambda: OLE + "EncryptedPackage".encode("utf-16-le"),
        EncryptedDocument,
        Reason.ENCRYPTED,
    ),
    ("locked PDF", locked_pdf, EncryptedDocument, Reason.ENCRYPTED),
    ("truncated PDF", lambda: pdf_of(PAGE)[:900], DamagedDocument, Reason.DAMAGED),
    ("PDF without its end", lambda: pdf_of(PAGE)[:-40], DamagedDocument, Reason.DAMAGED),
    ("truncated Word", lambda: docx_of(SAMPLE_TEXT)[:-400], DamagedDocument, Reason.DAMAGED),
    ("truncated text", lambda: SAMPLE_TEXT[:400].encode()[:-1], DamagedDocument, Reason.DAMAGED),
    ("scan", scanned_pdf, NoTextLayer, Reason.NO_TEXT_LAYER),
    (
        "English",
        lambda: b"The quick brown fox jumps over the lazy dog. " * 9,
        OtherLanguage,
        Reason.OTHER_LANGUAGE,
    ),
    (
        "Japanese",
        lambda: ("これは日本語の新聞記事です。" * 20).encode(),
        OtherLanguage,
        Reason.OTHER_LANGUAGE,
    ),
    ("a headline alone", lambda: "临汾经济开发区\n\n新厂房下月投产".encode(), NoArticle, Reason.NO_ARTICLE),
    (
        "a short body alone",
        lambda: "园区新厂房下月投产，工人们正在安装设备。".encode(),
        NoArticle,
        Reason.NO_ARTICLE,
    ),
    (
        "no article",
        lambda: "2026年4月6日 星期一 A4 园区\n\n责编:王某 校对:李某".encode(),
        NoArticle,
        Reason.NO_ARTICLE,
    ),
]


@pytest.mark.parametrize(
    ("make", "error", "reason"), [case[1:] for case in CASES], ids=[case[0] for case in CASES]
)
def test_bad_files_say_why(
    make: Callable[[], bytes], error: type[UnreadableDocument], reason: Reason
) -> None:
    with pytest.raises(error) as caught:
        read_page_file(make())
    assert caught.value.reason is reason
    assert str(caught.value)
    assert str(caught.value).isascii()


def test_a_pdf_that_loops_ends_with_a_reason() -> None:
    with pytest.raises(UnreadableDocument):
        read_document(looping_pdf())


def test_a_file_over_the_limit_is_not_even_opened() -> None:
    with pytest.raises(DocumentTooLarge) as caught:
        read_document(SAMPLE_TEXT.encode(), limits=Limits(file_bytes=1000))
    assert (caught.value.limit, caught.value.size) == (1000, len(SAMPLE_TEXT.encode()))


@pytest.mark.parametrize(
    "make", [lambda: SAMPLE_TEXT.encode(), lambda: docx_of(SAMPLE_TEXT), lambda: pdf_of(PAGE)]
)
def test_more_text_than_the_limit(make: Callable[[], bytes]) -> None:
    with pytest.raises(TooMuchText):
        read_document(make(), limits=Limits(text_bytes=3000))


def test_more_pages_than_the_limit() -> None:
    with pytest.raises(TooManyPages) as caught:
        read_document(pdf_of_pages(61))
    assert (caught.value.pages, caught.value.limit) == (61, 60)


def test_a_zip_bomb_is_not_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    out = io.BytesIO()
    Document().save(out)
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/media/bomb.xml", b" " * (docx_text.LARGEST_XML + 1))
    assert len(out.getvalue()) < 1_000_000
    monkeypatch.setattr(docx_text, "Document", lambda _: pytest.fail("the archive was opened"))
    with pytest.raises(ExpandsTooFar):
        read_document(out.getvalue())


def test_a_word_file_with_an_entity_bomb_is_refused_or_harmless() -> None:
    entities = b"".join(b'<!ENTITY e%d "%s">' % (n, b"&e%d;" % (n - 1) * 10) for n in range(1, 12))
    body = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e0 "ha">' + entities + b"]><x>&e11;</x>"
    with zipfile.ZipFile(io.BytesIO(docx_of("正文"))) as source:
        parts = {item.filename: source.read(item) for item in source.infolist()}
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, body if name == "word/document.xml" else data)
    with pytest.raises(UnreadableDocument):
        read_document(out.getvalue())


def test_a_declared_encoding_that_is_none_is_not_believed() -> None:
    page = (
        f'<html><meta charset="undefined"><body><h1>新厂房投产</h1><p>{SAMPLE_TEXT[:300]}</p></body></html>'
    )
    assert "新厂房投产" in read_document(page.encode())


@pytest.mark.parametrize("tag", ["div", "span", "font", "b", "table", "ul", "blockquote", "x-box"])
@pytest.mark.parametrize("depth", [300, 50_000])
def test_a_page_nested_deeper_than_any_is_read_all_the_same(tag: str, depth: int) -> None:
    inside = f"<h1>新厂房投产</h1><p>{SAMPLE_TEXT[:300]}</p>"
    nested = f"<{tag} class='box'>" * depth + inside + f"</{tag}>" * depth
    page = f"<html><body>{nested}</body></html>"
    text = read_document(page.encode())
    assert text.split("\n")[0] == "新厂房投产"
    assert text.endswith(SAMPLE_TEXT[:300].strip().split("\n")[-1])


@pytest.mark.parametrize("tag", ["h1", "h4", "nav"])
def test_a_page_whose_headings_are_nested_without_end_is_called_damaged(tag: str) -> None:
    page = "<html><body>" + f"<{tag}>" * 50_000 + SAMPLE_TEXT[:300]
    with pytest.raises(UnreadableDocument) as caught:
        read_document(page.encode())
    assert caught.value.reason is Reason.DAMAGED
    assert "nested too deeply" in str(caught.value)
