"""Changing what was sent: what Telegram refuses, in which words, and what a chat shows afterwards."""

from __future__ import annotations

import datetime as dt
from collections.abc import AsyncIterator

import pytest
from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup, LinkPreviewOptions
from telegram.error import BadRequest, ChatMigrated, Forbidden, RetryAfter

from playground.standin import call_faults, refusal
from playground.standin.bot_api import BotApi
from playground.standin.control import Control
from playground.standin.user import User
from tests.stand_in import WAYS, bot_over

NOT_FOUND = r"^Message to edit not found$"
NOT_EDITABLE = r"^Message can't be edited$"
MARKUP = InlineKeyboardMarkup.from_button(InlineKeyboardButton("好", callback_data="a"))


@pytest.fixture
def api() -> BotApi:
    return BotApi()


@pytest.fixture
def reader(api: BotApi) -> User:
    return api.user(7, "小李", started=True)


@pytest.fixture(params=WAYS)
async def bot(request: pytest.FixtureRequest, api: BotApi) -> AsyncIterator[Bot]:
    async with bot_over(request.param, api) as bot:
        yield bot


async def test_a_chat_shows_what_stands_there_now_and_how_often_it_was_edited(
    bot: Bot, api: BotApi, reader: User
) -> None:
    first = await bot.send_message(7, "甲")
    reader.send("乙")
    await bot.send_message(7, "丙")
    await bot.edit_message_text("甲二", 7, first.message_id)
    edited = await bot.edit_message_text("<b>甲三</b>", 7, first.message_id, parse_mode="HTML")
    assert (reader.chat.texts, reader.chat.edits) == (["甲三", "丙"], [2, 0])
    assert not isinstance(edited, bool)
    assert (edited.text, [entity.type for entity in edited.entities]) == ("甲三", ["bold"])
    assert edited.edit_date is not None and first.edit_date is None
    told = await Control(api).answer("messages", {"chat_id": 7})
    assert b'"text": "\xe7\x94\xb2\xe4\xb8\x89", "edits": 2' in told.body


async def test_an_edit_says_when_it_was() -> None:
    times = [dt.datetime(2026, 4, 4, tzinfo=dt.UTC)]
    api = BotApi(now=lambda: times[-1])
    api.user(7, started=True)
    async with bot_over("in process", api) as bot:
        sent = await bot.send_message(7, "x")
        times.append(times[0] + dt.timedelta(days=400))
        edited = await bot.edit_message_text("y", 7, sent.message_id)
    assert not isinstance(edited, bool)
    assert (edited.date, edited.edit_date) == (times[0], times[1])


async def test_what_its_reader_deleted_is_not_found(bot: Bot, reader: User) -> None:
    kept, gone = await bot.send_message(7, "留"), await bot.send_message(7, "删")
    found = reader.chat.find(gone.message_id)
    assert found is not None
    reader.delete(found)
    for edit in (
        bot.edit_message_text("x", 7, gone.message_id),
        bot.edit_message_reply_markup(7, gone.message_id, reply_markup=MARKUP),
    ):
        with pytest.raises(BadRequest, match=NOT_FOUND):
            await edit
    await bot.edit_message_text("还在", 7, kept.message_id)
    assert reader.chat.texts == ["还在"]
    assert await bot.get_updates() == (), "nobody tells a bot of it"


@pytest.mark.parametrize("named", [True, False])
async def test_messages_can_be_made_uneditable(bot: Bot, api: BotApi, reader: User, named: bool) -> None:
    sent = await bot.send_message(7, "x")
    other = await bot.send_message(7, "y")
    api.make_uneditable(7, *([sent.message_id] if named else []))
    for edit in (
        bot.edit_message_text("z", 7, sent.message_id),
        bot.edit_message_reply_markup(7, sent.message_id, reply_markup=MARKUP),
    ):
        with pytest.raises(BadRequest, match=NOT_EDITABLE):
            await edit
    if named:
        await bot.edit_message_text("z", 7, other.message_id)
    assert reader.chat.edits == [0, int(named)]


async def test_edits_of_one_chat_can_be_refused_in_any_way(bot: Bot, api: BotApi, reader: User) -> None:
    sent = await bot.send_message(7, "x")
    for refused, error in (
        (refusal.not_editable(), BadRequest),
        (refusal.edit_not_found(), BadRequest),
        (refusal.not_modified(), BadRequest),
        (refusal.too_many_requests(30), RetryAfter),
    ):
        api.inject("editMessageText", call_faults.Error.of(refused), chat_id=7)
        with pytest.raises(error):
            await bot.edit_message_text("y", 7, sent.message_id)
    assert reader.chat.texts == ["x"]
    await bot.edit_message_text("y", 7, sent.message_id)


