"""The Bot API stand-in over real HTTP on 127.0.0.1.

In a test: `async with Loopback(BotApi()) as server: server.url`. In a process of its own, for benchmarks and
for killing the other side: `python -m playground.standin.loopback --port N --token T --users 1000`.
Methods are at /bot<token>/<method>, files at /file/bot<token>/<path>, as on api.telegram.org.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import signal
import sys
import time
from collections.abc import Coroutine
from types import TracebackType
from typing import Any
from urllib.parse import parse_qsl, unquote

from tornado.http1connection import HTTP1Connection
from tornado.httpserver import HTTPServer
from tornado.httputil import (
    HTTPConnection,
    HTTPFile,
    HTTPHeaders,
    HTTPInputError,
    HTTPMessageDelegate,
    HTTPOutputError,
    HTTPServerConnectionDelegate,
    RequestStartLine,
    ResponseStartLine,
    parse_body_arguments,
)
from tornado.iostream import StreamClosedError

from playground.standin import call_faults
from playground.standin.api_limits import MAX_UPLOAD
from playground.standin.bot_api import TEST_TOKEN, Answer, BotApi
from playground.standin.call import Upload
from playground.standin.control import Control
from playground.standin.port import HOST, PortInUse, listen

_BODY_SLACK = 1024 * 1024  # bytes of a multipart body besides its file
_HANG_SECONDS = 3600.0  # how long a call that is never answered stays open
_JSON = "application/json"
_NOT_FOUND = b'{"ok":false,"error_code":404,"description":"Not Found"}'
_BROKEN_BODY = (
    b'{"ok":false,"error_code":400,"description":"Bad Request: can\'t parse parameters JSON object"}'
)


class Loopback(HTTPServerConnectionDelegate):
    """Serves a BotApi over HTTP while it is entered; `url` is what TELEGRAM_API_URL is to be.

    It sits right on Tornado's connections, without its request objects and routing: that is a third of the
    time of a call, and benchmarks measure the other side.
    """

    def __init__(self, api: BotApi, port: int = 0, *, control: bool = False) -> None:
        self.api = api
        self.port = port
        self.control = Control(api) if control else None
        self._server = HTTPServer(self, max_body_size=MAX_UPLOAD + _BODY_SLACK)
        self._running: set[asyncio.Task[None]] = set()

    @property
    def url(self) -> str:
        """The address without a slash at its end."""
        return f"http://{HOST}:{self.port}"

    @property
    def open_connections(self) -> int:
        """How many clients are connected; what they had sent before they went away is dealt with at 0."""
        return len(self._server._connections)

    async def __aenter__(self) -> Loopback:
        listening = listen(self.port)
        self.port = listening.getsockname()[1]
        self._server.add_sockets([listening])
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.stop()
        for task in list(self._running):
            task.cancel()
        await asyncio.gather(*self._running, return_exceptions=True)
        await self._server.close_all_connections()

    def start_request(self, server_conn: object, request_conn: HTTPConnection) -> HTTPMessageDelegate:
        """Tornado's question: who takes the next request of a connection?"""
        assert isinstance(request_conn, HTTP1Connection)  # HTTPServer makes no other
        return _Exchange(self, request_conn)

    def run(self, exchange: Coroutine[Any, Any, None]) -> None:
        """Let an exchange run until it is done, or the server stops."""
        task = asyncio.get_running_loop().create_task(exchange)
        self._running.add(task)
        task.add_done_callback(self._running.discard)


