"""Which proxy Telegram is reached through: TELEGRAM_PROXY, else the standard variables, else none."""

from __future__ import annotations

import base64
import ipaddress
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import SplitResult, unquote, urlsplit

from bot.exit_status import ConfigurationError

OWN = "TELEGRAM_PROXY"
FORM = "should be an address such as http://host:port, https://host:port or socks5://user:password@host:port"
# socks5h is what curl calls a SOCKS proxy that looks names up itself; ours always does.
_SCHEMES = {"http": "http", "https": "https", "socks5": "socks5", "socks5h": "socks5"}
_USUAL_PORTS = {"http": 80, "https": 443, "socks5": 1080}


@dataclass(frozen=True, slots=True)
class Proxy:
    """A proxy: http, https or socks5, where it is, and the variable that names it. It shows no password."""

    scheme: str
    host: str
    port: int
    username: str | None = None
    password: str | None = field(default=None, repr=False)
    variable: str = OWN

    def __str__(self) -> str:
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{self.scheme}://{host}:{self.port}"


def read_proxy(address: str, variable: str = OWN) -> Proxy:
    """The proxy at an address; without a scheme it is http, as everywhere. Raises ValueError."""
    try:
        parts = _split(address)
        port = parts.port
    except ValueError as error:
        raise ValueError(FORM) from error
    scheme = _SCHEMES.get(parts.scheme)
    if scheme is None or not parts.hostname or port == 0 or re.search(r"\s", address):
        raise ValueError(FORM)
    return Proxy(
        scheme,
        parts.hostname,
        port or _USUAL_PORTS[scheme],
        None if parts.username is None else unquote(parts.username),
        None if parts.password is None else unquote(parts.password),
        variable,
    )


def secrets_in(address: str) -> tuple[str, ...]:
    """The password in a proxy's address: as it stands there, in clear, and as the proxy is told it."""
    try:
        parts = _split(address)
    except ValueError:
        return ()
    if not parts.password:
        return ()
    user, password = unquote(parts.username or ""), unquote(parts.password)
    return parts.password, password, base64.b64encode(f"{user}:{password}".encode()).decode()


def choose_proxy(url: str, *, own: str | None, standard: Mapping[str, str], without: str) -> Proxy | None:
    """The proxy for a Bot API server at `url`, or None.

    `own` is what TELEGRAM_PROXY says, `standard` the standard variables by name in capitals, `without` what
    NO_PROXY says. A server on this machine is asked directly; NO_PROXY concerns the standard variables alone.
    Raises ConfigurationError, naming the variable, where the proxy that counts can't be used.
    """
    target = urlsplit(url)
    host = target.hostname or ""
    if is_this_machine(host):
        return None
    if own is not None:
        variable, address = OWN, own
    elif is_left_out(host, without):
        return None
    else:
        named = (f"{target.scheme.upper()}_PROXY", "ALL_PROXY")
        variable = next((name for name in named if standard.get(name)), "")
        if not variable:
            return None
        address = standard[variable]
    try:
        return read_proxy(address, variable)
    except ValueError as error:
        raise ConfigurationError(f"{variable} can't be used: it {FORM}") from error


def is_left_out(host: str, without: str) -> bool:
    """Whether NO_PROXY names a host: `*`, the host itself, a domain above it, or a network it is in."""
    for entry in without.lower().split(","):
        named = re.sub(r":[0-9]+$", "", entry.strip()).removeprefix("*.").removeprefix(".")
        if named == "*" or (named and (host == named or host.endswith(f".{named}"))):
            return True
        try:
            if ipaddress.ip_address(host) in ipaddress.ip_network(entry.strip(), strict=False):
                return True
        except ValueError:
            continue  # one of the two is a name
    return False


def is_this_machine(host: str) -> bool:
    """Whether a host is the one we run on: no proxy leads there."""
    if host == "localhost" or host.endswith(".localhost"):
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _split(address: str) -> SplitResult:
    return urlsplit(address if "://" in address else f"http://{address}")
