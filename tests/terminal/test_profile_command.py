"""`run_bot.py projects profile`: a park in numbers, in words, as JSON, as a picture."""

from __future__ import annotations

import json
from pathlib import Path

from bot.pictures.chinese_font import chinese_font
from tests.conftest import SAMPLE_PAGE
from tests.run_bot_process import run


async def test_words_json_and_picture(tmp_path: Path) -> None:
    assert (await run(tmp_path, "publish", str(SAMPLE_PAGE))).status == 0
    ended = await run(tmp_path, "projects", "profile", "临猗示范区", "--json")
    value = json.loads(ended.output)
    assert value["park"] == "临猗现代农业产业示范区" and value["articles"] == 1
    assert value["promises"].keys() == {"kept", "late", "put off", "open", "silent"}
    assert value["being_read"] is True and len(value["by_month"]) == 12
    picture = ["--picture", "park.png"] if chinese_font() else []
    ended = await run(tmp_path, "projects", "profile", "临猗示范区", *picture)
    assert ended.status == 0, ended.errors
    assert "articles\t1\tin 12 months " in ended.output and "being read: behind the articles" in ended.output
    if picture:
        assert (tmp_path / "park.png").read_bytes().startswith(b"\x89PNG")


async def test_an_empty_park_and_one_that_is_none(tmp_path: Path) -> None:
    ended = await run(tmp_path, "projects", "profile", "临猗示范区")
    assert "nothing is known of it" in ended.output and ended.status == 0
    ended = await run(tmp_path, "projects", "profile", "无此园区")
    assert ended.status == 1 and "nearest: " in ended.errors
