"""The methods that make messages: sendMessage, sendDocument, sendPhoto, sendChatAction."""

from __future__ import annotations

from typing import Any

from playground.standin import api_limits, entities, message_html, pictures, refusal, reply_markup
from playground.standin.access import check_access, check_sending
from playground.standin.call import Call, Upload, as_integer
from playground.standin.chat import Chat
from playground.standin.entities import Entity
from playground.standin.file_store import StoredFile
from playground.standin.telegram import Telegram

_ATTACH = "attach://"
_CHAT_ACTIONS = frozenset(
    {
        "typing",
        "upload_photo",
        "record_video",
        "upload_video",
        "record_voice",
        "upload_voice",
        "upload_document",
        "choose_sticker",
        "find_location",
        "record_video_note",
        "upload_video_note",
        "cancel",
    }
)


def send_message(telegram: Telegram, call: Call) -> Any:
    """sendMessage."""
    text, found = read_text(call, "text", "entities")
    if entities.is_blank(text):
        raise refusal.bad_request("message text is empty")
    if entities.utf16_length(text) > api_limits.MAX_TEXT:
        raise refusal.bad_request("message is too long")
    markup = reply_markup.parse(call)
    chat, thread_id, reply_to = _destination(telegram, call, "can_send_messages")
    preview = read_preview(call)
    message = chat.add(
        telegram.me,
        text,
        entities=found,
        keyboard=markup,
        thread_id=thread_id,
        reply_to=reply_to,
        silent=call.flag("disable_notification"),
        preview=preview,
    )
    return message.to_json()


def send_document(telegram: Telegram, call: Call) -> Any:
    """sendDocument: an upload, or the file_id of a file that Telegram already has."""
    return _send_file(telegram, call, "document", "can_send_documents")


def send_photo(telegram: Telegram, call: Call) -> Any:
    """sendPhoto: a picture, which is shown in the chat; this stand-in takes PNG files alone."""
    return _send_file(telegram, call, "photo", "can_send_photos")


def _send_file(telegram: Telegram, call: Call, what: str, right: str) -> Any:
    caption, found = read_text(call, "caption", "caption_entities")
    if entities.utf16_length(caption) > api_limits.MAX_CAPTION:
        raise refusal.bad_request("message caption is too long")
    markup = reply_markup.parse(call)
    file = _file(telegram, call, what)
    if what == "photo":
        pictures.check(file.data)
    chat, thread_id, reply_to = _destination(telegram, call, right)
    if isinstance(file, Upload):
        file = telegram.files.add(file.data, file.filename, file.mime_type)
    message = chat.add(
        telegram.me,
        caption,
        entities=found,
        keyboard=markup,
        document=file,
        is_photo=what == "photo",
        thread_id=thread_id,
        reply_to=reply_to,
        silent=call.flag("disable_notification"),
    )
    return message.to_json()


def send_chat_action(telegram: Telegram, call: Call) -> bool:
    """sendChatAction: typing … over the chat for five seconds."""
    action = call.text("action").lower()
    if action not in _CHAT_ACTIONS:
        raise refusal.bad_request("wrong parameter action in request")
    chat = telegram.find_chat(call)
    check_access(chat)
    chat.actions.append(action)
    telegram.happened("action", chat)
    return True


def read_preview(call: Call) -> bool:
    """Whether a link in the text shows a preview."""
    options = call.value("link_preview_options", "can't parse link preview options JSON object")
    return not (isinstance(options, dict) and options.get("is_disabled"))


def read_text(call: Call, name: str, entities_name: str) -> tuple[str, tuple[Entity, ...]]:
    """A formatted text of a call: cleaned, parsed, trimmed, with the entities Telegram finds by itself."""
    text = entities.clean(call.text(name))
    mode = call.text("parse_mode").lower()
    given: tuple[Entity, ...] = ()
    if mode == "html":
        try:
            text, given = message_html.parse(text)
        except message_html.HtmlError as error:
            raise refusal.bad_request(f"can't parse entities: {error}") from None
    elif mode in ("markdown", "markdownv2"):
        raise refusal.bad_request("can't parse entities: this stand-in knows the HTML parse mode only")
    elif mode not in ("", "none"):
        raise refusal.bad_request("unsupported parse_mode")
    else:
        given = _explicit(call, entities_name, entities.utf16_length(text))
    text, given = entities.trim(text, given)
    return text, entities.find(text, given)


def _explicit(call: Call, name: str, size: int) -> tuple[Entity, ...]:
    """The entities that a call brings along, cut to a text of `size` UTF-16 code units."""
    values = call.value(name, "can't parse message entities JSON object")
    if values is None:
        return ()
    if not isinstance(values, list) or not all(isinstance(value, dict) for value in values):
        raise refusal.bad_request("can't parse MessageEntity: expected an Array of Objects")
    found = []
    for value in values:
        offset = as_integer(value.get("offset"), "can't parse MessageEntity")
        length = as_integer(value.get("length"), "can't parse MessageEntity")
        end = min(offset + length, size)
        if 0 <= offset < end:
            url = str(value.get("url") or "")
            found.append(Entity(str(value.get("type")), offset, end - offset, url))
    return tuple(found)


def _destination(telegram: Telegram, call: Call, right: str) -> tuple[Chat, int, int]:
    """The chat, topic and replied-to message of a send, after Telegram's checks; counts against the flow."""
    chat = telegram.find_chat(call)
    thread_id = call.integer("message_thread_id")
    reply = call.value("reply_parameters", "can't parse reply parameters JSON object")
    reply_to = 0
    if isinstance(reply, dict):
        reply_to = as_integer(reply.get("message_id"), "message identifier is not specified")
        original = chat.find(reply_to)
        if original is None:
            check_access(chat)
            if not reply.get("allow_sending_without_reply"):
                raise refusal.bad_request("message to be replied not found")
            reply_to = 0
        elif not thread_id:
            thread_id = original.thread_id
    check_sending(chat, right, thread_id)
    telegram.flow.admit(chat.id, is_group=chat.is_group, paid=call.flag("allow_paid_broadcast"))
    return chat, thread_id, reply_to


def _file(telegram: Telegram, call: Call, what: str) -> Upload | StoredFile:
    value = call.text(what)
    upload = call.files.get(value.removeprefix(_ATTACH) if value.startswith(_ATTACH) else what)
    if upload is not None:
        if not upload.data:
            raise refusal.bad_request("file must be non-empty")
        if len(upload.data) > api_limits.MAX_UPLOAD:
            raise refusal.Refusal(413, "Request Entity Too Large")
        return upload
    if not value:
        raise refusal.bad_request(f"there is no {what} in the request")
    stored = telegram.files.get(value)
    if stored is None:
        raise refusal.bad_request("wrong file identifier/HTTP URL specified")
    return stored
