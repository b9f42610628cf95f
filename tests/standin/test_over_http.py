"""The stand-in over HTTP: all forms of requests, Telegram's very words, a process of its own."""

from __future__ import annotations

import asyncio
import json
import sys
from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest

from playground.standin.bot_api import BotApi
from playground.standin.loopback import Loopback
from playground.standin.port import PortInUse


@pytest.fixture
def api() -> BotApi:
    api = BotApi()
    api.user(7, "小李", started=True)
    return api


@pytest.fixture
async def client(api: BotApi) -> AsyncIterator[httpx.AsyncClient]:
    async with (
        Loopback(api) as server,
        httpx.AsyncClient(base_url=f"{server.url}/bot{api.token}/") as client,
    ):
        yield client


async def test_all_forms_of_parameters_are_read(client: httpx.AsyncClient, api: BotApi) -> None:
    markup = {"inline_keyboard": [[{"text": "关注", "callback_data": "follow:1"}]]}
    forms: list[dict[str, Any]] = [
        {"data": {"chat_id": "7", "text": "临猗 & 襄垣", "reply_markup": json.dumps(markup)}},
        {"json": {"chat_id": 7, "text": "临猗 & 襄垣", "reply_markup": markup}},
        {"params": {"chat_id": 7, "text": "临猗 & 襄垣", "reply_markup": json.dumps(markup)}},
        {
            "files": {
                "chat_id": (None, "7"),
                "text": (None, "临猗 & 襄垣"),
                "reply_markup": (None, json.dumps(markup)),
            }
        },
    ]
    for form in forms:
        answer = (await client.post("sendMessage", **form)).json()
        assert answer["ok"], answer
    assert (await client.get("SENDMESSAGE", params=forms[2]["params"])).json()["ok"]
    messages = api.user(7).messages
    assert [(each.text, each.buttons) for each in messages] == [("临猗 & 襄垣", (("关注",),))] * 5


async def test_uploads_keep_their_chinese_names(client: httpx.AsyncClient, api: BotApi) -> None:
    await client.post("sendDocument", data={"chat_id": 7}, files={"document": ("科学导报 4.4.txt", b"abc")})
    await client.post(
        "sendDocument", data={"chat_id": 7, "document": "attach://file0"}, files={"file0": ("二.txt", b"d")}
    )
    documents = [message.document for message in api.user(7).messages]
    assert [(each.filename, each.data) for each in documents if each] == [
        ("科学导报 4.4.txt", b"abc"),
        ("二.txt", b"d"),
    ]


@pytest.mark.parametrize(
    ("method", "parameters", "code", "description"),
    [
        ("sendMessage", {"chat_id": 7, "text": ""}, 400, "Bad Request: message text is empty"),
        ("sendMessage", {"text": "x"}, 400, "Bad Request: chat_id is empty"),
        ("sendMessage", {"chat_id": 1, "text": "x"}, 400, "Bad Request: chat not found"),
        ("sendMessage", {"chat_id": "me", "text": "x"}, 400, "Bad Request: chat not found"),
        ("sendMessage", {"chat_id": 7, "text": "x" * 4097}, 400, "Bad Request: message is too long"),
        (
            "sendMessage",
            {"chat_id": 7, "text": "<u>x", "parse_mode": "HTML"},
            400,
            "Bad Request: can't parse entities: Can't find end tag corresponding to start tag \"u\"",
        ),
        (
            "sendMessage",
            {"chat_id": 7, "text": "x", "reply_markup": "{"},
            400,
            "Bad Request: can't parse reply keyboard markup JSON object",
        ),
        (
            "sendMessage",
            {
                "chat_id": 7,
                "text": "x",
                "reply_markup": {"inline_keyboard": [[{"text": "a", "callback_data": "字" * 22}]]},
            },
            400,
            "Bad Request: BUTTON_DATA_INVALID",
        ),
        (
            "sendMessage",
            {"chat_id": 7, "text": "x", "reply_markup": {"inline_keyboard": [[{"text": "a"}]]}},
            400,
            "Bad Request: can't parse inline keyboard button:"
            " Text buttons are unallowed in the inline keyboard",
        ),
        (
            "sendMessage",
            {"chat_id": 7, "text": "\ud800"},
            400,
            "Bad Request: strings must be encoded in UTF-8",
        ),
        (
            "editMessageText",
            {"chat_id": 7, "message_id": 1, "text": "x"},
            400,
            "Bad Request: message to edit not found",
        ),
        ("editMessageText", {"text": "x"}, 400, "Bad Request: message identifier is not specified"),
        (
            "setMyCommands",
            {"commands": [{"command": "园区", "description": "x"}]},
            400,
            "Bad Request: BOT_COMMAND_INVALID",
        ),
        ("makeCoffee", {}, 404, "Not Found: method not found"),
    ],
)
async def test_telegrams_words(
    client: httpx.AsyncClient, method: str, parameters: dict[str, Any], code: int, description: str
) -> None:
    answer = await client.post(
        method, content=json.dumps(parameters), headers={"Content-Type": "application/json"}
    )
    assert answer.status_code == code
    assert answer.json() == {"ok": False, "error_code": code, "description": description}


