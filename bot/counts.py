"""What the running bot counts of its own work, for /metrics: no name and no number of anybody."""

from __future__ import annotations

from prometheus_client import CollectorRegistry, Counter, Histogram, disable_created_metrics

from bot.transport.counted_request import CALL_KINDS, REFUSED, TAKEN, UNANSWERED
from bot.transport.push_call import Meaning

disable_created_metrics()  # type: ignore[no-untyped-call]  # when each began to count: nobody asks

PREFIX = "parkbriefs"
KINDS = ("push", "edit", "answer")
RESULTS = (TAKEN, REFUSED, UNANSWERED)
# An answer takes some milliseconds; one that waits for a page to be read, or for Telegram, takes far longer.
ANSWER_SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0)


class Counts:
    """Counters of one run of the bot; each starts at 0."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self.updates_received = self._counter(
            "updates_received", "Updates from Telegram that were new and are kept."
        )
        self.updates_handled = self._counter("updates_handled", "Updates whose handling came to its end.")
        self.updates_failed = self._counter("updates_failed", "Updates that met a fault of the bot's own.")
        self.answer_seconds = Histogram(
            f"{PREFIX}_answer_seconds",
            "From when an update's turn is asked for until it is answered.",
            registry=self.registry,
            buckets=ANSWER_SECONDS,
        )
        self.messages = self._counter(
            "messages", "Messages by kind (push, edit, answer) and result (taken, refused, unanswered).",
            "kind", "result",
        )  # fmt: skip
        self.refusals = self._counter(
            "refusals", "Telegram's refusals of pushes and edits, by meaning.", "meaning"
        )
        self._calls = self._counter(
            "calls", "Calls by kind of method and result (taken, refused, unanswered); each try is one.",
            "kind", "result",
        )  # fmt: skip
        # Looked up here: a broadcast makes thousands of them a second.
        self._call = {
            (kind, result): self._calls.labels(kind, result) for kind in CALL_KINDS for result in RESULTS
        }
        # What has not happened yet is 0, and not missing.
        self._message = {
            (kind, result): self.messages.labels(kind, result) for kind in KINDS for result in RESULTS
        }
        for meaning in Meaning:
            self.refusals.labels(meaning.name.lower())

    def refused(self, meaning: Meaning) -> None:
        """Counts what an answer to a push or an edit means."""
        self.refusals.labels(meaning.name.lower()).inc()

    def message(self, kind: str, result: str) -> None:
        """Counts a message that Telegram took, refused, or said nothing of."""
        self._message[kind, result].inc()

    def call(self, kind: str, result: str) -> None:
        """Counts a call of Telegram's, of whatever method (bot/transport/counted_request.py)."""
        self._call[kind, result].inc()

    def _counter(self, name: str, about: str, *labels: str) -> Counter:
        return Counter(f"{PREFIX}_{name}", about, labels, registry=self.registry)
