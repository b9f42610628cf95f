"""What runs behind `fetch`, `inbox` and `sources`: what comes from outside."""

from __future__ import annotations

import argparse
from collections.abc import Mapping

from bot.terminal.arguments.arguments import Run
from bot.terminal.input.configured import settings_of_operator
from bot.terminal.output.printed import print_told


def fetch(options: argparse.Namespace) -> None:
    """Fetches a page from the web."""
    from bot.terminal.sources.fetch_command import fetch_page

    print_told(
        options, fetch_page(settings_of_operator(), options.address, out=options.out, lists=options.list)
    )


def inbox_list(options: argparse.Namespace) -> None:
    """Lists what came into the watched folder."""
    from bot.terminal.sources.inbox_command import list_files

    print_told(options, list_files(settings_of_operator(), options.limit))


def sources_list(options: argparse.Namespace) -> None:
    """Lists the sources."""
    from bot.terminal.sources.sources_command import list_sources

    print_told(options, list_sources(settings_of_operator()))


def sources_add(options: argparse.Namespace) -> None:
    """Adds a source."""
    from bot.terminal.sources.sources_command import add_source

    told = add_source(
        settings_of_operator(), options.link, options.newspaper, options.every, dry_run=options.dry_run
    )
    print_told(options, told)


def sources_remove(options: argparse.Namespace) -> None:
    """Removes a source."""
    from bot.terminal.sources.sources_command import remove_source

    print_told(options, remove_source(settings_of_operator(), options.source, dry_run=options.dry_run))


def sources_pause(options: argparse.Namespace) -> None:
    """Lets a source rest."""
    from bot.terminal.sources.sources_command import pause_source

    print_told(options, pause_source(settings_of_operator(), options.source, paused=True))


def sources_resume(options: argparse.Namespace) -> None:
    """Lets a source be looked at again."""
    from bot.terminal.sources.sources_command import pause_source

    print_told(options, pause_source(settings_of_operator(), options.source, paused=False))


def sources_look(options: argparse.Namespace) -> None:
    """Looks at a source."""
    from bot.terminal.sources.sources_command import look_at_source

    print_told(options, look_at_source(settings_of_operator(), options.source))


RUNS: Mapping[str, Run] = {
    "fetch": fetch,
    "inbox list": inbox_list,
    "sources list": sources_list,
    "sources add": sources_add,
    "sources remove": sources_remove,
    "sources pause": sources_pause,
    "sources resume": sources_resume,
    "sources look": sources_look,
}
