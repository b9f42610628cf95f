"""A call that Telegram refuses, in Telegram's words.

The wordings are those of the Bot API server (github.com/tdlib/telegram-bot-api, Client.cpp) and of TDLib,
which it is built on; where the two leave it to Telegram's own servers, those that libraries match on.
"""

from __future__ import annotations

from typing import Any


class Refusal(Exception):
    """An answer with `"ok": false`: `code` is the HTTP status, `parameters` Telegram's ResponseParameters."""

    def __init__(self, code: int, description: str, parameters: dict[str, int] | None = None) -> None:
        super().__init__(f"{code} {description}")
        self.code = code
        self.description = description
        self.parameters = parameters or {}

    def to_json(self) -> dict[str, Any]:
        """The answer's body as Telegram sends it."""
        body: dict[str, Any] = {"ok": False, "error_code": self.code, "description": self.description}
        if self.parameters:
            body["parameters"] = self.parameters
        return body


def bad_request(reason: str) -> Refusal:
    """400: the call itself is wrong."""
    return Refusal(400, f"Bad Request: {reason}")


def forbidden(reason: str) -> Refusal:
    """403: the chat doesn't want the bot."""
    return Refusal(403, f"Forbidden: {reason}")


def blocked() -> Refusal:
    """403 of a private chat whose user pressed "stop and block"."""
    return forbidden("bot was blocked by the user")


def deactivated() -> Refusal:
    """403 of a private chat whose user deleted the account."""
    return forbidden("user is deactivated")


def kicked(chat_type: str) -> Refusal:
    """403 of a group, supergroup or channel that removed the bot."""
    return forbidden(f"bot was kicked from the {chat_type} chat")


def chat_not_found() -> Refusal:
    """400 for a chat the bot has never met."""
    return bad_request("chat not found")


def edit_not_found() -> Refusal:
    """400 of an edit whose message was deleted, or never was."""
    return bad_request("message to edit not found")


def not_editable() -> Refusal:
    """400 of an edit of what others wrote, or of what Telegram lets nobody change any more."""
    return bad_request("message can't be edited")


def not_modified() -> Refusal:
    """400 of an edit that leaves everything as it is."""
    return bad_request(
        "message is not modified: specified new message content and reply markup are exactly the same as a"
        " current content and reply markup of the message"
    )


def migrated(to_chat_id: int) -> Refusal:
    """400 of a group that became the supergroup `to_chat_id`."""
    return Refusal(
        400, "Bad Request: group chat was upgraded to a supergroup chat", {"migrate_to_chat_id": to_chat_id}
    )


def too_many_requests(retry_after: int) -> Refusal:
    """429: wait `retry_after` seconds."""
    return Refusal(429, f"Too Many Requests: retry after {retry_after}", {"retry_after": retry_after})


def terminated_by_other_poll() -> Refusal:
    """409 that a waiting getUpdates gets when another one arrives."""
    return Refusal(
        409,
        "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running",
    )


def terminated_by_webhook() -> Refusal:
    """409 that a waiting getUpdates gets when a webhook is set."""
    return Refusal(409, "Conflict: terminated by setWebhook request")


def webhook_is_active() -> Refusal:
    """409 of getUpdates where a webhook is set."""
    return Refusal(
        409,
        "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the"
        " webhook first",
    )


def unauthorized() -> Refusal:
    """401: a well-formed token that belongs to no bot."""
    return Refusal(401, "Unauthorized")


def not_found() -> Refusal:
    """404: a malformed token, or no such file."""
    return Refusal(404, "Not Found")
