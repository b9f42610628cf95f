"""Promises in a clause: a step that lies ahead, with the time that is named for it."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass

from projects.clauses import Clause
from projects.days import Time, times_of
from projects.project import LADDER, Stage
from projects.steps import STANDS, Mood, Step, compared, steps_of

_PUT_OFF_TO = re.compile(
    r"(?:推迟|推后|延后|延期|延迟|延|拖|推|挪|缓|放|后移|调整|调|顺延|等(?!在)|改|定|安排|提前)(?:到|至|在"
    r"|为|成)(?:了)?\s*$|(?:现在|如今|眼下)看?,?[^,，。]{0,4}(?:要|得|须)(?:等)?到\s*$"
)
PLAN = re.compile(r"计划|预计|拟|力争|争取|确保|打算|约定|承诺|有望|要(?!素|闻|点|求)|将")
_KEPT_WORD = re.compile(r"(?:兑现|没有误|履行)[^,，。]{0,6}$")
_TOOK = re.compile(r"(?:用|花|用了|花了|历时|耗时|经过|历经)$")
_OWN_MONTH_PAST = 31


@dataclass(frozen=True)
class Found:
    """A promise in the text: the step's words in a clause and the time's words, maybe in another clause."""

    step_clause: Clause
    step: Step
    clause: Clause
    time: Time


def took(text: str, start: int) -> bool:
    """Whether a time at `start` is only how long something took: 用十天时间建成."""
    return bool(_TOOK.search(text[max(0, start - 4) : start]))


def promises_in(clauses: Sequence[Clause], number: int, day: dt.date | None) -> list[Found]:
    """The promises whose time stands in clause `number`."""
    clause = clauses[number]
    steps = _steps(clause)
    found = []
    times = _ahead(clauses, number, day, _year_before(clauses, number))
    for at, time in enumerate(times):
        limit = times[at + 1].start if at + 1 < len(times) else len(clause.text)
        after = next((step for step in steps if time.end <= step.start < limit), None)
        put_off = bool(_PUT_OFF_TO.search(clause.text[: time.start]))
        if _NEW_TIME.search(clause.text[: time.start]) and (anew := _anew(clauses, number, time)):
            found.append(anew)
            continue
        if dated := _dated(clause, steps, time):
            found.append(Found(clause, dated, clause, time))
        elif put_off:
            promise = _put_off(clauses, number, steps, time)
            if promise:
                found.append(promise)
        elif after and _counts(clause, after, time, day, told_before(clauses, number)):
            found.append(Found(clause, after, clause, time))
        elif (
            not steps
            and not clause.text[time.end :].strip()
            and (later := _next_clause(clauses, number, time, day))
        ):
            found.append(later)
    return found


def _steps(clause: Clause) -> list[Step]:
    """The steps of a clause that may be promised: from the start on, and not that one is building."""
    return [
        step
        for step in steps_of(clause.text)
        if step.stage in LADDER[3:] and step.stage is not Stage.BUILDING
    ]


_ITS_DAY = re.compile(
    r"(?:的)?(?:时间|日期|节点|工期|日)(?:预计|计划|初定|暂定|确定|定|拟定)?(?:为|是|在|于|：|:)"
    r"|(?:预计|计划|初定|暂定|初步定|拟定)(?:为|是|在|于)"
)


def _dated(clause: Clause, steps: Sequence[Step], time: Time) -> Step | None:
    """The step whose time is named right behind it: 投产预计为2027年12月, 竣工日期为10月30日."""
    before = [step for step in steps if step.end < time.start]
    return before[-1] if before and _ITS_DAY.fullmatch(clause.text, before[-1].end, time.start) else None


_YEAR = re.compile(r"((?:19|20)\d\d)年")


def _year_before(clauses: Sequence[Clause], number: int) -> int | None:
    """The year that a sentence names last before a clause: 2011年第三季度开工,2012年初竣工,|第二季度投产."""
    years = _YEAR.findall(told_before(clauses, number))
    return int(years[-1]) if years else None


def _ahead(clauses: Sequence[Clause], number: int, day: dt.date | None, year: int | None) -> list[Time]:
    """The times of a clause that lie ahead of the article's day; all but past years where nobody knows it."""
    clause, ahead = clauses[number], []
    for time in times_of(clause.text, day, year):
        if time.past_year or took(clause.text, time.start):
            continue
        time = _since(clauses, number, _next_year_of(time, clause, day), day)
        if day is not None and time.last_day is not None and time.last_day < day:
            continue
        if time.exact and day is not None and time.last_day == day:
            continue
        ahead.append(time)
    return ahead


def _since(clauses: Sequence[Clause], number: int, time: Time, day: dt.date | None) -> Time:
    """A time that is counted from the day of which its sentence tells: 8月3日,…开工,|6个月后投产."""
    if day is None or not _SPAN_AFTER.search(clauses[number].text[time.start : time.end]):
        return time
    for at in range(number, max(-1, number - 1 - CLAUSES_BACK), -1):
        if clauses[at].sentence != clauses[number].sentence:
            break
        told = [
            t for t in times_of(clauses[at].text, day) if t.exact and (at < number or t.end <= time.start)
        ]
        if told and told[-1].last_day is not None and told[-1].last_day <= day:
            counted = times_of(clauses[number].text, told[-1].last_day)
            return next((each for each in counted if each.start == time.start), time)
    return time


