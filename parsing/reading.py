"""The best reading of a whole page: one role for every line, chosen together.

A line alone does not tell a section head from the next article's headline; what comes before and after does.
So every line gets scores for its roles (`roles`), every step from one line to the next gets a score for
what it means, and the path through the page with the best sum wins (Viterbi). A path's place is small: where
in an article it is, its last body line, and how many section heads there were. Only the best
few dozen paths go on, so the work grows with the number of lines.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from typing import NamedTuple

from parsing.article import Kind
from parsing.cohesion import Cohesion
from parsing.furniture import MAYBE_COLUMN
from parsing.line_roles import PageStyle, Role, join_score, role_scores
from parsing.lines import Line


class Place(IntEnum):
    """Where in an article a path stands after a line."""

    OUTSIDE = 0
    KICKER = 1
    SHOULDER = 2
    HEADLINE = 3
    SUBHEAD = 4
    KICKER_AFTER = 5
    TOP = 6  # captions and bylines between headline and body
    BODY = 7
    SECTION = 8
    CAPTION = 9  # a caption in the body
    SIGNED = 10


@dataclass(frozen=True, slots=True)
class Reading:
    """The role of each line, and the lines at which an article begins."""

    roles: tuple[Role, ...]
    starts: frozenset[int]


class _Step(NamedTuple):
    place: Place
    score: float
    begins: bool = False


# Where a path stands: its place, its last body line (-1: none yet), its article's section heads (2: or more).
_Stand = tuple[Place, int, int]
MANY = 2
NEVER = float("-inf")
# For each stand, the one a path came from, the role its last line has, and whether an article begins there.
_CameFrom = dict[_Stand, tuple[_Stand, Role, bool]]

_HEAD_PLACES = (Place.KICKER, Place.SHOULDER, Place.HEADLINE, Place.SUBHEAD, Place.KICKER_AFTER, Place.TOP)
_BODY_PLACES = (Place.BODY, Place.SECTION, Place.CAPTION, Place.SIGNED)

# On pages of short lines alone the paths would multiply. One that is this far behind never catches up.
HOPELESS = 22.0
FEW_PATHS = 6
MOST_PATHS = 24

# What it costs to end an article at a line that is not its natural end.
UNSIGNED_END = -1.5
UNSIGNED_END_WHERE_OTHERS_SIGN = -2.0
CUT_END = -9.0
SIGNED_END = 5.0
# A dateline opens an article; in mid-article it is out of place.
DATELINE_AT_START = 5.0
DATELINE_IN_BODY = -6.0
NO_DATELINE = -0.5
NO_DATELINE_WHERE_USUAL = -1.5
NO_KICKER_WHERE_USUAL = -1.5
HEADLESS = -8.0
FURNITURE_INSIDE = -4.0
MAYBE_COLUMN_IN_BODY = -7.0
BODILESS = -14.0
AFTER_SIGNATURE = -8.0
# How much a common subject on both sides of a line speaks against a new article there.
COHESION_SHARE = 0.8
# What each word of a headline says that the text after it takes up again, up to so many, and what none says.
ECHO, MOST_ECHOES, NO_ECHO = 0.7, 4, -1.0
# Section heads come in twos and threes: the first one of an article has to be sure, and more so a lone one.
FIRST_SECTION = -2.5
NEXT_SECTION = 1.0
LONE_SECTION = -1.5
SECTION_IN_TWO_LINES = -4.0
# The rest of an article from another page begins without a headline.
TURNED = 6.0

# (place, role) → (place after it, what the step says). Steps that depend on the lines are scored in `_step`.
_HEAD_STEPS: dict[tuple[Place, Role], tuple[Place, float]] = {
    (Place.KICKER, Role.SHOULDER): (Place.SHOULDER, 0.0),
    (Place.KICKER, Role.HEADLINE): (Place.HEADLINE, 1.0),
    (Place.KICKER, Role.CAPTION): (Place.KICKER, -3.0),
    (Place.SHOULDER, Role.HEADLINE): (Place.HEADLINE, 0.0),
    (Place.HEADLINE, Role.SUBHEAD): (Place.SUBHEAD, 0.5),
    (Place.HEADLINE, Role.KICKER): (Place.KICKER_AFTER, 0.0),
    (Place.HEADLINE, Role.BYLINE): (Place.TOP, 1.0),
    (Place.HEADLINE, Role.CAPTION): (Place.TOP, 1.0),
    (Place.SUBHEAD, Role.SUBHEAD): (Place.SUBHEAD, -3.0),
    (Place.SUBHEAD, Role.KICKER): (Place.KICKER_AFTER, 0.0),
    (Place.SUBHEAD, Role.BYLINE): (Place.TOP, 1.0),
    (Place.SUBHEAD, Role.CAPTION): (Place.TOP, 1.0),
    (Place.KICKER_AFTER, Role.SUBHEAD): (Place.SUBHEAD, 0.0),
    (Place.KICKER_AFTER, Role.BYLINE): (Place.TOP, 1.0),
    (Place.KICKER_AFTER, Role.CAPTION): (Place.TOP, 1.0),
    (Place.TOP, Role.BYLINE): (Place.TOP, 0.5),
    (Place.TOP, Role.CAPTION): (Place.TOP, 1.0),
}


_ROLE_OF = {
    Kind.KICKER: Role.KICKER,
    Kind.HEADLINE: Role.HEADLINE,
    Kind.SUBHEAD: Role.SUBHEAD,
    Kind.DATELINE: Role.START,
    Kind.PARAGRAPH: Role.START,
    Kind.SECTION_HEAD: Role.SECTION,
    Kind.CAPTION: Role.CAPTION,
    Kind.BYLINE: Role.BYLINE,
    None: Role.FURNITURE,
}


def told_reading(lines: tuple[Line, ...]) -> Reading:
    """The reading of a document of one article that tells the role of each of its lines."""
    roles = tuple(_ROLE_OF[line.told] for line in lines)
    first = next((number for number, role in enumerate(roles) if role is not Role.FURNITURE), 0)
    return Reading(roles, frozenset((first,)))


def best_reading(lines: tuple[Line, ...], *, whole: bool = False) -> Reading:
    """The likeliest role of every line of a page, and where its articles begin.

    `whole` says that no line is a piece of a paragraph.
    """
    style = PageStyle.of(lines, Cohesion(lines), whole=whole)
    paths: dict[_Stand, float] = {(Place.OUTSIDE, -1, 0): 0.0}
    back: list[_CameFrom] = []
    for number in range(len(lines)):
        paths, came_from = _one_line_on(paths, number, lines, style)
        paths = _likeliest(paths)
        back.append(came_from)
    return _trace(paths, back, lines, style)


def _one_line_on(
    paths: dict[_Stand, float], number: int, lines: tuple[Line, ...], style: PageStyle
) -> tuple[dict[_Stand, float], _CameFrom]:
    """The paths led on by line `number` in each role: the best one to each stand, and its last step."""
    line, cohesion = lines[number], style.words
    scores = _scores_of(number, line, style)
    following: dict[_Stand, float] = {}
    came_from: _CameFrom = {}
    # A step doesn't depend on the section heads so far: stands that differ in them alone share theirs.
    known: dict[tuple[Place, int], list[tuple[Role, float, _Step]]] = {}
    section, start, more = Role.SECTION, Role.START, Role.MORE
    for stand, so_far in paths.items():
        place, body, sections = stand
        steps = known.get((place, body))
        if steps is None:
            steps = known[place, body] = _steps(
                place, scores, line, lines[body] if body >= 0 else None, style
            )
        for role, alone, (next_place, said, begins) in steps:
            score = so_far + alone + said
            if begins:
                if place in _BODY_PLACES:
                    score -= COHESION_SHARE * cohesion.before(number)
                if sections == 1:
                    score += LONE_SECTION
                in_all = 0
            elif role is section:
                score += NEXT_SECTION if sections else FIRST_SECTION
                in_all = min(MANY, sections + 1)
            else:
                in_all = sections
            key = (next_place, number if role is start or role is more else body, in_all)
            if score > following.get(key, NEVER):
                following[key] = score
                came_from[key] = (stand, role, begins)
    return following, came_from


def _steps(
    place: Place, scores: dict[Role, float], line: Line, before: Line | None, style: PageStyle
) -> list[tuple[Role, float, _Step]]:
    """What can follow at a place: each role with what the line alone says for it, and the step to it."""
    steps = ((role, alone, _step(place, role, line, before, style)) for role, alone in scores.items())
    return [(role, alone, step) for role, alone, step in steps if step is not None]


def _scores_of(number: int, line: Line, style: PageStyle) -> dict[Role, float]:
    """What a line says for each role, and what the text after it says of it as a headline."""
    scores = role_scores(line, style)
    if Role.HEADLINE in scores:
        echoes = style.words.echo(number)
        for role in (Role.SHOULDER, Role.HEADLINE, Role.SUBHEAD):
            scores[role] += ECHO * min(echoes, MOST_ECHOES) if echoes else NO_ECHO
    return scores


def _likeliest(paths: dict[_Stand, float]) -> dict[_Stand, float]:
    if len(paths) <= FEW_PATHS:
        return paths
    worst = max(paths.values()) - HOPELESS
    kept = {stand: score for stand, score in paths.items() if score >= worst}
    if len(kept) <= MOST_PATHS:
        return kept
    return dict(sorted(kept.items(), key=lambda path: -path[1])[:MOST_PATHS])


def _trace(
    paths: dict[_Stand, float],
    back: list[_CameFrom],
    lines: tuple[Line, ...],
    style: PageStyle,
) -> Reading:
    def closed(key: _Stand) -> float:
        place, body, sections = key
        lone = LONE_SECTION if sections == 1 else 0.0
        return paths[key] + lone + _end_score(place, lines[body] if body >= 0 else None, style)

    key = max(paths, key=closed)
    roles: list[Role] = []
    starts: set[int] = set()
    for number in range(len(back) - 1, -1, -1):
        key, role, begins = back[number][key]
        roles.append(role)
        if begins:
            starts.add(number)
    return Reading(tuple(reversed(roles)), frozenset(starts))


def _end_score(place: Place, before: Line | None, style: PageStyle) -> float:
    """What it says to end an article here."""
    if place is Place.OUTSIDE:
        return 0.0
    if place in _HEAD_PLACES:
        return BODILESS if place is not Place.TOP else BODILESS / 2
    if place is Place.SIGNED or before is None:
        return SIGNED_END
    if place is Place.SECTION:
        return BODILESS
    if before.byline is not None:
        return SIGNED_END if before.byline.sure else 0.0
    if not before.ends_sentence:
        return CUT_END
    return UNSIGNED_END_WHERE_OTHERS_SIGN if style.signs_at_end else UNSIGNED_END


def _step(place: Place, role: Role, line: Line, before: Line | None, style: PageStyle) -> _Step | None:
    """What it says to read `line` as `role` after a path that stands at `place`; None where that can't be."""
    if role is Role.FURNITURE:
        inside = place in _HEAD_PLACES or (before is not None and not before.ends_sentence)
        if (
            line.furniture <= MAYBE_COLUMN
            and place in _BODY_PLACES
            and before is not None
            and not before.signed
        ):
            return _Step(place, MAYBE_COLUMN_IN_BODY)
        return _Step(place, FURNITURE_INSIDE if inside else 0.0)
    if (place, role) in _HEAD_STEPS:
        next_place, score = _HEAD_STEPS[place, role]
        return _Step(next_place, score)
    if role is Role.START:
        return _start_step(place, line, before, style)
    if place in _HEAD_PLACES and role not in (Role.KICKER, Role.HEADLINE):
        return None
    if role in (Role.KICKER, Role.SHOULDER, Role.HEADLINE):
        next_place = Place[role.name]
        score = _end_score(place, before, style)
        if role is not Role.KICKER and style.kickers and place in _BODY_PLACES:
            score += NO_KICKER_WHERE_USUAL
        return _Step(next_place, score, begins=True)
    if before is None or place is Place.OUTSIDE:
        return _Step(Place.TOP, HEADLESS, begins=True) if role is Role.CAPTION else None
    return _body_step(place, role, line, before, style)


