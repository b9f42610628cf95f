"""An address that an editor sends, with a few words at most: it waits to be fetched and read like a file."""

from __future__ import annotations

import re
from urllib.parse import unquote, urlsplit

from telegram import Update

from bot.context import Context
from bot.desk.intake.receiving import sent_by
from bot.people.sender import person_of
from parsing.link import is_link
from storage.desk import pastes, uploads

# With more words, the address is part of a text.
MOST_OTHER_CHARACTERS = 40
LONGEST_TEXT = 2000
LONGEST_NAME = 60
_ADDRESS = re.compile(r"https?://[^\s<>\"'“”‘’《》（），。；！]+", re.I)


async def take_link(update: Update, context: Context) -> bool:
    """Keeps the address in an editor's text to be fetched; False where the text isn't about an address."""
    message, person = update.effective_message, person_of(update)
    assert message is not None
    address = address_in(message.text or "")
    if not address or message.forward_origin is not None:
        return False
    if context.parts.database.glance(pastes.find_open, person, message.chat.id) is not None:
        return False
    name = name_of(address)
    await context.parts.database.write(
        uploads.keep_address, sent_by(message, person), address=address, name=name
    )
    context.parts.wake_desk.set()
    return True


def address_in(text: str) -> str:
    """The one address in a text that is hardly more than that; empty where there is none, or are several."""
    if len(text) > LONGEST_TEXT:
        return ""
    found = _ADDRESS.findall(text)
    if len(found) != 1 or len("".join(text.replace(found[0], "", 1).split())) > MOST_OTHER_CHARACTERS:
        return ""
    [address] = found
    return address if is_link(address) else ""


def name_of(address: str) -> str:
    """What an address is called where a file would have a name: its site and the end of its path."""
    parts = urlsplit(address)
    end = unquote(parts.path.rstrip("/").rpartition("/")[2])
    name = f"{parts.hostname}/{end}" if end else parts.hostname or address
    return "".join(sign for sign in name if sign.isprintable())[:LONGEST_NAME]
