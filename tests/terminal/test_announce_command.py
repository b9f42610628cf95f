"""`run_bot.py announce`, and `publish --urgent`: the same as in the chat, by whoever runs the program."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from bot.cards.announcement import LONGEST_TEXT
from playground.standin.bot_api import BotApi
from playground.standin.loopback import Loopback
from storage.chats import chats, follows
from storage.chats.chats import Place
from storage.database import Database, Db
from storage.moments import now
from storage.parks import park_import
from tests.conftest import SAMPLE_PAGE
from tests.made_issues import LINYI
from tests.run_bot_process import SERVING, Ended, run, serving
from tests.waiting import until_message, until_seen

OWNER = "7"


async def announce(folder: Path, *arguments: str) -> Ended:
    """Runs it, OWNER being the owner."""
    return await run(folder, "announce", *arguments, variables={"OWNER_IDS": OWNER})


async def as_json(folder: Path, *arguments: str) -> Any:
    ended = await announce(folder, *arguments, "--json")
    assert ended.status == 0, ended.errors
    return json.loads(ended.output)


def _follow(db: Db, telegram_id: int) -> None:
    chat = chats.ensure_chat(db, Place(telegram_id, 0, "private", ""), now())
    follows.follow_park(db, chat.id, park_import.ensure_park(db, LINYI), now())


@pytest.fixture
async def folder(tmp_path: Path) -> Path:
    """A folder with a database, in which two readers follow 临猗, of whom one wants no announcements."""
    await run(tmp_path, "parks", "list")
    with Database(tmp_path / "bot.db") as database:
        for reader in (1, 2):
            database.write_now(_follow, reader)
        database.write_now(lambda db: db.execute("UPDATE chats SET announcements = 0 WHERE telegram_id = 2"))
    return tmp_path


def owed(folder: Path) -> list[tuple[Any, ...]]:
    with Database(folder / "bot.db") as database:
        sql = "SELECT kind, subject, chat_id FROM deliveries ORDER BY id"
        return database.read_now(lambda db: db.execute(sql).fetchall())


async def test_a_dry_run_counts_and_sends_nothing(folder: Path) -> None:
    told = await as_json(folder, "--all", "今晚维护", "--dry-run")
    assert told == {
        "announcement": None,
        "audience": "all",
        "name": "",
        "chats": 1,
        "held": 0,
        "switched_off": 1,
        "off": 0,
        "dry_run": True,
    }
    assert owed(folder) == []
    assert await as_json(folder, "list") == []


async def test_send_list_retract(folder: Path) -> None:
    sent = await announce(folder, "send", "--park", "临猗示范区", "今晚维护")
    assert sent.output.startswith(
        "announcement 1: sent to 1 chat (followers of 临猗现代农业产业示范区)\n1 chat "
    )
    assert owed(folder) == [("announcement", 1, 1)]
    [listed] = await as_json(folder, "list")
    assert (listed["announcement"], listed["state"], listed["owed"], listed["waiting"]) == (1, "sent", 1, 1)
    assert (listed["text"], listed["person"]) == ("今晚维护", 0)
    assert (
        "sent\tfollowers of 临猗现代农业产业示范区\t1 chat\t今晚维护"
        in (await announce(folder, "list")).output
    )
    would = await announce(folder, "retract", "1", "--dry-run")
    assert would.output == "announcement 1: would retract, 0 messages to edit\n"
    assert await as_json(folder, "retract", "1") == {"announcement": 1, "messages": 0, "dry_run": False}
    again = await announce(folder, "retract", "1")
    assert again.status == 1 and "is withdrawn" in again.errors
    with Database(folder / "bot.db") as database:
        sql = "SELECT state, reason FROM deliveries"
        assert database.read_now(lambda db: db.execute(sql).fetchall()) == [("cancelled", "withdrawn")]
        deeds = database.read_now(lambda db: db.execute("SELECT what FROM deeds ORDER BY id").fetchall())
    assert deeds == [("announced",), ("announcement_withdrawn",)]


async def test_the_text_may_be_in_a_file_or_come_in(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "text.txt").write_text("第一行\n第二行\n", encoding="utf-8")
    await announce(folder, "--city", "运城市", "--file", str(tmp_path / "text.txt"))
    [listed] = await as_json(folder, "list")
    assert (listed["text"], listed["audience"], listed["name"]) == ("第一行\n第二行", "city", "运城")


@pytest.mark.parametrize(
    "arguments, status, says",
    [
        (("--all",), 1, "give the text"),
        (("--all", " "), 1, "no text"),
        (("--all", "好" * (LONGEST_TEXT + 3)), 1, "3 characters too long"),
        (("--all", "响\x07铃"), 1, "can't be shown"),
        (("--park", "没有这个园区", "听着"), 1, "no park is called"),
        (("--city", "没有这个市", "听着"), 1, "no park lies in a city"),
        (("--park", "襄垣经开区", "听着"), 1, "nobody would get it"),
        (("--file", "nowhere.txt", "--all"), 1, "nowhere.txt: No such file"),
        (("听着",), 2, "one of the arguments --all --park --city is required"),
        (("--all", "--park", "临猗", "听着"), 2, "not allowed with"),
        (("retract", "9"), 1, "there is no announcement 9"),
        (("retract", "x"), 2, "no number"),
    ],
)
async def test_what_is_wrong_is_said_in_a_line(
    folder: Path, arguments: tuple[str, ...], status: int, says: str
) -> None:
    ended = await announce(folder, *arguments)
    assert ended.status == status and says in ended.errors, ended.errors
    assert owed(folder) == []


async def test_a_running_serve_sends_it_and_takes_it_back(folder: Path) -> None:
    async with Loopback(BotApi()) as server:
        reader = server.api.user(1, started=True)
        async with serving(folder, server.url, server.api.token, OWNER_IDS=OWNER) as process:
            await process.says(SERVING)
            await announce(folder, "--all", "今晚维护")
            got = await until_message(reader.chat, "今晚维护")
            await until_seen(lambda: owed(folder), lambda rows: len(rows) == 1)
            await announce(folder, "retract", "1")
            await until_seen(lambda: got.text, lambda text: "公告已撤回" in text)


async def test_an_urgent_article_is_due_at_once(folder: Path) -> None:
    text = SAMPLE_PAGE.read_text(encoding="utf-8")
    assert "临猗" in text
    ended = await run(folder, "publish", str(SAMPLE_PAGE), "--urgent", "99")
    assert ended.status == 1 and "--urgent 99" in ended.errors
    twice = await run(folder, "publish", str(SAMPLE_PAGE), str(SAMPLE_PAGE), "--urgent", "1")
    assert twice.status == 1 and "one file" in twice.errors
    assert (await run(folder, "publish", str(SAMPLE_PAGE), "--urgent", "1")).status == 0
    with Database(folder / "bot.db") as database:
        sql = "SELECT position FROM articles WHERE urgent"
        assert database.read_now(lambda db: db.execute(sql).fetchall()) == [(0,)]
    again = await run(folder, "publish", str(SAMPLE_PAGE), "--urgent", "1")
    assert again.status == 1 and "published before" in again.errors
