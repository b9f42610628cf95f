"""The picture of the numbers: any numbers can be drawn, and a font without Chinese is refused."""

from __future__ import annotations

import datetime as dt
import io
from pathlib import Path

import pytest
import reportlab
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from bot.newsroom.stats_picture import draw_numbers
from bot.newsroom.stats_text import stats_html
from bot.pictures.chinese_font import chinese_font
from bot.pictures.sheet import FontUnusable
from bot.transport.telegram_limits import MESSAGE_TEXT, visible_length
from storage.operating.counting import days_until
from storage.operating.numbers import (
    KINDS,
    OUTCOMES,
    STATES,
    Articles,
    Deliveries,
    Followed,
    Follows,
    Numbers,
    Readers,
    Reading,
    SilentPark,
)
from tests.set_clock import SHANGHAI

DAY = dt.date(2026, 10, 14)
FONT = chinese_font()
COUNTS = st.integers(0, 10**9)
WITHOUT_CHINESE = Path(reportlab.__file__).parent / "fonts" / "Vera.ttf"

pytestmark = pytest.mark.skipif(FONT is None, reason="no font with Chinese characters here")


@st.composite
def any_numbers(draw: st.DrawFn) -> Numbers:
    def by_day() -> tuple[tuple[dt.date, int], ...]:
        return tuple((day, draw(COUNTS)) for day in days_until(DAY, 30))

    def followed() -> Followed:
        names = draw(st.lists(st.text(min_size=1, max_size=40), max_size=10))
        return Followed(
            tuple((name, draw(COUNTS)) for name in names), draw(COUNTS), 99, draw(st.integers(0, 9))
        )

    outcomes = {name: draw(COUNTS) for name in OUTCOMES}
    return Numbers(
        DAY,
        Readers(
            {kind: {state: draw(COUNTS) for state in STATES} for kind in KINDS},
            dict.fromkeys(KINDS, 10**9),
            dict.fromkeys(KINDS, 10**9),
            by_day(),
        ),
        Follows(
            5, followed(), followed(), followed(), followed(), 7, (SilentPark("园" * 40, 9**9, DAY),) * 10, 3
        ),
        Articles(1, 2, by_day()),
        Deliveries(outcomes, tuple((day, outcomes) for day in days_until(DAY, 7))),
        Reading(1, 2, by_day(), (("题" * 200, 10**9),) * 5),
        (("词" * 40, 10**9),) * 20,
    )


@settings(max_examples=10)
@given(any_numbers())
def test_any_numbers_can_be_drawn_and_told(numbers: Numbers) -> None:
    assert FONT is not None
    image = Image.open(io.BytesIO(draw_numbers(numbers, FONT)))
    assert image.format == "PNG" and sum(image.size) < 10_000
    assert visible_length(stats_html(numbers, SHANGHAI)) <= MESSAGE_TEXT


def no_numbers() -> Numbers:
    nothing = Followed((), 0, 0, 0)
    return Numbers(
        DAY,
        Readers({kind: dict.fromkeys(STATES, 0) for kind in KINDS}, dict.fromkeys(KINDS, 0), {}, ()),
        Follows(0, nothing, nothing, nothing, nothing, 0, (), 0),
        Articles(0, 0, ()),
        Deliveries(dict.fromkeys(OUTCOMES, 0), ()),
        Reading(0, 0, (), ()),
    )


def test_no_numbers_yet_can_be_drawn() -> None:
    assert FONT is not None
    assert draw_numbers(no_numbers(), FONT)


def test_a_font_without_chinese_is_refused(tmp_path: Path) -> None:
    assert WITHOUT_CHINESE.exists()
    with pytest.raises(FontUnusable, match="no Chinese characters"):
        draw_numbers(no_numbers(), WITHOUT_CHINESE)
    with pytest.raises(FontUnusable):
        draw_numbers(no_numbers(), tmp_path / "none.ttf")


def test_the_configured_font_is_taken_or_none(tmp_path: Path) -> None:
    assert chinese_font(WITHOUT_CHINESE) == WITHOUT_CHINESE
    assert chinese_font(tmp_path / "none.ttf") is None
