"""Sums of money as newspapers print them, as a number."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation

_SUM = re.compile(
    r"(?P<number>\d[\d.．\s]{0,14})(?:多|余)?\s?(?P<unit>万亿|亿|万)?(?:多|余)?(?P<money>美元|欧元|日元|元)"
)
_UNITS = {"万亿": 10**12, "亿": 10**8, "万": 10**4, None: 1}


def amount_of(text: str) -> int | None:
    """The sum in a text, in yuan; None for none and for foreign money. 总投资1.3亿元 → 130000000."""
    match = _SUM.search(text)
    if match is None or match["money"] != "元":
        return None
    try:
        number = Decimal(re.sub(r"\s", "", match["number"]).replace("．", "."))
    except InvalidOperation:
        return None
    return int(number * _UNITS[match["unit"]])
