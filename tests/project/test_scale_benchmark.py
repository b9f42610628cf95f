"""The scale benchmark fills the tables that are there and measures; docs/scale.md shows its figures."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from benchmarks import grown_archive, scale, scale_picture, scale_steps
from benchmarks.grown_archive import Size

DOCUMENT = scale.FIGURES.with_name("scale.md")


def test_it_fills_and_measures(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scale_steps, "TIMES", 7)
    size = Size(articles=100, chats=20)
    grown_archive.fill(tmp_path / "bot.db", size)
    figures = scale_steps.measure(tmp_path / "bot.db", size)
    assert figures["chats of eight parks"] <= size.chats
    assert {name for _, _, lines in scale_picture.PANELS for name, _ in lines} <= figures.keys()


def test_the_picture_and_the_table_are_of_the_stored_figures() -> None:
    figures = json.loads(scale.FIGURES.read_text(encoding="utf-8"))
    assert scale.PICTURE.read_text(encoding="utf-8") == scale_picture.drawn(figures)
    assert scale_picture.table(figures) in DOCUMENT.read_text(encoding="utf-8")
