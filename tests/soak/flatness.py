"""Whether what the process takes stays what it is, however long it runs."""

from __future__ import annotations

import statistics
from collections.abc import Callable, Iterator, Sequence

from tests.soak.bot_machine import Sample

# A shorter soak isn't judged by this. In two minutes the one life that is looked at has some 80 seconds, in
# which its pools of threads, connections and caches fill for the first time, and a part of 20 seconds may by
# chance have all the faults, and their lines, that the others lack.
LEAST_SECONDS = 600.0
PARTS = 4  # of the time looked at; what is said of a part is the median of its samples
MEMORY_SHARE = 0.05
MORE_THREADS = 2  # a pool may have one more at work
MORE_FILES = 12  # connections to Telegram come and go
LOG_SHARE = 1.5  # the last part's lines against those of the part that has most of the others


def bumps(samples: Sequence[Sample]) -> Iterator[str]:
    """What grew over the samples of one life, oldest first."""
    parts = _parts(samples)
    if len(parts) < PARTS:
        yield f"flatness: {len(samples)} samples of one life are too few"
        return
    memory = [_median(part, lambda one: one.memory) for part in parts]
    middle = statistics.mean(memory)
    if max(memory) > middle * (1 + MEMORY_SHARE) or min(memory) < middle * (1 - MEMORY_SHARE):
        yield f"memory: {', '.join(f'{each / 1024:.1f}' for each in memory)} MB"
    for name, of, more in (
        ("threads", lambda one: one.threads, MORE_THREADS),
        ("open files", lambda one: one.files, MORE_FILES),
    ):
        medians = [_median(part, of) for part in parts]
        if medians[-1] > min(medians) + more:
            yield f"{name}: {medians}"
    rates = [(part[-1].log_bytes - part[0].log_bytes) / max(part[-1].at - part[0].at, 1e-9) for part in parts]
    # A part may by chance have more faults, and lines; that each has more than the one before is no chance.
    before = rates[0] if rates == sorted(set(rates)) else max(rates[:-1])
    if rates[-1] > LOG_SHARE * before:
        yield f"log: {', '.join(f'{rate:.0f}' for rate in rates)} bytes a second"


def _parts(samples: Sequence[Sample]) -> list[Sequence[Sample]]:
    size = len(samples) // PARTS
    return [samples[start * size : (start + 1) * size] for start in range(PARTS)] if size > 1 else []


def _median(samples: Sequence[Sample], of: Callable[[Sample], int]) -> float:
    return statistics.median(map(of, samples))
