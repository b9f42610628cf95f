"""The log: one line an event, never the token, and at no level what people write."""

from __future__ import annotations

import asyncio
import datetime as dt
import json
import logging
import re
import sys
import time
from collections.abc import Collection
from typing import Final

CONSOLE: Final = "console"
JSON: Final = "json"
FORMATS: Final = (CONSOLE, JSON)
LINE = "%(asctime)s %(levelname)s %(name)s: %(message)s"
# httpx writes every address it calls, token included, at INFO; APScheduler writes every wake-up.
QUIETER = dict.fromkeys(("httpx", "httpcore", "apscheduler", "hpack"), logging.WARNING)
# Tornado writes what strangers send that is no HTTP.
QUIETER["tornado.general"] = logging.WARNING
# python-telegram-bot writes whole updates and answers at DEBUG: what people say is nobody's to read.
QUIETER["telegram"] = logging.INFO
# In `Chat %d is held` the number is a chat's, which in JSON is a field of its own: `chat_id`.
_PLACEHOLDER = re.compile(r"%(?:%|[-#0+ ]{0,5}\d{0,3}(?:\.\d{1,3})?([a-zA-Z]))")
_NOUN = re.compile(r"([A-Za-z]{2,20}) \Z")
_NAMED: Final = frozenset(
    {"chat", "message", "update", "owner", "person", "issue", "article", "draft", "source"}
)


class BrokenOff(logging.Filter):
    """Recurring work that a stop cuts off is a line, and not an exception with its trace.

    A stop waits some seconds for it. The next start does it again, as whatever was not committed.
    """

    def filter(self, record: logging.LogRecord) -> bool:
        """Changes the record where it is of such work; all are let through."""
        if record.exc_info and isinstance(record.exc_info[1], asyncio.CancelledError):
            job = record.args[0] if isinstance(record.args, tuple) and record.args else None
            record.msg, record.args = "%s was broken off by the stop", (getattr(job, "name", "Work"),)
            record.exc_info, record.exc_text = None, None
            record.levelno, record.levelname = logging.INFO, logging.getLevelName(logging.INFO)
        return True


_BROKEN_OFF = BrokenOff()


# What moves the cursor, colours, begins a line or turns the direction of writing; tracebacks have lines.
_STEERING = re.compile("[\0-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")


def _spelt(found: re.Match[str]) -> str:
    """A character as JSON spells it."""
    return f"\\u{ord(found[0]):04x}"


class RedactingFormatter(logging.Formatter):
    """Formats as usual, then blots out the secrets it was given, in tracebacks as well.

    An event is a line, whatever line ends stand in what it tells of; a traceback follows in its own.
    """

    def __init__(self, secrets: Collection[str]) -> None:
        super().__init__(LINE, "%Y-%m-%dT%H:%M:%SZ")
        self.converter = time.gmtime
        # The longest first: another may be a part of it.
        self._secrets = sorted(secrets, key=len, reverse=True)

    def format(self, record: logging.LogRecord) -> str:
        """The line for a record, `<secret>` in place of each secret; nothing in it steers a terminal."""
        return _STEERING.sub(_spelt, self.redacted(super().format(record)))

    def formatMessage(self, record: logging.LogRecord) -> str:
        """The line without the traceback (logging asks)."""
        return super().formatMessage(record).replace("\r", "\\r").replace("\n", "\\n")

    def redacted(self, line: str) -> str:
        """A line without the secrets."""
        for secret in self._secrets:
            line = line.replace(secret, "<secret>")
        return line


class JsonFormatter(RedactingFormatter):
    """A JSON object a line: time (UTC), level, logger, message, numbers of what it is about, exception."""

    def format(self, record: logging.LogRecord) -> str:
        """The line for a record; a traceback is a text in it."""
        moment = dt.datetime.fromtimestamp(record.created, dt.UTC)
        event: dict[str, object] = {
            "time": moment.isoformat(timespec="milliseconds").replace("+00:00", "Z"),
            "level": record.levelname,
            "logger": record.name,
            "message": self.redacted(record.getMessage()),
            **_numbers(record),
        }
        if record.exc_info:
            event["exception"] = self.redacted(self.formatException(record.exc_info))
        if record.stack_info:
            event["stack"] = self.redacted(self.formatStack(record.stack_info))
        return _STEERING.sub(_spelt, json.dumps(event, ensure_ascii=False))


def set_up_logging(level: str, *, secrets: Collection[str] = (), form: str = CONSOLE) -> None:
    """Logs to standard error at `level` in one of FORMATS, with `secrets` blotted out of every line."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(JsonFormatter(secrets) if form == JSON else RedactingFormatter(secrets))
    logging.basicConfig(level=level, handlers=[handler], force=True)
    quieten()


def quieten() -> None:
    """Keeps libraries from writing what is nobody's to read."""
    for name, least in QUIETER.items():
        logging.getLogger(name).setLevel(max(least, logging.getLogger().level))
    logging.getLogger("apscheduler.executors.default").addFilter(_BROKEN_OFF)


def _numbers(record: logging.LogRecord) -> dict[str, int]:
    """The numbers that a record names, by what they are of: `chat_id`, `message_id` …"""
    arguments = record.args
    if not isinstance(arguments, tuple) or not isinstance(record.msg, str):
        return {}
    found: dict[str, int] = {}
    left = iter(arguments)
    for placeholder in _PLACEHOLDER.finditer(record.msg):
        if placeholder[1] is None:  # a percent sign
            continue
        value = next(left, None)
        noun = _NOUN.search(record.msg, 0, placeholder.start())
        if noun is not None and noun[1].lower() in _NAMED and type(value) is int:
            found.setdefault(f"{noun[1].lower()}_id", value)
    return found
