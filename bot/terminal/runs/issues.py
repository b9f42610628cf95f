"""What runs behind `publish`, `issue`, `story` and `rebrief`: what is published, and mending it."""

from __future__ import annotations

import argparse
from collections.abc import Mapping

from bot.terminal.arguments.arguments import Run
from bot.terminal.input.configured import settings_of_operator
from bot.terminal.output.printed import print_lines, print_told


def rebrief(_: argparse.Namespace) -> None:
    """Makes stored briefs anew."""
    from bot.terminal.archive.rebrief import rebrief as make_anew

    print_lines(make_anew(settings_of_operator()))


def publish(options: argparse.Namespace) -> None:
    """Stores and publishes page files, each in whole or not at all."""
    from bot.terminal.issues.issue_pages import publish_files

    publishing = publish_files(
        settings_of_operator(),
        options.files,
        push=not options.no_push,
        dry_run=options.dry_run,
        full_text=not options.no_full_text,
        urgent=options.urgent or 0,
        newspaper=options.newspaper,
    )
    for told in publishing:
        print_told(options, told, in_a_line=True)


def issue_list(options: argparse.Namespace) -> None:
    """Lists what is published."""
    from bot.terminal.issues.issue_command import list_issues

    print_told(options, list_issues(settings_of_operator(), options.limit, options.newspaper))


def issue_show(options: argparse.Namespace) -> None:
    """Prints an issue, its articles and their revisions."""
    from bot.terminal.issues.issue_command import show_issue

    print_told(options, show_issue(settings_of_operator(), options.issue))


def issue_receipt(options: argparse.Namespace) -> None:
    """Prints what became of what an issue owed."""
    from bot.terminal.issues.issue_command import show_receipt

    print_told(options, show_receipt(settings_of_operator(), options.issue, corrections=options.corrections))


def story_show(options: argparse.Namespace) -> None:
    """Prints which articles tell a story."""
    from bot.terminal.archive.story_command import show

    print_told(options, show(settings_of_operator(), options.article))


def story_fold(options: argparse.Namespace) -> None:
    """Lets two articles tell one story."""
    from bot.terminal.archive.story_command import fold

    print_told(options, fold(settings_of_operator(), options.article, options.into, dry_run=options.dry_run))


def story_unfold(options: argparse.Namespace) -> None:
    """Lets an article tell a story of its own."""
    from bot.terminal.archive.story_command import unfold

    print_told(options, unfold(settings_of_operator(), options.article, dry_run=options.dry_run))


def issue_edit(options: argparse.Namespace) -> None:
    """Mends an issue or an article of it."""
    from bot.terminal.issues.issue_edit import edit, wishes_of

    wishes = wishes_of(options)
    print_told(
        options, edit(settings_of_operator(), options.issue, options.article, wishes, dry_run=options.dry_run)
    )


def issue_correct(options: argparse.Namespace) -> None:
    """Corrects what is published by a page file."""
    from bot.terminal.issues.issue_pages import correct_file

    told = correct_file(
        settings_of_operator(), options.file, add=options.add, sounds=options.sound, dry_run=options.dry_run
    )
    print_told(options, told, in_a_line=True)


def issue_retract(options: argparse.Namespace) -> None:
    """Retracts an issue or an article of it."""
    from bot.terminal.issues.issue_retraction import retract

    told = retract(
        settings_of_operator(),
        options.issue,
        options.article,
        options.reason,
        sounds=options.sound,
        dry_run=options.dry_run,
    )
    print_told(options, told)


def issue_reinstate(options: argparse.Namespace) -> None:
    """Lets retracted articles of an issue stand again."""
    from bot.terminal.issues.issue_retraction import reinstate

    told = reinstate(settings_of_operator(), options.issue, options.article, dry_run=options.dry_run)
    print_told(options, told)


RUNS: Mapping[str, Run] = {
    "rebrief": rebrief,
    "publish": publish,
    "issue list": issue_list,
    "issue show": issue_show,
    "issue edit": issue_edit,
    "issue publish": publish,
    "issue correct": issue_correct,
    "issue retract": issue_retract,
    "issue reinstate": issue_reinstate,
    "issue receipt": issue_receipt,
    "story show": story_show,
    "story fold": story_fold,
    "story unfold": story_unfold,
}
