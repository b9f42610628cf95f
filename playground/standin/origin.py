"""Where a forwarded message came from: the MessageOrigin of core.telegram.org/bots/api#messageorigin."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from playground.standin.person import Person

if TYPE_CHECKING:
    from playground.standin.chat import Chat
    from playground.standin.message import Message

# When the original was written, where nothing else is said.
LONG_AGO = dt.datetime(2026, 4, 4, tzinfo=dt.UTC)


@dataclass(frozen=True, slots=True)
class UserOrigin:
    """Somebody wrote it whom everybody may see."""

    sender: Person
    sent_at: dt.datetime = LONG_AGO

    @property
    def name(self) -> str:
        """Whom an app names above the message."""
        return self.sender.first_name

    def to_json(self) -> dict[str, Any]:
        """The MessageOriginUser."""
        return {"type": "user", "sender_user": self.sender.to_json(), "date": int(self.sent_at.timestamp())}


@dataclass(frozen=True, slots=True)
class HiddenOrigin:
    """Somebody wrote it whose settings keep forwards from leading to them: a name is all there is."""

    name: str
    sent_at: dt.datetime = LONG_AGO

    def to_json(self) -> dict[str, Any]:
        """The MessageOriginHiddenUser."""
        return {"type": "hidden_user", "sender_user_name": self.name, "date": int(self.sent_at.timestamp())}


@dataclass(frozen=True, slots=True)
class GroupOrigin:
    """It was written in a group in the name of that group or of a channel."""

    chat: Chat
    sent_at: dt.datetime = LONG_AGO

    @property
    def name(self) -> str:
        """Whom an app names above the message."""
        return self.chat.title

    def to_json(self) -> dict[str, Any]:
        """The MessageOriginChat."""
        return {"type": "chat", "sender_chat": self.chat.to_json(), "date": int(self.sent_at.timestamp())}


@dataclass(frozen=True, slots=True)
class ChannelOrigin:
    """It is a post of a channel; `signature` names its author where the channel signs."""

    chat: Chat
    message_id: int
    sent_at: dt.datetime = LONG_AGO
    signature: str = ""

    @property
    def name(self) -> str:
        """Whom an app names above the message."""
        return self.chat.title

    def to_json(self) -> dict[str, Any]:
        """The MessageOriginChannel."""
        body: dict[str, Any] = {
            "type": "channel",
            "chat": self.chat.to_json(),
            "message_id": self.message_id,
            "date": int(self.sent_at.timestamp()),
        }
        return body | ({"author_signature": self.signature} if self.signature else {})


Origin = UserOrigin | HiddenOrigin | GroupOrigin | ChannelOrigin


def of(message: Message) -> Origin:
    """What a forward of a message tells; ValueError for one that Telegram wrote itself."""
    if message.origin is not None:
        return message.origin
    if message.chat.type == "channel":
        return ChannelOrigin(message.chat, message.message_id, message.sent_at)
    if message.sender_chat is not None:
        return GroupOrigin(message.sender_chat, message.sent_at)
    if message.sender is None or message.service:
        raise ValueError("an app forwards no service message")
    if message.sender.is_hidden_in_forwards:
        return HiddenOrigin(message.sender.first_name, message.sent_at)
    return UserOrigin(message.sender, message.sent_at)
