"""Time zones: those offered by button, and those a person may name."""

from __future__ import annotations

from functools import cache
from zoneinfo import available_timezones

from bot import wording

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


def find_zone(name: str) -> str | None:
    """The IANA name of a zone: by that name in any case, by its last part, or by what we call it."""
    return _by_name().get(name.strip().casefold().replace(" ", "_"))


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
    return names