async def test_a_stand_in_elsewhere_is_told_what_is_deleted_and_what_stays_as_it_is(
    bot: Bot, api: BotApi, reader: User
) -> None:
    control = Control(api)
    one, two = await bot.send_message(7, "1"), await bot.send_message(7, "2")
    gone = {"chat_id": 7, "message_id": one.message_id}
    assert (await control.answer("delete", gone)).status == 200
    assert (await control.answer("delete", gone)).status == 400
    assert (await control.answer("uneditable", {"chat_id": 7})).status == 200
    with pytest.raises(BadRequest, match=NOT_FOUND):
        await bot.edit_message_text("x", 7, one.message_id)
    with pytest.raises(BadRequest, match=NOT_EDITABLE):
        await bot.edit_message_text("x", 7, two.message_id)


async def test_where_the_bot_may_not_write_it_may_not_edit(bot: Bot, api: BotApi, reader: User) -> None:
    sent = await bot.send_message(7, "x")
    reader.block()
    with pytest.raises(Forbidden, match=r"^Forbidden: bot was blocked by the user$"):
        await bot.edit_message_text("y", 7, sent.message_id)
    reader.unblock()
    await bot.edit_message_text("y", 7, sent.message_id)
    reader.deactivate()
    with pytest.raises(Forbidden, match=r"^Forbidden: user is deactivated$"):
        await bot.edit_message_reply_markup(7, sent.message_id, reply_markup=MARKUP)
    group = api.supergroup("园区群")
    posted = await bot.send_message(group.id, "x")
    group.remove_bot(reader)
    with pytest.raises(Forbidden, match=r"^Forbidden: bot was kicked from the supergroup chat$"):
        await bot.edit_message_text("y", group.id, posted.message_id)


async def test_numbers_of_a_group_mean_nothing_in_its_supergroup(bot: Bot, api: BotApi, reader: User) -> None:
    group = api.group("园区群", owner=reader)
    for _ in range(5):
        sent = await bot.send_message(group.id, "x")
    new = group.migrate(reader)
    with pytest.raises(ChatMigrated) as moved:
        await bot.edit_message_text("y", group.id, sent.message_id)
    assert moved.value.new_chat_id == new.id
    with pytest.raises(BadRequest, match=NOT_FOUND):
        await bot.edit_message_text("y", new.id, sent.message_id)
    with pytest.raises(BadRequest, match=NOT_EDITABLE):
        await bot.edit_message_text("y", new.id, new.messages[0].message_id)
    assert (group.texts, new.texts) == (["x"] * 5, [])


async def test_an_edit_decides_anew_about_the_preview_of_a_link(bot: Bot, reader: User) -> None:
    link, none = "看 https://example.com/4", LinkPreviewOptions(is_disabled=True)
    sent = await bot.send_message(7, link, link_preview_options=none)
    with pytest.raises(BadRequest, match=r"^Message is not modified"):
        await bot.edit_message_text(link, 7, sent.message_id, link_preview_options=none)
    await bot.edit_message_text(link, 7, sent.message_id)
    assert reader.chat.last.preview
    await bot.edit_message_text("没有链接", 7, sent.message_id)
    with pytest.raises(BadRequest, match=r"^Message is not modified"):
        await bot.edit_message_text("没有链接", 7, sent.message_id, link_preview_options=none)


async def test_who_may_change_posts_of_a_channel(bot: Bot, api: BotApi, reader: User) -> None:
    channel = api.channel("园区频道", owner=reader)
    own, theirs = await bot.send_message(channel.id, "x"), reader.send("y", channel)
    await bot.edit_message_text("由机器人改", channel.id, theirs.message_id)
    channel.promote_bot(reader, ["can_post_messages"])
    await bot.edit_message_text("x2", channel.id, own.message_id)
    with pytest.raises(BadRequest, match=NOT_EDITABLE):
        await bot.edit_message_text("z", channel.id, theirs.message_id)
    channel.promote_bot(reader, ["can_manage_chat"])
    with pytest.raises(BadRequest, match=NOT_EDITABLE):
        await bot.edit_message_text("x3", channel.id, own.message_id)


@pytest.mark.parametrize(
    ("text", "refused"),
    [
        ("", r"^Message text is empty$"),
        ("\u3000\n", r"^Message text is empty$"),
        ("字" * 4097, r"^Message_too_long$"),
        ("<b>x", r"^Can't parse entities: can't find end tag corresponding to start tag \"b\"$"),
    ],
)
async def test_the_new_text_is_looked_at_as_a_new_message_is(
    bot: Bot, reader: User, text: str, refused: str
) -> None:
    sent = await bot.send_message(7, "x")
    with pytest.raises(BadRequest, match=refused):
        await bot.edit_message_text(text, 7, sent.message_id, parse_mode="HTML")
    assert (reader.chat.texts, reader.chat.edits) == (["x"], [0])
