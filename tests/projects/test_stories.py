"""Projects are found, told and followed through two years of invented articles with confusable names.

The floors are what the program is held to; docs/projects.md has what it reaches.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict

from projects.outcomes import Outcome
from tests.projects.told_stories import pairs, read_stories, stories, told


def test_projects_are_found_and_nothing_else() -> None:
    found = [line for _, line in pairs() if line is not None]
    read = sum(len(lines) for lines in read_stories()[1].values())
    wanted = sum(len(article["projects"]) for article in told()["articles"].values())
    assert len(found) >= 0.95 * wanted
    assert len(found) >= 0.95 * read


def test_the_stage_is_what_the_article_tells_as_reached() -> None:
    both = [(telling, line) for telling, line in pairs() if line]
    right = [1 for telling, line in both if (line.telling.stage or "") == telling["stage"]]
    assert len(right) >= 0.93 * len(both)


def test_the_investment_is_the_total_word_for_word() -> None:
    with_sum = [(telling, line) for telling, line in pairs() if line and telling["investment"]]
    right = [
        1
        for telling, line in with_sum
        if line.telling.investment and line.article.text(line.telling.investment) == telling["investment"]
    ]
    assert len(right) >= 0.97 * len(with_sum)


def test_promises_have_the_day_that_is_meant() -> None:
    wanted = [(promise, line) for telling, line in pairs() for promise in telling["promises"]]
    right = [1 for promise, line in wanted if line and dt.date.fromisoformat(promise["by"]) in _days(line)]
    read = sum(len(line.telling.promises) for _, line in pairs() if line)
    assert len(right) >= 0.93 * len(wanted)
    assert len(right) >= 0.93 * read


def test_what_became_of_a_promise() -> None:
    ledger, _ = read_stories()
    as_of = dt.date.fromisoformat(told()["as_of"])
    wanted = right = 0
    for telling, line in pairs():
        for promise in telling["promises"]:
            wanted += 1
            mine = [p for p in (line.telling.promises if line else ()) if str(p.due) == promise["by"]]
            outcomes = {ledger.outcome(line, p, as_of) for p in mine} if line else set()
            right += bool(
                {Outcome.OPEN if o is Outcome.SILENT else o for o in outcomes} & {promise["outcome"]}
            )
    assert right >= 0.85 * wanted


def test_one_project_is_known_again_under_other_names_and_never_taken_for_another() -> None:
    numbers: dict[str, list[int]] = defaultdict(list)
    for telling, line in pairs():
        if line:
            numbers[telling["project_id"]].append(line.number)
    one_of = {number: project for project, found in numbers.items() for number in found}
    for project, found in numbers.items():
        assert all(one_of[number] == project for number in found), f"{project} was merged with another"
    again = sum(max(found.count(number) for number in found) - 1 for found in numbers.values())
    assert again >= 0.9 * sum(len(found) - 1 for found in numbers.values())


def test_every_cell_is_a_span_of_the_article() -> None:
    for lines in read_stories()[1].values():
        for line in lines:
            for span in line.telling.spans():
                assert line.article.text(span).strip()


def test_an_article_knows_nothing_of_later_ones() -> None:
    from projects.ledger import Ledger

    _, lines = read_stories()
    names = list(stories())[:20]
    again = Ledger()
    assert [again.read(stories()[name]) for name in names] == [lines[name] for name in names]


def _days(line: object) -> set[dt.date | None]:
    from projects.ledger import Line

    assert isinstance(line, Line)
    return {promise.due for promise in line.telling.promises}
