"""The text of PDF pages, put in reading order by their layout."""

from __future__ import annotations

import ctypes
import math
import unicodedata
from collections import Counter
from collections.abc import Iterator

import pypdfium2  # type: ignore[import-untyped]  # ships no types
import pypdfium2.raw as pdfium  # type: ignore[import-untyped]  # ships no types

from parsing.document_text import DocumentText, Emphasis
from parsing.pdf_layout import Glyph, reading_order, runs_of
from parsing.pdf_running import running_lines
from parsing.unreadable import DamagedDocument, EncryptedDocument, NoTextLayer, TooManyPages, TooMuchText

_PASSWORD_NEEDED = pdfium.FPDF_ERR_PASSWORD
# A whole PDF ends in this mark, or near it.
_END, _END_WITHIN = b"%%EOF", 2048
_LONGEST_FACE = 128
# What pdfium adds to the text of a page: spaces, line ends and the hyphen of a broken word.
_MADE_UP = frozenset((0x20, 0x0A, 0x0D, 0x02, 0xFFFE))
# How far a character reaches under its line, and how far its box may lie from its origin, in ems.
DESCENT, FAR_FROM_ORIGIN = 0.12, 0.6
LAST_NARROW = "\u2e7f"
# A headline is set at least this much larger than the body.
HEADLINE_SIZE = 1.25


def read_pdf(data: bytes, *, page_limit: int, text_limit: int) -> DocumentText:
    """The text of a PDF with a text layer: blocks in reading order, paragraphs whole within a column.

    `page_limit` is a number of pages, `text_limit` a number of bytes of text as UTF-8. Lines that are set
    larger than the body, or in another face, say so in their emphasis. Raises UnreadableDocument.
    """
    if _END not in data[-_END_WITHIN:]:
        raise DamagedDocument("the PDF is cut off")  # pdfium would make do with the pages that are left
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) == _PASSWORD_NEEDED or "password" in str(error).lower():
            raise EncryptedDocument from error
        raise DamagedDocument("not a readable PDF") from error
    try:
        return _text_of(document, page_limit, text_limit)
    finally:
        document.close()


def _text_of(document: pypdfium2.PdfDocument, page_limit: int, text_limit: int) -> DocumentText:
    pages = len(document)
    if pages > page_limit:
        raise TooManyPages(pages, page_limit)
    glyphs_of_pages: list[list[Glyph]] = []
    total = 0
    for number in range(pages):
        glyphs_of_pages.append([])
        try:
            page = document[number]
            for glyph in _glyphs(page):
                total += len(glyph.character.encode("utf-8", "replace"))
                if total > text_limit:
                    raise TooMuchText(total, text_limit)
                glyphs_of_pages[-1].append(glyph)
            page.close()
        except pypdfium2.PdfiumError as error:
            raise DamagedDocument(f"page {number + 1} of the PDF can't be read") from error
    if not pages or not any(glyph.character.strip() for glyphs in glyphs_of_pages for glyph in glyphs):
        raise NoTextLayer
    sizes = Counter(round(glyph.size, 1) for glyphs in glyphs_of_pages for glyph in glyphs)
    body = sizes.most_common(1)[0][0]
    faces = Counter(
        glyph.face for glyphs in glyphs_of_pages for glyph in glyphs if round(glyph.size, 1) == body
    )
    face = faces.most_common(1)[0][0]
    blocks: list[tuple[str, Emphasis]] = []
    runs_of_pages = [runs_of(glyphs) for glyphs in glyphs_of_pages]
    for runs, running in zip(runs_of_pages, running_lines(runs_of_pages), strict=True):
        blocks += [(runs[at].text.strip(), Emphasis.RUNNING) for at in sorted(running)]
        blocks += [
            (block.text, _emphasis(block.size / body if body else 1.0, block.face == face))
            for block in reading_order([run for at, run in enumerate(runs) if at not in running])
        ]
    if not any(how is Emphasis.LARGE for _, how in blocks):
        blocks = [(text, how if how is Emphasis.RUNNING else Emphasis.UNKNOWN) for text, how in blocks]
    return DocumentText.of(blocks)


