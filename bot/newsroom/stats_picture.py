"""The numbers as one picture. Drawn in a worker process."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path

from bot import wording
from bot.pictures.bars import Column, draw_columns, draw_legend, draw_nothing, short
from bot.pictures.sheet import BLUE, FAINT, GOLD, GREEN, GREY, ORANGE, RED, Panel, Sheet, Sizes
from storage.operating.numbers import FEWEST_SHOWN, KINDS, OUTCOMES, STATES, Followed, Numbers

WIDTH, MARGIN, GAP = 1280, 40, 28
TITLE_HEIGHT, PANEL_HEIGHT = 84, 360
ROWS = 4
HALF = (WIDTH - 2 * MARGIN - GAP) // 2
BARS_OF_NAMES = 8
SIZES = Sizes(title=34, head=25, small=20)
OF_STATES = dict(zip(STATES, (GREEN, BLUE, GOLD, ORANGE, GREY), strict=True))
OF_OUTCOMES = dict(zip(OUTCOMES, (GREEN, BLUE, ORANGE, RED, GOLD, GREY), strict=True))


def draw_numbers(numbers: Numbers, font: Path) -> bytes:
    """The numbers as a PNG file. Raises FontUnusable."""
    sheet = Sheet(font, SIZES, WIDTH, TITLE_HEIGHT + ROWS * (PANEL_HEIGHT + GAP) + MARGIN - GAP)
    middle = TITLE_HEIGHT / 2 + 6
    sheet.entitle(MARGIN, middle, WIDTH - MARGIN, wording.STATS_PICTURE_TITLE, wording.date(numbers.day))

    def panel(row: int, heading: str, *, right: bool = False, wide: bool = False) -> Panel:
        left = MARGIN + (HALF + GAP) * right
        top = TITLE_HEIGHT + row * (PANEL_HEIGHT + GAP)
        return sheet.panel(heading, left, top, WIDTH - MARGIN if wide else left + HALF, top + PANEL_HEIGHT)

    _states(panel(0, wording.STATS_PICTURE_READERS), numbers)
    _days(panel(0, wording.STATS_PICTURE_NEW, right=True), numbers.readers.by_day, GREEN)
    _names(panel(1, wording.STATS_PICTURE_PARKS), numbers.follows.parks, GREEN)
    _names(panel(1, wording.STATS_PICTURE_CITIES, right=True), numbers.follows.cities, BLUE)
    _days(panel(2, wording.STATS_PICTURE_ARTICLES), numbers.articles.by_day, GOLD)
    _days(panel(2, wording.STATS_PICTURE_OPENED, right=True), numbers.reading.by_day, BLUE)
    _outcomes(panel(3, wording.STATS_PICTURE_DELIVERIES, wide=True), numbers)
    return sheet.png()


def _states(panel: Panel, numbers: Numbers) -> None:
    """A bar for each kind of chat, of how many are in which state."""
    states = numbers.readers.states
    most = max(1, *(sum(states[kind].values()) for kind in KINDS))
    left, room = panel.left + 70, panel.right - panel.left - 70 - 90
    for place, kind in enumerate(KINDS):
        middle = panel.top + 36 + place * 66
        panel.write((panel.left, middle), wording.STATS_KINDS[kind])
        at = float(left)
        for state in STATES:
            wide = room * states[kind][state] / most
            panel.fill(at, middle - 19, at + wide, middle + 19, OF_STATES[state])
            at += wide
        panel.write((at + 10, middle), short(sum(states[kind].values())))
    draw_legend(panel, wording.STATS_STATES, OF_STATES)


def _names(panel: Panel, followed: Followed, color: str) -> None:
    """A bar for each name, the longest first."""
    shown = followed.top[:BARS_OF_NAMES]
    if not shown:
        draw_nothing(panel)
        return
    most, half = max(1, *(count for _, count in shown)), (panel.right - panel.left) // 2
    step = (panel.bottom - panel.top - 26) / BARS_OF_NAMES
    for place, (name, count) in enumerate(shown):
        middle = panel.top + step * (place + 0.5)
        panel.write((panel.left, middle), panel.fitting(name, half - 12))
        end = panel.left + half + (half - 90) * count / most
        panel.fill(panel.left + half, middle - 11, max(end, panel.left + half + 2), middle + 11, color)
        panel.write((max(end, panel.left + half + 2) + 10, middle), short(count))
    if followed.few:
        words = wording.STATS_PICTURE_FEWEST.format(fewest=FEWEST_SHOWN)
        panel.write((panel.left, panel.bottom - 6), words, color=FAINT)


def _days(panel: Panel, by_day: Sequence[tuple[dt.date, int]], color: str) -> None:
    """A bar for each day."""
    draw_columns(panel, [Column(_day(day), ((count, color),)) for day, count in by_day], panel.bottom)


def _outcomes(panel: Panel, numbers: Numbers) -> None:
    """A bar for each day of the week, of what became of what was owed."""
    columns = [
        Column(_day(day), tuple((counts[name], OF_OUTCOMES[name]) for name in OUTCOMES))
        for day, counts in numbers.deliveries.by_day
    ]
    draw_columns(panel, columns, panel.bottom - 36)
    draw_legend(panel, wording.STATS_OUTCOMES, OF_OUTCOMES)


def _day(day: dt.date) -> str:
    return f"{day.month}.{day.day}"
