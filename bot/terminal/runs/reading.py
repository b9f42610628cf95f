"""What runs when a file is read that stays outside the database: parse, brief, repeats."""

from __future__ import annotations

import argparse
import dataclasses
from collections.abc import Mapping

from bot.terminal.arguments.arguments import Run
from bot.terminal.input.configured import settings_of_operator
from bot.terminal.output.printed import json_text


def parse(options: argparse.Namespace) -> None:
    """Prints a page's articles."""
    from bot.terminal.output.printing import page_text
    from bot.terminal.reading.page_command import read_file
    from bot.working.page_reading import page_of_file

    page = read_file(settings_of_operator(), options.file, page_of_file)
    print(json_text(page) if options.json else page_text(page))


def brief(options: argparse.Namespace) -> None:
    """Prints the brief of each article of a page."""
    from bot.terminal.output.printing import briefs_text, explanations_text
    from bot.terminal.reading.page_command import read_file
    from bot.working.page_reading import briefs_of_file, explanations_of_file

    if options.explain:
        explanations = read_file(
            settings_of_operator(), options.file, explanations_of_file, options.max_chars
        )
        print(
            json_text(list(map(dataclasses.asdict, explanations)))
            if options.json
            else explanations_text(explanations)
        )
        return
    briefs = read_file(settings_of_operator(), options.file, briefs_of_file, options.max_chars)
    print(json_text(briefs) if options.json else briefs_text(briefs))


def repeats(options: argparse.Namespace) -> None:
    """Prints which articles of a file tell a story again."""
    from bot.terminal.reading.repeats_command import repeats as find_repeats

    print(json_text(dict(find_repeats(options.file))))


RUNS: Mapping[str, Run] = {
    "parse": parse,
    "brief": brief,
    "repeats": repeats,
}