class _Exchange(HTTPMessageDelegate):
    """One request and its answer."""

    def __init__(self, server: Loopback, connection: HTTP1Connection) -> None:
        self._server = server
        self._connection = connection
        self._path = ""
        self._query = ""
        self._headers = HTTPHeaders()
        self._body = bytearray()

    def headers_received(
        self, start_line: RequestStartLine | ResponseStartLine, headers: HTTPHeaders
    ) -> None:
        assert isinstance(start_line, RequestStartLine)
        self._path, _, self._query = start_line.path.partition("?")
        self._headers = headers

    def data_received(self, chunk: bytes) -> None:
        self._body += chunk

    def finish(self) -> None:
        self._server.run(self._serve())

    def on_connection_close(self) -> None:
        """The request never came in whole; there is nothing to answer."""

    async def _serve(self) -> None:
        connection = self._connection
        try:
            answer = await self._answer()
        except call_faults.ConnectionDropped:
            connection.close()
            return
        except call_faults.NoAnswer:
            _cancel_on_close(connection)
            await asyncio.sleep(_HANG_SECONDS)
            return
        connection.set_close_callback(None)
        headers = HTTPHeaders({"Content-Length": str(len(answer.body)), "Content-Type": _JSON})
        try:
            connection.write_headers(ResponseStartLine("", answer.status, "-"), headers, answer.body)
            connection.finish()
        except (StreamClosedError, HTTPOutputError):
            pass  # the other side is gone; what it asked for is done

    async def _answer(self) -> Answer:
        api = self._server.api
        steps = self._path.split("/")
        if len(steps) > 3 and steps[1] == "file" and steps[2].startswith("bot"):
            token = unquote(steps[2].removeprefix("bot"))
            return api.download(token, unquote("/".join(steps[3:])))
        is_control = self._server.control is not None and steps[1] == "control"
        if len(steps) != 3 or not (is_control or steps[1].startswith("bot")):
            return Answer(404, _NOT_FOUND)
        try:
            parameters, uploads = self._parameters()
        except (ValueError, HTTPInputError):
            return Answer(400, _BROKEN_BODY)
        if is_control and self._server.control is not None:
            return await self._server.control.answer(steps[2], parameters)
        if steps[2].lower() == "getupdates":
            _cancel_on_close(self._connection)  # a client that went away must not be waited for
        return await api.handle(unquote(steps[1].removeprefix("bot")), unquote(steps[2]), parameters, uploads)

    def _parameters(self) -> tuple[dict[str, Any], dict[str, Upload]]:
        """Query, urlencoded, multipart or JSON parameters, and files; ValueError for a broken body."""
        parameters: dict[str, Any] = dict(parse_qsl(self._query, keep_blank_values=True))
        uploads: dict[str, Upload] = {}
        if not self._body:
            return parameters, uploads
        kind = self._headers.get("Content-Type", "")
        if kind.startswith("application/json"):
            body = json.loads(self._body)
            if not isinstance(body, dict):
                raise ValueError("parameters are to be a JSON object")
            parameters |= body
        elif kind.startswith("application/x-www-form-urlencoded"):
            parameters |= parse_qsl(self._body.decode("utf-8", "replace"), keep_blank_values=True)
        elif kind.startswith("multipart/form-data"):
            values: dict[str, list[bytes]] = {}
            files: dict[str, list[HTTPFile]] = {}
            parse_body_arguments(kind, bytes(self._body), values, files)
            parameters |= {name: parts[-1].decode("utf-8", "replace") for name, parts in values.items()}
            for name, parts in files.items():
                file = parts[-1]
                uploads[name] = Upload(file.filename, file.body, file.content_type)
        return parameters, uploads


def _cancel_on_close(connection: HTTP1Connection) -> None:
    task = asyncio.current_task()
    assert task is not None

    def cancel() -> None:
        task.cancel()

    connection.set_close_callback(cancel)


async def serve(port: int, token: str, users: int, *, flow_limits: bool, keep_calls: int | None) -> None:
    """Serve until SIGTERM or SIGINT, with users 1 to `users` who have all started the bot."""
    api = BotApi(token, flow_limits=flow_limits, log_size=keep_calls, first_update_id=int(time.time()))
    for number in range(1, users + 1):
        api.user(number, started=True)
    stopped = asyncio.Event()
    for name in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(name, stopped.set)
    async with Loopback(api, port, control=True) as server:
        print(server.url, flush=True)
        await stopped.wait()


def main() -> int:
    """The command line; prints the address once it listens."""
    parser = argparse.ArgumentParser(
        prog="python -m playground.standin.loopback", description="A Bot API of our own on 127.0.0.1."
    )
    parser.add_argument("--port", type=int, default=0, help="0 takes a free one (default)")
    parser.add_argument("--token", default=TEST_TOKEN, help="the bot token that is accepted")
    parser.add_argument("--users", type=int, default=0, help="users 1 to N have started the bot")
    parser.add_argument("--limits", action="store_true", help="refuse what is faster than Telegram allows")
    parser.add_argument("--keep-calls", type=int, default=0, help="how many calls to keep; 0 (default) none")
    options = parser.parse_args()
    try:
        asyncio.run(
            serve(
                options.port,
                options.token,
                options.users,
                flow_limits=options.limits,
                keep_calls=options.keep_calls,
            )
        )
    except PortInUse as problem:
        print(f"port {problem.port} is in use; choose another with --port", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
