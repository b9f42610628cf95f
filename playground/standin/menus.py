"""The command menus, and what a bot says about itself (setMyCommands, setMyDescription …)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from playground.standin import api_limits, refusal
from playground.standin.call import Call

_COMMAND = re.compile(r"[a-z0-9_]{1,32}")
_CHAT_SCOPES = ("chat", "chat_administrators", "chat_member")
_SCOPES = ("default", "all_private_chats", "all_group_chats", "all_chat_administrators", *_CHAT_SCOPES)


@dataclass(frozen=True, slots=True)
class Command:
    """A line of a menu."""

    command: str
    description: str

    def to_json(self) -> dict[str, Any]:
        """The BotCommand."""
        return {"command": self.command, "description": self.description}


@dataclass(frozen=True, slots=True)
class Scope:
    """Where a menu is shown; `chat_id` and `user_id` are 0 for scopes without them."""

    type: str = "default"
    chat_id: int = 0
    user_id: int = 0


class CommandMenus:
    """All menus, by scope and language ("" for every language)."""

    def __init__(self) -> None:
        self._menus: dict[tuple[Scope, str], tuple[Command, ...]] = {}

    def set(self, call: Call) -> None:
        """setMyCommands."""
        self._menus[_key(call)] = _commands(call)

    def get(self, call: Call) -> tuple[Command, ...]:
        """getMyCommands."""
        return self._menus.get(_key(call), ())

    def delete(self, call: Call) -> None:
        """deleteMyCommands."""
        self._menus.pop(_key(call), None)

    def shown_to(
        self, chat_id: int, user_id: int, *, is_private: bool, is_admin: bool = False, language: str = ""
    ) -> tuple[Command, ...]:
        """The menu a user sees in a chat: the first that is set, from the narrowest scope to the widest.

        The order is core.telegram.org/bots/api#determining-list-of-commands.
        """
        if is_private:
            scopes = [Scope("chat", chat_id), Scope("all_private_chats"), Scope()]
        else:
            scopes = [Scope("chat_member", chat_id, user_id)]
            scopes += [Scope("chat_administrators", chat_id)] if is_admin else []
            scopes += [Scope("chat", chat_id)]
            scopes += [Scope("all_chat_administrators")] if is_admin else []
            scopes += [Scope("all_group_chats"), Scope()]
        for scope in scopes:
            for code in (language, "") if language else ("",):
                if (scope, code) in self._menus:
                    return self._menus[scope, code]
        return ()


class Profile:
    """The bot's name and descriptions, by language."""

    _LIMITS = {  # noqa: RUF012 - a constant table
        "name": api_limits.MAX_NAME,
        "description": api_limits.MAX_DESCRIPTION,
        "short_description": api_limits.MAX_SHORT_DESCRIPTION,
    }

    def __init__(self) -> None:
        self._texts: dict[tuple[str, str], str] = {}

    def set(self, call: Call, field: str) -> None:
        """setMyName, setMyDescription, setMyShortDescription."""
        text = call.text(field)
        if len(text) > self._LIMITS[field]:
            raise refusal.bad_request(f"bot {field.replace('_', ' ')} is too long")
        self._texts[field, call.text("language_code")] = text

    def get(self, call: Call, field: str) -> dict[str, str]:
        """getMyName, getMyDescription, getMyShortDescription."""
        return {field: self.text(field, call.text("language_code"))}

    def text(self, field: str, language: str = "") -> str:
        """The text for a language, else the one for all languages, else ""."""
        return self._texts.get((field, language), self._texts.get((field, ""), ""))


def _key(call: Call) -> tuple[Scope, str]:
    value = call.value("scope", "can't parse BotCommandScope JSON object")
    language = call.text("language_code")
    if language and not re.fullmatch("[a-z]{2}", language):
        raise refusal.bad_request("invalid language code specified")
    if value is None:
        return Scope(), language
    if not isinstance(value, dict):
        raise refusal.bad_request("object expected as scope")
    kind = value.get("type")
    if kind not in _SCOPES:
        raise refusal.bad_request("can't parse BotCommandScope: unsupported type specified")
    if kind not in _CHAT_SCOPES:
        return Scope(kind), language
    try:
        chat_id = int(value["chat_id"])
        user_id = int(value["user_id"]) if kind == "chat_member" else 0
    except (KeyError, TypeError, ValueError, OverflowError):
        raise refusal.chat_not_found() from None
    return Scope(kind, chat_id, user_id), language


def _commands(call: Call) -> tuple[Command, ...]:
    value = call.value("commands", "can't parse commands JSON object")
    if value is None:
        return ()
    if not isinstance(value, list):
        raise refusal.bad_request("expected an Array of BotCommand")
    if len(value) > api_limits.MAX_COMMANDS:
        raise refusal.bad_request("BOT_COMMANDS_TOO_MUCH")
    commands = []
    for entry in value:
        if not isinstance(entry, dict):
            raise refusal.bad_request("can't parse BotCommand: expected an Object")
        command = str(entry.get("command", ""))
        description = str(entry.get("description", ""))
        if not _COMMAND.fullmatch(command):
            raise refusal.bad_request("BOT_COMMAND_INVALID")
        if not 1 <= len(description) <= api_limits.MAX_COMMAND_DESCRIPTION:
            raise refusal.bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
        commands.append(Command(command, description))
    return tuple(commands)
