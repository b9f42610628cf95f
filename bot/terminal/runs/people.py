"""What runs behind `announce`, `letters`, `editor` and `stats`: what goes to people, and who they are."""

from __future__ import annotations

import argparse
from collections.abc import Mapping

from bot.terminal.arguments.arguments import Run
from bot.terminal.input.configured import settings_of_operator
from bot.terminal.output.printed import print_told


def announce_send(options: argparse.Namespace) -> None:
    """Sends an announcement."""
    from bot.terminal.people.announce_command import send

    told = send(
        settings_of_operator(),
        park=options.park,
        city=options.city,
        text=options.text,
        file=options.file,
        dry_run=options.dry_run,
    )
    print_told(options, told)


def announce_list(options: argparse.Namespace) -> None:
    """Lists the announcements."""
    from bot.terminal.people.announce_command import list_announcements

    print_told(options, list_announcements(settings_of_operator(), options.limit))


def announce_retract(options: argparse.Namespace) -> None:
    """Takes an announcement back."""
    from bot.terminal.people.announce_command import retract

    print_told(options, retract(settings_of_operator(), options.number, dry_run=options.dry_run))


def letters_list(options: argparse.Namespace) -> None:
    """Lists letters, or who is muted."""
    from bot.terminal.people.letters_command import list_letters, list_muted

    if options.muted:
        print_told(options, list_muted(settings_of_operator(), options.limit))
    else:
        print_told(options, list_letters(settings_of_operator(), options.limit, every=options.all))


def letters_show(options: argparse.Namespace) -> None:
    """Prints a letter."""
    from bot.terminal.people.letters_command import show

    print_told(options, show(settings_of_operator(), options.letter))


def letters_answer(options: argparse.Namespace) -> None:
    """Answers a letter."""
    from bot.terminal.people.letters_command import answer

    print_told(options, answer(settings_of_operator(), options.letter, options.text, dry_run=options.dry_run))


def letters_close(options: argparse.Namespace) -> None:
    """Closes a letter."""
    from bot.terminal.people.letters_command import close

    print_told(options, close(settings_of_operator(), options.letter, dry_run=options.dry_run))


def letters_mute(options: argparse.Namespace) -> None:
    """Mutes a reader."""
    from bot.terminal.people.letters_command import mute

    print_told(options, mute(settings_of_operator(), options.letter, options.person, dry_run=options.dry_run))


def letters_unmute(options: argparse.Namespace) -> None:
    """Takes a reader's letters again."""
    from bot.terminal.people.letters_command import unmute

    print_told(
        options, unmute(settings_of_operator(), options.letter, options.person, dry_run=options.dry_run)
    )


def editor_list(options: argparse.Namespace) -> None:
    """Lists the editors."""
    from bot.terminal.people.editor_command import list_editors

    print_told(options, list_editors(settings_of_operator()))


def editor_add(options: argparse.Namespace) -> None:
    """Makes somebody an editor."""
    from bot.terminal.people.editor_command import add

    print_told(options, add(settings_of_operator(), options.person, options.name, dry_run=options.dry_run))


def editor_remove(options: argparse.Namespace) -> None:
    """Ends somebody's being an editor."""
    from bot.terminal.people.editor_command import remove

    print_told(options, remove(settings_of_operator(), options.person, dry_run=options.dry_run))


def editor_link(options: argparse.Namespace) -> None:
    """Makes an invitation."""
    from bot.terminal.people.editor_command import link

    print_told(options, link(settings_of_operator(), dry_run=options.dry_run))


def stats(options: argparse.Namespace) -> None:
    """Prints the numbers of readers, follows and deliveries."""
    from bot.terminal.people.stats_command import show_stats

    print_told(options, show_stats(settings_of_operator(), options.picture))


RUNS: Mapping[str, Run] = {
    "announce send": announce_send,
    "announce list": announce_list,
    "announce retract": announce_retract,
    "letters list": letters_list,
    "letters show": letters_show,
    "letters answer": letters_answer,
    "letters close": letters_close,
    "letters mute": letters_mute,
    "letters unmute": letters_unmute,
    "editor list": editor_list,
    "editor add": editor_add,
    "editor remove": editor_remove,
    "editor link": editor_link,
    "stats": stats,
}
