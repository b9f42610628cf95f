"""What a person writes behind /digest, read: 每天 7点半, 每周一 9点, 工作日 8:00, 立即, 关, 免打扰 22-7 …

Pure: text in, changes to a Schedule out. What can't be read is told, not guessed.
"""

from __future__ import annotations

import re
from typing import Any, ClassVar

from bot.schedule.clock_words import CLOCK, NoSuchTime, clock_time, plain
from bot.schedule.digest_wording import WEEKEND, WORKDAYS
from bot.schedule.zones import find_zone
from storage.schedule import DAILY, EVERY_DAY, NOW, OFF

# Fields of a Schedule and their new values.
Changes = dict[str, Any]

LONGEST_SHOWN = 30
_DAY_CHARACTERS = {character: str(day) for day, character in enumerate("一二三四五六日", 1)} | {"天": "7"}
_ENGLISH_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_ONE_DAY = r"(?:[一二三四五六日天](?![点點时時])|[1-7](?![\d:.点點时時]|\s*[ap]m))"
# 周一十二点 is Monday at twelve, 周一二十点 Monday at twenty.
_FURTHER_DAY = rf"(?!\S十){_ONE_DAY}"
_WEEK = r"(?:每个?|逢)?\s{0,2}(?:周|週|星期|礼拜)"
_TO = r"\s?(?:到|至|-|~|–|—|to)\s?"

_SPACING = re.compile(
    r"[\s,、;/。!的]+|和|及|与|在|推送|发送|发给我|给我|改成|改为|设为|一次|at\b|on\b|and\b|every\b"
)
_OFF = re.compile(r"关闭|关掉|关|停止|停用|停|不要|不推送?|取消|off\b|stop\b|never\b")
_NOW = re.compile(
    r"立即|立刻|马上|实时|即时|随时|一发布就推送?|随发随推"
    r"|now\b|instant(?:ly)?\b|immediate(?:ly)?\b"
)
_DAILY = re.compile(r"每天|每日|天天|daily\b|every\s?day\b")
_WORKDAYS = re.compile(r"(?:每个?)?(?:工作日|平日)|(?:week|work)days?\b")
_WEEKEND = re.compile(r"(?:每个?)?(?:周末|週末|双休日)|weekends?\b")
_RANGE = re.compile(rf"{_WEEK}\s*({_ONE_DAY}){_TO}(?:周|週|星期|礼拜)?({_ONE_DAY})")
_LIST = re.compile(rf"{_WEEK}\s*({_ONE_DAY}(?:\s*[,、和及]?\s*(?:周|週|星期|礼拜)?{_FURTHER_DAY})*)")
_WEEKLY = re.compile(r"每个?(?:周|週|星期|礼拜)(?![一二三四五六日天])|weekly\b")
_ENGLISH = re.compile(
    r"(mon(?:day)?|tue(?:s|sday)?|wed(?:nesday)?|thu(?:rs?|rsday)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?)s?\b"
)
_QUIET = re.compile(r"免打扰|勿扰|免扰|quiet(?:\s?hours)?\b|dnd\b")
_QUIETLY = re.compile(r"静音|无声|silent(?:ly)?\b")
_HELD = re.compile(r"推迟|延后|以后再发|later\b|hold\b")
_LOUD = re.compile(r"有声音?|响铃|不静音|取消静音|关闭?静音|sound\b|loud\b|unmute\b")
_SILENT = re.compile(r"静音|无声|不响|silent\b|mute\b")
_ZONE = re.compile(r"时区|timezone\b|tz\b")
_NOT_WANTED = re.compile(r"(?:不(?:再)?接?收|不要|不看|拒收|关闭?|关掉|取消|off)了?")
_WANTED = re.compile(r"(?:(?:重新|恢复)?接?收|要|看|恢复|开启?|打开|on)")
_BETWEEN = re.compile(_TO)
_OFTEN = re.compile(r"(?:[2-9]|\d{2,}|[两二三四五六七八九十几多])\s*次")


class NotUnderstood(ValueError):
    """What was written can't be read; `reason` is a key of wording.DIGEST_UNREAD, `part` what it is about."""

    def __init__(self, reason: str, part: str) -> None:
        super().__init__(f"{reason}: {part}")
        self.reason = reason
        self.part = part if len(part) <= LONGEST_SHOWN else part[:LONGEST_SHOWN] + "…"


def read_digest_request(text: str) -> Changes:
    """What the text asks to change; never nothing. Raises NotUnderstood.

    A time alone keeps the chosen days; days alone keep the time.
    """
    said = plain(text)
    try:
        if match := _ZONE.match(said):
            return _zone(said[match.end() :].strip(" :"))
        if match := _QUIET.match(said):
            return _quiet(said[match.end() :])
        if wish := _wish(said):
            return wish
        for pattern, silent in ((_LOUD, False), (_SILENT, True)):
            if pattern.fullmatch(said):
                return {"silent": silent}
        # 东八区, UTC+8, 东京; a bare +8 may be meant otherwise.
        if any(map(str.isalpha, said)) and (zone := find_zone(said)):
            return {"timezone": zone}
        return _Times(said).changes()
    except NoSuchTime as error:
        raise NotUnderstood("no_such_time", error.said) from error


