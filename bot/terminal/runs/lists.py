"""What runs behind `parks` and `papers`: the lists of parks and of newspapers."""

from __future__ import annotations

import argparse
from collections.abc import Mapping

from bot.terminal.arguments.arguments import Run
from bot.terminal.input.configured import settings_of_operator
from bot.terminal.output.printed import print_lines, print_told


def parks_import(options: argparse.Namespace) -> None:
    """Brings in a list of parks."""
    from bot.terminal.archive.parks_command import import_file

    print_lines(import_file(settings_of_operator(), options.file))


def parks_list(options: argparse.Namespace) -> None:
    """Lists the parks."""
    from bot.terminal.archive.parks_command import list_lines

    print_lines(list_lines(settings_of_operator(), city=options.city, unconfirmed=options.unconfirmed))


def parks_show(options: argparse.Namespace) -> None:
    """Prints all that is known of a park."""
    from bot.terminal.archive.parks_command import show_lines

    print_lines(show_lines(settings_of_operator(), options.name))


def parks_alias(options: argparse.Namespace) -> None:
    """Adds an alias to a park, or takes it back."""
    from bot.terminal.archive.parks_command import alias_lines

    print_lines(
        alias_lines(
            settings_of_operator(), options.name, options.alias, remove=options.remove, shared=options.shared
        )
    )


def parks_merge(options: argparse.Namespace) -> None:
    """Lets one park become part of another."""
    from bot.terminal.archive.parks_command import merge_lines

    print_lines(merge_lines(settings_of_operator(), options.name, options.into))


def papers_list(options: argparse.Namespace) -> None:
    """Lists the newspapers."""
    from bot.terminal.archive.papers_command import list_papers

    print_told(options, list_papers(settings_of_operator()))


def papers_show(options: argparse.Namespace) -> None:
    """Prints all that is known of a newspaper."""
    from bot.terminal.archive.papers_command import show_paper

    print_told(options, show_paper(settings_of_operator(), options.name))


def papers_rename(options: argparse.Namespace) -> None:
    """Gives a newspaper another name."""
    from bot.terminal.archive.papers_command import rename

    print_told(
        options, rename(settings_of_operator(), options.name, options.new_name, dry_run=options.dry_run)
    )


def papers_alias(options: argparse.Namespace) -> None:
    """Lets a newspaper answer to one more name."""
    from bot.terminal.archive.papers_command import alias

    print_told(options, alias(settings_of_operator(), options.name, options.alias, dry_run=options.dry_run))


def papers_merge(options: argparse.Namespace) -> None:
    """Makes one newspaper part of another."""
    from bot.terminal.archive.papers_command import merge

    print_told(options, merge(settings_of_operator(), options.name, options.into, dry_run=options.dry_run))


RUNS: Mapping[str, Run] = {
    "parks import": parks_import,
    "parks list": parks_list,
    "parks show": parks_show,
    "parks alias": parks_alias,
    "parks merge": parks_merge,
    "papers list": papers_list,
    "papers show": papers_show,
    "papers rename": papers_rename,
    "papers alias": papers_alias,
    "papers merge": papers_merge,
}
