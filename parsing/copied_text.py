"""What a text copied from a browser brings along: an electronic edition's navigation around it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from parsing.bylines import byline_line
from parsing.park_names import fold
from parsing.web_lines import LONGEST_REMARK, ends_article, is_meta_line, is_web_furniture

# What a line of navigation is made of. Webdings arrows come out as the digits 3, 4, 7 and 8.
_MARK = re.compile(
    r"上一[篇版期条页]|下一[篇版期条页]|返回(?:版面|目录|首页|列表)|版面(?:导航|概览|列表|目录)|(?:本版)?标题导航|往期(?:回顾|查询)|按日期检索"
    r"|数字报(?:首页)?|全文复制|复制全文|复制链接|放大|缩小|默认|朗读|PDF版?|打印|字号|收藏|分享"
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
LONGEST_PLAIN = 60
_IN_REMARKS = (
    "转载",
    "授权",
    "版权",
    "关注",
    "下载",
    "二维码",
    "扫",
    "观点",
    "立场",
    "仅供",
    "声明",
    "侵权",
    "ICP",
    "©",
)
_ENDS_SENTENCE = re.compile(r"[。！？!?；;，,、：:]['\"”’』」）)]*$")


def navigation_lines(lines: Sequence[str]) -> frozenset[int]:
    """The numbers of the lines that are an edition's navigation: its marks, the list of titles over them,
    the imprint under the last."""
    marks = [number for number, line in enumerate(lines) if is_navigation(line)]
    if not marks:
        return frozenset()
    found = set(marks)
    filled = [number for number, line in enumerate(lines) if line.strip()]
    last = _last_over_headline(lines, filled, found)
    found.update(number for number in filled if number < last)
    under = [number for number in filled if number > marks[-1]]
    said = any(number < marks[-1] and number not in found for number in filled)
    if said and len(under) <= MOST_TITLES and not any("。" in lines[number] for number in under):
        found.update(under)
    return frozenset(found)


def _last_over_headline(lines: Sequence[str], filled: Sequence[int], marks: set[int]) -> int:
    """The last mark of a text with nothing but titles over it and a headline under it; -1 for none."""
    last, titles = -1, 0
    for number, after in pairwise(filled):
        if number in marks:
            if titles and after not in marks and _like_title(lines[after]):
                last = number
        elif not _like_title(lines[number]) or (titles := titles + 1) > MOST_TITLES:
            break
    return last


def site_lines(lines: Sequence[str]) -> frozenset[int]:
    """The numbers of the lines that a web site sets around its article, in a text copied from it."""
    found = set()
    after_article = False
    for number, line in enumerate(lines):
        text = line.strip()
        if not text:
            continue
        after_article = (after_article and _like_title(text)) or (number > 0 and ends_article(text))
        if after_article or _of_site(text):
            found.add(number)
    return frozenset(found)


def _of_site(text: str) -> bool:
    if len(text) > LONGEST_PLAIN or "。" in text:
        # Most lines of a text are prose: they are only looked into where a word is that remarks are made of.
        return (
            len(text) <= LONGEST_REMARK
            and any(word in text for word in _IN_REMARKS)
            and is_web_furniture(text)
        )
    if not (is_web_furniture(text) or is_meta_line(text)):
        return False
    signed = byline_line(text)
    return signed is None or not signed.sure


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
