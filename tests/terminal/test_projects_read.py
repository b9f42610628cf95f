"""`run_bot.py projects read`: the projects of a file of articles, without a database."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from bot.exit_status import BAD_INPUT
from tests.run_bot_process import run

FIRST = {
    "id": "a",
    "date": "2026-01-05",
    "park": "山西忻州经济开发区",
    "headline": "恒岚玻璃项目开工",
    "paragraphs": ["1月4日，忻州恒岚新材料有限公司的恒岚特种玻璃项目开工，总投资2亿元，计划6月底前封顶。"],
    "captions": [],
}
SECOND = {
    "id": "b",
    "date": "2026-07-05",
    "park": "山西忻州经济开发区",
    "headline": "恒岚玻璃封顶",
    "paragraphs": ["7月3日，恒岚特种玻璃项目主厂房封顶，比计划晚了三天。"],
}
UNDATED = {"id": "c", "date": None, "park": "", "headline": "园区招聘会", "paragraphs": ["来了四十家企业。"]}


def as_file(path: Path, *rows: Any) -> Path:
    file = path / "articles.jsonl"
    file.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in rows), encoding="utf-8")
    return file


async def read(folder: Path, file: Path, *arguments: str) -> dict[str, list[dict[str, Any]]]:
    ended = await run(folder, "projects", "read", str(file), *arguments)
    assert ended.errors == ""
    told: dict[str, list[dict[str, Any]]] = json.loads(ended.output)
    return told


async def test_projects_are_followed_in_the_order_of_their_days(tmp_path: Path) -> None:
    told = await read(tmp_path, as_file(tmp_path, SECOND, UNDATED, FIRST))
    (begun,), (topped_out,) = told["a"], told["b"]
    assert told["c"] == []
    assert begun["project_id"] == topped_out["project_id"]
    assert (begun["name"], begun["stage"], begun["investment"]) == ("恒岚特种玻璃项目", "开工", "总投资2亿元")
    assert (begun["owner"], begun["reached_on"]) == ("忻州恒岚新材料有限公司", "2026-01-04")
    assert begun["promises"] == [
        {"what": "封顶", "when": "6月底前", "by": "2026-06-30", "step": "封顶", "outcome": "late"}
    ]
    assert topped_out["stage"] == "封顶"


async def test_outcomes_are_those_of_a_day(tmp_path: Path) -> None:
    file = as_file(tmp_path, FIRST, SECOND)
    told = await read(tmp_path, file, "--as-of", "2026-03-31")
    assert told["a"][0]["promises"][0]["outcome"] == "open"


@pytest.mark.parametrize(
    ("row", "says"),
    [
        ([], "line 2: is not a JSON object"),
        ({**SECOND, "id": "a"}, "line 2: id 'a' has been used before"),
        ({**SECOND, "date": "5.7."}, 'line 2: "date" is no day (want YYYY-MM-DD or null)'),
        ({**SECOND, "paragraphs": "text"}, 'line 2: "paragraphs" is no list of texts'),
    ],
)
async def test_a_line_that_is_no_article_is_named(tmp_path: Path, row: Any, says: str) -> None:
    ended = await run(tmp_path, "projects", "read", str(as_file(tmp_path, FIRST, row)))
    assert ended.status == BAD_INPUT
    assert says in ended.errors


async def test_a_wrong_day_is_refused(tmp_path: Path) -> None:
    ended = await run(tmp_path, "projects", "read", str(as_file(tmp_path, FIRST)), "--as-of", "soon")
    assert ended.status == BAD_INPUT
    assert "--as-of wants a day such as 2026-03-31" in ended.errors
