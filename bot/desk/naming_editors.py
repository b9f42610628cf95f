"""What editors are called."""

from __future__ import annotations

import html

from storage import chats
from storage.database import Db


def name_of(db: Db, person: int) -> str:
    """What an editor is called, HTML: the name of their chat with the bot, else their number."""
    chat = chats.find_chat(db, person, 0)
    title = "" if chat is None else chats.title_of(db, chat.id)
    return html.escape(title or str(person))
