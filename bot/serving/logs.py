"""The log: one line an event, never the token, and at no level what people write."""

from __future__ import annotations

import logging
import sys
import time

LINE = "%(asctime)s %(levelname)s %(name)s: %(message)s"
# httpx writes every address it calls, token included, at INFO; APScheduler writes every wake-up.
QUIETER = dict.fromkeys(("httpx", "httpcore", "apscheduler", "hpack"), logging.WARNING)
# python-telegram-bot writes whole updates and answers at DEBUG: what people say is nobody's to read.
QUIETER["telegram"] = logging.INFO


class RedactingFormatter(logging.Formatter):
    """Formats as usual, then blots out the secrets it was given, in tracebacks as well."""

    def __init__(self, secrets: tuple[str, ...]) -> None:
        super().__init__(LINE, "%Y-%m-%dT%H:%M:%SZ")
        self.converter = time.gmtime
        # The longest first: another may be a part of it.
        self._secrets = sorted(secrets, key=len, reverse=True)

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
    for name, least in QUIETER.items():
        logging.getLogger(name).setLevel(max(least, logging.getLogger().level))
