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
from projects.entries import Found
from projects.project import Promise, Stage
from projects.promising import promises_in
from projects.step_days import event_day, event_month, mood_by_day
from projects.steps import WORKING_ON, Mood, Step, steps_of, weak_steps_of
from projects.sums import bare_sums_in, investments_in, of_many, sizes_in


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
                day = event_day(clauses, number, step, article.day)
                cells[entry].events.append(
                    Event(
                        step.stage,
                        mood_by_day(step, clauses, number, article.day),
                        span,
                        day,
                        clause.block == HEADLINE,
                        first_sentence[entry] == clause.sentence and not _describes(clause.text, step),
                        clause.text[step.start : step.end] == "落地",
                        whose.names_in_sentence(clause, entry),
                        event_month(clause, step, article.day),
                        clause.block == 0 and bool(_SOLEMN.search(article.text(span))),
                    )
                )
        _fill_heading(whose, cells, clause)
        _fill_hurried(whose, cells, clause)
        if _ONE_OF_THEM.match(clause.text):
            _take_over(cells, whose, clauses, number)
        if (match := WORKING_ON.search(clause.text)) and not _ON_SITE.search(whose.told_before(clause)):
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
            for entry in whose.entries_for(
                promise.step_clause, step_span.start, step_span.end, promised=True
            ):
                cells[entry].promises.append(
                    Promise(step_span, when, promise.step.stage, promise.time.last_day)
                )
    _fill_weak(found, cells, whose, clauses, article.day)
    for span, entry in found.each:
        cells[entry].investments.append(span)
    _fill_wholes(found, cells)
    _give_over(found, cells)
    return cells


def _fill_weak(
    found: Found,
    cells: dict[int, Cells],
    whose: Attribution,
    clauses: Sequence[Clause],
    day: dt.date | None,
) -> None:
    """Of what nothing is told as reached in plain words, what sentences that name it tell in others."""
    wanting = {
        number
        for number, entry in enumerate(found.entries)
        if entry.names and all(event.mood is not Mood.REACHED for event in cells[number].events)
    }
    for number, clause in enumerate(clauses) if wanting else ():
        for step in weak_steps_of(clause.text):
            span = Span(clause.block, clause.start + step.start, clause.start + step.end)
            for entry in wanting.intersection(whose.entries_for(clause, span.start, span.end)):
                if whose.names_in_sentence(clause, entry):
                    mood = mood_by_day(step, clauses, number, day)
                    cells[entry].weak.append(Event(step.stage, mood, span, None, False, False, direct=True))


def _give_over(found: Found, cells: dict[int, Cells]) -> None:
    """What is promised lies ahead of what is not running yet: 一期…投产。…11月底前封顶 is told of 二期."""
    running = {
        number
        for number in range(len(found.entries))
        if any(
            event.stage is Stage.RUNNING and event.mood is Mood.REACHED and not event.headline
            for event in cells[number].events
        )
    }
    others = [
        number
        for number in range(len(found.entries))
        if number not in running and found.entries[number].names
    ]
    if len(others) != 1:
        return
    for number in running:
        own = found.entries[number].names
        left = [promise for promise in cells[number].promises if not _stands_beside(promise, own)]
        cells[others[0]].promises.extend(left)
        cells[number].promises = [promise for promise in cells[number].promises if promise not in left]


BESIDE = 40


def _stands_beside(promise: Promise, names: Sequence[tuple[Span, str, str]]) -> bool:
    """Whether one of these names stands shortly before a promise."""
    return any(
        span.block == promise.what.block and 0 <= promise.what.start - span.end <= BESIDE
        for span, _, _ in names
    )


def _fill_wholes(found: Found, cells: dict[int, Cells]) -> None:
    """A line of which a bridge is being built is being built itself."""
    for number in found.wholes:
        if any(event.mood is Mood.REACHED for event in cells[number].events):
            continue
        block, start = found.entries[number].names[0][0].block, found.entries[number].names[0][0].start
        behind = sorted(
            (
                event
                for other in list(cells)
                for event in cells[other].events
                if event.mood is Mood.REACHED and event.span.block == block and event.span.start > start
            ),
            key=lambda event: event.span.start,
        )
        if behind and behind[0].stage not in (Stage.PLANNED, Stage.SIGNED, Stage.PREPARING):
            span = behind[0].span
            cells[number].events.append(
                Event(Stage.BUILDING, Mood.REACHED, span, None, False, True, direct=True)
            )


