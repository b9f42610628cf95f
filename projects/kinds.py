"""What a name names: nothing of its own (重点项目), a kind (冰雪项目), a head alone, a phase, a product."""

from __future__ import annotations

import re
from functools import lru_cache

from projects.firms import without_place
from projects.heads import PHASE, PLACE_HEADS, WORKS_HEADS
from projects.name_words import GENERAL
from summaries.words import plain_words

_NOT_BUILT = re.compile(
    r"采购(?!中心|基地|园)|招标代理|培养|绿色供应链|课题|科研项目|研究项目|(?<!创新)研发项目|攻关"
    r"|培训|竞赛|大赛"
    r"|比赛|活动|认证项目|检测项目|服务项目|收费|审批|体验项目|(?<!综合)(?<!文化)旅游项目|表演|招聘"
    r"|实训|合作项目"
    r"|重点项目$|入驻项目|租赁住房|培育|壮大|装修工程|机电[^,，]{0,6}工程|安装工程|土建工程|绿化工程"
    r"|提升工程|提升行动|振兴|倍增|减排|公益|技改专项"
)


_HAS_COUNT = re.compile(
    r"[\d一二两三四五六七八九十百几多数]{1,8}(?:个|项|批|类|家|件)|等(?=项目|工程)|一批|一大批|[多数几](?:条|座|栋)"
    r"|一大拨|首批|[十百千]大|一系列|多个|众多|部分|各项|各类|各个|多项"
    r"|[一二三四五六七八九十]大(?=工程|项目)"
)


@lru_cache(maxsize=8192)
def is_kind(name: str) -> bool:
    """Whether a name is made of ordinary words alone, as a kind of projects is called: 清洁能源项目."""
    if re.search(r"[\dA-Za-z“]", name) or without_place(name) != name:
        return False
    return all(len(word) > 1 for word in plain_words(name))


_BIG_ALONE = re.compile(r"(?:重?大|该项|安置房|合资|合作|新老)(?:项目|工程)$")
_PLACE_AND_PHASE = re.compile(rf"^[\u4e00-\u9fff]{{2,6}}[湖山河江岛镇路]{PHASE}$")  # 青山湖二期
_AND_GREAT = re.compile(
    r"^暨(?:招商|产业)项目|暨[^，,。]{0,6}(?:重大|重点|集中)"
)  # 定制厂房开园暨重大产业项目
_ALL = ("全部", "所有", "各", "县县", "村村")


_QUOTED = re.compile(r"[“\"][^”\"]{1,12}[”\"]")


_HEAD_ALONE = re.compile(rf"(?:{PHASE})?(?:建设|改扩建)?(?:项目|工程|生产线|产线|工厂|厂房|基地)$")


_SLOGAN = re.compile(
    r"[一二两三四五六七八九十\d][大个]?(?:区|基地|中心|平台|园|带|廊|轴|核|翼|集群|板块|体系)"
)


# With its place such a thing is one: 安远县高速公路.
_OF_A_PLACE = re.compile(r"(?:公路|高速|铁路|大桥|隧道|机场|水库|电站|电厂|医院|学校|码头)$")


_JOINS = re.compile(r"(?:暨|及|和|与|等|的|之)$")


@lru_cache(maxsize=65536)
def is_general(name: str) -> bool:
    """Whether a name names nothing that one could ask about again: 重点项目, 32个年度推进实施项目, 该项目."""
    told = _QUOTED.sub("", name)
    bare = _HEAD_ALONE.sub("", name)
    if (
        len(bare) < 2
        or _BIG_ALONE.search(name)
        or "一批" in name
        or _AND_GREAT.search(name)
        or name.startswith(_ALL)
        or _HAS_COUNT.search(told)
        or _SLOGAN.search(told)
        or _NOT_BUILT.search(told)
    ):
        return True
    if _JOINS.search(bare) or (_QUOTED.fullmatch(bare) and len(bare) < 6):
        return True
    if GENERAL.fullmatch(bare):
        return True
    if _PLACE_AND_PHASE.search(name):
        return False
    placeless = without_place(bare)
    return placeless != bare and not _OF_A_PLACE.search(placeless) and bool(GENERAL.fullmatch(placeless))


# Bounded, since one head can be read in two ways.
_BARE_HEAD = re.compile(rf"^(?:{PLACE_HEADS}|{WORKS_HEADS}|{PHASE}|项目|工程|产业园|园){{1,6}}$")


def is_bare(name: str) -> bool:
    """Whether a name is a head alone: 产业园, 中心, 一期, 项目 — it points to one that was named before."""
    return bool(_BARE_HEAD.match(name))


@lru_cache(maxsize=8192)
def phase_of(name: str) -> str:
    """Which phase a name tells of: 一 of 一期; empty for none."""
    match = re.search(r"第?([一二三四五六七八九1-9])期", name)
    if match is None:
        return ""
    return {
        "1": "一",
        "2": "二",
        "3": "三",
        "4": "四",
        "5": "五",
        "6": "六",
        "7": "七",
        "8": "八",
        "9": "九",
    }.get(match[1], match[1])


def is_phase_alone(name: str) -> bool:
    """Whether a name has nothing but its phase: 一期, 二期项目."""
    return bool(_PHASE_ALONE.fullmatch(name))


def with_phase(name: str, phase: str) -> str:
    """A name that tells a phase, with another one: 减速器二期 and 一期 make 减速器一期."""
    return _PHASE_IN.sub(_PHASE_IN.search(phase)[0], name, count=1)  # type: ignore[index]


_PHASE_IN = re.compile(r"第?[一二三四五六七八九1-9]期")
_PHASE_ALONE = re.compile(rf"{_PHASE_IN.pattern}(?:项目|工程)?")


@lru_cache(maxsize=8192)
def core_of(name: str) -> str:
    """What tells a project from others: the name without its phase and without 项目."""
    bare = re.sub(r"第?[一二三四五六七八九1-9]期", "", name)
    return re.sub(r"(?:建设)?(?:项目|工程)$", "", re.sub(r"(?:项目|工程)(?=一|二|三|四|$)", "", bare)) or bare