def _zone(name: str) -> Changes:
    if not name:
        raise NotUnderstood("which_zone", name)
    zone = find_zone(name)
    if zone is None:
        raise NotUnderstood("no_such_zone", name)
    return {"timezone": zone}


def _wish(said: str) -> Changes:
    """公告 不收, 收加急: whether announcements are wanted, or what is urgent; nothing where neither is said.

    Raises NotUnderstood where it isn't told whether.
    """
    for word, field in (("公告", "announcements"), ("加急", "urgent")):
        if word in said:
            rest = _SPACING.sub("", said.replace(word, "", 1).replace(":", ""))
            if _NOT_WANTED.fullmatch(rest):
                return {field: False}
            if _WANTED.fullmatch(rest):
                return {field: True}
            raise NotUnderstood("wanted", said)
    return {}


def _quiet(said: str) -> Changes:
    rest = said.strip(" :,、;。")
    if _OFF.fullmatch(rest):
        return {"quiet_from": None, "quiet_until": None}
    changes: Changes = {}
    for pattern, silently in ((_HELD, False), (_QUIETLY, True)):
        if match := pattern.search(rest):
            changes["quiet_silently"] = silently
            rest = (rest[: match.start()] + rest[match.end() :]).strip(" ,、")
    if not rest and changes:
        return changes
    start = CLOCK.match(rest)
    if start is None:
        raise NotUnderstood("quiet_hours", rest)
    between = _BETWEEN.match(rest, start.end())
    end = CLOCK.fullmatch(rest, between.end()) if between else None
    if end is None:
        raise NotUnderstood("quiet_hours", rest)
    changes |= {"quiet_from": clock_time(start), "quiet_until": clock_time(end)}
    if changes["quiet_from"] == changes["quiet_until"]:
        raise NotUnderstood("quiet_hours", rest)
    return changes


class _Times:
    """Reads a manner, days and a time in any order, word by word."""

    _DAYS: ClassVar = ((_WORKDAYS, WORKDAYS), (_WEEKEND, WEEKEND), (_DAILY, EVERY_DAY))

    def __init__(self, said: str) -> None:
        self._said = said
        self._manners: set[str] = set()
        self._days: set[str] = set()
        self._time: str | None = None
        self._weekly = False
        place = 0
        while place < len(said):
            after = self._word(place)
            if after == place:
                raise NotUnderstood("unknown", said[place:])
            place = after

    def changes(self) -> Changes:
        """The changes that the words amount to. Raises NotUnderstood where they contradict each other."""
        scheduled = bool(self._days or self._time or self._weekly)
        if len(self._manners) + scheduled > 1:
            raise NotUnderstood("contradiction", self._said)
        if self._manners:
            return {"digest": self._manners.pop()}
        if not scheduled:
            raise NotUnderstood("unknown", self._said)
        changes: Changes = {"digest": DAILY}
        if self._days or self._weekly:
            days = "".join(sorted(self._days)) or EVERY_DAY[0]
            changes["weekdays"] = None if days == EVERY_DAY else days
        if self._time is not None:
            changes["digest_time"] = self._time
        return changes

    def _word(self, place: int) -> int:
        """Takes the word at a place in; returns where it ends, `place` itself where none is known there."""
        said = self._said
        if match := _SPACING.match(said, place):
            return match.end()
        if _OFTEN.match(said, place) or self._further_time(place):
            raise NotUnderstood("two_times", said)
        for pattern, manner in ((_NOW, NOW), (_OFF, OFF)):
            if match := pattern.match(said, place):
                self._manners.add(manner)
                return match.end()
        for pattern, days in self._DAYS:
            if match := pattern.match(said, place):
                self._days |= set(days)
                return match.end()
        if match := _RANGE.match(said, place):
            self._days |= _from_to(_digit(match[1]), _digit(match[2]))
        elif match := _LIST.match(said, place):
            self._days |= {_digit(found) for found in re.findall(_ONE_DAY, match[1])}
        elif match := _WEEKLY.match(said, place):
            self._weekly = True
        elif match := _ENGLISH.match(said, place):
            self._days.add(str(_ENGLISH_DAYS.index(match[1][:3]) + 1))
        elif match := CLOCK.match(said, place):
            if self._time is not None:
                raise NotUnderstood("two_times", said)
            self._time = clock_time(match)
        return match.end() if match else place

    def _further_time(self, place: int) -> bool:
        """Whether a stretch of time ends here: 8点到9点."""
        between = _BETWEEN.match(self._said, place)
        return self._time is not None and between is not None and bool(CLOCK.match(self._said, between.end()))


def _digit(character: str) -> str:
    return _DAY_CHARACTERS.get(character, character)


def _from_to(first: str, last: str) -> set[str]:
    """The days from one to another, over the end of the week where need be."""
    length = (int(last) - int(first)) % len(EVERY_DAY) + 1
    return {EVERY_DAY[(int(first) - 1 + ahead) % len(EVERY_DAY)] for ahead in range(length)}
