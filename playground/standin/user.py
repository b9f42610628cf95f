"""A simulated person: writes, presses, edits, uploads, blocks."""

from __future__ import annotations

import mimetypes
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from playground.standin import api_limits, entities
from playground.standin.chat import Chat, Surroundings, Topic
from playground.standin.file_store import FileStore
from playground.standin.member import Member, Status
from playground.standin.message import Message
from playground.standin.person import Person

# How long an answer is waited for: it comes at once, but a busy machine may take its time.
PATIENCE_SECONDS = 60.0


@dataclass(frozen=True, slots=True)
class CallbackAnswer:
    """What a pressed button shows: a toast, or an alert that has to be closed; "" shows nothing."""

    text: str
    is_alert: bool
    url: str = ""


@dataclass(eq=False, slots=True)
class Press:
    """A pressed button; `answer` is None until the bot answers it."""

    id: str
    user: User
    message: Message
    data: str
    pressed_at: float
    answer: CallbackAnswer | None = None

    async def answered(self, within: float = PATIENCE_SECONDS) -> CallbackAnswer:
        """Wait for the bot's answer; TimeoutError when none comes within that many seconds."""
        await self.user.api.wait_until(lambda: self.answer is not None, within, f"answer to {self.data}")
        assert self.answer is not None
        return self.answer


class Account(Surroundings, Protocol):
    """What a person needs of Telegram, beside what their chat does."""

    clock: Callable[[], float]
    files: FileStore
    presses: dict[str, Press]

    def next_query_id(self) -> str: ...


class User(Person):
    """A person with a Telegram account; `chat` is their private chat with the bot."""

    def __init__(
        self,
        api: Account,
        user_id: int,
        first_name: str,
        *,
        last_name: str = "",
        username: str = "",
        language_code: str = "zh-hans",
    ) -> None:
        super().__init__(user_id, first_name, last_name, username, language_code)
        self.api = api
        self.chat = Chat(api, user_id, "private", person=self)

    def __repr__(self) -> str:
        return f"<User {self.id} {self.first_name}>"

    @property
    def messages(self) -> list[Message]:
        """What stands in the private chat now, oldest first."""
        return self.chat.messages

    def send(
        self, text: str, where: Chat | Topic | None = None, *, reply_to: Message | None = None
    ) -> Message:
        """Write a text, to the bot unless `where` says otherwise. Restarts the bot if it was blocked.

        ValueError for what a Telegram app wouldn't send: nothing, or more than a message holds.
        """
        text, _ = entities.trim(entities.clean(text), ())
        if entities.is_blank(text):
            raise ValueError("an app sends no empty message")
        if entities.utf16_length(text) > api_limits.MAX_TEXT:
            raise ValueError("an app splits what is longer than a message")
        chat, thread_id = self._enter(where)
        message = chat.add(
            self,
            text,
            entities=entities.find(text),
            thread_id=thread_id,
            reply_to=reply_to.message_id if reply_to else 0,
        )
        self.api.deliver(message)
        return message

    def forward(self, message: Message, where: Chat | Topic | None = None) -> Message:
        """Forward a message from anywhere, to the bot unless `where` says otherwise."""
        chat, thread_id = self._enter(where)
        copy = chat.add(
            self,
            message.text,
            entities=message.entities,
            document=message.document,
            thread_id=thread_id,
            forward_origin=message.origin_json(),
        )
        self.api.deliver(copy)
        return copy

    def send_document(
        self,
        data: bytes,
        filename: str,
        where: Chat | Topic | None = None,
        *,
        mime_type: str = "",
        caption: str = "",
    ) -> Message:
        """Upload a file, to the bot unless `where` says otherwise."""
        kind = mime_type or mimetypes.guess_type(filename)[0] or "application/octet-stream"
        chat, thread_id = self._enter(where)
        stored = self.api.files.add(data, filename, kind)
        message = chat.add(
            self, caption, entities=entities.find(caption), document=stored, thread_id=thread_id
        )
        self.api.deliver(message)
        return message

    async def ask(
        self,
        text: str,
        where: Chat | Topic | None = None,
        within: float = PATIENCE_SECONDS,
        *,
        holding: str = "",
    ) -> Message:
        """Write a text and wait for the bot's next message in that chat, or the next with some words.

        Where something may be pushed meanwhile, only words tell the answer.
        """
        chat = self._place(where)[0]
        before = {message.message_id for message in chat.from_bot}
        found: list[Message] = []

        def answered() -> bool:
            found[:] = (m for m in chat.from_bot if m.message_id not in before and holding in m.text)
            return bool(found)

        self.send(text, where)
        await self.api.wait_until(answered, within, f"answer to {text}")
        return found[0]

    def edit(self, message: Message, text: str) -> None:
        """Change an own message; the bot gets an edited_message."""
        if message.sender is not self:
            raise ValueError("only one's own messages can be edited")
        message.text, _ = entities.trim(entities.clean(text), ())
        message.entities = entities.find(message.text)
        message.edited_at = self.api.now()
        message.edits += 1
        self.api.happened("edit", message)
        self.api.deliver(message, edited=True)

    def press(self, message: Message, text_or_data: str) -> Press:
        """Press a button by its label or its callback_data; LookupError where there is none."""
        button = message.button(text_or_data)
        if not button.data:
            raise LookupError(f"{text_or_data!r} opens something and calls nobody")
        return self.forge_press(message, button.data)

    def forge_press(self, message: Message, data: str) -> Press:
        """Send any callback data, as a tampered app can."""
        press = Press(self.api.next_query_id(), self, message, data, self.api.clock())
        self.api.presses[press.id] = press
        self.api.updates.put(
            "callback_query",
            {
                "id": press.id,
                "from": self.to_json(),
                "message": message.pressed_json(),
                "chat_instance": str(message.chat.id),
                "data": data,
            },
        )
        return press

    def block(self) -> None:
        """Stop and block the bot."""
        self.chat.is_blocked = True
        self._tell(Status.MEMBER, Status.KICKED)

    def unblock(self) -> None:
        """Press "restart": the bot may write again."""
        self.chat.is_blocked = False
        self.chat.is_started = True
        self._tell(Status.KICKED, Status.MEMBER)

    def deactivate(self) -> None:
        """Delete the account."""
        self.chat.is_deactivated = True

    def _tell(self, old: Status, new: Status) -> None:
        me = self.api.me
        self.chat.tell_bot(self, Member(me, old), Member(me, new))

    def _place(self, where: Chat | Topic | None) -> tuple[Chat, int]:
        if where is None:
            return self.chat, 0
        return (where.chat, where.id) if isinstance(where, Topic) else (where, 0)

    def _enter(self, where: Chat | Topic | None) -> tuple[Chat, int]:
        """The chat to write in; writing to the bot starts it, or unblocks it."""
        chat, thread_id = self._place(where)
        if chat is self.chat:
            if chat.is_blocked:
                self.unblock()
            chat.is_started = True
        return chat, thread_id
