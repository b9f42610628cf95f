"""Collecting texts to be read as one page: those behind /paste, a long one, or one that was forwarded."""

from __future__ import annotations

from dataclasses import dataclass

from telegram import (
    Message,
    MessageOriginChannel,
    MessageOriginChat,
    MessageOriginHiddenUser,
    MessageOriginUser,
    Update,
)

from bot import wording
from bot.cards.reply import reply
from bot.context import Context
from bot.desk.intake.joined_text import joined
from bot.desk.intake.paste_messages import most_characters
from bot.people.sender import person_of
from storage.database import Db
from storage.desk import pastes, uploads
from storage.desk.pastes import Part, Paste
from storage.desk.uploads import Sent
from storage.moments import now

# So much is no park's name and no question; with a full stop in it, so much is none already.
LONG_TEXT = 200
ARTICLE_TEXT = 60
FULL_STOP = "。"
COMMAND_SIGNS = ("/", "／")


@dataclass(frozen=True, slots=True)
class Origin:
    """Whom a text was forwarded from, and the post's address where that is public."""

    source: str = ""
    link: str = ""


async def collect_text(update: Update, context: Context) -> bool:
    """Takes a text into the editor's paste, or begins one with it; False where it is none."""
    message = update.effective_message
    assert message is not None
    text = message.text or ""
    if not text or _is_command(text):
        return False
    begins = _tells_news(text) or (_is_forwarded(message, context) and "\n" in text)
    return await collect(update, context, text, begins=begins)


async def collect_caption(update: Update, context: Context) -> bool:
    """Takes what stands under a forwarded picture, as channels have it; False where it is none."""
    message = update.effective_message
    assert message is not None
    text = message.caption or ""
    if not text or not _is_forwarded(message, context):
        return False
    return await collect(update, context, text, begins=_tells_news(text) or "\n" in text)


async def collect(update: Update, context: Context, text: str, *, begins: bool) -> bool:
    """Takes a text into the open paste, which it may begin; False where there is none."""
    message, parts = update.effective_message, context.parts
    assert message is not None
    person, chat_id = person_of(update), message.chat.id
    if not begins and parts.database.glance(pastes.find_open, person, chat_id) is None:
        return False
    origin = origin_of(message)
    part = Part(message.message_id, text, origin.source, origin.link)
    most = parts.settings.limits.text_bytes
    refused = await parts.database.write(_add, person, chat_id, part, most)
    parts.wake_desk.set()
    if refused == 1:
        sentence = wording.PASTE_PART_REFUSED.format(
            most=most_characters(parts.settings), read=wording.PASTE_READ
        )
        await reply(update, sentence)
    return True


def origin_of(message: Message) -> Origin:
    """Where a message was forwarded from; an empty one for the editor's own words."""
    match message.forward_origin:
        case MessageOriginChannel(chat=chat, message_id=number):
            link = f"https://t.me/{chat.username}/{number}" if chat.username else ""
            return Origin(chat.title or "", link)
        case MessageOriginChat(sender_chat=chat):
            return Origin(chat.title or "")
        case MessageOriginUser(sender_user=user):
            return Origin(user.full_name)
        case MessageOriginHiddenUser(sender_user_name=name):
            return Origin(name)
        case _:
            return Origin()


def give_to_read(db: Db, paste_id: int, sent: Sent) -> Paste | None:
    """Makes an upload of a paste in one transaction; `sent` is what asked for it.

    Returns the paste as it was, or None where there is none any more. An empty one stays.
    """
    paste = pastes.get_paste(db, paste_id)
    if paste is None or not paste.parts:
        return paste
    texts = pastes.parts_of(db, paste.id)
    source, link = _source_of(texts)
    name = wording.FORWARDED_NAME.format(source=source) if source else wording.PASTED_NAME
    text = joined([part.text for part in texts])
    uploads.keep_text(db, sent, text=text, name=name, link=link, message_id=paste.message_id)
    pastes.delete_paste(db, paste.id)
    return paste


def _add(db: Db, person: int, chat_id: int, part: Part, most_bytes: int) -> int:
    """Adds a text to the open paste; returns how many were refused where it was, else 0."""
    paste = pastes.open_paste(db, person, chat_id, now())
    if pastes.add_part(db, paste.id, part, most_bytes, now()):
        return 0
    return paste.refused + 1


def _source_of(texts: tuple[Part, ...]) -> tuple[str, str]:
    """Whom all that was forwarded is from, and the first post's address; empty where they are several."""
    sources = {part.source for part in texts if part.source}
    if len(sources) != 1:
        return "", ""
    return sources.pop(), next((part.link for part in texts if part.link), "")


def _is_forwarded(message: Message, context: Context) -> bool:
    """Whether it comes from elsewhere; what we have said ourselves is no page."""
    origin = message.forward_origin
    if isinstance(origin, MessageOriginUser) and origin.sender_user.id == context.bot.id:
        return False
    return origin is not None


def _tells_news(text: str) -> bool:
    return len(text) >= LONG_TEXT or (len(text) >= ARTICLE_TEXT and FULL_STOP in text)


def _is_command(text: str) -> bool:
    """Whether it is a command in Chinese, which Telegram doesn't tell from other texts."""
    return text.startswith(COMMAND_SIGNS) and len(text) < LONG_TEXT and "\n" not in text
