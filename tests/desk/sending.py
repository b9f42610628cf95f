"""What editors send to the desk in these tests: albums, forwards, and long texts as an app cuts them."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from typing import Any

from playground.standin import entities
from playground.standin.message import Message
from playground.standin.user import User
from tests.waiting import until_seen

BODY = (
    "4月4日，记者在临汾经开区看到，新厂房的主体结构已经封顶。项目总投资3.5亿元，占地120亩，建成后年产值可达"
    "8亿元，带动就业600人。园区负责人介绍，今年一季度新签约项目12个，比去年同期增长20%。"
)
_albums = itertools.count(1)


def page_text(headline: str, *, lines: int = 1) -> str:
    """A page with one article; `lines` is how many paragraphs it has."""
    return "\n".join(["科学导报 2026年4月4日", "临汾经开区", headline, *[BODY] * lines])


def page(headline: str, *, lines: int = 1) -> bytes:
    """The same as a text file."""
    return page_text(headline, lines=lines).encode()


def send_album(user: User, files: Sequence[tuple[bytes, str]]) -> list[Message]:
    """Several files (content and name) as one album."""
    number = str(next(_albums))
    return [_send(user, data, name, {"media_group_id": number}) for data, name in files]


def send_one_more(user: User, of_album: Message, data: bytes, name: str) -> Message:
    """A file of an album that comes late."""
    return _send(user, data, name, {"media_group_id": of_album.service["media_group_id"]})


def forward(user: User, text: str, origin: dict[str, Any]) -> Message:
    """A forwarded text; `origin` is Telegram's MessageOrigin."""
    user.chat.is_started = True
    message = user.chat.add(user, text, entities=entities.find(text), service={"forward_origin": origin})
    user.api.deliver(message)
    return message


def channel_origin(title: str, username: str = "", message_id: int = 5) -> dict[str, Any]:
    """The origin of a channel's post; a channel without a username is private."""
    chat = {"id": -1001234567890, "type": "channel", "title": title}
    if username:
        chat["username"] = username
    return {"type": "channel", "date": 1775260800, "chat": chat, "message_id": message_id}


async def previews(user: User, count: int) -> list[Message]:
    """The previews in an editor's chat when there are so many, oldest first."""

    def there() -> list[Message]:
        return [message for message in user.chat.from_bot if ("发布并推送",) in message.buttons]

    return await until_seen(there, lambda found: len(found) >= count)


def _send(user: User, data: bytes, name: str, service: dict[str, Any]) -> Message:
    stored = user.api.files.add(data, name, "application/octet-stream")
    user.chat.is_started = True
    message = user.chat.add(user, document=stored, service=service)
    user.api.deliver(message)
    return message
