"""Printing what a command tells, as lines or as JSON."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.terminal.output.told import Told


def print_lines(lines: Iterable[str]) -> None:
    """Prints each at once, so that what takes long is seen as it comes."""
    for line in lines:
        print(line, flush=True)


def print_told(options: argparse.Namespace, told: Told, *, in_a_line: bool = False) -> None:
    """Prints what a command tells; JSON `in_a_line` is for commands that tell of several files."""
    if not options.json:
        print_lines(told.lines)
    elif in_a_line:
        print(json.dumps(told.value, ensure_ascii=False), flush=True)
    else:
        print(json_text(told.value))


def json_text(value: object) -> str:
    """JSON to read, Chinese as it is."""
    return json.dumps(value, ensure_ascii=False, indent=2)
