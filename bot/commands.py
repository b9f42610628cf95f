"""The list of commands. Each is declared once, in its file of one of the rooms in `PACKAGES`.

Menu, /help and tests follow by themselves.

A file there declares a `COMMAND`, and `PRESSES` for the verbs of its buttons; either may be absent. Who may
use them is seen to here: what is declared in `bot/desk/` and `bot/newsroom/` is for editors, in
`bot/owner/` for owners.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import Enum, auto
from functools import cache
from types import ModuleType
from typing import Any

from telegram import BotCommand

from bot.cards.buttons import OnPress
from bot.cards.for_managers import for_managers, press_for_managers
from bot.cards.for_roles import for_those_who, press_for_those_who
from bot.context import Handle
from bot.people.roles import is_owner, may_publish

PACKAGES = ("bot.reader", "bot.desk", "bot.newsroom", "bot.owner")
FOR_EDITORS = ("bot.desk.", "bot.newsroom.")


class Group(Enum):
    """The heading of /help that a command stands under (`wording.HELP_GROUPS`), in their order."""

    LOOK = auto()
    FIND = auto()
    FOLLOW = auto()
    PUSH = auto()
    DATA = auto()
    OTHER = auto()
    PAGES = auto()
    READERS = auto()
    RUNNING = auto()


@dataclass(frozen=True)
class Command:
    """A command: its name, what it is about, what it does, what follows the name.

    In /help it stands in its `group` with an `example` of what follows the name; one that is `rare` only
    where all is asked for.

    In the list it stands `after` the command of that name; of several that do, by their names.
    `spoken` are words for it that aren't in the menu: 园区 临猗, /园区 临猗, /settings. One that is
    `for_owners` is in nobody else's menu, and to others it does not exist; the same goes for one that is
    `for_editors`, and owners are editors. One that `manages` changes what the chat gets: in a group it is for
    admins, and so are the buttons that its file declares. One that is `for_private` has no meaning in groups;
    one `for_channels` may stand behind a channel's name (/channel).
    """

    name: str
    about: str
    handle: Handle
    after: str = ""
    argument: str = ""
    example: str = ""
    group: Group = Group.OTHER
    rare: bool = False
    for_owners: bool = False
    for_editors: bool = False
    spoken: tuple[str, ...] = ()
    manages: bool = False
    for_private: bool = False
    for_channels: bool = False

    @property
    def usage(self) -> str:
        """How it is typed: /park 名称."""
        return f"/{self.name} {self.argument}".rstrip()

    @property
    def sample(self) -> str:
        """How it is typed, by example: /park 临猗."""
        return f"/{self.name} {self.example}".rstrip()

    @property
    def guarded(self) -> Handle:
        """The handler, which turns away whom it isn't for; in groups none but admins manage."""
        handle = for_managers(self.handle) if self.manages else self.handle
        if self.for_owners:
            return for_those_who(is_owner, handle)
        return for_those_who(may_publish, handle) if self.for_editors else handle

    @property
    def for_all(self) -> bool:
        """Whether it is for readers too."""
        return not self.for_owners and not self.for_editors


class Audience(Enum):
    """Whom a menu is for: a private chat, a group, its admins, an editor's private chat, an owner's."""

    PRIVATE = auto()
    GROUP = auto()
    GROUP_ADMINS = auto()
    EDITOR = auto()
    OWNER = auto()


@cache
def all_commands() -> tuple[Command, ...]:
    """Every command, in their order; the editors' and owners' are among them."""
    return in_order([module.COMMAND for module in _modules() if hasattr(module, "COMMAND")])


def in_order(commands: Iterable[Command]) -> tuple[Command, ...]:
    """Each command behind the one that it names. Raises ValueError where one names none of them."""
    behind: dict[str, list[Command]] = {}
    for command in sorted(commands, key=lambda each: each.name, reverse=True):
        behind.setdefault(command.after, []).append(command)
    ordered, next_ones = [], behind.pop("", [])
    while next_ones:
        command = next_ones.pop()
        ordered.append(command)
        next_ones += behind.pop(command.name, [])
    for name, lost in behind.items():
        raise ValueError(f"{', '.join(each.name for each in lost)}: no command {name!r} to stand after")
    return tuple(ordered)


def all_presses() -> dict[str, OnPress]:
    """What every button verb does."""
    presses: dict[str, OnPress] = {}
    for module in _modules():
        declared: dict[str, OnPress] = getattr(module, "PRESSES", {})
        command = getattr(module, "COMMAND", None)
        for verb, does in declared.items():
            if verb in presses:
                raise ValueError(f"two files declare the button verb {verb!r}")
            if command and command.manages:
                does = replace(does, press=press_for_managers(does.press))
            if module.__name__.startswith("bot.owner.") or (command and command.for_owners):
                does = press_for_those_who(is_owner, does)
            elif module.__name__.startswith(FOR_EDITORS) or (command and command.for_editors):
                does = press_for_those_who(may_publish, does)
            presses[verb] = does
    return presses


def declared(name: str) -> dict[str, Any]:
    """What the files of the rooms declare in dictionaries of this name, all of it together."""
    found: dict[str, Any] = {}
    for module in _modules():
        found |= getattr(module, name, {})
    return found


def _modules() -> list[ModuleType]:
    return [
        importlib.import_module(found.name)
        for package in map(importlib.import_module, PACKAGES)
        for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}.")
    ]


def commands_for(*, owner: bool, editor: bool = False) -> tuple[Command, ...]:
    """The commands that a person is told of; an owner is an editor too."""
    return tuple(
        command
        for command in all_commands()
        if owner or command.for_all or (editor and not command.for_owners)
    )


def commands_of(audience: Audience) -> tuple[Command, ...]:
    """The commands that an audience has use for, in their order."""
    commands = commands_for(owner=audience is Audience.OWNER, editor=audience is Audience.EDITOR)
    if audience in (Audience.PRIVATE, Audience.EDITOR, Audience.OWNER):
        return commands
    return tuple(
        command
        for command in commands
        if not command.for_private and (audience is Audience.GROUP_ADMINS or not command.manages)
    )


def menu(audience: Audience = Audience.PRIVATE) -> list[BotCommand]:
    """The command menu that Telegram shows."""
    return [BotCommand(command.name, command.about) for command in commands_of(audience)]
