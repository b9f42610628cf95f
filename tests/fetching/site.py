"""A web site of a test's own on this machine: it answers bytes as they are given, good ones and bad ones."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Self

from bot.fetching.page_fetcher import PageFetcher

HERE = "127.0.0.1"
PAGE = (
    "<html><head><title>新厂房封顶</title></head><body><p>四月四日，新厂房封顶。</p></body></html>".encode()
)
Serve = Callable[[asyncio.StreamWriter], Awaitable[None]]


def answer(
    body: bytes = PAGE, kind: str = "text/html; charset=utf-8", *more: str, status: str = "200 OK"
) -> bytes:
    """A whole answer of a server."""
    lines = [f"HTTP/1.1 {status}", f"Content-Type: {kind}", f"Content-Length: {len(body)}", *more]
    return "\r\n".join([*lines, "Connection: close", "", ""]).encode() + body


def redirect(to: str, status: str = "302 Found") -> bytes:
    """An answer that leads elsewhere."""
    return answer(b"", "text/plain", f"Location: {to}", status=status)


class Site:
    """Serves `pages` by path, anything else and robots.txt as 404; remembers what was asked of which host."""

    def __init__(self, pages: dict[str, bytes | Serve] | None = None) -> None:
        self.pages: dict[str, bytes | Serve] = pages or {}
        self.asked: list[str] = []
        self.heads: list[str] = []
        self.most_at_once = 0
        self._now = 0
        self.port = 0

    async def __aenter__(self) -> Self:
        self._server = await asyncio.start_server(self._serve, HERE, 0)
        self.port = self._server.sockets[0].getsockname()[1]
        return self

    async def __aexit__(self, *_: object) -> None:
        self._server.close()

    def url(self, path: str = "/", host: str = "paper.example") -> str:
        return f"http://{host}:{self.port}{path}"

    @property
    def pages_asked(self) -> list[str]:
        """What was asked for beside robots.txt."""
        return [path for path in self.asked if path != "/robots.txt"]

    def fetcher(self, **changes: object) -> PageFetcher:
        """A fetcher for which this site is on the Internet under any name, without pauses."""

        async def lookup(_: str) -> list[str]:
            return [HERE]

        options: dict[str, object] = {"lookup": lookup, "also": frozenset({(HERE, self.port)}), "pause": 0.0}
        return PageFetcher(**(options | changes))  # type: ignore[arg-type]

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            head = (await reader.readuntil(b"\r\n\r\n")).decode()
            path = head.split(" ")[1]
            self.asked.append(path)
            self.heads.append(head)
            self._now += 1
            self.most_at_once = max(self.most_at_once, self._now)
            given = self.pages.get(path, answer(b"", status="404 Not Found"))
            if isinstance(given, bytes):
                writer.write(given)
                await writer.drain()
            else:
                await given(writer)
        except (OSError, asyncio.IncompleteReadError):
            pass
        finally:
            self._now -= 1
            writer.close()
