"""The arguments of `announce` and its commands."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from pathlib import Path

LISTED = 20
MOST_DIGITS = 15
COMMANDS = ("send", "list", "retract")


def add_announce_commands(add: Callable[[str, str], argparse.ArgumentParser]) -> None:
    """Adds the commands of `announce` by `add`, which takes a command's name and what it does."""
    command = add("send", "send readers an announcement; `announce --all …` is the same")
    audience = command.add_mutually_exclusive_group(required=True)
    audience.add_argument("--all", action="store_true", help="to all readers")
    audience.add_argument("--park", metavar="NAME", help="to those who follow a park")
    audience.add_argument("--city", metavar="NAME", help="to those who follow a city, or a park in it")
    command.add_argument("text", nargs="?", help="what it says, plain text; `-` reads standard input")
    command.add_argument("--file", type=Path, help="a file with what it says, in place of the text; UTF-8")
    command.add_argument("--dry-run", action="store_true", help="say how many would get it, send nothing")
    listing = add("list", "list the announcements, the newest first, tab-separated")
    listing.add_argument("--limit", type=_number, default=LISTED, help=f"default {LISTED}")
    retract = add("retract", "take an announcement back; who has it sees that")
    retract.add_argument("number", type=_number, metavar="NUMBER", help="its number, as in `announce list`")
    retract.add_argument("--dry-run", action="store_true", help="say what would be done, do nothing")
    for each in (command, listing, retract):
        each.add_argument("--json", action="store_true", help="as JSON")


def spelt_out(arguments: Sequence[str]) -> list[str]:
    """The arguments of the program, with the `send` that may be left out behind `announce`."""
    if arguments[:1] == ["announce"] and arguments[1:2] and arguments[1] not in (*COMMANDS, "-h", "--help"):
        return ["announce", "send", *arguments[1:]]
    return list(arguments)


def _number(text: str) -> int:
    if not text.isdecimal() or len(text) > MOST_DIGITS or int(text) == 0:
        raise argparse.ArgumentTypeError(f"{text!r} is no number from 1 on")
    return int(text)
