"""The lines of a page, each with what can be seen of it without knowing its neighbours."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property

from parsing.bylines import Byline, byline_at_end, byline_line
from parsing.captions import caption_evidence
from parsing.datelines import Dateline, dateline_of
from parsing.furniture import furniture_evidence
from parsing.park_names import fold, plain, zone_tail

# Lines longer than this are body text, whatever else they look like.
LONGEST_SHORT_LINE = 60

_LINE_END = re.compile(r"\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_SENTENCE_END = re.compile(r"(?:[。!?…]|(?<=[\u3400-\u9fff”’)\]])[.])[”’\"')\]」』》]*$")
_CLAUSE_END = re.compile(r"[,、;:—\-(《“‘]$")
_CONTINUES = re.compile(r"^[,。、;:!?”’)\]」』》%…]")
_ENUMERATED = re.compile(
    r"^(?:[一二三四五六七八九十]+[是要、.]|第[一二三四五六七八九十]+[,、]|\(?[一二三四五六七八九十\d]{1,2}[).、])"
)
_HALVES = re.compile(r"\S[ \t]+\S")
_HAN = re.compile(r"[\u3400-\u9fff]")


@dataclass(frozen=True)
class Line:
    """One line that is not blank: its text without spaces around it, and how it stood on the page.

    `gap` counts the blank lines before it, `indent` the columns of space at its start (a full-width space
    is two). `names_park` says whether the line is a park's name and nothing else: 2 for a park of the list,
    1 for one that only looks like it, 0 for none. `glued_name_is_text` says that a name which stands right
    after the last full stop is a person the article talks about, so that it is no byline.
    """

    text: str
    gap: int
    indent: int
    names_park: int = 0
    glued_name_is_text: bool = False

    @cached_property
    def folded(self) -> str:
        return fold(self.text)

    @cached_property
    def length(self) -> int:
        return len("".join(self.text.split()))

    @property
    def short(self) -> bool:
        return self.length <= LONGEST_SHORT_LINE

    @cached_property
    def byline(self) -> Byline | None:
        """The byline after the line's last sentence."""
        found = byline_at_end(self.text)
        return None if found and not found.sure and self.glued_name_is_text else found

    @cached_property
    def whole_byline(self) -> Byline | None:
        """The byline that the whole line is."""
        return byline_line(self.text) if self.short else None

    @cached_property
    def dateline(self) -> Dateline | None:
        return dateline_of(self.text)

    @cached_property
    def caption(self) -> float:
        return caption_evidence(self.text)

    @cached_property
    def furniture(self) -> float:
        return furniture_evidence(self.text)

    @cached_property
    def ends_sentence(self) -> bool:
        return bool(_SENTENCE_END.search(self.folded[-12:])) or self.byline is not None

    @property
    def may_go_on(self) -> bool:
        """Whether a cut may have broken it off: no sentence ends with it, or what looks like a name may be text."""
        return not self.ends_sentence or (self.byline is not None and not self.byline.sure)

    @cached_property
    def ends_in_clause(self) -> bool:
        return bool(_CLAUSE_END.search(self.folded[-3:]))

    @cached_property
    def holds_sentence_end(self) -> bool:
        return "。" in self.folded

    @cached_property
    def continues(self) -> bool:
        """Whether it starts with a mark that can't start a paragraph."""
        return bool(_CONTINUES.match(self.folded))

    @cached_property
    def enumerated(self) -> bool:
        return bool(_ENUMERATED.match(self.folded))

    @cached_property
    def couplet(self) -> bool:
        """Whether it is set in halves with space between them, as headings are."""
        return self.short and bool(_HALVES.search(self.folded)) and bool(_HAN.search(self.folded))

    @cached_property
    def open_quotes(self) -> int:
        """How many quotation marks it opens and does not close (negative: closes and did not open)."""
        return self.text.count("“") - self.text.count("”")


_NO_NAME = re.compile(
    "打造|建设|推进|推动|助力|加快|迈向|跻身|获批|落户|走进|赋能|培育|争创|创建|建成|聚焦|激活|冲刺|晋升|成为|入选|领跑|挺进"
    "|奔向|全力|再|纳入|设立|管理|绘|让|把|这|力争|奋力|集聚发展|看|记$|[,。!?:;“”]"
)
_DECORATION = " ·•●■◆★☆▲【】〖〗[]◎:"


def park_line(text: str, knows: Callable[[str], bool]) -> int:
    """Whether a line is a park's name and nothing else: 2 for a name that `knows`, 1 for a likely one, 0."""
    name = plain(text).strip(_DECORATION)
    tail = zone_tail(name)
    if not tail or not 4 <= len(name) <= 30:
        return 0
    if knows(name):
        return 2
    stem = name[: len(name) - len(tail)]
    return int(len(stem) >= 2 and len(name) <= 22 and not _NO_NAME.search(stem) and " " not in text.strip())


def lines_of(text: str, knows: Callable[[str], bool]) -> tuple[Line, ...]:
    """The page's lines in order, blank ones counted into the `gap` of the next. No character gets lost."""
    found: list[Line] = []
    gap = 0
    for raw in _LINE_END.split(text.removeprefix("\ufeff")):
        stripped = raw.strip()
        if not stripped:
            gap += 1
            continue
        before = raw[: len(raw) - len(raw.lstrip())]
        indent = sum(2 if space == "\u3000" else 1 for space in before)
        short = len(stripped) <= LONGEST_SHORT_LINE
        found.append(Line(stripped, gap, indent, park_line(stripped, knows) if short else 0))
        gap = 0
    return tuple(_told_apart(line, text) for line in found)


def _told_apart(line: Line, page: str) -> Line:
    byline = line.byline
    if byline is None or byline.sure:
        return line
    return replace(line, glued_name_is_text=any(page.count(author) > 1 for author in byline.authors))
