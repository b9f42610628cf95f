"""Listening: /healthz and /metrics over HTTP, for the operator's own machines."""

from __future__ import annotations

import contextlib
import logging
import socket
from collections.abc import AsyncIterator
from http import HTTPStatus
from typing import Any

from tornado.httpserver import HTTPServer
from tornado.iostream import IOStream
from tornado.web import Application, RequestHandler

from bot.context import Parts
from bot.exit_status import ConfigurationError
from bot.operating.health import Health
from bot.operating.metrics import Metrics
from bot.settings.listen_address import ListenAddress, read_listen_address

log = logging.getLogger(__name__)

# Whoever asks sends a few lines at once; what takes longer or is larger is cut off.
IDLE_SECONDS = 10.0
MOST_HEADER_BYTES = 8_192
MOST_AT_ONCE = 16
BACKLOG = 16
# Whoever opens connections without end leaves the bot files to open: the one that was made first is let go.
MOST_CONNECTIONS = 64
METRICS_TYPE = "text/plain; version=0.0.4; charset=utf-8"


class Page(RequestHandler):
    """What both pages have in common: GET and HEAD alone, and nothing of what was asked in an answer."""

    SUPPORTED_METHODS = ("GET", "HEAD")

    def initialize(self, asked: Asked, health: Health, metrics: Metrics) -> None:
        """What the pages tell of."""
        self._asked = asked
        self._health = health
        self._metrics = metrics

    def set_default_headers(self) -> None:
        """No name of a program, and nothing to be kept."""
        self.clear_header("Server")
        self.set_header("Cache-Control", "no-store")
        self.set_header("X-Content-Type-Options", "nosniff")

    async def get(self) -> None:
        """The page, unless too many are asked for at once."""
        if self._asked.now >= MOST_AT_ONCE:
            self.send_error(HTTPStatus.SERVICE_UNAVAILABLE)
            return
        with self._asked.one_more():
            await self.answer()

    head = get

    async def answer(self) -> None:
        """The page itself."""
        self.send_error(HTTPStatus.NOT_FOUND)

    def write_error(self, status_code: int, **_: Any) -> None:
        """The number alone."""
        self.set_header("Content-Type", "text/plain; charset=utf-8")
        self.finish(f"{status_code}\n")


class HealthPage(Page):
    """/healthz: 200 where all is well, else 503 with what is not."""

    async def answer(self) -> None:
        """The report as JSON."""
        report = await self._health.report()
        self.set_status(HTTPStatus.SERVICE_UNAVAILABLE if report.bad else HTTPStatus.OK)
        self.finish(report.as_json)


class MetricsPage(Page):
    """/metrics: numbers for Prometheus."""

    async def answer(self) -> None:
        """The numbers as text."""
        self.set_header("Content-Type", METRICS_TYPE)
        self.finish(await self._metrics.text())


class Listener(HTTPServer):
    """An HTTP server with at most MOST_CONNECTIONS at a time."""

    def handle_stream(self, stream: IOStream, address: tuple[Any, ...]) -> None:
        """A connection was made (Tornado says)."""
        super().handle_stream(stream, address)
        open_yet = [each for each in getattr(self, "_made", ()) if not each.closed()]
        self._made = [*open_yet, stream]
        if len(self._made) > MOST_CONNECTIONS:
            self._made.pop(0).close()


class Asked:
    """How many pages are being answered."""

    def __init__(self) -> None:
        self.now = 0

    @contextlib.contextmanager
    def one_more(self) -> Any:
        """While one is answered."""
        self.now += 1
        try:
            yield
        finally:
            self.now -= 1


@contextlib.asynccontextmanager
async def listening(parts: Parts) -> AsyncIterator[ListenAddress | None]:
    """Answers on OPS_LISTEN while the block runs; yields the address, with the port as it is, None for none.

    Raises ConfigurationError where an address that somebody chose can't be had. Where it is the default, the
    bot serves without: a second bot on a machine needs no setting for it.
    """
    settings = parts.settings
    wanted = read_listen_address(settings.ops_listen)
    if wanted is None:
        yield None
        return
    try:
        family = socket.AF_INET6 if ":" in wanted.host else socket.AF_INET
        listener = socket.create_server((wanted.host, wanted.port), family=family, backlog=BACKLOG)
    except OSError as error:
        if "ops_listen" in settings.model_fields_set:
            raise ConfigurationError(
                f"OPS_LISTEN can't be used: nothing can listen on {wanted} ({error.strerror}): set it to"
                " another address, or to nothing for neither health nor metrics"
            ) from error
        log.error(
            "There is neither health nor metrics: nothing can listen on %s (%s); set OPS_LISTEN to an address"
            " of its own for each bot of this machine, or to nothing",
            wanted,
            error.strerror,
        )
        yield None
        return
    server = _server(parts)
    listener.setblocking(False)
    server.add_sockets([listener])
    address = ListenAddress(wanted.host, listener.getsockname()[1])
    log.info("Health and metrics are at http://%s/healthz and /metrics", address)
    try:
        yield address
    finally:
        server.stop()
        await server.close_all_connections()


def _server(parts: Parts) -> Listener:
    given = {"asked": Asked(), "health": Health(parts), "metrics": Metrics(parts)}
    application = Application(
        [("/healthz", HealthPage, given), ("/metrics", MetricsPage, given)],
        default_handler_class=Page,
        default_handler_args=given,
        log_function=lambda _: None,  # what is asked for comes from outside and stands in no log
    )
    return Listener(
        application,
        idle_connection_timeout=IDLE_SECONDS,
        max_header_size=MOST_HEADER_BYTES,
        max_body_size=0,
    )