_SPAN_AFTER = re.compile(r"[天周月年](?:之)?后$|星期(?:之)?后$")


def _next_year_of(time: Time, clause: Clause, day: dt.date | None) -> Time:
    """A bare month that lies behind the day is next year's where a plan is told right before it."""
    if day is None or not time.bare_month or time.last_day is None or time.last_day >= day:
        return time
    before = clause.text[max(0, time.start - 6) : time.start]
    if time.last_day.year == dt.MAXYEAR:
        return time
    if (day - time.last_day).days < _OWN_MONTH_PAST * 3 or not PLAN.search(before):
        return time
    last = time.last_day
    moved = (
        last.replace(year=last.year + 1)
        if (last.month, last.day) != (2, 29)
        else last.replace(year=last.year + 1, day=28)
    )
    return Time(time.start, time.end, moved, time.past_year, time.exact, time.rank, time.bare_month)


def told_before(clauses: Sequence[Clause], number: int) -> str:
    """What the sentence of a clause tells before it."""
    first = number
    while first and clauses[first - 1].sentence == clauses[number].sentence:
        first -= 1
    return ",".join(clause.text for clause in clauses[first:number])


def _counts(clause: Clause, step: Step, time: Time, day: dt.date | None, earlier: str) -> bool:
    before, between = clause.text[: time.start], clause.text[time.end : step.start]
    after = clause.text[step.end :]
    if _KEPT_WORD.search(before):
        return False
    if compared(clause.text, time.start) and not STANDS.search(after):
        return False
    if step.mood is Mood.SPOKEN_OF and not re.match(r"后", after):
        return False
    if len(between) > 24 or re.search(r"开始谋划", between):
        return False
    if step.mood is Mood.AHEAD:
        return True
    if day is None:
        after_it = step.mood is Mood.SPOKEN_OF and time.rank > 1
        return bool(after_it or PLAN.search(before) or PLAN.search(between) or PLAN.search(earlier))
    if re.search(r"(?:已|了$)", between):
        return False
    if may_be_past(time, clause, day) and not PLAN.search(before + between):
        return False
    if time.rank <= 2 and time.last_day is not None and not PLAN.search(before + between):
        # 今年…开工了: within the part of the year that runs it may have been reached.
        return (time.last_day - day).days > 0 and not time_runs(time, day)
    return time.last_day is None or time.last_day > day or not time.exact


def may_be_past(time: Time, clause: Clause, day: dt.date) -> bool:
    """Whether a month alone is the one of the day: 今年8月建成试运行, told in August."""
    last = time.last_day
    return (
        last is not None
        and (last.year, last.month) == (day.year, day.month)
        and bool(re.search(r"月(?:份|间)?$", clause.text[time.start : time.end]))
    )


def time_runs(time: Time, day: dt.date) -> bool:
    """Whether a year or a part of it is running on the day: then nothing says that a step lies ahead."""
    return time.rank == 1 and time.last_day is not None and time.last_day.year == day.year


def _put_off(clauses: Sequence[Clause], number: int, steps: Sequence[Step], time: Time) -> Found | None:
    """A new time for a step that was named before it, in this clause or earlier in the sentence."""
    clause = clauses[number]
    before = [step for step in steps if step.end <= time.start]
    if before:
        return Found(clause, before[0], clause, time)
    after = [step for step in steps if step.start >= time.end]
    if after:
        return Found(clause, after[0], clause, time)
    for earlier in reversed(clauses[:number]):
        if earlier.sentence != clause.sentence or earlier.block != clause.block:
            break
        named = _steps(earlier)
        if named:
            return Found(earlier, named[-1], clause, time)
    return None


# 11月底封顶已经赶不上了。“新的时间是|明年3月中旬: the step stands in the sentence before.
_NEW_TIME = re.compile(
    r"(?:新的?|改后的?|调整后的?)[^,，。]{0,4}(?:时间|日子|节点|工期|目标)(?:是|为|定在)?$"
)
CLAUSES_BACK = 5


def _anew(clauses: Sequence[Clause], number: int, time: Time) -> Found | None:
    clause = clauses[number]
    for earlier in reversed(clauses[max(0, number - CLAUSES_BACK) : number]):
        steps = _steps(earlier)
        if steps:
            return Found(earlier, steps[-1], clause, time)
    return None


def _next_clause(clauses: Sequence[Clause], number: int, time: Time, day: dt.date | None) -> Found | None:
    """预计到2026年6月,项目全部投产: the step in the next clause of the sentence."""
    if number + 1 >= len(clauses):
        return None
    clause, following = clauses[number], clauses[number + 1]
    if following.sentence != clause.sentence or times_of(following.text, day):
        return None
    steps = _steps(following)
    words = clause.text[time.start : time.end]
    # Not 一天之后,|X开工: that goes on telling what was.
    alone = clause.text.strip() == words and time.last_day is not None and not words.endswith("后")
    if (
        not steps
        or steps[0].mood is Mood.SPOKEN_OF
        or not (PLAN.search(clause.text) or steps[0].mood is Mood.AHEAD or (alone and day is not None))
    ):
        return None
    return Found(following, steps[0], clause, time)
