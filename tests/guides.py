"""What the two guides set as code: messages to send, words on the screen, commands of a terminal."""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path

PROJECT = Path(__file__).parent.parent
READERS_GUIDE = PROJECT / "docs" / "读者指南.md"
EDITORS_GUIDE = PROJECT / "docs" / "编辑指南.md"
_CODE = re.compile(r"`([^`\n]+)`")


def code(guide: Path) -> list[str]:
    """Everything between backticks in a guide, once each, in its order."""
    return list(dict.fromkeys(_CODE.findall(guide.read_text(encoding="utf-8"))))


def messages(guide: Path) -> list[str]:
    """The commands that a guide has somebody send to the bot."""
    return [each for each in code(guide) if each.startswith("/") and len(each) > 1]


def rows_of_commands(guide: Path) -> list[list[str]]:
    """What a guide has somebody type into a terminal: each line's code from `run_bot.py` on."""
    lines = [line for line in guide.read_text(encoding="utf-8").splitlines() if "`run_bot.py" in line]
    return [_CODE.findall(line[line.index("`run_bot.py") :]) for line in lines]


@cache
def seen_words() -> str:
    """All strings of bot/wording, where the words of every button and message stand."""
    files = sorted((PROJECT / "bot" / "wording").glob("*.py"))
    trees = [ast.walk(ast.parse(file.read_text(encoding="utf-8"))) for file in files]
    nodes = [node for tree in trees for node in tree]
    return "\n".join(
        node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)
    )
