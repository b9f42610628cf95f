"""From a page's file to its text, whatever the file is: recognised by content, never by its name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from parsing.containers import ZIP_MARKS, Member, leaves_of
from parsing.document_text import DocumentText
from parsing.encodings import decode
from parsing.html_text import is_html, read_html
from parsing.markdown_text import is_markdown, read_markdown
from parsing.ordinary_characters import ordinary
from parsing.other_formats import AS_PLAIN_TEXT, refuse_other_formats
from parsing.unreadable import (
    DocumentTooLarge,
    EmptyDocument,
    OtherLanguage,
    Reason,
    TooMuchText,
    UnknownFormat,
    UnreadableDocument,
)

__all__ = ["Limits", "Reason", "UnreadableDocument", "read_document"]


@dataclass(frozen=True, slots=True)
class Limits:
    """How much a file may hold: bytes, bytes of text as UTF-8, pages of a PDF."""

    file_bytes: int = 20 * 1024 * 1024
    text_bytes: int = 1024 * 1024
    pdf_pages: int = 60


DEFAULT_LIMITS = Limits()


@dataclass(frozen=True, slots=True)
class ReadDocument:
    """One document of a file: its text, the name of its own, and the address that it was saved from."""

    text: str
    name: str
    link: str = ""


_PAGES_IN_ZIP = "put .docx, .pdf, .html or .txt files in it"
# A PDF's mark may stand a little way in.
_PDF_MARK_WITHIN = 1024

_CONTROL = re.compile("[\0-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_HAN = re.compile("[\u3400-\u9fff\uf900-\ufaff\U00020000-\U000323af]")
_KANA_OR_HANGUL = re.compile("[\u3040-\u30ff\uac00-\ud7af]")
# Addresses of links, which say nothing of the language around them.
_ADDRESS = re.compile(r"(?:https?:|www\.|ftp:)[\w.:/?#@!$&'()*+,;=%~-]+", re.I | re.A)
# Text with more control characters than this is no text.
_CONTROL_SHARE = 0.01
# A page is Chinese when at least this share of its letters is; shorter texts are not judged.
_CHINESE_SHARE = 0.2
_JUDGED_LETTERS = 20
_JUDGED_UP_TO = 100_000


def read_document(data: bytes, *, name: str = "", limits: Limits = DEFAULT_LIMITS) -> str:
    """The text of a page's file: plain text, Markdown, .docx, a PDF with a text layer, HTML, a mail or an
    archive of such files, one after another.

    `name` is the file's name; it is never believed about the format. The text is a `DocumentText` where the
    file says how its lines are set. Raises UnreadableDocument, whose `reason` says what is wrong and whose
    text says in English what to do.
    """
    documents = list(documents_in(data, name=name, limits=limits))
    if len(documents) == 1:
        return documents[0].text
    return _checked("\n\n".join(document.text for document in documents), limits)


def documents_in(data: bytes, *, name: str = "", limits: Limits = DEFAULT_LIMITS) -> Iterator[ReadDocument]:
    """The documents of a file: itself, or what a mail, a saved page or an archive holds, in its order.

    Of several those that can't be read are left out. Raises like `read_document`: where none can, what is
    wrong with the first.
    """
    if len(data) > limits.file_bytes:
        raise DocumentTooLarge(len(data), limits.file_bytes)
    if not data.strip(b" \t\r\n\0"):
        raise EmptyDocument
    leaves = leaves_of(data)
    errors: list[UnreadableDocument] = []
    size = read = 0
    for leaf in [Member(name, data)] if leaves is None else leaves:
        if leaf.instead and read:
            continue
        try:
            text = _read(leaf, limits)
        except UnreadableDocument as error:
            errors.append(error)
            continue
        size, read = size + _size(text), read + 1
        if size > limits.text_bytes:
            raise TooMuchText(size, limits.text_bytes)
        yield ReadDocument(text, leaf.name or name, leaf.link)
    if not read:
        raise next(iter(errors), UnknownFormat(Reason.ARCHIVE, "an archive without pages", _PAGES_IN_ZIP))


def _read(leaf: Member, limits: Limits) -> str:
    if not leaf.data.strip(b" \t\r\n\0"):
        raise EmptyDocument
    refuse_other_formats(leaf.data, leaf.name)
    return _checked(_text_of(leaf.data, limits), limits)


def _text_of(data: bytes, limits: Limits) -> str:
    # The libraries for .docx and PDF take longer to load than a page takes to read, and most pages are text.
    if data.startswith(ZIP_MARKS):
        from parsing.docx_text import read_docx

        return read_docx(data)
    if b"%PDF-" in data[:_PDF_MARK_WITHIN]:
        from parsing.pdf_text import read_pdf

        return read_pdf(data, page_limit=limits.pdf_pages, text_limit=limits.text_bytes)
    if is_html(data):
        return read_html(data)
    text = decode(data)
    if len(_CONTROL.findall(text)) > _CONTROL_SHARE * len(text):
        raise UnknownFormat(Reason.UNKNOWN_FORMAT, "no text that can be read", AS_PLAIN_TEXT)
    return read_markdown(text) if is_markdown(text) else text


def _size(text: str) -> int:
    return len(text.encode("utf-8", "surrogatepass"))


def _checked(text: str, limits: Limits) -> str:
    if not text.strip("\ufeff \t\r\n\u3000\xa0"):
        raise EmptyDocument
    size = _size(text)
    if size > limits.text_bytes:
        raise TooMuchText(size, limits.text_bytes)
    plain = ordinary(text)
    prose = _ADDRESS.sub(" ", plain[:_JUDGED_UP_TO])
    letters = sum(map(str.isalpha, prose))
    if letters >= _JUDGED_LETTERS:
        chinese = len(_HAN.findall(prose)) - len(_KANA_OR_HANGUL.findall(prose))
        if chinese < _CHINESE_SHARE * letters:
            raise OtherLanguage
    return text.with_text(plain) if isinstance(text, DocumentText) else plain
