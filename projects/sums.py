"""Money and size that an article tells of a project."""

from __future__ import annotations

import re
from functools import lru_cache

_FIGURE = (
    r"(?:[\d.．,]{1,10}(?:\s?[.．]\s?\d{1,4})?|[一二两三四五六七八九十百千零]{1,5}(?=[万亿]))"
    r"(?:\s?(?:-|—|–|至|到|~)\s?[\d.]{1,6})?\s?(?:多|余|几)?\s?(?:万亿|千万|百万|个?亿|万)"
    r"(?:多|余|[一二两三四五六七八九]千[一二三四五六七八九百]{0,3}万|\d{1,4}万)?"
)
_MONEY = r"(?:人民币|美元|欧元|日元|港元|港币|元)"
_SUM = rf"{_FIGURE}{_MONEY}"
_ABOUT = r"(?:预计|大约|约|将|达|达到|为|是|超|超过|逾|近|不低于|共|共计|合计|高达|了|人民币|：|:){0,3}"
INVESTMENT = re.compile(
    rf"(?:总投资|投资|斥资|耗资)(?:额|总额|规模|金额|概算)?{_ABOUT}\s?(?:{_SUM}|{_FIGURE}(?=的|扩产|扩建|建设|新建|兴建"
    rf"|[,，。、]|$))|{_SUM}(?=的(?:项目|工程))"
)
# 拿出|5.8亿元, 约需|1.2亿元: a sum with another verb than 投资 is told by itself.
_SPENT = re.compile(
    rf"(?:总投入(?:资金|额)?(?:约|达|近|超)?(?=\s?[\d.])|(?:投入|耗资)(?=[^,，。]{{2,14}}用于)|(?:拟|计划)[^,，。]{{0,8}}投入(?:募集资金)?(?:不超过)?|注资|(?:拟|将)出资|备下|拿出"
    rf"|掏出|投下|砸下|砸进"
    rf"|总造价|造价|(?:拟|打算|计划|准备)投|投了?|(?<!少)花了?|(?:约"
    rf"|大概|大约)?(?:需|要))(?:约|大约)?(?P<sum>{_SUM}|\d{{1,3}}(?:[.]\d)?个亿)"
)
# 总投资分别为11亿元、6亿元: of several, in their order.
EACH = re.compile(
    rf"投资(?:额)?分别(?:约为|为|是|达到?|约)?(?P<sums>{_SUM}(?:[、和及]{_SUM}){{1,9}})(?P<of>的?)"
)
EACH_SUM = re.compile(_SUM)
BARE_SUM = re.compile(rf"{_SUM}(?=的[\u4e00-\u9fffA-Za-z\d“])")
_YEAR_SUM = re.compile(
    r"(?:年度|今年|当年|本年度|全年|已|累计|累计完成|完成|直接|外商|[民社]间|资产|产业|行业|领域|工业|年度?(?:计划|预计|需))$"
)
# 投资16亿元|获得…股权, 在花都的|总投资: a firm is bought, or all that is built in a place is added up.
_BOUGHT = re.compile(
    r"(?:人民币)?(?:[,，]?(?:获得|取得|收购|认购|入股|参股|增资|购买|受让)|的?(?:股权|股份|基金|国债|债券))"
)
_OF_A_FIRM = re.compile(r"(?<!现)在(?!这|此)[\u4e00-\u9fff]{2,10}(?:累计)?的$")
# A sum over several projects is nobody's.
OF_MANY = re.compile(
    r"(?:[\d一二两三四五六七八九十百几多数]{1,8}(?:余|多)?(?:个|项))[^,，。]{0,10}?(?:项目"
    r"|工程)?[^,，。]{0,14}$|(?:新开工|复工|签约|储备"
    r"|重点)(?:项目)?[\d一二两三四五六七八九十]{1,8}[个项]"
    r"|(?:项目|工程)[\d一二两三四五六七八九十百]{1,8}(?:余|多)?[项个]"
)
# 等4个先进制造业项目,|总投资额110亿元; not 列入全省百个重点项目,|总投资5亿元
_MANY_BEFORE = re.compile(
    r"(?:^|[,，])(?P<clause>[^,，。]{0,60}?(?<![一\d])(?:[2-9]|\d{2,6}|[二两三四五六七八九十百]{1,6})(?:余|多)?[个项](?!月)[^,，。]{0,14}?"
    r"(?:项目|工程)(?!之一)"
    r"[^,，。]{0,10})[,，][^,，。]{0,6}$"
)
_MANY_WITHIN = 120
_AMONG = re.compile(r"列[为入]|纳入|入选|作为|成为|属于|[是为](?:全|我|省|市|县|区)|之一|其中")
_FOR_MANY = re.compile(r"的?[\d一二两三四五六七八九十百]{1,8}(?:余|多)?(?:个|项)")
SIZE = re.compile(
    r"(?:净?用地|占地|新增用地|征地)(?:面积)?(?:约|为|约为)?\s?[\d.]{1,8}\s?(?:万)?(?:余)?(?:亩|平方米|公顷)"
    r"|(?:总)?建筑面积(?:约|达|为)?\s?[\d.]{1,8}\s?万?(?:余)?平方米"
    r"|年(?:产|加工|处理|可加工|发电)[^,，。;；]{0,14}?[\d.]{1,8}\s?(?:万|亿)?(?:吨|套|台|件|立方米"
    r"|平方米|辆|支|片|只|米|度|GW|MW|千瓦)"
    r"|年产[^,，。;；]{0,12}[\d.]{1,8}\s?[A-Za-z\u4e00-\u9fff]{1,3}"
    r"|(?:设计)?库容\s?[\d.]{1,8}\s?万?吨|(?:路线)?全长(?:约)?\s?[\d.]{1,8}\s?公里|双向[四六八]车道"
    r"|[\d一二两三四五六七八九十]{1,8}(?:栋|座)[^,，。;；、和]{0,6}(?:厂房|机房楼|楼宇|车间|冷库|釜)"
    r"|[\d一二两三四五六七八九十]{1,8}条[^,，。;；、和]{0,12}生产线|机柜\s?[\d.]{1,8}\s?万?架"
    r"|[\d.]{1,8}\s?架机柜|算力规模(?:达到)?\s?[\d.]{1,8}\s?P"
)


