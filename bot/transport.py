"""The way to Telegram: python-telegram-bot's request interface over aiohttp.

Several times as many messages a second as the library's own transport over httpx, which is what a broadcast
is bound by; benchmarks/delivery.py measures both.
"""

from __future__ import annotations

import json
from typing import Any
from urllib.request import getproxies, proxy_bypass

import aiohttp
from telegram.error import NetworkError, TimedOut
from telegram.request import BaseRequest, RequestData
from yarl import URL

# As python-telegram-bot's own transport has them.
READ_SECONDS = WRITE_SECONDS = CONNECT_SECONDS = 5.0
POOL_SECONDS = 1.0
UPLOAD_SECONDS = 20.0
CONNECTIONS = 256
# Telegram's servers let go of an idle connection after about a minute; a request must not meet that.
KEEP_ALIVE_SECONDS = 30.0
KNOWN_OF_SENT = ("entities", "reply_markup")
JSON = "application/json"


class Unreachable(NetworkError):
    """No connection could be made, so nothing was asked and nothing was done."""


class AiohttpRequest(BaseRequest):
    """Requests to the Bot API. Proxies are taken from the environment (HTTPS_PROXY, ALL_PROXY, NO_PROXY …).

    An error never names the address that was called, which holds the bot's token.
    """

    def __init__(self, *, connections: int = CONNECTIONS, read_timeout: float = READ_SECONDS) -> None:
        self._connections = connections
        self._read_timeout = read_timeout
        self._session: aiohttp.ClientSession | None = None
        self._is_shut = False
        self._proxies: dict[tuple[str, str], str | None] = {}

    @property
    def read_timeout(self) -> float | None:
        """Seconds to wait for an answer where a call doesn't say."""
        return self._read_timeout

    async def initialize(self) -> None:
        """Calls are taken from now on; connections are opened by the first one."""
        self._is_shut = False

    def _opened(self) -> aiohttp.ClientSession:
        if self._is_shut:
            raise NetworkError("the transport has been shut down")
        if self._session is None:
            connector = aiohttp.TCPConnector(limit=self._connections, keepalive_timeout=KEEP_ALIVE_SECONDS)
            self._session = aiohttp.ClientSession(
                connector=connector,
                headers={"User-Agent": self.USER_AGENT},
                cookie_jar=aiohttp.DummyCookieJar(),
            )
        return self._session

    async def shutdown(self) -> None:
        """Closes the connections."""
        session, self._session, self._is_shut = self._session, None, True
        if session is not None:
            await session.close()

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
        """One call: HTTP status and body. Raises TimedOut, Unreachable, NetworkError."""
        data, files = _body(request_data)
        address = URL(url, encoded=True)
        read = self._read_timeout if read_timeout is self.DEFAULT_NONE else read_timeout
        write = write_timeout
        if write is self.DEFAULT_NONE:
            write = UPLOAD_SECONDS if files else WRITE_SECONDS
        connect = CONNECT_SECONDS if connect_timeout is self.DEFAULT_NONE else connect_timeout
        pool = POOL_SECONDS if pool_timeout is self.DEFAULT_NONE else pool_timeout
        # aiohttp's read timeout runs from when the request is sent; the whole call may take all of them.
        parts = (pool, connect, write, read)
        timeout = aiohttp.ClientTimeout(
            total=None if None in parts else sum(parts),
            connect=None if None in (pool, connect) else pool + connect,
            sock_connect=connect,
            sock_read=read if not files else None,
        )
        try:
            async with self._opened().request(
                method,
                address,
                data=data,
                timeout=timeout,
                proxy=self._proxy_for(address),
                allow_redirects=False,
            ) as response:
                return response.status, await response.read()
        except (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError) as error:
            raise Unreachable(f"no connection to {address.host}: {_reason(error)}") from None
        except TimeoutError:
            raise TimedOut from None
        except (aiohttp.ClientError, OSError) as error:
            raise NetworkError(f"{type(error).__name__}: {_reason(error)}") from None

    @staticmethod
    def parse_json_payload(payload: bytes) -> dict[str, Any]:
        """An answer of Telegram's. Raises TelegramError where it is none.

        A sent message comes back with the formatting and buttons it was sent with; nobody reads those, and
        making an object of each costs more than sending it did, so they are left out.
        """
        answer = BaseRequest.parse_json_payload(payload)
        result = answer.get("result")
        if isinstance(result, dict) and "message_id" in result:
            for known in KNOWN_OF_SENT:
                result.pop(known, None)
        return answer

    def _proxy_for(self, address: URL) -> str | None:
        """The proxy that the environment names for an address: by its scheme, else ALL_PROXY."""
        key = (address.scheme, address.host or "")
        if key not in self._proxies:
            named = getproxies()
            proxy = named.get(address.scheme) or named.get("all")
            self._proxies[key] = None if proxy_bypass(key[1]) else proxy
        return self._proxies[key]


def _body(request_data: RequestData | None) -> tuple[Any, bool]:
    """The body of a request, and whether files are in it.

    JSON, of which Telegram takes either the values or, as here, their texts: Chinese in a form would be
    three times as long and several times as slow to write (core.telegram.org/bots/api#making-requests).
    """
    if request_data is None or not request_data.parameters:
        return None, False
    parameters = request_data.json_parameters
    if not request_data.contains_files:
        return aiohttp.BytesPayload(json.dumps(parameters).encode(), content_type=JSON), False
    # Telegram takes names as UTF-8, and percent signs as they are.
    form = aiohttp.FormData(quote_fields=False)
    for name, value in parameters.items():
        form.add_field(name, value)
    for name, (filename, content, mime_type) in request_data.multipart_data.items():
        form.add_field(name, content, filename=" ".join(filename.split()), content_type=mime_type)
    return form, True


def _reason(error: Exception) -> str:
    """What went wrong, without the address."""
    if isinstance(error, OSError) and error.strerror:
        return error.strerror
    if isinstance(error, aiohttp.ServerDisconnectedError):
        return "the connection was closed without an answer"
    return type(error).__name__
