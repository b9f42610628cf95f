"""When a chat gets its digest, said in a sentence."""

from __future__ import annotations

from bot import wording
from bot.configuration import Settings
from storage.chats import Chat


def when_sentence(chat: Chat, settings: Settings) -> str:
    """The sentence for a chat's setting, with its time of day."""
    return wording.DIGEST_WHEN[chat.digest].format(time=chat.digest_time or settings.digest_time)
