"""A channel is managed from the private chat of one of its admins."""

from __future__ import annotations

import pytest

from playground.standin.chat import Chat
from playground.standin.user import User
from tests.made_issues import made_article, made_issue
from tests.running_bot import RunningBot
from tests.waiting import press_for_edit, press_for_message

pytestmark = pytest.mark.over_http


@pytest.fixture
def boss(bot: RunningBot) -> User:
    return bot.api.user(50, "频道主")


@pytest.fixture
def channel(bot: RunningBot, boss: User) -> Chat:
    return bot.api.channel("晋园快讯", username="jinyuan_news", owner=boss)


async def test_a_channel_follows_and_is_pushed_to(bot: RunningBot, channel: Chat, boss: User) -> None:
    answer = await boss.ask("/channel @jinyuan_news follow 临猗 运城市")
    assert answer.text.startswith("【频道 晋园快讯】") and "已关注 临猗" in answer.text
    assert "推送：一发布就推送" in (await boss.ask("/channel @jinyuan_news digest 立即")).text
    await bot.publish(made_issue(made_article("临猗新事")))
    await bot.api.wait_until(lambda: any("临猗新事" in message.text for message in channel.from_bot))
    assert "还没有关注" in (await boss.ask("/following")).text  # the admin follows nothing


async def test_the_card_and_its_buttons_act_for_the_channel(
    bot: RunningBot, channel: Chat, boss: User
) -> None:
    await boss.ask("/channel @jinyuan_news 关注 临猗")
    card = await boss.ask("/channel t.me/jinyuan_news")
    assert "关注 1 项\n· 临猗现代农业产业示范区" in card.text
    await press_for_edit(boss, card, "推送设置", shows="【频道 晋园快讯】\n推送设置")
    await press_for_edit(boss, card, "不推送", shows="有新消息也不会推送")
    await bot.becomes("SELECT kind, digest FROM chats", ("channel", "off"))
    listed = await boss.ask("/channel @jinyuan_news following")
    await press_for_edit(boss, listed, "取消关注 临猗现代农业产业示范区")
    await bot.becomes("SELECT count(*) FROM follows", (0,))
    assert listed.buttons == (("关注 临猗现代农业产业示范区",),)
    await press_for_edit(boss, listed, "关注 临猗现代农业产业示范区")
    await bot.becomes(
        "SELECT count(*) FROM follows f JOIN chats c ON c.id = f.chat_id AND c.kind = 'channel'", (1,)
    )


async def test_a_question_about_a_name_acts_for_the_channel_too(
    bot: RunningBot, channel: Chat, boss: User
) -> None:
    question = await boss.ask("/channel @jinyuan_news follow 林猗示范区")
    label = next(label for row in question.buttons for label in row if "临猗" in label)
    await press_for_message(boss, question, label, holding="已关注 临猗")
    await bot.becomes("SELECT c.kind FROM follows f JOIN chats c ON c.id = f.chat_id", ("channel",))


async def test_nobody_else_manages_it_even_with_a_forged_button(
    bot: RunningBot, channel: Chat, boss: User
) -> None:
    card = await boss.ask("/channel @jinyuan_news")
    stranger = bot.api.user(60)
    assert "只有 @jinyuan_news 的管理员" in (await stranger.ask("/channel @jinyuan_news follow 临猗")).text
    own = await stranger.ask("/digest")
    ((chat_id,),) = await bot.rows("SELECT id FROM chats WHERE kind = 'channel'")
    for data in (f"digest_manner:4@{chat_id}", f"channel:{chat_id}", f"forget:1@{chat_id}", "digest:0@999"):
        assert "只有该频道的管理员" in (await stranger.forge_press(own, data).answered()).text
    await bot.handled_all()
    assert card.buttons and own.edits == card.edits == 0
    await bot.becomes("SELECT digest FROM chats WHERE kind = 'channel'", ("daily",))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("/channel", "请写上频道的用户名"),
        ("/channel ！！", "“！！”不是频道的用户名"),
        ("/channel @jinyuan_news fly", "没看懂“fly”"),
        ("/channel @nowhere_at_all", "没有找到频道"),
        ("/channel @a_public_group", "不是频道"),
        ("/channel @without_us", "我还不是"),
    ],
)
async def test_what_is_wrong_is_said(
    bot: RunningBot, channel: Chat, boss: User, text: str, told: str
) -> None:
    bot.api.supergroup("群", username="a_public_group", owner=boss)
    bot.api.channel("别的", username="without_us", owner=boss, bot=None)
    assert told in (await boss.ask(text)).text


async def test_whoever_adds_the_bot_is_shown_how_to_manage_it(bot: RunningBot, boss: User) -> None:
    await boss.ask("/id")
    channel = bot.api.channel("新频道", owner=boss, bot=None)
    channel.add_bot(boss)
    told = await bot.pushed(boss, "我已加入频道 新频道")
    await press_for_edit(boss, told, "管理频道", shows="关注 0 项")
    assert not channel.from_bot
    channel.promote_bot(boss, rights=("can_manage_chat",))
    await bot.becomes("SELECT held_since IS NOT NULL FROM chats WHERE kind = 'channel'", (1,))
    channel.promote_bot(boss)
    await bot.becomes("SELECT held_since IS NOT NULL FROM chats WHERE kind = 'channel'", (0,))


async def test_in_a_group_it_points_to_the_private_chat(bot: RunningBot, boss: User) -> None:
    group = bot.api.supergroup("群", owner=boss)
    assert "私聊" in (await boss.ask("/channel @x", group)).text
