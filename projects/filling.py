"""Goes through the clauses once and notes for each entry what they tell of it."""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Sequence

from projects.article import HEADLINE, Article, Span
from projects.attribution import Attribution
from projects.cells import Cells, Event
from projects.clauses import Clause
from projects.days import times_of
from projects.entries import Found
from projects.project import Promise, Stage
from projects.promising import promises_in
from projects.steps import WORKING_ON, Mood, Step, steps_of
from projects.sums import OF_MANY, investments_in, sizes_in


def fill(found: Found, article: Article, clauses: Sequence[Clause]) -> dict[int, Cells]:
    """What the clauses tell of each entry, by its number."""
    whose = Attribution(article, clauses, found)
    cells: dict[int, Cells] = defaultdict(Cells)
    first_sentence: dict[int, int] = {}
    for number, clause in enumerate(clauses):
        following = "".join(c.text for c in clauses[number + 1 : number + 3] if c.sentence == clause.sentence)
        for step in steps_of(clause.text, following):
            span = Span(clause.block, clause.start + step.start, clause.start + step.end)
            for entry in whose.entries_for(clause, span.start, span.end):
                first_sentence.setdefault(entry, clause.sentence)
                day = _event_day(clauses, number, step, article.day)
                cells[entry].events.append(
                    Event(
                        step.stage,
                        _mood_by_day(step, clauses, number, article.day),
                        span,
                        day,
                        clause.block == HEADLINE,
                        first_sentence[entry] == clause.sentence,
                        clause.text[step.start : step.end] == "落地",
                        whose.names_in_sentence(clause, entry),
                    )
                )
        if clause.text.startswith("其中"):
            _take_over(cells, whose, clauses, number)
        if match := WORKING_ON.search(clause.text):
            for entry in whose.entries_for(clause, clause.start + match.start(), clause.start + match.end()):
                cells[entry].working = True
                span = Span(clause.block, clause.start + match.start(), clause.start + match.end())
                cells[entry].events.append(Event(Stage.RUNNING, Mood.REACHED, span, None, False, False))
        _fill_sums(whose, cells, clauses, number)
        for promise in promises_in(clauses, number, article.day or _year_of_headline(article)):
            step_span = Span(
                promise.step_clause.block,
                promise.step_clause.start + promise.step.start,
                promise.step_clause.start + promise.step.end,
            )
            when = Span(clause.block, clause.start + promise.time.start, clause.start + promise.time.end)
            for entry in whose.entries_for(promise.step_clause, step_span.start, step_span.end):
                cells[entry].promises.append(
                    Promise(step_span, when, promise.step.stage, promise.time.last_day)
                )
    return cells


def _year_of_headline(article: Article) -> dt.date | None:
    """The first day of the one year that the headline of an undated article names."""
    years = set(re.findall(r"(?<!\d)((?:19|20)\d\d)年", article.headline))
    return dt.date(int(years.pop()), 1, 1) if len(years) == 1 else None


def _take_over(cells: dict[int, Cells], whose: Attribution, clauses: Sequence[Clause], number: int) -> None:
    """其中,A项目…: what the sentence before tells of all was told of A."""
    clause = clauses[number]
    named = next((whose.named_in(c) for c in clauses[number : number + 2] if whose.named_in(c)), ())
    for earlier in clauses[:number]:
        if earlier.sentence != clause.sentence - 1 or earlier.block == HEADLINE:
            continue
        for step in steps_of(earlier.text):
            if step.mood is Mood.REACHED:
                span = Span(earlier.block, earlier.start + step.start, earlier.start + step.end)
                for entry in named:
                    cells[entry].events.append(Event(step.stage, step.mood, span, None, False, True))


def _fill_sums(whose: Attribution, cells: dict[int, Cells], clauses: Sequence[Clause], number: int) -> None:
    clause = clauses[number]
    before = whose.told_before(clause)
    for start, end in investments_in(clause.text):
        if OF_MANY.search(before + clause.text[:start]):
            continue
        span = Span(clause.block, clause.start + start, clause.start + end)
        entries = whose.entries_for(clause, span.start, span.end)
        if len(entries) == 1:
            cells[entries[0]].investments.append(span)
    for start, end in sizes_in(clause.text):
        span = Span(clause.block, clause.start + start, clause.start + end)
        entries = whose.entries_for(clause, span.start, span.end)
        if len(entries) == 1:
            cells[entries[0]].sizes.append(span)


def _event_day(clauses: Sequence[Clause], number: int, step: Step, day: dt.date | None) -> dt.date | None:
    """The day that the sentence gives for what it tells as reached: the last exact one before it."""
    clause = clauses[number]
    for at in range(number, max(-1, number - 5), -1):
        earlier = clauses[at]
        if earlier.sentence != clause.sentence or earlier.block != clause.block:
            break
        times = [t for t in times_of(earlier.text, day) if at < number or t.start <= step.start]
        exact = [
            t for t in times if t.exact and t.last_day is not None and (day is None or t.last_day <= day)
        ]
        if exact:
            return exact[-1].last_day
        if times and at == number:
            return times[-1].last_day if times[-1].past_year else None
    return None


def _mood_by_day(step: Step, clauses: Sequence[Clause], number: int, day: dt.date | None) -> Mood:
    """A step whose time lies ahead lies ahead, whatever its words."""
    clause = clauses[number]
    if step.mood is not Mood.REACHED or day is None:
        return step.mood
    before = [t for t in times_of(clause.text, day) if t.end <= step.start and not t.past_year]
    if (
        before
        and before[-1].last_day is not None
        and before[-1].last_day > day
        and before[-1].rank > 1
        and step.start - before[-1].end < 24
    ):
        return Mood.AHEAD
    return step.mood
