"""That a place takes no messages, and why, in words."""

from __future__ import annotations

import datetime as dt
import html

from bot import wording
from bot.schedule.digest_wording import moment_text, when_sentence
from bot.transport.push_call import says_gone
from storage.chats.chats import Chat
from storage.schedule import Defaults


def shut_sentence(chat: Chat | None, defaults: Defaults, moment: dt.datetime) -> str:
    """The sentence for a chat that is off or held, or is tried again after it was held; else empty."""
    if chat is None:
        return ""
    if chat.off_reason is not None:
        return wording.SHUT_OFF.format(why=why(chat.off_reason))
    if chat.hold_reason is None:
        return ""
    if chat.held_until is None or chat.held_until <= moment:
        return wording.SHUT_TRIED_AGAIN.format(why=why(chat.hold_reason))
    until = moment_text(chat.held_until, chat.schedule.zone(defaults), moment)
    sentence = wording.SHUT_DOUBTED if says_gone(chat.hold_reason) else wording.SHUT_HELD
    return sentence.format(why=why(chat.hold_reason), until=until)


def when_for(chat: Chat, defaults: Defaults, moment: dt.datetime) -> str:
    """When a chat gets what is new, and what keeps it from that."""
    shut = shut_sentence(chat, defaults, moment)
    when = when_sentence(chat.schedule, defaults, moment, chat.kind)
    return f"{when}\n{shut}" if shut else when


def why(reason: str) -> str:
    """Telegram's words for a refusal as a reader understands them, HTML; as they are where nothing fits."""
    words = reason.casefold()
    for said, meant in wording.REFUSALS:
        if said in words:
            return meant
    return wording.REFUSED_OTHERWISE.format(reason=html.escape(reason))
