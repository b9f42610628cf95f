"""The arguments of `sources` and its commands."""

from __future__ import annotations

import argparse
from collections.abc import Callable

from bot.terminal.arguments.issue import number_of

EVERY_MINUTES = 60


def add_sources_commands(add: Callable[[str, str], argparse.ArgumentParser]) -> None:
    """Adds the commands of `sources` by `add`, which takes a command's name and what it does."""
    commands = [add("list", "list the sources, and what came of the last look at each")]
    command = add("add", "add a feed (RSS, Atom) or a node page of an electronic edition")
    command.add_argument("link", metavar="LINK", help="its address; {yyyy}, {mm} and {dd} stand for today's")
    command.add_argument("--newspaper", metavar="NAME", default="", help="of which its articles are")
    command.add_argument(
        "--every", type=int, default=EVERY_MINUTES, metavar="MINUTES", help=f"default {EVERY_MINUTES}"
    )
    _dry(command)
    commands.append(command)
    for name, about in (
        ("remove", "remove a source; what came from it stays"),
        ("pause", "let a source rest"),
        ("resume", "look at a source again"),
        ("look", "look at a source at once; editors are offered what is new, by a running serve"),
    ):
        command = add(name, about)
        command.add_argument("source", type=number_of, metavar="SOURCE", help="its number in `sources list`")
        if name == "remove":
            _dry(command)
        commands.append(command)
    for command in commands:
        command.add_argument("--json", action="store_true", help="as JSON")


def _dry(command: argparse.ArgumentParser) -> None:
    command.add_argument("--dry-run", action="store_true", help="say what would be done, do nothing")
