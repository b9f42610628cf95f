#!/usr/bin/env python3
"""园区快报 · Park Briefs: the one way in. `python run_bot.py --help` lists the commands.

Installed with pip, it is the command `park-briefs`.
"""

from __future__ import annotations

import os
import signal
import sys

# What is loaded next takes half a second, in which Ctrl-C would print a trace. A shell that starts this in
# the background has it ignored, and that stays.
LISTENS = __name__ == "__main__" and signal.getsignal(signal.SIGINT) is signal.default_int_handler
if LISTENS:
    signal.signal(signal.SIGINT, lambda *_: os._exit(0))

import argparse
import asyncio
import errno
import io
from collections.abc import Mapping

from bot.exit_status import BAD_INPUT, DONE, Refusal
from bot.program import program
from bot.terminal.arguments.announce import spelt_out
from bot.terminal.arguments.arguments import Run, parser
from bot.terminal.input.configured import settings_of_operator
from bot.terminal.runs import issues, keeping, lists, people, projects, reading, sources
from storage.files.faults import StorageError


def main(arguments: list[str] | None = None) -> int:
    """Carries out one command; returns 0 done, 1 bad input, 2 configuration, 3 already running."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # a terminal that knows no Chinese still shows all
    try:
        options = parser(RUNS).parse_args(spelt_out(sys.argv[1:] if arguments is None else arguments))
        run: Run = options.run
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
    except (OSError, RuntimeError) as error:
        if (fault := _fault_of_a_name(error)) is not None:
            print(fault, file=sys.stderr)
            return BAD_INPUT
        if not isinstance(error, OSError) or error.errno != errno.ENOSPC:
            raise
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        print(f"the output could not be written: {error.strerror}", file=sys.stderr)
        return BAD_INPUT
    return DONE


def _fault_of_a_name(error: OSError | RuntimeError) -> str | None:
    """What is wrong with a name that no file can have; None where it is something else."""
    if isinstance(error, OSError) and error.errno in (errno.ENAMETOOLONG, errno.ELOOP):
        return f"{error.filename or 'a name'} can't be used: {error.strerror}"
    if isinstance(error, RuntimeError) and str(error).startswith("Symlink loop"):  # Path.resolve() says it so
        return f"a name can't be used: {error}"
    return None


def serve(_: argparse.Namespace) -> None:
    """Serves the bot until it is told to stop."""
    from bot.serving.serve import serve as serve_bot

    asyncio.run(serve_bot(settings_of_operator()))


def demo(options: argparse.Namespace) -> None:
    """Runs the chat page in the browser."""
    from playground.demo.demo import PortInUse, run_demo
    from playground.standin.port import next_free_port

    try:
        asyncio.run(run_demo(settings_of_operator(), options.port))
    except PortInUse as error:
        other = next_free_port(error.port)
        raise Refusal(
            f"port {error.port} is in use: stop what uses it, or choose another: make demo PORT={other}"
            f" (without make: {program()} demo --port {other})",
            BAD_INPUT,
        ) from error


def ask(options: argparse.Namespace) -> None:
    """Prints one answer."""
    from playground.demo.ask import answer

    print(asyncio.run(answer(settings_of_operator(), options.text)))


RUNS: Mapping[str, Run] = {
    "serve": serve,
    "demo": demo,
    "ask": ask,
    **reading.RUNS,
    **projects.RUNS,
    **issues.RUNS,
    **people.RUNS,
    **lists.RUNS,
    **sources.RUNS,
    **keeping.RUNS,
}


if __name__ == "__main__":
    if LISTENS:
        signal.signal(signal.SIGINT, signal.default_int_handler)
    sys.exit(main())
