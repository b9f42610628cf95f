"""The log: one line an event, and never the token."""

from __future__ import annotations

import logging
import sys
import time

LINE = "%(asctime)s %(levelname)s %(name)s: %(message)s"
# httpx writes every address it calls, token included, at INFO; APScheduler writes every wake-up.
QUIETER = ("httpx", "httpcore", "apscheduler", "hpack")


class RedactingFormatter(logging.Formatter):
    """Formats as usual, then blots out the secrets it was given, in tracebacks as well."""

    def __init__(self, secrets: tuple[str, ...]) -> None:
        super().__init__(LINE, "%Y-%m-%dT%H:%M:%SZ")
        self.converter = time.gmtime
        self._secrets = secrets

    def format(self, record: logging.LogRecord) -> str:
        """The line for a record, `<secret>` in place of each secret."""
        line = super().format(record)
        for secret in self._secrets:
            line = line.replace(secret, "<secret>")
        return line


def set_up_logging(level: str, *, secrets: tuple[str, ...] = ()) -> None:
    """Logs to standard error at `level`, with `secrets` blotted out of every line."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(RedactingFormatter(secrets))
    logging.basicConfig(level=level, handlers=[handler], force=True)
    for name in QUIETER:
        logging.getLogger(name).setLevel(logging.WARNING)
