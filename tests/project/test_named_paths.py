"""Files that documents, comments and docstrings name are there: what moves is named anew wherever it is."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from docs.rooms import PROJECT

# Folders that whoever runs the bot here comes to have; what they hold is theirs.
MADE_HERE = {"data", "build", "mutants", "__pycache__"}
TOPS = sorted(
    path.name
    for path in PROJECT.iterdir()
    if path.is_dir() and path.name.isidentifier() and path.name not in MADE_HERE
)
PATH = re.compile(rf"(?<![\w/.…{{}}<>*-])(?:{'|'.join(TOPS)})(?:/[\w.-]+)+/?", re.ASCII)
MODULE = re.compile(r"-m ((?:benchmarks|deploy|docs|tests)(?:\.\w+)*)", re.ASCII)
# In code a path without an ending may be anything: a part of an address, a name that is put together.
ENDINGS = (".py", ".md", ".sql", ".sh", ".yml", ".toml", ".service", ".html", ".css", ".js")
# What is read beside documents and code.
OTHERS = ("Makefile", "Dockerfile", "compose.yaml", "pyproject.toml", ".ci/*", "deploy/*.sh", "deploy/*.yml")
# What is said not to be there: in examples, or any more.
NOT_THERE = {
    "bot/cards/made.py",
    "bot/reader/made.py",
    "bot/reader/yesterday.py",
    "parsing/rtf_text.py",
    "storage/schema",
    "storage/schema/m020_keywords_of_chats.py",
    "tests/reader/test_yesterday.py",
    "tests/released/VERSION/database.sql",
}


def documents() -> Iterator[Path]:
    """All but CHANGELOG.md, where files have the names that they had."""
    yield from (path for path in PROJECT.glob("*.md") if path.name != "CHANGELOG.md")
    yield from (PROJECT / "docs").glob("*.md")


def code() -> Iterator[Path]:
    """Programs, and what builds and runs them."""
    for top in TOPS:
        yield from (PROJECT / top).rglob("*.py")
    yield PROJECT / "run_bot.py"
    for pattern in OTHERS:
        yield from (path for path in PROJECT.glob(pattern) if path.is_file())


@pytest.mark.parametrize("files", [documents, code], ids=lambda files: files.__name__)
def test_files_that_are_named_are_there(files: Callable[[], Iterator[Path]]) -> None:
    lost = set()
    for file in files():
        text = file.read_text(encoding="utf-8")
        named = {match.rstrip("/.") for match in PATH.findall(text)}
        if file.suffix != ".md":
            named = {name for name in named if name.endswith(ENDINGS)}
        named |= {module.replace(".", "/") for module in MODULE.findall(text)}
        lost |= {(file.name, name) for name in named - NOT_THERE if not is_there(name, file.parent)}
    assert lost == set()


def is_there(name: str, beside: Path) -> bool:
    """Seen from the project's folder or the file's, a test from `tests/`; a module may lack its ending."""
    folders = (PROJECT, beside, PROJECT / "tests") if "/test_" in name else (PROJECT, beside)
    return any((folder / name).exists() or (folder / f"{name}.py").exists() for folder in folders)
