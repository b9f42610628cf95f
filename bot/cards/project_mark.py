"""The line under a brief that says where the projects stand that its article tells of."""

from __future__ import annotations

import html
from collections.abc import Sequence

from bot import wording
from bot.cards.punctuation import widened
from storage.archive.project_marks import ProjectMark, Promised, State

MOST_MARKED = 3
LONGEST_NAME = 30
LONGEST_PROMISE = 30


def project_mark(marks: Sequence[ProjectMark], *, as_told: bool) -> str:
    """The line as HTML, empty where nothing is known; `as_told` by the article alone, or as it is by now.

    What is sent says the former, so that the article's own correction is all that can make it wrong.
    """
    states = [(mark.name, mark.as_told if as_told else mark.now) for mark in marks]
    known = [(name, state) for name, state in states if state.stage or state.promised]
    if not known:
        return ""
    if len(known) == 1:
        projects = _one(*known[0])
    else:
        shown = (_one(name, _short(state)) for name, state in known[:MOST_MARKED])
        projects = wording.MARK_BETWEEN.join(shown)
        if len(known) > MOST_MARKED:
            projects += wording.MARK_MORE.format(count=len(known))
    return html.escape(widened(wording.PROJECT_MARK.format(projects=projects)))


def _one(name: str, state: State) -> str:
    parts = [_clipped(name, LONGEST_NAME), str(state.stage or "")]
    if state.promised is not None:
        parts.append(_promise(state.promised))
    return wording.MARK_SEPARATOR.join(part for part in parts if part)


def _short(state: State) -> State:
    """One of several: where it stands, or else what is promised."""
    return State(state.stage, None) if state.stage else state


def _promise(promised: Promised) -> str:
    words = _clipped(promised.time + promised.words, LONGEST_PROMISE)
    form = wording.MARK_PROMISE if str(promised.year) in promised.time else wording.MARK_PROMISE_OF_YEAR
    return form.format(promise=words, year=promised.year)


def _clipped(text: str, most: int) -> str:
    return text if len(text) <= most else text[:most] + wording.AND_SO_ON
