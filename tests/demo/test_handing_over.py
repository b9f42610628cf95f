"""What people hand over on the chat page, and how it shows that: albums, long texts, forwards."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest

from playground.demo.chat_page import ChatPage
from playground.standin.bot_api import BotApi
from playground.standin.origin import ChannelOrigin


@pytest.fixture
def api() -> BotApi:
    return BotApi()


@pytest.fixture
async def client(api: BotApi) -> AsyncIterator[httpx.AsyncClient]:
    people = {"reader": api.user(1, "读者"), "editor": api.user(2, "编辑"), "owner": api.user(3, "所有者")}
    async with ChatPage(api, people) as page, httpx.AsyncClient(base_url=page.url) as client:
        yield client


async def shown(client: httpx.AsyncClient, role: str) -> list[dict[str, Any]]:
    """What the page shows of somebody's chat."""
    messages: list[dict[str, Any]] = (await client.get("/state")).json()["chats"][role]["messages"]
    return messages


async def test_several_files_at_once_are_an_album(client: httpx.AsyncClient, api: BotApi) -> None:
    files = [("file", (f"第{number}版.txt", str(number).encode(), "text/plain")) for number in (1, 2, 3)]
    answer = await client.post("/upload", data={"speaker": "editor"}, files=files)
    sent = api.user(2).messages
    assert answer.json() == {"ids": [message.message_id for message in sent]}
    assert [message.document and (message.document.filename, message.document.data) for message in sent] == [
        ("第1版.txt", b"1"),
        ("第2版.txt", b"2"),
        ("第3版.txt", b"3"),
    ]
    assert len({message.media_group_id for message in sent}) == 1
    assert [each["album"] for each in await shown(client, "editor")] == [sent[0].media_group_id] * 3
    await client.post("/upload", data={"speaker": "editor"}, files=files[:1])
    assert (await shown(client, "editor"))[-1]["album"] == ""


async def test_a_text_longer_than_a_message_is_several(client: httpx.AsyncClient, api: BotApi) -> None:
    text = "\n".join(["临猗示范区" * 100] * 12)
    answer = await client.post("/send", json={"speaker": "editor", "text": text})
    sent = api.user(2).messages
    assert answer.json() == {"ids": [message.message_id for message in sent]}
    assert len(sent) == 2
    assert "\n".join(message.text for message in sent) == text


async def test_anybodys_message_can_be_forwarded_to_the_bot(client: httpx.AsyncClient, api: BotApi) -> None:
    said = api.user(2).send("请把我加为编辑")
    answer = await client.post(
        "/forward", json={"speaker": "owner", "from": "editor", "messageId": said.message_id}
    )
    (forwarded,) = api.user(3).messages
    assert answer.json() == {"ids": [forwarded.message_id]}
    update = forwarded.to_json()
    assert (update["forward_origin"]["sender_user"]["id"], update["from"]["id"]) == (2, 3)
    (message,) = await shown(client, "owner")
    assert (message["text"], message["forwardedFrom"]) == ("请把我加为编辑", "编辑")
    missing = {"speaker": "owner", "from": "reader", "messageId": said.message_id}
    assert (await client.post("/forward", json=missing)).status_code == 404


async def test_a_forwarded_post_names_its_channel(client: httpx.AsyncClient, api: BotApi) -> None:
    channel = api.channel("新华<b>视点", username="xinhua", bot=None)
    api.user(2).forward_text("头条", ChannelOrigin(channel, 7))
    (message,) = await shown(client, "editor")
    assert message["forwardedFrom"] == "新华<b>视点"


async def test_the_colour_of_a_button_reaches_the_page(client: httpx.AsyncClient, api: BotApi) -> None:
    api.user(2, started=True)
    row = [{"text": "删", "callback_data": "a", "style": "danger"}, {"text": "好", "callback_data": "b"}]
    markup = {"inline_keyboard": [row]}
    await api.handle(api.token, "sendMessage", {"chat_id": 2, "text": "x", "reply_markup": markup})
    (message,) = await shown(client, "editor")
    assert [button["style"] for button in message["buttons"][0]] == ["danger", ""]
