"""The methods about chats and who is in them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from playground.standin import refusal
from playground.standin.call import Call
from playground.standin.member import Member, Status

if TYPE_CHECKING:
    from playground.standin.bot_api import BotApi


def get_chat(api: BotApi, call: Call) -> Any:
    """getChat."""
    chat = api.find_chat(call)
    if chat.type != "private":
        chat.check_access()
    return chat.full_json()


def get_chat_member(api: BotApi, call: Call) -> Any:
    """getChatMember: somebody the bot has met; "left" for those who are not in the chat."""
    chat = api.find_chat(call)
    user_id = call.integer("user_id")
    if user_id <= 0:
        raise refusal.bad_request("invalid user_id specified")
    chat.check_access()
    member = chat.members.get(user_id)
    if member is None:
        person = api.me if user_id == api.me.id else api.users.get(user_id)
        if person is None:
            raise refusal.bad_request("user not found")
        is_here = chat.type == "private" and user_id in (chat.id, api.me.id)
        member = Member(person, Status.MEMBER if is_here else Status.LEFT)
    return member.to_json(chat.type)


def get_chat_administrators(api: BotApi, call: Call) -> Any:
    """getChatAdministrators: all but other bots."""
    chat = api.find_chat(call)
    if chat.type == "private":
        raise refusal.bad_request("there are no administrators in the private chat")
    chat.check_access()
    return [member.to_json(chat.type) for member in chat.members.values() if member.is_admin]


def get_chat_member_count(api: BotApi, call: Call) -> int:
    """getChatMemberCount."""
    chat = api.find_chat(call)
    chat.check_access()
    return 2 if chat.type == "private" else sum(member.is_present for member in chat.members.values())


def leave_chat(api: BotApi, call: Call) -> bool:
    """leaveChat."""
    chat = api.find_chat(call)
    if chat.type == "private":
        raise refusal.bad_request("chat member status can't be changed in private chats")
    chat.check_access()
    chat.set_bot(api.me, Status.LEFT)
    return True
