"""What the bot says: each sentence stands in one file of bot/wording and has a name of its own."""

from __future__ import annotations

import ast
import re
from collections import Counter
from pathlib import Path

import bot.wording

FOLDER = Path(bot.wording.__file__).parent
A_SENTENCE = re.compile(r"[^\n]*[\u4e00-\u9fff]{3}[^\n]*[。？！]")


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


def test_no_sentence_of_the_bot_stands_elsewhere() -> None:
    """Patterns and marks in other files are Chinese too; a sentence is what ends as one."""
    elsewhere = [
        f"{path.relative_to(FOLDER.parent.parent)}:{node.lineno}: {node.value}"
        for path in sorted(FOLDER.parent.rglob("*.py"))
        if path.parent != FOLDER and not path.stem.endswith("_wording")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and A_SENTENCE.fullmatch(node.value)
    ]
    assert elsewhere == [], "what people read stands in bot/wording/ or a …_wording.py"