def _emphasis(relative_size: float, usual_face: bool) -> Emphasis:
    if relative_size >= HEADLINE_SIZE:
        return Emphasis.LARGE
    return Emphasis.BODY if usual_face or relative_size < 1.0 else Emphasis.SET_OFF


def _glyphs(page: pypdfium2.PdfPage) -> Iterator[Glyph]:
    """The characters of a page, spaces included, those that pdfium makes up left out."""
    textpage = page.get_textpage()
    raw = textpage.raw
    box = _CharBox(raw)
    faces: dict[int, str] = {}
    high = 0
    for index in range(textpage.count_chars()):
        code = pdfium.FPDFText_GetUnicode(raw, index)
        if code == 0 or (code in _MADE_UP and pdfium.FPDFText_IsGenerated(raw, index) == 1):
            continue
        if 0xD800 <= code < 0xDC00:
            high = code
            continue
        if 0xDC00 <= code < 0xE000:
            if not high:
                continue
            code, high = 0x10000 + ((high - 0xD800) << 10) + (code - 0xDC00), 0
        place = box.of(index, chr(code))
        if place is None:
            continue
        # Characters of one piece of text share its face; asking for it once saves most of the time.
        piece = ctypes.cast(pdfium.FPDFText_GetTextObject(raw, index), ctypes.c_void_p).value or -index
        face = faces.get(piece) or faces.setdefault(piece, _face(raw, index))
        left, bottom, right, top, size = place
        yield Glyph(chr(code), left, bottom, right, top, size, face)
    textpage.close()


class _CharBox:
    """Where the characters of a page stand: left, bottom, right, top, and their size."""

    def __init__(self, raw: pdfium.FPDF_TEXTPAGE) -> None:
        self._raw = raw
        self._loose, self._matrix = pdfium.FS_RECTF(), pdfium.FS_MATRIX()
        self._x, self._y = ctypes.c_double(), ctypes.c_double()

    def of(self, index: int, character: str) -> tuple[float, float, float, float, float] | None:
        """The box of a character from its origin and the matrix of its text, else pdfium's own.

        pdfium's own box hugs what is drawn where a font has no metrics (Type 3, as browsers print them): no
        two characters of a line have the same size or foot there.
        """
        loose, matrix = self._loose, self._matrix
        if not pdfium.FPDFText_GetLooseCharBox(self._raw, index, loose):
            return None
        bottom, top = min(loose.bottom, loose.top), max(loose.bottom, loose.top)
        font = pdfium.FPDFText_GetFontSize(self._raw, index)
        plain = (loose.left, bottom, loose.right, top, top - bottom or font)
        told = pdfium.FPDFText_GetMatrix(self._raw, index, matrix) and pdfium.FPDFText_GetCharOrigin(
            self._raw, index, self._x, self._y
        )
        upright = abs(matrix.b) < abs(matrix.a) and abs(matrix.c) < abs(matrix.d)
        size = font * math.hypot(matrix.c, matrix.d)
        if not told or not upright or size <= 0:
            return plain
        x, y = self._x.value, self._y.value
        foot = y - DESCENT * size
        if abs((bottom + top) / 2 - (foot + size / 2)) > FAR_FROM_ORIGIN * size:
            return plain  # set from top to bottom, or in a font of its own kind
        wide = character > LAST_NARROW and unicodedata.east_asian_width(character) in "WF"
        right = max(x + font * math.hypot(matrix.a, matrix.b), loose.right) if wide else loose.right
        return min(x, loose.left), foot, right, foot + size, size


def _face(raw: pdfium.FPDF_TEXTPAGE, index: int) -> str:
    """The name and weight of a character's font."""
    buffer, flags = ctypes.create_string_buffer(_LONGEST_FACE), ctypes.c_int()
    length = pdfium.FPDFText_GetFontInfo(raw, index, buffer, len(buffer), flags)
    name = buffer.value.decode("utf-8", "replace") if 0 < length <= len(buffer) else ""
    return f"{name}/{pdfium.FPDFText_GetFontWeight(raw, index)}"
