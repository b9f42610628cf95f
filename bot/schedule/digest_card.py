"""The settings card: what is set, and when the next digest comes.

One message with several screens; what can be chosen on them is in `bot/schedule/digest_choices.py`.
"""

from __future__ import annotations

import datetime as dt
import enum
from dataclasses import dataclass

from bot import wording
from bot.schedule.digest_wording import moment_text, times_text, zone_text
from storage.deliveries.deliveries import Waiting
from storage.schedule import NOW, OFF, Defaults, Schedule, due_at


class Screen(enum.IntEnum):
    """The screens of the card, as its buttons number them."""

    MAIN = 0
    TIME = 1
    DAYS = 2
    DAY = 3
    QUIET = 4
    QUIET_FROM = 5
    QUIET_UNTIL = 6
    ZONE = 7


class Manner(enum.IntEnum):
    """The manners of getting a digest, as the card's buttons number them."""

    NOW = 0
    DAILY = 1
    CHOSEN_DAYS = 2
    WEEKLY = 3
    OFF = 4


@dataclass(frozen=True, slots=True)
class Card:
    """What the card is made of. `shut` says what keeps us from sending; `is_shut` that it still does."""

    schedule: Schedule
    waiting: Waiting
    defaults: Defaults
    moment: dt.datetime
    shut: str = ""
    is_shut: bool = False

    @property
    def manner(self) -> Manner:
        """The manner that is set."""
        if self.schedule.digest in (NOW, OFF):
            return Manner.NOW if self.schedule.digest == NOW else Manner.OFF
        if self.schedule.weekdays is None:
            return Manner.DAILY
        return Manner.WEEKLY if len(self.schedule.weekdays) == 1 else Manner.CHOSEN_DAYS


def card_text(card: Card, screen: Screen) -> str:
    """The card as HTML."""
    if screen is Screen.MAIN:
        parts = (wording.CARD_TITLE, "\n".join(_settings(card)), card.shut, _next(card), wording.CARD_HINT)
        return "\n\n".join(part for part in parts if part)
    return "\n\n".join((wording.CARD_TITLE, "\n".join(_settings(card)), _QUESTIONS[screen]))


def _next(card: Card) -> str:
    return "" if card.is_shut else next_text(card)


def next_text(card: Card) -> str:
    """When the next digest is due and how many briefs wait."""
    schedule, zone = card.schedule, card.schedule.zone(card.defaults)
    if schedule.digest == OFF:
        return wording.CARD_IS_OFF
    if card.waiting.due_at is not None:
        if card.waiting.due_at <= card.moment:
            return wording.CARD_NEXT_AT_ONCE.format(count=card.waiting.count)
        when = moment_text(card.waiting.due_at, zone, card.moment)
        return wording.CARD_NEXT.format(when=when, count=card.waiting.count)
    due = due_at(schedule, card.moment, card.defaults)
    if due is None or due <= card.moment:
        return wording.CARD_NOW_NOTHING
    return wording.CARD_NEXT_NOTHING.format(when=moment_text(due, zone, card.moment))


def _settings(card: Card) -> list[str]:
    schedule = card.schedule
    lines = [wording.CARD_TIMES.format(when=times_text(schedule, card.defaults))]
    if schedule.is_paused(card.moment) and schedule.paused_until is not None:
        until = moment_text(schedule.paused_until, schedule.zone(card.defaults), card.moment)
        lines.append(wording.CARD_PAUSED.format(until=until))
    if schedule.quiet_from is None:
        lines.append(wording.CARD_NO_QUIET)
    else:
        lines.append(
            wording.CARD_QUIET.format(
                start=schedule.quiet_from,
                end=schedule.quiet_until,
                manner=wording.CARD_QUIET_MANNERS[schedule.quiet_silently],
            )
        )
    lines.append(wording.CARD_SOUND.format(sound=wording.CARD_SOUNDS[schedule.silent]))
    lines.append(
        wording.CARD_WISHES.format(
            announcements=wording.CARD_WANTED[schedule.announcements],
            urgent=wording.CARD_WANTED[schedule.urgent],
        )
    )
    lines.append(wording.CARD_ZONE.format(zone=zone_text(schedule, card.defaults)))
    return lines


_QUESTIONS = {
    Screen.TIME: wording.CARD_CHOOSE_TIME,
    Screen.DAYS: wording.CARD_CHOOSE_DAYS,
    Screen.DAY: wording.CARD_CHOOSE_DAY,
    Screen.QUIET: wording.CARD_CHOOSE_QUIET,
    Screen.QUIET_FROM: wording.CARD_CHOOSE_FROM,
    Screen.QUIET_UNTIL: wording.CARD_CHOOSE_UNTIL,
    Screen.ZONE: wording.CARD_CHOOSE_ZONE,
}
