"""From what was found about an entry to its telling: the stage that was reached, the total, the promises."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection, Sequence

from projects.article import HEADLINE, Article, Span
from projects.cells import Cells, Event
from projects.entries import Entry, Found
from projects.firms import former_brands
from projects.kinds import is_kind
from projects.money import amount_of
from projects.project import Promise, Stage, Telling
from projects.steps import Mood
from summaries.park_forms import park_forms

SAME_DAYS = 12
"""A start so few days before the article is its news, whatever else is told of the site."""
NEWS_DAYS = 45
"""A start this many days before the article is its news; an older one only its background."""


def telling_of(entry: Entry, cells: Cells, article: Article, found: Found) -> Telling | None:
    """What the article tells of an entry; None where it is only a place, or was joined to another."""
    if not entry.names:
        return None
    reached = [event for event in cells.events if event.mood is Mood.REACHED]
    if entry.place_alone and not entry.listed and not _told_directly(entry, cells, article):
        return None
    if not entry.listed and not entry.brand and _tells_nothing(cells) and all(map(is_kind, entry.texts)):
        return None
    reached = _without_announced(reached, cells)
    event = _stage(reached, cells, article.day, {span.block for span, _, _ in entry.names})
    names = [(span, text) for span, text, _ in entry.names]
    name = _best_name(names)
    mentions = [span for span, text in names if text != article.text(name)]
    return Telling(
        name=name,
        mentions=mentions,
        owner=entry.owner,
        stage=event.stage if event else None,
        stage_evidence=event.span if event else None,
        reached=event.day if event else None,
        investment=_investment(cells.investments, article),
        size=list(dict.fromkeys(cells.sizes)),
        promises=_promises(cells.promises, article),
        brand=entry.brand,
        former=tuple(former_brands(found.firms, article, entry.brand)),
    )


def _tells_nothing(cells: Cells) -> bool:
    """Whether nothing is told of an entry itself."""
    return not (
        any(event.direct for event in cells.events) or cells.investments or cells.promises or cells.sizes
    )


def _told_directly(entry: Entry, cells: Cells, article: Article) -> bool:
    """Whether a sentence that names it tells a step, a sum or land of it: else it is only a place."""
    direct = [
        event
        for event in cells.events
        if (
            event.direct
            and (event.stage is not Stage.PREPARING or _is_road(entry) or "平整" in article.text(event.span))
        )
        or (entry.brand and event.stage is Stage.HALTED)
    ]
    if any(text in park_forms(article.park) for _, text, _ in entry.names):
        direct = [
            event for event in direct if event.stage in (Stage.STARTED, Stage.TOPPED_OUT, Stage.COMPLETED)
        ]
        return bool(direct)
    return bool(direct or cells.investments or cells.promises) or any(
        _land(article.text(span)) for span in cells.sizes
    )


def _is_road(entry: Entry) -> bool:
    return any(_ROAD.search(text) for text in entry.texts)


_ROAD = re.compile(r"(?:高速|公路|铁路|高铁|大桥|隧道|机场|运河|水库|大道)$")


def _land(text: str) -> bool:
    return text.startswith(("占地", "用地", "净用地"))


def _best_name(names: Sequence[tuple[Span, str]]) -> Span:
    """The first full name in the paragraphs: the first that isn't much shorter than the longest."""
    inside = [(span, text) for span, text in names if span.block != HEADLINE] or list(names)
    longest = max(len(text) for _, text in inside)
    return next(span for span, text in inside if len(text) >= 0.7 * longest)


