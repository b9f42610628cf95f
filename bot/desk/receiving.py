"""What editors send: a page file comes in, the preview of a draft goes back."""

from __future__ import annotations

from telegram import Update
from telegram.constants import ChatAction

from bot import wording
from bot.cards.reply import reply
from bot.context import Context
from bot.desk.page_file import Unread, read_document
from bot.desk.preview import show_preview
from bot.people.roles import may_publish
from bot.people.sender import person_of
from bot.transport.telegram_limits import DOWNLOAD_BYTES
from storage import drafts, known_articles
from storage.database import Db
from storage.moments import now
from storage.prepared import PreparedIssue

MEGABYTE = 1024 * 1024


async def receive_file(update: Update, context: Context) -> None:
    """Reads an editor's file and shows what would be published; tells others that only editors publish."""
    message, user = update.effective_message, update.effective_user
    assert message is not None and message.document is not None
    if not may_publish(context.parts, person_of(update)):
        await reply(update, wording.ONLY_EDITORS)
        return
    assert user is not None
    if (message.document.file_size or 0) > DOWNLOAD_BYTES:
        await reply(update, wording.FILE_TOO_LARGE.format(limit=DOWNLOAD_BYTES // MEGABYTE))
        return
    await message.reply_chat_action(ChatAction.TYPING)
    try:
        issue = await read_document(message.document, context)
    except Unread as failure:
        await reply(update, str(failure))
        return
    draft_id = await context.parts.database.write(save_matched, user.id, issue)
    await show_preview(context.bot, context.parts, draft_id, message.chat_id)


def save_matched(db: Db, person: int, issue: PreparedIssue) -> int:
    """Keeps what was read as a draft, what of it is stored already marked; returns the draft's number."""
    return drafts.save_draft(db, person, known_articles.match_stored(db, issue), now())
