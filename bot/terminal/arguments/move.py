"""The arguments of `move` and its commands."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path


def add_move_commands(add: Callable[[str, str], argparse.ArgumentParser]) -> None:
    """Adds the commands of `move` by `add`, which takes a command's name and what it does."""
    command = add("account", "let the bot of TELEGRAM_BOT_TOKEN take the place of the one before")
    command.add_argument(
        "--to-this-bot", action="store_true", help="do it; without, say what it would be and change nothing"
    )
    command.add_argument("--json", action="store_true", help="as JSON")
    command = add("page", "write a page to print, with the bot's link and a QR code")
    command.add_argument("file", type=Path, metavar="FILE.html")
    command.add_argument("--force", action="store_true", help="overwrite FILE.html")
    command.add_argument("--json", action="store_true", help="as JSON")
    for name, what in (
        ("server", "pack everything into FILE for another server; this one refuses to serve then"),
        ("here", "put in place what move server packed"),
    ):
        command = add(name, what)
        command.add_argument("file", type=Path)
        command.add_argument("--json", action="store_true", help="as JSON")
    command = add("back", "let what move server packed be served here again")
    command.add_argument("--json", action="store_true", help="as JSON")
