"""Small proxies on 127.0.0.1, HTTP (CONNECT and forwarding) and SOCKS5: every name leads to one server."""

from __future__ import annotations

import asyncio
import base64
import contextlib
import ipaddress
import ssl
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from playground.standin.port import HOST

SOCKS_VERSION = 5
NO_AUTH, BY_PASSWORD, NO_METHOD = 0, 2, 0xFF
NAME, IPV4 = 3, 1


@dataclass
class TestProxy:
    """A proxy that leads to `target`, a port of this machine; `asked` is what it was asked for."""

    __test__ = False

    target: int
    user: str = ""
    password: str = ""
    port: int = 0
    asked: list[str] = field(default_factory=list)

    @property
    def credentials(self) -> str:
        """user:password@, where the proxy wants them."""
        return f"{self.user}:{self.password}@" if self.user else ""

    async def pass_on(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, first: bytes = b""
    ) -> None:
        """Connects a client with the server, until either has done."""
        up_reader, up_writer = await asyncio.open_connection(HOST, self.target)
        up_writer.write(first)
        both = [asyncio.create_task(_pump(reader, up_writer)), asyncio.create_task(_pump(up_reader, writer))]
        try:
            await asyncio.wait(both, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for task in both:
                task.cancel()
            up_writer.close()


async def _pump(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    with contextlib.suppress(ConnectionError, ssl.SSLError):
        while data := await reader.read(65_536):
            writer.write(data)
            await writer.drain()


async def _serve_http(proxy: TestProxy, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    head = (await reader.readuntil(b"\r\n\r\n")).decode()
    line, *headers = head.split("\r\n")
    method, where, _ = line.split(" ")
    proxy.asked.append(f"{method} {where if method == 'CONNECT' else urlsplit(where).netloc}")
    wanted = base64.b64encode(f"{proxy.user}:{proxy.password}".encode()).decode()
    if proxy.user and f"proxy-authorization: basic {wanted}".lower() not in [one.lower() for one in headers]:
        writer.write(b"HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n")
    elif method == "CONNECT":
        writer.write(b"HTTP/1.1 200 Connection established\r\n\r\n")
        await proxy.pass_on(reader, writer)
    else:
        parts = urlsplit(where)
        path = parts.path + (f"?{parts.query}" if parts.query else "")
        passed = [one for one in headers if not one.lower().startswith(("proxy-", "connection:"))]
        first = "\r\n".join([f"{method} {path} HTTP/1.1", "Connection: close", *passed])
        await proxy.pass_on(reader, writer, first.encode())


async def _serve_socks(proxy: TestProxy, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """RFC 1928, and RFC 1929 for the password."""
    _, count = await reader.readexactly(2)
    methods = await reader.readexactly(count)
    method = BY_PASSWORD if proxy.user else NO_AUTH
    writer.write(bytes([SOCKS_VERSION, method if method in methods else NO_METHOD]))
    if method not in methods:
        return
    if method == BY_PASSWORD:
        said = []
        await reader.readexactly(1)
        for _ in range(2):
            said.append((await reader.readexactly((await reader.readexactly(1))[0])).decode())
        right = said == [proxy.user, proxy.password]
        writer.write(bytes([1, 0 if right else 1]))
        if not right:
            return
    *_, kind = await reader.readexactly(4)
    if kind == NAME:
        host = (await reader.readexactly((await reader.readexactly(1))[0])).decode()
    else:
        host = str(ipaddress.ip_address(await reader.readexactly(4 if kind == IPV4 else 16)))
    port = int.from_bytes(await reader.readexactly(2))
    proxy.asked.append(f"SOCKS {host}:{port}")
    writer.write(bytes([SOCKS_VERSION, 0, 0, IPV4, 0, 0, 0, 0, 0, 0]))
    await proxy.pass_on(reader, writer)


@contextlib.asynccontextmanager
async def proxy_to(
    target: int, kind: str = "http", *, user: str = "", password: str = ""
) -> AsyncIterator[TestProxy]:
    """A proxy of a kind, http or socks5, that leads to a port whatever it is asked for."""
    proxy = TestProxy(target, user, password)
    serve = _serve_http if kind == "http" else _serve_socks

    async def serve_one(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            await serve(proxy, reader, writer)
        except (ConnectionError, asyncio.IncompleteReadError):
            pass  # the client went away
        finally:
            writer.close()

    async with _listening(serve_one) as port:
        proxy.port = port
        yield proxy


@contextlib.asynccontextmanager
async def tls_in_front_of(target: int, certificate: str, key: str) -> AsyncIterator[int]:
    """A TLS server before a port of this machine; its own port."""
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(certificate, key)
    way = TestProxy(target)

    async def serve_one(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            await way.pass_on(reader, writer)
        finally:
            writer.close()

    async with _listening(serve_one, context) as port:
        yield port


@contextlib.asynccontextmanager
async def _listening(serve_one, context: ssl.SSLContext | None = None) -> AsyncIterator[int]:  # type: ignore[no-untyped-def]
    tasks: set[asyncio.Task[None]] = set()

    def accept(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.ensure_future(serve_one(reader, writer))
        tasks.add(task)
        task.add_done_callback(tasks.discard)

    server = await asyncio.start_server(accept, HOST, 0, ssl=context)
    try:
        yield server.sockets[0].getsockname()[1]
    finally:
        server.close()
        for task in list(tasks):
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
