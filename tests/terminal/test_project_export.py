"""`run_bot.py projects export`: read back, every line has its source, and no text is a formula."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.exit_status import Refusal
from bot.terminal.projects import project_sheets
from bot.terminal.projects.project_export import export
from bot.terminal.projects.project_sheets import LONGEST_CELL, Sheet
from tests.made_issues import LINFEN
from tests.run_bot_process import run
from tests.terminal.published import value
from tests.terminal.told_projects import GLASS, STORES, lay_projects, settings_of

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
HOSTILE = ("=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", " =1", "＝1+1", '=HYPERLINK("http://x","y")')


def rows_of_csv(data: bytes) -> list[list[str]]:
    assert data.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def rows_of_xlsx(data: bytes, sheet: int = 1) -> list[list[str | float]]:
    """The cells of a worksheet as they are stored: texts as text, numbers as numbers. Formulas fail it."""
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        strings = ["".join(each.itertext()) for each in _parts(book, "xl/sharedStrings.xml", "si")]
        rows = []
        for row in _parts(book, f"xl/worksheets/sheet{sheet}.xml", "row"):
            cells: dict[int, str | float] = {}
            for cell in row.iter(f"{MAIN}c"):
                assert cell.find(f"{MAIN}f") is None, "a formula"
                stored = cell.findtext(f"{MAIN}v") or ""
                column = re.sub(r"\d", "", cell.attrib["r"])
                number = ord(column) - ord("A") if len(column) == 1 else 26 + ord(column[1]) - ord("A")
                cells[number] = strings[int(stored)] if cell.get("t") == "s" else float(stored)
            rows.append([cells.get(number, "") for number in range(max(cells, default=-1) + 1)])
        return rows


def _parts(book: zipfile.ZipFile, name: str, tag: str) -> list[ElementTree.Element]:
    return list(ElementTree.fromstring(book.read(name)).iter(f"{MAIN}{tag}"))


async def test_each_line_of_a_csv_file_has_its_source(tmp_path: Path) -> None:
    lay_projects(tmp_path)
    file = tmp_path / "项目.csv"
    told = value(await run(tmp_path, "projects", "export", str(file), "--json"))
    assert (told["projects"], told["lines"]) == (3, 4)
    headings, *rows = rows_of_csv(file.read_bytes())
    first = next(
        row for row in (dict(zip(headings, each, strict=True)) for each in rows) if row["项目"] == GLASS
    )
    assert first["文中名称"] == GLASS and first["园区"] == LINFEN.name
    assert (first["文中阶段"], first["阶段原文"], first["投资原文"]) == ("开工", "开工", "总投资2亿元")
    assert (first["报纸"], first["标题"]) == ("科学导报", "项目新进展之1")
    assert (first["版面编号"], first["文章编号"], first["见报日期"]) == ("1", "1", "2026-04-04")
    assert first["承诺原文"] == "6月底前封顶" and first["投资额（元）"] == "200000000"


def test_an_excel_workbook_has_the_promises_too(tmp_path: Path) -> None:
    lay_projects(tmp_path)
    file = tmp_path / "projects.xlsx"
    told = export(settings_of(tmp_path), file, LINFEN.name)
    assert (told.value["projects"], told.value["lines"]) == (2, 3)
    assert {each.name for each in tmp_path.iterdir()} == {"bot.db", "projects.xlsx"}
    headings, *rows = rows_of_xlsx(file.read_bytes())
    by_heading = [dict(zip(map(str, headings), row, strict=True)) for row in rows]
    assert [each["项目"] for each in by_heading] == [GLASS, GLASS, STORES]
    assert (by_heading[0]["投资额（元）"], by_heading[0]["文章编号"]) == (200_000_000, 1)
    headings, *rows = rows_of_xlsx(file.read_bytes(), 2)
    first = dict(zip(map(str, headings), rows[0], strict=True))
    assert (first["时间原文"], first["承诺原文"]) == ("6月底前", "封顶")
    assert first["最后一天"] == "2026-06-30" and first["标题"] == "项目新进展之1"


@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_is_a_formula(text: str) -> None:
    sheet = Sheet("表", ("名称",), ((text,),))
    [_, [cell]] = rows_of_csv(project_sheets.csv_of(sheet))
    assert cell == f"'{text}"
    [_, [stored]] = rows_of_xlsx(project_sheets.xlsx_of([sheet]))
    assert isinstance(stored, str) and stored.replace("_x000D_", "\r") == text


@settings(max_examples=50, deadline=None)
@given(st.lists(st.text(max_size=30), min_size=1, max_size=3))
def test_whatever_a_newspaper_prints_comes_back_as_text(texts: list[str]) -> None:
    sheet = Sheet("表", tuple(f"列{number}" for number in range(len(texts))), (texts,))
    _, cells = rows_of_csv(project_sheets.csv_of(sheet))
    for cell, text in zip(cells, texts, strict=True):
        assert cell in (text, f"'{text}") and not re.match(r"\s*[=+\-@＝＋－＠]|[\t\r\n]", cell)
    rows_of_xlsx(project_sheets.xlsx_of([sheet]))


def test_a_text_too_long_for_a_cell_is_cut() -> None:
    sheet = Sheet("表", ("名称",), (("长" * (LONGEST_CELL + 9),),))
    [_, [cell]] = rows_of_xlsx(project_sheets.xlsx_of([sheet]))
    assert cell == "长" * LONGEST_CELL


def test_a_file_that_cannot_be_written_is_refused(tmp_path: Path) -> None:
    lay_projects(tmp_path)
    for name, says in (("a.txt", "ends in .csv or .xlsx"), ("no/a.csv", "No such file")):
        with pytest.raises(Refusal, match=says):
            export(settings_of(tmp_path), tmp_path / name, None)
