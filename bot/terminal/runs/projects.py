"""What runs behind `projects`: reading, listing, putting right, exporting."""

from __future__ import annotations

import argparse
from collections.abc import Mapping

from bot.terminal.arguments.arguments import Run
from bot.terminal.input.configured import settings_of_operator
from bot.terminal.output.printed import json_text, print_told


def projects_read(options: argparse.Namespace) -> None:
    """Prints the projects that a file of articles tells of."""
    from bot.terminal.reading.projects_command import read_projects

    print(json_text(read_projects(settings_of_operator(), options.file, options.as_of)))


def projects_profile(options: argparse.Namespace) -> None:
    """Prints a park in numbers."""
    from bot.terminal.projects.profile_command import show_profile

    print_told(options, show_profile(settings_of_operator(), options.park, options.picture))


def projects_list(options: argparse.Namespace) -> None:
    """Lists projects."""
    from bot.terminal.projects.project_looking import list_projects

    print_told(options, list_projects(settings_of_operator(), options.park, options.stage, options.limit))


def projects_show(options: argparse.Namespace) -> None:
    """Prints a project with its sources and decisions."""
    from bot.terminal.projects.project_looking import show_project

    print_told(options, show_project(settings_of_operator(), options.project))


def projects_merge(options: argparse.Namespace) -> None:
    """Says that two projects are one."""
    from bot.terminal.projects.project_command import merge

    print_told(options, merge(settings_of_operator(), options.project, options.into, dry_run=options.dry_run))


def projects_split(options: argparse.Namespace) -> None:
    """Takes what an article tells out of a project."""
    from bot.terminal.projects.project_command import split

    print_told(
        options, split(settings_of_operator(), options.project, options.article, dry_run=options.dry_run)
    )


def projects_rename(options: argparse.Namespace) -> None:
    """Gives a project a name."""
    from bot.terminal.projects.project_command import rename

    print_told(
        options, rename(settings_of_operator(), options.project, options.name, dry_run=options.dry_run)
    )


def projects_drop(options: argparse.Namespace) -> None:
    """Says that a project is none."""
    from bot.terminal.projects.project_command import drop

    print_told(options, drop(settings_of_operator(), options.project, dry_run=options.dry_run))


def projects_undo(options: argparse.Namespace) -> None:
    """Takes a decision about projects back."""
    from bot.terminal.projects.project_command import undo

    print_told(options, undo(settings_of_operator(), options.decision, dry_run=options.dry_run))


def projects_export(options: argparse.Namespace) -> None:
    """Writes projects to a spreadsheet."""
    from bot.terminal.projects.project_export import export

    print_told(options, export(settings_of_operator(), options.file, options.park))


def projects_rebuild(options: argparse.Namespace) -> None:
    """Reads the projects of stored articles anew."""
    from bot.terminal.projects.project_command import rebuild

    print_told(
        options, rebuild(settings_of_operator(), options.park, due=options.due, dry_run=options.dry_run)
    )


RUNS: Mapping[str, Run] = {
    "projects read": projects_read,
    "projects profile": projects_profile,
    "projects list": projects_list,
    "projects show": projects_show,
    "projects merge": projects_merge,
    "projects split": projects_split,
    "projects rename": projects_rename,
    "projects drop": projects_drop,
    "projects undo": projects_undo,
    "projects export": projects_export,
    "projects rebuild": projects_rebuild,
}
