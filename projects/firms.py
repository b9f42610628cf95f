"""Firms in a text, and the brand that a firm and its projects are called by."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from parsing.unknown_parks import places
from projects.article import Article, Span
from projects.word_bounds import word_bounds
from summaries.words import is_word

_LEGAL = r"(?:有限责任公司|股份有限公司|集团有限公司|集团公司|有限公司|股份公司|分公司|公司)"
# 旗下: 公司 alone, 供应链公司 and the like end a firm's name too.
_FULL = re.compile(rf"[\u4e00-\u9fffA-Za-z0-9]{{2,24}}?(?:[(（][\u4e00-\u9fff]{{2,6}}[)）])?{_LEGAL}")
_LEGAL_ENDS = ("有限公司", "责任公司", "集团公司", "股份公司")
_AFTER_ZONE = re.compile(r".*(?:开发区|经开区|示范区|高新区|园区)(?=.{4})")
_LETTER = re.compile(r"[\u4e00-\u9fffA-Za-z0-9]")
_ZONES = ("开发区", "示范区", "园区", "高新区", "经开区", "新区", "县", "市")
_LINES = (
    "科技|重装|重工|医药|药业|制药|铝业|光电|光伏|新材料|新材|新能源|能源|粮油|电子|电器|电气|化工|机械|装备|食品|实业|股份|数据|智能|生物|材料"
    "|集团|供应链|物流|汽车|钢铁|环保|建材|纺织|信息|通信|玻璃|陶瓷|煤业|焦化|镁业|铜业|钢构|特钢|管业|农业|农牧|乳业|酒业|酿造|包装|精工|动力|轴承|电缆|轮胎|橡胶|家居|服饰|文化|医疗|器械|半导体|泵业|阀门|木业|水务|水泥|饲料|种业|牧业|矿业|煤电|机电|仪表|光学|激光|微电子|航空|航天|船舶|家具|照明|印务|印刷|软件|石化|油脂|糖业|商贸|氢能|储能|锂电|电池|碳素|石墨|铸造|锻造|压铸|模具|电机|线缆|光缆|光纤|环材|环境|建材|路桥|建工|钛白|钢结构|金属|瓷业|窑业|铸业|纸业|肥业|茶业|果业|蛋业|菌业|硅业|磁业|锌业|钛业|碳业|化纤"
)
LINE_OF_BUSINESS = re.compile(rf"(?:{_LINES})")
# A short name of a firm: 澄极科技, 云舟重装, 绛辉医药.
_SHORT = re.compile(rf"[\u4e00-\u9fff]{{2,4}}?(?:{_LINES})(?![\u4e00-\u9fff]?(?:开发区|园区|产业|项目|厂区))")
# What stands before a firm's name in a sentence and is none of it; a brand may have such a character, too.
_BEFORE_FIRM = re.compile(
    r"由|与|和|及|简称|又称|叫|在|对|为|给|向|到|从|让|把|被|同|跟|的|是|了|邀请|请|引进|引入|招引|进驻|入驻|走进|来到"
    r"|走访|落户|签约|帮助|支持|协助|寻找|(?<=[一二两三几多十百千万余这那首另\d])家|着|原名|原为|原|隔壁|邻近|当天|近日"
    r"|日前|如今|目前|旗下|今年|去年|昨日|上午|下午|(?<=[\d一二三四五六七八九十当本上下个])[日月]|^[日月]"
)
_NO_BRAND = re.compile(  # 2022年|公司
    r"[^\u4e00-\u9fffA-Za-z]|[年季]$|[一二三四五六七八九十百当本上下今昨近每同次半前后][月日]$|^[年季]"
)
_NO_FIRM = re.compile(
    r"^.*(?:该|很多|多家|这家|一家|各|每家|某|几家|上述)|^(?:公司|该公司|本公司|企业|我们|这家|一家"
    r"|两家|多家|开发区|园区|集团|有限|总|子|母|分|各|全|上市|国有|供电|物业|保险|压力容器|人力资源"
    r"|投资|建设|施工)*(?:公司)?$"
)
_ORDINARY = re.compile(
    r"^(?:铝基|光伏|风电|气凝胶|冷链|智慧|智算|算力|大型|高端|现代|绿色|生态|数字|低碳|新型|精密"
    r"|高效|专用|特种|健康|功能|食品|医药|汽车|电子|生物|工业|农业|装备|环保|节能|先进|智能|信息"
    r"|能源|材料|传统|本地|综合|再生|循环|固废|废旧|清洁|储能|锂电|氢能|煤炭|钢铁|焦化|纺织|化工"
    r"|机械|铸造|锻造|法兰|塔筒|大数据|人工|半导体|特色|新兴|战略|高新|精细|高纯|耐火|陶瓷|玻璃|包装"
    r"|轻工|杂粮|果品|中药|物流|海上|陆上)"
)


@dataclass(frozen=True)
class Firm:
    """A firm as a text names it: where, by which words, and its brand (云舟 of 忻州云舟重装有限公司)."""

    span: Span
    name: str
    brand: str
    full: bool


def firms_of(article: Article, known: Sequence[str] = ()) -> list[Firm]:
    """The firms that an article names, in the order of reading; those by full names teach their short ones.

    `known` are brands that earlier articles taught.
    """
    full = [firm for block in article.blocks() for firm in _full_in(article.block(block), block)]
    sure = {firm.brand for firm in full} | set(known)
    short = [firm for block in article.blocks() for firm in _short_in(article.block(block), block, sure)]
    taken = {(firm.span.block, at) for firm in full for at in range(firm.span.start, firm.span.end)}
    return sorted(
        [*full, *(firm for firm in short if (firm.span.block, firm.span.start) not in taken)],
        key=lambda firm: (article.blocks().index(firm.span.block), firm.span.start),
    )


def _full_in(text: str, block: int) -> list[Firm]:
    found = []
    for match in _FULL.finditer(text):
        start = match.start() + _start_in(match[0])
        if zone := _AFTER_ZONE.match(text, start, match.end()):
            start = zone.end()
        name = text[start : match.end()]
        brand = brand_of(name)
        plain = name.endswith("公司") and not name.endswith(_LEGAL_ENDS)
        if brand and not _NO_FIRM.match(name) and not (plain and is_word(brand)):
            found.append(Firm(Span(block, start, match.end()), name, brand, full=True))
    return found


def _short_in(text: str, block: int, sure: set[str]) -> list[Firm]:
    found = []
    for match in _SHORT.finditer(text):
        start = match.start() + _start_in(match[0])
        name = text[start : match.end()]
        brand = brand_of(name)
        begins = (
            start > match.start()
            or start == 0
            or not _LETTER.match(text[start - 1])
            or text[:start].endswith(_ZONES)
        )
        if not brand or len(name) < 4 or (brand not in sure and _cut_anyway(text, start, match.end())):
            continue
        if brand in sure or (begins and not is_word(brand)):
            found.append(Firm(Span(block, start, match.end()), name, brand, full=False))
    return found


def _cut_anyway(text: str, start: int, end: int) -> bool:
    """Whether a short name that has a word of those before firms in it is no name: 占|原材料, 在|人工智能."""
    name = text[start:end]
    bare = without_place(name)
    line = LINE_OF_BUSINESS.search(bare, 2)
    stem = bare[: line.start()] if line else bare
    if not _BEFORE_FIRM.search(stem):
        return False
    at = end - len(bare)
    return stem[0] in _PREPOSITIONS or not word_bounds(text).issuperset(range(at, at + len(stem) + 1))


_PREPOSITIONS = "在为由对向被据"
_NEVER_IN = re.compile(
    r"[的了着是把被让跟请从给]|..到|..进|进驻|入驻|走访|落户|签约|帮助|支持|协助|寻找|原名|日前|近日|如今|目前"
)
_LONGEST_STEM = 4
LONGEST_UNCUT = 3
"""A brand that has a word of those before firms in it is taken for one up to so many characters."""


def _start_in(text: str) -> int:
    """Where a firm's name begins in a text that ends with it: behind 与, but 同创电子 is not 创电子.

    What is cut off must leave a brand; the one character that would be left of one is no brand.
    """
    cuts = [0, *(match.end() for match in _BEFORE_FIRM.finditer(text))]
    if len(cuts) == 1 or _is_branded(text[cuts[-1] :]):
        return _place_in(text, cuts[-1])
    for at in reversed(cuts[:-1]):
        bare = without_place(text[at:])
        line = LINE_OF_BUSINESS.search(bare, 2)
        stem = bare[: line.start()] if line else ""
        if cuts[-1] > len(text) - len(bare) + len(stem):
            continue
        if not stem or not _is_branded(bare) or len(stem) > LONGEST_UNCUT or _NEVER_IN.search(stem):
            continue
        if at or bare != text or not is_word(stem):
            return at
    return cuts[-1]


def _place_in(text: str, start: int) -> int:
    """Where a place stands before a brand in what is too long for one, else `start`: 运抵|长治芒曜光电."""
    line = LINE_OF_BUSINESS.search(text, start)
    if line is None or line.start() - start <= _LONGEST_STEM:
        return start
    for at in range(line.start() - _LONGEST_STEM, start, -1):
        rest = text[at:]
        bare = without_place(rest)
        stem = len(bare) - len(text) + line.start()
        if bare != rest and 2 <= stem <= LONGEST_UNCUT and brand_of(rest) and not is_word(bare[:stem]):
            return at
    return start


def _is_branded(name: str) -> bool:
    """Whether a firm's name has a brand before what it makes: not 创电子, 新材料."""
    line = LINE_OF_BUSINESS.search(without_place(name))
    return bool(brand_of(name)) and (line is None or line.start() > 1)


