"""Where a name goes on behind the zone that stands before it."""

from __future__ import annotations

import re

from projects.heads import PHASE
from projects.kinds import phase_of

_ZONE = re.compile(r"(?:开发区|示范区|高新区|经开区|综改区|园区|新区|保税区|试验区|合作区)(?=.{3})")


_AT_A_PLACE = re.compile(r"(?:在|于|到|至|赴|入|进|落户|走进|来到|进驻|入驻|签约|的)$")


def after_zone(text: str, edge: int, cut: int, head: int) -> int:
    """Where a name goes on behind a zone: 忻州经济开发区|恒岚特种玻璃项目.

    The zone stays where nothing else would be left (潇河园区一期项目), and where it stands glued before
    a name without a firm of its own (临汾经济开发区精密智造项目): then it tells it from others.
    """
    window = text[edge:head]
    for match in reversed(list(_ZONE.finditer(window + text[head : head + 3]))):
        if not cut < match.end() <= len(window):
            continue
        rest = window[match.end() :]
        if re.fullmatch(PHASE, rest):
            continue
        if len(rest) < 2:
            own = phase_of(text[head : head + 2]) or not _USUAL_ZONE.search(window[: match.end()])
            return cut if own else match.end()
        placed = _AT_A_PLACE.search(text[max(0, edge + cut - 3) : edge + cut])
        whole, bare = head - edge - cut, len(rest)
        if not placed and bare < GLUED_SHARE * whole and not _FIRM_IN.search(rest):
            return cut
        return match.end()
    return cut


_USUAL_ZONE = re.compile(
    r"(?:经济|技术|产业|工业|农业|旅游|综改|综合|贸易|高新|化工|科技|经开|[市县区省])(?:技术"
    r"|产业)?(?:开发|示范|试验|合作|保税|园|新)?区$"
)


GLUED_SHARE = 0.6
"""A name that is shorter than this share of the zone and itself would not be known by itself."""


_FIRM_IN = re.compile(r"公司|集团|科技|股份|重工|新材|能源|药业")
