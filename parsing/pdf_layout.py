"""The layout of a typeset page: from characters with places to blocks of text in reading order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from parsing.bylines import byline_at_end
from parsing.captions import caption_evidence

# Distances are in ems (the size of the characters they stand between) unless said otherwise.
SAME_LINE = 0.35  # baselines closer than this are one line
SAME_SIZE = 1.15  # sizes within this ratio are one run
WORD_GAP = 0.75  # characters farther apart belong to different columns
SPACE = 0.18  # white this much wider than usual on its line parts words
GUTTER = 0.6  # white this wide from top to bottom separates columns
WIDE_GAP = 1.3  # white this high from side to side separates articles before columns do
INDENT = 1.2  # a line that starts this far right of its column begins a paragraph
SHORT = 1.6  # a line that ends this far left of its column's edge ends one
LINE_PITCH = 2.2  # lines farther apart than this are different blocks
DEEPEST_CUT = 60
HEADING_WHITE = 0.2  # how much more white than between lines stands over a heading
LONGEST_HEADING = 3  # a heading has at most so many lines
CREDITED = 8.0  # the evidence for a caption of a line that a credit closes
LOOSE_LINE = 0.3  # lines this much farther apart than usual in their column are different blocks


@dataclass(frozen=True, slots=True)
class Glyph:
    """A character and its box, in points from the bottom left of the page."""

    character: str
    left: float
    bottom: float
    right: float
    top: float
    size: float
    face: str


@dataclass(frozen=True, slots=True)
class Run:
    """Characters on one line of one column, spaces at either end included; the box is that of the others."""

    text: str
    left: float
    bottom: float
    right: float
    top: float
    size: float
    face: str


@dataclass(frozen=True, slots=True)
class TextBlock:
    """A paragraph, or a heading, or the part of one that stands in a column."""

    text: str
    size: float
    face: str


def reading_order(runs: list[Run]) -> Iterator[TextBlock]:
    """The blocks of a page in reading order: top to bottom, and columns from left to right."""
    for part in _cut(runs, 0) if runs else ():
        yield from _blocks(part)


def runs_of(glyphs: Sequence[Glyph]) -> list[Run]:
    """Characters put together where they stand on one line without a gap."""
    lines: list[list[Glyph]] = []
    for glyph in sorted(glyphs, key=lambda one: (-(one.bottom + one.top), one.left)):
        line = next((known for known in reversed(lines[-40:]) if _on_line(known[-1], glyph)), None)
        if line is None:
            lines.append([glyph])
        else:
            line.append(glyph)
    runs: list[Run] = []
    for line in lines:
        line.sort(key=lambda one: one.left)
        start = 0
        for at, (one, other) in enumerate(pairwise(line), 1):
            if other.left - one.right > WORD_GAP * max(one.size, other.size):
                runs += _run(line[start:at])
                start = at
        runs += _run(line[start:])
    return runs


def _on_line(one: Glyph, other: Glyph) -> bool:
    ratio = one.size / other.size if other.size else 1.0
    apart = abs((one.bottom + one.top) - (other.bottom + other.top)) / 2
    return 1 / SAME_SIZE <= ratio <= SAME_SIZE and apart <= SAME_LINE * max(one.size, other.size)


def _run(line: list[Glyph]) -> list[Run]:
    text = _spaced(line)
    if not text.strip():
        return []
    seen = [glyph for glyph in line if glyph.character.strip()]
    face = Counter(glyph.face for glyph in seen).most_common(1)[0][0]
    size = median(glyph.size for glyph in seen)
    # An indent made of spaces is white like any other: the run starts at its first visible character.
    return [
        Run(
            text,
            seen[0].left,
            min(glyph.bottom for glyph in seen),
            max(glyph.right for glyph in seen),
            max(glyph.top for glyph in seen),
            size,
            face,
        )
    ]


def _spaced(line: list[Glyph]) -> str:
    """The characters of a line, with a space where the file has only white between two words."""
    gaps = [(other.left - one.right) / max(one.size, other.size, 1.0) for one, other in pairwise(line)]
    usual = max(0.0, median(gaps)) if gaps else 0.0
    text = line[0].character
    for gap, glyph in zip(gaps, line[1:], strict=True):
        if gap > usual + SPACE and not text[-1].isspace() and not glyph.character.isspace():
            text += " "
        text += glyph.character
    return text


def _cut(runs: list[Run], depth: int) -> Iterator[list[Run]]:
    """Cut a region along its white: wide horizontal white first, then columns, then the widest white left."""
    if runs and (len(runs) == 1 or depth >= DEEPEST_CUT or _is_column(runs)):
        yield sorted(runs, key=lambda run: (-run.top, run.left))
        return
    em = median(run.size for run in runs)
    for parts in (
        _across(runs, WIDE_GAP * em),
        _at_heading(runs, GUTTER * em),
        _columns(runs, GUTTER * em),
        _across_widest(runs),
    ):
        if len(parts) > 1:
            for part in parts:
                yield from _cut(part, depth + 1)
            return
    yield sorted(runs, key=lambda run: (-run.top, run.left))


def _is_column(runs: list[Run]) -> bool:
    """Whether all runs stand one under another."""
    ordered = sorted(runs, key=lambda run: -run.top)
    return all(one.bottom - other.top > -0.5 * one.size for one, other in pairwise(ordered))


def _across(runs: list[Run], white: float) -> list[list[Run]]:
    """The parts of a region above and below horizontal white higher than `white` points."""
    parts: list[list[Run]] = []
    floor = float("inf")
    for run in sorted(runs, key=lambda one: -one.top):
        if not parts or floor - run.top > white:
            parts.append([])
            floor = run.bottom
        parts[-1].append(run)
        floor = min(floor, run.bottom)
    return parts


def _at_heading(runs: list[Run], white: float) -> list[list[Run]]:
    """A region of columns cut where headings stand across it: a few lines one under another, with nothing
    beside them and more white over them than lines have."""
    if len(_columns(runs, white)) < 2:
        return [runs]
    em = median(run.size for run in runs)
    parts = _across(runs, _line_white(runs) + HEADING_WHITE * em)
    for at, part in enumerate(parts):
        if len(part) <= LONGEST_HEADING and _is_column(part):
            cut = at or 1
            return [[run for part in some for run in part] for some in (parts[:cut], parts[cut:]) if some]
    return [runs]


def _line_white(runs: list[Run]) -> float:
    """How high the white between two lines of a column usually is."""
    whites = []
    for column in _columns(runs, 0.0):
        ordered = sorted(column, key=lambda one: -one.top)
        whites += [max(0.0, one.bottom - other.top) for one, other in pairwise(ordered)]
    return median(whites) if whites else 0.0


def _across_widest(runs: list[Run]) -> list[list[Run]]:
    """The region in two, cut at its highest horizontal white; in one where there is none."""
    ordered = sorted(runs, key=lambda one: -one.top)
    floor = ordered[0].bottom
    widest, at = 0.0, 0
    for number, run in enumerate(ordered[1:], 1):
        if floor - run.top > widest:
            widest, at = floor - run.top, number
        floor = min(floor, run.bottom)
    return [ordered[:at], ordered[at:]] if at else [ordered]


def _columns(runs: list[Run], white: float) -> list[list[Run]]:
    """The parts of a region left and right of vertical white wider than `white` points."""
    parts: list[list[Run]] = []
    edge = float("-inf")
    for run in sorted(runs, key=lambda one: one.left):
        if not parts or run.left - edge > white:
            parts.append([])
            edge = run.right
        parts[-1].append(run)
        edge = max(edge, run.right)
    return parts


def _blocks(runs: list[Run]) -> Iterator[TextBlock]:
    """The paragraphs and headings of a column."""
    left = min(run.left for run in runs)
    right = max(run.right for run in runs)
    pitches = [one.top - other.top for one, other in pairwise(runs) if one.top > other.top]
    pitch = median(pitches) if pitches else 0.0
    current: list[Run] = []
    for run in runs:
        loose = current and current[-1].top - run.top > pitch + LOOSE_LINE * run.size
        if current and (loose or not _goes_on(current, run, left, right)):
            yield _block(current, left)
            current = []
        current.append(run)
    if current:
        yield _block(current, left)


def _goes_on(current: list[Run], run: Run, left: float, right: float) -> bool:
    above = current[-1]
    same = above.face == run.face and 1 / SAME_SIZE <= above.size / run.size <= SAME_SIZE
    near = above.top - run.top <= LINE_PITCH * above.size
    indented = run.left - left > INDENT * run.size
    ended = right - above.right > SHORT * above.size or _signed(above.text)
    if same and near and len(current) == 1 and indented and above.left - left > INDENT * above.size:
        # A block that is indented as a whole.
        return not ended and abs(run.left - above.left) < INDENT * run.size
    return same and near and not indented and not ended


def _signed(text: str) -> bool:
    """Whether a line ends what it belongs to by what it says: a byline, or the credit of a caption."""
    byline = byline_at_end(text)
    return (byline is not None and byline.sure) or caption_evidence(text) >= CREDITED


def _block(runs: list[Run], left: float) -> TextBlock:
    text = ""
    for run in runs:
        latin = (
            text[-1:].isascii() and text[-1:].isalpha() and run.text[:1].isascii() and run.text[:1].isalpha()
        )
        spaced = text[-1:].isspace() or run.text[:1].isspace()
        text = f"{text.rstrip()} {run.text.lstrip()}" if text and (latin or spaced) else text + run.text
    text = text.strip()
    indent = "\u3000\u3000" if runs[0].left - left > INDENT * runs[0].size and len(runs[0].text) > 12 else ""
    return TextBlock(indent + text, runs[0].size, runs[0].face)
