"""A push's body is written once for all who get the same; each still gets its own, with what goes with it."""

from __future__ import annotations

import dataclasses
import json
from typing import Any

import pytest

from bot.transport.push_call import send
from bot.transport.written_call import WrittenCall
from storage.deliveries.messages import PendingMessage

PLAIN = PendingMessage(1, 1, 7, 0, '<b>临猗</b> "3.5亿"', ((("出处", "src:1"),),), 0, silent=False)


class Noting:
    """Stands where the bot does; keeps what is called."""

    base_url = "https://example.org/bot1:x"

    def __init__(self) -> None:
        self.request = self
        self.calls: list[dict[str, Any]] = []

    async def post(self, url: str, call: WrittenCall) -> dict[str, int]:
        """Takes the message."""
        assert json.loads(call.body) == call.json_parameters == call.parameters
        assert not call.contains_files
        self.calls.append({"method": url.rpartition("/")[2], **call.json_parameters})
        return {"message_id": 5}


@pytest.mark.parametrize(
    ("changed", "paid", "sent"),
    [
        ({}, False, {}),
        ({"telegram_id": -1001234567890}, False, {"chat_id": "-1001234567890"}),
        ({"thread_id": 12}, False, {"message_thread_id": "12"}),
        ({"silent": True}, False, {"disable_notification": "true"}),
        ({}, True, {"allow_paid_broadcast": "true"}),
        ({"text": "另一条"}, False, {"text": "另一条"}),
        ({"buttons": ()}, False, {"reply_markup": None}),
    ],
)
async def test_messages_alike_differ_in_what_is_their_own(
    changed: dict[str, Any], paid: bool, sent: dict[str, str | None]
) -> None:
    bot: Any = Noting()
    await send(bot, PLAIN)
    await send(bot, dataclasses.replace(PLAIN, **changed), paid=paid)
    await send(bot, PLAIN)
    first, second, third = bot.calls
    expected = {key: value for key, value in (first | sent).items() if value is not None}
    assert (second, third) == (expected, first)
    assert first["chat_id"] == "7" and first["text"] == PLAIN.text and first["method"] == "sendMessage"


async def test_an_edit_says_which_message_it_changes() -> None:
    bot: Any = Noting()
    assert await send(bot, dataclasses.replace(PLAIN, is_edit=True, edits=90)) == 5
    [call] = bot.calls
    assert (call["method"], call["message_id"], call["chat_id"]) == ("editMessageText", "90", "7")
