"""The command line: what it prints, what it leaves behind, how it ends."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest

from summaries.brief import closed
from tests.conftest import SAMPLE_PAGE, SAMPLES
from tests.run_bot_process import run

GOLD: dict[str, Any] = json.loads((SAMPLES / "page-2026-04-04.gold.json").read_text(encoding="utf-8"))
ARTICLE_KEYS = {
    "park",
    "kicker",
    "headline",
    "subhead",
    "dateline",
    "authors",
    "captions",
    "section_heads",
    "paragraphs",
}


async def test_parse_prints_the_sample_page_as_json(tmp_path: Path) -> None:
    ended = await run(tmp_path, "parse", str(SAMPLE_PAGE), "--json")
    page = json.loads(ended.output)
    assert ended.status == 0
    assert set(page) == {"newspaper", "published_on", "page", "furniture", "articles"}
    assert (page["newspaper"], page["published_on"], page["furniture"]) == ("科学导报", "2026-04-04", [])
    assert len(page["articles"]) == len(GOLD["articles"])
    for article, gold in zip(page["articles"], GOLD["articles"], strict=True):
        assert set(article) == ARTICLE_KEYS
        assert article["headline"] in gold["headline_accept"]
        for key in ("kicker", "dateline", "authors", "captions", "section_heads", "paragraphs"):
            assert article[key] == gold[key]


async def test_parse_prints_a_page_to_read(tmp_path: Path) -> None:
    ended = await run(tmp_path, "parse", str(SAMPLE_PAGE))
    assert ended.status == 0
    for article in GOLD["articles"]:
        assert article["paragraphs"][-1] in ended.output


async def test_brief_prints_verbatim_sentences_within_the_budget(tmp_path: Path) -> None:
    ended = await run(tmp_path, "brief", str(SAMPLE_PAGE), "--json", "--max-chars", "100")
    rows = json.loads(ended.output)
    assert ended.status == 0
    for row, gold in zip(rows, GOLD["articles"], strict=True):
        assert set(row) == {"park", "headline", "sentences", "shown", "text"}
        assert row["text"] == "".join(closed(piece) for piece in row["shown"])
        assert 0 < len(row["text"]) <= 100
        for sentence in row["sentences"]:
            assert any(sentence in paragraph for paragraph in gold["paragraphs"])


async def test_publish_again_changes_nothing_and_says_so(tmp_path: Path) -> None:
    first = await run(tmp_path, "publish", str(SAMPLE_PAGE))
    again = await run(tmp_path, "publish", str(SAMPLE_PAGE))
    assert (first.status, again.status) == (0, 0)
    assert "published 6 articles" in first.output
    assert "nothing new" in again.output


async def test_ask_answers_and_leaves_no_trace(tmp_path: Path) -> None:
    await run(tmp_path, "publish", str(SAMPLE_PAGE))
    database = tmp_path / "bot.db"
    before = hashlib.sha256(database.read_bytes()).hexdigest()
    answered = await run(tmp_path, "ask", "/park 临猗")
    followed = await run(tmp_path, "ask", "/follow 临猗")
    assert "链筑产业新生态 集聚发展新动能" in answered.output
    assert "<b>" not in answered.output
    assert "已关注 临猗现代农业产业示范区" in followed.output
    assert "还没有关注" in (await run(tmp_path, "ask", "/following")).output
    assert hashlib.sha256(database.read_bytes()).hexdigest() == before


async def test_ask_before_anything_is_stored_makes_no_database(tmp_path: Path) -> None:
    assert "临猗现代农业产业示范区" in (await run(tmp_path, "ask", "/park 临猗")).output
    assert not (tmp_path / "bot.db").exists()


@pytest.mark.parametrize("command", ["parse", "brief", "publish"])
@pytest.mark.parametrize(
    "content", [None, b"", b"\x89PNG\r\n\x1a\n" + bytes(99), bytes(range(256)) * 9, b"Hi."]
)
async def test_a_bad_file_is_one_line_and_exit_1(tmp_path: Path, command: str, content: bytes | None) -> None:
    file = tmp_path / "bad.txt"
    if content is not None:
        file.write_bytes(content)
    ended = await run(tmp_path, command, str(file))
    assert ended.status == 1
    assert len(ended.errors.strip().splitlines()) == 1
    assert str(file) in ended.errors


@pytest.mark.parametrize(
    "arguments", [["brief", "x", "--max-chars", "0"], ["demo", "--port", "70000"], ["fly"]]
)
async def test_bad_arguments_are_refused(tmp_path: Path, arguments: list[str]) -> None:
    ended = await run(tmp_path, *arguments)
    assert ended.status == 2
    assert "usage:" in ended.errors


@pytest.mark.parametrize("path", ["", "a-folder", "not-sqlite.db"])
async def test_a_database_that_cannot_be_opened_is_one_line(tmp_path: Path, path: str) -> None:
    (tmp_path / "a-folder").mkdir()
    (tmp_path / "not-sqlite.db").write_bytes(b"this is no database, it is a text" * 50)
    named = str(tmp_path / path) if path else "/proc/nowhere/bot.db"
    ended = await run(tmp_path, "publish", str(SAMPLE_PAGE), variables={"DATABASE": named})
    assert ended.status == 2
    assert len(ended.errors.strip().splitlines()) == 1
    assert "DATABASE" in ended.errors


@pytest.mark.parametrize("content", [b"", b"not a database at all" * 99])
async def test_ask_leaves_a_foreign_file_as_it_is(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "bot.db"
    file.write_bytes(content)
    assert "临猗现代农业产业示范区" in (await run(tmp_path, "ask", "/park 临猗")).output
    assert file.read_bytes() == content


@pytest.mark.parametrize("text", ["", "   ", "长" * 5000])
async def test_ask_refuses_what_is_no_message(tmp_path: Path, text: str) -> None:
    ended = await run(tmp_path, "ask", text)
    assert ended.status == 1
    assert len(ended.errors.strip().splitlines()) == 1


async def test_parks_are_kept_from_the_command_line(tmp_path: Path) -> None:
    listed = tmp_path / "parks.csv"
    listed.write_text(
        "name,aliases,city\n东山产业园,东山园区,运城\n,无名,\n西山产业园,,运城\n", encoding="utf-8"
    )
    first = await run(tmp_path, "parks", "import", str(listed))
    again = await run(tmp_path, "parks", "import", str(listed))
    assert "added 2, changed 0, unchanged 0, refused 1" in first.output
    assert "refused line 3: no name" in first.output
    assert "added 0, changed 0, unchanged 2, refused 1" in again.output
    assert "西山产业园" in (await run(tmp_path, "parks", "list", "--city", "运城")).output
    await run(tmp_path, "parks", "alias", "东山产业园", "东边那个园")
    await run(tmp_path, "parks", "merge", "西山产业园", "东山产业园")
    shown = (await run(tmp_path, "parks", "show", "东边那个园")).output
    assert shown.startswith("东山产业园\t") and "东山园区" in shown
    assert "merged into: 东山产业园" in (await run(tmp_path, "parks", "show", "西山产业园")).output
    assert "东山产业园" in (await run(tmp_path, "ask", "/park 西山产业园")).output
    circle = await run(tmp_path, "parks", "merge", "东山产业园", "西山产业园")
    assert circle.status == 1 and len(circle.errors.strip().splitlines()) == 1
    unknown = await run(tmp_path, "parks", "show", "南山产业园")
    assert unknown.status == 1 and "nearest" in unknown.errors


async def test_an_alias_that_is_another_parks_name_is_shared_only_on_purpose(tmp_path: Path) -> None:
    listed = tmp_path / "parks.csv"
    listed.write_text("name,aliases,city\n东山产业园,山上园区,运城\n西山产业园,,运城\n", encoding="utf-8")
    await run(tmp_path, "parks", "import", str(listed))
    for name in ("山上园区", "东山产业园", " 山上园区"):
        refused = await run(tmp_path, "parks", "alias", "西山产业园", name)
        assert refused.status == 1 and len(refused.errors.strip().splitlines()) == 1
        assert "东山产业园" in refused.errors and "--shared" in refused.errors
        assert refused.output == ""
    assert "山上园区" not in (await run(tmp_path, "parks", "show", "西山产业园")).output
    shared = await run(tmp_path, "parks", "alias", "西山产业园", "山上园区", "--shared")
    assert shared.status == 0
    assert "山上园区 added" in shared.output and "东山产业园" in shared.output
    again = await run(tmp_path, "parks", "alias", "西山产业园", "山上园区")
    assert again.status == 0 and "already" in again.output
    asked = (await run(tmp_path, "ask", "/park 山上园区")).output
    assert "东山产业园" in asked and "西山产业园" in asked
    taken_back = await run(tmp_path, "parks", "alias", "西山产业园", "山上园区", "--remove")
    assert taken_back.status == 0


async def test_what_is_no_alias_is_refused(tmp_path: Path) -> None:
    for nothing in ("", "　", " \n"):
        refused = await run(tmp_path, "parks", "alias", "临猗", nothing)
        assert refused.status == 1 and len(refused.errors.strip().splitlines()) == 1


async def test_a_park_may_be_called_as_one_that_became_part_of_it(tmp_path: Path) -> None:
    listed = tmp_path / "parks.csv"
    listed.write_text("name,aliases,city\n东山产业园,山上园区,运城\n西山产业园,,运城\n", encoding="utf-8")
    await run(tmp_path, "parks", "import", str(listed))
    await run(tmp_path, "parks", "merge", "东山产业园", "西山产业园")
    assert (await run(tmp_path, "parks", "alias", "西山产业园", "山上园区")).status == 0


async def test_the_limits_are_settings(tmp_path: Path) -> None:
    file = tmp_path / "long.txt"
    file.write_text("今天开工。\n" * 80_000, encoding="utf-8")
    refused = await run(tmp_path, "parse", str(file), variables={"MAX_TEXT_MB": "1"})
    assert refused.status == 1 and "limit" in refused.errors
    small = await run(tmp_path, "parse", str(file), variables={"MAX_FILE_MB": "1"})
    assert small.status == 1 and "limit" in small.errors


@pytest.mark.parametrize("asked", ["临猗", "linyi", "臨猗"])
async def test_a_park_is_shown_by_any_name_that_readers_ask_by(tmp_path: Path, asked: str) -> None:
    shown = await run(tmp_path, "parks", "show", asked)
    assert shown.status == 0 and shown.output.startswith("临猗现代农业产业示范区\t")


@pytest.mark.parametrize(
    ("asked", "told"), [("运城", "parks list --city 运城"), ("山西", "give more of the name")]
)
async def test_a_name_of_many_parks_is_said_so(tmp_path: Path, asked: str, told: str) -> None:
    refused = await run(tmp_path, "parks", "show", asked)
    assert refused.status == 1 and told in refused.errors and len(refused.errors) < 300
