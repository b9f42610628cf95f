"""The shape of an update: what the bot relies on is there, and is what Telegram says it is.

The library takes whatever stands in a field, and leaves out what is missing; a handler that meets it then
breaks half-way. Fields that are not listed here may be anything: Telegram adds to them several times a year.
The shapes are those of core.telegram.org/bots/api (Update, Message, User, Chat, CallbackQuery,
ChatMemberUpdated, MessageEntity, Document).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

LARGEST = 2**63 - 1  # of a number that the database takes; Telegram's ids have 52 bits


class OddUpdate(Exception):
    """An update of another shape than Telegram's; `field` is the first odd one, as in `message.chat.id`."""

    def __init__(self, field: str) -> None:
        super().__init__(f"{field} is missing or of another kind")
        self.field = field


@dataclass(frozen=True, slots=True)
class Shape:
    """An object of JSON: which fields it must have, which it may have, and what each is."""

    must: Mapping[str, type | Shape | list[Shape]]
    may: Mapping[str, type | Shape | list[Shape]]


_USER = Shape({"id": int, "first_name": str}, {"is_bot": bool, "last_name": str, "username": str})
_CHAT = Shape({"id": int, "type": str}, {"title": str, "username": str, "is_forum": bool})
_ENTITY = Shape({"type": str, "offset": int, "length": int}, {"url": str})
_DOCUMENT = Shape(
    {"file_id": str, "file_unique_id": str}, {"file_name": str, "mime_type": str, "file_size": int}
)
_OF_MESSAGE: dict[str, type | Shape | list[Shape]] = {
    "from": _USER,
    "sender_chat": _CHAT,
    "message_thread_id": int,
    "text": str,
    "caption": str,
    "entities": [_ENTITY],
    "caption_entities": [_ENTITY],
    "document": _DOCUMENT,
    "media_group_id": str,
    "migrate_to_chat_id": int,
    "migrate_from_chat_id": int,
    "new_chat_members": [_USER],
    "left_chat_member": _USER,
}
_ANSWERED = Shape({"message_id": int, "date": int, "chat": _CHAT}, _OF_MESSAGE)
_MESSAGE = Shape(_ANSWERED.must, {**_OF_MESSAGE, "reply_to_message": _ANSWERED})
_MEMBER = Shape({"status": str, "user": _USER}, {})
_KINDS = Shape(
    {"update_id": int},
    {
        "message": _MESSAGE,
        "callback_query": Shape(
            {"id": str, "from": _USER}, {"message": _MESSAGE, "data": str, "chat_instance": str}
        ),
        "my_chat_member": Shape(
            {
                "chat": _CHAT,
                "from": _USER,
                "date": int,
                "old_chat_member": _MEMBER,
                "new_chat_member": _MEMBER,
            },
            {},
        ),
    },
)


def check_shape(raw: Mapping[str, Any]) -> None:
    """Looks over an update as Telegram sent it. Raises OddUpdate."""
    _check(raw, _KINDS, "")


def _check(value: object, shape: type | Shape | list[Shape], path: str) -> None:
    if isinstance(shape, list):
        if not isinstance(value, list):
            raise OddUpdate(path)
        for each in value:
            _check(each, shape[0], path)
    elif isinstance(shape, Shape):
        if not isinstance(value, Mapping):
            raise OddUpdate(path)
        for name, inner in shape.must.items():
            _check(value.get(name), inner, f"{path}.{name}".lstrip("."))
        for name, inner in shape.may.items():
            if name in value:
                _check(value[name], inner, f"{path}.{name}".lstrip("."))
    elif type(value) is not shape or (type(value) is int and abs(value) > LARGEST):
        raise OddUpdate(path)
