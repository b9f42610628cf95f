"""A sheet with panels on it: the picture that is drawn, and the cards that numbers stand on."""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from bot import wording

if TYPE_CHECKING:
    from PIL.Image import Image
    from PIL.ImageDraw import ImageDraw
    from PIL.ImageFont import FreeTypeFont

PAPER, CARD, INK, FAINT, LINE = "#f3f4f1", "#ffffff", "#1f2a30", "#71808a", "#dfe4e2"
GREEN, GOLD, GREY, ORANGE, RED, BLUE = "#2f7d5d", "#d9b44a", "#b9c2c4", "#dd8a3e", "#b8473d", "#3d6d9e"
PROBE, NO_CHARACTER = "园区数字", "\U0010fffe"


class FontUnusable(Exception):
    """The font can't be read, or has no Chinese characters."""


@dataclass(frozen=True, slots=True)
class Sizes:
    """How large a sheet's texts are, in pixels; distances go by the small one."""

    title: int
    head: int
    small: int


@dataclass(frozen=True, slots=True)
class Panel:
    """A card of the picture: where to draw on it, between its heading and its lower edge."""

    draw: ImageDraw
    fonts: Mapping[str, FreeTypeFont]
    left: float
    top: float
    right: float
    bottom: float

    @property
    def unit(self) -> float:
        """The height of small text, by which all distances go."""
        return self.fonts["small"].size

    def write(
        self, at: tuple[float, float], text: str, *, font: str = "small", color: str = INK, anchor: str = "lm"
    ) -> None:
        """Writes a text; `anchor` as Pillow knows it (horizontal, vertical)."""
        self.draw.text(at, text, font=self.fonts[font], fill=color, anchor=anchor)

    def fill(self, left: float, top: float, right: float, bottom: float, color: str) -> None:
        """Draws a bar; nothing where it has no extent."""
        if right - left >= 1 and bottom - top >= 1:
            self.draw.rectangle((round(left), round(top), round(right) - 1, round(bottom) - 1), fill=color)

    def width_of(self, text: str, *, font: str = "small") -> float:
        """How wide a text is."""
        return self.fonts[font].getlength(text)

    def fitting(self, text: str, room: float, *, font: str = "small") -> str:
        """The text on one line, cut off where it is wider than there is room."""
        text = " ".join(text.split())
        if self.width_of(text, font=font) <= room:
            return text
        while text and self.width_of(text + wording.AND_SO_ON, font=font) > room:
            text = text[:-1]
        return text + wording.AND_SO_ON


class Sheet:
    """A picture that is being drawn."""

    def __init__(self, font: Path, sizes: Sizes, width: int, height: int) -> None:
        """An empty one, in pixels. Raises FontUnusable."""
        from PIL import Image, ImageDraw

        self._fonts = _fonts(font, sizes)
        self._unit = sizes.small
        self._image: Image.Image = Image.new("RGB", (width, height), PAPER)
        self._draw = ImageDraw.Draw(self._image)

    def entitle(self, left: float, middle: float, right: float, title: str, behind: str = "") -> None:
        """Writes the title, cut off where it doesn't fit, and what stands at the other end of its line."""
        panel = Panel(self._draw, self._fonts, left, middle, right, middle)
        room = right - left - panel.width_of(behind, font="head") - self._unit
        panel.write((left, middle), panel.fitting(title, room, font="title"), font="title")
        panel.write((right, middle), behind, font="head", color=FAINT, anchor="rm")

    def note(self, left: float, middle: float, text: str) -> None:
        """Writes a faint line."""
        Panel(self._draw, self._fonts, left, middle, left, middle).write((left, middle), text, color=FAINT)

    def panel(self, heading: str, left: float, top: float, right: float, bottom: float) -> Panel:
        """Draws a card with its heading."""
        unit, edge = self._unit, 1.1 * self._unit
        self._draw.rounded_rectangle((left, top, right, bottom), 0.7 * unit, fill=CARD, outline=LINE)
        panel = Panel(
            self._draw, self._fonts, left + edge, top + 3.1 * unit, right - edge, bottom - 0.9 * unit
        )
        panel.write((left + edge, top + 1.6 * unit), heading, font="head")
        return panel

    def png(self) -> bytes:
        """The picture as a file."""
        file = io.BytesIO()
        self._image.save(file, "PNG", optimize=True)
        return file.getvalue()


def _fonts(path: Path, sizes: Sizes) -> dict[str, FreeTypeFont]:
    """The font in its sizes. Raises FontUnusable."""
    from PIL import ImageFont

    try:
        fonts = {name: ImageFont.truetype(path, getattr(sizes, name)) for name in ("title", "head", "small")}
    except (OSError, ValueError) as error:
        raise FontUnusable(f"{path}: {error}") from error
    # What a font doesn't have, it shows by the same mark as a character that no font has.
    nothing = list(fonts["small"].getmask(NO_CHARACTER))
    if any(list(fonts["small"].getmask(each)) == nothing for each in PROBE):
        raise FontUnusable(f"{path} has no Chinese characters")
    return fonts
