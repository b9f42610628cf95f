"""A private chat, group, supergroup, forum or channel, and what its people can do to the bot there."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from typing import Any, Literal, Protocol

from playground.standin import entities
from playground.standin.member import Member, Status
from playground.standin.message import Message
from playground.standin.person import CHANNEL_BOT, GROUP_ANONYMOUS, Person
from playground.standin.topic import Topic
from playground.standin.update_queue import UpdateQueue

ChatType = Literal["private", "group", "supergroup", "channel"]
DEFAULT_ADMIN_RIGHTS = frozenset(
    {
        "can_manage_chat",
        "can_delete_messages",
        "can_invite_users",
        "can_post_messages",
        "can_edit_messages",
        "can_pin_messages",
    }
)


class Surroundings(Protocol):
    """What a chat needs of the Telegram that it is on."""

    me: Person
    now: Callable[[], dt.datetime]

    @property
    def updates(self) -> UpdateQueue: ...
    def deliver(self, message: Message, *, edited: bool = False) -> None: ...
    def happened(self, kind: str, subject: Message | Chat | None) -> None: ...
    def next_message_id(self) -> int: ...
    def supergroup(self, title: str, *, bot: Status | None) -> Chat: ...
    async def wait_until(
        self, condition: Callable[[], object], within: float = ..., what: str = ""
    ) -> None: ...


class Chat:
    """One chat, with its members and messages as they are now."""

    def __init__(
        self,
        api: Surroundings,
        chat_id: int,
        chat_type: ChatType,
        *,
        title: str = "",
        username: str = "",
        person: Person | None = None,
        is_forum: bool = False,
    ) -> None:
        self.api = api
        self.id = chat_id
        self.type = chat_type
        self.title = title
        self.username = username
        self.person = person  # the other one in a private chat
        self.is_forum = is_forum
        self.is_started = chat_type != "private"  # a bot can't write first
        self.is_blocked = False
        self.is_deactivated = False
        self.is_deleted = False
        self.migrated_to: Chat | None = None
        self.members: dict[int, Member] = {}
        self.topics: dict[int, Topic] = {}
        self.general_is_closed = False
        self.actions: list[str] = []
        self._messages: dict[int, Message] = {}
        self._last_id = 0

    def __repr__(self) -> str:
        return f"<Chat {self.id} {self.type} {self.title or (self.person and self.person.first_name)}>"

    @property
    def is_group(self) -> bool:
        """Whether several people talk here."""
        return self.type in ("group", "supergroup")

    @property
    def bot(self) -> Member:
        """The bot as a member."""
        return self.members.get(self.api.me.id, Member(self.api.me, Status.LEFT))

    @property
    def messages(self) -> list[Message]:
        """What stands in the chat now, oldest first."""
        return list(self._messages.values())

    @property
    def from_bot(self) -> list[Message]:
        """What stands there from the bot, oldest first."""
        return [message for message in self._messages.values() if message.from_bot]

    @property
    def texts(self) -> list[str]:
        """What each message from the bot that stands there says now, oldest first."""
        return [message.text for message in self.from_bot]

    @property
    def edits(self) -> list[int]:
        """How often each message from the bot that stands there was edited, in the order of `texts`."""
        return [message.edits for message in self.from_bot]

    @property
    def last(self) -> Message:
        """The newest message; LookupError in an empty chat."""
        if not self._messages:
            raise LookupError(f"{self!r} is empty")
        return next(reversed(self._messages.values()))

    def find(self, message_id: int) -> Message | None:
        """The message with an id, None where it is gone or never was."""
        return self._messages.get(message_id)

    def to_json(self) -> dict[str, Any]:
        """The Chat object."""
        body: dict[str, Any] = {"id": self.id, "type": self.type}
        if self.person is not None:
            body["first_name"] = self.person.first_name
            for name in ("last_name", "username"):
                if getattr(self.person, name):
                    body[name] = getattr(self.person, name)
            return body
        body["title"] = self.title
        if self.username:
            body["username"] = self.username
        if self.is_forum:
            body["is_forum"] = True
        return body

    def full_json(self) -> dict[str, Any]:
        """The ChatFullInfo object of getChat."""
        gifts = dict.fromkeys(
            ("unlimited_gifts", "limited_gifts", "unique_gifts", "premium_subscription"), False
        )
        return self.to_json() | {
            "accent_color_id": 0,
            "max_reaction_count": 11,
            "accepted_gift_types": gifts | {"gifts_from_channels": False},
        }

    # --- messages

    def add(self, sender: Person | None, text: str = "", **fields: Any) -> Message:
        """Put a new message into the chat; who watches the chat sees it at once.

        Private chats and groups number their messages together, supergroups and channels each for itself.
        """
        if self.type in ("supergroup", "channel"):
            self._last_id += 1
            message_id = self._last_id
        else:
            message_id = self.api.next_message_id()
        message = Message(self, message_id, sender, self.api.now(), text, **fields)
        self._messages[message_id] = message
        self.api.happened("message", message)
        return message

    def write_as(self, name: Chat, text: str, *, thread_id: int = 0) -> Message:
        """Somebody writes in this group in the name of it (an anonymous admin) or of a channel.

        Telegram gives all of them the same user (core.telegram.org/bots/api#message, sender_chat).
        """
        sender = GROUP_ANONYMOUS if name is self else CHANNEL_BOT
        message = self.add(sender, text, entities=entities.find(text), thread_id=thread_id, sender_chat=name)
        self.api.deliver(message)
        return message

    def remove(self, message: Message) -> None:
        """Take a message out of the chat."""
        self._messages.pop(message.message_id, None)
        self.api.happened("delete", message)

    def announce(self, by: Person, service: dict[str, Any], thread_id: int = 0) -> Message:
        """A service message, delivered to the bot."""
        message = self.add(by, service=service, thread_id=thread_id)
        self.api.deliver(message)
        return message

    # --- the bot's place in the chat

    def set_bot(
        self, by: Person, status: Status, rights: Iterable[str] = (), *, with_update: bool = True
    ) -> None:
        """Change what the bot is here; a my_chat_member update tells it."""
        old = self.bot
        new = Member(self.api.me, status, frozenset(rights))
        self.members[self.api.me.id] = new
        if with_update:
            self.tell_bot(by, old, new)
            self.api.happened("member", None)

    def tell_bot(self, by: Person, old: Member, new: Member) -> None:
        """A my_chat_member update: what the bot was here and what it is now."""
        self.api.updates.put(
            "my_chat_member",
            {
                "chat": self.to_json(),
                "from": by.to_json(),
                "date": int(self.api.now().timestamp()),
                "old_chat_member": old.to_json(self.type),
                "new_chat_member": new.to_json(self.type),
            },
        )

    def add_bot(self, by: Person) -> None:
        """Somebody adds the bot; to a channel as an administrator, since it can be nothing else there."""
        if self.type == "channel":
            self.promote_bot(by)
            return
        self.set_bot(by, Status.MEMBER)
        self.announce(by, {"new_chat_members": [self.api.me.to_json()]})

    def promote_bot(self, by: Person, rights: Iterable[str] = DEFAULT_ADMIN_RIGHTS) -> None:
        """Somebody makes the bot an administrator."""
        self.set_bot(by, Status.ADMINISTRATOR, rights)

    def restrict_bot(self, by: Person, lacks: Iterable[str] = ("can_send_messages",)) -> None:
        """Somebody takes rights from the bot."""
        self.set_bot(by, Status.RESTRICTED, lacks)

    def remove_bot(self, by: Person) -> None:
        """Somebody throws the bot out."""
        self.set_bot(by, Status.KICKED)

    # --- the people of a group or channel

    def join(self, person: Person, status: Status = Status.MEMBER, rights: Iterable[str] = ()) -> None:
        """Make somebody a member, administrator or owner, or change what they are; no update."""
        given = rights or (DEFAULT_ADMIN_RIGHTS if status is Status.ADMINISTRATOR else ())
        self.members[person.id] = Member(person, status, frozenset(given))

    def leave(self, person: Person) -> None:
        """Somebody leaves."""
        self.members[person.id] = Member(person, Status.LEFT)

    def add_topic(self, by: Person, name: str) -> Topic:
        """Open a topic of a forum."""
        if not self.is_forum:
            raise ValueError(f"{self!r} is no forum")
        opening = self.add(by, service={"forum_topic_created": {"name": name, "icon_color": 7322096}})
        opening.thread_id = opening.message_id
        topic = Topic(self, opening.message_id, name)
        self.topics[topic.id] = topic
        self.api.deliver(opening)
        return topic

    def close_general(self, by: Person) -> None:
        """Close a forum's General topic: only administrators who manage topics can write in it."""
        self.general_is_closed = True
        self.announce(by, {"forum_topic_closed": {}})

    def reopen_general(self, by: Person) -> None:
        """Open the General topic again."""
        self.general_is_closed = False
        self.announce(by, {"forum_topic_reopened": {}})

    def hide_general(self, by: Person) -> None:
        """Hide the General topic, which closes it as well."""
        self.general_is_closed = True
        self.announce(by, {"general_forum_topic_hidden": {}})

    def unhide_general(self, by: Person) -> None:
        """Show the General topic again, open."""
        self.general_is_closed = False
        self.announce(by, {"general_forum_topic_unhidden": {}})

    def migrate(self, by: Person) -> Chat:
        """Turn a group into a supergroup: the old chat answers with the new one's id from now on."""
        if self.type != "group" or self.migrated_to is not None:
            raise ValueError(f"{self!r} can't become a supergroup")
        new = self.api.supergroup(self.title, bot=None)
        new.members = dict(self.members)
        self.announce(by, {"migrate_to_chat_id": new.id})
        self.migrated_to = new
        new.announce(by, {"migrate_from_chat_id": self.id})
        return new
