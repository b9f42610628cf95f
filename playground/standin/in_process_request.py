"""The Bot API stand-in as a transport of python-telegram-bot: the whole library, and no port."""

from __future__ import annotations

import asyncio
from typing import Any
from urllib.parse import unquote, urlsplit

from telegram.error import NetworkError, TimedOut
from telegram.request import BaseRequest, RequestData

from playground.standin import call_faults
from playground.standin.bot_api import Answer, BotApi
from playground.standin.call import Upload

DEFAULT_READ_TIMEOUT = 5.0  # seconds, as python-telegram-bot's own transport has it


class InProcessRequest(BaseRequest):
    """Hands python-telegram-bot's calls to a `BotApi`.

    Give one each as `request` and `get_updates_request`. Works with any base URL; the token in it counts.
    Lost answers arrive as the transport over HTTP reports them: NetworkError and TimedOut.
    """

    def __init__(self, api: BotApi, read_timeout: float | None = DEFAULT_READ_TIMEOUT) -> None:
        self._api = api
        self._read_timeout = read_timeout

    @property
    def read_timeout(self) -> float | None:
        """Seconds to wait for an answer; None for ever."""
        return self._read_timeout

    async def initialize(self) -> None:
        """There is nothing to open."""

    async def shutdown(self) -> None:
        """There is nothing to close."""

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
        """One call: the HTTP status and body of the answer."""
        if read_timeout is BaseRequest.DEFAULT_NONE:
            read_timeout = self._read_timeout
        try:
            async with asyncio.timeout(read_timeout):
                answer = await self._answer(url, request_data)
        except (TimeoutError, call_faults.NoAnswer) as error:
            raise TimedOut from error
        except call_faults.ConnectionDropped as error:
            raise NetworkError("the connection was closed without an answer") from error
        return answer.status, answer.body

    async def _answer(self, url: str, request_data: RequestData | None) -> Answer:
        steps = urlsplit(url).path.split("/")
        at = next(index for index, step in enumerate(steps) if step.startswith("bot"))
        token = unquote(steps[at].removeprefix("bot"))
        if at > 0 and steps[at - 1] == "file":
            return self._api.download(token, unquote("/".join(steps[at + 1 :])))
        if request_data is None:
            return await self._api.handle(token, steps[at + 1], {})
        return await self._api.handle(
            token, steps[at + 1], request_data.json_parameters, _uploads(request_data)
        )


def _uploads(request_data: RequestData) -> dict[str, Upload]:
    if not request_data.contains_files:
        return {}
    uploads = {}
    for field, (filename, content, mime_type) in request_data.multipart_data.items():
        data = content if isinstance(content, bytes) else content.read()
        uploads[field] = Upload(filename, data, mime_type)
    return uploads
