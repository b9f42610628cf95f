"""Why a page was not fetched."""

from __future__ import annotations

from enum import StrEnum


class Reason(StrEnum):
    """Each has its sentence for editors in bot/wording/fetching.py."""

    NO_ADDRESS = "no_address"
    NOT_PUBLIC = "not_public"
    OTHER_PORT = "other_port"
    WITH_PASSWORD = "with_password"
    UNKNOWN_HOST = "unknown_host"
    UNREACHABLE = "unreachable"
    UNSAFE = "unsafe"
    TOO_SLOW = "too_slow"
    TOO_BIG = "too_big"
    TOO_MANY_REDIRECTS = "too_many_redirects"
    ROBOTS = "robots"
    FORBIDDEN = "forbidden"
    MISSING = "missing"
    BUSY = "busy"
    BAD_ANSWER = "bad_answer"
    OTHER_TYPE = "other_type"
    BUSY_HERE = "busy_here"


# What may be otherwise in a while.
PASSING = frozenset({Reason.UNKNOWN_HOST, Reason.UNREACHABLE, Reason.TOO_SLOW, Reason.BUSY, Reason.BUSY_HERE})


class FetchRefused(Exception):
    """A page was not fetched; the message says why, in a line for the terminal and the log."""

    def __init__(self, reason: Reason, detail: str) -> None:
        super().__init__(detail)
        self.reason = reason

    @property
    def is_passing(self) -> bool:
        """Whether it is worth trying again later."""
        return self.reason in PASSING
