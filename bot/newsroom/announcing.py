"""Sending an announcement, calling it back for a while, taking it back when it was sent."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection

from bot import wording
from bot.cards import buttons
from bot.cards.buttons import OnPress
from bot.cards.pressing import show
from bot.desk.draft.seat import Seat
from bot.newsroom.announcement_card import audience_words, card, short, show_preview, shown
from bot.newsroom.announcement_errors import at_announcement
from bot.people.telling import record_and_tell
from storage.database import Db
from storage.deliveries.messages import Buttons
from storage.letters import announcement_copies, announcements, audiences
from storage.letters.announcements import NotOpen, OfAnother
from storage.moments import now
from storage.people import deeds


async def press_send(seat: Seat, number: int) -> None:
    """`announce_send:<announcement>`: lets it leave in a while, in which it can be called back."""
    parts = seat.context.parts
    seconds = parts.settings.undo_seconds
    owners = tuple(parts.settings.owner_ids)
    if not await parts.database.write(_let_leave, number, seat.person, seconds, owners):
        await seat.tell(wording.ANNOUNCE_NOBODY)
        return
    parts.wake_delivery.set()
    await _show(seat, number, when=wording.IN_SECONDS.format(seconds=seconds))


async def press_back(seat: Seat, number: int) -> None:
    """`announce_back:<announcement>`: keeps it from leaving."""
    await seat.context.parts.database.write(_call_back, number, seat.person)
    await _show(seat, number)


async def press_drop(seat: Seat, number: int) -> None:
    """`announce_drop:<announcement>`: gives it up."""
    await seat.context.parts.database.write(announcements.drop, number, seat.person)
    await _show(seat, number)


async def press_show(seat: Seat, number: int) -> None:
    """`announce_show:<announcement>`: how it stands; one that isn't sent yet comes below as it will look."""
    found = await seat.context.parts.database.read(announcements.get, number)
    if found.state == announcements.OPEN:
        await seat.context.parts.database.read(announcements.own_open, number, seat.person)
        await seat.tell()
        await show_preview(seat, number)
        return
    await _show(seat, number)


async def press_look(seat: Seat, _: int) -> None:
    """`announce_look:<announcement>`: the readers' button in a preview, which does nothing there."""
    await seat.tell(wording.ANNOUNCE_IS_PREVIEW)


async def press_pull(seat: Seat, number: int) -> None:
    """`announce_pull:<announcement>`: asks once more before it is taken back."""
    each = await seat.context.parts.database.read(shown, number)
    if each.announcement.state != announcements.SENT:
        raise NotOpen(each.announcement.state)
    row = (
        (wording.BUTTON_ANNOUNCE_WITHDRAW, buttons.data("announce_out", number)),
        (wording.BUTTON_ANNOUNCE_KEEP, buttons.data("announce_show", number)),
    )
    await _put(seat, wording.ASK_WITHDRAWAL.format(number=number, chats=each.having), (row,))


async def press_out(seat: Seat, number: int) -> None:
    """`announce_out:<announcement>`: takes it back."""
    parts = seat.context.parts
    await parts.database.write(withdraw_recorded, number, seat.person, tuple(parts.settings.owner_ids))
    parts.wake_delivery.set()
    await _show(seat, number)


def send_recorded(db: Db, number: int, owners: Collection[int], moment: dt.datetime) -> int:
    """Sends an announcement, records who did, and lets the other owners know; returns to how many chats.

    Raises what `announcements.send` raises.
    """
    chats = announcements.send(db, number, moment)
    found = announcements.get(db, number)
    detail = wording.DEED_ANNOUNCED.format(
        number=number, audience=audience_words(found.audience), chats=chats, text=short(found.text)
    )
    record_and_tell(db, owners, found.person, deeds.ANNOUNCED, moment, detail=detail)
    return chats


def withdraw_recorded(db: Db, number: int, person: int, owners: Collection[int]) -> int:
    """Takes an announcement back, records who did, and lets the other owners know; returns how many chats
    are owed that. Raises what `announcements.withdraw` raises.
    """
    moment = now()
    having = announcement_copies.count_having(db, number)
    owed = announcements.withdraw(db, number, moment)
    detail = wording.DEED_WITHDRAWN.format(number=number, chats=having)
    record_and_tell(db, owners, person, deeds.ANNOUNCEMENT_WITHDRAWN, moment, detail=detail)
    return owed


async def _show(seat: Seat, number: int, *, when: str = "") -> None:
    each = await seat.context.parts.database.read(shown, number)
    await _put(seat, *card(each, when=when))


async def _put(seat: Seat, text: str, rows: Buttons) -> None:
    assert seat.query is not None
    await seat.tell()
    await show(seat.query, text, rows)


def _let_leave(db: Db, number: int, person: int, seconds: int, owners: Collection[int]) -> bool:
    """Lets it leave, without `seconds` at once; False where nobody would get it."""
    found = announcements.own_open(db, number, person)
    if found.audience is None or not found.text:
        raise NotOpen(found.state)
    if not audiences.reach_of(db, found.audience).gets:
        return False
    moment = now()
    if seconds:
        announcements.let_leave(db, number, person, moment + dt.timedelta(seconds=seconds))
    else:
        send_recorded(db, number, owners, moment)
    return True


def _call_back(db: Db, number: int, person: int) -> None:
    found = announcements.get(db, number)
    if found.person != person:
        raise OfAnother(found.person)
    if not announcements.call_back(db, number):
        raise NotOpen(found.state)


PRESSES: dict[str, OnPress] = {
    "announce_send": at_announcement(press_send),
    "announce_back": at_announcement(press_back),
    "announce_drop": at_announcement(press_drop),
    "announce_show": at_announcement(press_show),
    "announce_look": at_announcement(press_look),
    "announce_pull": at_announcement(press_pull),
    "announce_out": at_announcement(press_out),
}
