"""The machine that the bot runs on: its process, its clock, its disk, and what the process takes of it."""

from __future__ import annotations

import asyncio
import resource
import signal
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from tests.processes import start_run_bot
from tests.run_bot_process import SERVING, Ended, Serving, environment
from tests.soak.shifted import CLOCK_FILE
from tests.warm import lay_dictionary

PROGRAM = "tests.soak.shifted"
# On a busy machine, where a start of an idle one takes two seconds; what takes longer has come to a stop.
COMMAND_SECONDS = START_SECONDS = 600.0
STOP_SECONDS = 120.0
TRACE_SECONDS = 2.0
TOLD_OF_HANGING = 4_000  # characters
ON_THEIR_WAY = "messages are still on their way"  # as bot/delivery/delivery.py says
NO_LIMIT = (resource.RLIM_INFINITY, resource.RLIM_INFINITY)
NO_MORE = (0, resource.RLIM_INFINITY)


@dataclass(frozen=True, slots=True)
class Sample:
    """What the process takes at a moment: memory in KB, `log_bytes` since it was started."""

    at: float
    life: int
    memory: int
    threads: int
    files: int
    log_bytes: int


class BotMachine:
    """Runs `serve` in `folder`, again and again."""

    def __init__(self, folder: Path, settings: Mapping[str, str]) -> None:
        self.folder = folder
        self.killed: list[int] = []  # the numbers of their logs
        self.logs: list[str] = []
        self.samples: list[Sample] = []
        self.broken: list[str] = []
        self._clock_file = folder / "clock"
        self._clock_file.write_text("0")
        self._settings = {**settings, CLOCK_FILE: str(self._clock_file)}
        self._serving: Serving | None = None
        self._changing = asyncio.Lock()
        self._clock_stands = asyncio.Lock()

    @property
    def kills(self) -> int:
        """How often it came to a violent end."""
        return len(self.killed)

    @property
    def has_ended(self) -> bool:
        """Whether `serve` has ended by itself, which `stop` says more of."""
        return self._serving is not None and self._serving.process.returncode is not None

    @property
    def broken_off(self) -> int:
        """How often messages may have been on their way at its end: killed, or too busy to stop in time."""
        return self.kills + sum(ON_THEIR_WAY in log for log in self.logs)

    @property
    def database(self) -> Path:
        """The bot's database."""
        return self.folder / "bot.db"

    @property
    def lives(self) -> int:
        """How often `serve` was started."""
        return len(self.logs) + (self._serving is not None)

    def _environment(self) -> dict[str, str]:
        return environment(self.folder, **self._settings)

    async def start(self) -> None:
        """Starts `serve` and waits until it serves."""
        lay_dictionary(self.folder / "jieba")
        process = await start_run_bot(
            folder=self.folder, environment=self._environment(), output=False, program=PROGRAM
        )
        self._serving = Serving(process)
        await self._serving.says(SERVING, within=START_SECONDS)

    async def kill(self) -> None:
        """kill -9, and a new start."""
        async with self._changing:
            serving = self._running()
            self.killed.append(len(self.logs))
            if not self.has_ended:
                await serving.kill(within=STOP_SECONDS)
            self._ended(serving)
            await self.start()

    async def restart(self) -> None:
        """Stops as a service manager does, and starts."""
        async with self._changing:
            await self._stop()
            await self.start()

    async def stop(self) -> None:
        """Stops for good."""
        async with self._changing:
            await self._stop()

    async def _stop(self) -> None:
        serving = self._running()
        if not self.has_ended and (status := await serving.stop(within=STOP_SECONDS)):
            self.broken.append(f"serve ended with {status} when it was stopped")
        self._ended(serving)

    def end_at_once(self) -> None:
        """Leaves no process behind, whatever has happened."""
        if self._serving is not None and self._serving.process.returncode is None:
            self._serving.process.kill()

    def _running(self) -> Serving:
        assert self._serving is not None
        if self._serving.process.returncode is not None:
            self.broken.append(f"serve had ended by itself: {self._serving.log[-500:]}")
        return self._serving

    def _ended(self, serving: Serving) -> None:
        self.logs.append(serving.log)
        (self.folder / f"serve-{len(self.logs)}.log").write_text(serving.log)
        self._serving = None

    async def fill_disk(self, seconds: float) -> None:
        """The bot's process can write to no file for so long, as on a full disk."""
        async with self._changing:
            pid = self._running().process.pid
            resource.prlimit(pid, resource.RLIMIT_FSIZE, NO_MORE)
            await asyncio.sleep(seconds)
            resource.prlimit(pid, resource.RLIMIT_FSIZE, NO_LIMIT)

    async def set_clock(self, ahead: float) -> None:
        """The clock is so many seconds ahead of the right time from now on; 0 is right.

        Not while a command runs. On a busy machine that takes many seconds, all of them with the clock of its
        start, which in truth is one and the same for all processes.
        """
        async with self._clock_stands, self._changing:
            # All at once: a signal of before may be read only now.
            beside = self._clock_file.with_suffix(".new")
            beside.write_text(str(ahead))
            beside.replace(self._clock_file)
            self._running().process.send_signal(signal.SIGUSR1)

    async def run(self, *arguments: str) -> Ended:
        """Runs one command beside `serve`, to its end."""
        async with self._clock_stands:
            return await self._run(*arguments)

    async def _run(self, *arguments: str) -> Ended:
        process = await start_run_bot(
            *arguments, folder=self.folder, environment=self._environment(), program=PROGRAM
        )
        assert process.stdout is not None and process.stderr is not None
        reading = asyncio.gather(process.stdout.read(), process.stderr.read())
        try:
            output, errors = await asyncio.wait_for(asyncio.shield(reading), COMMAND_SECONDS)
        except TimeoutError:
            process.send_signal(signal.SIGUSR2)  # it says where it stands (tests/soak/shifted.py)
            await asyncio.sleep(TRACE_SECONDS)
            process.kill()
            _, errors = await reading
            self.broken.append(f"{' '.join(arguments)} came to no end: {errors.decode()[-TOLD_OF_HANGING:]}")
            raise
        return Ended(await process.wait(), output.decode(), errors.decode())

    def take_sample(self) -> None:
        """Notes what the process takes now, unless it is between two lives."""
        serving = self._serving
        if serving is None or self._changing.locked():
            return
        process = Path("/proc") / str(serving.process.pid)
        try:
            status = (process / "status").read_text()
            files = sum(1 for _ in (process / "fd").iterdir())
        except OSError:
            return  # it has just ended, and `_running` says so
        told = dict(line.split(":", 1) for line in status.splitlines())
        self.samples.append(
            Sample(
                time.monotonic(),
                self.lives,
                int(told["VmRSS"].split()[0]),
                int(told["Threads"]),
                files,
                len(serving.log),
            )
        )
