"""The elements of an HTML page, whatever its encoding and however deeply it is nested."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from itertools import islice
from typing import Any

import lxml.html  # type: ignore[import-untyped]  # ships no types
from lxml import etree

from parsing import memory
from parsing.encodings import decode
from parsing.unreadable import DamagedDocument, EmptyDocument, UnknownEncoding, UnreadableDocument

# What has to stand near the start for a text to be HTML.
_MARKUP = re.compile(
    rb"<!doctype\s+html|<html[\s>]|<head[\s>]|<body[\s>]|<meta\s|<(?:div|p|table|h[1-6]|article)[\s>]", re.I
)
LOOKED_AT = 4096
_CHARSET = re.compile(rb"""<(?:meta[^>]+charset|\?xml[^>]+encoding)\s*=\s*["']?\s*([\w.:-]+)""", re.I)
# Characters that no element may hold.
_NOT_IN_XML = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
# Pages declare these and mean their supersets.
_MEANT = {"gb2312": "gb18030", "gbk": "gb18030", "gb_2312-80": "gb18030"}

# Encodings in which a page may have faults, and how many of its characters may be broken.
_USUAL, _BROKEN, _FEW_FAULTS = ("utf-8", "gb18030"), "\ufffd", 0.001

NO_TEXT = frozenset(
    [
        "script",
        "style",
        "noscript",
        "template",
        "nav",
        "select",
        "option",
        "button",
        "textarea",
        "iframe",
        "head",
        "svg",
        "audio",
        "video",
        "object",
        "map",
    ]
)
BLOCKS = frozenset(
    [
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
        "figure",
        "footer",
        "form",
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
        "legend",
        "br",
    ]
)
HEADINGS = frozenset(("h1", "h2"))
MINOR_HEADINGS = frozenset(("h3", "h4", "h5", "h6"))
_BREAKS = re.compile(r"(?:<br>\s*+){2,}+")
# Pages put together from parts close these in the middle; nothing is lost without them.
_CLOSED_EARLY = re.compile(r"</(?:html|body)\s*>", re.I)
# Comments that say something: the edition's properties, the address a page was saved from, its main text.
_TELLING = re.compile(r"<!--\s*+(?=enpproperty|saved from url=)", re.I)
_CONTENT = re.compile(r"<!--\s*+enpcontent\s*+-->", re.I)
CONTENT_MARK = "enpmark"
MOST_COMMENTS, LONGEST_COMMENT, MOST_MARKS = 10, 20_000, 200
# What stays of a page that is nested too deeply.
_KEPT_FLAT = NO_TEXT | HEADINGS | MINOR_HEADINGS | frozenset(("p", "br", "a", "title", CONTENT_MARK))
_TAG = re.compile(r"</?([a-zA-Z][a-zA-Z0-9:-]*+)[^<>]*+>")


def is_html(data: bytes) -> bool:
    """Whether bytes are an HTML page, by what stands at their start."""
    start = data[:LOOKED_AT].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    return start.startswith(b"<") and bool(_MARKUP.search(start))


@dataclass(frozen=True, slots=True)
class HtmlTree:
    """The root of a page's elements, and the comments in which editions say something of the page."""

    root: Any
    comments: tuple[str, ...]


def html_tree(data: bytes) -> HtmlTree:
    """The page's elements without its comments. Raises UnreadableDocument.

    The comment before a main text becomes an element, CONTENT_MARK.
    """
    text = _CLOSED_EARLY.sub("", _NOT_IN_XML.sub(" ", _decoded(data)))
    starts = [match.end() for match in islice(_TELLING.finditer(text), MOST_COMMENTS)]
    comments = tuple(text[start : text.find("-->", start, start + LONGEST_COMMENT)] for start in starts)
    return HtmlTree(_tree(_CONTENT.sub(f"<{CONTENT_MARK}></{CONTENT_MARK}>", text, MOST_MARKS)), comments)


def _decoded(data: bytes) -> str:
    declared = _CHARSET.search(data[:LOOKED_AT])
    if declared and not data.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        name = declared.group(1).decode("ascii").lower()
        try:
            return data.decode(_MEANT.get(name, name))
        except (LookupError, UnicodeError):
            pass  # a wrong declaration: the bytes themselves have to tell
    try:
        return decode(data)
    except UnreadableDocument:
        return _with_a_few_faults(data)


def _with_a_few_faults(data: bytes) -> str:
    """A page with some broken characters, as browsers show it. Raises what is wrong where they are many."""
    fewest, best = min(
        ((text.count(_BROKEN), text) for text in (data.decode(one, "replace") for one in _USUAL)),
        key=lambda one: one[0],
    )
    if fewest > _FEW_FAULTS * len(best) + 1:
        raise UnknownEncoding
    return best


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
        return "<br>" if name in BLOCKS else ""

    return _BREAKS.sub("<br>", _TAG.sub(tag, text))
