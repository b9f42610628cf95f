"""Acquaintances: whoever writes to the bot is known by their names, at no cost to their answers."""

from __future__ import annotations

import contextlib
import datetime as dt
import json
import sqlite3
from collections.abc import Sequence

import pytest

from storage.database import Database, Db
from storage.moments import now
from storage.people import acquaintances
from storage.people.acquaintances import MOST_REMEMBERED, Acquaintance, Acquainted
from tests.running_bot import RunningBot
from tests.waiting import press_for_edit

READER = 71
MANY = 40


async def test_who_writes_is_known_once_and_anew_under_another_name(bot: RunningBot) -> None:
    user = bot.api.user(READER, "李四", username="li_si")
    await user.ask("/id")
    await bot.becomes("SELECT username, name FROM acquaintances", ("li_si", "李四"))
    await bot.database.write(lambda db: db.execute("UPDATE acquaintances SET seen_at = 'as it was'"))
    await user.ask("/id")
    await bot.handled_all()
    assert await bot.rows("SELECT seen_at FROM acquaintances") == [("as it was",)]
    user.username = "li_si_2"
    await user.ask("/id")
    await bot.becomes("SELECT username FROM acquaintances WHERE seen_at <> 'as it was'", ("li_si_2",))


async def test_nobody_is_known_who_did_not_write_to_the_bot_themselves(bot: RunningBot) -> None:
    group = bot.api.supergroup("园区群")
    bot.api.reads_all_group_messages = True
    bot.api.user(2).send("今天天气不错", group)
    group.write_as(group, "/id")
    group.write_as(bot.api.channel("频道"), "/id")
    await bot.api.user(3, "三").ask("/id", group)
    await bot.handled_all()
    await bot.becomes("SELECT person, name FROM acquaintances", (3, "三"))


async def test_an_acquaintance_is_exported_and_forgotten(bot: RunningBot) -> None:
    user = bot.api.user(READER, "李四", username="li_si")
    await user.ask("/id")
    await bot.becomes("SELECT count(*) FROM acquaintances", (1,))
    user.send("/export")
    await bot.api.wait_until(lambda: any(message.document for message in user.chat.from_bot))
    sent = next(message for message in user.chat.from_bot if message.document)
    [kept] = json.loads(sent.document.data)["acquaintances"]
    assert (kept["person"], kept["username"], kept["name"]) == (READER, "li_si", "李四")
    await press_for_edit(user, await user.ask("/forget"), "删除", shows="已全部删除")
    assert await bot.rows("SELECT * FROM acquaintances") == []
    await user.ask("/id")
    await bot.becomes("SELECT person FROM acquaintances", (READER,))


async def test_many_who_come_at_once_are_kept_together(
    bot: RunningBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    written = []

    def meet_all(db: Db, seen: Sequence[Acquaintance], moment: dt.datetime) -> None:
        written.append(len(seen))
        _meet_all(db, seen, moment)

    _meet_all = acquaintances.meet_all
    monkeypatch.setattr(acquaintances, "meet_all", meet_all)
    for person in range(1, MANY + 1):
        bot.api.user(person, f"{person}号").send("/id")
    await bot.handled_all()
    await bot.becomes("SELECT count(*) FROM acquaintances", (MANY,))
    assert sum(written) == MANY and len(written) <= MANY / 4


def test_a_username_is_one_persons(database: Database) -> None:
    for person in (1, 2):
        database.write_now(acquaintances.meet, Acquaintance(person, "Li_Si", ""), now())
    found = database.read_now(acquaintances.by_username, "@li_si")
    assert found == Acquaintance(2, "Li_Si", "")
    assert database.read_now(acquaintances.known, 1) == Acquaintance(1, "", "")
    assert database.read_now(acquaintances.by_username, "@") is None


def test_those_not_seen_for_longest_are_let_go() -> None:
    acquainted = Acquainted(most=2)
    first, second, third = (Acquaintance(number, "", "") for number in (1, 2, 3))
    assert acquainted.is_new(first) and acquainted.is_new(second) and not acquainted.is_new(first)
    assert acquainted.is_new(third) and not acquainted.is_new(first)
    assert acquainted.is_new(second)
    assert MOST_REMEMBERED >= 1_000


async def test_a_database_that_is_busy_holds_up_no_answer_to_somebody_new(bot: RunningBot) -> None:
    user = bot.api.user(READER, "李四", username="li_si")
    with contextlib.closing(sqlite3.connect(bot.settings.database, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        assert str(READER) in (await user.ask("/id")).text
        assert other.execute("SELECT count(*) FROM acquaintances").fetchall() == [(0,)]
        other.execute("ROLLBACK")
    await user.ask("/id")
    await bot.becomes("SELECT username FROM acquaintances", ("li_si",))
