"""The chat page over HTTP: whom it answers, what it takes, and the stream of what happens."""

from __future__ import annotations

import asyncio
import contextlib
import json
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from playground.demo import chat_page
from playground.demo.chat_page import ChatPage
from playground.standin.bot_api import BotApi
from playground.standin.port import PortInUse
from playground.standin.press import PATIENCE_SECONDS
from tests.waiting import until_seen

SCRIPTS = sorted(path.name for path in Path(chat_page.__file__).parent.glob("*.js"))


@pytest.fixture
def api() -> BotApi:
    return BotApi()


@pytest.fixture
async def page(api: BotApi) -> AsyncIterator[ChatPage]:
    async def digest_now() -> str:
        return "推送了 2 条"

    people = {"reader": api.user(1, "读者"), "editor": api.user(2, "编辑"), "owner": api.user(3, "所有者")}
    async with ChatPage(api, people, digest_now=digest_now) as page:
        yield page


@pytest.fixture
async def client(page: ChatPage) -> AsyncIterator[httpx.AsyncClient]:
    async with httpx.AsyncClient(base_url=page.url) as client:
        yield client


async def bot_sends(api: BotApi, **parameters: Any) -> None:
    answer = await api.handle(api.token, "sendMessage", {"chat_id": 1, "text": "x", **parameters})
    assert answer.status == 200, answer.body


@contextlib.asynccontextmanager
async def stream(client: httpx.AsyncClient) -> AsyncIterator[AsyncIterator[tuple[str, Any]]]:
    """The page's events after the greeting, as (name, body)."""

    async def events(lines: AsyncIterator[str]) -> AsyncIterator[tuple[str, Any]]:
        name = ""
        async for line in lines:
            if line.startswith("event: "):
                name = line.removeprefix("event: ")
            elif line.startswith("data: "):
                yield name, json.loads(line.removeprefix("data: "))

    async with asyncio.timeout(PATIENCE_SECONDS), client.stream("GET", "/events") as answer:
        assert answer.headers["Content-Type"].startswith("text/event-stream")
        found = events(answer.aiter_lines())
        assert await anext(found) == ("hello", {})
        yield found


async def test_it_listens_on_this_machine_only(page: ChatPage) -> None:
    assert page.url.startswith("http://127.0.0.1:")
    (listening,) = page._server._sockets.values()
    assert listening.getsockname()[0] == "127.0.0.1"


async def test_the_page_needs_nothing_from_elsewhere(client: httpx.AsyncClient) -> None:
    for path in ("/", "/chat.css", *(f"/{script}" for script in SCRIPTS)):
        answer = await client.get(path)
        assert answer.status_code == 200
        policy = answer.headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy and "'unsafe-inline'" not in policy
        elsewhere = answer.text.replace("http://www.w3.org/", "")
        assert "http://" not in elsewhere and "https://" not in elsewhere
    for path in ("/chat_page.py", "/nothing.js"):
        assert (await client.get(path)).status_code == 404