@lru_cache(maxsize=4096)
def brand_of(name: str) -> str:
    """The distinctive word of a firm's name, two to four characters; empty where there is none.

    山西绛辉医药科技有限公司 → 绛辉, 泉云数据科技(阳泉)有限公司 → 泉云, 国有投资公司 → "".
    """
    bare = re.sub(r"[(（][^)）]{0,12}[)）]", "", name)
    bare = re.sub(_LEGAL + "$", "", bare)
    bare = without_place(bare)
    line = LINE_OF_BUSINESS.search(bare, 2)
    stem = bare[: line.start()] if line else bare
    if (
        not 2 <= len(stem) <= 6
        or _NO_BRAND.search(stem)
        or _ORDINARY.match(stem)
        or LINE_OF_BUSINESS.match(stem)
    ):
        return ""
    return stem[:2] if len(stem) != 3 else stem[:3] if not line else stem[:2]


def without_place(name: str) -> str:
    """A firm's or project's name without the places at its start: 忻州云舟重装 → 云舟重装."""
    for _ in range(3):
        for length in (5, 4, 3, 2):
            place = name[:length]
            rest = name[length:]
            if len(rest) >= 2 and place in _places() and not LINE_OF_BUSINESS.match(rest):
                name = re.sub("^[省市县区](?=..)", "", name[length:])
                break
        else:
            return name
    return name


