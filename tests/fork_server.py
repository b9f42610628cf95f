"""A process that has imported everything once and forks itself into `run_bot.py` (tests/processes.py).

Started with a listening Unix socket's number and the folder of the dictionary's cache as its arguments, it
ends with its standard input. Every connection is one command: it brings the arguments, the folder and the
environment, and the three standard streams; it is told the process's id, and at its end the exit status. A
command may be another program than `run_bot.py`, one that makes it die at some step: a module whose `main`
takes the arguments.
"""

from __future__ import annotations

import gc
import importlib
import json
import os
import select
import signal
import socket
import sys
from pathlib import Path
from typing import Any

PROJECT = Path(__file__).parent.parent
RUN_BOT = PROJECT / "run_bot.py"
REQUEST_BYTES = 65_536
# What each command imports when it is chosen.
IMPORTED = (
    "run_bot",
    "bot.serving.serve",
    "bot.terminal.reading.page_command",
    "bot.terminal.issues.issue_command",
    "bot.terminal.issues.issue_pages",
    "bot.terminal.issues.issue_edit",
    "bot.terminal.issues.issue_retraction",
    "bot.terminal.output.printing",
    "bot.terminal.archive.rebrief",
    "bot.terminal.archive.parks_command",
    "bot.terminal.keeping.keeping",
)
STANDARD_STREAMS = 3


def wait_for_a_command(listening: socket.socket) -> tuple[str, list[str]]:
    """Serves until it is in a fork of itself that is to be a command; returns its program and arguments."""
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody waits for the processes that stand by
    while True:
        ready, _, _ = select.select([listening, sys.stdin], [], [])
        if sys.stdin in ready:
            os._exit(0)
        connection, _ = listening.accept()
        if os.fork() == 0:
            listening.close()
            return _stand_by(connection)
        connection.close()


def _stand_by(connection: socket.socket) -> tuple[str, list[str]]:
    """Forks once more: the child returns, we tell when it has ended."""
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    message, streams, _, _ = socket.recv_fds(connection, REQUEST_BYTES, STANDARD_STREAMS)
    request = json.loads(message)
    process = os.fork()
    if process == 0:
        connection.close()
        return _become(request, streams)
    for stream in (*streams, *range(STANDARD_STREAMS)):
        os.close(stream)
    connection.sendall(f"{process}\n".encode())
    _, status = os.waitpid(process, 0)
    connection.sendall(f"{os.waitstatus_to_exitcode(status)}\n".encode())
    os._exit(0)


def _become(request: dict[str, Any], streams: list[int]) -> tuple[str, list[str]]:
    """Puts on what the command was started with; returns its program and arguments."""
    for number, stream in enumerate(streams):
        os.dup2(stream, number)
        os.close(stream)
    # Those we had are made for the streams that we were started with.
    sys.stdout = os.fdopen(1, "w", closefd=False)
    sys.stderr = os.fdopen(2, "w", closefd=False, buffering=1, errors="backslashreplace")
    os.chdir(request["folder"])
    os.environ.clear()
    os.environ.update(request["environment"])
    return str(request["program"]), list(request["arguments"])


def main() -> int:
    """Imports, waits, and is then a command."""
    sys.path.insert(0, str(PROJECT))
    for name in IMPORTED:
        importlib.import_module(name)
    importlib.import_module("tests.worker_origin").fork_workers(Path(sys.argv[2]))
    gc.freeze()
    listening = socket.socket(fileno=int(sys.argv[1]))
    program, arguments = wait_for_a_command(listening)
    # A worker that the command starts imports what this process calls its main file.
    sys.modules["__main__"].__file__ = str(RUN_BOT)
    sys.argv = [str(RUN_BOT), *arguments]
    status: int = importlib.import_module(program).main(arguments)
    return status


if __name__ == "__main__":
    sys.exit(main())
