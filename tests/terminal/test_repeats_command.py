"""`repeats`: which articles of a file tell an earlier one's story again, and what it says of bad lines."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest

from bot.exit_status import BAD_INPUT, DONE
from run_bot import main
from tests.run_bot_process import run

FIRST = {
    "id": "a",
    "newspaper": "雁门日报",
    "date": "2026-04-05",
    "park": "山西忻州经济开发区",
    "headline": "星垣新材料陶瓷球项目开工",
    "paragraphs": [
        "4月3日，山西星垣新材料有限公司特种陶瓷球项目在山西忻州经济开发区破土动工，现场机械轰鸣。",
        "项目总投资1.6亿元，占地139亩，建设6条生产线，全部达产后年产值8亿元，带动就业163人。",
    ],
}
SAME = FIRST | {"id": "b"}
CORRECTION = FIRST | {"id": "c", "paragraphs": [each.replace("163", "136") for each in FIRST["paragraphs"]]}
REPRINT = FIRST | {"id": "d", "newspaper": "河东商讯", "headline": "又添一个", "date": "2026-04-07"}
OTHER = FIRST | {"id": "e", "paragraphs": [each.replace("星垣", "云舟") for each in FIRST["paragraphs"]]}


def lines_of(*rows: dict[str, Any]) -> str:
    return "".join(f"{json.dumps(row, ensure_ascii=False)}\n" for row in rows)


async def test_each_article_has_its_story_and_its_relation_to_the_first(tmp_path: Path) -> None:
    file = tmp_path / "articles.jsonl"
    file.write_text(lines_of(FIRST, SAME, CORRECTION, OTHER, REPRINT), encoding="utf-8")
    ended = await run(tmp_path, "repeats", str(file))
    assert (ended.status, ended.errors) == (DONE, "")
    assert json.loads(ended.output) == {
        "a": {"story": "a", "relation": "first"},
        "b": {"story": "a", "relation": "same"},
        "c": {"story": "a", "relation": "correction"},
        "d": {"story": "a", "relation": "reprint"},
        "e": {"story": "e", "relation": "first"},
    }
    assert not (tmp_path / "bot.db").exists(), "it needs no database"


def test_the_gold_beside_an_article_is_not_read(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "articles.jsonl"
    file.write_text(lines_of(FIRST | {"story": "s", "relation": "first"}, SAME | {"story": "t"}), "utf-8")
    assert main(["repeats", str(file)]) == DONE
    assert json.loads(capsys.readouterr().out)["b"] == {"story": "a", "relation": "same"}


def test_an_empty_file_has_no_articles(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "articles.jsonl"
    file.write_text("\n\n", encoding="utf-8")
    assert main(["repeats", str(file)]) == DONE
    assert json.loads(capsys.readouterr().out) == {}


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("{", "is not JSON"),
        ("[" * 100_000, "is not JSON"),
        ("3", "is not a JSON object"),
        ("9" * 5000, "is not JSON"),
        (json.dumps({key: value for key, value in FIRST.items() if key != "id"}), '"id" must be'),
        (json.dumps(FIRST | {"id": 3}), '"id" must be'),
        (json.dumps(FIRST | {"id": ""}), '"id" must be'),
        (json.dumps(FIRST | {"id": "x", "park": None}), '"park" must be a text'),
        (json.dumps(FIRST | {"id": "x", "date": "5 April"}), '"date" must be a day'),
        (json.dumps(FIRST | {"id": "x", "date": 3}), '"date" must be a day'),
        (json.dumps(FIRST | {"id": "x", "paragraphs": "text"}), '"paragraphs" must be a list'),
        (json.dumps(FIRST | {"id": "x", "paragraphs": [1]}), '"paragraphs" must be a list'),
        (json.dumps(FIRST), "id 'a' has been used before"),
    ],
)
def test_a_bad_line_is_told_by_its_number(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], line: str, fault: str
) -> None:
    file = tmp_path / "articles.jsonl"
    file.write_text(f"{lines_of(FIRST)}\n{line}\n", encoding="utf-8")
    assert main(["repeats", str(file)]) == BAD_INPUT
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err.startswith(f"{file}: line 3: ")
    assert fault in printed.err
    assert printed.err.count("\n") == 1


def test_what_is_no_utf_8_is_told_by_its_number(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "articles.jsonl"
    file.write_bytes(lines_of(FIRST).encode("gb18030"))
    assert main(["repeats", str(file)]) == BAD_INPUT
    assert capsys.readouterr().err == f"{file}: line 1: is not UTF-8\n"


def test_a_line_without_end_is_not_read_to_its_end(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.terminal.input.json_lines.LONGEST_LINE", 100)
    file = tmp_path / "articles.jsonl"
    file.write_text(lines_of(FIRST), encoding="utf-8")
    assert main(["repeats", str(file)]) == BAD_INPUT
    assert capsys.readouterr().err == f"{file}: line 1: longer than 100 bytes\n"


@pytest.mark.parametrize("name", ["missing.jsonl", "."])
def test_a_file_that_cannot_be_read_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    assert main(["repeats", str(tmp_path / name)]) == BAD_INPUT
    assert str(tmp_path / name) in capsys.readouterr().err


def test_lone_surrogates_are_articles_like_others(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "articles.jsonl"
    file.write_text(json.dumps(FIRST | {"headline": "\ud800", "paragraphs": ["\udfff"]}), encoding="utf-8")
    assert main(["repeats", str(file)]) == DONE
    assert json.loads(capsys.readouterr().out) == {"a": {"story": "a", "relation": "first"}}


def test_standard_input_is_read_for_a_dash(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    typed = io.BytesIO(lines_of(FIRST, REPRINT).encode())
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(typed, "ascii"))
    assert main(["repeats", "-", "--json"]) == DONE
    assert json.loads(capsys.readouterr().out)["d"] == {"story": "a", "relation": "reprint"}
