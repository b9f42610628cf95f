"""Datelines: the newspaper's or reporter's mark before the first paragraph of an article."""

from __future__ import annotations

import re
from dataclasses import dataclass

from parsing.bylines import authors_in
from parsing.park_names import HAN, fold

_PAPER = (
    r"(?:本报|本刊|本网|新华社|新华网|人民网|中新社|中新网|中国新闻网|科学导报|黄河新闻网"
    rf"|{HAN}{{2,9}}?(?:日报|晚报|导报|时报|商报|晨报|早报|周报|青年报|农民报|科技报|经济报|都市报))"
)
_DAY = r"(?:\d{4}年)?\d{1,2}月\d{1,2}日"
_REPORTER = r"\(\s*(?:本报|见习|实习|特约|首席|全媒体)*\s*(?:记者|通讯员)[^()。]{0,30}\)"
_NAMED = rf"\((?:{HAN}{{2,4}}[、\s]*){{1,3}}\)"
_REPORTED = rf"(?:本报)?(?:记者|通讯员)\s?{HAN}{{2,3}}(?:\s{HAN}{{2,3}})?\s?(?:摄影)?报道(?=[\s:])"
# The date belongs to the dateline only where 讯 or 电 closes it: 科学导报4月4日讯, but 科学导报 4月4日,….
_DATELINE = re.compile(
    rf"^(?:[【\[]?据?{_PAPER}(?:{HAN}{{2,4}})?(?:\s?{_DAY})?\s?(?:讯|电|消息)(?![息号器话力子动站网])[】\]]?[::]?\s*"
    rf"(?:{_REPORTER}|{_NAMED}|{_REPORTED})?"
    rf"|{_PAPER}\s*(?:{_REPORTER}|{_REPORTED})"
    rf"|{_PAPER}(?=\s|$|{_DAY})"
    rf"|{_REPORTER})"
)
_REPORTER_PART = re.compile(r"\(.*\)|(?:记者|通讯员).*$")


@dataclass(frozen=True, slots=True)
class Dateline:
    """The dateline of a paragraph: its first `end` characters, and the reporters it names."""

    end: int
    authors: tuple[str, ...]


def dateline_of(paragraph: str) -> Dateline | None:
    """The dateline at the start of a paragraph that has no space before it; None where there is none."""
    folded = fold(paragraph[:80])
    match = _DATELINE.match(folded)
    if not match or not match.group().strip():
        return None
    text = match.group()
    reporter = _REPORTER_PART.search(text)
    authors = authors_in(paragraph[reporter.start() : reporter.end()]) if reporter else ()
    return Dateline(len(text.rstrip()), authors)


def newspaper_of(dateline: str) -> str:
    """The newspaper whose own report a dateline opens; empty for 本报, agencies and reports by wire (电)."""
    folded = fold(dateline)
    match = re.match(_PAPER, folded)
    paper = match.group() if match else ""
    own = paper.endswith("报") and paper != "本报" and not re.search(r"电$|^据", folded)
    return dateline[: len(paper)] if own else ""
