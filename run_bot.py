#!/usr/bin/env python3
"""园区快报 · Park Briefs: the one way in. `python run_bot.py --help` lists the commands.

Installed with pip, it is the command `park-briefs`.
"""

from __future__ import annotations

import argparse
import asyncio
import dataclasses
import errno
import io
import json
import logging
import os
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from bot.exit_status import BAD_INPUT, DONE, Refusal
from bot.program import program
from storage.faults import StorageError

if TYPE_CHECKING:
    from bot.settings.configuration import Settings
    from bot.terminal.editor_command import Told

Run = Callable[[argparse.Namespace], None]

DEMO_PORT = 8080
HIGHEST_PORT = 65_535
BRIEF_CHARS = 120
FEWEST_CHARS, MOST_CHARS = 40, 400


def main(arguments: list[str] | None = None) -> int:
    """Carries out one command; returns 0 done, 1 bad input, 2 configuration, 3 already running."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # a terminal that knows no Chinese still shows all
    options = _parser().parse_args(arguments)
    run: Run = options.run
    try:
        run(options)
        sys.stdout.flush()
    except Refusal as refusal:
        print(refusal, file=sys.stderr)
        return refusal.status
    except StorageError as error:
        print(f"the database can't be used: {error}", file=sys.stderr)
        return BAD_INPUT
    except KeyboardInterrupt:
        return DONE
    except BrokenPipeError:
        # Whoever reads our output (head, say) has seen enough; what is left in the buffer goes nowhere.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except OSError as error:
        if error.errno != errno.ENOSPC:
            raise
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        print(f"the output could not be written: {error.strerror}", file=sys.stderr)
        return BAD_INPUT
    return DONE


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog=program().removeprefix("python "),
        description="Park Briefs: news briefs of development zones, over Telegram.",
    )
    parser.set_defaults(run=serve)
    commands = parser.add_subparsers(title="commands", metavar="COMMAND")

    def add(name: str, run: Run, about: str) -> argparse.ArgumentParser:
        command = commands.add_parser(name, help=about, description=about)
        command.set_defaults(run=run)
        return command

    add("serve", serve, "serve the bot by long polling (what happens without a command)")
    command = add("demo", demo, "run the bot without Telegram, as a chat page in the browser")
    command.add_argument("--port", type=_port, default=DEMO_PORT, help=f"default {DEMO_PORT}")
    command = add("parse", parse, "print the articles of a page file")
    command.add_argument("file", type=Path)
    command.add_argument("--json", action="store_true", help="as JSON")
    command = add("brief", brief, "print a brief of each article of a page file")
    command.add_argument("file", type=Path)
    command.add_argument("--json", action="store_true", help="as JSON")
    command.add_argument(
        "--max-chars",
        type=_brief_chars,
        default=BRIEF_CHARS,
        help=f"{FEWEST_CHARS} to {MOST_CHARS}, default {BRIEF_CHARS}",
    )
    command.add_argument("--explain", action="store_true", help="show why each piece was chosen")
    add("rebrief", rebrief, "make stored briefs anew that another version of the ranker made")
    command = add("publish", publish, "store and publish page files; a running serve pushes them")
    command.add_argument("files", type=Path, nargs="+", metavar="FILE")
    _add_parks_commands(
        add("parks", parks_import, "keep the list of parks: import, list, show, alias, merge")
    )
    _add_editor_commands(add("editor", editor_list, "keep the editors: list, add, remove, invite by a link"))
    command = add("backup", backup, "write database and incoming updates to one file, beside a running serve")
    command.add_argument("file", type=Path)
    command.add_argument("--force", action="store_true", help="overwrite an existing file")
    command = add("restore", restore, "put a backup in place; what was there is kept")
    command.add_argument("file", type=Path)
    command = add("check", check, "look the stored files over; exit 1 where something is wrong")
    command.add_argument("--json", action="store_true", help="as JSON")
    command = add("ask", ask, "print the bot's answer to a message, leaving no trace")
    command.add_argument("text", help='for example "/park 临猗"')
    return parser


def _add_parks_commands(parser: argparse.ArgumentParser) -> None:
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)

    def add(name: str, run: Run, about: str) -> argparse.ArgumentParser:
        command = commands.add_parser(name, help=about, description=about)
        command.set_defaults(run=run)
        return command

    add("import", parks_import, "bring in a CSV list of parks").add_argument("file", type=Path)
    command = add("list", parks_list, "list the parks, tab-separated")
    command.add_argument("--city", default="", help="only those of a city")
    command.add_argument("--unconfirmed", action="store_true", help="only those that a page alone has named")
    add("show", parks_show, "print all that is known of a park").add_argument("name")
    command = add("alias", parks_alias, "let a park answer to one more name")
    command.add_argument("name")
    command.add_argument("alias")
    how = command.add_mutually_exclusive_group()
    how.add_argument("--remove", action="store_true", help="take the alias back instead")
    how.add_argument(
        "--shared",
        action="store_true",
        help="add it although another park answers to it: who asks for it is offered both",
    )
    command = add("merge", parks_merge, "let one park become part of another")
    command.add_argument("name")
    command.add_argument("into")


def _add_editor_commands(parser: argparse.ArgumentParser) -> None:
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)

    def add(name: str, run: Run, about: str, *, changes: bool = True) -> argparse.ArgumentParser:
        command = commands.add_parser(name, help=about, description=about)
        command.set_defaults(run=run)
        command.add_argument("--json", action="store_true", help="as JSON")
        if changes:
            command.add_argument("--dry-run", action="store_true", help="say what would be done, do nothing")
        return command

    who = "the person's number, as /id tells it, or the @name of somebody who has written to the bot"
    add("list", editor_list, "list the editors, tab-separated", changes=False)
    command = add("add", editor_add, "let somebody publish; they and the owners are told")
    command.add_argument("person", help=who)
    command.add_argument("name", nargs="?", default="", help="what to call them")
    add("remove", editor_remove, "let an editor publish no more").add_argument("person", help=who)
    add("link", editor_link, "make a link that lets whoever opens it first publish; valid for a day")


def serve(_: argparse.Namespace) -> None:
    """Serves the bot until it is told to stop."""
    from bot.serving.serve import serve as serve_bot

    asyncio.run(serve_bot(_settings()))


def demo(options: argparse.Namespace) -> None:
    """Runs the chat page in the browser."""
    from playground.demo.demo import PortInUse, run_demo
    from playground.standin.port import next_free_port

    try:
        asyncio.run(run_demo(_settings(), options.port))
    except PortInUse as error:
        other = next_free_port(error.port)
        raise Refusal(
            f"port {error.port} is in use: stop what uses it, or choose another: make demo PORT={other}"
            f" (without make: {program()} demo --port {other})",
            BAD_INPUT,
        ) from error


def parse(options: argparse.Namespace) -> None:
    """Prints a page's articles."""
    from bot.terminal.page_command import read_file
    from bot.terminal.printing import page_text
    from bot.working.page_reading import page_of_file

    page = read_file(_settings(), options.file, page_of_file)
    print(_json_text(page) if options.json else page_text(page))


