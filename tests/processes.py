"""`run_bot.py` in processes that don't each pay for importing the libraries.

That takes half a second of computing, and the tests make some three hundred starts. These are forks of one
process (tests/fork_server.py); what they do from then on, and how they end, is what a `run_bot.py` started by
an operator does. Where coverage is measured, and where PARKBRIEFS_TESTS_START is "alone", each is started by
itself, and its worker is too.
"""

from __future__ import annotations

import asyncio
import atexit
import contextlib
import functools
import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Protocol

from tests.fork_server import PROJECT, RUN_BOT
from tests.warm import lay_dictionary

FORK_SERVER = "tests.fork_server"
MEASURED = "COVERAGE_PROCESS_CONFIG"
START = "PARKBRIEFS_TESTS_START"
# aiohttp loads the certificates when it is imported, so a fork has those of its origin.
READ_AT_IMPORT = {"SSL_CERT_FILE"}


class Process(Protocol):
    """What the tests need of a process; like asyncio's."""

    @property
    def stdout(self) -> asyncio.StreamReader | None: ...
    @property
    def stderr(self) -> asyncio.StreamReader | None: ...
    @property
    def pid(self) -> int: ...
    @property
    def returncode(self) -> int | None: ...
    async def wait(self) -> int: ...
    def send_signal(self, signal: int) -> None: ...
    def kill(self) -> None: ...


def half_made(file: Path) -> list[Path]:
    """What stands in the hidden folder where a program makes `file`, which it may take away meanwhile."""
    with contextlib.suppress(FileNotFoundError):
        return list(file.parent.glob(f".{file.name}.*/*"))
    return []


async def start_run_bot(
    *arguments: str,
    folder: Path,
    environment: Mapping[str, str],
    output: bool = True,
    program: str = "run_bot",
) -> Process:
    """Starts `run_bot.py` in `folder`; its stderr can be read, and with `output` its stdout.

    `program` is the module that is run: another one has it die at a step that its arguments name.
    """
    if MEASURED in os.environ or os.environ.get(START) == "alone" or READ_AT_IMPORT & environment.keys():
        kept = {name: value for name, value in os.environ.items() if name == MEASURED}
        return await asyncio.create_subprocess_exec(
            sys.executable,
            *((str(RUN_BOT),) if program == "run_bot" else ("-m", program)),
            *arguments,
            cwd=folder,
            env=kept | {"PYTHONPATH": str(PROJECT)} | dict(environment),
            stdout=asyncio.subprocess.PIPE if output else None,
            stderr=asyncio.subprocess.PIPE,
        )
    return await _start_fork(program, arguments, folder, environment, output)


class Forked:
    """A process that is not our child: its end is told over a socket."""

    def __init__(
        self,
        pid: int,
        told: tuple[asyncio.StreamReader, asyncio.StreamWriter],
        stdout: asyncio.StreamReader | None,
        stderr: asyncio.StreamReader,
    ) -> None:
        self.pid = pid
        self.stdout = stdout
        self.stderr = stderr
        self._told = told
        self._ending = asyncio.create_task(self._end())
        self._returncode: int | None = None

    @property
    def returncode(self) -> int | None:
        """How it ended; None while it runs."""
        return self._returncode

    async def wait(self) -> int:
        """Its exit status, or minus the signal that ended it."""
        return await asyncio.shield(self._ending)

    def send_signal(self, signal: int) -> None:
        """Nothing where it has ended."""
        with contextlib.suppress(ProcessLookupError):
            os.kill(self.pid, signal)

    def kill(self) -> None:
        """kill -9."""
        self.send_signal(signal.SIGKILL)

    async def _end(self) -> int:
        reader, writer = self._told
        self._returncode = int(await reader.readline())
        writer.close()
        return self._returncode


async def _start_fork(
    program: str, arguments: tuple[str, ...], folder: Path, environment: Mapping[str, str], output: bool
) -> Forked:
    request = {
        "program": program,
        "arguments": arguments,
        "folder": str(folder),
        "environment": dict(environment),
    }
    connection = socket.socket(socket.AF_UNIX)
    connection.connect(str(_fork_server()))
    out, our_out = os.pipe() if output else (None, os.dup(1))
    err, our_err = os.pipe()
    nothing = os.open(os.devnull, os.O_RDONLY)
    theirs = [nothing, our_out, our_err]
    socket.send_fds(connection, [json.dumps(request).encode()], theirs)
    for stream in theirs:
        os.close(stream)
    told = await asyncio.open_unix_connection(sock=connection)
    pid = int(await told[0].readline())
    return Forked(pid, told, None if out is None else await _reader(out), await _reader(err))


async def _reader(stream: int) -> asyncio.StreamReader:
    reader = asyncio.StreamReader()
    protocol = asyncio.StreamReaderProtocol(reader)
    await asyncio.get_running_loop().connect_read_pipe(lambda: protocol, os.fdopen(stream, "rb"))
    return reader


@functools.cache
def _fork_server() -> Path:
    """The socket of this process's fork server, which ends with it."""
    folder = tempfile.TemporaryDirectory(prefix="park-briefs-tests-")
    address = Path(folder.name) / "starts"
    listening = socket.socket(socket.AF_UNIX)
    listening.bind(str(address))
    listening.listen()
    cache_dir = Path(folder.name) / "jieba"
    lay_dictionary(cache_dir)
    server = subprocess.Popen(
        [sys.executable, "-m", FORK_SERVER, str(listening.fileno()), str(cache_dir)],
        cwd=PROJECT,
        pass_fds=[listening.fileno()],
        stdin=subprocess.PIPE,  # at whose end it ends, however we have ended
        env={"PATH": os.environ["PATH"], "HOME": os.environ.get("HOME", ""), "PYTHONUTF8": "1"},
    )
    listening.close()

    def end() -> None:
        server.kill()
        server.wait()
        folder.cleanup()

    atexit.register(end)
    return address
