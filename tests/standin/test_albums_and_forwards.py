"""What editors hand over: albums of files, forwarded messages, and texts longer than a message."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from telegram import (
    Bot,
    Message,
    MessageEntity,
    MessageOriginChannel,
    MessageOriginChat,
    MessageOriginHiddenUser,
    MessageOriginUser,
)

from playground.standin.api_limits import MAX_TEXT
from playground.standin.bot_api import BotApi
from playground.standin.entities import utf16_length
from playground.standin.long_text import cut
from playground.standin.origin import LONG_AGO, ChannelOrigin, HiddenOrigin, UserOrigin
from playground.standin.user import User
from tests.stand_in import WAYS, bot_over

EMOJI = "\U0001f3ed"  # two UTF-16 code units
TEXTS = st.text(st.sampled_from(f"字, 。.?\n \t/#a{EMOJI}"), max_size=200)


@pytest.fixture
def api() -> BotApi:
    return BotApi()


@pytest.fixture
def editor(api: BotApi) -> User:
    return api.user(7, "编辑")


@pytest.fixture(params=WAYS)
async def bot(request: pytest.FixtureRequest, api: BotApi) -> AsyncIterator[Bot]:
    async with bot_over(request.param, api) as bot:
        yield bot


async def heard(bot: Bot) -> list[Message]:
    """The new messages the bot hears of."""
    return [update.message for update in await bot.get_updates() if update.message]


def files(count: int) -> list[tuple[bytes, str]]:
    return [(str(number).encode(), f"第{number}版.txt") for number in range(1, count + 1)]


async def test_an_album_is_a_message_for_each_file(bot: Bot, editor: User) -> None:
    editor.send_album(files(3), "4月4日")
    editor.send_album(files(2))
    messages = await heard(bot)
    assert len({message.message_id for message in messages}) == 5
    assert [message.document.file_name for message in messages if message.document] == [
        *(name for _, name in files(3)),
        *(name for _, name in files(2)),
    ]
    first, second = (
        {each.media_group_id for each in messages[:3]},
        {each.media_group_id for each in messages[3:]},
    )
    assert len(first) == len(second) == 1 and first != second and None not in first | second
    assert [message.caption for message in messages] == [None, None, "4月4日", None, None]


async def test_apps_differ_in_which_file_has_the_caption(bot: Bot, editor: User) -> None:
    editor.send_album(files(2), "4月4日", caption_first=True)
    assert [message.caption for message in await heard(bot)] == ["4月4日", None]


async def test_more_than_ten_files_are_several_albums_and_one_is_none(bot: Bot, editor: User) -> None:
    editor.send_album(files(21), "全部")
    messages = await heard(bot)
    groups = [message.media_group_id for message in messages]
    assert [len(set(groups[:10])), len(set(groups[10:20])), groups[20]] == [1, 1, None]
    assert groups[0] != groups[10]
    assert [message.caption for message in messages if message.caption] == ["全部"]
    assert messages[20].caption == "全部"


def test_apps_send_neither_empty_albums_nor_endless_captions(editor: User) -> None:
    with pytest.raises(ValueError, match="no empty album"):
        editor.send_album([])
    with pytest.raises(ValueError, match="no caption of that length"):
        editor.send_album(files(2), "字" * 1025)
    assert editor.messages == []


async def test_a_forward_tells_where_it_came_from(bot: Bot, api: BotApi, editor: User) -> None:
    channel = api.channel("新华视点", username="xinhua", bot=None)
    editor.forward_text("甲", UserOrigin(api.user(8, "小王", username="wang")))
    editor.forward_text("乙", HiddenOrigin("小张"))
    editor.forward_text("丙 /park", ChannelOrigin(channel, 4711, signature="记者"))
    user, hidden, post = await heard(bot)
    assert isinstance(user.forward_origin, MessageOriginUser)
    assert (user.forward_origin.sender_user.id, user.forward_origin.sender_user.username) == (8, "wang")
    assert (user.text, user.from_user and user.from_user.id) == ("甲", 7)
    assert isinstance(hidden.forward_origin, MessageOriginHiddenUser)
    assert hidden.forward_origin.sender_user_name == "小张"
    assert isinstance(post.forward_origin, MessageOriginChannel)
    origin = post.forward_origin
    assert (origin.chat.id, origin.chat.title, origin.chat.username) == (channel.id, "新华视点", "xinhua")
    assert (origin.message_id, origin.author_signature, origin.date) == (4711, "记者", LONG_AGO)
    assert post.parse_entities([MessageEntity.BOT_COMMAND])


async def test_forwarding_what_somebody_wrote_shows_their_number(bot: Bot, api: BotApi, editor: User) -> None:
    group = api.supergroup("编辑部", bot=None)
    colleague = api.user(8, "小王")
    said = colleague.send("早", group)
    once = editor.forward(said)
    api.user(9, "所有者").forward(once)
    colleague.is_hidden_in_forwards = True
    editor.forward(said)
    first, second, third = await heard(bot)
    for message in (first, second):
        assert isinstance(message.forward_origin, MessageOriginUser)
        assert message.forward_origin.sender_user.id == 8
    assert isinstance(third.forward_origin, MessageOriginHiddenUser)
    assert third.forward_origin.sender_user_name == "小王"


async def test_posts_and_what_is_written_in_a_groups_name_are_forwarded_as_theirs(
    bot: Bot, api: BotApi, editor: User
) -> None:
    channel, group = api.channel("园区频道", bot=None), api.supergroup("编辑部", bot=None)
    post = editor.send("头条", channel)
    editor.forward(post)
    editor.forward(group.write_as(group, "通知"))
    first, second = await heard(bot)
    assert isinstance(first.forward_origin, MessageOriginChannel)
    assert (first.forward_origin.chat.id, first.forward_origin.message_id) == (channel.id, post.message_id)
    assert isinstance(second.forward_origin, MessageOriginChat)
    assert second.forward_origin.sender_chat.id == group.id
    with pytest.raises(ValueError, match="no service message"):
        editor.forward(group.announce(editor, {"forum_topic_closed": {}}))


async def test_a_forwarded_album_is_an_album_of_its_own(bot: Bot, api: BotApi, editor: User) -> None:
    sent = api.user(8).send_album(files(2), "版面", api.supergroup("编辑部", bot=None))
    editor.forward_all([*sent, editor.send("x")])
    _, one, two, text = await heard(bot)
    assert one.media_group_id == two.media_group_id != sent[0].media_group_id
    assert (one.document and one.document.file_name, two.caption) == ("第1版.txt", "版面")
    assert text.media_group_id is None


async def test_a_long_paste_arrives_in_pieces(bot: Bot, editor: User) -> None:
    paragraph = "临猗示范区" * 100 + "。"
    text = "\n".join([paragraph] * 12)
    editor.paste(text)
    pieces = [message.text or "" for message in await heard(bot)]
    assert len(pieces) == 2
    assert "\n".join(pieces) == text
    assert pieces[0].endswith("。"), "between paragraphs"


async def test_some_apps_cut_anywhere(bot: Bot, editor: User) -> None:
    text = "临猗示范区，" * 1000
    editor.paste(text, anywhere=True)
    pieces = [message.text or "" for message in await heard(bot)]
    assert [utf16_length(piece) for piece in pieces] == [4096, 1904]
    assert "".join(pieces) == text


def test_characters_of_two_units_count_twice_and_are_never_halved(editor: User) -> None:
    pieces = editor.paste("x" + EMOJI * 4096, anywhere=True)
    assert [piece.text.count(EMOJI) for piece in pieces] == [2047, 2048, 1]


def test_a_short_paste_is_one_message_and_an_empty_one_none(editor: User) -> None:
    (message,) = editor.paste(" 临猗\n")
    assert message.text == "临猗"
    with pytest.raises(ValueError, match="no empty message"):
        editor.paste(" \n")


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("0123456\n\n9\nabcdef", ["0123456", "9\nabcdef"]),
        ("0123456\n89 bcdef", ["0123456", "89 bcdef"]),
        ("012345. 89, defgh", ["012345.", "89, defgh"]),
        ("012345, 89 bdefgh", ["012345,", "89 bdefgh"]),
        ("0123456-89abcdef", ["0123456-", "89abcdef"]),
        ("01\n3456789abcdef", ["01\n3456789ab", "cdef"]),
    ],
)
def test_where_telegram_desktop_cuts(text: str, pieces: list[str]) -> None:
    assert cut(text, 12) == pieces


@given(TEXTS, st.integers(4, 40), st.booleans())
def test_no_piece_is_too_long_and_nothing_is_lost(text: str, limit: int, anywhere: bool) -> None:
    pieces = cut(text, limit, anywhere=anywhere)
    assert all(0 < utf16_length(piece) <= limit for piece in pieces)
    assert "".join("".join(pieces).split()) == "".join(text.split())


@given(st.text(max_size=50))
def test_what_fits_is_one_piece(text: str) -> None:
    assert len(cut(text, MAX_TEXT)) == bool(text.strip(" \n"))
