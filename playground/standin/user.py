"""A simulated person: writes, presses, edits, uploads, blocks."""

from __future__ import annotations

import mimetypes
from collections.abc import Callable, Collection, Sequence
from typing import Any, Protocol

from playground.standin import api_limits, entities, long_text, origin
from playground.standin.chat import Chat, Surroundings
from playground.standin.file_store import FileStore, StoredFile
from playground.standin.member import Member, Status
from playground.standin.message import Message
from playground.standin.origin import Origin
from playground.standin.person import Person
from playground.standin.press import PATIENCE_SECONDS, Press
from playground.standin.topic import Topic


class Account(Surroundings, Protocol):
    """What a person needs of Telegram, beside what their chat does."""

    clock: Callable[[], float]
    files: FileStore
    presses: dict[str, Press]

    def next_album_id(self) -> str: ...
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

    # --- writing

    def send(
        self, text: str, where: Chat | Topic | None = None, *, reply_to: Message | None = None
    ) -> Message:
        """Write a text, to the bot unless `where` says otherwise. Restarts the bot if it was blocked.

        ValueError for what a Telegram app wouldn't send: nothing, or more than a message holds.
        """
        return self._write(where, _sendable(text), reply_to=reply_to.message_id if reply_to else 0)

    def paste(self, text: str, where: Chat | Topic | None = None, *, anywhere: bool = False) -> list[Message]:
        """Write a text of any length, which the app cuts into messages; ValueError for an empty one.

        `anywhere` cuts it as some apps do, in the middle of a word; see `long_text.cut`.
        """
        parts = long_text.cut(_sendable(text, limit=None), anywhere=anywhere)
        return [self._write(where, part) for part in parts]

    def send_document(
        self,
        data: bytes,
        filename: str,
        where: Chat | Topic | None = None,
        *,
        mime_type: str = "",
        caption: str = "",
    ) -> Message:
        """Upload a file, to the bot unless `where` says otherwise. ValueError for too long a caption."""
        return self._write(where, _caption(caption), document=self._keep(data, filename, mime_type))

    def send_album(
        self,
        files: Sequence[tuple[bytes, str]],
        caption: str = "",
        where: Chat | Topic | None = None,
        *,
        caption_first: bool = False,
    ) -> list[Message]:
        """Upload several files (content and name) at once: each is a message, up to ten are one album.

        Telegram tells nowhere how many belong together, or that the last has come. What is written with
        files belongs to the last of them in Telegram Desktop, to the first in other apps (`caption_first`).
        """
        if not files:
            raise ValueError("an app sends no empty album")
        _caption(caption)
        captioned = 0 if caption_first else len(files) - 1
        stored = [self._keep(data, name) for data, name in files]
        sent = []
        for start in range(0, len(stored), api_limits.MAX_ALBUM):
            album = stored[start : start + api_limits.MAX_ALBUM]
            number = self.api.next_album_id() if len(album) > 1 else ""
            for index, document in enumerate(album, start):
                said = _caption(caption) if index == captioned else ""
                sent.append(self._write(where, said, document=document, media_group_id=number))
        return sent

    def _keep(self, data: bytes, filename: str, mime_type: str = "") -> StoredFile:
        kind = mime_type or mimetypes.guess_type(filename)[0] or "application/octet-stream"
        return self.api.files.add(data, filename, kind)

    def _write(self, where: Chat | Topic | None, text: str, **fields: Any) -> Message:
        chat, thread_id = self._enter(where)
        found = fields.pop("entities", None)
        message = chat.add(
            self,
            text,
            entities=entities.find(text) if found is None else found,
            thread_id=thread_id,
            **fields,
        )
        self.api.deliver(message)
        return message

    # --- forwarding

    def forward_text(self, text: str, origin: Origin, where: Chat | Topic | None = None) -> Message:
        """Forward a text that came from somewhere else, to the bot unless `where` says otherwise.

        `origin` is a UserOrigin, HiddenOrigin, GroupOrigin or ChannelOrigin.
        """
        return self._write(where, _sendable(text), origin=origin)

    def forward(self, message: Message, where: Chat | Topic | None = None) -> Message:
        """Forward a message of any chat; a forward of a forward keeps where it first came from."""
        return self.forward_all([message], where)[0]

    def forward_all(self, messages: Sequence[Message], where: Chat | Topic | None = None) -> list[Message]:
        """Forward several messages at once: what was one album is one again, with a number of its own."""
        albums = {number: self.api.next_album_id() for each in messages if (number := each.media_group_id)}
        return [
            self._write(
                where,
                each.text,
                entities=each.entities,
                document=each.document,
                media_group_id=albums.get(each.media_group_id, ""),
                origin=origin.of(each),
            )
            for each in messages
        ]

    # --- asking

    async def ask(
        self,
        text: str,
        where: Chat | Topic | None = None,
        within: float = PATIENCE_SECONDS,
        *,
        holding: str | Collection[str] = "",
    ) -> Message:
        """Write a text and wait for the bot's next message in that chat, or the next with one of some words.

        Where something may be pushed meanwhile, only words tell the answer.
        """
        chat = self._place(where)[0]
        before = {message.message_id for message in chat.from_bot}
        wanted = (holding,) if isinstance(holding, str) else holding
        found: list[Message] = []

        def is_answer(message: Message) -> bool:
            return message.message_id not in before and any(words in message.text for words in wanted)

        def answered() -> bool:
            found[:] = filter(is_answer, chat.from_bot)
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

    def delete(self, *messages: Message) -> None:
        """Delete messages for both sides, the bot's as well. Telegram sends no update about that."""
        for message in messages:
            message.chat.remove(message)

    # --- pressing

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

    # --- leaving and coming back

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


def _sendable(text: str, limit: int | None = api_limits.MAX_TEXT) -> str:
    """A text as an app sends it. ValueError for an empty one, and for one that is over the limit."""
    text, _ = entities.trim(entities.clean(text), ())
    if entities.is_blank(text):
        raise ValueError("an app sends no empty message")
    if limit is not None and entities.utf16_length(text) > limit:
        raise ValueError("an app splits what is longer than a message")
    return text


def _caption(text: str) -> str:
    """What is written with a file, as an app sends it. ValueError for too much."""
    text, _ = entities.trim(entities.clean(text), ())
    if entities.utf16_length(text) > api_limits.MAX_CAPTION:
        raise ValueError("an app sends no caption of that length")
    return text
