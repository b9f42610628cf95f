"""From a page's file to its text, whatever the file is: recognised by content, never by its name."""

from __future__ import annotations

import re
from dataclasses import dataclass

from parsing.document_text import DocumentText
from parsing.encodings import decode
from parsing.html_text import is_html, read_html
from parsing.ordinary_characters import ordinary
from parsing.unreadable import (
    DocumentTooLarge,
    EmptyDocument,
    EncryptedDocument,
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

_IMAGES = (
    b"\xff\xd8\xff",
    b"\x89PNG\r\n",
    b"GIF87a",
    b"GIF89a",
    b"BM",
    b"II*\0",
    b"MM\0*",
    b"\0\0\0\x0cjP",
    b"8BPS",
)
_ARCHIVES = (b"Rar!\x1a\x07", b"7z\xbc\xaf\x27\x1c", b"\x1f\x8b", b"BZh", b"\xfd7zXZ\0", b"\x28\xb5\x2f\xfd")
_ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# A PDF's mark may stand a little way in.
_PDF_MARK_WITHIN = 1024
_AS_PLAIN_TEXT = "save the page as .docx, .pdf or plain text"

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


def read_document(data: bytes, *, name: str = "", limits: Limits = DEFAULT_LIMITS) -> str:
    """The text of a page's file: plain text, .docx, a PDF with a text layer, or HTML.

    `name` is the file's name; it is never believed about the format. The text is a `DocumentText` where the
    file says how its lines are set. Raises UnreadableDocument, whose `reason` says what is wrong and whose
    text says in English what to do.
    """
    if not data.strip(b" \t\r\n\0"):
        raise EmptyDocument
    if len(data) > limits.file_bytes:
        raise DocumentTooLarge(len(data), limits.file_bytes)
    _refuse_other_formats(data)
    return _checked(_text_of(data, limits), limits)


def _text_of(data: bytes, limits: Limits) -> str:
    # The libraries for .docx and PDF take longer to load than a page takes to read, and most pages are text.
    if data.startswith(_ZIP):
        from parsing.docx_text import read_docx

        return read_docx(data)
    if b"%PDF-" in data[:_PDF_MARK_WITHIN]:
        from parsing.pdf_text import read_pdf

        return read_pdf(data, page_limit=limits.pdf_pages, text_limit=limits.text_bytes)
    if is_html(data):
        return read_html(data)
    text = decode(data)
    if len(_CONTROL.findall(text)) > _CONTROL_SHARE * len(text):
        raise UnknownFormat(Reason.UNKNOWN_FORMAT, "no text that can be read", _AS_PLAIN_TEXT)
    return text


def _refuse_other_formats(data: bytes) -> None:
    if (
        data.startswith(_IMAGES)
        or (data.startswith(b"RIFF") and data[8:12] == b"WEBP")
        or data[4:8] == b"ftyp"
    ):
        raise UnknownFormat(
            Reason.IMAGE, "an image or a video", "send the page's text, or a PDF with text in it"
        )
    if data.startswith(_ARCHIVES):
        raise UnknownFormat(Reason.ARCHIVE, "an archive", "unpack it and send the page's file itself")
    if data.startswith(_OLE):
        if "EncryptedPackage".encode("utf-16-le") in data:
            raise EncryptedDocument
        raise UnknownFormat(Reason.OLD_OFFICE, "an old Office file (.doc)", _AS_PLAIN_TEXT)
    if data.lstrip().startswith(b"{\\rtf"):
        raise UnknownFormat(Reason.OTHER_OFFICE, "an RTF file", _AS_PLAIN_TEXT)


def _checked(text: str, limits: Limits) -> str:
    if not text.strip("\ufeff \t\r\n\u3000\xa0"):
        raise EmptyDocument
    size = len(text.encode("utf-8", "surrogatepass"))
    if size > limits.text_bytes:
        raise TooMuchText(size, limits.text_bytes)
    prose = _ADDRESS.sub(" ", ordinary(text))
    letters = sum(map(str.isalpha, prose))
    if letters >= _JUDGED_LETTERS:
        chinese = len(_HAN.findall(prose)) - len(_KANA_OR_HANGUL.findall(prose))
        if chinese < _CHINESE_SHARE * letters:
            raise OtherLanguage
    return text.with_text(ordinary(text)) if isinstance(text, DocumentText) else ordinary(text)
