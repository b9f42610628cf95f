# ruff: noqa: ASYNC240 - small files, looked at between processes
"""Who sent /forget after a backup was made is in no file after it is restored."""

from __future__ import annotations

import contextlib
import shutil
import signal
import sqlite3
from pathlib import Path
from typing import Any

import pytest

from playground.standin.bot_api import BotApi
from storage.chats import forgetting
from storage.chats.chats import Place
from storage.chats.forgotten_list import ForgottenList
from storage.database import Db
from storage.keeping import restore as restoring
from storage.keeping.check import check
from storage.keeping.pair import restore_plan
from storage.moments import now
from tests.earlier_files import lay_earlier_files
from tests.made_issues import made_article, made_issue
from tests.run_bot_process import run
from tests.running_bot import RunningBot, running_bot
from tests.set_clock import SetClock
from tests.storage.test_forgotten_words import files_with
from tests.storage.test_restore import MOST_STEPS, die
from tests.waiting import press_for_edit

GONE, STAYS = 918_273_645, 918_273_646
WORD, SEARCHED = "蒹葭苍苍", "溯洄从之"


async def write(bot: RunningBot, number: int) -> None:
    """A reader follows, searches and gets something; a topic of a group follows too."""
    reader = bot.api.user(number, started=True)
    await reader.ask(f"/follow #{WORD}{number}", within=30)
    await reader.ask(f"/search 临猗 -{SEARCHED}{number}", within=30)
    await reader.ask(f"/search {WORD}{number}", within=30)
    await bot.handled_all()


async def forget(bot: RunningBot, number: int) -> None:
    reader = bot.api.user(number)
    question = await reader.ask("/forget")
    await press_for_edit(reader, question, "删除", shows="已全部删除")
    await bot.handled_all()


async def made_backup(folder: Path, name: str = "kept.tar") -> None:
    made = await run(folder, "backup", name)
    assert made.status == 0, made.errors


async def forgotten_since(folder: Path) -> None:
    """A pair, its backup, and a /forget after it; what was there before stays nowhere else."""
    api = BotApi(now=now)
    async with running_bot(folder, api=api) as bot:
        await bot.publish(made_issue(made_article(f"临猗{SEARCHED[0]}的事")), push=False)
        for number in (GONE, STAYS):
            await write(bot, number)
        await made_backup(folder)
        await forget(bot, GONE)


def chats(path: Path) -> set[int]:
    with contextlib.closing(sqlite3.connect(path)) as db:
        return {number for (number,) in db.execute("SELECT telegram_id FROM chats")}


def files_of_pair(folder: Path, word: str) -> list[str]:
    return [name for name in files_with(folder, word) if name in ("bot.db", "bot.db-incoming")]


async def test_a_restore_forgets_again_and_says_how_many(tmp_path: Path) -> None:
    await forgotten_since(tmp_path)
    done = await run(tmp_path, "restore", "kept.tar")
    assert done.status == 0, done.errors
    assert "forgotten again, as they asked after the backup: 1 chats" in done.output
    assert chats(tmp_path / "bot.db") == {STAYS}
    for word in (f"{WORD}{GONE}", f"{SEARCHED}{GONE}", str(GONE)):
        assert not files_of_pair(tmp_path, word), word
    assert files_of_pair(tmp_path, f"{SEARCHED}{STAYS}")
    assert (await run(tmp_path, "check")).status == 0


async def test_who_came_back_before_the_backup_stays_in_it(tmp_path: Path) -> None:
    api = BotApi(now=now)
    async with running_bot(tmp_path, api=api) as bot:
        await write(bot, GONE)
        await forget(bot, GONE)
        await write(bot, GONE)
        await made_backup(tmp_path)
    done = await run(tmp_path, "restore", "kept.tar")
    assert "after the backup: 0 chats" in done.output
    assert chats(tmp_path / "bot.db") == {GONE}


async def test_who_comes_back_after_a_restore_stays_in_the_next(tmp_path: Path) -> None:
    await forgotten_since(tmp_path)
    assert (await run(tmp_path, "restore", "kept.tar")).status == 0
    async with running_bot(tmp_path, api=BotApi(now=now)) as bot:
        await write(bot, GONE)
    await made_backup(tmp_path, "later.tar")
    done = await run(tmp_path, "restore", "later.tar")
    assert "after the backup: 0 chats" in done.output
    assert chats(tmp_path / "bot.db") == {GONE, STAYS}


