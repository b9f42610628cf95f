"""What the bot says: each sentence stands in one file of bot/wording and has a name of its own."""

from __future__ import annotations

import ast
from collections import Counter
from pathlib import Path

import bot.wording

FOLDER = Path(bot.wording.__file__).parent


def names_in(path: Path) -> list[str]:
    """What a file of sentences defines, in order."""
    found: list[str] = []
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.Assign):
            found += [target.id for target in node.targets if isinstance(target, ast.Name)]
        elif isinstance(node, ast.FunctionDef):
            found.append(node.name)
    return found


def test_no_sentence_hides_another_of_the_same_name() -> None:
    counted = Counter(name for path in sorted(FOLDER.glob("*.py")) for name in names_in(path))
    assert len(counted) > 500
    assert [name for name, times in counted.items() if times > 1] == []


def test_every_file_of_sentences_is_asked_for_in_the_same_way() -> None:
    lacking = [
        f"{path.name}: {name}"
        for path in sorted(FOLDER.glob("*.py"))
        for name in names_in(path)
        if not hasattr(bot.wording, name)
    ]
    assert lacking == []
