"""Sending, editing and deleting: what Telegram refuses, and in which words.

python-telegram-bot puts the first letter of a description in upper case and all others in lower case.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import AsyncIterator

import pytest
from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup, MessageEntity, ReplyParameters
from telegram.error import BadRequest, Forbidden, TelegramError

from playground.standin.bot_api import BotApi
from playground.standin.user import User
from tests.stand_in import WAYS, bot_over

NOT_MODIFIED = (
    "Message is not modified: specified new message content and reply markup are exactly the same as"
    " a current content and reply markup of the message"
)
EMOJI = "\U0001f3ed"  # two UTF-16 code units, four bytes


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


def keyboard(*buttons: InlineKeyboardButton) -> InlineKeyboardMarkup:
    return InlineKeyboardMarkup([[button] for button in buttons])


async def test_a_message_stands_in_the_chat_as_the_reader_sees_it(bot: Bot, reader: User) -> None:
    sent = await bot.send_message(
        7,
        "<b>临猗</b> &lt;5&gt; 新项目\n",
        parse_mode="HTML",
        reply_markup=keyboard(InlineKeyboardButton("全文", callback_data="full:12")),
        disable_notification=True,
    )
    message = reader.chat.last
    assert (sent.message_id, sent.text) == (message.message_id, "临猗 <5> 新项目")
    assert message.html == "<b>临猗</b> &lt;5&gt; 新项目"
    assert message.buttons == (("全文",),)
    assert (message.from_bot, message.silent) == (True, True)
    assert sent.parse_entity(sent.entities[0]) == "临猗"


@pytest.mark.parametrize("text", ["", " \n ", "<b></b>", "\u3000\u200b", "\0"])
async def test_empty_text_is_refused(bot: Bot, reader: User, text: str) -> None:
    with pytest.raises(BadRequest, match=r"^Message text is empty$"):
        await bot.send_message(7, text, parse_mode="HTML")
    assert reader.messages == []


async def test_text_is_counted_in_utf16_after_parsing(bot: Bot, reader: User) -> None:
    await bot.send_message(7, f"<b>{EMOJI * 2048}</b>&amp;"[:-5], parse_mode="HTML")
    with pytest.raises(BadRequest, match=r"^Message is too long$"):
        await bot.send_message(7, EMOJI * 2048 + "字")
    with pytest.raises(BadRequest, match=r"^Message_too_long$"):
        await bot.edit_message_text("字" * 4097, 7, reader.chat.last.message_id)
    assert len(reader.messages) == 1


async def test_bad_html_is_refused_with_the_place(bot: Bot, reader: User) -> None:
    with pytest.raises(BadRequest) as refused:
        await bot.send_message(7, "园区<b>简报", parse_mode="HTML")
    assert (
        refused.value.message == "Can't parse entities: can't find end tag corresponding to start tag \"b\""
    )
    assert reader.messages == []


async def test_unknown_parse_mode_is_refused(bot: Bot, reader: User) -> None:
    with pytest.raises(BadRequest, match=r"^Unsupported parse_mode$"):
        await bot.send_message(7, "x", parse_mode="BBCode")


@pytest.mark.parametrize("data", ["字" * 21 + "ab", "x" * 65])
async def test_callback_data_is_counted_in_bytes(bot: Bot, reader: User, data: str) -> None:
    await bot.send_message(7, "x", reply_markup=keyboard(InlineKeyboardButton("好", callback_data=data[:-1])))
    with pytest.raises(BadRequest, match=r"^Button_data_invalid$"):
        await bot.send_message(7, "x", reply_markup=keyboard(InlineKeyboardButton("好", callback_data=data)))


async def test_buttons_need_a_text_and_something_to_do(bot: Bot, reader: User) -> None:
    with pytest.raises(BadRequest, match="button text must be non-empty"):
        await bot.send_message(7, "x", reply_markup=keyboard(InlineKeyboardButton(" ", callback_data="a")))
    with pytest.raises(BadRequest, match="text buttons are unallowed in the inline keyboard"):
        await bot.send_message(7, "x", reply_markup=keyboard(InlineKeyboardButton("好")))
    with pytest.raises(BadRequest, match="is invalid: wrong http url"):
        await bot.send_message(7, "x", reply_markup=keyboard(InlineKeyboardButton("好", url="park:12")))
    assert reader.messages == []


async def test_an_edit_changes_the_message_in_place(bot: Bot, reader: User) -> None:
    await bot.send_message(
        7, "第一页", reply_markup=keyboard(InlineKeyboardButton("下一页", callback_data="n"))
    )
    message = reader.chat.last
    await bot.edit_message_text("第二页", 7, message.message_id)
    assert [each.text for each in reader.messages] == ["第二页"]
    assert (message.buttons, message.edits) == ((), 1)


async def test_an_edit_that_changes_nothing_is_refused(bot: Bot, reader: User) -> None:
    markup = keyboard(InlineKeyboardButton("好", callback_data="a"))
    sent = await bot.send_message(7, "<b>x</b>", parse_mode="HTML", reply_markup=markup)
    with pytest.raises(BadRequest) as refused:
        await bot.edit_message_text(
            "<strong>x</strong> ", 7, sent.message_id, parse_mode="HTML", reply_markup=markup
        )
    assert refused.value.message == NOT_MODIFIED
    with pytest.raises(BadRequest, match=r"^Message is not modified"):
        await bot.edit_message_reply_markup(7, sent.message_id, reply_markup=markup)
    await bot.edit_message_text("x", 7, sent.message_id, reply_markup=markup)
    await bot.edit_message_reply_markup(7, sent.message_id)


async def test_only_own_text_messages_that_exist_can_be_edited(bot: Bot, reader: User) -> None:
    theirs = reader.send("你好")
    with pytest.raises(BadRequest, match=r"^Message can't be edited$"):
        await bot.edit_message_text("x", 7, theirs.message_id)
    with pytest.raises(BadRequest, match=r"^Message to edit not found$"):
        await bot.edit_message_text("x", 7, 999)
    document = await bot.send_document(7, b"{}", filename="导出.json")
    with pytest.raises(BadRequest, match=r"^There is no text in the message to edit$"):
        await bot.edit_message_text("x", 7, document.message_id)


async def test_deleted_messages_are_gone(bot: Bot, reader: User) -> None:
    sent = await bot.send_message(7, "x")
    await bot.delete_message(7, sent.message_id)
    assert reader.messages == []
    with pytest.raises(BadRequest, match=r"^Message to delete not found$"):
        await bot.delete_message(7, sent.message_id)


async def test_messages_older_than_two_days_stay() -> None:
    times = [dt.datetime(2026, 4, 4, tzinfo=dt.UTC)]
    api = BotApi(now=lambda: times[-1])
    api.user(7, started=True)
    async with bot_over("in process", api) as bot:
        sent = await bot.send_message(7, "x")
        times.append(times[0] + dt.timedelta(hours=48, seconds=1))
        with pytest.raises(BadRequest, match=r"^Message can't be deleted$"):
            await bot.delete_message(7, sent.message_id)


async def test_replies_need_their_original(bot: Bot, reader: User) -> None:
    asked = reader.send("/park")
    answer = await bot.send_message(7, "x", reply_parameters=ReplyParameters(asked.message_id))
    assert answer.reply_to_message is not None and answer.reply_to_message.text == "/park"
    with pytest.raises(BadRequest, match=r"^Message to be replied not found$"):
        await bot.send_message(7, "x", reply_parameters=ReplyParameters(999))
    await bot.send_message(7, "x", reply_parameters=ReplyParameters(999, allow_sending_without_reply=True))


async def test_a_document_keeps_its_name_and_can_be_downloaded(bot: Bot, reader: User) -> None:
    data = "临猗".encode() * 1000
    sent = await bot.send_document(
        7, data, filename="我的数据.json", caption="<i>导出</i>", parse_mode="HTML"
    )
    message = reader.chat.last
    assert message.document is not None
    assert (message.document.filename, message.document.data) == ("我的数据.json", data)
    assert (sent.caption, message.html) == ("导出", "<i>导出</i>")
    with pytest.raises(BadRequest, match=r"^Message caption is too long$"):
        await bot.send_document(7, data, caption="字" * 1025)
    again = await bot.send_document(7, sent.document.file_id)
    assert again.document == sent.document
    with pytest.raises(BadRequest, match=r"^File must be non-empty$"):
        await bot.send_document(7, b"", filename="空.txt")


async def test_an_upload_arrives_with_its_name_and_content(bot: Bot, api: BotApi, reader: User) -> None:
    page = "科学导报 4月4日".encode("gb18030")
    reader.send_document(page, "科学导报 第4版.txt")
    (update,) = await bot.get_updates()
    assert update.message is not None and update.message.document is not None
    document = update.message.document
    assert (document.file_name, document.mime_type) == ("科学导报 第4版.txt", "text/plain")
    assert bytes(await (await document.get_file()).download_as_bytearray()) == page


async def test_files_over_20_mb_cannot_be_fetched(bot: Bot, api: BotApi, reader: User) -> None:
    limit = 20 * 1024 * 1024
    small = reader.send_document(bytes(limit), "a.pdf").document
    large = reader.send_document(bytes(limit + 1), "b.pdf").document
    assert small is not None and large is not None
    await bot.get_file(small.file_id)
    with pytest.raises(BadRequest, match=r"^File is too big$"):
        await bot.get_file(large.file_id)
    with pytest.raises(BadRequest, match=r"^Invalid file_id$"):
        await bot.get_file("nonsense")
    with pytest.raises(TelegramError, match="Not Found"):
        await bot.request.retrieve(f"{bot.base_file_url}/documents/file_99.txt")


async def test_a_press_is_answered_once_and_soon(api: BotApi) -> None:
    clock = [0.0]
    api.clock = lambda: clock[0]
    reader = api.user(7, started=True)
    async with bot_over("in process", api) as bot:
        markup = keyboard(InlineKeyboardButton("关注", callback_data="follow:12"))
        await bot.send_message(7, "x", reply_markup=markup)
        press = reader.press(reader.chat.last, "关注")
        (update,) = await bot.get_updates()
        assert update.callback_query is not None
        assert (update.callback_query.data, update.callback_query.from_user.id) == ("follow:12", 7)
        with pytest.raises(BadRequest, match=r"^Message_too_long$"):
            await update.callback_query.answer("字" * 201)
        await update.callback_query.answer("已关注", show_alert=True)
        assert press.answer is not None
        assert (press.answer.text, press.answer.is_alert) == ("已关注", True)
        too_old = r"^Query is too old and response timeout expired or query id is invalid$"
        with pytest.raises(BadRequest, match=too_old):
            await update.callback_query.answer()
        late = reader.press(reader.chat.last, "follow:12")
        clock[0] = 16.0
        with pytest.raises(BadRequest, match=too_old):
            await bot.answer_callback_query(late.id)


async def test_users_press_only_buttons_that_are_there(bot: Bot, reader: User) -> None:
    markup = keyboard(InlineKeyboardButton("原文", url="https://example.com"))
    await bot.send_message(7, "x", reply_markup=markup)
    for label in ("关注", "原文"):
        with pytest.raises(LookupError):
            reader.press(reader.chat.last, label)


async def test_chat_actions_are_known_ones(bot: Bot, reader: User) -> None:
    await bot.send_chat_action(7, "typing")
    assert reader.chat.actions == ["typing"]
    with pytest.raises(BadRequest, match=r"^Wrong parameter action in request$"):
        await bot.send_chat_action(7, "dancing")


async def test_a_bot_cannot_write_first(bot: Bot, api: BotApi) -> None:
    with pytest.raises(BadRequest, match=r"^Chat not found$"):
        await bot.send_message(8, "x")
    api.user(8)
    with pytest.raises(Forbidden, match=r"bot can't initiate conversation with a user$"):
        await bot.send_message(8, "x")


async def test_commands_carry_an_entity_only_where_telegram_sees_one(bot: Bot, reader: User) -> None:
    texts = ["/park 临猗", "/园区 临猗", "/park临猗", "园/park", f"{EMOJI} /park@park_briefs_bot x"]
    for text in texts:
        reader.send(text)
    updates = await bot.get_updates()
    found = [update.message.parse_entities([MessageEntity.BOT_COMMAND]) for update in updates]
    assert [list(each.values()) for each in found] == [["/park"], [], [], [], ["/park@park_briefs_bot"]]
