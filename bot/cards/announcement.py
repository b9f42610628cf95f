"""An announcement as it is set: its text as it was typed under a heading, and the button below."""

from __future__ import annotations

import html

from bot import wording
from bot.cards import buttons
from bot.transport.telegram_limits import MESSAGE_TEXT, visible_length
from storage.deliveries.messages import Buttons

# What one message holds beside the heading, counted as Telegram does.
LONGEST_TEXT = MESSAGE_TEXT - visible_length(wording.ANNOUNCEMENT.format(text=""))


def announcement_html(text: str) -> str:
    """The message, HTML; nothing of the text is read as such."""
    return wording.ANNOUNCEMENT.format(text=html.escape(text, quote=False))


def announcement_buttons(announcement_id: int) -> Buttons:
    """The button with which a chat wants no more announcements."""
    return (((wording.BUTTON_NO_ANNOUNCEMENTS, buttons.data("no_announce", announcement_id)),),)


def preview_buttons(announcement_id: int) -> Buttons:
    """The same button as an editor sees it in a preview, where it does nothing."""
    return (((wording.BUTTON_NO_ANNOUNCEMENTS, buttons.data("announce_look", announcement_id)),),)


def withdrawn_html(announcement_id: int) -> str:
    """What stands in place of an announcement that was taken back, HTML."""
    return wording.ANNOUNCEMENT_WITHDRAWN.format(number=announcement_id)


def too_long_by(text: str) -> int:
    """By how many characters a text is too long for a message, as Telegram counts them; 0 where it fits."""
    return max(0, visible_length(announcement_html(text)) - MESSAGE_TEXT)
