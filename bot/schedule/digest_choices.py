"""The buttons of the settings card: what each screen offers, and what is chosen marked.

What a button does is in `bot/reader/digest.py`.
"""

from __future__ import annotations

from collections.abc import Collection

from bot import wording
from bot.cards import buttons
from bot.schedule.digest_card import Card, Manner, Screen
from bot.schedule.digest_wording import WEEKEND, WORKDAYS, days_text
from bot.schedule.zones import OFFERED
from storage.deliveries.messages import Button, Buttons
from storage.schedule import DAILY, EVERY_DAY, OFF, Schedule

HOURS_A_DAY = 24
HOURS_A_ROW = 6
MINUTES = (0, 15, 30, 45)
DAYS_A_ROW = 4
ZONES_A_ROW = 3
OFFERED_QUIET_HOURS = ((21, 6), (22, 7), (23, 8))
OFFERED_DAYS = (WORKDAYS, WEEKEND, EVERY_DAY)


def card_buttons(card: Card, screen: Screen) -> Buttons:
    """The buttons of a screen."""
    if screen is Screen.MAIN:
        return _main(card)
    rows = _CHOICES[screen](card)
    back = Screen.QUIET if screen in (Screen.QUIET_FROM, Screen.QUIET_UNTIL) else Screen.MAIN
    return (*rows, ((wording.BUTTON_BACK, _open(back)),))


def _main(card: Card) -> Buttons:
    def manner(manner: Manner, label: str) -> Button:
        return _marked(label, card.manner is manner), buttons.data("digest_manner", manner)

    rows: list[tuple[Button, ...]] = [
        (
            manner(Manner.NOW, wording.BUTTON_NOW),
            manner(Manner.DAILY, wording.BUTTON_DAILY),
            manner(Manner.CHOSEN_DAYS, wording.BUTTON_CHOSEN_DAYS),
        ),
        (manner(Manner.WEEKLY, wording.BUTTON_WEEKLY), manner(Manner.OFF, wording.BUTTON_OFF)),
    ]
    if card.schedule.digest == OFF:
        return tuple(rows)
    if card.schedule.digest == DAILY:
        time = card.schedule.time_of_day(card.defaults)
        rows[-1] += ((wording.BUTTON_TIME.format(time=time), _open(Screen.TIME)),)
    rows.append(
        (
            (wording.BUTTON_QUIET, _open(Screen.QUIET)),
            (
                wording.BUTTON_SOUNDS[card.schedule.silent],
                buttons.data("digest_sound", int(card.schedule.silent)),
            ),
            (wording.BUTTON_ZONE, _open(Screen.ZONE)),
        )
    )
    rows.append(_wishes(card.schedule))
    if card.schedule.is_paused(card.moment):
        rows.append(((wording.BUTTON_RESUME, buttons.data("resume")),))
    else:
        rows.append(((wording.BUTTON_PAUSE, buttons.data("pause")),))
    return tuple(rows)


def _wishes(schedule: Schedule) -> tuple[Button, ...]:
    """The switch of announcements; that of what is urgent where anything waits for a digest."""
    row = [
        (
            wording.BUTTON_ANNOUNCEMENTS[schedule.announcements],
            buttons.data("digest_announce", int(not schedule.announcements)),
        )
    ]
    if schedule.digest == DAILY:
        row.append(
            (wording.BUTTON_URGENT[schedule.urgent], buttons.data("digest_urgent", int(not schedule.urgent)))
        )
    return tuple(row)


def _times(card: Card) -> Buttons:
    hour, minute = map(int, card.schedule.time_of_day(card.defaults).split(":"))
    minutes = tuple(
        (
            _marked(wording.BUTTON_MINUTE.format(minute=offered), offered == minute),
            buttons.data("digest_minute", offered),
        )
        for offered in MINUTES
    )
    return (*_hours("digest_hour", hour), minutes)


