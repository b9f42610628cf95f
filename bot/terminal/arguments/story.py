"""The arguments of `story` and its commands."""

from __future__ import annotations

import argparse
from collections.abc import Callable

from bot.terminal.arguments.issue import number_of


def add_story_commands(add: Callable[[str, str], argparse.ArgumentParser]) -> None:
    """Adds the commands of `story` by `add`, which takes a command's name and what it does."""
    showing = add("show", "print the articles that tell the story of one")
    folding = add("fold", "let two articles tell one story: listed once, pushed once")
    unfolding = add("unfold", "let an article tell a story of its own")
    for command in (showing, folding, unfolding):
        _article(command, "article")
    _article(folding, "into")
    for command in (folding, unfolding):
        command.add_argument("--dry-run", action="store_true", help="say what would be done, do nothing")
    for command in (showing, folding, unfolding):
        command.add_argument("--json", action="store_true", help="as JSON")


def _article(command: argparse.ArgumentParser, name: str) -> None:
    command.add_argument(name, type=number_of, metavar=name.upper(), help="its number, as in `issue show`")
