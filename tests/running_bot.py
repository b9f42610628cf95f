"""The whole bot, running against the Bot API stand-in."""

from __future__ import annotations

import contextlib
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

from pydantic import SecretStr

from bot.application import ParkBriefs, build_application
from bot.configuration import Settings
from bot.context import Rooms
from bot.delivery import Delivery
from bot.rooms import open_database, open_worker
from bot.running import running
from playground.bot_api import BotApi
from playground.message import Message
from playground.request import InProcessRequest
from playground.user import User
from storage import issues
from storage.database import Database
from storage.issues import Published
from storage.moments import now
from storage.prepared import PreparedIssue

OWNER_ID = 7


@dataclass
class RunningBot:
    """A bot at work; `api` is its Telegram."""

    api: BotApi
    settings: Settings
    rooms: Rooms
    application: ParkBriefs
    delivery: Delivery

    @property
    def database(self) -> Database:
        """The bot's database."""
        return self.rooms.database

    @property
    def owner(self) -> User:
        """A person who may publish."""
        return self.api.user(OWNER_ID, "编辑")

    async def publish(self, issue: PreparedIssue, *, push: bool = True) -> Published:
        """Publishes as the command line does, and wakes the delivery."""
        published = await self.database.write(issues.publish, issue, push=push, moment=now())
        self.rooms.wake_delivery.set()
        return published

    async def pushed(self, user: User, holding: str, *, within: float = 5.0) -> Message:
        """The message with these words in a user's chat, when it comes."""
        await self.api.wait_until(
            lambda: any(holding in message.text for message in user.chat.from_bot), within, holding
        )
        return next(message for message in user.chat.from_bot if holding in message.text)


def made_settings(folder: Path, api: BotApi, **changes: object) -> Settings:
    """Settings for a bot in this folder, independent of the environment and of .env."""
    base = Settings(_env_file=None).model_copy(
        update={
            "telegram_bot_token": SecretStr(api.token),
            "owner_ids": frozenset({OWNER_ID}),
            "database": folder / "bot.db",
            "timezone": "Asia/Shanghai",
            "digest_time": "08:00",
        }
    )
    return base.model_copy(update=changes)


@contextlib.asynccontextmanager
async def running_bot(
    folder: Path, *, api: BotApi | None = None, **changes: object
) -> AsyncIterator[RunningBot]:
    """Runs the bot with its database in `folder`; run again in the same folder, it goes on where it was."""
    api = api or BotApi()
    settings = made_settings(folder, api, **changes)
    with open_database(settings) as database, open_worker(settings) as worker:
        rooms = Rooms(settings, database, worker)
        application = build_application(
            rooms, request=InProcessRequest(api), get_updates_request=InProcessRequest(api)
        )
        async with running(application, rooms) as delivery:
            yield RunningBot(api, settings, rooms, application, delivery)