@pytest.mark.parametrize(
    "headers",
    [
        {"Host": "evil.example"},
        {"Host": "evil.example:{port}"},
        {"Host": "127.0.0.1:1"},
        {"Host": "127.0.0.1.evil.example:{port}"},
        {"Origin": "http://evil.example"},
        {"Origin": "https://127.0.0.1:{port}"},
        {"Origin": "http://127.0.0.1:1"},
        {"Origin": "null"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
    ],
)
async def test_foreign_hosts_and_pages_get_nothing(
    client: httpx.AsyncClient, page: ChatPage, api: BotApi, headers: dict[str, str]
) -> None:
    headers = {name: value.format(port=page.port) for name, value in headers.items()}
    for path in ("/state", "/events", "/chat.js", "/file/document-0", "/nothing"):
        assert (await client.get(path, headers=headers)).status_code == 403
    body = {"speaker": "editor", "text": "x"}
    for path in ("/send", "/press", "/digest", "/restart"):
        assert (await client.post(path, json=body, headers=headers)).status_code == 403
    files = {"file": ("a.txt", b"x")}
    refused = await client.post("/upload", data={"speaker": "editor"}, files=files, headers=headers)
    assert refused.status_code == 403
    assert len(api.updates) == 0


async def test_the_own_page_is_served_under_both_its_names(client: httpx.AsyncClient, page: ChatPage) -> None:
    for host in ("127.0.0.1", "localhost"):
        headers = {"Host": f"{host}:{page.port}", "Origin": f"http://{host}:{page.port}"}
        sent = await client.post("/send", json={"speaker": "reader", "text": "x"}, headers=headers)
        assert sent.status_code == 200
    visit = {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate"}
    assert (await client.get("/", headers=visit)).status_code == 200


async def test_everybody_has_a_chat_of_their_own(client: httpx.AsyncClient, api: BotApi) -> None:
    await client.post("/send", json={"speaker": "reader", "text": "/park 临猗"})
    await client.post("/send", json={"speaker": "editor", "text": "/status"})
    await client.post("/send", json={"speaker": "owner", "text": "/parked"})
    assert [message.text for message in api.user(1).messages] == ["/park 临猗"]
    assert [message.text for message in api.user(2).messages] == ["/status"]
    chats = (await client.get("/state")).json()["chats"]
    assert [chat["messages"][0]["text"] for chat in chats.values()] == ["/park 临猗", "/status", "/parked"]


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("/send", {"speaker": "reader", "text": "  "}),
        ("/send", {"speaker": "nobody", "text": "x"}),
        ("/forward", {"speaker": "owner", "from": "nobody", "messageId": 1}),
        ("/forward", {"speaker": "owner", "from": "editor"}),
        ("/send", ["reader", "x"]),
        ("/press", {"speaker": "reader", "messageId": "x", "row": 0, "column": 0}),
    ],
)
async def test_nonsense_is_a_bad_request(
    client: httpx.AsyncClient, api: BotApi, path: str, body: Any
) -> None:
    assert (await client.post(path, json=body)).status_code == 400
    assert (await client.post(path, content=b"{")).status_code == 400
    assert len(api.updates) == 0


async def test_the_editor_sends_the_sample_page(client: httpx.AsyncClient, api: BotApi) -> None:
    assert (await client.post("/sample", json={})).status_code == 200
    [sent] = [message for message in api.user(2, "编辑").chat.messages if message.document]
    assert sent.document is not None and sent.document.filename.endswith(".txt")
    assert "示例" in sent.document.data.decode()


async def test_an_upload_keeps_its_name_and_content(client: httpx.AsyncClient, api: BotApi) -> None:
    page = "科学导报".encode("gb18030")
    name = "科学导报 2026-04-04 第4版.txt"
    answer = await client.post("/upload", data={"speaker": "editor"}, files={"file": (name, page)})
    assert answer.status_code == 200
    document = api.user(2).chat.last.document
    assert document is not None
    assert (document.filename, document.data) == (name, page)
    got = await client.get(f"/file/{document.file_id}")
    assert got.content == page
    assert got.headers["Content-Disposition"].startswith("attachment; filename*=UTF-8''%E7%A7%91")
    assert (await client.post("/upload", data={"speaker": "editor"})).status_code == 400
    assert (await client.get("/file/document-99")).status_code == 404


async def test_a_press_reaches_the_bot(client: httpx.AsyncClient, api: BotApi) -> None:
    markup = {
        "inline_keyboard": [
            [{"text": "关注", "callback_data": "follow:1"}, {"text": "原文", "url": "https://example.com"}]
        ]
    }
    await api.handle(api.token, "getUpdates", {})
    api.user(1, started=True)
    await bot_sends(api, reply_markup=markup)
    (message,) = (await client.get("/state")).json()["chats"]["reader"]["messages"]
    assert [[button["text"] for button in row] for row in message["buttons"]] == [["关注", "原文"]]
    where = {"speaker": "reader", "messageId": message["id"], "row": 0, "column": 0}
    assert (await client.post("/press", json=where)).status_code == 200
    (press,) = api.presses.values()
    assert (press.data, press.user.id) == ("follow:1", 1)
    assert (await client.post("/press", json=where | {"column": 1})).status_code == 400
    for wrong in ({"row": 1}, {"column": -1}, {"messageId": 99}, {"speaker": "editor"}):
        assert (await client.post("/press", json=where | wrong)).status_code == 404


