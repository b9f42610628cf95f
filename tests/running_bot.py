"""The whole bot, running against the Bot API stand-in."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import SecretStr
from telegram.request import BaseRequest

from bot.context import Parts
from bot.delivery.delivery import Delivery
from bot.serving.application import ParkBriefs, build_application
from bot.serving.opening import open_parts, prepare_words
from bot.serving.running import running
from bot.settings.configuration import Settings
from bot.transport.aiohttp_request import AiohttpRequest
from playground.standin.bot_api import BotApi
from playground.standin.in_process_request import InProcessRequest
from playground.standin.loopback import Loopback
from playground.standin.message import Message
from playground.standin.press import PATIENCE_SECONDS
from playground.standin.user import User
from storage.archive.prepared import PreparedIssue
from storage.chats import chats, follows
from storage.chats.chats import Place
from storage.database import Database, Db
from storage.desk import issues
from storage.desk.issues import Published
from storage.moments import now
from storage.parks import park_import
from tests import waiting
from tests.made_issues import LINYI
from tests.warm import lay_new_files, warm_worker

OWNER_ID = 7


@dataclass
class RunningBot:
    """A bot at work; `api` is its Telegram."""

    api: BotApi
    settings: Settings
    parts: Parts
    application: ParkBriefs
    delivery: Delivery

    @property
    def database(self) -> Database:
        """The bot's database."""
        return self.parts.database

    @property
    def owner(self) -> User:
        """A person who may publish."""
        return self.api.user(OWNER_ID, "编辑")

    async def publish(self, issue: PreparedIssue, *, push: bool = True) -> Published:
        """Publishes as the command line does, and wakes the delivery."""
        published = await self.database.write(issues.publish, issue, push=push, moment=now())
        self.parts.wake_delivery.set()
        return published

    async def follow(self, telegram_id: int, *, thread_id: int = 0, kind: str = "private") -> int:
        """Makes a place follow a park and be pushed as published, without a word; returns the chat's id."""
        if kind == "private":
            self.api.user(telegram_id, started=True)

        def follow(db: Db) -> int:
            chat = chats.ensure_chat(db, Place(telegram_id, thread_id, kind, "园区群"), now())
            follows.follow_park(db, chat.id, park_import.ensure_park(db, LINYI), now())
            chats.set_digest(db, chat.id, "now", now())
            return chat.id

        return await self.database.write(follow)

    async def rows(self, sql: str, *, file: Database | None = None) -> list[tuple[object, ...]]:
        """What a query finds in the database, or in another file."""
        return await (file or self.database).read(lambda db: db.execute(sql).fetchall())

    async def becomes(
        self,
        sql: str,
        *expected: tuple[object, ...],
        within: float = PATIENCE_SECONDS,
        file: Database | None = None,
    ) -> None:
        """Waits until a query finds these rows; AssertionError shows what it finds instead."""
        wanted = list(expected)
        await waiting.until_rows(file or self.database, sql, lambda rows: rows == wanted, within=within)

    async def handled_all(self) -> None:
        """Waits until every update sent until now has arrived, is handled and marked so."""
        await waiting.until_handled(self.api, self.parts.incoming)

    async def pushed(self, user: User, holding: str, *, within: float = PATIENCE_SECONDS) -> Message:
        """The message with these words in a user's chat, when it comes."""
        return await waiting.until_message(user.chat, holding, within=within)


def made_settings(folder: Path, api: BotApi, **changes: Any) -> Settings:
    """Settings for a bot in this folder, independent of the environment and of .env."""
    base = Settings(_env_file=None).model_copy(
        update={
            "telegram_bot_token": SecretStr(api.token),
            "owner_ids": frozenset({OWNER_ID}),
            "database": folder / "bot.db",
            "timezone": "Asia/Shanghai",
            "digest_time": "08:00",
            "undo_seconds": 0,  # what goes out can be called back is for desk/test_calling_back.py
        }
    )
    return base.model_copy(update=changes)


@contextlib.asynccontextmanager
async def running_bot_over_http(
    folder: Path, *, api: BotApi | None = None, read_timeout: float = 5.0, **changes: Any
) -> AsyncIterator[RunningBot]:
    """`running_bot`, with its own transport and a real connection between it and its Telegram."""
    async with Loopback(api or BotApi(now=now)) as server:
        requests = AiohttpRequest(read_timeout=read_timeout), AiohttpRequest(connections=1)
        changes = {"telegram_api_url": server.url} | changes
        async with running_bot(folder, api=server.api, requests=requests, **changes) as bot:
            yield bot


@contextlib.asynccontextmanager
async def running_bot(
    folder: Path,
    *,
    api: BotApi | None = None,
    requests: tuple[BaseRequest, BaseRequest] | None = None,
    stop: asyncio.Event | None = None,
    **changes: Any,
) -> AsyncIterator[RunningBot]:
    """Runs the bot with its database in `folder`; run again in the same folder, it goes on where it was.

    `requests` are the ways to Telegram for calls and for polling; without them it is no port at all. `stop`
    is set where the bot comes to its end by itself.
    """
    api = api or BotApi(now=now)
    settings = made_settings(folder, api, **changes)
    request, get_updates_request = requests or (InProcessRequest(api), InProcessRequest(api))
    lay_new_files(settings.database)
    with open_parts(settings) as parts:
        parts.worker, parts.words = warm_worker(), warm_worker(prepare_words)
        parts.ledger = warm_worker(prepare_words, "ledger")
        application = build_application(parts, request=request, get_updates_request=get_updates_request)
        async with running(application, parts, stop=stop) as delivery:
            yield RunningBot(api, settings, parts, application, delivery)
