"""Announcements whose moment has come: they are sent, and their card says so."""

from __future__ import annotations

import html
import logging

from telegram import Bot
from telegram.error import TelegramError

from bot import wording
from bot.cards.sent_card import change_sent
from bot.context import Parts
from bot.desk.notes.naming_editors import name_of
from bot.desk.publishing.leaving import Meanwhile
from bot.newsroom.announcement_card import card, short, shown
from bot.newsroom.announcing import send_recorded
from bot.people.telling import tell_owners
from storage.database import Db
from storage.letters import announcements
from storage.moments import now
from storage.people import editors

log = logging.getLogger(__name__)

LOOK_EVERY_SECONDS = 1.0


async def send_due_announcements(parts: Parts, bot: Bot, meanwhile: Meanwhile) -> None:
    """Sends every announcement whose moment has come, each in a transaction of its own.

    That its card says so is given to `meanwhile`, which runs it by itself.
    """
    for number in await parts.database.read(announcements.due, now()):
        await parts.database.write(_send, number, tuple(parts.settings.owner_ids))
        parts.wake_delivery.set()
        meanwhile(_show(parts, bot, number))


def _send(db: Db, number: int, owners: tuple[int, ...]) -> None:
    """Nothing where it was called back meanwhile; to owners where who wrote it is no editor now."""
    found, moment = announcements.get(db, number), now()
    if found.state != announcements.LEAVING or found.leaves_at is None or found.leaves_at > moment:
        return
    if found.person not in owners and not editors.is_editor(db, found.person):
        announcements.call_back(db, number)
        name = name_of(db, found.person)
        text = wording.ANNOUNCE_WITHOUT_EDITOR.format(
            name=name, number=number, text=html.escape(short(found.text))
        )
        tell_owners(db, owners, text, moment)
        return
    send_recorded(db, number, owners, moment)


async def _show(parts: Parts, bot: Bot, number: int) -> None:
    each = await parts.database.read(shown, number)
    if each.announcement.card is None or each.announcement.state != announcements.SENT:
        return
    text, rows = card(each)
    try:
        await change_sent(bot, each.announcement.card, text, rows)
    except TelegramError as error:
        log.warning("The card of announcement %d could not be brought up to date: %s", number, error)
