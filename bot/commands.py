"""The list of commands. Each is declared once, in its file under `bot/reader/` or `bot/owner/`.

Menu, /help and tests follow by themselves.

A file there declares a `COMMAND`, and `PRESSES` for the verbs of its buttons; either may be absent.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from enum import Enum, auto
from functools import cache
from types import ModuleType
from typing import Any

from telegram import BotCommand, Update

from bot.cards.buttons import Press
from bot.cards.for_managers import for_managers, press_for_managers
from bot.context import Context

PACKAGES = ("bot.reader", "bot.owner")

Handle = Callable[[Update, Context], Coroutine[Any, Any, None]]


@dataclass(frozen=True)
class Command:
    """A command: where it stands in the list, its name, what follows the name, what it is about.

    `spoken` are words for it that Telegram doesn't take for a command: 园区 临猗, /园区 临猗. One that is
    `for_owners` is in nobody else's menu, and to others it does not exist. One that `manages` changes what
    the chat gets: in a group it is for admins, and so are the buttons that its file declares. One that is
    `for_private` has no meaning in groups.
    """

    place: int
    name: str
    about: str
    handle: Handle
    argument: str = ""
    for_owners: bool = False
    spoken: tuple[str, ...] = ()
    manages: bool = False
    for_private: bool = False

    @property
    def usage(self) -> str:
        """How it is typed: /park 名称."""
        return f"/{self.name} {self.argument}".rstrip()

    @property
    def guarded(self) -> Handle:
        """The handler, which in groups lets none but admins manage."""
        return for_managers(self.handle) if self.manages else self.handle


class Audience(Enum):
    """Whom a menu is for: a private chat, a group, a group's admins, an owner's private chat."""

    PRIVATE = auto()
    GROUP = auto()
    GROUP_ADMINS = auto()
    OWNER = auto()


@cache
def all_commands() -> tuple[Command, ...]:
    """Every command, in their order; the owners' are among them."""
    commands = [module.COMMAND for module in _modules() if hasattr(module, "COMMAND")]
    return tuple(sorted(commands, key=lambda command: command.place))


def all_presses() -> dict[str, Press]:
    """What every button verb does."""
    presses: dict[str, Press] = {}
    for module in _modules():
        for verb, press in getattr(module, "PRESSES", {}).items():
            if verb in presses:
                raise ValueError(f"two files declare the button verb {verb!r}")
            command = getattr(module, "COMMAND", None)
            presses[verb] = press_for_managers(press) if command and command.manages else press
    return presses


def _modules() -> list[ModuleType]:
    return [
        importlib.import_module(found.name)
        for package in map(importlib.import_module, PACKAGES)
        for found in pkgutil.iter_modules(package.__path__, f"{package.__name__}.")
    ]


def commands_for(*, owner: bool) -> tuple[Command, ...]:
    """The commands that a person is told of."""
    return tuple(command for command in all_commands() if owner or not command.for_owners)


def commands_of(audience: Audience) -> tuple[Command, ...]:
    """The commands that an audience has use for, in their order."""
    commands = commands_for(owner=audience is Audience.OWNER)
    if audience in (Audience.PRIVATE, Audience.OWNER):
        return commands
    return tuple(
        command
        for command in commands
        if not command.for_private and (audience is Audience.GROUP_ADMINS or not command.manages)
    )


def menu(audience: Audience = Audience.PRIVATE) -> list[BotCommand]:
    """The command menu that Telegram shows."""
    return [BotCommand(command.name, command.about) for command in commands_of(audience)]
