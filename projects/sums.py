"""Money and size that an article tells of a project."""

from __future__ import annotations

import re

_SUM = r"[\d.．]{1,8}(?:\s?[.．]\s?\d{1,4})?\s?(?:多|余)?\s?(?:万亿|亿|万)(?:多|余)?(?:美元|欧元|日元|元)"
INVESTMENT = re.compile(
    rf"(?:总投资|投资)(?:额|总额|规模)?(?:约|达|达到|为|超|超过|近|共|共计|高达){{0,3}}\s?{_SUM}|{_SUM}(?=的(?:项目|工程))"
)
_YEAR_SUM = re.compile(r"(?:年度|今年|当年|本年度|全年|已|累计|累计完成|完成)$")
# A sum over several projects is nobody's.
OF_MANY = re.compile(
    r"(?:[\d一二两三四五六七八九十百几多数]{1,8}(?:余|多)?(?:个|项))[^,，。]{0,10}?(?:项目|工程)?[^,，。]{0,14}$|(?:新开工|复工|签约|储备|重点)(?:项目)?[\d一二两三四五六七八九十]{1,8}[个项]"
)
_FOR_MANY = re.compile(r"的?[\d一二两三四五六七八九十百]{1,8}(?:余|多)?(?:个|项)")
SIZE = re.compile(
    r"(?:净?用地|占地|新增用地|征地)(?:面积)?(?:约|为|约为)?\s?[\d.]{1,8}\s?(?:万)?(?:余)?(?:亩|平方米|公顷)"
    r"|(?:总)?建筑面积(?:约|达|为)?\s?[\d.]{1,8}\s?万?(?:余)?平方米"
    r"|年(?:产|加工|处理|可加工|发电)[^,，。;；]{0,14}?[\d.]{1,8}\s?(?:万|亿)?(?:吨|套|台|件|立方米|平方米|辆|支|片|只|米|度|GW|MW|千瓦)|年产[^,，。;；]{0,12}[\d.]{1,8}\s?[A-Za-z\u4e00-\u9fff]{1,3}"
    r"|(?:设计)?库容\s?[\d.]{1,8}\s?万?吨|(?:路线)?全长(?:约)?\s?[\d.]{1,8}\s?公里|双向[四六八]车道"
    r"|[\d一二两三四五六七八九十]{1,8}(?:栋|座)[^,，。;；、和]{0,6}(?:厂房|机房楼|楼宇|车间|冷库|釜)|[\d一二两三四五六七八九十]{1,8}条[^,，。;；、和]{0,12}生产线|机柜\s?[\d.]{1,8}\s?万?架|[\d.]{1,8}\s?架机柜|算力规模(?:达到)?\s?[\d.]{1,8}\s?P"
)


def investments_in(text: str) -> list[tuple[int, int]]:
    """Where a text tells a project's total, from 总投资 or 投资 on; what was spent in a year is none."""
    return [
        match.span()
        for match in INVESTMENT.finditer(text)
        if not _YEAR_SUM.search(text[max(0, match.start() - 4) : match.start()])
        and not _FOR_MANY.match(text, match.end())
    ]


def sizes_in(text: str) -> list[tuple[int, int]]:
    """Where a text tells of land, floors, capacity, units, lines or length."""
    return [match.span() for match in SIZE.finditer(text)]
