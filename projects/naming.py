"""Names of projects in a text: the head tells where one ends, what may not be in it where it begins."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from functools import lru_cache

from projects.name_words import BEFORE, BEGINS_NO_NAME, GENERAL, INSIDE
from summaries.park_forms import park_forms

_NO_PHASE = r"(?![间末初货限权待望刊内]|员工|财务|债|票据|学员|培训)"  # 一期间, 第二期员工持股
PHASE = rf"(?<![最双近十本每首分长短])(?:第?[一二三四五六七八九]|(?<!\d)[1-9])期{_NO_PHASE}"
_NO_PROJECT = r"(?!师|队|部|款|量|院|化|机械|技术|设计|咨询|车)"  # 工程师, 项目部
_PROJECT = (
    rf"(?:(?:{PHASE})?(?:建设|改扩建|扩建|技改|改造)?(?:项目|工程){_NO_PROJECT}"
    rf"(?:{PHASE}(?:工程|项目)?)?)"
)
_PLACE_HEADS = (
    r"(?:产业|物流|科技|科创|工业|生态|创新|创业|冷链|食品|文化|示范|孵化|软件|智造)园(?!区|综合)|(?<![田校公家花果乐菜茶庄陵开进入出满全本该此离留建])园(?!区|林|艺|子|方|长|里|丁|内|外|综合)|小镇|综合体|人才公寓|数据港|智造港"
    r"|(?:生产|制造|智造|研发|创新|产业|加工|育种|示范|仓储|科创|数据|展示)基地|基地(?!化)"
    r"|(?:智算|数据|算力|物流|研发|创新|服务|检测|科创|展示|配送|交易|冷链|计算|体验|处理|储运)中心"
    r"|生产线|产线|工厂|厂房|厂(?!房|家|区|长|商|里|子|门|方|界|外|内|址)|水?电站|机组|感知谷|科技谷|高速公路|公路|高速(?!运转|增长|发展)|铁路|大桥|隧道|管廊|水库|枢纽|总部大楼|孵化器"
)
_HEAD = re.compile(
    rf"(?P<project>{_PROJECT})|(?P<place>(?:{_PLACE_HEADS})(?:{PHASE}(?:工程|项目)?)?)|(?P<phase>{PHASE}(?:工程|项目)?)"
)

# No name goes over one of these.
_EDGE = re.compile(
    r"[，,。；;：:！!？?、“”\"‘’《》〈〉()（）\[\]【】…—\-–·|\s]|(?<![A-Za-z0-9])[／/]|[／/](?![A-Za-z0-9])"
)
_ZONE = re.compile(r"(?:开发区|示范区|高新区|经开区|综改区|园区|新区|保税区|试验区|合作区)(?=.{3})")
_NOT_BUILT = re.compile(
    r"采购|招标代理|培养|绿色供应链|课题|科研项目|研究项目|研发项目|攻关|培训|竞赛|大赛|比赛|活动|认证项目|检测项目|服务项目|收费|审批|体验项目|旅游项目|表演|招聘|实训|合作项目|重点项目$|入驻项目|租赁住房|培育|壮大|提升工程|提升行动|振兴|倍增|减排|公益|技改专项"
)
_HAS_COUNT = re.compile(
    r"[\d一二两三四五六七八九十百几多数]{1,8}(?:个|项|批|类|家|件)|等(?=项目|工程)|一批|一系列|多个|众多|部分|各项|各类|各个|多项|[一二三四五六七八九十]大(?=工程|项目)"
)
_PLACE_ALONE = re.compile(r"(?:工业园|产业园|科技园|经济园|化工园|园)$")
LONGEST_NAME = 44
# A line is known by its product, even where a 的 stands between: 一条|玻璃基板新材料的全流程智能化生产线.
_LONG_LINE = re.compile(r"生产线|产线")
_LINE_OVER_OF = re.compile(r"(?:一条|首条)(?=[^，。]{4,24}$)")


@dataclass(frozen=True)
class Name:
    """A name in a text at `start` to `end`: `kind` is project (…项目), place (…产业园) or phase."""

    start: int
    end: int
    text: str
    kind: str


def names_in(text: str, park: str, brands: Collection[str] = ()) -> list[Name]:
    """The names of projects in a text, in their order, whether or not anything is said of them.

    No name is cut inside one of the `brands`.
    """
    found: list[Name] = []
    for match in _HEAD.finditer(text):
        if found and match.start() < found[-1].end:
            continue
        kind = match.lastgroup or ""
        head = match.start()
        start = _start_of(text, head, found[-1].end if found else 0, park, brands)
        name = text[start : match.end()]
        found = _with(found, Name(start, match.end(), name, kind), text)
    return found


def _after_verbs(window: str, cut: int) -> int:
    """Cuts off what a name never begins with, as long as something is left that could be one."""
    while (match := BEGINS_NO_NAME.match(window, cut)) and len(window) - match.end() >= 0:
        cut = match.end()
    return cut


def _with(found: list[Name], name: Name, text: str) -> list[Name]:
    """The names with one more; it takes in one that ends where it begins: 生产厂|及…基地项目."""
    goes_on = name.kind in ("project", "phase") or (name.kind == "place" and not is_bare(name.text))
    if found and found[-1].end == name.start and goes_on and found[-1].kind != "project":
        before = found[-1]
        if before.text[0] in "及暨" and len(found) > 1 and found[-2].end == before.start:
            found, before = (
                found[:-1],
                Name(found[-2].start, before.end, text[found[-2].start : before.end], "place"),
            )
        whole = Name(
            before.start,
            name.end,
            text[before.start : name.end],
            "project" if before.kind == "project" or name.kind == "project" else before.kind,
        )
        return [*found[:-1], whole]
    return [*found, name]


def _start_of(text: str, head: int, floor: int, park: str, brands: Collection[str]) -> int:
    """Where the name begins whose head stands at `head`."""
    low = max(floor, head - LONGEST_NAME)
    edge = max((match.end() for match in _EDGE.finditer(text, low, head)), default=low)
    if _LONG_LINE.match(text, head) and (long := _LINE_OVER_OF.search(text, edge, head)):
        return long.end()
    window = text[edge:head]
    cut = 0
    both = text[floor : edge + 1][:1] in ("及", "暨") and floor == edge
    for match in BEFORE.finditer(window):
        if both and match.start() == 0:
            continue
        if not _keeps(window, match, text, head) and not _in_brand(window, match, brands):
            cut = match.end()
    cut = _after_verbs(window, cut)
    zone = max(
        (m.end() for m in _ZONE.finditer(window + text[head : head + 3]) if m.end() <= len(window)), default=0
    )
    cut = max(cut, zone)
    rest = window[cut:]
    for form in park_forms(park):
        if rest.startswith(form) and len(rest) > len(form) + 1:
            cut += len(form)
            break
    return edge + cut


_ENDS_IN_HEAD = re.compile(r"(?:厂|基地|线|园|中心|站|路)$")


@lru_cache(maxsize=65536)
def _inside_a_word(around: str, at: int, length: int) -> bool:
    return any(
        m.start() <= at and m.end() >= at + length and m.end() - m.start() > length
        for m in INSIDE.finditer(around)
    )


def _in_brand(window: str, match: re.Match[str], brands: Collection[str]) -> bool:
    """Whether a word is a piece of a brand: 和 of 和润."""
    for brand in brands:
        at = window.find(brand)
        while at >= 0:
            if at < match.end() and match.start() < at + len(brand):
                return True
            at = window.find(brand, at + 1)
    return False


def _keeps(window: str, match: re.Match[str], text: str, head: int) -> bool:
    """Whether a word that usually stands before a name is a part of this one."""
    around = window[max(0, match.start() - 3) : match.end() + 4]
    if _inside_a_word(around, match.start() - max(0, match.start() - 3), match.end() - match.start()):
        return True
    word = match[0]
    if word == "至" or (word == "到" and re.search(r"高速|公路|铁路|线", text[head : head + 4])):
        return True
    if word in ("和", "及", "与") and _ENDS_IN_HEAD.search(window[: match.start()]):
        return True
    if word == "建设":
        return match.end() >= len(window) and text.startswith(("项目", "工程"), head)
    return False


def is_general(name: str) -> bool:
    """Whether a name names nothing that one could ask about again: 重点项目, 32个年度推进实施项目, 该项目."""
    bare = re.sub(rf"(?:{PHASE})?(?:建设|改扩建)?(?:项目|工程|生产线|产线|工厂|厂房|基地)$", "", name)
    if len(bare) < 2 or _HAS_COUNT.search(name) or _NOT_BUILT.search(name):
        return True
    return bool(GENERAL.fullmatch(bare))


_BARE_HEAD = re.compile(rf"^(?:{_PLACE_HEADS}|{PHASE}|项目|工程|产业园|园)+$")


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


@lru_cache(maxsize=8192)
def core_of(name: str) -> str:
    """What tells a project from others: the name without its phase and without 项目."""
    bare = re.sub(r"第?[一二三四五六七八九1-9]期", "", name)
    return re.sub(r"(?:建设)?(?:项目|工程)$", "", re.sub(r"(?:项目|工程)(?=一|二|三|四|$)", "", bare)) or bare
