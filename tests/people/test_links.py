"""Invitations: a link makes an editor of whoever opens it first, once, for a day, and of nobody else."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.people.naming import INVITATION, accept_invitation, invite, new_token
from playground.standin.bot_api import BotApi
from playground.standin.loopback import Loopback
from storage.database import Database
from storage.moments import now
from storage.people import editors
from storage.people.invitations import KEPT_FOR, VALID_FOR, Use
from tests.run_bot_process import SERVING, serving
from tests.running_bot import OWNER_ID, RunningBot
from tests.set_clock import SetClock
from tests.storage.test_forgotten_words import files_with

OWNERS = frozenset({OWNER_ID})
OPENER = 71
PRESENT = "SELECT person FROM editors WHERE removed_at IS NULL ORDER BY person"


async def payload(bot: RunningBot) -> str:
    """What a new link carries: e_…"""
    text = (await bot.owner.ask("/editor link")).text
    found = re.search(r"https://t\.me/(\w+)\?start=([\w-]+)", text)
    assert found is not None, text
    assert found[1] == bot.application.bot.username
    assert found[2].startswith(INVITATION) and len(found[2]) <= 64
    return found[2]


async def test_who_opens_it_is_an_editor_and_owners_are_told(bot: RunningBot) -> None:
    user = bot.api.user(OPENER, "张三")
    assert "您现在是园区快报的编辑了" in (await user.ask(f"/start {await payload(bot)}")).text
    assert await bot.rows(PRESENT) == [(OPENER,)]
    told = await bot.pushed(bot.owner, "用邀请链接成为编辑")
    assert "张三（71）" in told.text and f"（{OWNER_ID}）邀请" in told.text
    assert await bot.rows("SELECT name, added_by FROM editors") == [("张三", OWNER_ID)]
    assert await bot.rows("SELECT person, what FROM deeds") == [
        (OWNER_ID, "invited"),
        (OPENER, "invitation_used"),
    ]


async def test_it_works_once(bot: RunningBot) -> None:
    link = await payload(bot)
    await bot.api.user(OPENER).ask(f"/start {link}")
    assert "已经有人用过" in (await bot.api.user(72).ask(f"/start {link}")).text
    assert await bot.rows(PRESENT) == [(OPENER,)]


async def test_of_many_who_open_it_at_once_one_is_an_editor(bot: RunningBot) -> None:
    link = await payload(bot)
    crowd = [bot.api.user(number) for number in range(80, 100)]
    for user in crowd:
        user.send(f"/start {link}")
    for user in crowd:
        await bot.api.wait_until(lambda user=user: user.chat.from_bot)
    assert len(await bot.rows(PRESENT)) == 1
    assert sum("已经有人用过" in user.chat.from_bot[0].text for user in crowd) == len(crowd) - 1


async def test_after_a_day_it_is_expired(bot: RunningBot, clock: SetClock) -> None:
    link = await payload(bot)
    clock.go_on_from(now() + VALID_FOR)
    assert "已经过期" in (await bot.api.user(OPENER).ask(f"/start {link}")).text
    assert await bot.rows(PRESENT) == []


@pytest.mark.parametrize("foreign", ["e_", "e_x", "e_" + "A" * 43, "e_' OR 1=1 --", "e_" + "é" * 40])
async def test_one_that_is_not_ours_is_told_so(bot: RunningBot, foreign: str) -> None:
    await payload(bot)
    assert "邀请链接无效" in (await bot.api.user(OPENER).ask(f"/start {foreign}")).text
    assert await bot.rows(PRESENT) == []


async def test_editors_and_owners_use_none_up(bot: RunningBot) -> None:
    first, second = await payload(bot), await payload(bot)
    user = bot.api.user(OPENER)
    await user.ask(f"/start {first}")
    assert "已经是编辑了" in (await user.ask(f"/start {second}")).text
    assert "您是所有者" in (await bot.owner.ask(f"/start {second}", holding="所有者")).text
    assert "您现在是" in (await bot.api.user(72).ask(f"/start {second}")).text


async def test_a_group_opens_none(bot: RunningBot) -> None:
    link = await payload(bot)
    group = bot.api.supergroup("园区群")
    assert "在与我的私聊里打开" in (await bot.api.user(OPENER).ask(f"/start {link}", group)).text
    group.write_as(group, f"/start {link}")
    group.write_as(bot.api.channel("频道"), f"/start {link}")
    await bot.handled_all()
    assert await bot.rows(PRESENT) == []
    assert "您现在是" in (await bot.api.user(OPENER).ask(f"/start {link}")).text


async def test_an_old_one_brings_nobody_back_who_was_removed_since(bot: RunningBot, clock: SetClock) -> None:
    first, second = await payload(bot), await payload(bot)
    user = bot.api.user(OPENER)
    await user.ask(f"/start {first}")
    await bot.owner.ask(f"/editor remove {OPENER}")
    assert "已经过期" in (await user.ask(f"/start {second}", holding="链接")).text
    clock.go_on_from(now() + VALID_FOR / 2)
    assert "您现在是" in (await user.ask(f"/start {await payload(bot)}", holding="您现在是")).text


def test_one_whose_maker_is_no_owner_any_more_is_as_good_as_none(database: Database) -> None:
    token = new_token()
    database.write_now(invite, token, by=8, moment=now())
    assert database.write_now(accept_invitation, OWNERS, token, OPENER, "", moment=now()) is Use.UNKNOWN
    both = OWNERS | {8}
    assert database.write_now(accept_invitation, both, token, OPENER, "", moment=now()) is Use.TAKEN


def test_opened_again_by_the_same_person_it_is_taken_as_before(database: Database) -> None:
    """As when the bot is killed before it has answered."""
    token = new_token()
    database.write_now(invite, token, by=OWNER_ID, moment=now())
    for _ in range(2):
        assert database.write_now(accept_invitation, OWNERS, token, OPENER, "", moment=now()) is Use.TAKEN
    deeds = database.read_now(lambda db: db.execute("SELECT what FROM deeds").fetchall())
    assert deeds == [("invited",), ("invitation_used",)]


def test_expired_ones_are_kept_a_while_and_no_longer(database: Database) -> None:
    long_ago = now() - KEPT_FOR - VALID_FOR * 2
    old, new = new_token(), new_token()
    database.write_now(invite, old, by=OWNER_ID, moment=long_ago)
    database.write_now(invite, new, by=OWNER_ID, moment=now())
    assert database.read_now(lambda db: db.execute("SELECT count(*) FROM invitations").fetchone()) == (1,)


def test_no_other_text_opens_one(database: Database) -> None:
    database.write_now(invite, new_token(), by=OWNER_ID, moment=now())

    @given(st.text(max_size=80))
    def opened_with(text: str) -> None:
        used = database.write_now(accept_invitation, OWNERS, text, OPENER, "", moment=now())
        assert used is Use.UNKNOWN and not database.read_now(editors.present)

    opened_with()


async def test_a_token_stands_in_no_file_and_no_log(tmp_path: Path) -> None:
    """Neither one that was used nor, from the moment it has been handled, one that was not."""
    api = BotApi()
    async with Loopback(api) as server, serving(tmp_path, server.url, api.token, LOG_LEVEL="DEBUG") as bot:
        await bot.says(SERVING)
        owner, user = api.user(OWNER_ID), api.user(OPENER)
        tokens = []
        for _ in range(2):
            text = (await owner.ask("/editor link")).text
            tokens.append(text.partition("start=")[2].split()[0].removeprefix(INVITATION))
        for _ in range(2):
            await user.ask(f"/start {INVITATION}{tokens[0]}", holding="编辑")
        await api.user(72).ask(f"/start {INVITATION}{tokens[0]}", holding="用过")
        assert await bot.stop() == 0
    assert not [token for token in tokens if token in bot.log]
    assert not [file for token in tokens for file in files_with(tmp_path, token)]
