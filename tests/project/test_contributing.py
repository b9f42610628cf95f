"""What CONTRIBUTING.md names is there; what its examples would make is not."""

from __future__ import annotations

import re

from docs.rooms import PROJECT

CONTRIBUTING = (PROJECT / "CONTRIBUTING.md").read_text(encoding="utf-8")
MAKEFILE = (PROJECT / "Makefile").read_text(encoding="utf-8")
# What whoever follows an example makes.
MADE = {
    "incoming.sql",
    "tests/released/VERSION/database.sql",
    "bot/reader/yesterday.py",
    "tests/reader/test_yesterday.py",
    "parsing/rtf_text.py",
}
IN_IT = re.compile(r"`(\w+)` in `([\w/.]+\.py)`|in `(\w+)` of `([\w/.]+\.py)`")


def code() -> list[str]:
    """What stands between single backquotes or in a link."""
    return re.findall(r"`([^`\n]+)`", CONTRIBUTING) + re.findall(r"\]\(([^)]+)\)", CONTRIBUTING)


def test_the_paths_are_there() -> None:
    words = {word for said in code() for word in said.split()}
    paths = {word for word in words if re.fullmatch(r"[\w.]+(/[\w.]+)*/?", word) and is_a_path(word)}
    assert len(paths) > 30
    missing = {path for path in paths if not (PROJECT / path).exists()}
    assert missing == MADE


def is_a_path(word: str) -> bool:
    if word.startswith(".venv/") or word == "__init__.py":
        return False
    return word.split("/")[0] in TOPS if "/" in word else word.endswith((".py", ".md", ".txt", ".sql"))


TOPS = {path.name for path in PROJECT.iterdir()}


def test_the_targets_of_make_are_there() -> None:
    targets = set(re.findall(r"`make (\w+)", CONTRIBUTING))
    assert targets >= {"quick", "lint", "types", "architecture"}
    for target in targets:
        assert re.search(rf"^{target}:", MAKEFILE, re.MULTILINE), target


def test_what_is_named_in_a_file_is_in_it() -> None:
    found = [(a or c, b or d) for a, b, c, d in IN_IT.findall(CONTRIBUTING)]
    assert len(found) >= 4
    for name, path in found:
        assert name in (PROJECT / path).read_text(encoding="utf-8"), f"{name} is not in {path}"


def test_names_of_the_code_are_in_the_code() -> None:
    text = "\n".join(
        path.read_text(encoding="utf-8")
        for top in ("bot", "parsing", "storage", "tests")
        for path in (PROJECT / top).rglob("*.py")
    )
    names = {
        said
        for said in code()
        if re.fullmatch(r"_?[a-z]+(_[a-z]+)+|[A-Z]+(_[A-Z]+)+|[A-Z][a-z]+[A-Z]\w+", said)
    }
    assert len(names) > 10
    examples = {name for name in names if name.endswith(("_YESTERDAY", "STATUS_MINUTES"))}
    for name in names - examples:
        assert re.search(rf"\b{name}\b", text), name
