"""A broadcast with a mistake that is corrected while the bot is killed again and again, and how it ends."""

from __future__ import annotations

import asyncio
import sqlite3
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from pydantic import SecretStr

from bot.serving.opening import open_database
from bot.settings.configuration import Settings
from playground.standin import call_faults
from playground.standin.bot_api import BotApi
from playground.standin.changes import Event
from playground.standin.loopback import Loopback
from playground.standin.message import Message
from storage.archive import known_articles
from storage.database import Database, Db
from storage.desk import issues
from storage.moments import now
from storage.parks import park_import
from tests.made_corrections import says
from tests.made_issues import LINYI
from tests.processes import Process
from tests.run_bot_process import serving
from tests.waiting import until_seen

HEADLINE = "项目开工"
WRONG, RIGHT = "总投资30亿元", "总投资3亿元"
TOLD = "请以这里的为准"
KNOWN = """
    SELECT m.chat_id, m.telegram_message_id, m.doubled FROM messages m
    WHERE m.edits_id IS NULL AND m.state = 'sent' AND EXISTS
        (SELECT 1 FROM deliveries d WHERE d.message_id = m.id AND d.kind = 'push')
"""


@dataclass(frozen=True)
class Ended:
    """What stands in the chats in the end, and what it took.

    `wrong` are the messages whose number we know and that don't say what is right, marked as a correction.
    `copies` are the chats where the mistake stands in a message whose number nobody knows, `possible` those
    where that may be so, `told` those that were sent a message about it. `edits` changed a message,
    `edit_calls` is how often that was asked for, `lost_edits` how many of these answers were lost. `left` are
    the deliveries that were not sent.
    """

    known: int
    wrong: tuple[int, ...]
    copies: frozenset[int]
    possible: frozenset[int]
    told: frozenset[int]
    edits: int
    edit_calls: int
    lost_edits: int
    left: int
    publishing_seconds: float
    correcting_seconds: float
    sending_seconds: float
    editing_seconds: float


class Killing:
    """Counts what a run of the bot does, and kills it from within a call, in the middle of its work."""

    def __init__(self, api: BotApi, kind: str) -> None:
        self.process: Process | None = None
        self.at: int | None = None
        self.seen = 0
        self._kind = kind
        api.observers.append(self._watch)

    def _watch(self, event: Event) -> None:
        if event.kind != self._kind or not isinstance(event.subject, Message):
            return
        self.seen += 1
        if self.at is not None and self.seen >= self.at and self.process is not None:
            self.process.kill()


async def corrected_under_kills(
    folder: Path, chats: int, *, kills: int, broadcast_kills: int, lost_answers: int, patience: float = 60.0
) -> Ended:
    """Sends an article to so many chats and corrects it, both under kills; one answer in so many is lost."""
    api = BotApi(log_size=None)
    for number in range(1, chats + 1):
        api.user(number, started=True)
    settings = Settings(_env_file=None).model_copy(
        update={"telegram_bot_token": SecretStr(api.token), "database": folder / "bot.db"}
    )
    with open_database(settings) as database:
        database.write_now(follow, chats)
        publishing = _timed(database, _publish)
    for method in ("sendMessage", "editMessageText"):
        api.inject(method, call_faults.ANSWER_LOST, times=None, every=lost_answers)
    async with Loopback(api) as server:
        sending = await _until_done(folder, server, "message", chats, broadcast_kills, patience)
        with open_database(settings) as database:
            correcting = _timed(database, _correct)
        editing = await _until_done(folder, server, "edit", chats, kills, patience)
    with closing(sqlite3.connect(folder / "bot.db")) as connection:
        known = {(chat, number): doubled for chat, number, doubled in connection.execute(KNOWN)}
        left = connection.execute("SELECT count(*) FROM deliveries WHERE state <> 'sent'").fetchone()[0]
    sent = [message for number in range(1, chats + 1) for message in api.user(number).chat.from_bot]
    calls = api.calls_of("editMessageText")
    return Ended(
        known=len(known),
        wrong=tuple(
            message.chat.id
            for message in sent
            if (message.chat.id, message.message_id) in known
            and (RIGHT not in message.text or WRONG in message.text or "更正" not in message.text)
        ),
        copies=frozenset(message.chat.id for message in sent if WRONG in message.text),
        possible=frozenset(chat for (chat, _), doubled in known.items() if doubled),
        told=frozenset(message.chat.id for message in sent if TOLD in message.text),
        edits=sum(message.edits for message in sent),
        edit_calls=len(calls),
        lost_edits=sum(bool(call.fault) for call in calls),
        left=left,
        publishing_seconds=publishing,
        correcting_seconds=correcting,
        sending_seconds=sending,
        editing_seconds=editing,
    )


async def _until_done(
    folder: Path, server: Loopback, kind: str, chats: int, kills: int, patience: float
) -> float:
    """Runs the bot until nothing is owed any more, through so many kills; seconds that took."""
    killing = Killing(server.api, kind)
    began = time.perf_counter()
    for run in range(kills + 1):
        killing.at = (run + 1) * chats // (kills + 1) if run < kills else None
        async with serving(folder, server.url, server.api.token, SEND_RATE="1000") as bot:
            killing.process = bot.process
            if run < kills:
                assert await bot.ended() == -9, bot.log
                # What was on the wire at the kill belongs to this run.
                await until_seen(lambda: server.open_connections, lambda number: number == 0)
            else:
                await _nothing_owed(folder / "bot.db", patience)
                took = time.perf_counter() - began
                assert await bot.stop() == 0
    server.api.observers.remove(killing._watch)
    return took


async def _nothing_owed(file: Path, patience: float) -> None:
    async with asyncio.timeout(patience):
        with closing(sqlite3.connect(file)) as connection:
            while connection.execute("SELECT EXISTS (SELECT 1 FROM turns)").fetchone()[0]:  # noqa: ASYNC110
                await asyncio.sleep(0.1)


def _timed(database: Database, job: Callable[[Db], None]) -> float:
    began = time.perf_counter()
    database.write_now(job)
    return time.perf_counter() - began


def _publish(db: Db) -> None:
    issues.publish(db, says(HEADLINE, f"临猗一个项目开工，{WRONG}。明年投产。"), push=True, moment=now())


def _correct(db: Db) -> None:
    again = known_articles.match_stored(db, says(HEADLINE, f"临猗一个项目开工，{RIGHT}。明年投产。"))
    issues.publish(db, again, push=True, moment=now(), editor_id=7)


def follow(db: Db, chats: int) -> None:
    park_id = park_import.ensure_park(db, LINYI)
    db.conn.executemany(
        "INSERT INTO chats (id, telegram_id, kind, digest, created_at)"
        " VALUES (?, ?, 'private', 'now', '2026')",
        [(number, number) for number in range(1, chats + 1)],
    )
    db.conn.executemany(
        "INSERT INTO follows (chat_id, kind, park_id, followed_at) VALUES (?, 'park', ?, '2026')",
        [(number, park_id) for number in range(1, chats + 1)],
    )
