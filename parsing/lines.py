"""The lines of a page, each with what can be seen of it without knowing its neighbours."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial

from parsing.article import Kind
from parsing.bylines import Byline, byline_at_end, byline_line
from parsing.captions import caption_evidence
from parsing.copied_text import navigation_lines, site_lines
from parsing.datelines import Dateline, dateline_of
from parsing.document_text import DocumentText, Emphasis
from parsing.furniture import SURE, furniture_evidence, turned_mark, turned_page_parts
from parsing.park_names import HAN, fold, undecorated, zone_tail
from parsing.turned_pages import page_of_mark

# Lines longer than this are body text, whatever else they look like.
LONGEST_SHORT_LINE = 60
# The evidence for furniture of what is an edition's navigation by its place.
NAVIGATION = 40.0
# How far around a line a name is looked for, in characters.
NEARBY = 20_000
# Characters up to this one take half the width of a Chinese one.
LAST_NARROW = "\u2e7f"

_LINE_END = re.compile(r"\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_SENTENCE_END = re.compile(rf"(?:[。!?…]|(?:(?<=[”’)\]])|(?<={HAN}))[.])[”’\"')\]」』》]*$")
_CLAUSE_END = re.compile(r"[,、;:—\-(《“‘]$")
_CONTINUES = re.compile(r"^[,。、;:!?”’)\]」』》%…]")
_ENUMERATED = re.compile(
    r"^(?:[一二三四五六七八九十]+[是要、.]|第[一二三四五六七八九十]+[,、]|\(?[一二三四五六七八九十\d]{1,2}[).、])"
)
_HALVES = re.compile(r"[\w”’》)%][ \t]+(?=[^\WA-Za-z_]|[“‘《])")
_HAN = re.compile(HAN)


@dataclass(frozen=True, slots=True)
class Line:
    """One line that is not blank: its text without spaces around it, and how it stood on the page.

    `length` counts what is not space; `width` is the columns that a short line fills, indent included, two
    for a Chinese character (0 for longer lines). `gap` counts the blank lines before it, `indent` the columns
    of space at its start. `names_park` says whether the line is a park's name and nothing else: 2 for a park
    of the list, 1 for one that only looks like it, 0 for none. `byline` is one after the last sentence,
    `whole_byline` one that fills the line; `caption` and `furniture` are evidence as in their modules;
    `emphasis` is how a document with typography sets the line, `told` the role that its structure gives it.
    `couplet` says that it is set in halves with space between them, as headings are; `open_quotes` counts
    the quotation marks that it opens and does not close (negative: closes and did not open).
    `goes_on` and `comes_from` are the pages that a turned article is continued on and from.
    """

    text: str
    folded: str
    length: int
    width: int
    gap: int
    indent: int
    names_park: int = 0
    byline: Byline | None = None
    whole_byline: Byline | None = None
    dateline: Dateline | None = None
    caption: float = 0.0
    furniture: float = 0.0
    ends_sentence: bool = False
    emphasis: Emphasis = Emphasis.UNKNOWN
    told: Kind | None = None
    goes_on: str = ""
    comes_from: str = ""
    couplet: bool = False
    open_quotes: int = 0

    @classmethod
    def of(
        cls,
        text: str,
        *,
        gap: int = 0,
        indent: int = 0,
        around: Callable[[], str] = str,
        knows: Callable[[str], bool] = lambda _: False,
        emphasis: Emphasis = Emphasis.UNKNOWN,
        told: Kind | None = None,
        navigation: bool = False,
        of_site: bool = False,
    ) -> Line:
        """The line with all that can be seen of it; `around` gives the text near it, for names that recur."""
        folded = fold(text)
        head, _, tail = turned_page_parts(text)
        length = len("".join(text.split()))
        short = length <= LONGEST_SHORT_LINE and not navigation
        byline = None if navigation else _byline(text, around)
        return cls(
            text=text,
            folded=folded,
            length=length,
            width=indent + _columns(text) if short else 0,
            gap=gap,
            indent=indent,
            names_park=park_line(text, knows) if short else 0,
            byline=byline,
            whole_byline=byline_line(text) if short else None,
            dateline=dateline_of(text),
            caption=caption_evidence(text),
            furniture=NAVIGATION if navigation else max(furniture_evidence(text), SURE * of_site),
            ends_sentence=byline is not None or bool(_SENTENCE_END.search(folded[-12:])),
            emphasis=emphasis,
            told=told,
            goes_on=page_of_mark(tail),
            comes_from=page_of_mark(head),
            couplet=short and bool(_HALVES.search(folded)) and bool(_HAN.search(folded)),
            open_quotes=_open_quotes(text),
        )

    @property
    def short(self) -> bool:
        """Whether it may be something else than body text."""
        return self.length <= LONGEST_SHORT_LINE

    @property
    def signed(self) -> bool:
        """Whether a byline that leaves no doubt closes it."""
        return self.byline is not None and self.byline.sure

    @property
    def may_go_on(self) -> bool:
        """Whether a cut may have broken it off: it ends no sentence, or its byline may be text."""
        return not self.ends_sentence or (self.byline is not None and not self.byline.sure)

    @property
    def ends_in_clause(self) -> bool:
        """Whether it ends in a comma or another mark after which a sentence goes on."""
        return bool(_CLAUSE_END.search(self.folded[-3:]))

    @property
    def holds_sentence_end(self) -> bool:
        """Whether a full stop stands anywhere in it."""
        return "。" in self.folded

    @property
    def continues(self) -> bool:
        """Whether it starts with a mark that can't start a paragraph."""
        return bool(_CONTINUES.match(self.folded))

    @property
    def enumerated(self) -> bool:
        """Whether it starts with 一是, 第二, (3) and the like."""
        return bool(_ENUMERATED.match(self.folded))


