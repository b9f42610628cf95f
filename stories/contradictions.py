"""What two tellings say differently at the same place: another firm, another day, another figure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from stories.differences import Difference, Pairing
from stories.other_names import are_other_words, is_another_subject, looks_like_names, names_another
from stories.plain_text import FIGURE, PlainText, Tokens

_PHASE = frozenset("期届")
# A figure before one of these says which day, phase, building or part of a series it is: 二期, 3号楼, 一季度,
_EVENT = _PHASE | frozenset("月日号季标")
# and so does one behind one of these: 第三场, 周六, 星期六.
_ORDINAL = frozenset("第周期")
_YEAR = re.compile(rf"{FIGURE}(?:19|20)[0-9]{{2}}")
# So many figures alike, and none that isn't, tell one event whatever words were exchanged.
_FIGURES_TELL = 3


@dataclass(slots=True)
class Contradictions:
    """How many differences tell of another event, and of another figure of it; how many figures agree."""

    identity: int = 0
    figures: int = 0
    agreeing: int = 0

    @property
    def many(self) -> bool:
        """Whether no correction says so much else."""
        return self.identity + self.figures > 1


def contradictions(old: PlainText, new: PlainText, paired: Sequence[Pairing]) -> Contradictions:
    """What the paired sentences contradict each other in. What only one of them says is no contradiction,
    unless it says which phase or time of a series it is about. Counts no further than to `many`.
    """
    found = Contradictions(agreeing=_agreeing(paired))
    words: list[tuple[Difference, bool]] = []
    for pairing in paired:
        before = found.figures
        others = [each for each in pairing.differences if not _count_figures(each, found)]
        words += [(each, found.figures > before) for each in others]
    for difference, with_figure in words:
        if found.many:
            break
        sure = found.figures == 0 and found.agreeing >= _FIGURES_TELL
        found.identity += (
            names_another(difference)
            or is_another_subject(difference, old, new)
            or (not sure and looks_like_names(difference))
            # A sentence that counts something else may well name something else.
            or (with_figure and are_other_words(difference))
        )
    return found


def _count_figures(difference: Difference, found: Contradictions) -> bool:
    """Counts what figures of a difference contradict; False where it is one of words: not counted."""
    figures, new_figures = (list(_figures(side, difference)) for side in (difference.old, difference.new))
    if not difference.old or not difference.new:
        found.identity += any(each.unit in _PHASE for each in (*figures, *new_figures))
        return True
    if not figures or not new_figures:
        return False
    if _values(figures) != _values(new_figures):
        events, new_events = ([each for each in side if each.event] for side in (figures, new_figures))
        event = bool(events and new_events) and _values(events) != _values(new_events)
        found.identity += event
        found.figures += 0 if event else _unlike(_values(figures), _values(new_figures))
    return True


@dataclass(frozen=True, slots=True)
class _Figure:
    """A figure with the signs before and behind it."""

    before: str
    value: str
    unit: str

    @property
    def event(self) -> bool:
        """Whether it says which event is told of, not how much there was."""
        year = self.unit == "年" and bool(_YEAR.fullmatch(self.value))
        return year or self.unit in _EVENT or self.before in _ORDINAL


def _figures(side: Tokens, difference: Difference) -> Iterator[_Figure]:
    """The figures of one side; what stands around them counts where it is the same on both sides too."""
    signs = (*(difference.before[-1:] or (" ",)), *side, *(difference.after[:1] or (" ",)))
    for at, token in enumerate(side):
        if token.startswith(FIGURE):
            yield _Figure(signs[at], token, signs[at + 2])


def _values(figures: Sequence[_Figure]) -> list[str]:
    return [each.value for each in figures]


def _unlike(values: Sequence[str], others: Sequence[str]) -> int:
    """How many of the figures at one place are others; one where there are more of them on a side."""
    if len(values) != len(others):
        return 1
    return sum(value != other for value, other in zip(values, others, strict=True))


def _agreeing(paired: Sequence[Pairing]) -> int:
    """How many amounts and counts both tell alike; small numbers say little."""
    return sum(
        len(token) > len(FIGURE) + 1 and unit not in _EVENT
        for pairing in paired
        for token, unit in pairwise((*pairing.kept, " "))
        if token.startswith(FIGURE)
    )
