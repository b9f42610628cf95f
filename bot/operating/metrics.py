"""Metrics: the bot's numbers in Prometheus's text format. Labels are kinds and states, never anybody."""

from __future__ import annotations

import asyncio
import math
import time
from collections.abc import Iterator
from pathlib import Path

from prometheus_client import CollectorRegistry, ProcessCollector, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily
from prometheus_client.metrics_core import Metric
from prometheus_client.registry import Collector

from bot.context import Parts
from bot.counts import PREFIX
from bot.operating.disk import disk_of
from storage.database import Db, StorageError
from storage.moments import now
from storage.operating import troubles
from storage.operating.backlog import Backlog, backlog
from storage.operating.last_backup import last_backup

# What is read from the database and the disk may be so old: with 100,000 deliveries waiting it takes a while.
LOOK_AGAIN_SECONDS = 10.0
UNKNOWN = math.nan


class Metrics:
    """The numbers of a running bot."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._looking = asyncio.Lock()
        self._looked_at = -math.inf
        self._stored = Stored()
        self._registry = CollectorRegistry()
        self._registry.register(Running(parts))
        self._registry.register(self._stored)
        ProcessCollector(registry=self._registry)

    async def text(self) -> bytes:
        """All of them, in Prometheus's text format."""
        async with self._looking:
            if time.monotonic() - self._looked_at >= LOOK_AGAIN_SECONDS:
                await self._look()
                self._looked_at = time.monotonic()
            return generate_latest(self._parts.counts.registry) + generate_latest(self._registry)

    async def _look(self) -> None:
        """Reads what is stored. Where the database can't be read, its numbers alone are unknown."""
        try:
            self._stored.read = await self._parts.database.read(_read)
        except StorageError:
            self._stored.read = None
        self._stored.sizes = await asyncio.to_thread(_sizes, self._parts)


def _read(db: Db) -> tuple[Backlog, float | None, frozenset[str]]:
    last = last_backup(db)
    lasting = frozenset(each.kind for each in troubles.all_troubles(db) if each.over_at is None)
    return backlog(db, now()), None if last is None else last.timestamp(), lasting


def _sizes(parts: Parts) -> dict[str, float]:
    """Bytes of each database file with the log beside it, and what is free on their disk."""
    files = {"database": parts.database.path, "incoming": parts.incoming.path}
    sizes = {name: _size(path) + _size(path.with_name(path.name + "-wal")) for name, path in files.items()}
    try:
        sizes["free"] = disk_of(parts.settings.database).free
    except OSError:
        sizes["free"] = UNKNOWN
    return sizes


def _size(path: Path) -> float:
    try:
        return path.stat().st_size
    except OSError:
        return 0


class Running(Collector):
    """What the parts know by themselves at any moment."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts

    def collect(self) -> Iterator[Metric]:
        """The numbers of this moment."""
        contact = self._parts.contact
        brought = contact.brought_at
        yield _gauge(
            "last_poll_timestamp_seconds",
            "When a poll was last answered or a webhook came, in Unix time; 0: never since the start.",
            0 if brought is None else brought.timestamp(),
        )
        yield _gauge(
            "telegram_silent_seconds",
            "For how long calls have got no answer from Telegram; 0 while they get one.",
            contact.seconds_silent,
        )
        yield _gauge(
            "pushes_per_second_limit", "SEND_RATE: the most pushes a second.", self._parts.settings.send_rate
        )
        restarts = CounterMetricFamily(
            f"{PREFIX}_worker_restarts",
            "How often a worker process had to be started again: for page files, words, ledgers.",
            labels=("worker",),
        )
        restarts.add_metric(("pages",), self._parts.worker.restarts)
        restarts.add_metric(("words",), self._parts.words.restarts)
        restarts.add_metric(("ledger",), self._parts.ledger.restarts)
        yield restarts


class Stored(Collector):
    """What was last read of the database and the disk."""

    def __init__(self) -> None:
        self.read: tuple[Backlog, float | None, frozenset[str]] | None = None
        self.sizes: dict[str, float] = {}

    def collect(self) -> Iterator[Metric]:
        """The numbers that were read, NaN where they could not be."""
        moment = now()
        found, backed_up, lasting = self.read or (None, UNKNOWN, frozenset[str]())
        known = found is not None
        yield _gauges(
            "deliveries",
            "Deliveries that wait: owed to chats that take messages, held for those that take none for now.",
            "state",
            {"owed": found.owed if found else UNKNOWN, "held": found.held if found else UNKNOWN},
        )
        yield _gauge(
            "messages_parked",
            "Messages that Telegram refused and an owner decides about (/parked).",
            found.parked if found else UNKNOWN,
        )
        yield _gauge(
            "oldest_owed_seconds",
            "How long ago the oldest delivery that waits was made; digests wait for their time.",
            found.seconds_owed(moment) if found else UNKNOWN,
        )
        yield _gauge(
            "oldest_late_seconds",
            "How long the oldest delivery has been waiting since its time came.",
            found.seconds_late(moment) if found else UNKNOWN,
        )
        yield _gauge(
            "pushes_per_second",
            "Messages a second that Telegram took over the last minute.",
            found.rate if found else UNKNOWN,
        )
        chats = {"on": 0, "held": 0, "off": 0} if not found else {
            "on": found.chats_on - found.chats_held, "held": found.chats_held, "off": found.chats_off
        }  # fmt: skip
        yield _gauges(
            "chats",
            "Chats: on, held (taking nothing for now), off.",
            "state",
            {state: count if known else UNKNOWN for state, count in chats.items()},
        )
        yield _gauge(
            "last_backup_timestamp_seconds",
            "When the newest nightly backup was made, in Unix time; 0: there is none.",
            0 if backed_up is None else backed_up,
        )
        yield _gauges(
            "trouble",
            "1 while something needs a person: disk, backup, held, unreachable, refused.",
            "kind",
            {kind: float(kind in lasting) if known else UNKNOWN for kind in troubles.KINDS},
        )
        yield _gauges(
            "database_bytes",
            "The size of each database file with the log beside it.",
            "file",
            {name: size for name, size in self.sizes.items() if name != "free"},
        )
        yield _gauge(
            "disk_free_bytes",
            "What is free on the disk that the database lies on.",
            self.sizes.get("free", UNKNOWN),
        )


def _gauge(name: str, about: str, value: float) -> GaugeMetricFamily:
    return GaugeMetricFamily(f"{PREFIX}_{name}", about, value=value)


def _gauges(name: str, about: str, label: str, values: dict[str, float]) -> GaugeMetricFamily:
    family = GaugeMetricFamily(f"{PREFIX}_{name}", about, labels=(label,))
    for each, value in values.items():
        family.add_metric((each,), value)
    return family
