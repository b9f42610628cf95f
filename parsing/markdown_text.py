"""Plain text with Markdown marks: headings, emphasis, links, quotes and lists without their marks."""

from __future__ import annotations

import re

from parsing.document_text import DocumentText, Emphasis

_HEADING = re.compile(r"^ {0,3}(#{1,6})[ \t]+(\S.*)$")
_CLOSING = re.compile(r"[ \t]#+[ \t]*$")
_RULE = re.compile(r"^ {0,3}(?:[-*_][ \t]?){3,}$")
_QUOTE_OR_ITEM = re.compile(r"^ {0,3}(?:>[ \t]?|[-*+][ \t]{1,3})")
_IMAGE = re.compile(r"!\[([^\[\]]{0,200})\]\([^()\s]{0,2000}(?:[ \t]\"[^\"]{0,200}\")?\)")
_LINK = re.compile(r"\[([^\[\]]{1,200})\]\([^()\s]{0,2000}(?:[ \t]\"[^\"]{0,200}\")?\)")
_STRONG = re.compile(r"(\*\*|__)(?=\S)([^*_\n]{1,400}?)(?<=\S)\1")
_SLANTED = re.compile(r"(?<![\w*])\*(?=[^\s*])([^*\n]{1,400}?)(?<=[^\s*])\*(?![\w*])")
_BOLD_LINE = re.compile(r"^(\*\*|__)([^*_\n]{2,60})\1$")
_FENCE = re.compile(r"^ {0,3}(?:```|~~~)")
# What has to be there for a text to be Markdown: a heading, or this many lines with its other marks.
_ENOUGH_MARKS = 2
_LONGEST_MARKED = 4_000


def is_markdown(text: str) -> bool:
    """Whether a plain text holds the marks of Markdown."""
    if not any(mark in text for mark in ("# ", "**", "__", "](")):
        return False
    marks = 0
    for line in text.split("\n"):
        if len(line) <= _LONGEST_MARKED:
            if _HEADING.match(line):
                return True
            marks += bool(_LINK.search(line) or _STRONG.search(line))
        if marks >= _ENOUGH_MARKS:
            return True
    return False


def read_markdown(text: str) -> DocumentText:
    """The text without its marks, a line a line; headings, and lines in bold alone, give the emphasis."""
    lines: list[str] = []
    emphasis: list[Emphasis] = []
    for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n"):
        said, how = _plain_line(line.rstrip())
        if not said and lines and not lines[-1]:
            continue  # what a picture or a rule leaves is no hole in the page
        lines.append(said)
        emphasis.append(how)
    if not any(how is Emphasis.LARGE for how in emphasis):
        emphasis = [Emphasis.UNKNOWN] * len(lines)
    return DocumentText("\n".join(lines), tuple(emphasis))


def _plain_line(line: str) -> tuple[str, Emphasis]:
    if not line.strip() or _RULE.match(line) or _FENCE.match(line):
        return "", Emphasis.UNKNOWN
    if len(line) > _LONGEST_MARKED:
        return line, Emphasis.BODY
    if match := _HEADING.match(line):
        how = Emphasis.LARGE if len(match[1]) == 1 else Emphasis.SET_OFF
        return _without_marks(_CLOSING.sub("", match[2])), how
    if match := _BOLD_LINE.match(line.strip()):
        return _without_marks(match[2]), Emphasis.SET_OFF
    return _without_marks(_QUOTE_OR_ITEM.sub("", line)), Emphasis.BODY


def _without_marks(text: str) -> str:
    text = _LINK.sub(r"\1", _IMAGE.sub("", text))
    return _SLANTED.sub(r"\1", _STRONG.sub(r"\2", text)).replace("\\", "")
