"""Each form of a name makes of the examples beside it what they say."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.names import matching
from parsing import park_names

DOCUMENT = Path(__file__).parent.parent.parent / "docs" / "parsing.md"
IN_DOCSTRING = re.findall(r"^    (\w+) +(\S.*) → (.*)$", park_names.__doc__ or "", re.MULTILINE)
IN_DOCUMENT = re.findall(
    r"^\| `(\w+)` \|.*\| `(.+)` → `(.+)` \|$", DOCUMENT.read_text(encoding="utf-8"), re.MULTILINE
)


def form(name: str) -> Callable[[str], str]:
    """The function that makes the form of this name."""
    found: Callable[[str], str] = vars(park_names).get(name) or vars(matching)[name]
    return found


@pytest.mark.parametrize(("name", "given", "made"), IN_DOCSTRING + IN_DOCUMENT)
def test_a_form_is_what_its_example_says(name: str, given: str, made: str) -> None:
    assert form(name)(given) == made


def test_the_document_and_the_module_tell_of_the_same_forms() -> None:
    told = [name for name, *_ in IN_DOCSTRING]
    assert len(told) == 11
    assert [name for name, *_ in IN_DOCUMENT] == [*told, "simplified"]
