"""A card that was sent before, and is to show something else now without anybody having pressed it."""

from __future__ import annotations

from telegram import Bot
from telegram.constants import ParseMode

from bot.cards.buttons import markup
from storage.deliveries.messages import Buttons


async def change_sent(bot: Bot, where: tuple[int, int], text: str, rows: Buttons) -> None:
    """Shows another text (HTML) and other buttons in a message of ours; `where`: its chat and its number.

    Raises TelegramError, BadRequest where the message is no longer there.
    """
    chat_id, message_id = where
    await bot.edit_message_text(
        text,
        chat_id=chat_id,
        message_id=message_id,
        parse_mode=ParseMode.HTML,
        reply_markup=markup(rows),
        disable_web_page_preview=True,
    )
