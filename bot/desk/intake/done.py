"""/done: what has been collected is read as one page."""

from __future__ import annotations

from telegram import Update

from bot import wording
from bot.cards.reply import reply
from bot.commands import Command, Group
from bot.context import Context
from bot.desk.intake.collecting import give_to_read
from bot.desk.intake.receiving import sent_by
from bot.people.sender import person_of
from storage.database import Db
from storage.desk import pastes, uploads
from storage.desk.uploads import Sent


async def finish_paste(update: Update, context: Context) -> None:
    """Hands the editor's paste over to be read; without one, says what to do."""
    message = update.effective_message
    assert message is not None
    sentence = await context.parts.database.write(_finish, sent_by(message, person_of(update)))
    context.parts.wake_desk.set()
    if sentence:
        await reply(update, sentence)


def _finish(db: Db, sent: Sent) -> str:
    """Does so in one transaction; returns what is to be said. An update that comes again changes nothing."""
    if uploads.has_come(db, sent):
        return ""
    paste = pastes.newest_of(db, sent.person, sent.telegram_chat_id)
    if paste is None:
        return wording.PASTE_NOTHING_OPEN
    if not paste.parts:
        return wording.PASTE_STILL_EMPTY
    give_to_read(db, paste.id, sent)
    return ""


COMMAND = Command(
    "done",
    wording.ABOUT_DONE,
    finish_paste,
    for_editors=True,
    for_private=True,
    after="paste",
    group=Group.PAGES,
    rare=True,
)
