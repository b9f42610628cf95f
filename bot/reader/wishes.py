"""What a chat wants besides its digest: announcements, and what is urgent at once. Switched in /digest."""

from __future__ import annotations

from dataclasses import replace

from telegram import CallbackQuery, Update

from bot import wording
from bot.cards.buttons import ForeignButton, OnPress
from bot.cards.for_managers import press_for_managers
from bot.cards.pressing import tell
from bot.cards.reply import place_of
from bot.context import Context
from bot.reader.digest import number_of, show_changed
from bot.schedule.digest_card import Screen
from storage.chats import chats
from storage.chats.chats import Place
from storage.database import Db
from storage.letters import audiences
from storage.moments import now


async def press_announcements(
    update: Update, context: Context, query: CallbackQuery, ids: tuple[int, ...]
) -> None:
    """`digest_announce:<0|1>`: announcements are sent here, or not."""
    wanted = bool(number_of(query, ids, 2))
    await show_changed(update, context, query, lambda old: replace(old, announcements=wanted), Screen.MAIN)


async def press_urgent(update: Update, context: Context, query: CallbackQuery, ids: tuple[int, ...]) -> None:
    """`digest_urgent:<0|1>`: what is urgent comes at once, or with the digest."""
    wanted = bool(number_of(query, ids, 2))
    await show_changed(update, context, query, lambda old: replace(old, urgent=wanted), Screen.MAIN)


async def press_no_more(update: Update, context: Context, query: CallbackQuery, ids: tuple[int, ...]) -> None:
    """`no_announce:<announcement>`: the button below one; no more of them here."""
    if len(ids) != 1:
        raise ForeignButton(query.data)
    changed = await context.parts.database.write(_refuse, place_of(update))
    await tell(query, wording.NO_ANNOUNCEMENTS_NOW if changed else wording.NO_ANNOUNCEMENTS_ALREADY)


def _refuse(db: Db, place: Place) -> bool:
    """Switches announcements off at a place; False where nothing there wanted any."""
    moment, changed = now(), False
    chats.ensure_chat(db, place, moment)
    for chat_id in audiences.chats_heard_at(db, place.telegram_id, place.thread_id):
        changed |= chats.schedule_of(db, chat_id).announcements
        chats.change_schedule(db, chat_id, lambda old: replace(old, announcements=False), moment)
    return changed


PRESSES: dict[str, OnPress] = {
    "digest_announce": OnPress(press_for_managers(press_announcements)),
    "digest_urgent": OnPress(press_for_managers(press_urgent)),
    "no_announce": OnPress(press_for_managers(press_no_more), shows_below=True),
}
