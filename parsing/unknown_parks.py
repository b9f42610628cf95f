"""Names of parks that no list holds, read from running text."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from parsing.park_names import PROVINCES, ZONE_TAILS

LONGEST_STEM = 14
# Without a known place at its start only a short stem before one of these names a park for certain.
LONGEST_UNPLACED_STEM = 6
_PLAIN_ZONE = re.compile(
    "(?:开发区|经开区|高新区|保税区|综保区|保税港区|物流园区?|工业园区?|产业园区?|科技园区?|示范区|试验区|投资区)$"
)
# Words that stand before a name in a sentence and never begin one. 从化, 和田, 于都 and 将乐 are places.
_BEFORE_NAME = re.compile(
    r"[\s,。、；;：:！!？?“”‘’\"'()（）《》〈〉…—\-·\d%]"
    r"|位于|坐落于|落户于?|落地|入驻|进驻|走进|来到|前往|来自|设立|成立|推动|支持|加快|关于|对于|由于|以及|包括|其中|日前|近日"
    r"|目前|今年|去年|近年来|以来|此前|当天|记者从|依托|围绕|随着|作为|联合|携手|地处|邻近|紧邻|途经|落子|扎根|参观|考察|调研"
    r"|探访|走访|抢抓|聚焦|助力|跻身|获批|上午|下午|负责人|企业家|介绍|表示|显示|选择|看中|现场"
    r"|在|于(?!都|田|洪|潜)|从(?!化)|到|向|对|为|是|的|了|与|和(?!田|平|顺|县|静|政|林|硕|布|龙)|及|由|将(?!乐)|把|被|让|以|至|赴|等"
    r"|该|各|此|这|那|其(?!台)|据|称|说|自(?!贡|流)"
)
# What a zone may be called after besides its place: 丰城|循环经济产业园.
_KIND = re.compile(
    "(?:循环经济|高新技术|高科技|现代|生态|绿色|低碳|零碳|智慧|数字|农业|化工|化学|物流|食品|加工|服务|电商|制造|装备|新材料|家具|纺织"
    "|汽车|光电|电子|生物|医药|软件|文化|旅游|边境|贸易|再生|资源|产业|转移|扶贫|工业|科技|经济|技术|创新|综合|保税|临港|临空|空港"
    "|国际|航空|航天|光伏|能源|煤|钢铁|陶瓷|建材|环保|石化|信息|健康)+$"
)
# Stems that say which zones are meant without naming one.
_NO_NAME = re.compile(
    "^(?:国家级?|省级?|市级|县级|全[国省市县区]|我[国省市县区]|各[类级地个]?|多[个家]|首个|重点|特色|综合|大型|新型"
    "|现代|农业|化工|生态|绿色|低碳|零碳|智慧|数字|循环|自主|产业|工业|科技|经济|技术|高新|创新|一流|示范|老|新|整个|两|三|四"
    "|[^省市]{0,6}(?:国家级|省级|市级|一个|几个|这个|那个|企业|项目|新材料|装备|制造|电商|物流|食品|加工|服务))+$"
)
_NOT_IN_NAME = re.compile(
    r"国家级|省级|市级|全省|全国|全市|周围|周边|各地|其他|城市|所有|部分|所属|旗下|股份|公司|集团|万[元吨亩平千个人家]|亿|元[人/]"
    r"|^个|重点|^[一这那几多两数每]家|^家(?!具|电|居|纺)|裁撤|撤销|撤并|整合|保留|保证|影响|服务|管理|企业|项目|入驻|推动|启动|建设|投资|打造|发展"
    r"|占地|规划|合作|一家|这家"
)
_ANY_TAIL = re.compile("|".join(ZONE_TAILS))
_AFTER_TAIL = re.compile("(?:" + "|".join(ZONE_TAILS) + ")$")


def _names_in(file: str) -> list[str]:
    return Path(__file__).with_name(file).read_text(encoding="utf-8").split()


@cache
def cities() -> frozenset[str]:
    """Cities at prefecture level and above, under the names the press uses (GB/T 2260)."""
    return frozenset(_names_in("cities.txt"))


@cache
def places() -> frozenset[str]:
    """Provinces, cities, and counties (GB/T 2260 too, from the npm package china-area-data, MIT)."""
    return cities().union(PROVINCES, _names_in("counties.txt"))


def unknown_park_start(text: str, tail_start: int, tail_end: int) -> tuple[int | None, bool]:
    """Where the name of a park starts whose zone word stands at `tail_start` to `tail_end` of a folded text.

    None where no park is named. The second value says whether the name starts with a known place, so that it
    is whole. "新规出台后,重庆高新区第一个报名" → 6, True; "全省经开区" names none.
    """
    if _ANY_TAIL.match(text, tail_end):
        return None, False  # 水乡新城|开发区: the name goes on
    window = text[max(0, tail_start - LONGEST_STEM) : tail_start]
    place = _place_at_end(window)
    stem = re.sub("^(?:国家级|省级)", "", place or _after_last_function_word(window))
    own = stem if place else _KIND.sub("", stem)
    start = tail_start - len(stem)
    if _AFTER_TAIL.search(text, max(0, start - LONGEST_STEM), start):
        return None, False  # 高新区|桃园园区: a part of another park
    if len(own) < 2 or (not place and _NO_NAME.match(stem)):
        return None, False
    inner = _ANY_TAIL.search(stem)
    if _NOT_IN_NAME.search(stem) or (inner and inner.end() < len(stem)):
        return None, False
    if not place and (len(own) > LONGEST_UNPLACED_STEM or not _PLAIN_ZONE.search(text, tail_start, tail_end)):
        return None, False
    return start, bool(place)


def _place_at_end(window: str) -> str:
    """The longest end of the window that starts with a place: 在安徽合肥 → 安徽合肥."""
    known = places()
    for start in range(len(window)):
        for length in (2, 3, 4, 5, 6):
            rest = window[start + length :]
            if window[start : start + length] in known and not _BEFORE_NAME.search(rest):
                return "" if _NOT_IN_NAME.search(rest) else window[start:]
    return ""


def _after_last_function_word(window: str) -> str:
    last = 0
    for match in _BEFORE_NAME.finditer(window):
        last = match.end()
    return window[last:]
