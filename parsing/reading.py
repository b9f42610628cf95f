"""The best reading of a whole page: one role for every line, chosen together.

A line alone does not tell a section head from the next article's headline; what comes before and after does.
So every line gets scores for its roles (`line_roles`), every step from one line to the next gets a score for
what it means (`steps`), and the path through the page with the best sum wins (Viterbi). A path's place is
small: where in an article it is, its last body line, and how many section heads there were. Only the best few
dozen paths go on, so the work grows with the number of lines.
"""

from __future__ import annotations

from dataclasses import dataclass

from parsing.article import Kind
from parsing.cohesion import Cohesion
from parsing.line_roles import PageStyle, Role, role_scores
from parsing.lines import Line
from parsing.steps import BODY_PLACES, Place, Step, end_score, step_to


@dataclass(frozen=True, slots=True)
class Reading:
    """The role of each line, and the lines at which an article begins."""

    roles: tuple[Role, ...]
    starts: frozenset[int]


# Where a path stands: its place, its last body line (-1: none yet), its article's section heads (2: or more).
_Stand = tuple[Place, int, int]
MANY = 2
NEVER = float("-inf")
# For each stand, the one a path came from, the role its last line has, and whether an article begins there.
_CameFrom = dict[_Stand, tuple[_Stand, Role, bool]]

# On pages of short lines alone the paths would multiply. One that is this far behind never catches up.
HOPELESS = 18.0
FEW_PATHS = 2
MOST_PATHS = 24

# How much a common subject on both sides of a line speaks against a new article there.
COHESION_SHARE = 0.8
# What each word of a headline says that the text after it takes up again, up to so many, and what none says.
ECHO, MOST_ECHOES, NO_ECHO = 0.7, 4, -1.0
# Section heads come in twos and threes: the first one of an article has to be sure, and more so a lone one.
FIRST_SECTION = -2.5
NEXT_SECTION = 1.0
LONE_SECTION = -1.5

# The role of a line whose document tells what it is.
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
    known: dict[tuple[Place, int], list[tuple[Role, float, Step]]] = {}
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
                if place in BODY_PLACES:
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
) -> list[tuple[Role, float, Step]]:
    """What can follow at a place: each role with what the line alone says for it, and the step to it."""
    steps = ((role, alone, step_to(place, role, line, before, style)) for role, alone in scores.items())
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
        return paths[key] + lone + end_score(place, lines[body] if body >= 0 else None, style)

    key = max(paths, key=closed)
    roles: list[Role] = []
    starts: set[int] = set()
    for number in range(len(back) - 1, -1, -1):
        key, role, begins = back[number][key]
        roles.append(role)
        if begins:
            starts.add(number)
    return Reading(tuple(reversed(roles)), frozenset(starts))
