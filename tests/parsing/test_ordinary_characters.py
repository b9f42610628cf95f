"""Radicals and compatibility ideographs come in as the characters they look like, whatever the format."""

from __future__ import annotations

import unicodedata

import pytest

from parsing.documents import read_document
from parsing.ordinary_characters import ordinary
from tests.parsing_files import docx_of

SAID, MEANT = "⼭⻄⾼新区⽉⽇⻛⻓⼈⺠⼾樂行", "山西高新区月日风长人民户樂行"


@pytest.mark.parametrize(
    "data",
    [
        SAID.encode(),
        docx_of(SAID),
        f"<html><body><p>{SAID}</p></body></html>".encode(),
        f"# {SAID}\n\n{SAID}".encode(),
    ],
    ids=["text", "docx", "html", "markdown"],
)
def test_in_every_format(data: bytes) -> None:
    text = read_document(data)
    assert MEANT in text
    assert not set(text) & set("⼭⻄⾼⽉⽇⻛⻓⼈⺠⼾")


def test_every_radical_has_its_character_and_a_text_keeps_its_length() -> None:
    radicals = [chr(code) for code in (*range(0x2E81, 0x2EF4), *range(0x2F00, 0x2FD6)) if code != 0x2E9A]
    made = ordinary("".join(radicals))
    assert len(made) == len(radicals)
    assert {unicodedata.name(one).split(" ")[:2][1] for one in made} == {"UNIFIED"}
    assert ordinary("山西，开发区 ABC") == "山西，开发区 ABC"
