#!/usr/bin/env python3
"""园区快报 · Park Briefs: the one way in. `python run_bot.py --help` lists the commands."""

from __future__ import annotations

import argparse
import asyncio
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from bot.refusal import ALREADY_RUNNING, BAD_CONFIGURATION, BAD_INPUT, DONE, Refusal

if TYPE_CHECKING:
    from bot.configuration import Settings

Run = Callable[[argparse.Namespace], None]

DEMO_PORT = 8080
HIGHEST_PORT = 65_535
BRIEF_CHARS = 120


def main(arguments: list[str] | None = None) -> int:
    """Carries out one command; returns 0 done, 1 bad input, 2 configuration, 3 already running."""
    options = _parser().parse_args(arguments)
    run: Run = options.run
    try:
        run(options)
    except Refusal as refusal:
        print(refusal, file=sys.stderr)
        return refusal.status
    except KeyboardInterrupt:
        return DONE
    except BrokenPipeError:
        # Whoever reads our output (head, say) has seen enough.
        sys.stderr.close()
        return DONE
    return DONE


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="run_bot.py",
        description="园区快报 · Park Briefs: news briefs of development zones, over Telegram.",
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
    command.add_argument("--max-chars", type=_positive, default=BRIEF_CHARS, help=f"default {BRIEF_CHARS}")
    command = add("publish", publish, "store and publish page files; a running serve pushes them")
    command.add_argument("files", type=Path, nargs="+", metavar="FILE")
    command = add("ask", ask, "print the bot's answer to a message, leaving no trace")
    command.add_argument("text", help='for example "/park 临猗"')
    return parser


def serve(_: argparse.Namespace) -> None:
    """Serves the bot until it is told to stop."""
    from bot.configuration import ConfigurationError
    from bot.lock import AlreadyRunning
    from bot.serve import serve as serve_bot

    try:
        asyncio.run(serve_bot(_settings()))
    except ConfigurationError as error:
        raise Refusal(str(error), BAD_CONFIGURATION) from error
    except AlreadyRunning as error:
        raise Refusal(str(error), ALREADY_RUNNING) from error


def demo(options: argparse.Namespace) -> None:
    """Runs the chat page in the browser."""
    from bot.lock import AlreadyRunning
    from playground.demo import PortInUse, run_demo

    try:
        asyncio.run(run_demo(_settings(), options.port))
    except PortInUse as error:
        advice = f"port {error.port} is in use: stop what uses it, or choose another with --port"
        raise Refusal(advice, BAD_INPUT) from error
    except AlreadyRunning as error:
        raise Refusal(str(error), ALREADY_RUNNING) from error


def parse(options: argparse.Namespace) -> None:
    """Prints a page's articles."""
    from bot.page_file import read_file
    from bot.reading import page_of_file
    from bot.terminal import page_text

    page = read_file(_settings(), options.file, page_of_file)
    print(_json_text(page) if options.json else page_text(page))


def brief(options: argparse.Namespace) -> None:
    """Prints the brief of each article of a page."""
    from bot.page_file import read_file
    from bot.reading import briefs_of_file
    from bot.terminal import briefs_text

    briefs = read_file(_settings(), options.file, briefs_of_file, options.max_chars)
    print(_json_text(briefs) if options.json else briefs_text(briefs))


def publish(options: argparse.Namespace) -> None:
    """Stores and publishes page files, each in whole or not at all."""
    from bot.page_file import publish_files

    for line in publish_files(_settings(), options.files):
        print(line, flush=True)


def ask(options: argparse.Namespace) -> None:
    """Prints one answer."""
    from playground.ask import answer

    print(asyncio.run(answer(_settings(), options.text)))


def _settings() -> Settings:
    from bot.configuration import ConfigurationError, load_settings
    from bot.language import speak
    from bot.logs import set_up_logging

    try:
        settings = load_settings()
        speak(settings.language)
    except ConfigurationError as error:
        raise Refusal(str(error), BAD_CONFIGURATION) from error
    token = settings.telegram_bot_token
    set_up_logging(settings.log_level, secrets=(token.get_secret_value(),) if token else ())
    return settings


def _json_text(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2)


def _positive(text: str) -> int:
    if not text.isdecimal() or int(text) == 0:
        raise argparse.ArgumentTypeError(f"{text!r} is not a positive whole number")
    return int(text)


def _port(text: str) -> int:
    if not text.isdecimal() or not 0 < int(text) <= HIGHEST_PORT:
        raise argparse.ArgumentTypeError(f"{text!r} is not a port between 1 and {HIGHEST_PORT}")
    return int(text)


if __name__ == "__main__":
    sys.exit(main())
