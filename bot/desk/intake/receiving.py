"""What editors send as files: each is kept, to be read in its turn (bot/desk/intake/reading.py)."""

from __future__ import annotations

from telegram import Message, Update

from bot import wording
from bot.cards.reply import reply
from bot.context import Context
from bot.people.roles import may_publish
from bot.people.sender import person_of
from storage.desk import uploads
from storage.desk.uploads import Sent

MEGABYTE = 1024 * 1024


async def receive_file(update: Update, context: Context) -> None:
    """Keeps an editor's file to be read; tells others that only editors publish."""
    message, person = update.effective_message, person_of(update)
    assert message is not None and message.document is not None
    if not may_publish(context.parts, person):
        await reply(update, wording.ONLY_EDITORS)
        return
    size = message.document.file_size or 0
    reason = ""
    most = context.parts.settings.telegram_file_bytes
    if size > most:
        reason = wording.FILE_TOO_LARGE.format(size=size / MEGABYTE, limit=most // MEGABYTE)
    await context.parts.database.write(
        uploads.keep_file,
        sent_by(message, person),
        file_id=message.document.file_id,
        name=message.document.file_name or "",
        size=size,
        album=message.media_group_id or "",
        reason=reason,
    )
    context.parts.wake_desk.set()


def sent_by(message: Message, person: int) -> Sent:
    """What tells a message from every other."""
    return Sent(person, message.chat.id, message.message_id, message.date)
