"""The text of Word documents (.docx)."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from typing import Any

from docx import Document
from docx.oxml.ns import qn

from parsing import memory
from parsing.document_text import DocumentText, Emphasis
from parsing.other_formats import refuse_other_zip
from parsing.unreadable import DamagedDocument, EncryptedDocument, ExpandsTooFar

# All parts of a document are unpacked into memory; a page with photos stays far below this.
LARGEST_UNPACKED = 100 * 1024 * 1024
# XML takes many times its size in memory; that of a page is a hundredth of this.
LARGEST_XML = 20 * 1024 * 1024

_ENCRYPTED_FLAG = 0x1
_HEADING_STYLE = re.compile(r"(?:heading|标题)\s*(?P<level>\d)|title$|标题$", re.I)
_PARAGRAPH, _TEXT, _TAB = qn("w:p"), qn("w:t"), qn("w:tab")
_BREAKS = (qn("w:br"), qn("w:cr"))
_RUN, _RUN_SETTINGS, _VANISH, _VALUE = qn("w:r"), qn("w:rPr"), qn("w:vanish"), qn("w:val")
_MOVED_AWAY = qn("w:moveFrom")
# Word writes text boxes twice, the second time for readers that don't know them.
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"


def read_docx(data: bytes) -> DocumentText:
    """The text of a .docx file: page headers, then the body with tables and text boxes, then page footers.

    Raises UnreadableDocument for other zip files and for damaged, encrypted or exploding ones.
    """
    _check_archive(data)
    try:
        document = Document(io.BytesIO(data))
        headers = [
            section.header._element
            for section in document.sections
            if not section.header.is_linked_to_previous
        ]
        footers = [
            section.footer._element
            for section in document.sections
            if not section.footer.is_linked_to_previous
        ]
        headings = {style.style_id: how for style in document.styles if (how := _heading(style.name or ""))}
        parts = (*headers, document.element.body, *footers)
        blocks = [block for part in parts for block in _blocks(part, headings)]
    except Exception as error:  # python-docx and lxml raise whatever a broken part provokes
        if memory.ran_out(error):
            raise MemoryError from error
        raise DamagedDocument(f"not a readable .docx: {type(error).__name__}") from error
    if not any(how is Emphasis.LARGE for _, how in blocks):
        blocks = [(text, Emphasis.UNKNOWN) for text, _ in blocks]
    return DocumentText.of(blocks)


def _heading(style: str) -> Emphasis | None:
    """What a paragraph style's name says: Title and the first two headings are large, others set off."""
    match = _HEADING_STYLE.match(style)
    if not match:
        return None
    return Emphasis.LARGE if match.group("level") in (None, "1", "2") else Emphasis.SET_OFF


def _check_archive(data: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, ValueError, EOFError, OSError, NotImplementedError) as error:
        raise DamagedDocument("a zip or .docx file that is cut off or broken") from error
    names = {part.filename for part in parts}
    if any(part.flag_bits & _ENCRYPTED_FLAG for part in parts):
        raise EncryptedDocument
    if "word/document.xml" not in names:
        refuse_other_zip(names)
    unpacked = sum(part.file_size for part in parts)
    if unpacked > LARGEST_UNPACKED:
        raise ExpandsTooFar(unpacked, LARGEST_UNPACKED)
    text = sum(part.file_size for part in parts if part.filename.endswith((".xml", ".rels")))
    if text > LARGEST_XML:
        raise ExpandsTooFar(text, LARGEST_XML)


def _blocks(part: Any, headings: dict[str, Emphasis]) -> Iterator[tuple[str, Emphasis]]:
    for paragraph in part.iter(_PARAGRAPH):
        if any(ancestor.tag == _FALLBACK for ancestor in paragraph.iterancestors()):
            continue
        how = headings.get(paragraph.style or "", Emphasis.BODY)
        for line in _text_of(paragraph).split("\n"):
            if line.strip():
                yield line, how


def _text_of(paragraph: Any) -> str:
    """The text of one paragraph that is not hidden, without that of paragraphs in text boxes inside it."""
    pieces: list[str] = []
    for node in paragraph.iter(_TEXT, _TAB, *_BREAKS):
        if next(node.iterancestors(_PARAGRAPH)) is not paragraph or _hidden(node):
            continue
        if node.tag == _TEXT:
            pieces.append(node.text or "")
        elif node.tag == _TAB:
            # tab stops in a paragraph's settings have the same tag and are no text
            pieces.append(" " if node.getparent().tag == qn("w:r") else "")
        else:
            pieces.append("\n")
    return "".join(pieces)


def _hidden(node: Any) -> bool:
    """Whether Word doesn't show a piece of text: set as hidden, or moved away under tracked changes."""
    for around in node.iterancestors():
        if around.tag == _PARAGRAPH:
            return False
        if around.tag == _MOVED_AWAY:
            return True
        settings = around.find(_RUN_SETTINGS) if around.tag == _RUN else None
        mark = settings.find(_VANISH) if settings is not None else None
        if mark is not None and mark.get(_VALUE, "1") not in ("0", "false", "off"):
            return True
    return False
