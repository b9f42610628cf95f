"""An address to listen on: `127.0.0.1:9464`, `[::1]:9464`, a name and a port; or nothing."""

from __future__ import annotations

import ipaddress
import re
from dataclasses import dataclass

HIGHEST_PORT = 65_535
_FORM = re.compile(r"(?:\[([0-9A-Fa-f:.]{2,45})\]|([A-Za-z0-9.-]{1,253})):([0-9]{1,5})")


@dataclass(frozen=True, slots=True)
class ListenAddress:
    """A host, without brackets, and a port; port 0 is one that the machine chooses."""

    host: str
    port: int

    def __str__(self) -> str:
        return f"[{self.host}]:{self.port}" if ":" in self.host else f"{self.host}:{self.port}"


def read_listen_address(text: str) -> ListenAddress | None:
    """The address that a text names; None where it is empty. Raises ValueError."""
    if not text:
        return None
    found = _FORM.fullmatch(text)
    if found is None:
        raise ValueError(
            "should be a host and a port such as 127.0.0.1:9464 or [::1]:9464, or empty for none"
        )
    bracketed, host, port = found.groups()
    if bracketed is not None:
        try:
            ipaddress.IPv6Address(bracketed)
        except ValueError as error:
            raise ValueError("should have an IPv6 address between [ and ], such as [::1]:9464") from error
    if int(port) > HIGHEST_PORT:
        raise ValueError(f"should have a port between 0 and {HIGHEST_PORT}")
    return ListenAddress(bracketed or host, int(port))


def a_listen_address(text: str) -> str:
    """The text, where it names an address to listen on or is empty. Raises ValueError."""
    read_listen_address(text)
    return text
