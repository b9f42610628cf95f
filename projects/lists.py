"""Projects that an article lists by short names: A、B、C等项目, A、B和C3个项目."""

from __future__ import annotations

import re
from dataclasses import dataclass

from projects.kinds import is_general, is_kind
from projects.naming import names_in

_COUNT = r"[\d一二两三四五六七八九十]{1,8}(?:个|项)"
_PHASE = r"(?:[（(][一二三四五]期[）)])?"
_ITEM = rf"[^，,。；;：:！!？?、…“”\"()（）\n]{{2,24}}?{_PHASE}"
_LIST = re.compile(
    rf"(?P<items>(?:[^，,。；;：:！!？?、…“”\"()（）\n]{{2,40}}{_PHASE}(?:、|以及)){{1,60}}{_ITEM})"
    rf"(?P<close>等(?:{_COUNT})?(?:[^，,。；;、]{{0,10}}?)(?:项目|工程|新基建)"
    rf"|{_COUNT}[^，,。；;、]{{0,10}}?(?:项目|工程))"
)
_STEP = re.compile(
    r"开工|动工|筹备|投产|落地|签约|建设|竣工|建成|封顶|投用|投运|预审|审批服务|复工|开建|开业|奠基|完工"
    r"|试产|达产|进展"
)
_NOT_BUILT = re.compile(r"培训|培养|采购|服务项目|实训|课程")
_OF_FIRMS = re.compile(r"等[^,，。；]{0,14}(?:企业|公司|央企|品牌|单位|部门|机械)")
_POLICY = re.compile(
    r"贴息|补贴|符合[^,，。]{0,6}条件|鼓励|支持[^,，。]{0,10}发展|政策|规划(?:纲要|期)|十[二三四五]五[”]?期间"
)
_AND = re.compile(r"、|以及|(?<=[\u4e00-\u9fff]{3})(?:和|及|与)(?=[\u4e00-\u9fff]{3})")
MOST_ITEMS = 30


@dataclass(frozen=True)
class Listed:
    """The items of a list, each at (start, end) of the text, and where the list closes."""

    items: tuple[tuple[int, int], ...]
    end: int


def lists_in(text: str, park: str) -> list[Listed]:
    """The lists of named projects in a text; those that name kinds alone are left out."""
    found = []
    for match in _LIST.finditer(text):
        items = _items(text, match, park)
        named = [(start, end) for start, end in items if not is_general(text[start:end] + "项目")]
        if all(is_kind(text[start:end]) for start, end in named):
            continue
        if len(named) >= 2 and len(named) >= len(items) - 1 and _told(text, match):
            found.append(Listed(tuple(named[:MOST_ITEMS]), match.end()))
    return found


def _told(text: str, match: re.Match[str]) -> bool:
    """Whether the sentence of a list tells a step of these very projects, not a policy for their kind."""
    start = max(text.rfind(mark, 0, match.start()) for mark in "。！？；\n") + 1
    sentence = re.split(r"[。！？；\n]", text[start:], maxsplit=1)[0]
    kind = _NOT_BUILT.search(match["close"]) or _OF_FIRMS.match(text, match.start("close"))
    return bool(_STEP.search(sentence)) and not kind and not _POLICY.search(sentence)


def _items(text: str, match: re.Match[str], park: str) -> list[tuple[int, int]]:
    start, end = match.span("items")
    bounds = [start]
    last = text.rfind("、", start, end)
    for mark in _AND.finditer(text, start, end):
        if mark.start() < last and mark[0] in ("和", "及", "与"):
            continue  # A线及B厂、C园等: what is joined before the last mark is one item
        bounds += [mark.start(), mark.end()]
    bounds.append(end)
    items = list(zip(bounds[::2], bounds[1::2], strict=True))
    return [(_begin(text, first, last, park), last) for first, last in items]


def _begin(text: str, start: int, end: int, park: str) -> int:
    """Where the item's own name begins: verbs before the first one are cut off as before any name."""
    names = names_in(re.sub(r"[（(].?期[）)]$", "", text[start:end]) + "项目", park)
    return start + names[-1].start if names else start
