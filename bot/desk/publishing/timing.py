"""定时: when a draft is to publish itself, chosen by a button or typed."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

from bot import wording
from bot.cards import buttons
from bot.cards.buttons import ForeignButton, OnPress
from bot.desk.draft.asking import OF_ISSUE, ask, in_rows
from bot.desk.draft.holding import at_desk
from bot.desk.draft.seat import Seat
from bot.desk.notes.day_words import moment_words
from bot.desk.publishing.newspaper_card import ask_if_unknown
from bot.desk.publishing.publishing import leaving_text
from bot.people.telling import record_and_tell
from bot.schedule.pause_request import PauseNotUnderstood, read_pause_request
from storage.database import Db
from storage.deliveries.receivers import Receivers
from storage.desk import drafts
from storage.desk.drafts import Draft
from storage.desk.reach import reached
from storage.moments import now
from storage.people import awaited, deeds
from storage.people.awaited import Awaited

WHAT = "later"
# The hours of the day that are offered, today's that are still to come and tomorrow's.
HOURS = (7, 8, 12, 18)
MOST_OFFERED = 6
SOONEST = dt.timedelta(minutes=1)
LONGEST_AHEAD = dt.timedelta(days=60)


async def press_later(seat: Seat, draft_id: int) -> None:
    """`later:<draft>`: asks for the moment."""
    await seat.draft(draft_id)
    if await ask_if_unknown(seat, draft_id):
        return
    zone = ZoneInfo(seat.context.parts.settings.timezone)
    row = [
        (_label(moment, zone), buttons.data("at", draft_id, int(moment.timestamp())))
        for moment in _offered(now(), zone)
    ]
    await ask(seat, draft_id, OF_ISSUE, WHAT, wording.ASK_WHEN, in_rows(row, 2))


async def press_at(seat: Seat, draft_id: int, timestamp: int) -> None:
    """`at:<draft>:<seconds since 1970>`: publishes and pushes then."""
    try:
        moment = dt.datetime.fromtimestamp(timestamp, dt.UTC)
    except (OverflowError, ValueError, OSError) as error:
        raise ForeignButton(str(timestamp)) from error
    await _set(seat, draft_id, moment)


async def take_moment(seat: Seat, asked: Awaited, text: str) -> None:
    """What was typed: 明天 8:00, 18点, 4月5日 9点."""
    zone = ZoneInfo(seat.context.parts.settings.timezone)
    try:
        moment = read_pause_request(f"到{text.removeprefix('到')}", now(), zone)
    except PauseNotUnderstood:
        await seat.tell(wording.WHEN_UNREAD)
        return
    await _set(seat, asked.draft_id, moment)


async def _set(seat: Seat, draft_id: int, moment: dt.datetime) -> None:
    if not now() + SOONEST <= moment <= now() + LONGEST_AHEAD:
        await seat.tell(wording.WHEN_OUT_OF_REACH)
        return
    if await ask_if_unknown(seat, draft_id):
        return
    parts = seat.context.parts
    draft, to = await parts.database.write(
        _schedule, draft_id, seat.person, moment, tuple(parts.settings.owner_ids), parts.settings.timezone
    )
    parts.wake_delivery.set()
    when = wording.AT_MOMENT.format(moment=moment_words(moment, parts.settings.timezone))
    text = leaving_text(draft, to, when)
    rows = (((wording.BUTTON_CALL_BACK, buttons.data("d_back", draft_id)),),)
    await seat.show(draft_id, text, rows)


def _schedule(
    db: Db, draft_id: int, person: int, at: dt.datetime, owners: tuple[int, ...], zone: str
) -> tuple[Draft, Receivers]:
    draft = drafts.schedule_draft(db, draft_id, person, at, push=True, moment=now())
    awaited.stop(db, person)
    detail = wording.DEED_SCHEDULED.format(file=draft.issue.source_name, when=moment_words(at, zone))
    record_and_tell(db, owners, person, deeds.SCHEDULED, now(), detail=detail)
    return draft, reached(db, draft.issue)


def _offered(moment: dt.datetime, zone: ZoneInfo) -> list[dt.datetime]:
    today = moment.astimezone(zone).date()
    hours = [
        dt.datetime.combine(today + dt.timedelta(days=days), dt.time(hour), tzinfo=zone).astimezone(dt.UTC)
        for days in (0, 1)
        for hour in HOURS
    ]
    return [hour for hour in hours if hour > moment + SOONEST][:MOST_OFFERED]


def _label(moment: dt.datetime, zone: ZoneInfo) -> str:
    local, today = moment.astimezone(zone), now().astimezone(zone).date()
    return f"{wording.NEAR_DAYS[(local.date() - today).days]} {local:%H:%M}"


PRESSES: dict[str, OnPress] = {
    "later": at_desk(press_later),
    "at": at_desk(press_at, ids=2),
}
