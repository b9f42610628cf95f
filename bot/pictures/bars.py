"""Bars: numbers as columns beside each other, or as rows below each other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot import wording
from bot.pictures.sheet import FAINT, LINE, Panel

MOST_LABELS = 6
WIDEST_LABEL, ROOM_FOR_COUNT = 0.4, 0.28
ROW_UNITS = 1.8
"""How high a row is, in units of a panel."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its label, and what it is made of, from the floor up, as (count, colour)."""

    label: str
    parts: tuple[tuple[int, str], ...]

    @property
    def height(self) -> int:
        """All its parts."""
        return sum(count for count, _ in self.parts)


@dataclass(frozen=True, slots=True)
class Row:
    """A row: its name, how long its bar is beside the others', what is written behind it, its colour."""

    name: str
    length: float
    words: str
    color: str


def draw_columns(
    panel: Panel,
    columns: Sequence[Column],
    bottom: float,
    *,
    labels: int = MOST_LABELS,
    counted: bool = False,
) -> None:
    """Columns above a floor a line over `bottom`, no more than about so many labelled.

    With `counted` each says how many it is instead of a scale beside them.
    """
    most = max((column.height for column in columns), default=0)
    if not most:
        draw_nothing(panel)
        return
    unit = panel.unit
    floor, ceiling = bottom - 1.5 * unit, panel.top + (1.2 if counted else 0.4) * unit
    left = panel.left + (0 if counted else 4.2 * unit)
    if counted:
        panel.fill(left, floor, panel.right, floor + 1, LINE)
    else:
        _scale(panel, left, floor, ceiling, most)
    step = (panel.right - left) / len(columns)
    every = max(1, len(columns) // labels)
    for place, column in enumerate(columns):
        at, top = left + step * place, float(floor)
        for count, color in column.parts:
            high = (floor - ceiling) * count / most
            panel.fill(at + step * 0.12, top - high, at + step * 0.88, top, color)
            top -= high
        if counted and column.height:
            panel.write((at + step / 2, top - 0.6 * unit), short(column.height), anchor="mm")
        if (len(columns) - 1 - place) % every == 0:
            panel.write((at + step / 2, floor + 0.9 * unit), column.label, color=FAINT, anchor="mm")


def draw_rows(panel: Panel, rows: Sequence[Row]) -> None:
    """Rows from the top of a panel down, the names of equal width."""
    unit, wide = panel.unit, panel.right - panel.left
    left = panel.left + min(max(panel.width_of(row.name) for row in rows), WIDEST_LABEL * wide) + 0.8 * unit
    most = max(1, *(row.length for row in rows))
    behind = max(panel.width_of(row.words) for row in rows) + 0.8 * unit
    room = max(panel.right - left - behind, unit)
    for place, row in enumerate(rows):
        middle = panel.top + ROW_UNITS * unit * (place + 0.5)
        panel.write((panel.left, middle), panel.fitting(row.name, left - panel.left))
        end = left + max(room * row.length / most, 2 if row.length else 0)
        panel.fill(left, middle - 0.6 * unit, end, middle + 0.6 * unit, row.color)
        panel.write((end + 0.5 * unit, middle), panel.fitting(row.words, panel.right - end - 0.5 * unit))


def draw_legend(panel: Panel, names: Mapping[str, str], colors: Mapping[str, str]) -> None:
    """What each colour means, at the foot of a panel."""
    unit = panel.unit
    at, middle = panel.left, panel.bottom - 0.4 * unit
    for key, color in colors.items():
        panel.fill(at, middle - 0.4 * unit, at + 0.8 * unit, middle + 0.4 * unit, color)
        panel.write((at + 1.1 * unit, middle), names[key], color=FAINT)
        at += 2 * unit + panel.width_of(names[key])


def draw_nothing(panel: Panel) -> None:
    """That there is nothing to draw."""
    middle = (panel.left + panel.right) / 2, (panel.top + panel.bottom - panel.unit) / 2
    panel.write(middle, wording.PICTURE_NOTHING, color=FAINT, anchor="mm")


def short(count: int) -> str:
    """A number with its thousands apart."""
    return f"{count:,}"


def _scale(panel: Panel, left: float, floor: float, ceiling: float, most: int) -> None:
    for height, label in ((floor, "0"), ((floor + ceiling) / 2, ""), (ceiling, short(most))):
        panel.fill(left, height, panel.right, height + 1, LINE)
        panel.write((left - 0.6 * panel.unit, height), label, color=FAINT, anchor="rm")
