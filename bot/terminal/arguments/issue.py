"""The arguments of `issue` and its commands."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path

ISSUES_LISTED = 20
MOST_LISTED = 100_000
MOST_DIGITS = 15


def add_issue_commands(add: Callable[[str, str], argparse.ArgumentParser]) -> None:
    """Adds the commands of `issue` by `add`, which takes a command's name and what it does."""
    command = add("list", "list what is published, the newest first")
    command.add_argument("--limit", type=limit_of, default=ISSUES_LISTED, help=f"default {ISSUES_LISTED}")
    command.add_argument("--newspaper", metavar="NAME", help="only those of one newspaper")
    _as_json(command)
    command = add("show", "print an issue, its articles, and who made which revision of them when")
    _of_issue(command)
    _as_json(command)
    _add_edit_arguments(add("edit", "put an issue or an article right; who has it sees it edited"))
    add_publish_arguments(add("publish", "store and publish page files; a running serve pushes them"))
    command = add("correct", "correct what is published of a page file by what it says now")
    command.add_argument("file", type=Path)
    command.add_argument("--add", action="store_true", help="publish its new articles too")
    _changing(command, sound=True)
    command = add("retract", "take an issue or an article out of every answer; who has it sees why")
    _of_issue(command, article="only this one; its number is in `issue show`")
    command.add_argument("--reason", required=True, help="why, as readers are told; one line")
    _changing(command, sound=True)
    command = add("reinstate", "let what was retracted by mistake stand again; who has it sees it put right")
    _of_issue(command, article="only this one; else all that were retracted together last")
    _changing(command)
    command = add("receipt", "print what became of what an issue owed")
    _of_issue(command)
    command.add_argument("--corrections", action="store_true", help="of its corrections and retractions")
    _as_json(command)


def add_publish_arguments(command: argparse.ArgumentParser) -> None:
    """Adds the arguments of `publish`, which is `issue publish` as well."""
    command.add_argument("files", type=Path, nargs="+", metavar="FILE")
    command.add_argument("--no-push", action="store_true", help="store them, push nothing")
    command.add_argument(
        "--no-full-text", action="store_true", help="readers get briefs and the link, no whole texts"
    )
    command.add_argument(
        "--urgent",
        type=number_of,
        metavar="N",
        help="the Nth article, as `parse` counts, goes at once to those with a digest too; of one file only",
    )
    command.add_argument(
        "--newspaper", metavar="NAME", help="of which newspaper they are, whatever they say; it may be new"
    )
    _changing(command)


def _add_edit_arguments(command: argparse.ArgumentParser) -> None:
    _of_issue(command, article="which to edit; its number is in `issue show`")
    command.add_argument("--headline", help="another headline for the article")
    command.add_argument("--park", metavar="NAME", help="the park it is about; `none` for no park")
    command.add_argument(
        "--also-park",
        metavar="NAME",
        action="append",
        help="a further park it is about, in place of the others; repeat it for several; `none` for none",
    )
    command.add_argument("--new-park", action="store_true", help="bring in parks that are not known yet")
    command.add_argument(
        "--brief",
        metavar="SENTENCE",
        action="append",
        help="a sentence of its brief, word for word from the article; repeat it for several",
    )
    whole = command.add_argument_group("of the whole issue")
    whole.add_argument("--date", metavar="YYYY-MM-DD", help="the newspaper's day")
    whole.add_argument("--newspaper", metavar="NAME")
    whole.add_argument("--page", help="the page's number; empty where it is unknown")
    whole.add_argument("--link", metavar="URL", help="where it can be read; empty where that is unknown")
    whole.add_argument(
        "--full-text",
        action=argparse.BooleanOptionalAction,
        help="let readers have the whole texts, or their briefs and the link alone",
    )
    _changing(command, sound=True)


def _of_issue(command: argparse.ArgumentParser, *, article: str = "") -> None:
    command.add_argument("issue", type=number_of, metavar="ISSUE", help="its number, as in `issue list`")
    if article:
        command.add_argument("article", type=number_of, nargs="?", metavar="ARTICLE", help=article)


def _changing(command: argparse.ArgumentParser, *, sound: bool = False) -> None:
    if sound:
        command.add_argument(
            "--sound", action="store_true", help="also send a message to those whose message is edited"
        )
    command.add_argument("--dry-run", action="store_true", help="say what would be done, do nothing")
    _as_json(command)


def _as_json(command: argparse.ArgumentParser) -> None:
    command.add_argument("--json", action="store_true", help="as JSON")


def number_of(text: str) -> int:
    """A number as lists show it. Raises ArgumentTypeError."""
    if not text.isdecimal() or len(text) > MOST_DIGITS or int(text) == 0:
        raise argparse.ArgumentTypeError(f"{text!r} is no number of a list")
    return int(text)


def limit_of(text: str) -> int:
    """How many are to be listed. Raises ArgumentTypeError."""
    if not text.isdecimal() or len(text) > MOST_DIGITS or not 0 < int(text) <= MOST_LISTED:
        raise argparse.ArgumentTypeError(f"{text!r} is not between 1 and {MOST_LISTED}")
    return int(text)
