"""The methods of the Bot API that the stand-in answers, by their names in lower case."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from playground.standin import edit_methods, member_methods, send_methods, webhook
from playground.standin.call import Call
from playground.standin.telegram import Telegram

Method = Callable[[Telegram, Call], Any]


def _get_me(telegram: Telegram, _call: Call) -> Any:
    return telegram.me.to_json() | {
        "can_join_groups": True,
        "can_read_all_group_messages": telegram.reads_all_group_messages,
        "supports_inline_queries": False,
        "can_connect_to_business": False,
        "has_main_web_app": False,
    }


def _kinds(call: Call) -> list[str] | None:
    """The kinds of updates that a call asks for; None, which leaves it as it is, where it says nothing."""
    allowed = call.value("allowed_updates", "can't parse allowed updates JSON object")
    return [str(kind) for kind in allowed] if isinstance(allowed, list) else None


async def _get_updates(telegram: Telegram, call: Call) -> Any:
    allowed = _kinds(call)
    return await telegram.updates.get(
        call.integer("offset"), call.integer("limit", 100), call.integer("timeout"), allowed
    )


def _set_webhook(telegram: Telegram, call: Call) -> bool:
    url, secret, most = webhook.asked(call)
    telegram.updates.allow(_kinds(call))
    if call.flag("drop_pending_updates"):
        telegram.updates.drop_all()
    telegram.updates.set_webhook(url, secret, most)
    return True


def _delete_webhook(telegram: Telegram, call: Call) -> bool:
    if call.flag("drop_pending_updates"):
        telegram.updates.drop_all()
    telegram.updates.set_webhook("")
    return True


def _get_webhook_info(telegram: Telegram, _call: Call) -> Any:
    allowed = sorted(telegram.updates.allowed)
    return telegram.updates.webhook.to_json() | ({"allowed_updates": allowed} if allowed else {})


def _get_file(telegram: Telegram, call: Call) -> Any:
    return telegram.files.get_file(call.text("file_id"))


def _set_my_commands(telegram: Telegram, call: Call) -> bool:
    telegram.menus.set(call)
    telegram.happened("menu", None)
    return True


def _delete_my_commands(telegram: Telegram, call: Call) -> bool:
    telegram.menus.delete(call)
    telegram.happened("menu", None)
    return True


def _get_my_commands(telegram: Telegram, call: Call) -> Any:
    return [command.to_json() for command in telegram.menus.get(call)]


def _set_profile(field: str) -> Method:
    def method(telegram: Telegram, call: Call) -> bool:
        telegram.profile.set(call, field)
        return True

    return method


def _get_profile(field: str) -> Method:
    return lambda telegram, call: telegram.profile.get(call, field)


METHODS: dict[str, Method] = {
    "getme": _get_me,
    "getupdates": _get_updates,
    "setwebhook": _set_webhook,
    "deletewebhook": _delete_webhook,
    "getwebhookinfo": _get_webhook_info,
    "setmycommands": _set_my_commands,
    "getmycommands": _get_my_commands,
    "deletemycommands": _delete_my_commands,
    "setmydescription": _set_profile("description"),
    "getmydescription": _get_profile("description"),
    "setmyshortdescription": _set_profile("short_description"),
    "getmyshortdescription": _get_profile("short_description"),
    "sendmessage": send_methods.send_message,
    "senddocument": send_methods.send_document,
    "sendphoto": send_methods.send_photo,
    "sendchataction": send_methods.send_chat_action,
    "editmessagetext": edit_methods.edit_message_text,
    "editmessagereplymarkup": edit_methods.edit_message_reply_markup,
    "deletemessage": edit_methods.delete_message,
    "answercallbackquery": edit_methods.answer_callback_query,
    "getfile": _get_file,
    "getchat": member_methods.get_chat,
    "getchatadministrators": member_methods.get_chat_administrators,
}
