"""Rows of projects as spreadsheet files. Whatever a newspaper printed is text there and never a formula."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

Cell = str | int | None
Row = Sequence[Cell]
CSV, XLSX = ".csv", ".xlsx"

LONGEST_CELL = 32_767
"""Characters; Excel takes no more."""
_STARTS_FORMULA = re.compile(r"\s*[=+\-@＝＋－＠]|[\t\r\n]")
_NOT_IN_XML = re.compile("[\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table: its name, the headings of its columns, and its rows."""

    name: str
    headings: tuple[str, ...]
    rows: tuple[Row, ...]


def csv_of(sheet: Sheet) -> bytes:
    """A sheet as CSV in UTF-8 with the mark by which Excel knows that; lines end as RFC 4180 has it.

    Before a text that Excel or LibreOffice would take for a formula stands an apostrophe.
    """
    file = io.StringIO(newline="")
    writer = csv.writer(file)
    writer.writerow(sheet.headings)
    writer.writerows([_defused(cell) for cell in row] for row in sheet.rows)
    return file.getvalue().encode("utf-8-sig", "replace")


def xlsx_of(sheets: Sequence[Sheet]) -> bytes:
    """Sheets as a workbook of Excel; every text is stored as one, numbers as numbers."""
    from xlsxwriter import Workbook  # slow to load, and few commands need it

    file = io.BytesIO()
    with Workbook(file, {"in_memory": True}) as book:
        bold = book.add_format({"bold": True})
        for sheet in sheets:
            page = book.add_worksheet(sheet.name)
            page.freeze_panes(1, 0)
            for column, heading in enumerate(sheet.headings):
                page.write_string(0, column, heading, bold)
            for number, row in enumerate(sheet.rows, 1):
                for column, cell in enumerate(row):
                    if isinstance(cell, int):
                        page.write_number(number, column, cell)
                    elif cell:
                        page.write_string(number, column, _NOT_IN_XML.sub("�", cell)[:LONGEST_CELL])
    return file.getvalue()


def put(path: Path, data: bytes) -> None:
    """Writes a file in whole, in place of one that is there. Raises OSError."""
    part = path.with_name(path.name + ".part")
    try:
        part.write_bytes(data)
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def _defused(cell: Cell) -> Cell:
    return f"'{cell}" if isinstance(cell, str) and _STARTS_FORMULA.match(cell) else cell
