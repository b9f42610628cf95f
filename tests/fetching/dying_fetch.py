"""`run_bot.py` for which a site on this machine is on the Internet; it may kill itself while it asks that.

Arguments: the port of the site, the number of the request at which it dies (from 0; below that never), then
those of `run_bot.py`.
"""

from __future__ import annotations

import itertools
import os
import signal
import sys
from typing import Any

import run_bot
from bot.fetching import page_fetcher
from tests.fetching.site import HERE


def admit(port: int, dies_at: int) -> None:
    """Lets every name lead to the site, and the process die at this request."""
    made, ask = page_fetcher.PageFetcher.__init__, page_fetcher.PageFetcher._ask
    requests = itertools.count()

    async def lookup(_: str) -> list[str]:
        return [HERE]

    def make(self: page_fetcher.PageFetcher, *given: Any, **named: Any) -> None:
        made(self, *given, **named, lookup=lookup, also=frozenset({(HERE, port)}), pause=0.0)

    async def asked(self: page_fetcher.PageFetcher, *given: Any, **named: Any) -> Any:
        if next(requests) == dies_at:
            os.kill(os.getpid(), signal.SIGKILL)
        return await ask(self, *given, **named)

    page_fetcher.PageFetcher.__init__ = make  # type: ignore[method-assign]
    page_fetcher.PageFetcher._ask = asked  # type: ignore[method-assign]


def main(arguments: list[str]) -> int:
    """Is `run_bot.py` from here on, as long as it lives."""
    admit(int(arguments[0]), int(arguments[1]))
    return run_bot.main(arguments[2:])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
