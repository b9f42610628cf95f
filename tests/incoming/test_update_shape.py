"""An update of another shape than Telegram's is found out before it is handled, and what is new is none."""

from __future__ import annotations

from typing import Any

import pytest

from bot.incoming.update_shape import OddUpdate, check_shape

USER = {"id": 5, "is_bot": False, "first_name": "读者"}
CHAT = {"id": 5, "type": "private", "first_name": "读者"}
MESSAGE = {"message_id": 1, "date": 1, "chat": CHAT, "from": USER, "text": "/id"}
PRESS = {"id": "9", "from": USER, "message": {**MESSAGE, "date": 0}, "chat_instance": "1", "data": "park:1"}


@pytest.mark.parametrize(
    "raw",
    [
        {"message": MESSAGE},
        {"message": {**MESSAGE, "gift_of_next_year": {"text": None}, "reply_to_message": MESSAGE}},
        {"callback_query": PRESS},
        {"callback_query": {"id": "9", "from": USER, "chat_instance": "1", "game_short_name": "x"}},
        {"a_kind_of_next_year": 7},
    ],
)
def test_what_telegram_sends_is_taken(raw: dict[str, Any]) -> None:
    check_shape({"update_id": 1, **raw})


@pytest.mark.parametrize(
    ("raw", "field"),
    [
        ({"message": []}, "message"),
        ({"message": {**MESSAGE, "chat": None}}, "message.chat"),
        ({"message": {**MESSAGE, "from": {**USER, "id": "5"}}}, "message.from.id"),
        ({"message": {**MESSAGE, "from": {**USER, "id": 2**63}}}, "message.from.id"),
        ({"message": {**MESSAGE, "text": []}}, "message.text"),
        ({"message": {**MESSAGE, "message_id": True}}, "message.message_id"),
        ({"message": {**MESSAGE, "entities": [{"type": "bold"}]}}, "message.entities.offset"),
        ({"callback_query": {**PRESS, "from": None}}, "callback_query.from"),
        ({"my_chat_member": {"chat": CHAT, "from": USER, "date": 1}}, "my_chat_member.old_chat_member"),
    ],
)
def test_what_is_odd_is_named_by_its_field(raw: dict[str, Any], field: str) -> None:
    with pytest.raises(OddUpdate) as caught:
        check_shape({"update_id": 1, **raw})
    assert caught.value.field == field
