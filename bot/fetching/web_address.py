"""Addresses of pages: what may be asked for at all, before any name is looked up."""

from __future__ import annotations

import ipaddress
import re

from yarl import URL

from bot.fetching.public_addresses import is_public
from bot.fetching.refused import FetchRefused, Reason

PORTS = frozenset({80, 443})
LONGEST_ADDRESS = 2000
LONGEST_HOST = 253
# Names that no public server has (RFC 6761, 6762, 8375, and the usual ones of offices).
INSIDE = ("localhost", "local", "internal", "intranet", "lan", "home", "corp", "home.arpa", "onion")
# At most 127 labels (RFC 1035).
_NAME = re.compile(r"(?:[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?\.){1,126}[a-z0-9-]{2,63}")
# 127.1, 0x7f000001, 0177.0.0.1 and 2130706433 are taken for IPv4 addresses by system libraries.
_LIKE_A_NUMBER = re.compile(r"(?:.*\.)?(?:[0-9]+|0x[0-9a-f]*)\.?")


def web_address(text: str, ports: frozenset[int] = PORTS) -> URL:
    """An http or https address without its fragment. Raises FetchRefused where it may not be asked for."""
    if len(text) > LONGEST_ADDRESS or re.search(r"[\s\x00-\x20\x7f]", text):
        raise FetchRefused(Reason.NO_ADDRESS, "no address of a page")
    try:
        url = URL(text).with_fragment(None)
        host, port = url.raw_host, url.port
    except ValueError as error:
        raise FetchRefused(Reason.NO_ADDRESS, "no address of a page") from error
    if url.scheme not in ("http", "https") or not host or len(host) > LONGEST_HOST:
        raise FetchRefused(Reason.NO_ADDRESS, "no http or https address")
    if url.raw_user is not None or url.raw_password is not None:
        raise FetchRefused(Reason.WITH_PASSWORD, "the address holds a name or password")
    if port not in ports:
        raise FetchRefused(Reason.OTHER_PORT, f"port {port} is none of a public site's")
    _check_host(host.lower())
    return url


def is_ip(host: str) -> bool:
    """Whether a host is an IP address and no name."""
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True


def _check_host(host: str) -> None:
    """Raises FetchRefused for a host that can't be a public one. IP addresses are for who connects."""
    if is_ip(host) and "%" not in host:
        return
    if ":" in host or _LIKE_A_NUMBER.fullmatch(host):
        raise FetchRefused(Reason.NOT_PUBLIC, "the host is an address in an unusual form")
    name = host.removesuffix(".")
    if "." not in name or any(name == each or name.endswith(f".{each}") for each in INSIDE):
        raise FetchRefused(Reason.NOT_PUBLIC, f"{host} is no public name")
    if not _NAME.fullmatch(name):
        raise FetchRefused(Reason.NO_ADDRESS, "the host is no name")


def check_public(host: str, address: str, port: int, also: frozenset[tuple[str, int]]) -> None:
    """Raises FetchRefused unless the address is public, or one of `also`, with its port."""
    if not is_public(address) and (address, port) not in also:
        raise FetchRefused(Reason.NOT_PUBLIC, f"{host} leads to an address that is not public")
