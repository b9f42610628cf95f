"""A topic of a forum."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from playground.standin.message import Message
from playground.standin.person import Person

if TYPE_CHECKING:
    from playground.standin.chat import Chat


@dataclass(eq=False, slots=True)
class Topic:
    """A topic of a forum; its id is that of the message that opened it."""

    chat: Chat
    id: int
    name: str
    is_closed: bool = False
    is_deleted: bool = False

    @property
    def messages(self) -> list[Message]:
        """What stands in it now, oldest first."""
        return [message for message in self.chat.messages if message.thread_id == self.id]

    def close(self, by: Person) -> None:
        """Close it: only administrators who manage topics can write in it."""
        self.is_closed = True
        self.chat.announce(by, {"forum_topic_closed": {}}, thread_id=self.id)

    def reopen(self, by: Person) -> None:
        """Open it again."""
        self.is_closed = False
        self.chat.announce(by, {"forum_topic_reopened": {}}, thread_id=self.id)

    def delete(self) -> None:
        """Delete it and its messages. Telegram sends no update about that."""
        self.is_deleted = True
        for message in self.messages:
            self.chat.remove(message)
