"""The list of commands. Each is declared once, in its file under `bot/reader/`; menu, /help and tests follow.

A file there declares a `COMMAND`, and `PRESSES` for the verbs of its buttons; either may be absent.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from functools import cache
from types import ModuleType
from typing import Any

from telegram import BotCommand, Update

from bot.buttons import Press
from bot.context import Context

Handle = Callable[[Update, Context], Coroutine[Any, Any, None]]


@dataclass(frozen=True)
class Command:
    """A reader's command: where it stands in the list, its name, what follows the name, what it is about.

    `spoken` are words for it that Telegram doesn't take for a command: 园区 临猗, /园区 临猗.
    """

    place: int
    name: str
    about: str
    handle: Handle
    argument: str = ""
    spoken: tuple[str, ...] = ()

    @property
    def usage(self) -> str:
        """How it is typed: /park 名称."""
        return f"/{self.name} {self.argument}".rstrip()


@cache
def reader_commands() -> tuple[Command, ...]:
    """Every command declared under `bot/reader/`, in their order."""
    commands = [module.COMMAND for module in _modules() if hasattr(module, "COMMAND")]
    return tuple(sorted(commands, key=lambda command: command.place))


def reader_presses() -> dict[str, Press]:
    """What every button verb declared under `bot/reader/` does."""
    presses: dict[str, Press] = {}
    for module in _modules():
        for verb, press in getattr(module, "PRESSES", {}).items():
            if verb in presses:
                raise ValueError(f"two files declare the button verb {verb!r}")
            presses[verb] = press
    return presses


def _modules() -> list[ModuleType]:
    package = importlib.import_module("bot.reader")
    return [
        importlib.import_module(found.name) for found in pkgutil.iter_modules(package.__path__, "bot.reader.")
    ]


def menu() -> list[BotCommand]:
    """The command menu that Telegram shows."""
    return [BotCommand(command.name, command.about) for command in reader_commands()]
