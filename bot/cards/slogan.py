"""Headlines that don't say what happened: 链筑产业新生态 集聚发展新动能. Then the subhead does."""

from __future__ import annotations

import re
from itertools import pairwise

# Halves of a slogan are short and of one length, with at most so many characters between them.
LONGEST_HALF = 14
SHORTEST_HALF = 3
UNEVEN = 1

_BETWEEN_HALVES = re.compile("[ \u3000,，;；、!！—]+")
_QUOTES = re.compile("[“‘「『（(\"']\\s?|\\s?[”’」』）)]|[《》〈〉·]")
_FIGURE = re.compile(
    "[0-9０-９]|[一二两三四五六七八九十百千][多余几]?[万亿个家项条亩元倍成]|百余|千余|季度|月份"
)
# What names of firms, parks, projects and places end in.
_NAME = re.compile(
    "公司|集团|产业园|工业园|科技园|开发区|经开区|示范区|高新区|综改区|保税区|大学|学院|医院|银行|机场|铁路|博览会|论坛"
    "|[一-鿿]{4}项目|[一-鿿]{4}基地|[一-鿿]{2}(?:[市县](?![场域民值长政])|省(?![钱时力]))"
)
_PLACE = re.compile("(?:山西|中国)?([一-鿿]{2})")


def says_less_than(headline: str, subhead: str, park: str = "") -> bool:
    """Whether a headline is a slogan, so that its subhead has to say what happened.

    It names no figure, firm, park, project or place, and is made of short halves of one length, or its
    subhead names one. `park` is the name of the park that the article is about.
    """
    if not subhead or _names_something(headline, park):
        return False
    return _is_of_halves(headline) or _names_something(subhead, park)


def _names_something(line: str, park: str) -> bool:
    place = _PLACE.match(park)
    return bool((place and place[1] in line) or _FIGURE.search(line) or _NAME.search(line))


def _is_of_halves(headline: str) -> bool:
    halves = [half for half in _BETWEEN_HALVES.split(_QUOTES.sub("", headline)) if half]
    short = all(SHORTEST_HALF <= len(half) <= LONGEST_HALF for half in halves)
    return short and any(abs(len(one) - len(other)) <= UNEVEN for one, other in pairwise(halves))
