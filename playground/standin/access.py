"""What the bot may do in a chat: write there, write in a topic, change a message."""

from __future__ import annotations

from playground.standin import refusal
from playground.standin.chat import Chat
from playground.standin.member import Status
from playground.standin.message import Message

_RIGHTS = {"can_send_documents": "documents", "can_send_photos": "photos"}


def check_access(chat: Chat) -> None:
    """Raise the Refusal that a bot meets which isn't wanted in a chat."""
    if chat.is_deactivated:
        raise refusal.deactivated()
    if chat.is_blocked:
        raise refusal.blocked()
    if not chat.is_started:
        raise refusal.forbidden("bot can't initiate conversation with a user")
    if chat.migrated_to is not None:
        raise refusal.migrated(chat.migrated_to.id)
    if chat.is_deleted:
        raise refusal.forbidden(f"the {chat.type} chat was deleted")
    if chat.type == "private":
        return
    if chat.bot.status is Status.KICKED:
        raise refusal.kicked(chat.type)
    if not chat.bot.is_present:
        raise refusal.forbidden(f"bot is not a member of the {chat.type} chat")


def check_sending(chat: Chat, right: str, thread_id: int) -> None:
    """Raise the Refusal for a message the bot may not send in a chat, or not in this topic of it."""
    check_access(chat)
    if chat.type == "channel" and not chat.bot.may("can_post_messages"):
        raise refusal.bad_request("need administrator rights in the channel chat")
    if chat.is_group and chat.bot.status is Status.RESTRICTED and not chat.bot.may(right):
        what = _RIGHTS.get(right, "text messages")
        raise refusal.bad_request(f"not enough rights to send {what} to the chat")
    if thread_id:
        topic = chat.topics.get(thread_id)
        if topic is None or topic.is_deleted:
            raise refusal.bad_request("message thread not found")
        is_closed = topic.is_closed
    else:
        is_closed = chat.general_is_closed
    if is_closed and not (chat.bot.is_admin and chat.bot.may("can_manage_topics")):
        raise refusal.bad_request("TOPIC_CLOSED")


def check_editing(message: Message) -> None:
    """Raise the Refusal for a message that the bot may not change.

    That is what others wrote, forwards, and what Telegram counts as uneditable for reasons of its own. In a
    channel an administrator who may edit changes everybody's posts, and one who may not even post none.
    """
    chat = message.chat
    may = message.from_bot
    if chat.type == "channel":
        own = message.from_bot and chat.bot.may("can_post_messages")
        may = own or chat.bot.may("can_edit_messages")
    if not may or message.service or message.is_uneditable or message.origin is not None:
        raise refusal.not_editable()
