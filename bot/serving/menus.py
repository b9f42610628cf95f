"""Editors' menus: each editor's private chat shows what an editor can do, and a former one's what all can.

They follow the database, whoever changed it: an owner in the chat, an invitation, the command line.
"""

from __future__ import annotations

import logging
import time

from telegram import Bot, BotCommandScopeChat
from telegram.error import BadRequest, Forbidden, TelegramError

from bot.commands import Audience, menu
from bot.context import Parts
from storage.database import StorageError
from storage.people import editors
from storage.people.editors import Standing

log = logging.getLogger(__name__)

# After a fault that passes: what is set every few seconds otherwise would be asked for as often.
PAUSE_SECONDS = 60.0


class EditorsMenus:
    """Sets the menus of those who are or were editors, each once until their standing changes."""

    def __init__(self, bot: Bot, parts: Parts) -> None:
        self._bot = bot
        self._parts = parts
        self._set: dict[int, Standing] = {}
        self._not_before = 0.0

    async def follow(self) -> None:
        """Sets the menus that don't fit any more; owners have their own (bot/serving/running.py)."""
        if time.monotonic() < self._not_before:
            return
        try:
            wanted = await self._parts.database.read(editors.standings)
        except StorageError as error:
            log.warning("Menus of editors stay as they are: %s", error)
            return
        for person, standing in wanted.items():
            if self._set.get(person) == standing or person in self._parts.settings.owner_ids:
                continue
            try:
                await self._set_menu(person, is_editor=standing.is_editor)
            except TelegramError as error:
                log.warning("Menus of editors could not be set, next try in %g s: %s", PAUSE_SECONDS, error)
                self._not_before = time.monotonic() + PAUSE_SECONDS
                return
            self._set[person] = standing

    async def _set_menu(self, person: int, *, is_editor: bool) -> None:
        """Sets somebody's menu; one who never wrote to the bot has no chat yet, and is tried when they do."""
        scope = BotCommandScopeChat(person)
        try:
            if is_editor:
                await self._bot.set_my_commands(menu(Audience.EDITOR), scope=scope)
            else:
                await self._bot.delete_my_commands(scope=scope)
        except (BadRequest, Forbidden) as error:
            log.info("%d has no menu of their own until they write: %s", person, error)
