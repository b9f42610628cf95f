"""The page on the architecture shows the house as it is."""

from __future__ import annotations

import re

import pytest

from docs.architecture import DOCUMENT, WAY_OF_A_PAGE, picture, written_anew
from docs.rooms import PROJECT, ROOMS

ARCHITECTURE = DOCUMENT.read_text(encoding="utf-8")
GLOSSARY = (PROJECT / "docs" / "glossary.md").read_text(encoding="utf-8")
WAY = {(room, other) for room, other, _ in WAY_OF_A_PAGE}


def test_the_picture_and_the_list_are_those_of_the_imports_and_docstrings() -> None:
    assert written_anew(ARCHITECTURE) == ARCHITECTURE, "docs/architecture.md is behind: make architecture"


def test_the_picture_follows_the_imports() -> None:
    shown = picture(
        WAY | {("bot/reader", "bot/search"), ("bot/search", "bot/names"), ("bot/reader", "bot/names")}
    )
    assert "bot_reader --> bot_search" in shown
    assert "bot_search --> bot_names" in shown
    assert "bot_reader --> bot_names" not in shown, "what is reached by way of another has no arrow"


def test_a_way_that_no_import_carries_is_not_drawn() -> None:
    with pytest.raises(ValueError, match="bot/desk"):
        picture(WAY - {("bot/desk", "storage")})


def test_a_document_without_a_place_for_the_picture_is_refused() -> None:
    with pytest.raises(ValueError, match="picture"):
        written_anew("# Architecture")


def test_every_room_has_its_line() -> None:
    for room in ROOMS:
        assert re.search(rf"^\| `{re.escape(room)}` \| .+ \|$", ARCHITECTURE, re.MULTILINE), room


def test_every_word_of_the_glossary_has_its_chinese_and_stands_once() -> None:
    rows = re.findall(r"^\| (.+?) \| (.+?) \| (.+?) \|$", GLOSSARY, re.MULTILINE)
    words = [word for cells in rows for word in cells[0].split(", ") if cells[0] != "word"]
    assert len(words) == len(set(words))
    for word, chinese, meaning in rows:
        assert word == "word" or re.search(r"[\u4e00-\u9fff]", chinese), word
        assert len(meaning) > 10 or word == "word", word
