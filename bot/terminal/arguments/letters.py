"""The arguments of `letters` and its commands."""

from __future__ import annotations

import argparse
from collections.abc import Callable

from bot.terminal.arguments.issue import limit_of

LETTERS_LISTED = 20


def add_letters_commands(add: Callable[[str, str], argparse.ArgumentParser]) -> None:
    """Adds the commands of `letters` by `add`, which takes a command's name and what it does."""
    listing = add("list", "list the letters that are open, the oldest first")
    listing.add_argument("--limit", type=limit_of, default=LETTERS_LISTED, help=f"default {LETTERS_LISTED}")
    which = listing.add_mutually_exclusive_group()
    which.add_argument("--all", action="store_true", help="all of them, the newest first")
    which.add_argument("--muted", action="store_true", help="the people who are muted instead")
    showing = add("show", "print a letter and what became of it")
    showing.add_argument("letter", type=_number)
    answering = add("answer", "answer a letter; a running serve sends it to the reader")
    answering.add_argument("letter", type=_number)
    answering.add_argument("text", help="the answer; - for standard input")
    closing = add("close", "close a letter without a word to its reader")
    closing.add_argument("letter", type=_number)
    muting = add("mute", "take no more letters of a reader, and close what they have open")
    unmuting = add("unmute", "take a reader's letters again")
    for each in (muting, unmuting):
        who = each.add_mutually_exclusive_group(required=True)
        who.add_argument("letter", type=_number, nargs="?", help="a letter of the reader")
        who.add_argument("--person", type=_number, metavar="NUMBER", help="the reader's number, as /id tells")
    for each in (listing, showing, answering, closing, muting, unmuting):
        each.add_argument("--json", action="store_true", help="as JSON")
    for each in (answering, closing, muting, unmuting):
        each.add_argument("--dry-run", action="store_true", help="say what would be done, do nothing")


def _number(text: str) -> int:
    if not text.isdecimal() or not 0 < len(text) <= 16 or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is no number above 0")
    return int(text)
