"""The picture of docs/scale.md: what each step takes against how much there is, both by powers of ten."""

from __future__ import annotations

import html
import math
from collections.abc import Sequence

WIDTH, PANEL_HEIGHT, TOP, LEFT, RIGHT, GAP = 720, 200, 34, 64, 196, 40
# Each panel: its heading, its unit, and the figures with the words beside their lines.
PANELS = (
    (
        "What a reader waits for",
        "ms",
        (
            ("answering", "/park"),
            ("city", "a city"),
            ("searching", "search"),
            ("searching p99", "search, 99 of 100"),
            ("follow", "a new follow"),
        ),
    ),
    (
        "What an editor and the bot wait for",
        "ms",
        (
            ("publishing, eight parks", "publishing, 8 parks"),
            ("publishing to all", "publishing to all"),
            ("correcting for all", "correcting for all"),
            ("digest, each chat", "a chat's digest"),
        ),
    ),
    (
        "What the machine holds",
        "MB",
        (("megabytes", "the file"), ("memory", "memory, at most")),
    ),
)
# The table of docs/scale.md: what stands at the left, and the figures of a cell with their decimals.
ROWS = (
    ("articles", ("articles",), 0),
    ("chats", ("chats",), 0),
    ("`/park`, and 99 of 100 within", ("answering", "answering p99"), 1),
    ("the newest", ("newest", "newest p99"), 1),
    ("the newest of a city", ("city", "city p99"), 1),
    ("a search, newest first", ("searching", "searching p99"), 1),
    ("a new follow", ("follow",), 2),
    ("publishing an issue of eight parks", ("publishing, eight parks",), 0),
    ("chats that it is owed to", ("chats of eight parks",), 0),
    ("publishing an article to all chats", ("publishing to all",), 0),
    ("owing all of them a correction", ("correcting for all",), 0),
    ("finding what 64 chats are due", ("digest, a look",), 1),
    ("a chat's digest: found, set, committed", ("digest, each chat",), 2),
    ("`/stats`: counting follows", ("follows counted",), 0),
    ("opening the database", ("opening",), 0),
    ("copying it for a backup", ("backup",), 0),
    ("the file, MB", ("megabytes",), 0),
    ("memory, MB", ("memory",), 0),
)
COLOURS = ("#0b6e99", "#c2410c", "#15803d", "#7c3aed", "#a16207")


def drawn(figures: Sequence[dict[str, float]]) -> str:
    """An SVG of figures as `benchmarks/scale.py` stores them."""
    height = TOP + len(PANELS) * (PANEL_HEIGHT + GAP + TOP)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" font-family="sans-serif"'
        ' font-size="12"><rect width="100%" height="100%" fill="#fff"/>'
    ]
    for number, (heading, unit, lines) in enumerate(PANELS):
        top = TOP + number * (PANEL_HEIGHT + GAP + TOP)
        parts += _panel(figures, heading, unit, lines, top)
    return "\n".join([*parts, "</svg>", ""])


def table(figures: Sequence[dict[str, float]]) -> str:
    """The figures as a Markdown table, a column a share."""
    lines = ["| |" + "".join(f" {row['share']:g} % |" for row in figures), "|---|" + "---|" * len(figures)]
    for words, names, decimals in ROWS:
        cells = (", ".join(f"{row[name]:,.{decimals}f}" for name in names) for row in figures)
        lines.append(f"| {words} | " + " | ".join(cells) + " |")
    return "\n".join(lines)


def _panel(
    figures: Sequence[dict[str, float]],
    heading: str,
    unit: str,
    lines: Sequence[tuple[str, str]],
    top: int,
) -> list[str]:
    values = [row[name] for row in figures for name, _ in lines]
    low, high = math.floor(math.log10(min(values))), math.ceil(math.log10(max(values)))
    shares = [math.log10(row["share"]) for row in figures]
    right = WIDTH - RIGHT

    def across(share: float) -> float:
        return LEFT + (right - LEFT) * (share - shares[0]) / ((shares[-1] - shares[0]) or 1)

    def down(value: float) -> float:
        return top + PANEL_HEIGHT * (high - math.log10(value)) / ((high - low) or 1)

    parts = [f'<text x="{LEFT}" y="{top - 12}" font-weight="bold">{html.escape(heading)} ({unit})</text>']
    for power in range(low, high + 1):
        y = down(10.0**power)
        parts.append(f'<path d="M{LEFT} {y:.1f}H{right}" stroke="#ddd"/>')
        parts.append(f'<text x="{LEFT - 6}" y="{y + 4:.1f}" text-anchor="end">{10.0**power:g}</text>')
    for row, share in zip(figures, shares, strict=True):
        parts.append(
            f'<text x="{across(share):.1f}" y="{top + PANEL_HEIGHT + 18}" text-anchor="middle">'
            f"{row['share']:g} %</text>"
        )
    places = _spread([down(figures[-1][name]) for name, _ in lines])
    for (name, words), colour, place in zip(lines, COLOURS, places, strict=False):
        points = " ".join(
            f"{across(share):.1f},{down(row[name]):.1f}" for row, share in zip(figures, shares, strict=True)
        )
        parts.append(f'<polyline points="{points}" fill="none" stroke="{colour}" stroke-width="2"/>')
        parts.append(
            f'<text x="{right + 8}" y="{place + 4:.1f}" fill="{colour}">{html.escape(words)}:'
            f" {figures[-1][name]:,.4g}</text>"
        )
    return parts


def _spread(places: Sequence[float], apart: float = 15) -> list[float]:
    """The places of words beside lines, moved down where they would stand on one another."""
    moved: dict[int, float] = {}
    lowest = -math.inf
    for number in sorted(range(len(places)), key=lambda number: places[number]):
        lowest = moved[number] = max(places[number], lowest + apart)
    return [moved[number] for number in range(len(places))]
