"""What Telegram allows, with the place in its documentation each figure comes from."""

from __future__ import annotations

import html
import re

# core.telegram.org/bots/api#sendmessage: 1–4096 characters after entities parsing, counted in UTF-16 units.
MESSAGE_TEXT = 4096
# core.telegram.org/bots/api#sendphoto: caption, 0–1024 characters after entities parsing.
CAPTION = 1024
# telegram.constants.MessageLimit and InlineKeyboardMarkupLimit (python-telegram-bot; found by trying):
# further bold and italic stretches of a message are shown plain, and a keyboard with more buttons is refused.
ENTITIES = 100
BUTTONS = 100
# core.telegram.org/bots/api#inlinekeyboardbutton: callback_data, 1–64 bytes.
CALLBACK_DATA_BYTES = 64
# core.telegram.org/bots/api#answercallbackquery: 0–200 characters.
CALLBACK_ANSWER = 200
# core.telegram.org/bots/api#getfile: bots can download files of up to 20 MB.
DOWNLOAD_BYTES = 20 * 1024 * 1024
# Of our own: a server in --local mode hands out 2,000 MB, and a file is in memory while it is read.
LOCAL_FILE_BYTES = 200 * 1024 * 1024
# core.telegram.org/bots/faq#my-bot-is-hitting-limits-how-do-i-avoid-this
MESSAGES_PER_SECOND = 30
HIGHEST_RATE = 1000  # with allow_paid_broadcast
SECONDS_BETWEEN_MESSAGES_IN_CHAT = 1.0
MESSAGES_PER_MINUTE_IN_GROUP = 20

_OPENING_TAG = re.compile(r"<[a-z]")
_TAG = re.compile(r"<[^<>]+>")


def utf16_length(text: str) -> int:
    """The length of plain text as Telegram counts it."""
    return len(text.encode("utf-16-le")) // 2


def visible_length(html_text: str) -> int:
    """The length of HTML text as Telegram counts it: without tags, entities resolved."""
    return utf16_length(html.unescape(_TAG.sub("", html_text)))


def entity_count(html_text: str) -> int:
    """How many entities Telegram makes of HTML text: one an element."""
    return len(_OPENING_TAG.findall(html_text))
