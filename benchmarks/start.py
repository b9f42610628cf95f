"""How long from starting `serve` to the first answer, beside python-telegram-bot's bare import.

    python benchmarks/start.py [--runs 5]

Each run starts the bot on a stored page, against a Bot API over HTTP where `/park 临猗` waits, and a bare
`import telegram.ext`, in turn. Prints the median of each in seconds and their ratio.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import signal
import statistics
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from playground.standin.bot_api import BotApi
from playground.standin.loopback import Loopback

RUN_BOT = str(ROOT / "run_bot.py")
SAMPLE_PAGE = str(ROOT / "samples" / "page-2026-04-04.txt")
QUESTION = "/park 临猗"


async def first_answer(folder: Path) -> float:
    """Seconds from starting the process to its first answer."""
    async with Loopback(BotApi()) as server:
        reader = server.api.user(1)
        reader.send(QUESTION)
        environment = os.environ | {
            "DATABASE": str(folder / "bot.db"),
            "TELEGRAM_BOT_TOKEN": server.api.token,
            "TELEGRAM_API_URL": server.url,
        }
        began = time.perf_counter()
        process = await asyncio.create_subprocess_exec(
            sys.executable, RUN_BOT, cwd=folder, env=environment, stderr=asyncio.subprocess.DEVNULL
        )
        await server.api.wait_until(lambda: reader.chat.from_bot, 60, "the answer")
        took = time.perf_counter() - began
        process.send_signal(signal.SIGTERM)
        await process.wait()
        return took


async def run(*command: str, **environment: str) -> float:
    """Seconds that a command takes."""
    began = time.perf_counter()
    process = await asyncio.create_subprocess_exec(
        *command, env=os.environ | environment, stdout=asyncio.subprocess.DEVNULL
    )
    await process.wait()
    return time.perf_counter() - began


async def main(runs: int) -> None:
    """Measures and prints."""
    answers, imports = [], []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        await run(sys.executable, RUN_BOT, "publish", SAMPLE_PAGE, DATABASE=str(folder / "bot.db"))
        for _ in range(runs):
            answers.append(await first_answer(folder))
            imports.append(await run(sys.executable, "-c", "import telegram.ext"))
    answer, bare = statistics.median(answers), statistics.median(imports)
    print(f"start to first answer  {answer:.2f} s (median of {runs}, {min(answers):.2f}–{max(answers):.2f})")
    print(f"import telegram.ext    {bare:.2f} s (median of {runs}, {min(imports):.2f}–{max(imports):.2f})")
    print(f"ratio                  {answer / bare:.2f}")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--runs", type=int, default=5)
    asyncio.run(main(parser.parse_args().runs))