def of_many(before: str) -> bool:
    """Whether what stands in a sentence before a sum makes it one over several projects."""
    if OF_MANY.search(before):
        return True
    match = _MANY_BEFORE.search(before[-_MANY_WITHIN:])
    return bool(match and not _AMONG.search(match["clause"]))


@lru_cache(maxsize=2048)  # a clause is asked for names first and for sums later, while its article is read
def investments_in(text: str) -> tuple[tuple[int, int], ...]:
    """Where a text tells a project's total, from 总投资 or 投资 on; what was spent in a year is none."""
    found = [match.span() for match in INVESTMENT.finditer(text)]
    for match in _SPENT.finditer(text):
        if not any(start < match.end("sum") and match.start("sum") < end for start, end in found):
            found.append(match.span("sum"))
    return tuple(
        (start, end)
        for start, end in sorted(found)
        if not _YEAR_SUM.search(text[max(0, start - 5) : start])
        and not _FOR_MANY.match(text, end)
        and not _BOUGHT.match(text, end)
        and not (text.startswith("总投资", start) and _OF_A_FIRM.search(text[max(0, start - 40) : start]))
    )


def bare_sums_in(text: str) -> list[tuple[int, int]]:
    """Where a text has a sum right before what it is for: 2.5亿元|的智能家居项目."""
    found = [m.span() for m in BARE_SUM.finditer(text) if not _FOR_MANY.match(text, m.end())]
    taken = [m.span() for m in INVESTMENT.finditer(text)] if found else []
    return [bare for bare in found if not any(start < bare[1] and bare[0] < end for start, end in taken)]


def sizes_in(text: str) -> list[tuple[int, int]]:
    """Where a text tells of land, floors, capacity, units, lines or length."""
    return [match.span() for match in SIZE.finditer(text)]
