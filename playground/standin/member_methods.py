"""The methods about chats and who is in them."""

from __future__ import annotations

from typing import Any

from playground.standin import refusal
from playground.standin.access import check_access
from playground.standin.call import Call
from playground.standin.telegram import Telegram


def get_chat(telegram: Telegram, call: Call) -> Any:
    """getChat."""
    chat = telegram.find_chat(call)
    if chat.type != "private":
        check_access(chat)
    return chat.full_json()


def get_chat_administrators(telegram: Telegram, call: Call) -> Any:
    """getChatAdministrators: all but other bots."""
    chat = telegram.find_chat(call)
    if chat.type == "private":
        raise refusal.bad_request("there are no administrators in the private chat")
    check_access(chat)
    return [member.to_json(chat.type) for member in chat.members.values() if member.is_admin]