def brief(options: argparse.Namespace) -> None:
    """Prints the brief of each article of a page."""
    from bot.terminal.page_command import read_file
    from bot.terminal.printing import briefs_text, explanations_text
    from bot.working.page_reading import briefs_of_file, explanations_of_file

    if options.explain:
        explanations = read_file(_settings(), options.file, explanations_of_file, options.max_chars)
        print(
            _json_text(list(map(dataclasses.asdict, explanations)))
            if options.json
            else explanations_text(explanations)
        )
        return
    briefs = read_file(_settings(), options.file, briefs_of_file, options.max_chars)
    print(_json_text(briefs) if options.json else briefs_text(briefs))


def rebrief(_: argparse.Namespace) -> None:
    """Makes stored briefs anew."""
    from bot.terminal.rebrief import rebrief as make_anew

    _print_lines(make_anew(_settings()))


def publish(options: argparse.Namespace) -> None:
    """Stores and publishes page files, each in whole or not at all."""
    from bot.terminal.page_command import publish_files

    _print_lines(publish_files(_settings(), options.files))


def parks_import(options: argparse.Namespace) -> None:
    """Brings in a list of parks."""
    from bot.terminal.parks_command import import_file

    _print_lines(import_file(_settings(), options.file))


def parks_list(options: argparse.Namespace) -> None:
    """Lists the parks."""
    from bot.terminal.parks_command import list_lines

    _print_lines(list_lines(_settings(), city=options.city, unconfirmed=options.unconfirmed))