def _stage(
    reached: Sequence[Event], cells: Cells, day: dt.date | None, blocks: Collection[int]
) -> Event | None:
    """The step that shows the stage, `blocks` being those that name the entry."""
    if not reached:
        plans = _from_plans([e for e in cells.events if e.mood is Mood.AHEAD], cells)
        weak = [e for e in cells.weak if e.mood is Mood.REACHED]
        return max([plans, *weak] if plans else weak, key=lambda e: e.stage.rung or 0, default=None)
    halted = [e for e in reached if e.stage is Stage.HALTED]
    if halted:
        return halted[-1]
    enlarging = [e for e in reached if e.stage is Stage.ENLARGING]
    if enlarging and cells.working:
        return enlarging[0]
    ladder = [e for e in reached if e.stage.rung is not None]
    if not ladder:
        return enlarging[0] if enlarging else None
    if any(e.direct for e in ladder):  # what a paragraph tells that doesn't name it may be of something else
        ladder = [e for e in ladder if e.direct or e.span.block in blocks]
    best = max(ladder, key=lambda e: e.stage.rung or 0)
    if best.stage is Stage.BUILDING:
        news = [
            e
            for e in ladder
            if e.stage is Stage.STARTED
            and (e.first or e.headline or e.solemn or _just(e, day))
            and _recent(e, day)
        ]
        if news:
            return news[0]
    if best.stage is Stage.PLANNED:
        plans = _from_plans([e for e in cells.events if e.mood is Mood.AHEAD], cells)
        return plans if plans and plans.stage is Stage.PREPARING and cells.promises else best
    same = [e for e in ladder if e.stage is best.stage]
    return next((e for e in same if e.day), same[0])


def _without_announced(reached: Sequence[Event], cells: Cells) -> list[Event]:
    """Without the steps of a headline that lie ahead, as the text says: X开建, 预计第三季度开工."""
    furthest = max((each.stage.rung or 0 for each in reached if not each.headline), default=-1)
    ahead = {each.stage for each in cells.events if each.mood is Mood.AHEAD and not each.headline}
    ahead |= {promise.step for promise in cells.promises if promise.what.block != HEADLINE}
    return [e for e in reached if not (e.headline and e.stage in ahead and (e.stage.rung or 0) > furthest)]


def _just(event: Event, day: dt.date | None) -> bool:
    return day is not None and event.day is not None and (day - event.day).days <= SAME_DAYS


def _recent(event: Event, day: dt.date | None) -> bool:
    when = event.day or event.about
    return day is None or when is None or (day - when).days <= NEWS_DAYS


def _from_plans(ahead: Sequence[Event], cells: Cells) -> Event | None:
    """A start that is announced for a time, or pushed for, is 前期; a signing that is pushed for is 谋划."""
    landing = next((e for e in ahead if e.landing), None)
    starting = next((e for e in ahead if e.stage is Stage.STARTED), None)
    if landing and starting and landing.span.end <= starting.span.start <= landing.span.end + 1:
        return _as(starting, Stage.PREPARING)
    for event in ahead:
        if event.stage is Stage.SIGNED and not cells.promises:
            return _as(event, Stage.PLANNED)
    for event in ahead:
        if event.stage is Stage.STARTED:
            return _as(event, Stage.PREPARING)
    return None


def _as(event: Event, stage: Stage) -> Event:
    return Event(stage, event.mood, event.span, None, event.headline, event.first)


def _investment(spans: Sequence[Span], article: Article) -> Span | None:
    total = [span for span in spans if article.text(span).startswith("总投资")]
    inside = [span for span in total or spans if span.block != HEADLINE]
    first = next(iter(inside or total or spans), None)
    if first is None or article.text(first).endswith("元"):
        return first
    same = amount_of(article.text(first))  # 总投资12亿 and 总投资达12亿元: the one that says of which money
    whole = (s for s in inside if article.text(s).endswith("元") and amount_of(article.text(s)) == same)
    return next(whole, first)


def _promises(promises: Sequence[Promise], article: Article) -> list[Promise]:
    """One promise a step and year: told twice, the one with the more exact time.

    首台机组2027年投产,全部机组2029年投产 are two; of one whose year nobody knows there is but one.
    """
    kept: list[Promise] = []
    for promise in promises:
        at = next((n for n, other in enumerate(kept) if _is_one(promise, other)), None)
        if at is None:
            kept.append(promise)
        elif _exactness(promise, article) > _exactness(kept[at], article):
            kept[at] = promise
    return sorted(kept, key=lambda each: (each.when.block == HEADLINE, each.when))


def _is_one(one: Promise, other: Promise) -> bool:
    return one.step is other.step and (one.due is None or other.due is None or one.due.year == other.due.year)


def _exactness(promise: Promise, article: Article) -> tuple[int, int]:
    text = article.text(promise.when)
    return (
        promise.when.block != HEADLINE,
        2 if "月" in text else 1 if re.search("年[底初末中内]|季|半年", text) else 0,
    )
