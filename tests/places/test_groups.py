"""Groups, topics and the bot's place in them: admins manage, everybody asks, and what changes is followed."""

from __future__ import annotations

import itertools
from typing import Any

import pytest

from bot.commands import commands_for
from playground.standin import call_faults
from playground.standin.chat import Chat
from playground.standin.member import Status
from playground.standin.user import User
from storage.chats import chats
from storage.chats.chats import Place
from tests.made_issues import MORNING, made_article, made_issue
from tests.running_bot import RunningBot

ONLY_ADMINS = "由群管理员设置"

pytestmark = pytest.mark.over_http


@pytest.fixture
def boss(bot: RunningBot) -> User:
    return bot.api.user(50, "群主")


@pytest.fixture
def group(bot: RunningBot, boss: User) -> Chat:
    group = bot.api.supergroup("园区群", forum=True, owner=boss)
    group.join(bot.api.user(51, "群友"))
    return group


@pytest.mark.parametrize(
    "text", ["/follow 临猗", "/unfollow 临猗", "/digest", "/pause 3天", "/resume", "/forget"]
)
async def test_only_admins_manage_a_group(bot: RunningBot, group: Chat, boss: User, text: str) -> None:
    assert ONLY_ADMINS in (await bot.api.user(51).ask(text, group)).text
    assert ONLY_ADMINS not in (await boss.ask(text, group)).text


async def test_chinese_commands_are_for_admins_too(bot: RunningBot, group: Chat, boss: User) -> None:
    bot.api.reads_all_group_messages = True
    assert ONLY_ADMINS in (await bot.api.user(51).ask("/关注 临猗", group)).text
    assert "已关注" in (await boss.ask("/关注 临猗", group)).text


async def test_anybody_asks_in_a_group_and_buttons_are_for_admins(
    bot: RunningBot, group: Chat, boss: User
) -> None:
    member = bot.api.user(51)
    answer = await member.ask("/park 临猗", group)
    assert ONLY_ADMINS in (await member.press(answer, "关注").answered()).text
    assert "已关注" in (await boss.press(answer, "关注").answered()).text
    card = await boss.ask("/digest", group)
    assert ONLY_ADMINS in (await member.press(card, "不推送").answered()).text
    await bot.handled_all()
    assert "推送：每天" in card.text and card.edits == 0


async def test_the_admins_are_asked_for_once_in_minutes(bot: RunningBot, group: Chat, boss: User) -> None:
    for _ in range(3):
        await boss.ask("/digest", group)
    assert len(bot.api.calls_of("getChatAdministrators", group.id)) == 1


async def test_an_admin_who_stays_anonymous_manages(bot: RunningBot, group: Chat) -> None:
    anonymous = bot.api.user(1087968824, "Group")
    message = group.add(anonymous, "/follow 临猗")
    body = message.to_json() | {
        "sender_chat": group.to_json(),
        "entities": [{"type": "bot_command", "offset": 0, "length": 7}],
    }
    bot.api.updates.put("message", body)
    await bot.becomes("SELECT count(*) FROM follows", (1,))


async def test_where_the_admins_are_not_told_nobody_is_one(bot: RunningBot, group: Chat, boss: User) -> None:
    refused = call_faults.Error(400, "Bad Request: member list is inaccessible")
    bot.api.inject("getChatAdministrators", refused)
    assert ONLY_ADMINS in (await boss.ask("/follow 临猗", group)).text


async def test_only_commands_and_mentions_are_answered(bot: RunningBot, group: Chat) -> None:
    bot.api.reads_all_group_messages = True
    member = bot.api.user(51)
    member.send("临猗今天下雨", group)
    member.send("@somebody_else 临猗", group)
    member.send("/park@another_bot 临猗", group)
    answer = await member.ask(f"@{bot.api.me.username} 临猗", group)
    assert "临猗现代农业产业示范区" in answer.text
    await bot.handled_all()
    assert len(group.from_bot) == 1


async def test_a_topic_follows_on_its_own_and_answers_stay_in_it(
    bot: RunningBot, group: Chat, boss: User
) -> None:
    topic = group.add_topic(boss, "临猗")
    assert (await boss.ask("/follow 临猗", topic)).thread_id == topic.id
    assert (await boss.ask("/digest 立即", topic)).thread_id == topic.id
    listed = await boss.ask("/following", group)
    assert listed.thread_id == 0 and "还没有关注" in listed.text
    await bot.publish(made_issue(made_article("临猗新事")))
    await bot.api.wait_until(lambda: any("临猗新事" in message.text for message in topic.messages))


