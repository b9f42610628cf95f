"""The methods of the Bot API that the stand-in answers, by their names in lower case."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from playground.standin import edit_methods, member_methods, send_methods
from playground.standin.call import Call

if TYPE_CHECKING:
    from playground.standin.bot_api import BotApi

Method = Callable[["BotApi", Call], Any]


def _get_me(api: BotApi, _call: Call) -> Any:
    return api.me.to_json() | {
        "can_join_groups": True,
        "can_read_all_group_messages": api.reads_all_group_messages,
        "supports_inline_queries": False,
        "can_connect_to_business": False,
        "has_main_web_app": False,
    }


async def _get_updates(api: BotApi, call: Call) -> Any:
    allowed = call.value("allowed_updates", "can't parse allowed updates JSON object")
    if not isinstance(allowed, list):
        allowed = None  # Telegram keeps what it has
    return await api.updates.get(
        call.integer("offset"),
        call.integer("limit", 100),
        call.integer("timeout"),
        None if allowed is None else [str(kind) for kind in allowed],
    )


def _set_webhook(api: BotApi, call: Call) -> bool:
    api.updates.set_webhook(call.text("url"))
    return True


def _delete_webhook(api: BotApi, call: Call) -> bool:
    if call.flag("drop_pending_updates"):
        api.updates.drop_all()
    api.updates.set_webhook("")
    return True


def _get_webhook_info(api: BotApi, _call: Call) -> Any:
    return {
        "url": api.updates.webhook,
        "has_custom_certificate": False,
        "pending_update_count": len(api.updates),
    }


def _get_file(api: BotApi, call: Call) -> Any:
    return api.files.get_file(call.text("file_id"))


def _set_my_commands(api: BotApi, call: Call) -> bool:
    api.menus.set(call)
    api.happened("menu", None)
    return True


def _delete_my_commands(api: BotApi, call: Call) -> bool:
    api.menus.delete(call)
    api.happened("menu", None)
    return True


def _get_my_commands(api: BotApi, call: Call) -> Any:
    return [command.to_json() for command in api.menus.get(call)]


def _set_profile(field: str) -> Method:
    def method(api: BotApi, call: Call) -> bool:
        api.profile.set(call, field)
        return True

    return method


def _get_profile(field: str) -> Method:
    return lambda api, call: api.profile.get(call, field)


METHODS: dict[str, Method] = {
    "getme": _get_me,
    "getupdates": _get_updates,
    "setwebhook": _set_webhook,
    "deletewebhook": _delete_webhook,
    "getwebhookinfo": _get_webhook_info,
    "setmycommands": _set_my_commands,
    "getmycommands": _get_my_commands,
    "deletemycommands": _delete_my_commands,
    "setmyname": _set_profile("name"),
    "getmyname": _get_profile("name"),
    "setmydescription": _set_profile("description"),
    "getmydescription": _get_profile("description"),
    "setmyshortdescription": _set_profile("short_description"),
    "getmyshortdescription": _get_profile("short_description"),
    "sendmessage": send_methods.send_message,
    "senddocument": send_methods.send_document,
    "sendchataction": send_methods.send_chat_action,
    "editmessagetext": edit_methods.edit_message_text,
    "editmessagereplymarkup": edit_methods.edit_message_reply_markup,
    "deletemessage": edit_methods.delete_message,
    "deletemessages": edit_methods.delete_messages,
    "answercallbackquery": edit_methods.answer_callback_query,
    "getfile": _get_file,
    "getchat": member_methods.get_chat,
    "getchatmember": member_methods.get_chat_member,
    "getchatadministrators": member_methods.get_chat_administrators,
    "getchatmembercount": member_methods.get_chat_member_count,
    "leavechat": member_methods.leave_chat,
}
