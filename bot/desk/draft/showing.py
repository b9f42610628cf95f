"""Showing the preview of a draft: in a message of its own, or in place of a card."""

from __future__ import annotations

from telegram import Bot
from telegram.constants import ParseMode

from bot import wording
from bot.cards import buttons
from bot.cards.buttons import markup
from bot.context import Parts
from bot.desk.draft.deciding import brings_new, decisions
from bot.desk.draft.preview_page import preview_page, stored_articles
from bot.desk.draft.projects_found import look_for_projects
from bot.desk.draft.retold import look
from bot.desk.draft.seat import Seat
from bot.desk.notes.project_lines import project_lines
from bot.desk.notes.repeat_lines import repeated_cards
from storage.archive import newspapers
from storage.database import Db
from storage.deliveries.messages import Buttons
from storage.desk import drafts
from storage.desk.reach import reached


async def show_preview(bot: Bot, parts: Parts, draft_id: int, telegram_chat_id: int) -> None:
    """Sends the preview of a draft into an editor's chat, and keeps where it stands."""
    await look(parts, draft_id)
    await look_for_projects(parts, draft_id)
    text, rows = await parts.database.read(_page, draft_id)
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
    await look(seat.context.parts, draft_id)
    await look_for_projects(seat.context.parts, draft_id)
    text, rows = await seat.context.parts.database.read(_page, draft_id, page, key=key)
    await seat.show(draft_id, text, rows)


async def show_to_look_at(seat: Seat, draft_id: int, page: int = 1) -> None:
    """Shows a page of the preview to an editor who doesn't have the draft, and may take it over."""
    await seat.show_aside(*await seat.context.parts.database.read(_page_to_look_at, draft_id, page))


def _page(db: Db, draft_id: int, page: int = 1, *, key: int = 0) -> tuple[str, Buttons]:
    """A page of the preview; made where it is read, for telling what has changed takes a while."""
    draft = drafts.get_draft(db, draft_id)
    stored = stored_articles(db, draft.issue)
    to = reached(db, draft.issue) if brings_new(draft.issue) else None
    return preview_page(
        draft,
        stored,
        page,
        key=key,
        decisions=decisions(draft),
        to=to,
        is_new_paper=newspapers.is_unknown(db, draft.issue),
        repeated=repeated_cards(db, draft.issue),
        projects=project_lines(db, draft.issue),
    )


def _page_to_look_at(db: Db, draft_id: int, page: int) -> tuple[str, Buttons]:
    draft = drafts.get_draft(db, draft_id)
    take = (((wording.BUTTON_TAKE_OVER, buttons.data("d_take", draft_id)),),)
    return preview_page(
        draft,
        stored_articles(db, draft.issue),
        page,
        decisions=take,
        mends=False,
        repeated=repeated_cards(db, draft.issue),
        projects=project_lines(db, draft.issue),
    )