async def test_a_topic_and_a_group_under_its_former_number_are_forgotten_too(tmp_path: Path) -> None:
    api = BotApi(now=now)
    async with running_bot(tmp_path, api=api) as bot:
        boss = bot.api.user(50)
        forum = bot.api.supergroup("论坛", forum=True, owner=boss)
        topic = forum.add_topic(boss, "话题")
        group = bot.api.group("群", owner=boss)
        for place in (topic, forum, group):
            await boss.ask("/follow 临猗", place)
        await bot.handled_all()
        await made_backup(tmp_path)
        supergroup = group.migrate(boss)
        for place in (topic, supergroup):
            question = await boss.ask("/forget", place)
            await press_for_edit(boss, question, "删除", shows="已全部删除")
        await bot.handled_all()
    done = await run(tmp_path, "restore", "kept.tar")
    assert "after the backup: 2 chats" in done.output
    with contextlib.closing(sqlite3.connect(tmp_path / "bot.db")) as db:
        assert db.execute("SELECT telegram_id, thread_id FROM chats").fetchall() == [(forum.id, 0)]


async def test_killed_at_any_step_nobody_comes_back_who_was_forgotten(tmp_path: Path) -> None:
    template = tmp_path / "template"
    template.mkdir()
    await forgotten_since(template)
    status = -signal.SIGKILL
    for step in range(1, MOST_STEPS):
        folder = tmp_path / str(step)
        shutil.copytree(template, folder)
        status = await die(folder, step, "restore", "kept.tar")
        decided = restore_plan(folder / "bot.db").exists()
        restoring.finish(folder / "bot.db")
        assert chats(folder / "bot.db") == {STAYS}, f"step {step}, decided: {decided}"
        assert not list(folder.glob("*.restor*")), step
        assert not files_of_pair(folder, f"{WORD}{GONE}"), step
        assert check(folder / "bot.db") == []
        shutil.rmtree(folder)
        if status == 0:
            break
        assert status == -signal.SIGKILL
    assert status == 0


async def test_a_backup_from_before_there_were_releases_is_brought_up_for_it_and_no_copy_is_left(
    tmp_path: Path,
) -> None:
    lay_earlier_files(tmp_path / "bot.db")
    await made_backup(tmp_path)
    for path in tmp_path.glob("bot.db*"):
        path.unlink()
    async with running_bot(tmp_path, api=BotApi(now=now)) as bot:
        await write(bot, 1)
        await forget(bot, 1)
    done = await run(tmp_path, "restore", "kept.tar")
    assert done.status == 0, done.errors
    assert not list(tmp_path.glob("*restoring*"))
    assert (await run(tmp_path, "check")).status == 0


async def test_it_is_listed_before_anything_is_deleted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    listed_before: list[int] = []

    def seen(db: Db, place: Place, *arguments: Any) -> None:
        listed_before.append(len(ForgottenList(tmp_path / "bot.db").read().lines))
        really(db, place, *arguments)

    really = forgetting.forget
    monkeypatch.setattr(forgetting, "forget", seen)
    async with running_bot(tmp_path, api=BotApi(now=now)) as bot:
        await write(bot, GONE)
        await forget(bot, GONE)
    assert listed_before == [1]


@pytest.mark.parametrize("damage", ["secret", "list"])
async def test_a_list_that_is_of_no_use_is_told_of(tmp_path: Path, damage: str) -> None:
    await forgotten_since(tmp_path)
    if damage == "secret":
        (tmp_path / "bot.db-secret").unlink()
    else:
        (tmp_path / "bot.db-forgotten").write_text("a cup of coffee was spilt here\n")
    done = await run(tmp_path, "restore", "kept.tar")
    assert done.status == 0 and "1 lines of bot.db-forgotten could not be used" in done.output


async def test_an_old_backup_is_warned_of(tmp_path: Path, clock: SetClock) -> None:
    async with running_bot(tmp_path, api=BotApi(now=now)) as bot:
        await write(bot, STAYS)
    await made_backup(tmp_path)
    short = await run(tmp_path, "restore", "kept.tar", variables={"KEEP_BACKUPS_DAYS": "1"})
    assert "Delete backups" not in short.output
    with_moment(tmp_path / "kept.tar", "2020-01-01T00:00:00.000Z")
    old = await run(tmp_path, "restore", "kept.tar")
    assert old.status == 0, old.errors
    assert "/forget is remembered for KEEP_BACKUPS_DAYS=30" in old.output and "Delete backups" in old.output


def with_moment(backup: Path, moment: str) -> None:
    """Says in a backup that it is of another moment."""
    from tests.storage.test_restore import changed_backup

    backup.write_bytes(changed_backup(backup, "", {"moment": moment}))
