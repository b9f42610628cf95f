"""The preview of a draft: what would be published, and what is to be decided."""

from __future__ import annotations

from bot.cards.buttons import OnPress
from bot.desk.draft.holding import at_desk
from bot.desk.draft.seat import Seat
from bot.desk.draft.showing import show_page, show_preview

__all__ = ["PRESSES", "show_preview"]


async def press_preview(seat: Seat, draft_id: int, page: int) -> None:
    """`d_preview:<draft>:<page>`: turns to a page of the preview."""
    await seat.check_has(draft_id)
    await show_page(seat, draft_id, page)


async def press_return(seat: Seat, draft_id: int, key: int) -> None:
    """`d_return:<draft>:<key>`: goes back to the page of the preview with this article."""
    await seat.check_has(draft_id)
    await show_page(seat, draft_id, key=key)


async def press_open(seat: Seat, draft_id: int) -> None:
    """`d_open:<draft>`: sends the preview below, where it stands from then on."""
    await seat.check_has(draft_id)
    await seat.tell()
    await show_preview(seat.context.bot, seat.context.parts, draft_id, seat.chat_id)


PRESSES: dict[str, OnPress] = {
    "d_open": at_desk(press_open),
    "d_preview": at_desk(press_preview, ids=2),
    "d_return": at_desk(press_return, ids=2),
}
