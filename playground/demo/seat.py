"""Where one can sit at the chat page: a person in a private chat, a group, a topic, or before a channel."""

from __future__ import annotations

from dataclasses import dataclass

from playground.standin.chat import Chat
from playground.standin.message import Message
from playground.standin.topic import Topic
from playground.standin.user import User


@dataclass(frozen=True, slots=True)
class Seat:
    """A person, and the place they look at: None is their private chat with the bot."""

    person: User
    place: Chat | Topic | None = None

    @property
    def chat(self) -> Chat:
        """The chat that is looked at, the forum around a topic."""
        if self.place is None:
            return self.person.chat
        return self.place.chat if isinstance(self.place, Topic) else self.place

    @property
    def name(self) -> str:
        """What the place is called, a topic behind its forum; in a private chat the person's name."""
        if isinstance(self.place, Topic):
            return f"{self.chat.title} · {self.place.name}"
        return self.person.first_name if self.place is None else self.place.title

    @property
    def may_write(self) -> bool:
        """Whether people write there; what stands in a channel is the bot's alone here."""
        return self.chat.type != "channel"

    def sees(self, message: Message) -> bool:
        """Whether a message stands in this place, and is no service message."""
        thread_id = self.place.id if isinstance(self.place, Topic) else 0
        return message.chat is self.chat and message.thread_id == thread_id and not message.service

    @property
    def messages(self) -> list[Message]:
        """What stands there now, oldest first."""
        return [message for message in self.chat.messages if self.sees(message)]

    def find(self, message_id: int) -> Message | None:
        """The message with a number that stands there, or None."""
        message = self.chat.find(message_id)
        return message if message is not None and self.sees(message) else None


def seats_of(people: dict[str, User | Seat]) -> dict[str, Seat]:
    """A seat for each, a person's being their private chat."""
    return {role: each if isinstance(each, Seat) else Seat(each) for role, each in people.items()}
