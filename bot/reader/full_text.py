"""The 全文 button: the whole text behind a brief."""

from __future__ import annotations

from telegram import CallbackQuery, Message, Update
from telegram.constants import ParseMode

from bot import wording
from bot.buttons import ForeignButton, Press
from bot.cards import full_text
from bot.context import Context
from storage import articles


async def show_full_text(
    update: Update, context: Context, query: CallbackQuery, ids: tuple[int, ...]
) -> None:
    """`full:<article>`: sends the whole article below."""
    if len(ids) != 1:
        raise ForeignButton(query.data)
    database = context.rooms.database
    article = await database.read(articles.get_article, ids[0])
    card = await database.read(articles.get_card, ids[0])
    if article is None or card is None:
        await query.answer(wording.ARTICLE_GONE)
        return
    await query.answer()
    message = query.message
    if isinstance(message, Message):
        for text in full_text(article, card):
            await message.reply_text(text, parse_mode=ParseMode.HTML, disable_web_page_preview=True)


PRESSES: dict[str, Press] = {"full": show_full_text}