@lru_cache(maxsize=1)
def _places() -> frozenset[str]:
    known = places()
    return known | {place + kind for place in known for kind in ("省", "市", "县", "区")} | {"中国", "全国"}


# Between a firm and the one that it was: (原, ,其前身是, ——以前叫.
_FORMERLY = re.compile(
    r"^(?:[^,，。；;]{0,6}[,，(（]|——?)?(?:原名|原为|原称|曾用名|前身[是为]|(?:即|就是|也就是)?(?:原|原来的|过去的|以前的"
    r"|从前的|当初的)|(?:以前|过去|原来|从前|曾经?)叫)$"
)
# Between a firm and what it is now: 更名为, 改叫, (现.
_NOW = re.compile(
    r"^(?:[^,，。；;]{0,8}[,，])?[^,，。；;]{0,8}(?:更名|改名|变更|换名)(?:为|而来的|后的)$|^(?:已|现已)?(?:改叫|改称)$"
    r"|^[(（]现[名为]?$|^有了新名字[:：]$"
)
_SHORT_FOR = re.compile(r"^[(（](?:以下)?(?:统?简称|又称)[为:：]?[“\"']?$")
_SHORT_BEHIND = re.compile(
    r"[(（](?:以下)?(?:统?简称|又称)[为:：]?[“\"'](?P<short>[\u4e00-\u9fff]{2,4})[”\"']"
)


def former_brands(firms: Sequence[Firm], article: Article, brand: str) -> list[str]:
    """What else a firm is or was called, where the article says so: 轩合新材原名晟轩铝业 → 晟轩."""
    former = []
    for one, other in pairwise(firms):
        if one.span.block != other.span.block or not brand or one.brand == other.brand:
            continue
        between = article.block(one.span.block)[one.span.end : other.span.start]
        if (_FORMERLY.match(between) or _SHORT_FOR.match(between)) and one.brand == brand:
            former.append(other.brand)
        elif _NOW.match(between) and other.brand == brand:
            former.append(one.brand)
    for firm in firms:
        if brand and firm.brand == brand and firm.full:
            short = _SHORT_BEHIND.match(article.block(firm.span.block), firm.span.end)
            if short and (word := brand_of(short["short"]) or short["short"]) != brand and not is_word(word):
                former.append(word)
    return list(dict.fromkeys(former))
