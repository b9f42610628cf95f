"""The numbers as one picture. Drawn in a worker process: Pillow is loaded there and nowhere else."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from bot import wording
from storage.numbers import FEWEST_SHOWN, KINDS, OUTCOMES, STATES, Followed, Numbers

if TYPE_CHECKING:
    from PIL.ImageDraw import ImageDraw
    from PIL.ImageFont import FreeTypeFont

WIDTH, MARGIN, GAP = 1280, 40, 28
TITLE_HEIGHT, PANEL_HEIGHT = 84, 360
ROWS = 4
HALF = (WIDTH - 2 * MARGIN - GAP) // 2
BARS_OF_NAMES = 8
PAPER, CARD, INK, FAINT, LINE = "#f3f4f1", "#ffffff", "#1f2a30", "#71808a", "#dfe4e2"
GREEN, GOLD, GREY, ORANGE, RED, BLUE = "#2f7d5d", "#d9b44a", "#b9c2c4", "#dd8a3e", "#b8473d", "#3d6d9e"
OF_STATES = dict(zip(STATES, (GREEN, BLUE, GOLD, ORANGE, GREY), strict=True))
OF_OUTCOMES = dict(zip(OUTCOMES, (GREEN, BLUE, ORANGE, RED, GOLD, GREY), strict=True))
PROBE, NO_CHARACTER = "园区数字", "\U0010fffe"


class FontUnusable(Exception):
    """The font can't be read, or has no Chinese characters."""


@dataclass(frozen=True, slots=True)
class Panel:
    """A card of the picture: where to draw on it, between its heading and its lower edge."""

    draw: ImageDraw
    fonts: Mapping[str, FreeTypeFont]
    left: int
    top: int
    right: int
    bottom: int

    def write(
        self, at: tuple[float, float], text: str, *, font: str = "small", color: str = INK, anchor: str = "lm"
    ) -> None:
        """Writes a text; `anchor` as Pillow knows it (horizontal, vertical)."""
        self.draw.text(at, text, font=self.fonts[font], fill=color, anchor=anchor)

    def fill(self, left: float, top: float, right: float, bottom: float, color: str) -> None:
        """Draws a bar; nothing where it has no extent."""
        if right - left >= 1 and bottom - top >= 1:
            self.draw.rectangle((round(left), round(top), round(right) - 1, round(bottom) - 1), fill=color)


def draw_numbers(numbers: Numbers, font: Path) -> bytes:
    """The numbers as a PNG file. Raises FontUnusable."""
    from PIL import Image, ImageDraw

    fonts = _fonts(font)
    height = TITLE_HEIGHT + ROWS * (PANEL_HEIGHT + GAP) + MARGIN - GAP
    image = Image.new("RGB", (WIDTH, height), PAPER)
    draw = ImageDraw.Draw(image)
    draw.text(
        (MARGIN, TITLE_HEIGHT / 2 + 6),
        wording.STATS_PICTURE_TITLE,
        font=fonts["title"],
        fill=INK,
        anchor="lm",
    )
    draw.text(
        (WIDTH - MARGIN, TITLE_HEIGHT / 2 + 6),
        wording.date(numbers.day),
        font=fonts["head"],
        fill=FAINT,
        anchor="rm",
    )

    def panel(row: int, heading: str, *, right: bool = False, wide: bool = False) -> Panel:
        left = MARGIN + (HALF + GAP) * right
        top = TITLE_HEIGHT + row * (PANEL_HEIGHT + GAP)
        edge = WIDTH - MARGIN if wide else left + HALF
        draw.rounded_rectangle((left, top, edge, top + PANEL_HEIGHT), 14, fill=CARD, outline=LINE)
        draw.text((left + 22, top + 32), heading, font=fonts["head"], fill=INK, anchor="lm")
        return Panel(draw, fonts, left + 22, top + 62, edge - 22, top + PANEL_HEIGHT - 18)

    _states(panel(0, wording.STATS_PICTURE_READERS), numbers)
    _days(panel(0, wording.STATS_PICTURE_NEW, right=True), numbers.readers.by_day, GREEN)
    _names(panel(1, wording.STATS_PICTURE_PARKS), numbers.follows.parks, GREEN)
    _names(panel(1, wording.STATS_PICTURE_CITIES, right=True), numbers.follows.cities, BLUE)
    _days(panel(2, wording.STATS_PICTURE_ARTICLES), numbers.articles.by_day, GOLD)
    _days(panel(2, wording.STATS_PICTURE_OPENED, right=True), numbers.reading.by_day, BLUE)
    _outcomes(panel(3, wording.STATS_PICTURE_DELIVERIES, wide=True), numbers)
    file = io.BytesIO()
    image.save(file, "PNG", optimize=True)
    return file.getvalue()


