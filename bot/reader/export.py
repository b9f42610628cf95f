"""/export: everything kept about the chat, as a JSON file."""

from __future__ import annotations

import json

from telegram import Update

from bot import wording
from bot.cards.reply import for_whom, place_of
from bot.commands import Command, Group
from bot.context import Context
from storage.chats import own_data
from storage.incoming import incoming, search_misses, searches

FILE_NAME = "parkbriefs-{telegram_id}.json"


async def export(update: Update, context: Context) -> None:
    """Sends the file."""
    message, place = update.effective_message, place_of(update)
    assert message is not None
    kept = await context.parts.database.read(own_data.export, place)
    kept["incoming"] = await context.parts.incoming.read(incoming.of_place, place)
    kept["searches"] = await context.parts.incoming.read(searches.of_place, place)
    kept["search_misses"] = await context.parts.incoming.read(
        search_misses.of_place, context.parts.secret(), place
    )
    await message.reply_document(
        json.dumps(kept, ensure_ascii=False, indent=1).encode(),
        filename=FILE_NAME.format(telegram_id=place.telegram_id),
        caption=for_whom(wording.EXPORTED),
        parse_mode="HTML",
        allow_sending_without_reply=True,
    )


COMMAND = Command(
    "export",
    wording.ABOUT_EXPORT,
    export,
    manages=True,
    after="channel",
    for_channels=True,
    group=Group.DATA,
)