def _start_step(place: Place, line: Line, before: Line | None, style: PageStyle) -> _Step:
    """A paragraph begins: the first of an article, or the next one."""
    has_dateline = line.dateline is not None
    if line.comes_from and place not in _HEAD_PLACES:
        return _Step(Place.BODY, TURNED, begins=True)
    if place in _HEAD_PLACES:
        missed = NO_DATELINE_WHERE_USUAL if style.datelines else NO_DATELINE
        score = DATELINE_AT_START if has_dateline else missed
        if place in (Place.KICKER, Place.SHOULDER):
            score += HEADLESS
        return _Step(Place.BODY, score)
    if place is Place.OUTSIDE or before is None:
        return _Step(Place.BODY, HEADLESS / 2, begins=True)
    dateline = DATELINE_IN_BODY if has_dateline else 0.0
    if place is Place.SECTION:
        return _Step(Place.BODY, dateline)
    _, apart = join_score(before, line, style)
    if place is Place.SIGNED or before.signed:
        return _Step(Place.BODY, HEADLESS / 2, begins=True)
    return _Step(Place.BODY, apart + dateline)


def _body_step(place: Place, role: Role, line: Line, before: Line, style: PageStyle) -> _Step | None:
    signed = place is Place.SIGNED or before.signed
    if role is Role.MORE:
        if place in (Place.SECTION, Place.SIGNED) or line.comes_from:
            return None
        together, _ = join_score(before, line, style)
        return _Step(Place.BODY, together + (style.seam(before, line) if before.may_go_on else 0.0))
    if role is Role.SECTION:
        if place is Place.SECTION:
            return _Step(Place.SECTION, SECTION_IN_TWO_LINES)
        score = (0.5 if before.ends_sentence else -9.0) + (AFTER_SIGNATURE if signed else 0.0)
        return _Step(Place.SECTION, score - (1.0 if place is Place.CAPTION else 0.0))
    if role is Role.CAPTION:
        score = -2.0 if place is Place.SECTION else 0.0
        if signed:
            return _Step(Place.SIGNED, -1.0)
        return _Step(Place.CAPTION if place is not Place.SECTION else Place.SECTION, score)
    if role is Role.BYLINE:
        if place is Place.SECTION or signed:
            return None
        return _Step(Place.SIGNED, 1.0 if before.ends_sentence else -6.0)
    return None
