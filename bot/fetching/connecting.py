"""Connections to public addresses alone, checked where the connection is made.

A name is looked up for each connection, once, and all its addresses are checked; what is connected to is one
of these and checked again when its socket is made. So no answer that a name server gives later counts.
"""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Awaitable, Callable
from typing import Any

import aiohttp
from aiohttp.abc import AbstractResolver, ResolveResult

from bot.fetching.refused import FetchRefused, Reason
from bot.fetching.web_address import check_public

# The addresses of a name; OSError where there are none.
Lookup = Callable[[str], Awaitable[list[str]]]
CONNECTIONS = 8
MOST_ADDRESSES = 32


class NotPublicHere(OSError):
    """A connection to an address that is not public was about to be made."""


async def system_lookup(host: str) -> list[str]:
    """The addresses of a name, as the system knows them. Raises OSError."""
    found = await asyncio.get_running_loop().getaddrinfo(host, None, type=socket.SOCK_STREAM)
    return [str(address[0]) for *_, address in found]


class PublicResolver(AbstractResolver):
    """Looks names up for aiohttp, and refuses a name one of whose addresses is not public."""

    def __init__(self, lookup: Lookup, also: frozenset[tuple[str, int]]) -> None:
        self._lookup = lookup
        self._also = also

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_UNSPEC
    ) -> list[ResolveResult]:
        """The addresses of a host. Raises FetchRefused."""
        try:
            addresses = await self._lookup(host)
        except OSError as error:
            raise FetchRefused(Reason.UNKNOWN_HOST, f"no address of {host} is known") from error
        if not addresses:
            raise FetchRefused(Reason.UNKNOWN_HOST, f"no address of {host} is known")
        for address in addresses:
            check_public(host, address, port, self._also)
        return [
            ResolveResult(
                hostname=host,
                host=address,
                port=port,
                family=socket.AF_INET6 if ":" in address else socket.AF_INET,
                proto=0,
                flags=socket.AI_NUMERICHOST,
            )
            for address in addresses[:MOST_ADDRESSES]
        ]

    async def close(self) -> None:
        """Nothing is kept open."""


def connector(lookup: Lookup, also: frozenset[tuple[str, int]]) -> aiohttp.TCPConnector:
    """What makes the connections; each is used once. `also` are addresses and ports besides public ones."""

    def make_socket(info: Any) -> socket.socket:
        family, kind, protocol, _, (address, port, *_) = info
        try:
            check_public("a name", str(address), port, also)
        except FetchRefused as refused:
            raise NotPublicHere(str(refused)) from refused
        return socket.socket(family, kind, protocol)

    return aiohttp.TCPConnector(
        resolver=PublicResolver(lookup, also),
        use_dns_cache=False,
        force_close=True,
        limit=CONNECTIONS,
        socket_factory=make_socket,
    )
