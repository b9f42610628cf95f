"""An announcement as its editor has it: what it looks like, whom it reaches, what can be done with it."""

from __future__ import annotations

import html
from dataclasses import dataclass

from bot import wording
from bot.cards import buttons
from bot.cards.announcement import announcement_html, preview_buttons
from bot.desk.draft.seat import Seat
from storage.database import Db
from storage.deliveries.messages import Buttons
from storage.deliveries.receivers import Receivers
from storage.letters import announcement_copies, announcements, audiences
from storage.letters.announcements import Announcement, Fate
from storage.letters.audiences import Audience, Reach

# So much of a text stands in a list, in the log, in what others are told.
SHORT_TEXT = 40
# With the rest of a card it fits a message.
TEXT_ON_CARD = 1_000


@dataclass(frozen=True, slots=True)
class Shown:
    """An announcement with what its card says of it."""

    announcement: Announcement
    reach: Reach | None
    fate: Fate
    having: int


def shown(db: Db, announcement_id: int) -> Shown:
    """An announcement and its numbers as of now. Raises AnnouncementUnknown."""
    found = announcements.get(db, announcement_id)
    return Shown(
        found,
        None if found.audience is None else audiences.reach_of(db, found.audience),
        announcements.fate_of(db, announcement_id),
        announcement_copies.count_having(db, announcement_id),
    )


def audience_words(audience: Audience | None) -> str:
    """Whom it is for, plain text."""
    return "" if audience is None else wording.AUDIENCES[audience.kind].format(name=audience.name)


def card(each: Shown, *, when: str = "") -> tuple[str, Buttons]:
    """The card in the state that the announcement is in; `when` it leaves, if it is about to."""
    found = each.announcement
    number, audience = found.id, html.escape(audience_words(found.audience))
    if found.state == announcements.OPEN:
        return _open_card(each)
    if found.state == announcements.LEAVING:
        to = wording.receivers(*(Receivers() if each.reach is None else each.reach.to))
        text = wording.ANNOUNCE_LEAVES.format(number=number, when=when, audience=audience, to=to)
        return text, (((wording.UNDO, buttons.data("announce_back", number)),),)
    if found.state == announcements.DROPPED:
        return wording.ANNOUNCE_DROPPED.format(number=number), ()
    quoted = wording.ANNOUNCE_TEXT.format(text=html.escape(short(found.text, TEXT_ON_CARD)))
    if found.state == announcements.WITHDRAWN:
        return f"{wording.ANNOUNCE_IS_WITHDRAWN.format(number=number)}\n{quoted}", ()
    sent = wording.ANNOUNCE_SENT.format(
        number=number,
        audience=audience,
        owed=each.fate.owed,
        sent=each.fate.sent,
        waiting=each.fate.waiting,
        cancelled=each.fate.cancelled,
    )
    row = (
        (wording.BUTTON_REFRESH, buttons.data("announce_show", number)),
        (wording.BUTTON_ANNOUNCE_WITHDRAW, buttons.data("announce_pull", number)),
    )
    return f"{sent}\n{quoted}", (row,)


async def show_preview(seat: Seat, announcement_id: int) -> None:
    """Sends an open announcement below exactly as readers will get it, and its card behind it."""
    database = seat.context.parts.database
    each = await database.read(shown, announcement_id)
    await seat.show_below(announcement_html(each.announcement.text), preview_buttons(announcement_id))
    message_id = await seat.show_below(*card(each))
    await database.write(announcements.show_card_at, announcement_id, seat.chat_id, message_id)


def short(text: str, most: int = SHORT_TEXT) -> str:
    """A text in one line, or its beginning."""
    line = " ".join(text.split())
    return line if len(line) <= most else line[:most] + wording.AND_SO_ON


def reach_lines(reach: Reach) -> str:
    """How many chats get it, how many don't and why."""
    gets = wording.REACH.format(to=wording.receivers(*reach.to))
    if reach.held:
        gets += wording.REACH_HELD.format(held=reach.held)
    rest = [
        form.format(count=count)
        for form, count in ((wording.REACH_UNWANTING, reach.unwanting), (wording.REACH_OFF, reach.off))
        if count
    ]
    return "\n".join([gets, *rest])


def _open_card(each: Shown) -> tuple[str, Buttons]:
    found = each.announcement
    assert each.reach is not None
    text = wording.ANNOUNCE_CARD.format(
        number=found.id, audience=html.escape(audience_words(found.audience)), reach=reach_lines(each.reach)
    )
    row = (
        (wording.BUTTON_ANNOUNCE_SEND, buttons.data("announce_send", found.id)),
        (wording.BUTTON_ANNOUNCE_EDIT, buttons.data("announce_edit", found.id)),
        (wording.BUTTON_CANCEL, buttons.data("announce_drop", found.id)),
    )
    return text, (row,)
