"""A message as it stands in a chat now."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from playground.standin.entities import Entity, to_html
from playground.standin.file_store import StoredFile
from playground.standin.origin import Origin
from playground.standin.person import Person
from playground.standin.reply_markup import Button, Keyboard

if TYPE_CHECKING:
    from playground.standin.chat import Chat


@dataclass(eq=False, slots=True)
class Message:
    """One message; edits change it in place and count up `edits`.

    `text` is the caption where there is a document. `thread_id` is the topic, 0 for none. `service` holds
    the fields of a message that Telegram wrote itself (somebody joined, a topic was closed).
    """

    chat: Chat
    message_id: int
    sender: Person | None
    sent_at: dt.datetime
    text: str = ""
    entities: tuple[Entity, ...] = ()
    keyboard: Keyboard = field(default_factory=Keyboard)
    document: StoredFile | None = None
    is_photo: bool = False  # the document is a picture, shown as such
    thread_id: int = 0
    reply_to: int = 0
    silent: bool = False
    preview: bool = True
    service: dict[str, Any] = field(default_factory=dict)
    edited_at: dt.datetime | None = None
    edits: int = 0
    is_inaccessible: bool = False  # too old: a press under it brings its number alone
    is_uneditable: bool = False  # Telegram lets nobody change it, for reasons of its own
    sender_chat: Chat | None = None  # the group or channel in whose name somebody wrote
    media_group_id: str = ""  # the album it is a part of
    origin: Origin | None = None  # where it was forwarded from

    @property
    def from_bot(self) -> bool:
        """Whether the bot wrote it."""
        return self.sender is not None and self.sender.is_bot and self.sender_chat is None

    @property
    def html(self) -> str:
        """The text as Telegram's HTML, everything escaped."""
        return to_html(self.text, self.entities)

    @property
    def buttons(self) -> tuple[tuple[str, ...], ...]:
        """The labels of the buttons, row by row."""
        return tuple(tuple(button.text for button in row) for row in self.keyboard.rows)

    def button(self, text_or_data: str) -> Button:
        """The button with a label, or else with a callback_data; LookupError names those there are."""
        for button in self.keyboard:
            if button.text == text_or_data:
                return button
        for button in self.keyboard:
            if button.data == text_or_data:
                return button
        raise LookupError(f"no button {text_or_data!r} under the message; there are {self.buttons}")

    def pressed_json(self) -> dict[str, Any]:
        """What a press under it brings: a Message, or an InaccessibleMessage, whose date is always 0."""
        if self.is_inaccessible:
            return {"chat": self.chat.to_json(), "message_id": self.message_id, "date": 0}
        return self.to_json()

    def to_json(self, *, with_reply: bool = True) -> dict[str, Any]:
        """The Message object, as updates and answers carry it."""
        body: dict[str, Any] = {
            "message_id": self.message_id,
            "date": int(self.sent_at.timestamp()),
            "chat": self.chat.to_json(),
        }
        if self.sender is not None:
            body["from"] = self.sender.to_json()
        if self.chat.type == "channel":
            body.pop("from", None)
            body["sender_chat"] = self.chat.to_json()
        elif self.sender_chat is not None:
            body["sender_chat"] = self.sender_chat.to_json()
        if self.thread_id:
            body["message_thread_id"] = self.thread_id
            body["is_topic_message"] = True
        if self.edited_at is not None:
            body["edit_date"] = int(self.edited_at.timestamp())
        if self.media_group_id:
            body["media_group_id"] = self.media_group_id
        if self.origin is not None:
            body["forward_origin"] = self.origin.to_json()
        in_caption = self.document is not None
        if self.document is not None:
            name, file = (
                ("photo", self.document.photo()) if self.is_photo else ("document", self.document.document())
            )
            body[name] = file
        if self.text:
            body["caption" if in_caption else "text"] = self.text
        if self.entities:
            name = "caption_entities" if in_caption else "entities"
            body[name] = [entity.to_json() for entity in self.entities]
        if self.keyboard:
            body["reply_markup"] = self.keyboard.to_json()
        if self.reply_to and with_reply:
            original = self.chat.find(self.reply_to)
            if original is not None:
                body["reply_to_message"] = original.to_json(with_reply=False)
        return body | self.service
