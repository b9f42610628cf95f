"""The text of HTML pages: the electronic edition of a newspaper, one article or one page."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import lxml.html  # type: ignore[import-untyped]  # ships no types
from lxml import etree

from parsing import memory
from parsing.document_text import DocumentText, Emphasis
from parsing.encodings import decode
from parsing.furniture import MAYBE_COLUMN, furniture_evidence
from parsing.unreadable import DamagedDocument, EmptyDocument

# What has to stand near the start for a text to be HTML.
_MARKUP = re.compile(
    rb"<!doctype\s+html|<html[\s>]|<head[\s>]|<body[\s>]|<meta\s|<(?:div|p|table|h[1-6]|article)[\s>]", re.I
)
_LOOKED_AT = 4096
_CHARSET = re.compile(rb"""<(?:meta[^>]+charset|\?xml[^>]+encoding)\s*=\s*["']?\s*([\w.:-]+)""", re.I)
# Characters that no element may hold.
_NOT_IN_XML = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
# Pages declare these and mean their supersets.
_MEANT = {"gb2312": "gb18030", "gbk": "gb18030", "gb_2312-80": "gb18030"}

_NO_TEXT = frozenset(
    (
        *("script", "style", "noscript", "template", "nav", "select", "option", "form", "button", "textarea"),
        *("iframe", "head", "svg", "audio", "video", "object", "map"),
    )
)
_BLOCKS = frozenset(
    (
        *(
            "address",
            "article",
            "aside",
            "blockquote",
            "body",
            "center",
            "dd",
            "div",
            "dl",
            "dt",
            "figcaption",
        ),
        *(
            "figure",
            "footer",
            "h1",
            "h2",
            "h3",
            "h4",
            "h5",
            "h6",
            "header",
            "hr",
            "html",
            "li",
            "main",
            "ol",
            "p",
        ),
        *(
            "pre",
            "section",
            "table",
            "tbody",
            "td",
            "th",
            "thead",
            "tfoot",
            "tr",
            "ul",
            "caption",
            "fieldset",
        ),
        *("legend", "br"),
    )
)
_MAYBE_NAVIGATION = frozenset(("ul", "ol", "table", "div", "p", "td", "li", "dl", "footer", "header", "span"))
# Editions without heading elements name their classes so.
_HEADLINE_CLASS = re.compile(r"(?:^|[-_ ])(?:title|headline|bt|biaoti)(?:$|[-_ ])", re.I)
_HEADING = frozenset(("h1", "h2"))
_MINOR_HEADING = frozenset(["h3", "h4", "h5", "h6"])
# What stays of a page that is nested too deeply.
_KEPT_FLAT = _NO_TEXT | _HEADING | _MINOR_HEADING | frozenset(("p", "br", "a", "title"))
_BREAKS = re.compile(r"(?:<br>\s*+){2,}+")
_TAG = re.compile(r"</?([a-zA-Z][a-zA-Z0-9:-]*+)[^<>]*+>")
# A block whose text is mostly links is navigation.
_LINKED_SHARE = 0.6


def is_html(data: bytes) -> bool:
    """Whether bytes are an HTML page, by what stands at their start."""
    start = data[:_LOOKED_AT].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    return start.startswith(b"<") and bool(_MARKUP.search(start))


def read_html(data: bytes) -> DocumentText:
    """The text of an HTML page without its navigation, a line a block; heading tags give the emphasis.

    Raises UnreadableDocument where it can't be decoded or holds no text.
    """
    root = _tree(_NOT_IN_XML.sub(" ", _decoded(data)))
    title = (root.findtext(".//title") or "").strip()
    for element in list(root.iter(*_NO_TEXT)):
        _drop(element)
    for element in _navigation(root):
        _drop(element)
    lines = list(_lines(root))
    if not any(how is Emphasis.LARGE for _, how in lines):
        lines = [(line, Emphasis.UNKNOWN) for line, _ in lines]
    if (
        furniture_evidence(title) > MAYBE_COLUMN
    ):  # the page's date and number, not an article's headline again
        lines.insert(0, (title, Emphasis.BODY))
    return DocumentText.of(lines)


def _decoded(data: bytes) -> str:
    declared = _CHARSET.search(data[:_LOOKED_AT])
    if declared and not data.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        name = declared.group(1).decode("ascii").lower()
        try:
            return data.decode(_MEANT.get(name, name))
        except (LookupError, UnicodeError):
            pass  # a wrong declaration: the bytes themselves have to tell
    return decode(data)


