"""How fast pages are read: pages a second, against reading the file alone, the growth to 1 MB of text, and
5 MB of pages with their briefs.

Run `python -m benchmarks.parsing`, or this file. Ratios are measured side by side in one run,
so they say the same on a slow machine and a fast one.
"""

from __future__ import annotations

import io
import sys
import time
from collections.abc import Callable
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
# Run as a file, its own folder comes first, where this file would be found as the package `parsing`.
sys.path.insert(0, str(PROJECT))

from docx import Document  # after the path is set

from bot.working.page_reading import briefs_of_file  # after the path is set
from parsing import parse_page  # after the path is set
from parsing.documents import Limits, read_document  # after the path is set
from parsing.parks import Gazetteer, Park, bundled_parks  # after the path is set

SAMPLE = PROJECT / "samples" / "page-2026-04-04.txt"
SAMPLE_AIM_MS = 15.0
GROWTH_BYTES = (64 * 1024, 256 * 1024, 1024 * 1024)
# Twice the time per byte at sixteen times the size would mean that something grows faster than the text.
GROWTH_AIM = 2.0
BRIEFED_BYTES = 5 * 1024 * 1024
BRIEFED_AIM_SECONDS = 10.0
BRIEF_CHARACTERS = 150
NAME_AIM_MS = 1.0
MANY_PARKS = 2_700
ROUNDS = 5


def best_ms(action: Callable[[], object], times: int) -> float:
    """The milliseconds of processor time of one call, the best of several rounds."""
    taken = []
    for _ in range(ROUNDS):
        start = time.process_time()
        for _ in range(times):
            action()
        taken.append((time.process_time() - start) / times * 1000)
    return min(taken)


def many_parks() -> list[Park]:
    """The shipped parks and made-up ones, as many as the country has."""
    made = [Park(f"第{number}号示范经济技术开发区", (f"第{number}号经开区",)) for number in range(MANY_PARKS)]
    return [*bundled_parks(), *made][:MANY_PARKS]


def seconds_briefed(page: bytes) -> float:
    """The seconds of processor time that 5 MB of pages take, briefs included."""
    many = (page + b"\n\n") * (BRIEFED_BYTES // len(page))
    start = time.process_time()
    briefs_of_file(many, "pages.txt", Limits(text_bytes=2 * BRIEFED_BYTES), BRIEF_CHARACTERS)
    return time.process_time() - start


def main() -> int:
    """Print the figures; 1 where an aim is missed."""
    data = SAMPLE.read_bytes()
    text = data.decode("utf-8")
    parse_page(text)
    reading = best_ms(SAMPLE.read_bytes, 50)
    sample = best_ms(lambda: parse_page(text), 5)
    print(
        f"sample page           {sample:8.2f} ms   {1000 / sample:6.0f} pages/s   aim {SAMPLE_AIM_MS:.0f} ms"
    )
    print(f"reading its file      {reading:8.3f} ms   parsing takes {sample / reading:,.0f} times as long")
    out = io.BytesIO()
    document = Document()
    for line in text.splitlines():
        document.add_paragraph(line)
    document.save(out)
    word = best_ms(lambda: read_document(out.getvalue()), 1)
    plain = best_ms(lambda: read_document(data), 5)
    print(f"text of its file      {plain:8.2f} ms   as .docx {word:.0f} ms")

    per_byte = []
    for size in GROWTH_BYTES:
        long_text = (text + "\n\n") * (size // len(data) + 1)
        taken = best_ms(lambda page=long_text: parse_page(page), 1)
        per_byte.append(taken / len(long_text.encode()))
        print(f"{size // 1024:5d} KB of text      {taken:8.0f} ms   {per_byte[-1] * 1024:.2f} ms a KB")
    growth = per_byte[-1] / per_byte[0]
    print(f"growth per byte       {growth:8.2f} x    aim {GROWTH_AIM:.0f} at most")

    briefed = seconds_briefed(data)
    print(f"5 MB with briefs      {briefed:8.1f} s    aim {BRIEFED_AIM_SECONDS:.0f} s")

    zones = Gazetteer(many_parks())
    queries = ("临猗", "新绛县经济技术开发区", "第999号经济开发区", "没有的园区", "第1")
    slowest = max(best_ms(lambda query=query: zones.names(query), 20) for query in queries)
    print(f"finding a name        {slowest:8.3f} ms   {len(zones.parks):,} parks   aim {NAME_AIM_MS:.0f} ms")
    too_slow = sample > SAMPLE_AIM_MS or slowest > NAME_AIM_MS or briefed > BRIEFED_AIM_SECONDS
    return int(too_slow or growth > GROWTH_AIM)


if __name__ == "__main__":
    sys.exit(main())
