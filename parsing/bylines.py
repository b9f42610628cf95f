"""Bylines: who wrote an article, at its end, under its headline or in its dateline."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from parsing.park_names import HAN, PROVINCES, fold, zone_tail

SURNAMES = frozenset(Path(__file__).with_name("surnames.txt").read_text(encoding="utf-8").split())

# 李阳, 欧阳山, 李 阳 (set wide), 阿卜杜拉·买买提.
_NAME = rf"(?:{HAN}{{2,8}}·{HAN}{{2,8}}|{HAN}[ \t]{{1,2}}{HAN}(?!{HAN})|{HAN}{{2,4}})"
_OFFICE = (
    r"(?:(?:本报|本刊|本网|科学导报|新华社|全媒体|融媒体|特派|特约|实习|见习|首席|驻地){0,8}\s*+"
    r"(?:(?:记者|通讯员|作者(?!系|单位)|撰稿人?|撰文|采写|采访|报道|文图|图文|文/图|图/文|文/摄|整理|供稿|实习生)\s*+[:/]?"
    r"|[文图]\s*+[/:])\s*+)"
)
_NAMES = rf"{_NAME}(?:\s*+[、,/;]\s*+{_OFFICE}?+{_NAME}|\s++{_OFFICE}?+{_NAME})*"
_AFTER = r"(?:\s*+(?:摄影报道|文/图|图/文|文/摄|文图|报道|供稿|摄|/\s*文图?|/\s*图文?))?"
_SENTENCE_END = r"(?<=[。!?”’\"…』」)])"

_AT_END = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?<!\s)\s*+\(\s*+{_OFFICE}{_NAMES}{_AFTER}\s*+\)\s*+$",
        rf"{_SENTENCE_END}\s*\(\s*{_NAMES}{_AFTER}\s*\)\s*$",
        rf"{_SENTENCE_END}\s*(?:[□■◎●]\s*)?{_OFFICE}{_NAMES}{_AFTER}\s*$",
        rf"{_SENTENCE_END}\s+{_NAMES}\s*$",
    )
)
# (作者系…), (据新华社), (本报综合), (完): a mark of the same kind that names nobody.
_AUTHOR_NOTE = re.compile(
    rf"{_SENTENCE_END}\s*\(\s*(?:作者(?:系|单位)[^()。]{{2,30}}|据[^()。]{{2,12}}|来源[^()。]{{2,16}}|本报综合|综合|完)\s*\)\s*$"
)
# Of a run of blanks only the first is tried, or a long run would be gone through from each of them.
_AT_FIRST_BLANK = r"(?:(?=\S)|(?<!\s))"
_OFFICE_SET_APART = re.compile(_AT_FIRST_BLANK + _OFFICE + r"(?<=[:/\s])")
# Without any space the words after the last full stop may be the start of a sentence that a column cuts.
_GLUED_AT_END = re.compile(rf"(?<=[。!?])({HAN}{{2,3}})\s*$")
_WHOLE_LINE = re.compile(rf"^[(□■◎●—\s]*+{_OFFICE}{_NAMES}{_AFTER}\s*+\)?\s*+$")
_BARE_NAMES_LINE = re.compile(rf"^[(□■◎●—\s]*+{_NAMES}{_AFTER}\s*+\)?\s*+$")
_OFFICE_ANYWHERE = re.compile(_AT_FIRST_BLANK + _OFFICE)
_NO_WORDS = frozenset(("摄影报道", "摄影", "文图", "图文", "文摄", "摄", "文", "图", "报道", "供稿"))
_WORD = re.compile(r"[^、,/;:()□■◎●—\s]+")
# What a sentence that a cut leaves behind starts with, though it starts like a name.
_NOT_NAMES = frozenset(
    (
        *("同时", "此外", "目前", "近日", "日前", "其中", "下一步", "据悉", "据了解", "当前", "今年", "去年"),
        *(
            "接着",
            "随后",
            "最后",
            "然而",
            "但是",
            "因此",
            "所以",
            "为此",
            "通过",
            "经过",
            "全省",
            "全市",
            "明年",
        ),
    )
)


@dataclass(frozen=True, slots=True)
class Byline:
    """A byline in a text, from character `start` to its end. `sure` where its form leaves no doubt."""

    start: int
    authors: tuple[str, ...]
    sure: bool


def looks_like_name(word: str) -> bool:
    """Whether the word is a surname and one or two characters, or has a middle dot (阿卜杜拉·买买提)."""
    word = fold(word)
    if "·" in word:
        return True
    if not 2 <= len(word) <= 4 or word in _NOT_NAMES or zone_tail(word) or word in PROVINCES:
        return False
    if word[:2] in SURNAMES:
        return len(word) >= 3
    return len(word) <= 3 and word[0] in SURNAMES


def authors_in(text: str) -> tuple[str, ...]:
    """The names in a byline's text, as they stand in it: "(记者 何山 通讯员 李 阳)" → 何山, 李阳."""
    folded = _OFFICE_ANYWHERE.sub(lambda office: " " * len(office.group()), fold(text))
    names: list[str] = []
    for word in _WORD.finditer(folded):
        if word.group() in _NO_WORDS:
            continue
        name = text[word.start() : word.end()]
        if len(name) == 1 and names and len(names[-1]) == 1:
            names[-1] += name
        else:
            names.append(name)
    return tuple(dict.fromkeys(name for name in names if len(name) >= 2))


def byline_at_end(text: str) -> Byline | None:
    """The byline after the last sentence of a body line; None where there is none."""
    folded = fold(text)
    tail_at = max(0, len(folded) - 60)
    for pattern in (_AUTHOR_NOTE, *_AT_END):
        match = pattern.search(folded, tail_at)
        if match:
            said = match.group()
            start = match.start() + len(said) - len(said.lstrip())
            if pattern is _AUTHOR_NOTE:
                return Byline(start, (), True)
            authors = authors_in(text[match.start() : match.end()])
            named = all(looks_like_name(name) for name in authors)
            # 记者了解到 at a cut is the start of a sentence; 记者 秦月 and (何山) are signed.
            set_apart = "(" in said or bool(_OFFICE_SET_APART.search(said))
            if authors and (named or set_apart) and not any(author in _NOT_NAMES for author in authors):
                return Byline(start, authors, named or bool(_OFFICE_ANYWHERE.search(said)))
    match = _GLUED_AT_END.search(folded, tail_at)
    if match and looks_like_name(match.group(1)):
        return Byline(match.start(), (text[match.start(1) : match.end(1)],), False)
    return None


def byline_line(text: str) -> Byline | None:
    """The byline that a whole line is (本报记者 何秋月, or names alone); None where the line is no byline."""
    folded = fold(text)
    if len(folded) > 60:
        return None
    if _WHOLE_LINE.match(folded):
        return Byline(0, authors_in(text), True)
    if _BARE_NAMES_LINE.match(folded):
        authors = authors_in(text)
        if authors and all(looks_like_name(author) for author in authors):
            return Byline(0, authors, False)
    return None
