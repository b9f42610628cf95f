"""/stats: the numbers of the whole, as text and one picture. Nobody's identity is in them."""

from __future__ import annotations

import logging
from zoneinfo import ZoneInfo

from telegram import Message, Update
from telegram.constants import ChatType

from bot import wording
from bot.cards.reply import reply
from bot.commands import Command, Group
from bot.context import Context
from bot.newsroom.gathering import gather
from bot.newsroom.stats_picture import draw_numbers
from bot.newsroom.stats_text import stats_html
from bot.pictures.chinese_font import chinese_font
from bot.pictures.sheet import FontUnusable
from bot.working.worker import WorkerFault
from storage.moments import now
from storage.operating.numbers import Numbers

log = logging.getLogger(__name__)


async def stats(update: Update, context: Context) -> None:
    """Answers with the text, then with the picture; in private alone, for others would read it."""
    chat, message = update.effective_chat, update.effective_message
    if chat is None or message is None or chat.type != ChatType.PRIVATE:
        await reply(update, wording.ONLY_IN_PRIVATE)
        return
    parts = context.parts
    zone = ZoneInfo(parts.settings.timezone)
    numbers = await gather(parts.database, parts.incoming, zone, now())
    await reply(update, stats_html(numbers, zone))
    await _send_picture(update, context, message, numbers)


async def _send_picture(update: Update, context: Context, message: Message, numbers: Numbers) -> None:
    """Sends the picture, drawn in the worker behind the page files; where there is none, says why."""
    font = chinese_font(context.parts.settings.picture_font)
    if font is None:
        await reply(update, wording.STATS_NO_FONT)
        return
    try:
        picture = await context.parts.worker.run(draw_numbers, numbers, font)
    except FontUnusable as error:
        log.warning("No picture: %s", error)
        await reply(update, wording.STATS_NO_FONT)
        return
    except WorkerFault as error:
        log.error("No picture: %s", error)
        await reply(update, wording.STATS_NO_PICTURE)
        return
    await message.reply_photo(
        picture,
        filename=wording.STATS_FILE_NAME.format(day=numbers.day.isoformat()),
        allow_sending_without_reply=True,
    )


COMMAND = Command(
    "stats",
    wording.ABOUT_STATS,
    stats,
    for_editors=True,
    for_private=True,
    after="issue",
    group=Group.READERS,
)
