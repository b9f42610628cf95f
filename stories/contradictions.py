"""What two tellings say differently at the same place: another firm, another day, another figure."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from stories.differences import Difference, Pairing
from stories.plain_text import FIGURE, PARK, PlainText, Tokens
from stories.word_pairs import LONGEST, mean_the_same

_PHASE = frozenset("期届")
# A figure before one of these says which day, phase or time of a series it is.
_EVENT = _PHASE | frozenset("月日")
_YEAR = re.compile(rf"{FIGURE}(?:19|20)[0-9]{{2}}")
# What a firm's name ends in, with nothing between that can't be part of a name.
_FIRM = re.compile(
    r"[^的了在与和由为是将及从对向于等⌂#]{0,6}?(?:有限|公司|集团|厂|合作社|大学|学院|医院|研究院)"
)
# Another zone by its name; 该开发区 and 省级开发区 may be the telling's own.
_ZONE = re.compile(r"(?<![该本我这级])[^该本我这级]{2}(?:经开区|高新区|开发区|示范区|综保区|产业园|工业园)")
_NAME_LEAST = 3  # signs that both sides of a difference have, where neither is an exchanged word
_WORD_ENDS = 3  # signs before and after a difference that may belong to its words, and one
# How far a project is: another step is other news. Each row is one step.
_STEPS = tuple(
    re.compile(pattern)
    for pattern in (
        "签约|签署|签订|落户",
        "开工|动工|奠基|破土|开建",
        "封顶",
        "竣工|验收",
        "试生产|试产|试运行|试车",
        "投产|投运|运营|投用",
    )
)


@dataclass(slots=True)
class Contradictions:
    """How many differences tell of another event, and how many of another figure of it."""

    identity: int = 0
    figures: int = 0

    @property
    def many(self) -> bool:
        """Whether no correction says so much else."""
        return self.identity + self.figures > 1


def contradictions(old: PlainText, new: PlainText, paired: Iterable[Pairing]) -> Contradictions:
    """What the paired sentences contradict each other in. What only one of them says is no contradiction,
    unless it says which phase or time of a series it is about. Counts no further than to `many`.
    """
    found = Contradictions()
    words = []
    for difference in (each for pairing in paired for each in pairing.differences):
        if found.many:
            return found
        old_figures, new_figures = _figures(difference.old, difference), _figures(difference.new, difference)
        if not difference.old or not difference.new:
            found.identity += any(unit in _PHASE for _, unit in (*old_figures, *new_figures))
        elif old_figures and new_figures:
            if old_figures != new_figures:
                events, new_events = _events(old_figures), _events(new_figures)
                event = bool(events and new_events) and events != new_events
                found.identity += event
                found.figures += not event
        else:
            words.append(difference)
    for difference in words:
        if found.many:
            return found
        found.identity += _names_another(difference, old, new)
    return found


def _figures(side: Tokens, difference: Difference) -> list[tuple[str, str]]:
    """The figures of one side, each with the sign behind it."""
    signs = (*side, *difference.after[:1], " ")
    return [(token, signs[at + 1]) for at, token in enumerate(side) if token.startswith(FIGURE)]


def _events(figures: list[tuple[str, str]]) -> list[str]:
    """Those of the figures that say which event is told of."""
    return [
        figure for figure, unit in figures if unit in _EVENT or (unit == "年" and _YEAR.fullmatch(figure))
    ]


def _names_another(difference: Difference, old: PlainText, new: PlainText) -> bool:
    """Whether the two sides are names of two things, so far as their place and their use tell."""
    if _exchanged(difference):
        return False
    one, other = "".join(difference.old), "".join(difference.new)
    if (PARK in one) != (PARK in other) and _ZONE.search(one + other):
        return True
    if _other_step(one, other) or _FIRM.match("".join(difference.after)):
        return True
    if min(len(one), len(other)) >= _NAME_LEAST and not set(one) & set(other):
        return True
    before, after = "".join(difference.before[-2:]), "".join(difference.after[:1])
    return _own(before + one + after, old, new) and _own(before + other + after, new, old)


def _other_step(one: str, other: str) -> bool:
    steps, other_steps = ({step for step in _STEPS if step.search(words)} for words in (one, other))
    return bool(steps and other_steps) and not steps & other_steps


def _own(words: str, text: PlainText, other: PlainText) -> bool:
    """Whether the words stand twice in a telling and never in the other: what it is about."""
    return _whole(text).count(words) > 1 and words not in _whole(other)


def _whole(text: PlainText) -> str:
    return "\n".join("".join(part) for part in (text.headline, *text.sentences))


def _exchanged(difference: Difference) -> bool:
    """Whether the two sides, with the ends of the words around them, are exchanged words."""
    one, other = "".join(difference.old), "".join(difference.new)
    if max(len(one), len(other)) > LONGEST:
        return False
    for left in range(_WORD_ENDS):
        before = "".join(difference.before[len(difference.before) - left :])
        for right in range(_WORD_ENDS):
            after = "".join(difference.after[:right])
            if mean_the_same(before + one + after, before + other + after):
                return True
    return False
