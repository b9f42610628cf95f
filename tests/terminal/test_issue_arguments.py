"""Whatever is written behind `issue`: it is understood, or refused with what to do."""

from __future__ import annotations

import argparse
import datetime as dt
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

import run_bot
from bot.exit_status import BAD_INPUT, Refusal
from bot.terminal.arguments.arguments import parser
from bot.terminal.input import issue_values
from parsing.link import LONGEST_LINK
from parsing.newspaper_names import LONGEST_NEWSPAPER

TODAY = dt.date(2026, 10, 14)
PARSER = parser(run_bot.RUNS)
LINES: dict[Callable[[str], str], int] = {
    issue_values.headline: issue_values.LONGEST_HEADLINE,
    issue_values.park_name: issue_values.LONGEST_PARK,
    issue_values.reason: issue_values.LONGEST_REASON,
    issue_values.newspaper: LONGEST_NEWSPAPER,
    issue_values.page: issue_values.LONGEST_PAGE,
    issue_values.link: LONGEST_LINK,
}
# What a terminal hands over, with bytes that are no text among it.
ARGUMENTS = st.text(st.characters(exclude_characters="\0"), max_size=300)
WORDS = st.one_of(
    st.sampled_from(("list", "show", "edit", "publish", "correct", "retract", "receipt", "1", "2")),
    st.sampled_from(("--headline", "--park", "--also-park", "--brief", "--date", "--reason", "--limit")),
    st.sampled_from(("--json", "--dry-run", "--sound", "--")),
    ARGUMENTS,
)


@pytest.mark.parametrize("check", LINES, ids=lambda check: check.__name__)
@given(text=ARGUMENTS)
def test_what_is_taken_is_one_line_that_can_be_stored(check: Callable[[str], str], text: str) -> None:
    try:
        taken = check(text)
    except Refusal as refusal:
        assert refusal.status == BAD_INPUT and len(str(refusal).splitlines()) == 1
        assert str(refusal).isprintable() and len(str(refusal)) < 300
        return
    assert taken == taken.strip() and taken.isprintable() and len(taken) <= LINES[check]
    assert (
        taken.encode() and check(taken) == taken if taken else check in (issue_values.page, issue_values.link)
    )


@given(day=st.dates())
def test_a_day_is_taken_as_it_is_printed_if_a_newspaper_can_be_of_it(day: dt.date) -> None:
    possible = issue_values.EARLIEST_DAY <= day <= TODAY + dt.timedelta(days=issue_values.MOST_DAYS_AHEAD)
    try:
        assert issue_values.day(day.isoformat(), TODAY) == day
    except Refusal:
        assert not possible
    else:
        assert possible


@given(text=ARGUMENTS)
def test_what_is_no_day_is_refused(text: str) -> None:
    try:
        assert issue_values.day(text, TODAY).isoformat() == text
    except Refusal as refusal:
        assert "2026-04-04" in str(refusal)


@given(words=st.lists(WORDS, max_size=8))
def test_every_line_is_understood_or_refused_with_its_usage(words: list[str]) -> None:
    try:
        options = PARSER.parse_args(["issue", *words])
    except SystemExit as ended:
        assert ended.code in (0, 2)
        return
    assert options.run in run_bot.RUNS.values() and isinstance(options.json, bool)


def test_every_command_has_what_runs_it() -> None:
    asked = {
        "serve": ["serve"],
        "issue publish": ["issue", "publish", "x"],
        "publish": ["publish", "x"],
        "parks alias": ["parks", "alias", "x", "y"],
        "issue retract": ["issue", "retract", "1", "--reason", "x"],
    }
    for name, words in asked.items():
        assert PARSER.parse_args(words).run is run_bot.RUNS[name]
    assert PARSER.parse_args([]).run is run_bot.serve
    with pytest.raises(KeyError):
        parser({name: run for name, run in run_bot.RUNS.items() if name != "issue edit"})


def test_publish_is_the_same_with_and_without_issue_before_it() -> None:
    words = ["publish", "a", "b", "--no-push", "--dry-run"]
    alone, of_issue = PARSER.parse_args(words), PARSER.parse_args(["issue", *words])
    assert vars(alone) == vars(of_issue)
    assert isinstance(alone, argparse.Namespace)