def parks_show(options: argparse.Namespace) -> None:
    """Prints all that is known of a park."""
    from bot.terminal.parks_command import show_lines

    _print_lines(show_lines(_settings(), options.name))


def parks_alias(options: argparse.Namespace) -> None:
    """Adds an alias to a park, or takes it back."""
    from bot.terminal.parks_command import alias_lines

    _print_lines(
        alias_lines(_settings(), options.name, options.alias, remove=options.remove, shared=options.shared)
    )


def parks_merge(options: argparse.Namespace) -> None:
    """Lets one park become part of another."""
    from bot.terminal.parks_command import merge_lines

    _print_lines(merge_lines(_settings(), options.name, options.into))


def editor_list(options: argparse.Namespace) -> None:
    """Lists the editors."""
    from bot.terminal.editor_command import list_editors

    _print_told(options, list_editors(_settings()))


def editor_add(options: argparse.Namespace) -> None:
    """Makes somebody an editor."""
    from bot.terminal.editor_command import add

    _print_told(options, add(_settings(), options.person, options.name, dry_run=options.dry_run))


def editor_remove(options: argparse.Namespace) -> None:
    """Ends somebody's being an editor."""
    from bot.terminal.editor_command import remove

    _print_told(options, remove(_settings(), options.person, dry_run=options.dry_run))


def editor_link(options: argparse.Namespace) -> None:
    """Makes an invitation."""
    from bot.terminal.editor_command import link

    _print_told(options, link(_settings(), dry_run=options.dry_run))


def backup(options: argparse.Namespace) -> None:
    """Writes a backup."""
    from bot.terminal.keeping import backup_lines

    _print_lines(backup_lines(_settings(), options.file, force=options.force))


def restore(options: argparse.Namespace) -> None:
    """Puts a backup in place."""
    from bot.terminal.keeping import restore_lines

    _print_lines(restore_lines(_settings(), options.file))


def check(options: argparse.Namespace) -> None:
    """Prints what is wrong in the stored files."""
    from bot.terminal.keeping import findings

    found = findings(_settings())
    if options.json:
        print(_json_text([dataclasses.asdict(each) for each in found]))
    else:
        _print_lines(f"{each.file}: {each.fault} → {each.advice}" for each in found)
    if found:
        raise Refusal(f"{len(found)} findings", BAD_INPUT)
    if not options.json:
        print("nothing found")


def ask(options: argparse.Namespace) -> None:
    """Prints one answer."""
    from playground.demo.ask import answer

    print(asyncio.run(answer(_settings(), options.text)))


def _settings() -> Settings:
    from bot.serving.logs import set_up_logging
    from bot.settings.configuration import Settings, load_settings
    from bot.settings.setting_names import near_misses

    settings = load_settings()
    set_up_logging(settings.log_level, secrets=settings.secrets)
    for line in near_misses(os.environ, tuple(Settings.model_fields)):
        logging.getLogger("settings").warning("%s", line)
    return settings


def _print_lines(lines: Iterable[str]) -> None:
    for line in lines:
        print(line, flush=True)


def _print_told(options: argparse.Namespace, told: Told) -> None:
    if options.json:
        print(_json_text(told.value))
    else:
        _print_lines(told.lines)


def _json_text(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2)


def _brief_chars(text: str) -> int:
    if not text.isdecimal() or not FEWEST_CHARS <= int(text) <= MOST_CHARS:
        raise argparse.ArgumentTypeError(f"{text!r} is not between {FEWEST_CHARS} and {MOST_CHARS}")
    return int(text)


def _port(text: str) -> int:
    if not text.isdecimal() or not 0 < int(text) <= HIGHEST_PORT:
        raise argparse.ArgumentTypeError(f"{text!r} is not a port between 1 and {HIGHEST_PORT}")
    return int(text)


if __name__ == "__main__":
    sys.exit(main())
