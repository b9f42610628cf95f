"""What the chat page is told: messages, events and menus as JSON."""

from __future__ import annotations

import html
import re
from typing import Any

from playground.demo.seat import Seat
from playground.standin.bot_api import BotApi
from playground.standin.entities import Entity, telegram_tags, to_html
from playground.standin.message import Message
from playground.standin.press import Press

# A block begins and ends a line by itself; the line break beside it would show as an empty line.
_BREAK_AT_BLOCK = re.compile(r"(</blockquote>|</pre>)\n|\n(?=<blockquote|<pre)")


def message_json(message: Message) -> dict[str, Any]:
    """A message as the page shows it; `html` is safe to put into the page as it stands."""
    body: dict[str, Any] = {
        "id": message.message_id,
        "fromBot": message.from_bot,
        "sender": "" if message.sender is None else message.sender.first_name,
        "html": _BREAK_AT_BLOCK.sub(r"\1", to_html(message.text, message.entities, _page_tags)),
        "text": message.text,
        "sentAt": message.sent_at.isoformat(),
        "edited": message.edits > 0,
        "silent": message.silent,
        "buttons": [
            [
                {
                    "text": button.text,
                    "url": button.url,
                    "style": button.style,
                    "inert": bool(button.other),
                }
                for button in row
            ]
            for row in message.keyboard.rows
        ],
        "album": message.media_group_id,
        "forwardedFrom": message.origin.name if message.origin is not None else "",
    }
    if message.document is not None:
        document = message.document
        body["document"] = {"id": document.file_id, "name": document.filename, "size": len(document.data)}
        body["isPhoto"] = message.is_photo
    return body


def answer_json(press: Press) -> dict[str, Any]:
    """The bot's answer to a pressed button."""
    assert press.answer is not None
    return {
        "messageId": press.message.message_id,
        "text": press.answer.text,
        "alert": press.answer.is_alert,
        "url": press.answer.url,
    }


def menu_json(api: BotApi, seat: Seat) -> list[dict[str, Any]]:
    """The command menu that a person sees in a place."""
    chat, person = seat.chat, seat.person
    if not seat.may_write:
        return []
    is_admin = person.id in chat.members and chat.members[person.id].is_admin
    shown = api.menus.shown_to(chat.id, person.id, is_private=chat.type == "private", is_admin=is_admin)
    return [command.to_json() for command in shown]


def _page_tags(entity: Entity, inside: str) -> tuple[str, str] | None:
    """HTML of a web page around an entity; only http(s) addresses become links."""
    if entity.type == "bot_command":
        return f'<a class="command" href="#" data-command="{html.escape(inside)}">', "</a>"
    if entity.type in ("url", "text_link"):
        url = entity.url or inside
        if not url.lower().startswith(("http://", "https://")):
            return None
        return f'<a href="{html.escape(url)}" target="_blank" rel="noopener noreferrer">', "</a>"
    if entity.type in ("hashtag", "mention", "text_mention"):
        return '<span class="tag">', "</span>"
    if entity.type == "spoiler":
        return '<span class="spoiler" tabindex="0">', "</span>"
    if entity.type == "expandable_blockquote":
        return '<blockquote class="expandable" tabindex="0">', "</blockquote>"
    return telegram_tags(entity, inside)
