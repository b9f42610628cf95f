"""Whatever a bot sends, it gets an answer of Telegram's form, and a refused call changes nothing."""

from __future__ import annotations

import asyncio
import json
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from playground.standin.bot_api import BotApi
from playground.standin.call import Upload
from playground.standin.methods import METHODS

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=6,
)
BUTTON = st.dictionaries(st.sampled_from(["text", "callback_data", "url", "pay", "style"]), JSON)
LIKELY: dict[str, st.SearchStrategy[Any]] = {
    "chat_id": st.sampled_from([7, "7", -4000001, "@yuanqu", "", 0]) | JSON,
    "user_id": st.sampled_from([7, 8]) | JSON,
    "message_id": st.sampled_from([1, 2]) | JSON,
    "message_ids": st.lists(st.sampled_from([1, 2, 3]) | JSON) | JSON,
    "text": st.text() | st.text(alphabet="<>/b&; \n临") | JSON,
    "caption": st.text(alphabet="<>/b&; \n临") | JSON,
    "parse_mode": st.sampled_from(["HTML", "html", "", "MarkdownV2"]) | JSON,
    "entities": st.lists(
        st.fixed_dictionaries({"type": st.just("bold"), "offset": st.integers(), "length": st.integers()})
    )
    | JSON,
    "reply_markup": st.fixed_dictionaries({"inline_keyboard": st.lists(st.lists(BUTTON) | JSON) | JSON})
    | JSON,
    "reply_parameters": st.fixed_dictionaries({"message_id": st.sampled_from([1, 2]) | JSON}) | JSON,
    "link_preview_options": JSON,
    "message_thread_id": st.sampled_from([0, 1]) | JSON,
    "document": st.sampled_from(["document-0", "attach://x"]) | JSON,
    "file_id": st.sampled_from(["document-0"]) | JSON,
    "callback_query_id": JSON,
    "commands": st.lists(st.fixed_dictionaries({"command": JSON, "description": JSON}) | JSON) | JSON,
    "scope": st.fixed_dictionaries({"type": st.sampled_from(["chat", "chat_member", "default"]) | JSON})
    | JSON,
    "language_code": JSON,
    "action": st.just("typing") | JSON,
    "allowed_updates": JSON,
    "timeout": st.just(0),
    "offset": JSON,
    "limit": JSON,
    "description": JSON,
}
PARAMETERS = st.fixed_dictionaries({}, optional=LIKELY)


def house() -> BotApi:
    api = BotApi()
    reader = api.user(7, started=True)
    api.group("园区群", owner=reader)
    api.channel("园区频道", username="yuanqu")
    reader.send("/start")
    api.user(7).chat.add(api.me, "答复")
    api.files.add(b"x", "a.txt", "text/plain")
    return api


def standing(api: BotApi) -> list[tuple[Any, ...]]:
    return [
        (message.message_id, message.text, message.entities, message.keyboard)
        for chat in api.chats.values()
        for message in chat.messages
    ]


@settings(max_examples=100)
@given(st.sampled_from(sorted(METHODS)), PARAMETERS)
def test_every_call_is_answered(method: str, parameters: dict[str, Any]) -> None:
    api = house()
    before = standing(api)
    files = {"x": Upload("x.txt", b"x", "text/plain")}
    with asyncio.Runner() as runner:
        answer = runner.run(api.handle(api.token, method, parameters, files))
    body = json.loads(answer.body)
    assert body["ok"] is (answer.status == 200)
    if not body["ok"]:
        assert body["error_code"] == answer.status
        assert body["description"].startswith(("Bad Request: ", "Forbidden: "))
        assert standing(api) == before
