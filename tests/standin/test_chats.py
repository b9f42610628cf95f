"""Private chats, groups, forums and channels: who hears the bot, whom the bot hears, and what it may do."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
from telegram import Bot, ChatMemberAdministrator, Update
from telegram.error import BadRequest, ChatMigrated, Forbidden

from playground.standin.bot_api import BotApi
from playground.standin.member import Status
from playground.standin.user import User
from tests.stand_in import WAYS, bot_over


@pytest.fixture
def api() -> BotApi:
    return BotApi()


@pytest.fixture
def owner(api: BotApi) -> User:
    return api.user(7, "群主", started=True)


@pytest.fixture(params=WAYS)
async def bot(request: pytest.FixtureRequest, api: BotApi) -> AsyncIterator[Bot]:
    async with bot_over(request.param, api) as bot:
        yield bot


async def fetch(bot: Bot) -> list[Update]:
    """All pending updates, confirmed."""
    updates = await bot.get_updates()
    if updates:
        await bot.get_updates(offset=updates[-1].update_id + 1)
    return list(updates)


async def test_a_blocked_bot_is_told_and_comes_back_on_start(bot: Bot, owner: User) -> None:
    owner.block()
    with pytest.raises(Forbidden, match=r"^Forbidden: bot was blocked by the user$"):
        await bot.send_message(7, "x")
    owner.send("/start")
    await bot.send_message(7, "x")
    members = [update.my_chat_member for update in await fetch(bot) if update.my_chat_member]
    changes = [(each.old_chat_member.status, each.new_chat_member.status) for each in members]
    assert changes == [("member", "kicked"), ("kicked", "member")]


async def test_a_deactivated_user_is_told(bot: Bot, owner: User) -> None:
    owner.deactivate()
    with pytest.raises(Forbidden, match=r"^Forbidden: user is deactivated$"):
        await bot.send_message(7, "x")


@pytest.mark.parametrize("kind", ["group", "supergroup", "channel"])
async def test_a_bot_that_was_removed_is_told(bot: Bot, api: BotApi, owner: User, kind: str) -> None:
    chat = getattr(api, kind)("园区群", owner=owner)
    await bot.send_message(chat.id, "x")
    chat.remove_bot(owner)
    for call in (bot.send_message(chat.id, "x"), bot.get_chat_administrators(chat.id)):
        with pytest.raises(Forbidden, match=rf"^Forbidden: bot was kicked from the {kind} chat$"):
            await call
    (update,) = await fetch(bot)
    assert update.my_chat_member is not None
    assert update.my_chat_member.new_chat_member.status == "kicked"
    outside = getattr(api, kind)("别的群", bot=None)
    with pytest.raises(Forbidden, match=rf"^Forbidden: bot is not a member of the {kind} chat$"):
        await bot.send_message(outside.id, "x")


async def test_a_restricted_bot_may_not_write(bot: Bot, api: BotApi, owner: User) -> None:
    chat = api.supergroup("园区群", owner=owner)
    chat.restrict_bot(owner)
    with pytest.raises(BadRequest, match=r"^Not enough rights to send text messages to the chat$"):
        await bot.send_message(chat.id, "x")
    (update,) = await fetch(bot)
    assert update.my_chat_member is not None
    assert update.my_chat_member.new_chat_member.status == "restricted"


async def test_a_channel_wants_an_administrator_who_may_post(bot: Bot, api: BotApi, owner: User) -> None:
    channel = api.channel("园区频道", username="yuanqu", owner=owner)
    await bot.send_message("@yuanqu", "x")
    assert [message.text for message in channel.from_bot] == ["x"]
    channel.promote_bot(owner, ["can_manage_chat"])
    with pytest.raises(BadRequest, match=r"^Need administrator rights in the channel chat$"):
        await bot.send_message(channel.id, "x")
    with pytest.raises(BadRequest, match=r"^Chat not found$"):
        await bot.send_message("@nobody_here", "x")
    owner.send("今日头条", channel)
    update = (await fetch(bot))[-1]
    assert update.channel_post is not None
    assert (update.channel_post.text, update.channel_post.from_user) == ("今日头条", None)


async def test_a_group_that_became_a_supergroup_names_the_new_chat(
    bot: Bot, api: BotApi, owner: User
) -> None:
    group = api.group("园区群", owner=owner)
    new = group.migrate(owner)
    with pytest.raises(ChatMigrated) as moved:
        await bot.send_message(group.id, "x")
    assert moved.value.new_chat_id == new.id
    await bot.send_message(new.id, "x")
    messages = [update.message for update in await fetch(bot) if update.message]
    assert [(each.chat_id, each.migrate_to_chat_id, each.migrate_from_chat_id) for each in messages] == [
        (group.id, new.id, None),
        (new.id, None, group.id),
    ]


async def test_topics_can_be_closed_and_deleted(bot: Bot, api: BotApi, owner: User) -> None:
    forum = api.supergroup("园区论坛", forum=True, owner=owner)
    topic = forum.add_topic(owner, "临猗")
    sent = await bot.send_message(forum.id, "x", message_thread_id=topic.id)
    assert (sent.message_thread_id, sent.is_topic_message) == (topic.id, True)
    await bot.send_message(forum.id, "总话题")
    owner.send("/park 临猗", topic)
    topic.close(owner)
    with pytest.raises(BadRequest, match=r"^Topic_closed$"):
        await bot.send_message(forum.id, "x", message_thread_id=topic.id)
    topic.reopen(owner)
    await bot.send_message(forum.id, "y", message_thread_id=topic.id)
    assert [message.text for message in topic.messages if message.from_bot] == ["x", "y"]
    topic.delete()
    for thread_id in (topic.id, 99):
        with pytest.raises(BadRequest, match=r"^Message thread not found$"):
            await bot.send_message(forum.id, "x", message_thread_id=thread_id)
    messages = [update.message for update in await fetch(bot) if update.message]
    assert [each.message_thread_id for each in messages] == [topic.id] * 4
    assert messages[0].forum_topic_created is not None and messages[2].forum_topic_closed is not None


async def test_privacy_mode_keeps_ordinary_talk_from_the_bot(bot: Bot, api: BotApi, owner: User) -> None:
    group = api.supergroup("园区群", owner=owner)
    answer = await bot.send_message(group.id, "请问？")
    for text in ("大家好", "/园区 临猗", "/park@other_bot", "/park 临猗", "@park_briefs_bot 临猗"):
        owner.send(text, group)
    owner.send("临猗", group, reply_to=group.find(answer.message_id))
    heard = [update.message.text for update in await fetch(bot) if update.message]
    assert heard == ["/park 临猗", "@park_briefs_bot 临猗", "临猗"]
    group.promote_bot(owner)
    owner.send("大家好", group)
    heard = [update.message.text for update in await fetch(bot) if update.message]
    assert heard == ["大家好"]
    group.remove_bot(owner)
    owner.send("/park 临猗", group)
    assert [update.message for update in await fetch(bot)] == [None]


async def test_being_added_and_promoted_arrives(bot: Bot, api: BotApi, owner: User) -> None:
    group = api.group("园区群", bot=None, owner=owner)
    group.add_bot(owner)
    group.promote_bot(owner)
    updates = await fetch(bot)
    changes = [update.my_chat_member for update in updates if update.my_chat_member]
    assert [(each.old_chat_member.status, each.new_chat_member.status) for each in changes] == [
        ("left", "member"),
        ("member", "administrator"),
    ]
    assert isinstance(changes[1].new_chat_member, ChatMemberAdministrator)
    assert updates[1].message is not None
    assert [user.id for user in updates[1].message.new_chat_members] == [api.me.id]


async def test_administrators(bot: Bot, api: BotApi, owner: User) -> None:
    group = api.supergroup("园区群", owner=owner)
    group.join(api.user(8, "管理员"), Status.ADMINISTRATOR)
    group.join(api.user(9))
    administrators = await bot.get_chat_administrators(group.id)
    assert {each.user.id: each.status for each in administrators} == {7: "creator", 8: "administrator"}
    with pytest.raises(BadRequest, match=r"^There are no administrators in the private chat$"):
        await bot.get_chat_administrators(7)


async def test_get_chat_tells_what_a_chat_is(bot: Bot, api: BotApi, owner: User) -> None:
    forum = api.supergroup("园区论坛", forum=True, username="yuanqu", owner=owner)
    chat = await bot.get_chat("@yuanqu")
    assert (chat.id, chat.type, chat.title, chat.is_forum) == (forum.id, "supergroup", "园区论坛", True)
    assert (await bot.get_chat(7)).first_name == "群主"
    with pytest.raises(BadRequest, match=r"^Chat not found$"):
        await bot.get_chat(-12345)


async def test_where_the_bot_is_not_it_can_say_nothing(bot: Bot, api: BotApi, owner: User) -> None:
    group = api.group("园区群", bot=None, owner=owner)
    with pytest.raises(Forbidden, match="bot is not a member of the group chat"):
        await bot.send_message(group.id, "x")
