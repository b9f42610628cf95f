"""Whatever is asked of the demo's page over HTTP, it answers with a status that is no fault of its own."""

from __future__ import annotations

import json
import random

import httpx
import pytest

from playground.demo.chat_page import ChatPage
from playground.standin.bot_api import BotApi
from tests.fuzzing.odd import JSON_LEAVES, mutated, seeds, steps, text

STEPS = 200
PATHS = (
    "/",
    "/state",
    "/send",
    "/forward",
    "/press",
    "/upload",
    "/file/document-1",
    "/file/..%2f",
    "/digest",
)
ODD_PATHS = ("//", "/%00", "/../etc/passwd", "/state/x", "/send?speaker=editor", "/%ff", "/chat.js%0a")
METHODS = ("GET", "POST", "PUT", "DELETE", "HEAD", "OPTIONS")
KNOWN = {"speaker": "reader", "text": "/id", "message": 1, "data": "park:1", "name": "a.txt", "ids": [1]}
HEADERS: tuple[dict[str, str], ...] = (
    {},
    {},
    {"Origin": "http://evil.example"},
    {"Host": "evil.example"},
    {"Sec-Fetch-Site": "cross-site"},
    {"Content-Type": "multipart/form-data; boundary=x"},
    {"Content-Type": "application/json; charset=utf-16"},
    {"X-Name": "%ff%fe", "X-Speaker": "editor"},
)
FAULT = 500


@pytest.mark.parametrize("seed", seeds())
async def test_no_request_is_answered_with_a_fault(seed: int) -> None:
    chance = random.Random(seed)
    api = BotApi()
    people = {"reader": api.user(1, "读者"), "editor": api.user(2, "编辑")}
    async with ChatPage(api, people) as page, httpx.AsyncClient(base_url=page.url) as client:
        for _ in range(steps(STEPS)):
            method, path = chance.choice(METHODS), chance.choice(PATHS + ODD_PATHS)
            body, headers = odd_body(chance), chance.choice(HEADERS)
            answer = await client.request(method, path, content=body, headers=headers)
            assert answer.status_code < FAULT, (method, path, body, headers, answer.text)
        assert (await client.get("/state")).json()["chats"].keys() == people.keys()


def odd_body(chance: random.Random) -> bytes:
    """A body that may be JSON, may be what the page sends, and may be neither."""
    kind = chance.random()
    if kind < 0.5:
        return json.dumps(mutated(chance, KNOWN)).encode()
    if kind < 0.7:
        return json.dumps(chance.choice(JSON_LEAVES)).encode()
    if kind < 0.85:
        return text(chance).encode("utf-8", "replace")
    return chance.randbytes(chance.randint(0, 300))
