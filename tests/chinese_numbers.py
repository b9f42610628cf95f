"""Numbers as people write them in Chinese."""

from __future__ import annotations

DIGITS = "零一二三四五六七八九"


def in_chinese(value: int) -> str:
    """A number below 100,000 as it is written: 12 → 一十二, 1005 → 一千零五."""
    said, skipped = "", False
    for unit, name in ((10_000, "万"), (1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, value = divmod(value, unit)
        if digit:
            said += ("零" if skipped and said else "") + DIGITS[digit] + name
        skipped = not digit
    return said or DIGITS[0]