async def test_a_topic_closed_sends_to_the_general_one_until_it_is_open_again(
    bot: RunningBot, group: Chat, boss: User
) -> None:
    topic = group.add_topic(boss, "临猗")
    await boss.ask("/follow 临猗", topic)
    await boss.ask("/digest 立即", topic)
    topic.close(boss)
    await bot.publish(made_issue(made_article("关着时的事")))
    await bot.api.wait_until(
        lambda: any("关着时的事" in m.text and m.thread_id == 0 for m in group.from_bot), 10
    )
    topic.reopen(boss)
    await bot.becomes("SELECT topic_lost_at FROM chats WHERE thread_id > 0", (None,))
    await bot.publish(made_issue(made_article("打开后的事")))
    await bot.api.wait_until(lambda: any("打开后的事" in m.text for m in topic.messages))


async def test_a_topic_deleted_sends_to_the_general_one(bot: RunningBot, group: Chat, boss: User) -> None:
    topic = group.add_topic(boss, "临猗")
    await boss.ask("/follow 临猗", topic)
    await boss.ask("/digest 立即", topic)
    topic.delete()
    await bot.publish(made_issue(made_article("删掉后的事")))
    await bot.api.wait_until(lambda: any("删掉后的事" in m.text for m in group.from_bot))


@pytest.mark.parametrize("kind", ["group", "supergroup"])
async def test_a_new_group_is_greeted_once(bot: RunningBot, boss: User, kind: str) -> None:
    group = getattr(bot.api, kind)("新群", bot=None, owner=boss)
    group.add_bot(boss)
    await bot.api.wait_until(lambda: any("大家好" in message.text for message in group.from_bot))
    group.remove_bot(boss)
    group.add_bot(boss)
    assert (await boss.ask("/id", group)).text
    await bot.handled_all()
    assert sum("大家好" in message.text for message in group.from_bot) == 1
    await bot.becomes("SELECT count(*) FROM messages WHERE state = 'pending'", (0,))


def greetings(*groups: Chat) -> int:
    return sum("大家好" in message.text for group in groups for message in group.from_bot)


async def nothing_waits(bot: RunningBot) -> None:
    await bot.handled_all()
    await bot.becomes("SELECT count(*) FROM messages WHERE state = 'pending'", (0,))


async def test_a_group_is_greeted_once_however_it_is_entered(bot: RunningBot, boss: User) -> None:
    group = bot.api.supergroup("新群", bot=None, owner=boss)
    group.add_bot(boss)
    group.promote_bot(boss)
    group.set_bot(boss, Status.MEMBER)
    group.remove_bot(boss)
    group.promote_bot(boss)
    await nothing_waits(bot)
    assert greetings(group) == 1


@pytest.mark.parametrize("first", ["added", "command"])
async def test_a_group_entered_by_a_link_that_sends_start_is_greeted_once(
    bot: RunningBot, boss: User, first: str
) -> None:
    # t.me/bot?startgroup=… adds the bot and sends /start there by itself.
    group = bot.api.supergroup("新群", bot=None, owner=boss)
    if first == "added":
        group.add_bot(boss)
        boss.send(f"/start@{bot.api.me.username} true", group)
    else:
        group.set_bot(boss, Status.MEMBER, with_update=False)
        boss.send(f"/start@{bot.api.me.username} true", group)
        group.set_bot(boss, Status.LEFT, with_update=False)
        group.add_bot(boss)
    await bot.api.wait_until(lambda: greetings(group) > 0)
    await nothing_waits(bot)
    assert greetings(group) == 1


async def test_start_is_answered_in_a_group_that_was_greeted_before(bot: RunningBot, group: Chat) -> None:
    await bot.database.write(
        lambda db: chats.count_greeting(
            db, chats.ensure_chat(db, Place(group.id, 0, "supergroup", ""), MORNING).id, MORNING
        )
    )
    assert "大家好" in (await bot.api.user(51).ask("/start", group)).text


