"""The greeting of a group that the bot comes to: owed once, however the group is entered."""

from __future__ import annotations

import datetime as dt

from bot import wording
from storage.chats import chats
from storage.chats.chats import Place
from storage.database import Db
from storage.deliveries import messages
from storage.moments import now

# A group that becomes a supergroup may let the bot in anew before it says what it was: no second greeting.
WAITS_FOR_MIGRATION = dt.timedelta(seconds=2)
# A link to add the bot (t.me/bot?startgroup=...) has /start sent in the group at the same time.
ANSWERS_START_WITHIN = dt.timedelta(seconds=10)


def greet(db: Db, place: Place) -> bool:
    """Owes a group its greeting, once; where the bot may not write, it waits until it may.

    Returns False where the group was greeted before.
    """
    moment = now()
    chat = chats.ensure_chat(db, place, moment)
    if not chats.count_greeting(db, chat.id, moment):
        return False
    messages.add_notice(db, chat.id, wording.GREETING, moment, not_before=moment + WAITS_FOR_MIGRATION)
    return True


def greeting_answers_start(db: Db, place: Place, written_at: dt.datetime) -> bool:
    """Whether the group's greeting, owed now or just before, is the answer to a /start written in it."""
    if greet(db, place):
        return True
    chat = chats.find_chat(db, place.telegram_id, place.thread_id)
    greeted_at = None if chat is None else chats.greeted_at(db, chat.id)
    return greeted_at is not None and written_at <= greeted_at + ANSWERS_START_WITHIN
