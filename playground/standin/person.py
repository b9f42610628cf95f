"""Who speaks in a chat: users and the bot itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(eq=False)
class Person:
    """A Telegram account as others see it."""

    id: int
    first_name: str
    last_name: str = ""
    username: str = ""
    language_code: str = ""
    is_bot: bool = False
    hides_forwards: bool = False  # what others forward of theirs doesn't lead to them

    def to_json(self) -> dict[str, Any]:
        """The User object."""
        body: dict[str, Any] = {"id": self.id, "is_bot": self.is_bot, "first_name": self.first_name}
        for field in ("last_name", "username", "language_code"):
            if getattr(self, field):
                body[field] = getattr(self, field)
        return body


# Whom Telegram names as the user of what is written in the name of a group, and of a channel.
GROUP_ANONYMOUS = Person(1087968824, "Group", username="GroupAnonymousBot", is_bot=True)
CHANNEL_BOT = Person(136817688, "Channel", username="Channel_Bot", is_bot=True)
