"""The arguments of `inbox` and its commands."""

from __future__ import annotations

import argparse
from collections.abc import Callable

from bot.terminal.arguments.issue import limit_of

FILES_LISTED = 20


def add_inbox_commands(add: Callable[[str, str], argparse.ArgumentParser]) -> None:
    """Adds the commands of `inbox` by `add`, which takes a command's name and what it does."""
    command = add("list", "list what came into the watched folder, the newest first")
    command.add_argument("--limit", type=limit_of, default=FILES_LISTED, help=f"default {FILES_LISTED}")
    command.add_argument("--json", action="store_true", help="as JSON")
