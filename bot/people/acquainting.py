"""Getting to know people: the names of whoever writes to the bot are kept, and @name says who is meant."""

from __future__ import annotations

import logging

from telegram import Message, Update
from telegram.constants import ChatType

from bot.context import Context, Parts
from storage.database import StorageError
from storage.moments import now
from storage.people import acquaintances
from storage.people.acquaintances import Acquaintance

log = logging.getLogger(__name__)


async def get_acquainted(update: Update, context: Context) -> None:
    """Keeps the names of whoever writes to the bot themselves, where they are new; no answer waits for it."""
    message = update.message
    if message is None or not context.application.running:
        return
    seen, acquainted = _writer_of(message), context.parts.acquainted
    if seen is None or not acquainted.is_new(seen):
        return
    acquainted.newcomers.append(seen)
    # A publication may hold the writer for seconds, and a question is answered meanwhile. Who comes in the
    # same moment, as many do when a link to the bot goes round, is kept in the same commit.
    if len(acquainted.newcomers) == 1:
        context.application.create_task(_keep_newcomers(context.parts), update)


async def _keep_newcomers(parts: Parts) -> None:
    newcomers, parts.acquainted.newcomers = parts.acquainted.newcomers, []
    try:
        unknown = await parts.database.read(acquaintances.not_known, newcomers)
        # They may have asked to be forgotten meanwhile.
        if met := [seen for seen in unknown if parts.acquainted.knows(seen)]:
            await parts.database.write(acquaintances.meet_all, met, now())
    except StorageError as error:
        for seen in newcomers:
            parts.acquainted.forget(seen.person)
        log.warning("The names of %d people could not be kept: %s", len(newcomers), error)


def _writer_of(message: Message) -> Acquaintance | None:
    """Who wrote a message to the bot; None where nobody did under their own name, or not to the bot."""
    user, to_us = message.from_user, message.chat.type == ChatType.PRIVATE or _is_for_us(message)
    if user is None or user.is_bot or message.sender_chat is not None or not to_us:
        return None
    return Acquaintance(user.id, user.username or "", user.full_name)


def _is_for_us(message: Message) -> bool:
    """Whether what is written in a group is a command, mentions the bot or answers it.

    An admin bot is shown everything that is said there, which is none of its business.
    """
    bot = message.get_bot()
    text = message.text or message.caption or ""
    to = message.reply_to_message
    return (
        text.startswith(("/", "／"))
        or f"@{bot.username}".casefold() in text.casefold()
        or (to is not None and to.from_user is not None and to.from_user.id == bot.id)
    )
