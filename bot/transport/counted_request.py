"""The way to Telegram, with every call counted by what kind of method it was and how it was answered."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from http import HTTPStatus
from typing import Any

from telegram.error import TelegramError
from telegram.request import BaseRequest, RequestData

TAKEN, REFUSED, UNANSWERED = "taken", "refused", "unanswered"
FILE, POLL, OTHER = "file", "poll", "other"
# What Telegram's methods begin with; they are some two hundred.
_BEGINNINGS = ("send", "edit", "answer", "delete", "get", "set")
CALL_KINDS = (*_BEGINNINGS, POLL, FILE, OTHER)

Counting = Callable[[str, str], None]


class CountedRequest(BaseRequest):
    """Another way, of which `count` is told the kind of each call and what came of it.

    Refused is what Telegram answers so; what a gateway answers in its place, or nobody, is unanswered.
    """

    def __init__(self, way: BaseRequest, count: Counting) -> None:
        self._way = way
        self._count = count
        # The ways read answers by rules of their own.
        self.parse_json_payload = way.parse_json_payload  # type: ignore[method-assign]

    @property
    def read_timeout(self) -> float | None:
        """Seconds to wait for an answer where a call doesn't say."""
        return self._way.read_timeout

    async def initialize(self) -> None:
        """Calls are taken from now on."""
        await self._way.initialize()

    async def shutdown(self) -> None:
        """Closes what is open."""
        await self._way.shutdown()

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: Any = BaseRequest.DEFAULT_NONE,
        write_timeout: Any = BaseRequest.DEFAULT_NONE,
        connect_timeout: Any = BaseRequest.DEFAULT_NONE,
        pool_timeout: Any = BaseRequest.DEFAULT_NONE,
    ) -> tuple[int, bytes]:
        """One call: HTTP status and body. Raises TelegramError."""
        kind = call_kind(url)
        try:
            status, body = await self._way.do_request(
                url, method, request_data, read_timeout, write_timeout, connect_timeout, pool_timeout
            )
        except TelegramError:
            self._count(kind, UNANSWERED)
            raise
        if status == HTTPStatus.OK:
            self._count(kind, TAKEN)
        else:
            self._count(kind, REFUSED if status < HTTPStatus.INTERNAL_SERVER_ERROR else UNANSWERED)
        return status, body


@lru_cache(maxsize=64)
def call_kind(url: str) -> str:
    """The kind of the method that an address calls, one of CALL_KINDS."""
    method = url.rpartition("/")[2]
    if "/file/bot" in url:
        return FILE
    if method == "getUpdates":
        return POLL
    return next((each for each in _BEGINNINGS if method.startswith(each)), OTHER)