def _fonts(path: Path) -> dict[str, FreeTypeFont]:
    """The font in its sizes. Raises FontUnusable."""
    from PIL import ImageFont

    try:
        fonts = {
            name: ImageFont.truetype(path, size)
            for name, size in (("title", 34), ("head", 25), ("small", 20))
        }
    except (OSError, ValueError) as error:
        raise FontUnusable(f"{path}: {error}") from error
    # What a font doesn't have, it shows by the same mark as a character that no font has.
    nothing = list(fonts["small"].getmask(NO_CHARACTER))
    if any(list(fonts["small"].getmask(each)) == nothing for each in PROBE):
        raise FontUnusable(f"{path} has no Chinese characters")
    return fonts


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
        panel.write((at + 10, middle), _short(sum(states[kind].values())))
    _legend(panel, wording.STATS_STATES, OF_STATES)


def _names(panel: Panel, followed: Followed, color: str) -> None:
    """A bar for each name, the longest first."""
    shown = followed.top[:BARS_OF_NAMES]
    if not shown:
        _nothing(panel)
        return
    most, half = max(1, *(count for _, count in shown)), (panel.right - panel.left) // 2
    step = (panel.bottom - panel.top - 26) / BARS_OF_NAMES
    for place, (name, count) in enumerate(shown):
        middle = panel.top + step * (place + 0.5)
        panel.write((panel.left, middle), _fitting(panel, name, half - 12))
        end = panel.left + half + (half - 90) * count / most
        panel.fill(panel.left + half, middle - 11, max(end, panel.left + half + 2), middle + 11, color)
        panel.write((max(end, panel.left + half + 2) + 10, middle), _short(count))
    if followed.few:
        words = wording.STATS_PICTURE_FEWEST.format(fewest=FEWEST_SHOWN)
        panel.write((panel.left, panel.bottom - 6), words, color=FAINT)


def _days(panel: Panel, by_day: Sequence[tuple[dt.date, int]], color: str) -> None:
    """A bar for each day."""
    _stacks(panel, [(day, ((count, color),)) for day, count in by_day], panel.bottom)


def _outcomes(panel: Panel, numbers: Numbers) -> None:
    """A bar for each day of the week, of what became of what was owed."""
    by_day = [
        (day, tuple((counts[name], OF_OUTCOMES[name]) for name in OUTCOMES))
        for day, counts in numbers.deliveries.by_day
    ]
    _stacks(panel, by_day, panel.bottom - 36)
    _legend(panel, wording.STATS_OUTCOMES, OF_OUTCOMES)


def _stacks(
    panel: Panel, by_day: Sequence[tuple[dt.date, tuple[tuple[int, str], ...]]], bottom: float
) -> None:
    most = max((sum(count for count, _ in parts) for _, parts in by_day), default=0)
    if not most:
        _nothing(panel)
        return
    floor, ceiling = bottom - 30, panel.top + 8
    left, room = panel.left + 84, panel.right - panel.left - 84
    for height, label in ((floor, "0"), ((floor + ceiling) / 2, ""), (ceiling, _short(most))):
        panel.fill(left, height, panel.right, height + 1, LINE)
        panel.write((left - 12, height), label, color=FAINT, anchor="rm")
    step = room / len(by_day)
    every = max(1, len(by_day) // 6)
    for place, (day, parts) in enumerate(by_day):
        at, top = left + step * place, float(floor)
        for count, color in parts:
            high = (floor - ceiling) * count / most
            panel.fill(at + step * 0.12, top - high, at + step * 0.88, top, color)
            top -= high
        if (len(by_day) - 1 - place) % every == 0:
            panel.write((at + step / 2, floor + 18), f"{day.month}.{day.day}", color=FAINT, anchor="mm")


def _legend(panel: Panel, names: Mapping[str, str], colors: Mapping[str, str]) -> None:
    at, middle = float(panel.left), panel.bottom - 8
    for key, color in colors.items():
        panel.fill(at, middle - 8, at + 16, middle + 8, color)
        panel.write((at + 22, middle), names[key], color=FAINT)
        at += 22 + panel.fonts["small"].getlength(names[key]) + 18


def _nothing(panel: Panel) -> None:
    middle = (panel.left + panel.right) / 2, (panel.top + panel.bottom) / 2 - 10
    panel.write(middle, wording.STATS_PICTURE_NOTHING, color=FAINT, anchor="mm")


def _fitting(panel: Panel, text: str, room: float) -> str:
    """The text on one line, cut off where it is wider than there is room."""
    text = " ".join(text.split())
    font = panel.fonts["small"]
    if font.getlength(text) <= room:
        return text
    while text and font.getlength(text + wording.AND_SO_ON) > room:
        text = text[:-1]
    return text + wording.AND_SO_ON


def _short(count: int) -> str:
    """A number with its thousands apart."""
    return f"{count:,}"
