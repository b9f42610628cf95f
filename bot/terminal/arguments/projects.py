"""The arguments of `projects` and its commands."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path

from bot.terminal.arguments.issue import limit_of, number_of
from projects.project import Stage

PROJECTS_LISTED = 100


def add_projects_commands(add: Callable[[str, str], argparse.ArgumentParser]) -> None:
    """Adds the commands of `projects` by `add`, which takes a command's name and what it does."""
    command = add("read", "print the projects that a JSON lines file of articles tells of")
    command.add_argument("file", type=Path, help="an article a line; - for standard input")
    command.add_argument(
        "--as-of", metavar="DAY", help="the day for which outcomes are told; the last article's"
    )
    command = add("profile", "print a park in numbers: articles, projects by stage, their money, promises")
    command.add_argument("park", metavar="PARK")
    command.add_argument("--json", action="store_true", help="as JSON")
    command.add_argument("--picture", type=Path, metavar="FILE", help="draw it into a PNG file too")
    listing = add("list", "list projects, the one heard of last first")
    _of_park(listing)
    stages = [str(stage) for stage in Stage]
    listing.add_argument(
        "--stage", choices=stages, metavar="STAGE", help=f"only those at one: {' '.join(stages)}"
    )
    listing.add_argument("--limit", type=limit_of, default=PROJECTS_LISTED, help=f"default {PROJECTS_LISTED}")
    showing = add("show", "print a project, who tells what of it where, and what editors decided")
    _project(showing, "project")
    merging = add("merge", "say that two projects are one")
    _project(merging, "project")
    _project(merging, "into")
    splitting = add("split", "say that what an article tells isn't of a project")
    _project(splitting, "project")
    splitting.add_argument("article", type=number_of, metavar="ARTICLE", help="as `projects show` tells it")
    renaming = add("rename", "give a project a name")
    _project(renaming, "project")
    renaming.add_argument("name", metavar="NAME")
    dropping = add("drop", "say that a project is none")
    _project(dropping, "project")
    undoing = add("undo", "take a decision back, as if it had never been")
    undoing.add_argument("decision", type=number_of, metavar="DECISION", help="as `projects show` tells it")
    exporting = add("export", "write projects to a spreadsheet, each line with its source")
    exporting.add_argument("file", type=Path, metavar="FILE", help="FILE.csv or FILE.xlsx")
    _of_park(exporting)
    rebuilding = add("rebuild", "read all articles anew; what editors decided is kept")
    which = rebuilding.add_mutually_exclusive_group()
    _of_park(which)
    which.add_argument("--due", action="store_true", help="only parks that have changed since")
    for each in (merging, splitting, renaming, dropping, undoing, rebuilding):
        each.add_argument("--dry-run", action="store_true", help="say what would be done, do nothing")
        each.add_argument("--json", action="store_true", help="as JSON")
    for each in (listing, showing, exporting):
        each.add_argument("--json", action="store_true", help="as JSON")


def _of_park(command: argparse._ActionsContainer) -> None:
    command.add_argument("--park", metavar="NAME", help="only those of one park")


def _project(command: argparse.ArgumentParser, name: str) -> None:
    command.add_argument(name, type=number_of, metavar=name.upper(), help="its number, as in `projects list`")
