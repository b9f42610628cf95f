"""The way to Telegram: python-telegram-bot's request interface over aiohttp.

Several times as many messages a second as the library's own transport over httpx, which is what a broadcast
is bound by; benchmarks/delivery.py measures both.
"""

from __future__ import annotations

import json
from functools import lru_cache
from http import HTTPStatus
from typing import Any

import aiohttp
from aiohttp_socks import ProxyConnectionError, ProxyConnector, ProxyError, ProxyTimeoutError, ProxyType
from telegram.error import NetworkError, TelegramError, TimedOut
from telegram.request import BaseRequest, RequestData
from yarl import URL

from bot.transport.proxy import Proxy
from bot.transport.written_call import WrittenCall

# As python-telegram-bot's own transport has them.
READ_SECONDS = WRITE_SECONDS = CONNECT_SECONDS = 5.0
POOL_SECONDS = 1.0
UPLOAD_SECONDS = 20.0
CONNECTIONS = 256
# Telegram's servers let go of an idle connection after about a minute; a request must not meet that.
KEEP_ALIVE_SECONDS = 30.0
# Nothing was asked: there was no way to the server, or the proxy refused to make one.
_NO_CONNECTION = (
    aiohttp.ClientConnectorError,
    aiohttp.ConnectionTimeoutError,
    aiohttp.ClientHttpProxyError,
    ProxyConnectionError,
    ProxyTimeoutError,
    ProxyError,
)
KNOWN_OF_SENT = ("entities", "reply_markup")
JSON = "application/json"


class Unreachable(NetworkError):
    """No connection could be made, so nothing was asked and nothing was done."""


class AiohttpRequest(BaseRequest):
    """Requests to the Bot API, through a proxy where one is given.

    An error never names the address that was called, which holds the bot's token, nor a proxy's password.
    """

    def __init__(
        self,
        *,
        connections: int = CONNECTIONS,
        read_timeout: float = READ_SECONDS,
        proxy: Proxy | None = None,
    ) -> None:
        self._connections = connections
        self._read_timeout = read_timeout
        self._session: aiohttp.ClientSession | None = None
        self._is_shut = False
        self._proxy = proxy

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
            self._session = aiohttp.ClientSession(
                connector=_connector(self._proxy, self._connections),
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
        address = _address(url)
        if write_timeout is self.DEFAULT_NONE:
            write_timeout = UPLOAD_SECONDS if files else WRITE_SECONDS
        timeout = _timeout(
            self._read_timeout if read_timeout is self.DEFAULT_NONE else read_timeout,
            write_timeout,
            CONNECT_SECONDS if connect_timeout is self.DEFAULT_NONE else connect_timeout,
            POOL_SECONDS if pool_timeout is self.DEFAULT_NONE else pool_timeout,
            uploads=files,
        )
        try:
            async with self._opened().request(
                method,
                address,
                data=data,
                timeout=timeout,
                allow_redirects=False,
                **_forwarding(self._proxy, address.scheme),
            ) as response:
                if response.status == HTTPStatus.PROXY_AUTHENTICATION_REQUIRED:
                    raise Unreachable(f"no connection to {address.host}{self._way}: it wants a password")
                return response.status, await response.read()
        except _NO_CONNECTION as error:
            raise Unreachable(f"no connection to {address.host}{self._way}: {_reason(error)}") from None
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
        # As BaseRequest does, which writes a trace to the log for every page of a gateway that comes instead.
        try:
            answer = json.loads(payload.decode("utf-8", "replace"))
        except ValueError:
            raise TelegramError("Invalid server response") from None
        if not isinstance(answer, dict):
            raise TelegramError("Invalid server response")
        result = answer.get("result")
        if isinstance(result, dict) and "message_id" in result:
            for known in KNOWN_OF_SENT:
                result.pop(known, None)
        return answer

    @property
    def _way(self) -> str:
        """How a host is reached, for a line that says that it isn't."""
        proxy = self._proxy
        return "" if proxy is None else f" through the proxy {proxy} that {proxy.variable} names"


@lru_cache(maxsize=64)
def _address(url: str) -> URL:
    """The address of a method; there are few, and each is called very often."""
    return URL(url, encoded=True)


@lru_cache(maxsize=64)
def _timeout(
    read: float | None, write: float | None, connect: float | None, pool: float | None, *, uploads: bool
) -> aiohttp.ClientTimeout:
    """What aiohttp is to wait for: its read timeout runs from when the request is sent.

    The whole call may take all of them.
    """
    parts = (pool, connect, write, read)
    return aiohttp.ClientTimeout(
        total=None if None in parts else sum(part for part in parts if part is not None),
        connect=None if pool is None or connect is None else pool + connect,
        sock_connect=connect,
        sock_read=None if uploads else read,
    )


def _connector(proxy: Proxy | None, connections: int) -> aiohttp.TCPConnector:
    """What makes the connections; a SOCKS proxy is asked to look names up itself."""
    options: dict[str, Any] = {"limit": connections, "keepalive_timeout": KEEP_ALIVE_SECONDS}
    if proxy is None or proxy.scheme != "socks5":
        return aiohttp.TCPConnector(**options)
    return ProxyConnector(
        host=proxy.host,
        port=proxy.port,
        proxy_type=ProxyType.SOCKS5,
        username=proxy.username,
        password=proxy.password,
        rdns=True,
        **options,
    )


def _forwarding(proxy: Proxy | None, scheme: str) -> dict[str, Any]:
    """What a request is told of an http or https proxy, which aiohttp speaks with itself.

    To an https server it makes a tunnel, and the password is for that alone; an http call is passed on.
    """
    if proxy is None or proxy.scheme == "socks5":
        return {}
    if proxy.username is None:
        return {"proxy": str(proxy)}
    credentials = aiohttp.encode_basic_auth(proxy.username, proxy.password or "")
    headers = {aiohttp.hdrs.PROXY_AUTHORIZATION: credentials}
    return {"proxy": str(proxy), ("proxy_headers" if scheme == "https" else "headers"): headers}


def _body(request_data: RequestData | WrittenCall | None) -> tuple[Any, bool]:
    """The body of a request, and whether files are in it.

    JSON, of which Telegram takes either the values or, as here, their texts: Chinese in a form would be
    three times as long and several times as slow to write (core.telegram.org/bots/api#making-requests).
    """
    if isinstance(request_data, WrittenCall):
        return aiohttp.BytesPayload(request_data.body, content_type=JSON), False
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
    if isinstance(error, aiohttp.ClientHttpProxyError):
        return f"the proxy answered {error.status} {error.message}"
    if isinstance(error, ProxyError | ProxyConnectionError):
        return f"the proxy: {error}"
    if isinstance(error, ProxyTimeoutError):
        return "no answer in time"
    if isinstance(error, OSError) and error.strerror:
        return error.strerror
    if isinstance(error, aiohttp.ServerDisconnectedError):
        return "the connection was closed without an answer"
    return type(error).__name__
