"""The colours of buttons: the three that there are, kept and handed back; any other is refused."""

from __future__ import annotations

from typing import Any

import pytest
from telegram import InlineKeyboardButton, InlineKeyboardMarkup
from telegram.error import BadRequest

from playground.standin.bot_api import BotApi
from playground.standin.user import User
from tests.stand_in import bot_over


@pytest.fixture
def api() -> BotApi:
    return BotApi()


@pytest.fixture
def reader(api: BotApi) -> User:
    return api.user(7, started=True)


def keyboard(style: Any) -> InlineKeyboardMarkup:
    return InlineKeyboardMarkup.from_button(
        InlineKeyboardButton("删除", callback_data="delete:1", api_kwargs={"style": style})
    )


@pytest.mark.parametrize("style", ["danger", "success", "primary"])
async def test_a_style_is_kept(api: BotApi, reader: User, style: str) -> None:
    async with bot_over("in process", api) as bot:
        sent = await bot.send_message(7, "x", reply_markup=keyboard(style))
    assert reader.chat.last.button("删除").style == style
    assert sent.reply_markup is not None
    assert sent.reply_markup.to_dict()["inline_keyboard"][0][0]["style"] == style


@pytest.mark.parametrize(("style", "kept"), [("DANGER", "danger"), ("default", ""), ("", ""), (None, "")])
async def test_styles_are_read_as_telegram_reads_them(
    api: BotApi, reader: User, style: Any, kept: str
) -> None:
    button = {"text": "x", "callback_data": "a", "style": style}
    markup = {"inline_keyboard": [[button]]}
    answer = await api.handle(api.token, "sendMessage", {"chat_id": 7, "text": "x", "reply_markup": markup})
    assert answer.status == 200
    assert reader.chat.last.button("x").style == kept


@pytest.mark.parametrize("style", ["red", "secondary", " danger", 1])
async def test_any_other_is_refused(api: BotApi, reader: User, style: Any) -> None:
    async with bot_over("in process", api) as bot:
        with pytest.raises(BadRequest, match=r"invalid button style specified$"):
            await bot.send_message(7, "x", reply_markup=keyboard(style))
    assert reader.messages == []


async def test_another_style_is_a_change(api: BotApi, reader: User) -> None:
    async with bot_over("in process", api) as bot:
        sent = await bot.send_message(7, "x", reply_markup=keyboard("danger"))
        with pytest.raises(BadRequest, match=r"^Message is not modified"):
            await bot.edit_message_reply_markup(7, sent.message_id, reply_markup=keyboard("danger"))
        await bot.edit_message_reply_markup(7, sent.message_id, reply_markup=keyboard("success"))
    assert reader.chat.last.button("删除").style == "success"
