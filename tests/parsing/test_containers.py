"""Saved pages, mails and archives give the pages inside them."""

from __future__ import annotations

import io
import zipfile
from email.message import EmailMessage

import pytest

from parsing.article import Page
from parsing.containers import LARGEST_UNPACKED
from parsing.documents import Limits
from parsing.page_file import read_page_file
from parsing.unreadable import ExpandsTooFar, Reason, TooMuchText, UnreadableDocument
from tests.parsing_files import SAMPLE_TEXT, docx_of
from tests.web_pages import HEADLINE, PAGES, PARAGRAPHS

PAGE = PAGES["government, TRS"]
LINK = "http://www.example.cn/art/2026/3/18/art_1.html"
TEXT = f"{HEADLINE}\n\n本报讯 {PARAGRAPHS[0]}\n\n{PARAGRAPHS[1]}\n"


def headlines(page: Page) -> list[str]:
    return [article.headline for article in page.articles]


def zip_of(members: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return out.getvalue()


def saved_page(html: str = PAGE, *, encoding: str = "utf-8") -> bytes:
    """A page as browsers save it in one file, its pictures and frames behind it."""
    message = EmailMessage()
    message["From"] = "<Saved by Blink>"
    message["Snapshot-Content-Location"] = LINK
    message["Subject"] = "page"
    message.set_content(html, subtype="html", charset=encoding)
    message.add_related(b"\x89PNG\r\n", "image", "png")
    message.add_related("<html><body><p>广告框里的话，不是正文。</p></body></html>", subtype="html")
    return message.as_bytes()


def mail(body: str, *attached: tuple[str, bytes]) -> bytes:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "a@example.cn", "b@example.cn", "稿件"
    message.set_content(body)
    for name, data in attached:
        message.add_attachment(data, maintype="application", subtype="octet-stream", filename=name)
    return message.as_bytes()


@pytest.mark.parametrize("encoding", ["utf-8", "gb2312"])
def test_a_saved_page_gives_its_article_and_its_address(encoding: str) -> None:
    page = read_page_file(saved_page(encoding=encoding), name="page.mht")
    (article,) = page.articles
    assert (article.headline, article.paragraphs) == (HEADLINE, PARAGRAPHS)
    assert (page.link, page.published_on.isoformat()) == (LINK, "2026-03-18")


def test_a_mail_gives_its_body() -> None:
    assert headlines(read_page_file(mail(TEXT), name="a.eml")) == [HEADLINE]


def test_a_mail_gives_what_is_attached_before_its_body() -> None:
    page = read_page_file(mail("您好，稿件见附件。", ("A4版.docx", docx_of(SAMPLE_TEXT))))
    assert "加速项目建设提效能 构建转型发展新引擎" in headlines(page)
    assert "您好" not in "".join(headlines(page))


def test_an_archive_gives_its_pages_in_the_order_of_their_numbers() -> None:
    texts = {f"第{number}版.txt": TEXT.replace(HEADLINE, f"第{number}个厂房投产") for number in (10, 2, 1)}
    page = read_page_file(zip_of({name: text.encode() for name, text in texts.items()}))
    assert headlines(page) == ["第1个厂房投产", "第2个厂房投产", "第10个厂房投产"]


def test_names_in_the_encoding_of_a_chinese_windows_tell_day_and_page() -> None:
    data = zip_of({"晋岭日报2026-03-18第05版.txt".encode("gb18030").decode("cp437"): TEXT.encode()})
    data = data.replace(b"\x00\x08", b"\x00\x00")  # the mark that says the names are UTF-8
    page = read_page_file(zip_of({"2026-03-18.txt": TEXT.encode()}))
    assert page.published_on.isoformat() == "2026-03-18" and not page.date_assumed
    assert headlines(read_page_file(data)) == [HEADLINE]


def test_what_is_no_page_is_left_out_of_an_archive() -> None:
    members = {
        "a/page.html": PAGE.encode(),
        "a/page_files/ad.html": b"<html><body><p>x</p></body></html>",
        "a/page_files/1.jpg": b"\xff\xd8\xff",
        "__MACOSX/a/._page.html": b"\0\5\26\7",
        "scan.tif": b"II*\0",
    }
    assert headlines(read_page_file(zip_of(members))) == [HEADLINE]


def test_pages_of_several_days_have_no_day_in_common() -> None:
    other = PAGE.replace("2026-03-18", "2026-03-19").replace(HEADLINE, "古城迎来研学团")
    page = read_page_file(zip_of({"1.html": PAGE.encode(), "2.html": other.encode()}))
    assert headlines(page) == [HEADLINE, "古城迎来研学团"]
    assert page.date_assumed


def test_an_archive_in_a_mail_and_a_mail_in_an_archive() -> None:
    assert headlines(read_page_file(mail("见附件。", ("a.zip", zip_of({"a.txt": TEXT.encode()}))))) == [
        HEADLINE
    ]
    assert headlines(read_page_file(zip_of({"a.eml": mail(TEXT)}))) == [HEADLINE]


def test_an_archive_that_unpacks_to_too_much_is_not_unpacked() -> None:
    data = zip_of({f"{number}.txt": b" " * (LARGEST_UNPACKED // 4) for number in range(5)})
    with pytest.raises(ExpandsTooFar):
        read_page_file(data)


def test_a_mail_of_archives_that_unpack_to_too_much_together() -> None:
    part = zip_of({"a.txt": b" " * (LARGEST_UNPACKED // 4)})
    with pytest.raises(ExpandsTooFar):
        read_page_file(mail("", *((f"{number}.zip", part) for number in range(5))))


def test_the_texts_of_an_archive_are_limited_together() -> None:
    data = zip_of({f"{number}.txt": TEXT.encode() for number in range(8)})
    with pytest.raises(TooMuchText):
        read_page_file(data, limits=Limits(text_bytes=len(TEXT.encode()) * 4))


def test_where_no_member_can_be_read_the_first_says_why() -> None:
    with pytest.raises(UnreadableDocument) as caught:
        read_page_file(zip_of({"a.caj": b"CAJ\0" + bytes(9), "b.txt": b""}))
    assert caught.value.reason is Reason.CAJ


@pytest.mark.parametrize("depth", [3, 2_000])
def test_mails_in_mails_without_end_come_to_an_end(depth: int) -> None:
    data = b"".join(
        b"MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (n, n)
        for n in range(depth)
    )
    with pytest.raises(UnreadableDocument):
        read_page_file(data + b"Content-Type: text/plain\n\nx")
