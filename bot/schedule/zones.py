"""Time zones: those offered by button, and those a person may name."""

from __future__ import annotations

import re
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

from bot import wording
from bot.schedule.clock_words import plain
from parsing.numerals import number
from storage.chats import chats
from storage.chats.chats import Place
from storage.database import Database

# A button carries the place in this list: append only.
OFFERED = (
    "Asia/Shanghai",
    "Asia/Urumqi",
    "Asia/Hong_Kong",
    "Asia/Taipei",
    "Asia/Singapore",
    "Asia/Tokyo",
    "Asia/Dubai",
    "Europe/Moscow",
    "Europe/Berlin",
    "Europe/London",
    "America/New_York",
    "America/Los_Angeles",
    "Australia/Sydney",
    "UTC",
)


# Names that some systems list beside the zones of the IANA: they mean whatever the machine is set to.
NO_PLACES = {"localtime", "posixrules", "Factory"}


HALF_HOUR_ZONES = {
    "+3:30": "Asia/Tehran",
    "+4:30": "Asia/Kabul",
    "+5:30": "Asia/Kolkata",
    "+5:45": "Asia/Kathmandu",
    "+6:30": "Asia/Yangon",
    "+9:30": "Australia/Darwin",
    "-9:30": "Pacific/Marquesas",
}
# UTC+8 has no summer time, nor has Beijing; so its people see the name they know.
BEIJING_HOURS, BEIJING = 8, "Asia/Shanghai"
FURTHEST_WEST, FURTHEST_EAST = -12, 14
MOST_SECTORS = 12  # on either side: 东一区 to 东十二区
_OFFSET = re.compile(
    r"(?P<name>utc|gmt)?\s?(?P<sign>[+\-−–])?\s?(?P<hours>\d{1,2})(?::?(?P<minutes>\d{2}))?时?区?"
)
_SECTOR = re.compile(r"(?P<side>[东西])(?P<hours>\d{1,2}|[一二三四五六七八九十]{1,2})时?区?")
_NO_OFFSET = re.compile(r"[零0中]时?区")
# The zones of the IANA that keep a fixed difference are named with the sign turned round: Etc/GMT-9 is UTC+9.
_FIXED = re.compile(r"Etc/GMT([+-])(\d+)")
_TURNED = {"+": "-", "-": "+"}


def find_zone(name: str) -> str | None:
    """The IANA name of a zone: by that name in any case, its last part, what we call it, UTC+8, 东八区.

    A difference to UTC is the zone that has it all the year; one that no such zone has is none.
    """
    said = plain(name)
    return _by_offset(said) or _by_name().get(said.replace(" ", "_"))


def shown_zone(zone: str) -> str:
    """A zone as people know it: 北京时间, UTC+9, Africa/Lagos."""
    fixed = _FIXED.fullmatch(zone)
    if fixed is not None:
        return f"UTC{_TURNED[fixed[1]]}{fixed[2]}"
    return wording.ZONE_NAMES.get(zone, zone)


def _by_offset(said: str) -> str | None:
    if _NO_OFFSET.fullmatch(said):
        return "UTC"
    if match := _SECTOR.fullmatch(said):
        try:
            hours = number(match["hours"])
        except ValueError:
            return None
        return None if hours > MOST_SECTORS else _with_offset(hours if match["side"] == "东" else -hours)
    match = _OFFSET.fullmatch(said)
    if match is None or not (match["name"] or match["sign"]):
        return None
    sign = "+" if match["sign"] in ("+", None) else "-"
    if match["minutes"] in (None, "00"):
        return _with_offset(int(match["hours"]) * (1 if sign == "+" else -1))
    return HALF_HOUR_ZONES.get(f"{sign}{int(match['hours'])}:{match['minutes']}")


def _with_offset(hours: int) -> str | None:
    if not FURTHEST_WEST <= hours <= FURTHEST_EAST:
        return None
    if hours == BEIJING_HOURS:
        return BEIJING
    return f"Etc/GMT{-hours:+}" if hours else "UTC"


@cache
def _by_name() -> dict[str, str]:
    names: dict[str, str] = {}
    for zone in sorted(available_timezones() - NO_PLACES):
        area, _, place = zone.rpartition("/")
        if area not in ("Etc", "posix", "right"):
            names.setdefault(place.casefold(), zone)
        names[zone.casefold()] = zone
    for zone in OFFERED:
        names[zone.rpartition("/")[2].casefold()] = zone
    for zone, called in wording.ZONE_NAMES.items():
        names[called.casefold()] = zone
        names[called.removesuffix("时间").casefold()] = zone
    for called, zone in wording.ZONE_ALIASES.items():
        names[called.casefold()] = zone
    return names


def zone_at(database: Database, place: Place) -> ZoneInfo:
    """The timezone that holds at a place: the one chosen there, else the configured one."""
    return database.glance(chats.schedule_at, place.telegram_id, place.thread_id).zone(database.defaults)
