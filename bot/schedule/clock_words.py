"""Clock times as people write them: 8:30, 7点半, 下午三点一刻, 0830, 8pm."""

from __future__ import annotations

import re
import unicodedata

from parsing.numerals import BELOW_HUNDRED, CHINESE_NUMBER, DIGITS, number

NOON = 12
MIDNIGHT = 24
MINUTES_AN_HOUR = 60
QUARTER = 15

_MORNING = "凌晨|清晨|早晨|早上|上午|半夜|早"
_AFTERNOON = "下午|傍晚|晚上|夜里|今晚|晚"
_NIGHT = ("晚上", "夜里", "今晚", "晚")
# What follows an hour is its minute only where it is not the next time: 8点 9点, 八点 二十一点, 8点 9:00.
_NEXT_TIME = r"\d|\s*[点點时時:.]"
_MINUTE = rf"""
    (?:
        (?P<said>\d{{2}}|(?<=\S)\d|{CHINESE_NUMBER}(?!{BELOW_HUNDRED}))(?!{_NEXT_TIME})分?
        | (?P<counted>\d)分
    )
"""
CLOCK = re.compile(
    rf"""
    (?P<part>{_MORNING}|中午|正午|{_AFTERNOON})?\s*
    (?:
        (?P<joined>\d{{4}})(?!\d|\s*[年天日周月小])
        | (?P<hour>\d{{1,2}}|{CHINESE_NUMBER})
        (?:
            \s*[:.]\s*(?P<minute>\d{{2}})(?!\d)
            | \s*[点點时時]钟?\s*(?:(?P<half>半)|(?P<quarters>[一三13])刻|{_MINUTE})?
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


def _minute(text: str) -> int:
    """A minute as it is said: 三十五, 零五, and digit by digit: 三五, 三零."""
    if len(text) == len("三五") and all(character in DIGITS for character in text):
        return DIGITS[text[0]] * 10 + DIGITS[text[1]]
    return number(text)


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
    if hour == NOON and (noon.startswith("a") or part in ("凌晨", "半夜", *_NIGHT)):
        hour = 0
    elif hour < NOON and (afternoon or (part in ("中午", "正午") and hour < NOON // 2)):
        hour += NOON
    if hour == MIDNIGHT and minute == 0:
        hour = 0
    if hour >= MIDNIGHT or minute >= MINUTES_AN_HOUR:
        raise NoSuchTime(said)
    return f"{hour:02}:{minute:02}"


def is_past_midnight(match: re.Match[str]) -> bool:
    """Whether what a match of CLOCK says of a day is on the next day's calendar: 24点, 晚上12点 (not 0点)."""
    hour, _ = _hour_and_minute(match)
    return hour == MIDNIGHT or (hour == NOON and match["part"] in _NIGHT)


def _hour_and_minute(match: re.Match[str]) -> tuple[int, int]:
    if match["joined"]:
        return int(match["joined"][:2]), int(match["joined"][2:])
    hour = number(match["hour"])
    if match["half"]:
        return hour, MINUTES_AN_HOUR // 2
    if match["quarters"]:
        return hour, number(match["quarters"]) * QUARTER
    return hour, _minute(match["minute"] or match["said"] or match["counted"] or "0")
