"""What a text copied from a browser brings along: an electronic edition's navigation around it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from parsing.park_names import fold

# What a line of navigation is made of. Webdings arrows come out as the digits 3, 4, 7 and 8.
_MARK = re.compile(
    r"上一[篇版期条页]|下一[篇版期条页]|返回(?:版面|目录|首页|列表)|版面(?:导航|概览|列表|目录)|(?:本版)?标题导航|往期(?:回顾|查询)|按日期检索"
    r"|数字报(?:首页)?|放大|缩小|默认|朗读|PDF版?|打印|字号|收藏|分享"
)
_SURE_MARK = re.compile(
    r"上一[篇版期]|下一[篇版期]|返回(?:版面|目录)|版面(?:导航|概览|列表|目录)|标题导航|放大\s*缩小\s*默认"
)
_BESIDE_MARKS = re.compile(
    r"(?:19|20)\d\d\s*[年./-]\s*\d{1,2}\s*[月./-]\s*\d{1,2}\s*日?|(?:星期|周)[一二三四五六日天]|第?\s*[A-Z]?\d{1,3}\s*版\s*[::]?\S{0,6}|[\d\W_]+"
)
_MOST_BESIDE = 3
LONGEST_MARKED, LONGEST_TITLE = 80, 45
# How many lines of titles may stand before the first line of navigation.
MOST_TITLES = 80
_ENDS_SENTENCE = re.compile(r"[。！？!?；;，,、：:]['\"”’』」）)]*$")


def navigation_lines(lines: Sequence[str]) -> frozenset[int]:
    """The numbers of the lines that are an edition's navigation: its marks, the list of titles over them,
    the imprint under the last."""
    marks = [number for number, line in enumerate(lines) if is_navigation(line)]
    if not marks:
        return frozenset()
    found = set(marks)
    filled = [number for number, line in enumerate(lines) if line.strip()]
    first = marks[0]
    over = [number for number in filled if number < first]
    if 0 < len(over) <= MOST_TITLES and all(_like_title(lines[number]) for number in over):
        after = next((number for number in filled if number > first and number not in found), None)
        if after is not None and _like_title(lines[after]):
            found.update(over)
    under = [number for number in filled if number > marks[-1]]
    said = [number for number in filled if number < marks[-1] and number not in found]
    if said and under and not any("。" in lines[number] for number in under) and len(under) <= MOST_TITLES:
        found.update(under)
    return frozenset(found)


def is_navigation(line: str) -> bool:
    """Whether a line holds an edition's navigation and nothing else."""
    if len(line) > LONGEST_MARKED:
        return False
    folded = fold(line).strip()
    if not _SURE_MARK.search(folded):
        return False
    return len(_BESIDE_MARKS.sub("", _MARK.sub("", folded))) <= _MOST_BESIDE


def _like_title(line: str) -> bool:
    text = line.strip()
    return len(text) <= LONGEST_TITLE and not _ENDS_SENTENCE.search(text)
