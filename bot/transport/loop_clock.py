"""The event loop's clock, which nobody can set: for spans, not for times of day."""

from __future__ import annotations

import asyncio


def seconds_now() -> float:
    """Seconds since some moment in the past."""
    return asyncio.get_running_loop().time()