async def test_broken_json_is_a_bad_request(client: httpx.AsyncClient) -> None:
    answer = await client.post("getMe", content="{", headers={"Content-Type": "application/json"})
    assert (answer.status_code, answer.json()["ok"]) == (400, False)


async def test_files_are_handed_out_with_the_token_only(api: BotApi) -> None:
    document = api.user(7).send_document(b"page", "版面.txt").document
    assert document is not None
    path = api.files.get_file(document.file_id)["file_path"]
    assert path.isascii()
    async with Loopback(api) as server, httpx.AsyncClient(base_url=server.url) as client:
        assert (await client.get(f"/file/bot{api.token}/{path}")).content == b"page"
        assert (await client.get(f"/file/bot1:other/{path}")).status_code == 404
        assert (await client.get(f"/file/bot{api.token}/../{path}x")).status_code == 404


async def test_a_port_in_use_is_named(api: BotApi) -> None:
    async with Loopback(api) as server:
        with pytest.raises(PortInUse) as problem:
            async with Loopback(api, server.port):
                pass
        assert problem.value.port == server.port


async def test_it_runs_in_a_process_of_its_own() -> None:
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "playground.standin.loopback", "--token", "42:abc", "--users", "3",
        stdout=asyncio.subprocess.PIPE,
    )  # fmt: skip
    assert process.stdout is not None
    url = (await process.stdout.readline()).decode().strip()
    try:
        async with httpx.AsyncClient(base_url=url) as client:

            async def call(path: str, **parameters: Any) -> Any:
                return (await client.post(path, json=parameters)).json()

            assert (await call("/bot42:abc/sendMessage", chat_id=3, text="快报"))["ok"]
            assert (await call("/bot42:abc/sendMessage", chat_id=4, text="快报"))["error_code"] == 400
            await call("/control/send", user_id=3, text="/park 临猗")
            assert await call("/control/messages", chat_id=3) == [
                {"id": 1, "from_bot": True, "text": "快报", "edits": 0},
                {"id": 2, "from_bot": False, "text": "/park 临猗", "edits": 0},
            ]
            counts = await call("/control/counts")
            assert counts == {"messages": 1, "edits": 0, "pending_updates": 1}
            await call(
                "/control/inject", method="sendMessage", outcome="dropped", **{"with": {"applied": True}}
            )
            with pytest.raises(httpx.RemoteProtocolError):
                await call("/bot42:abc/sendMessage", chat_id=3, text="快报")
            assert (await call("/control/counts"))["messages"] == 2
            assert (await client.post("/control/nonsense")).status_code == 404
            assert (await client.post("/control/send", json={})).status_code == 400
    finally:
        process.terminate()
        assert await process.wait() == 0
