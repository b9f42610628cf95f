"""getUpdates, the command menus and the bot's own words about itself."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest
from telegram import (
    Bot,
    BotCommand,
    BotCommandScopeAllGroupChats,
    BotCommandScopeAllPrivateChats,
    BotCommandScopeChat,
)
from telegram.error import BadRequest, Conflict, EndPointNotFound, InvalidToken

from playground.standin.bot_api import BotApi
from playground.standin.user import User
from tests.stand_in import WAYS, bot_over


@pytest.fixture
def api() -> BotApi:
    return BotApi()


@pytest.fixture
def reader(api: BotApi) -> User:
    return api.user(7, "小李")


@pytest.fixture(params=WAYS)
async def bot(request: pytest.FixtureRequest, api: BotApi) -> AsyncIterator[Bot]:
    async with bot_over(request.param, api) as bot:
        yield bot


async def test_updates_come_until_they_are_confirmed(bot: Bot, reader: User) -> None:
    for text in ("a", "b", "c"):
        reader.send(text)
    first = await bot.get_updates(limit=2)
    assert [update.message.text for update in first] == ["a", "b"]
    assert await bot.get_updates(limit=2) == first
    rest = await bot.get_updates(offset=first[-1].update_id + 1)
    assert [update.message.text for update in rest] == ["c"]
    assert await bot.get_updates(offset=first[0].update_id) == rest


async def test_a_negative_offset_keeps_the_newest(bot: Bot, reader: User) -> None:
    for text in ("a", "b", "c"):
        reader.send(text)
    assert [update.message.text for update in await bot.get_updates(offset=-1)] == ["c"]
    assert [update.message.text for update in await bot.get_updates()] == ["c"]


async def test_a_long_poll_ends_with_the_first_update(bot: Bot, api: BotApi, reader: User) -> None:
    poll = asyncio.create_task(bot.get_updates(timeout=30))
    await api.wait_until(lambda: api.updates.is_polled)
    reader.send("来了")
    assert [update.message.text for update in await poll] == ["来了"]


async def test_a_second_poll_ends_the_first_with_a_conflict(bot: Bot, api: BotApi, reader: User) -> None:
    first = asyncio.create_task(bot.get_updates(timeout=30))
    await api.wait_until(lambda: api.updates.is_polled)
    async with bot_over("in process", api) as other:
        second = asyncio.create_task(other.get_updates(timeout=30))
        with pytest.raises(Conflict) as conflict:
            await first
        assert conflict.value.message == (
            "Conflict: terminated by other getUpdates request;"
            " make sure that only one bot instance is running"
        )
        reader.send("x")
        assert len(await second) == 1


async def test_a_poll_that_went_away_takes_no_update_along(bot: Bot, api: BotApi, reader: User) -> None:
    poll = asyncio.create_task(bot.get_updates(timeout=30))
    await api.wait_until(lambda: api.updates.is_polled)
    poll.cancel()
    await api.wait_until(lambda: not api.updates.is_polled)
    reader.send("x")
    assert len(await bot.get_updates()) == 1


async def test_only_the_wanted_kinds_come(bot: Bot, api: BotApi, reader: User) -> None:
    await bot.get_updates(allowed_updates=["my_chat_member"])
    reader.send("x")
    reader.block()
    assert [update.my_chat_member is not None for update in await bot.get_updates()] == [True]


async def test_edits_arrive_as_edits(bot: Bot, reader: User) -> None:
    message = reader.send("/park 临猗")
    reader.edit(message, "/park 临汾")
    updates = await bot.get_updates()
    assert [update.edited_message.text for update in updates if update.edited_message] == ["/park 临汾"]
    assert [each.text for each in reader.messages] == ["/park 临汾"]


async def test_delete_webhook_can_drop_what_is_pending(bot: Bot, reader: User) -> None:
    reader.send("x")
    await bot.delete_webhook()
    assert len(await bot.get_updates()) == 1
    await bot.delete_webhook(drop_pending_updates=True)
    assert await bot.get_updates() == ()


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"url": "http://bot.example.org/"}, "An HTTPS URL must be provided for webhook"),
        ({"url": "https://bot.example.org:8080/"}, "only on ports 80, 88, 443 or 8443"),
        ({"secret_token": "a.b"}, "secret token contains unallowed characters"),
        ({"secret_token": "a" * 257}, "secret token is too long"),
    ],
)
async def test_a_webhook_has_its_rules(bot: Bot, wrong: dict[str, Any], words: str) -> None:
    with pytest.raises(BadRequest, match=f"(?i){words}"):
        await bot.set_webhook(**({"url": "https://bot.example.org/", "secret_token": "a"} | wrong))


async def test_where_a_webhook_is_set_polls_are_refused(bot: Bot, reader: User) -> None:
    await bot.set_webhook("https://bot.example.org:8443/x", allowed_updates=["message"], max_connections=7)
    reader.send("x")
    info = await bot.get_webhook_info()
    assert (info.url, info.pending_update_count) == ("https://bot.example.org:8443/x", 1)
    assert (info.allowed_updates, info.max_connections) == (("message",), 7)
    with pytest.raises(Conflict, match="while webhook is active"):
        await bot.get_updates()
    await bot.delete_webhook()
    assert (await bot.get_webhook_info()).url == ""
    assert len(await bot.get_updates()) == 1


async def test_each_audience_has_its_menu(bot: Bot, api: BotApi) -> None:
    await bot.set_my_commands([("park", "查园区")])
    await bot.set_my_commands([("follow", "关注")], scope=BotCommandScopeAllPrivateChats())
    await bot.set_my_commands([("status", "状态")], scope=BotCommandScopeChat(1))
    await bot.set_my_commands([("latest", "最新")], scope=BotCommandScopeAllGroupChats())

    def menu(chat_id: int, *, is_private: bool = True) -> list[str]:
        return [each.command for each in api.menus.shown_to(chat_id, 7, is_private=is_private)]

    assert (menu(7), menu(1), menu(-5, is_private=False)) == (["follow"], ["status"], ["latest"])
    assert [each.command for each in await bot.get_my_commands()] == ["park"]
    await bot.delete_my_commands(scope=BotCommandScopeAllPrivateChats())
    assert menu(7) == ["park"]


@pytest.mark.parametrize("name", ["园区", "Park", "a b", "a" * 33, "/park"])
async def test_command_names_are_small_ascii(bot: Bot, name: str) -> None:
    with pytest.raises(BadRequest, match=r"^Bot_command_invalid$"):
        await bot.set_my_commands([BotCommand(name, "查园区")])
    with pytest.raises(BadRequest, match=r"^Bot_command_description_invalid$"):
        await bot.set_my_commands([BotCommand("park", "字" * 257)])


async def test_the_bot_describes_itself(bot: Bot) -> None:
    await bot.set_my_description("报纸上的园区新闻")
    await bot.set_my_short_description("园区快报")
    assert (await bot.get_my_description()).description == "报纸上的园区新闻"
    assert (await bot.get_my_short_description()).short_description == "园区快报"
    with pytest.raises(BadRequest):
        await bot.set_my_short_description("字" * 121)


@pytest.mark.parametrize("way", WAYS)
async def test_wrong_tokens_are_refused(api: BotApi, way: str) -> None:
    async with bot_over(way, api, token="1234567890:another-token-of-the-right-form-000000") as bot:
        with pytest.raises(InvalidToken, match=r"^Unauthorized$"):
            await bot.get_me()
    async with bot_over(way, api, token="nonsense") as bot:
        with pytest.raises(InvalidToken, match=r"^Not Found$"):
            await bot.get_me()
    assert not api.calls


async def test_unknown_methods_are_not_found(bot: Bot) -> None:
    await bot.initialize()
    with pytest.raises(EndPointNotFound):
        await bot.do_api_request("makeCoffee")


async def test_get_me_knows_the_bot(bot: Bot) -> None:
    me = await bot.get_me()
    assert (me.username, me.first_name, me.is_bot) == ("park_briefs_bot", "园区快报", True)