async def test_what_happens_appears_in_the_stream(client: httpx.AsyncClient, api: BotApi) -> None:
    reader = api.user(1, started=True)
    markup = {"inline_keyboard": [[{"text": "关注", "callback_data": "follow:1"}]]}
    async with stream(client) as events:
        await bot_sends(
            api, text="<b>快报</b> <1>".replace("<1>", "&lt;1&gt;"), parse_mode="HTML", reply_markup=markup
        )
        name, body = await anext(events)
        assert (name, body["speaker"]) == ("message", "reader")
        assert body["message"]["html"] == "<b>快报</b> &lt;1&gt;"
        message_id = body["message"]["id"]
        press = reader.press(reader.chat.last, "关注")
        await api.handle(
            api.token,
            "answerCallbackQuery",
            {"callback_query_id": press.id, "text": "已关注", "show_alert": "true"},
        )
        assert await anext(events) == (
            "answer",
            {"speaker": "reader", "messageId": message_id, "text": "已关注", "alert": True, "url": ""},
        )
        await api.handle(
            api.token, "editMessageText", {"chat_id": 1, "message_id": message_id, "text": "改了"}
        )
        name, body = await anext(events)
        assert (name, body["message"]["text"], body["message"]["edited"]) == ("edit", "改了", True)
        await api.handle(api.token, "sendChatAction", {"chat_id": 1, "action": "typing"})
        assert await anext(events) == ("action", {"speaker": "reader"})
        await api.handle(
            api.token, "setMyCommands", {"commands": [{"command": "park", "description": "查园区"}]}
        )
        name, body = await anext(events)
        assert (name, body["menu"]) == ("menu", [{"command": "park", "description": "查园区"}])


async def test_other_peoples_chats_stay_out_of_the_page(client: httpx.AsyncClient, api: BotApi) -> None:
    api.user(9, started=True)
    api.user(1, started=True)
    async with stream(client) as events:
        await bot_sends(api, chat_id=9, text="别人的")
        await bot_sends(api, text="读者的")
        _, body = await anext(events)
        assert body["message"]["text"] == "读者的"
    assert "别人的" not in (await client.get("/state")).text


async def test_a_closed_page_is_forgotten(client: httpx.AsyncClient, page: ChatPage) -> None:
    async with stream(client):
        assert len(page.listeners) == 1
    await until_seen(lambda: list(page.listeners), lambda listeners: not listeners)


async def test_the_digest_button_calls_back(client: httpx.AsyncClient, page: ChatPage) -> None:
    assert (await client.post("/digest", json={})).json() == {"text": "推送了 2 条"}

    async def fail() -> str:
        raise RuntimeError("the database is on fire")

    page.digest_now = fail
    failed = await client.post("/digest", json={})
    assert (failed.status_code, "fire" in failed.text) == (500, False)
    page.digest_now = None
    assert (await client.post("/digest", json={})).status_code == 404
    assert (await client.get("/state")).json()["hasDigest"] is False


async def test_only_web_addresses_become_links(client: httpx.AsyncClient, api: BotApi) -> None:
    api.user(1, started=True)
    source = (
        '<a href="https://example.com/?a=1&amp;b=&quot;">好</a> <a href="tg://resolve?domain=x">不</a> /park'
    )
    await bot_sends(api, text=source, parse_mode="HTML")
    (message,) = (await client.get("/state")).json()["chats"]["reader"]["messages"]
    assert message["html"] == (
        '<a href="https://example.com/?a=1&amp;b=&quot;" target="_blank" rel="noopener noreferrer">好</a> 不'
        ' <a class="command" href="#" data-command="/park">/park</a>'
    )


async def test_a_quote_stands_on_lines_of_its_own(client: httpx.AsyncClient, api: BotApi) -> None:
    api.user(1, started=True)
    await bot_sends(api, text="上\n<blockquote>引</blockquote>\n下\n末", parse_mode="HTML")
    (message,) = (await client.get("/state")).json()["chats"]["reader"]["messages"]
    assert message["html"] == "上<blockquote>引</blockquote>下\n末"


async def test_a_port_in_use_is_named(api: BotApi, page: ChatPage) -> None:
    with pytest.raises(PortInUse) as problem:
        async with ChatPage(api, page.speakers, port=page.port):
            pass
    assert problem.value.port == page.port
