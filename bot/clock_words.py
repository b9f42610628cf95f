"""Clock times and numbers as people write them: 8:30, 7点半, 下午三点一刻, 0830, 8pm, 十二."""

from __future__ import annotations

import re
import unicodedata

_DIGITS = {"零": 0, "〇": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4} | {
    "五": 5,
    "六": 6,
    "七": 7,
    "八": 8,
    "九": 9,
}
CHINESE_NUMBER = "[零〇一二两三四五六七八九十]{1,3}"
NUMBER = rf"(?:\d{{1,4}}|{CHINESE_NUMBER})"
NOON = 12
MIDNIGHT = 24
MINUTES_AN_HOUR = 60
QUARTER = 15

_MORNING = "凌晨|清晨|早晨|早上|上午|半夜|早"
_AFTERNOON = "下午|傍晚|晚上|夜里|今晚|晚"
CLOCK = re.compile(
    rf"""
    (?P<part>{_MORNING}|中午|正午|{_AFTERNOON})?\s*
    (?:
        (?P<joined>\d{{4}})(?!\d|\s*[年天日周月小])
        | (?P<hour>\d{{1,2}}|{CHINESE_NUMBER})
        (?:
            \s*[:.]\s*(?P<minute>\d{{2}})(?!\d)
            | \s*[点點时時]钟?\s*
                (?:(?P<half>半)|(?P<quarters>[一三])刻|(?P<said>\d{{1,2}}(?!\d)|{CHINESE_NUMBER})分?)?
            | (?<=\d)(?![\d:.]|\s*[年天日周月小个])
        )
    )
    \s*(?P<noon>[ap]\.?m\.?(?![a-z]))?
    """,
    re.VERBOSE,
)


class NoSuchTime(ValueError):
    """It reads like a time of day, but there is none like it: 25:00, 8:75."""

    def __init__(self, said: str) -> None:
        super().__init__(said)
        self.said = said


def plain(text: str) -> str:
    """The text with full and half width, upper and lower case and all spacing made alike."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def number(text: str) -> int:
    """A whole number below 10,000 in digits, or below 100 in Chinese. Raises ValueError for other text."""
    if text.isascii() and text.isdigit():
        return int(text)
    tens, ten, ones = text.rpartition("十")
    if not ten:
        if not text or any(character not in _DIGITS for character in text):
            raise ValueError(text)
        value = 0
        for character in text:
            value = value * 10 + _DIGITS[character]
        return value
    if len(tens) > 1 or len(ones) > 1:
        raise ValueError(text)
    return (_DIGITS[tens] if tens else 1) * 10 + (_DIGITS[ones] if ones else 0)


def clock_time(match: re.Match[str]) -> str:
    """The time of day `HH:MM` that a match of CLOCK says. Raises NoSuchTime."""
    said = match[0].strip()
    try:
        hour, minute = _hour_and_minute(match)
    except (ValueError, KeyError):
        raise NoSuchTime(said) from None
    part, noon = match["part"] or "", match["noon"] or ""
    afternoon = noon.startswith("p") or part in _AFTERNOON.split("|")
    if noon and hour > NOON:
        raise NoSuchTime(said)
    if hour == NOON and (noon.startswith("a") or part in ("凌晨", "半夜", "晚上", "夜里", "今晚", "晚")):
        hour = 0
    elif hour < NOON and (afternoon or (part in ("中午", "正午") and hour < NOON // 2)):
        hour += NOON
    if hour == MIDNIGHT and minute == 0:
        hour = 0
    if hour >= MIDNIGHT or minute >= MINUTES_AN_HOUR:
        raise NoSuchTime(said)
    return f"{hour:02}:{minute:02}"


def _hour_and_minute(match: re.Match[str]) -> tuple[int, int]:
    if match["joined"]:
        return int(match["joined"][:2]), int(match["joined"][2:])
    hour = number(match["hour"])
    if match["half"]:
        return hour, MINUTES_AN_HOUR // 2
    if match["quarters"]:
        return hour, number(match["quarters"]) * QUARTER
    return hour, number(match["minute"] or match["said"] or "0")
