"""What each step from one line of a page to the next says for a reading of it.

A step leads from a place in an article, with a role for the line, to the next place. What the line says by
itself is in `line_roles`.
"""

from __future__ import annotations

from enum import IntEnum
from typing import NamedTuple

from parsing.furniture import MAYBE_COLUMN
from parsing.line_roles import PageStyle, Role, join_score
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


class Step(NamedTuple):
    place: Place
    score: float
    begins: bool = False


HEAD_PLACES = (Place.KICKER, Place.SHOULDER, Place.HEADLINE, Place.SUBHEAD, Place.KICKER_AFTER, Place.TOP)
BODY_PLACES = (Place.BODY, Place.SECTION, Place.CAPTION, Place.SIGNED)

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
SECTION_IN_TWO_LINES = -4.0
# The rest of an article from another page begins without a headline.
TURNED = 6.0

# (place, role) → (place after it, what the step says). What depends on the lines is scored in `step_to`.
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


def end_score(place: Place, before: Line | None, style: PageStyle) -> float:
    """What it says to end an article here."""
    if place is Place.OUTSIDE:
        return 0.0
    if place in HEAD_PLACES:
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


def step_to(place: Place, role: Role, line: Line, before: Line | None, style: PageStyle) -> Step | None:
    """What it says to read `line` as `role` after a path that stands at `place`; None where that can't be."""
    if role is Role.FURNITURE:
        inside = place in HEAD_PLACES or (before is not None and not before.ends_sentence)
        if (
            line.furniture <= MAYBE_COLUMN
            and place in BODY_PLACES
            and before is not None
            and not before.signed
        ):
            return Step(place, MAYBE_COLUMN_IN_BODY)
        return Step(place, FURNITURE_INSIDE if inside else 0.0)
    if (place, role) in _HEAD_STEPS:
        next_place, score = _HEAD_STEPS[place, role]
        return Step(next_place, score)
    if role is Role.START:
        return _start_step(place, line, before, style)
    if place in HEAD_PLACES and role not in (Role.KICKER, Role.HEADLINE):
        return None
    if role in (Role.KICKER, Role.SHOULDER, Role.HEADLINE):
        next_place = Place[role.name]
        score = end_score(place, before, style)
        if role is not Role.KICKER and style.kickers and place in BODY_PLACES:
            score += NO_KICKER_WHERE_USUAL
        return Step(next_place, score, begins=True)
    if before is None or place is Place.OUTSIDE:
        return Step(Place.TOP, HEADLESS, begins=True) if role is Role.CAPTION else None
    return _body_step(place, role, line, before, style)


def _start_step(place: Place, line: Line, before: Line | None, style: PageStyle) -> Step:
    """A paragraph begins: the first of an article, or the next one."""
    has_dateline = line.dateline is not None
    if line.comes_from and place not in HEAD_PLACES:
        return Step(Place.BODY, TURNED, begins=True)
    if place in HEAD_PLACES:
        missed = NO_DATELINE_WHERE_USUAL if style.datelines else NO_DATELINE
        score = DATELINE_AT_START if has_dateline else missed
        if place in (Place.KICKER, Place.SHOULDER):
            score += HEADLESS
        return Step(Place.BODY, score)
    if place is Place.OUTSIDE or before is None:
        return Step(Place.BODY, HEADLESS / 2, begins=True)
    dateline = DATELINE_IN_BODY if has_dateline else 0.0
    if place is Place.SECTION:
        return Step(Place.BODY, dateline)
    _, apart = join_score(before, line, style)
    if place is Place.SIGNED or before.signed:
        return Step(Place.BODY, HEADLESS / 2, begins=True)
    return Step(Place.BODY, apart + dateline)


def _body_step(place: Place, role: Role, line: Line, before: Line, style: PageStyle) -> Step | None:
    signed = place is Place.SIGNED or before.signed
    if role is Role.MORE:
        if place in (Place.SECTION, Place.SIGNED) or line.comes_from:
            return None
        together, _ = join_score(before, line, style)
        return Step(Place.BODY, together + (style.seam(before, line) if before.may_go_on else 0.0))
    if role is Role.SECTION:
        if place is Place.SECTION:
            return Step(Place.SECTION, SECTION_IN_TWO_LINES)
        score = (0.5 if before.ends_sentence else -9.0) + (AFTER_SIGNATURE if signed else 0.0)
        return Step(Place.SECTION, score - (1.0 if place is Place.CAPTION else 0.0))
    if role is Role.CAPTION:
        score = -2.0 if place is Place.SECTION else 0.0
        if signed:
            return Step(Place.SIGNED, -1.0)
        return Step(Place.CAPTION if place is not Place.SECTION else Place.SECTION, score)
    if role is Role.BYLINE:
        if place is Place.SECTION or signed:
            return None
        return Step(Place.SIGNED, 1.0 if before.ends_sentence else -6.0)
    return None