def _tree(text: str) -> Any:
    """The elements of a page; of one nested deeper than the parser goes, those that say most about its text.

    The parser leaves out what is too deep for it without an error, so its log is asked.
    """
    for markup in (text, None):
        # Its limits would cut old pages that never close a <font>; `huge_tree` takes it to 2,048 levels.
        parser = lxml.html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True)
        try:
            root = lxml.html.document_fromstring((markup or _flattened(text)).encode("utf-8"), parser=parser)
        except (etree.LxmlError, ValueError, AssertionError) as error:
            if memory.ran_out(error):
                raise MemoryError from error
            raise EmptyDocument from error
        if memory.tells_of_it(parser.error_log):
            raise MemoryError
        if not any(entry.type == etree.ErrorTypes.ERR_RESOURCE_LIMIT for entry in parser.error_log):
            return root
    raise DamagedDocument("its elements are nested too deeply")


def _flattened(text: str) -> str:
    """A page without the elements that only hold others: blocks become line breaks, the rest goes."""

    def tag(match: re.Match[str]) -> str:
        name = match[1].lower()
        if name in _KEPT_FLAT:
            return match[0]
        return "<br>" if name in _BLOCKS else ""

    return _BREAKS.sub("<br>", _TAG.sub(tag, text))


def _drop(element: Any) -> None:
    """Take an element out and leave the text after it."""
    parent = element.getparent()
    if parent is None:
        return
    before = element.getprevious()
    rest = element.tail or ""
    text = (parent.text if before is None else before.tail) or ""
    text += rest if text.endswith("\n") else "\n" + rest  # thousands in a row leave one line end
    if before is not None:
        before.tail = text
    else:
        parent.text = text
    parent.remove(element)


@dataclass
class _Content:
    """What an element holds: visible characters, those in links, and whether a sentence ends there."""

    characters: int = 0
    linked: int = 0
    sentence: bool = False

    def add(self, text: str | None, *, in_link: bool) -> None:
        if text:
            visible = len("".join(text.split()))
            self.characters += visible
            self.linked += visible if in_link else 0
            self.sentence = self.sentence or "。" in text


def _navigation(root: Any) -> list[Any]:
    """The outermost elements that are mostly links and hold no sentence. One pass, whatever the nesting."""
    found: list[Any] = []
    open_elements: list[_Content] = []
    links = 0
    for event, element in etree.iterwalk(root, events=("start", "end")):
        if event == "start":
            links += element.tag == "a"
            content = _Content()
            content.add(element.text, in_link=links > 0)
            open_elements.append(content)
            continue
        links -= element.tag == "a"
        content = open_elements.pop()
        mostly_links = content.linked > 0 and content.linked >= _LINKED_SHARE * content.characters
        if element.tag in _MAYBE_NAVIGATION and mostly_links and not content.sentence:
            found.append(element)
        if open_elements:
            around = open_elements[-1]
            around.characters += content.characters
            around.linked += content.linked
            around.sentence = around.sentence or content.sentence
            around.add(element.tail, in_link=links > 0)
    return found


def _lines(root: Any) -> Iterator[tuple[str, Emphasis]]:
    """A line for each stretch of text between blocks; no recursion, since pages nest deeply."""
    pieces: list[str] = []
    how = Emphasis.BODY
    for event, element in etree.iterwalk(root, events=("start", "end")):
        tag = element.tag
        if event == "start":
            if tag in _BLOCKS:
                yield from _line(pieces, how)
                pieces = []
                how = _heading(element) or how
            pieces.append(element.text or "")
            continue
        if tag in _BLOCKS:
            yield from _line(pieces, how)
            pieces = []
            how = Emphasis.BODY if _heading(element) else how
        pieces.append(element.tail or "")
    yield from _line(pieces, how)


def _heading(element: Any) -> Emphasis | None:
    if element.tag in _MINOR_HEADING:
        return Emphasis.SET_OFF
    named = bool(_HEADLINE_CLASS.search(element.get("class") or ""))
    return Emphasis.LARGE if element.tag in _HEADING or named else None


def _line(pieces: list[str], how: Emphasis) -> Iterator[tuple[str, Emphasis]]:
    text = re.sub(r"[ \t\r\n]+", " ", "".join(pieces).replace("\xa0", " ")).strip(" ")
    if text.strip():
        yield text, how
