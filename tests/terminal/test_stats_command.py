"""`run_bot.py stats`: the same numbers, in words, as JSON, as a picture."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bot.pictures.chinese_font import chinese_font
from tests.conftest import SAMPLE_PAGE
from tests.run_bot_process import run


async def test_words_json_and_picture(tmp_path: Path) -> None:
    assert (await run(tmp_path, "publish", str(SAMPLE_PAGE))).status == 0
    told = await run(tmp_path, "stats")
    assert told.status == 0, told.errors
    assert "chats\t0\t0 follow something" in told.output
    value = json.loads((await run(tmp_path, "stats", "--json")).output)
    assert value["articles"].keys() == {"week", "month", "by_day"}
    assert value["readers"]["states"]["private"]["active"] == 0
    assert len(value["deliveries"]["by_day"]) == 7 and value["missed"] == []


@pytest.mark.skipif(chinese_font() is None, reason="no font with Chinese characters here")
async def test_the_picture_is_a_file(tmp_path: Path) -> None:
    ended = await run(tmp_path, "stats", "--picture", "numbers.png")
    assert ended.status == 0, ended.errors
    assert (tmp_path / "numbers.png").read_bytes().startswith(b"\x89PNG")
    assert ended.output.endswith("picture: numbers.png\n")
    ended = await run(tmp_path, "stats", "--picture", "nowhere/numbers.png")
    assert ended.status == 1 and "nowhere/numbers.png: No such file" in ended.errors


async def test_a_font_that_is_not_there_is_told(tmp_path: Path) -> None:
    variables = {"PICTURE_FONT": "none.ttf"}
    ended = await run(tmp_path, "stats", "--picture", "numbers.png", variables=variables)
    assert ended.status == 1 and "PICTURE_FONT" in ended.errors and "fonts-noto-cjk" in ended.errors
    assert not (tmp_path / "numbers.png").exists()