_NOW_BEFORE = re.compile(r"(?:刚刚?|新|日前|近日|今[天日]|昨[天日]|[日号]|正式|集中)$")


def _describes(text: str, step: Step) -> bool:
    """Whether a step only tells which project is meant: 去年底|开工|的A项目已进入打桩阶段."""
    return (
        step.stage is Stage.STARTED
        and text.startswith("的", step.end)
        and not _NOW_BEFORE.search(text[: step.start])
    )


_ON_SITE = re.compile(r"工地|(?:施工|建设)现场|建设者")  # 在…项目工地,…,暖风机|昼夜不停
_SOLEMN = re.compile(r"正式|集中|奠基|破土|仪式")
_ONE_OF_THEM = re.compile(r"其中|(?:个头|体量|规模|投资(?:额|规模)?|块头)?最大的|最受关注的|打头的")
# 在签约的装备制造项目中, 此次集中投产的五大项目是: what stands before tells the stage of those named
# behind it.
_HEADING = re.compile(
    r"(?P<step>签约|开工|投产|竣工|在建|续建|复工|动工|奠基|投运"
    r"|落地)(?:建设)?的?[^,，。;；、]{0,14}?(?:项目|工程)(?:中|里|有|是|为|包括|涵盖|分别[是为]"
    r"|(?=$))"
)


def _fill_heading(whose: Attribution, cells: dict[int, Cells], clause: Clause) -> None:
    match = _HEADING.search(clause.text)
    if match is None:
        return
    step = next(iter(steps_of(match["step"] + "的")), None)
    if step is None or _PLANNED_STEP.search(clause.text[: match.start()]):
        return
    span = Span(clause.block, clause.start + match.start("step"), clause.start + match.end("step"))
    for entry in whose.named_behind(clause, clause.start + match.end()):
        cells[entry].events.append(Event(step.stage, Mood.REACHED, span, None, False, True, direct=True))


# 加快建设|平陆运河、贵阳至南宁高铁: what is built faster is being built.
_HURRIED = re.compile(r"(?<![要将动进快好为])(?:加快|抓紧|提速|正在|继续)建设(?=[^,，。])")


def _fill_hurried(whose: Attribution, cells: dict[int, Cells], clause: Clause) -> None:
    for match in _HURRIED.finditer(clause.text):
        for entry in whose.named_right_behind(clause, clause.start + match.end(), listed=True):
            span = Span(clause.block, clause.start + match.start(), clause.start + match.end())
            cells[entry].events.append(
                Event(Stage.BUILDING, Mood.REACHED, span, None, False, True, direct=True)
            )


_PLANNED_STEP = re.compile(r"拟|计划|将|预计|推动|推进|促进|待|未|力争")


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
        span = Span(clause.block, clause.start + start, clause.start + end)
        entries = whose.funded_by(span)
        if entries is None:
            if of_many(before + clause.text[:start]) or whose.stands_alone(clause, start, end):
                continue
            entries = whose.entries_for(clause, span.start, span.end, listed=False)
        if len(entries) == 1:
            cells[entries[0]].investments.append(span)
    for start, end in bare_sums_in(clause.text):
        span = Span(clause.block, clause.start + start, clause.start + end)
        entries = whose.funded_by(span)
        if entries is None:
            entries = whose.named_right_behind(clause, span.end)
        if len(entries) == 1:
            cells[entries[0]].investments.append(span)
    for start, end in sizes_in(clause.text):
        span = Span(clause.block, clause.start + start, clause.start + end)
        entries = whose.entries_for(clause, span.start, span.end, listed=False)
        if len(entries) == 1:
            cells[entries[0]].sizes.append(span)