@pytest.mark.parametrize("order", list(itertools.permutations(range(3))))
async def test_a_group_that_becomes_a_supergroup_is_not_greeted_anew_and_goes_on(
    bot: RunningBot, boss: User, order: tuple[int, ...]
) -> None:
    group = bot.api.group("园区群", bot=None, owner=boss)
    group.add_bot(boss)
    await bot.api.wait_until(lambda: greetings(group) > 0)
    await boss.ask("/follow 临猗", group)
    await boss.ask("/digest 立即", group)
    new = bot.api.supergroup("园区群", bot=None, owner=boss)
    new.set_bot(boss, Status.MEMBER, with_update=False)

    def tell_of_entering() -> None:
        new.set_bot(boss, Status.LEFT, with_update=False)
        new.set_bot(boss, Status.MEMBER)

    happens = (
        lambda: group.set_bot(boss, Status.LEFT),
        tell_of_entering,
        lambda: new.announce(boss, {"migrate_from_chat_id": group.id}),
    )
    for step in order:
        happens[step]()
    group.migrated_to = new
    await nothing_waits(bot)
    await bot.becomes("SELECT telegram_id, off_at FROM chats", (new.id, None))
    await bot.publish(made_issue(made_article("升级后的事")))
    await bot.api.wait_until(lambda: any("升级后的事" in message.text for message in new.from_bot))
    assert greetings(group, new) == 1


@pytest.mark.parametrize("how", ["restrict_bot", "remove_bot"])
async def test_a_group_that_takes_no_messages_is_left_alone_and_comes_back(
    bot: RunningBot, group: Chat, boss: User, how: str
) -> None:
    await boss.ask("/follow 临猗", group)
    await boss.ask("/digest 立即", group)
    getattr(group, how)(boss)
    await bot.becomes("SELECT coalesce(off_at, held_since) IS NOT NULL FROM chats", (1,))
    await bot.publish(made_issue(made_article("出去时的事")))
    group.promote_bot(boss)
    await bot.becomes("SELECT off_at, held_since FROM chats", (None, None))
    await bot.api.wait_until(lambda: any("出去时的事" in m.text for m in group.from_bot))


async def test_a_command_where_the_bot_may_not_write_does_no_harm(
    bot: RunningBot, group: Chat, boss: User
) -> None:
    group.restrict_bot(boss)
    boss.send("/latest", group)
    await bot.handled_all()
    assert "临猗" in (await bot.api.user(1).ask("/park 临猗")).text


async def test_a_group_that_becomes_a_supergroup_keeps_its_follows(bot: RunningBot, boss: User) -> None:
    group = bot.api.group("园区群", bot=None, owner=boss)
    group.add_bot(boss)
    await bot.api.wait_until(lambda: group.from_bot)
    await boss.ask("/follow 临猗 #猗", group)
    new = group.migrate(boss)
    await bot.becomes("SELECT telegram_id, kind FROM chats", (new.id, "supergroup"))
    assert "· #猗" in (await boss.ask("/following", new)).text
    await bot.handled_all()
    assert not any("大家好" in message.text for message in new.from_bot)


async def test_help_in_a_group_is_about_the_group(bot: RunningBot, group: Chat, boss: User) -> None:
    for asker in (bot.api.user(51), boss, bot.owner):
        text = (await asker.ask("/help 更多", group)).text
        listed = [line.split()[0] for line in text.splitlines() if line.startswith("/")]
        for_all, for_admins = text.split("群管理员", 1)
        assert "/park 临猗" in for_all and "/follow 临猗" in for_admins
        assert "/follow 临猗" not in for_all and "/digest 每周一 9点" in for_admins
        in_groups = [command for command in commands_for(owner=False) if not command.for_private]
        assert sorted(listed) == sorted(f"/{command.name}" for command in in_groups)
        assert "/parked" not in text and "发给我" not in text
        assert "私聊" in text and "/channel" in text.split("私聊", 1)[1]


async def test_menus_differ_for_private_chats_groups_and_admins(bot: RunningBot, group: Chat) -> None:
    def shown(**who: Any) -> set[str]:
        return {entry.command for entry in bot.api.menus.shown_to(**who)}

    private = shown(chat_id=1, user_id=1, is_private=True)
    members = shown(chat_id=group.id, user_id=51, is_private=False)
    admins = shown(chat_id=group.id, user_id=50, is_private=False, is_admin=True)
    assert {"channel", "follow"} <= private and "status" not in private
    assert "park" in members and not {"follow", "digest", "channel", "forget"} & members
    assert {"follow", "digest", "forget", "park"} <= admins and "channel" not in admins
