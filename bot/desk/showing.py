"""Showing the preview of a draft: in a message of its own, or in place of a card."""

from __future__ import annotations

from telegram import Bot
from telegram.constants import ParseMode

from bot import wording
from bot.cards import buttons
from bot.cards.buttons import markup
from bot.context import Parts
from bot.desk.change_lines import Stored
from bot.desk.deciding import decisions
from bot.desk.preview_page import preview_page, stored_articles
from bot.desk.seat import Seat
from storage import drafts
from storage.database import Db
from storage.drafts import Draft


async def show_preview(bot: Bot, parts: Parts, draft_id: int, telegram_chat_id: int) -> None:
    """Sends the preview of a draft into an editor's chat, and keeps where it stands."""
    draft, stored = await parts.database.read(_read, draft_id)
    text, rows = preview_page(draft, stored, decisions=decisions(draft))
    message = await bot.send_message(
        telegram_chat_id,
        text,
        parse_mode=ParseMode.HTML,
        reply_markup=markup(rows),
        disable_web_page_preview=True,
    )
    await parts.database.write(drafts.show_preview_at, draft_id, telegram_chat_id, message.message_id)


async def show_page(seat: Seat, draft_id: int, page: int = 1, *, key: int = 0) -> None:
    """Shows a page of the preview in the draft's message: that with an article's key, where there is one."""
    draft, stored = await seat.context.parts.database.read(_read, draft_id)
    text, rows = preview_page(draft, stored, page, key=key, decisions=decisions(draft))
    await seat.show(draft_id, text, rows)


async def show_to_look_at(seat: Seat, draft_id: int, page: int = 1) -> None:
    """Shows a page of the preview to an editor who doesn't have the draft, and may take it over."""
    draft, stored = await seat.context.parts.database.read(_read, draft_id)
    take = (((wording.BUTTON_TAKE_OVER, buttons.data("d_take", draft_id)),),)
    await seat.show_aside(*preview_page(draft, stored, page, decisions=take, mends=False))


def _read(db: Db, draft_id: int) -> tuple[Draft, dict[int, Stored]]:
    draft = drafts.get_draft(db, draft_id)
    return draft, stored_articles(db, draft.issue)