def _days(card: Card) -> Buttons:
    chosen = card.schedule.weekdays or EVERY_DAY
    presets = tuple(
        (_marked(days_text(offered), offered == chosen), buttons.data("digest_days", number))
        for number, offered in enumerate(OFFERED_DAYS)
    )
    return (*_weekdays("digest_day", marked=tuple(chosen)), presets)


def _one_day(card: Card) -> Buttons:
    return _weekdays("digest_week", marked=(card.schedule.weekdays,))


def _weekdays(verb: str, *, marked: Collection[str | None]) -> Buttons:
    days = tuple(
        (_marked(wording.WEEKDAY.format(day=name), str(day) in marked), buttons.data(verb, day))
        for day, name in enumerate(wording.WEEKDAYS, 1)
    )
    return _in_rows(days, DAYS_A_ROW)


def _quiet(card: Card) -> Buttons:
    schedule = card.schedule
    offered = tuple(
        (
            _marked(
                wording.BUTTON_QUIET_HOURS.format(start=start, end=end),
                (schedule.quiet_from, schedule.quiet_until) == (full_hour(start), full_hour(end)),
            ),
            buttons.data("digest_quiet", start, end),
        )
        for start, end in OFFERED_QUIET_HOURS
    )
    own = (
        (wording.BUTTON_QUIET_FROM, _open(Screen.QUIET_FROM)),
        (wording.BUTTON_QUIET_UNTIL, _open(Screen.QUIET_UNTIL)),
    )
    manners = tuple(
        (
            _marked(label, schedule.quiet_silently == bool(silently)),
            buttons.data("digest_quietly", silently),
        )
        for silently, label in enumerate(wording.BUTTON_QUIET_MANNERS)
    )
    none = ((wording.BUTTON_NO_QUIET, buttons.data("digest_quiet")),)
    return (offered, own, manners, none) if schedule.quiet_from is not None else (offered, own, manners)


def _quiet_from(card: Card) -> Buttons:
    return _hours("digest_from", _hour_of(card.schedule.quiet_from))


def _quiet_until(card: Card) -> Buttons:
    return _hours("digest_until", _hour_of(card.schedule.quiet_until))


def _zones(card: Card) -> Buttons:
    zones = tuple(
        (
            _marked(wording.ZONE_NAMES.get(zone, zone), card.schedule.timezone == zone),
            buttons.data("digest_zone", number),
        )
        for number, zone in enumerate(OFFERED)
    )
    default = (
        _marked(wording.BUTTON_DEFAULT_ZONE, card.schedule.timezone is None),
        buttons.data("digest_zone"),
    )
    return _in_rows((*zones, default), ZONES_A_ROW)


def full_hour(hour: int) -> str:
    """A full hour as a schedule keeps it: 07:00."""
    return f"{hour:02}:00"


def _hour_of(time: str | None) -> int | None:
    return None if time is None else int(time[:2])


def _hours(verb: str, chosen: int | None) -> Buttons:
    hours = tuple(
        (_marked(wording.BUTTON_HOUR.format(hour=hour), hour == chosen), buttons.data(verb, hour))
        for hour in range(HOURS_A_DAY)
    )
    return _in_rows(hours, HOURS_A_ROW)


def _in_rows(row: tuple[Button, ...], length: int) -> Buttons:
    return tuple(row[start : start + length] for start in range(0, len(row), length))


def _marked(label: str, chosen: bool) -> str:
    return wording.CHOSEN.format(label=label) if chosen else label


def _open(screen: Screen) -> str:
    return buttons.data("digest", screen)


_CHOICES = {
    Screen.TIME: _times,
    Screen.DAYS: _days,
    Screen.DAY: _one_day,
    Screen.QUIET: _quiet,
    Screen.QUIET_FROM: _quiet_from,
    Screen.QUIET_UNTIL: _quiet_until,
    Screen.ZONE: _zones,
}