def _open_quotes(text: str) -> int:
    return sum(map(text.count, "“「『")) - sum(map(text.count, "”」』"))


def _byline(text: str, around: Callable[[], str]) -> Byline | None:
    """The byline at the end of a line; a bare name of someone the text around talks about is none."""
    found = byline_at_end(text)
    if found is None or found.sure:
        return found
    near = around()
    return None if any(near.count(author) > 1 for author in found.authors) else found


_NO_NAME = re.compile(
    "打造|建设|推进|推动|助力|加快|迈向|跻身|获批|落户|走进|赋能|培育|争创|创建|建成|聚焦|激活|冲刺|晋升|成为|入选|领跑|挺进"
    "|奔向|全力|再(?!生)|纳入|设立|管理|绘|让|把|这|力争|奋力|集聚发展|看|记$|[,。!?:;“”]"
)


def park_line(text: str, knows: Callable[[str], bool]) -> int:
    """Whether a line is a park's name and nothing else: 2 for a name that `knows`, 1 for a likely one, 0."""
    name = undecorated(text)
    tail = zone_tail(name)
    if not tail or len(name) > 30:
        return 0
    if knows(name):
        return 2
    stem = name[: len(name) - len(tail)]
    return int(
        len(stem) >= 2 and 4 <= len(name) <= 22 and not _NO_NAME.search(stem) and " " not in text.strip()
    )


def lines_of(text: str, knows: Callable[[str], bool]) -> tuple[Line, ...]:
    """The page's lines in order, blank ones counted into the `gap` of the next. No character gets lost."""
    found: list[Line] = []
    emphasis = text.emphasis if isinstance(text, DocumentText) else ()
    kinds = text.kinds if isinstance(text, DocumentText) else ()
    gap = at = 0
    comes_from = ""
    raw_lines = _LINE_END.split(text.removeprefix("\ufeff"))
    navigation = navigation_lines(raw_lines) if not kinds else frozenset()
    of_site = site_lines(raw_lines) if not kinds else frozenset()
    for number, raw in enumerate(raw_lines):
        at += len(raw)
        stripped = raw.strip()
        if not stripped:
            gap += 1
            continue
        turned = turned_mark(stripped)
        found.append(
            Line.of(
                stripped,
                gap=gap,
                indent=_columns(raw[: len(raw) - len(raw.lstrip())]),
                around=partial(_around, text, at),
                knows=knows,
                emphasis=emphasis[number] if number < len(emphasis) else Emphasis.UNKNOWN,
                told=kinds[number] if number < len(kinds) else None,
                navigation=number in navigation
                or (number < len(emphasis) and emphasis[number] is Emphasis.RUNNING),
                of_site=number in of_site,
            )
        )
        gap = 0
        if turned and found[:-1] and "下" in turned:
            found[-2] = replace(found[-2], goes_on=found[-2].goes_on or page_of_mark(turned))
        elif comes_from and not found[-1].comes_from:
            found[-1] = replace(found[-1], comes_from=comes_from)
        comes_from = page_of_mark(turned) if turned and "上" in turned else ""
    return tuple(found)


def _around(text: str, at: int) -> str:
    return text[max(0, at - NEARBY) : at + NEARBY]


def _columns(text: str) -> int:
    return sum(2 if character > LAST_NARROW else 1 for character in text)
