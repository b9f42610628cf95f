"""No text makes a pattern work out of proportion to its length: of eight times the text eight times as much.

Work is the processor's time, which a busy machine doesn't change much, and only proportions are judged.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import re
import time
from collections.abc import Callable
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from bot.reader.plain_text import spoken_command
from bot.schedule.digest_request import read_digest_request
from bot.schedule.pause_request import read_pause_request
from bot.schedule.zones import find_zone
from bot.search.query import read_query
from parsing.article import Article, Block, Kind
from parsing.doubt import doubts_of
from parsing.furniture import turned_page_parts
from parsing.page import parse_page
from parsing.park_list import Park
from parsing.parks import ParkReading
from tests.patterns import ASKING, Named, every_pattern, pumps

pytestmark = pytest.mark.slow

# From short to long: what grows with every character twofold is seen before it takes for ever.
LENGTHS = (24, 250, 4_000)
TIMES = 8
# In proportion it is 8, with the square of the length 64.
OUT_OF_PROPORTION = 24
# Less than this is too short to tell.
WORTH_A_LOOK_SECONDS = 0.01
TAILS = ("", "\0")


def seconds(work: Callable[[], object]) -> float:
    """What a piece of work takes of the processor: the least of three tries."""
    took = []
    for _ in range(3):
        began = time.process_time()
        work()
        took.append(time.process_time() - began)
    return min(took)


def is_out_of_proportion(work: Callable[[str], object], text_of: Callable[[int], str], length: int) -> bool:
    """Whether a text of this length is far more than eight times the work of one an eighth as long."""
    long, short = text_of(length), text_of(length // TIMES)
    began = time.process_time()
    work(long)
    if time.process_time() - began < WORTH_A_LOOK_SECONDS:
        return False
    return seconds(lambda: work(long)) > OUT_OF_PROPORTION * seconds(lambda: work(short))


def asked(pattern: re.Pattern[Any], way: str) -> Callable[[str], object]:
    """What asks a pattern one way; every way that looks everywhere is like finditer."""
    given = str.encode if isinstance(pattern.pattern, bytes) else str
    if way in ("match", "fullmatch"):
        return lambda text: getattr(pattern, way)(given(text))
    return lambda text: sum(1 for _ in pattern.finditer(given(text)))


# Asked of short texts only, and what keeps them short.
BOUNDED = {
    "parsing.captions._CREDIT": "LONGEST_CAPTION is looked at first",
    "parsing.datelines._REPORTER_PART": "asked of a dateline, which _DATELINE bounds",
    "parsing.unknown_parks._NO_NAME": "asked of LONGEST_STEM characters",
    "parsing.unknown_parks._KIND": "asked of LONGEST_STEM characters",
}


@pytest.mark.parametrize("named", every_pattern(), ids=lambda named: named.name)
def test_no_pattern_is_slow_over_repeats(named: Named) -> None:
    if named.name in BOUNDED:
        return
    ways = {way if way in ("match", "fullmatch") else "finditer" for way in named.ways & ASKING}
    for pump in pumps(named.pattern):
        for tail in TAILS:
            for way in ways:
                # From the shortest: what is out of all proportion would not come to its end with the longest.
                for length in LENGTHS:

                    def text_of(length: int, pump: str = pump, tail: str = tail) -> str:
                        return pump * (length // len(pump)) + tail

                    slow = is_out_of_proportion(asked(named.pattern, way), text_of, length)
                    assert not slow, f"{way} of {named.pattern.pattern!r} on {pump!r} repeated, then {tail!r}"


def test_what_is_kept_short_is_a_pattern_there_is() -> None:
    assert BOUNDED.keys() <= {named.name for named in every_pattern()}


def test_a_pattern_that_is_slow_is_found() -> None:
    for source, text in ((r"\s*x", " "), (r"[一二]+(?=月)", "一"), (r"(?:a+)+$", "a")):
        pattern = re.compile(source)
        found = (
            is_out_of_proportion(asked(pattern, "search"), lambda size, text=text: text * size + "\0", length)  # type: ignore[misc]
            for length in LENGTHS
        )
        assert any(found), source


def article_of(text: str, *, lines: bool = False) -> Article:
    """An article whose headline and body are the text: one paragraph, or as many as it has signs."""
    paragraphs = text if lines else [text]
    return Article((Block(Kind.HEADLINE, text), *(Block(Kind.PARAGRAPH, each) for each in paragraphs)))


MOMENT, ZONE = dt.datetime(2026, 4, 4, tzinfo=dt.UTC), ZoneInfo("Asia/Shanghai")
READERS: dict[str, Callable[[str], object]] = {
    "pause": lambda text: read_pause_request(text, MOMENT, ZONE),
    "digest": read_digest_request,
    "search": lambda text: read_query(text, MOMENT.date()),
    "zone": find_zone,
    "command": spoken_command,
    "page": lambda text: parse_page(text),
    "turned": turned_page_parts,
    "doubt": lambda text: doubts_of(article_of(text), ParkReading(Park("临汾经济开发区"))),
    "doubt of lines": lambda text: doubts_of(article_of(text, lines=True), ParkReading(None)),
}
PUMPS = (
    "一",
    "1",
    " ",
    "\n",
    "下",
    "周一",
    "8点 ",
    "到",
    "，",
    "“",
    "(",
    "-",
    "/",
    "关",
    "每",
    "1.",
    "#",
    "。",
    "　",
    "临猗",
)


@pytest.mark.parametrize("pump", PUMPS)
@pytest.mark.parametrize("reader", READERS)
def test_no_reader_is_slow_over_repeats(reader: str, pump: str) -> None:
    def read(text: str) -> None:
        with contextlib.suppress(ValueError):
            READERS[reader](text)

    for tail in ("", "月", "x"):
        for length in LENGTHS:
            slow = is_out_of_proportion(
                read,
                lambda size, tail=tail: pump * (size // len(pump)) + tail,
                length,
            )
            assert not slow, f"{pump!r} repeated, then {tail!r}"
