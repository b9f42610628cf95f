"""Ports of this machine, reachable from nowhere else."""

from __future__ import annotations

import errno
import socket

HOST = "127.0.0.1"
HIGHEST = 65_535
_BACKLOG = 512
_LOOKED_THROUGH = 100


class PortInUse(OSError):
    """Somebody else listens on the port; `port` is its number."""

    def __init__(self, port: int) -> None:
        super().__init__(errno.EADDRINUSE, f"port {port} is in use")
        self.port = port


def next_free_port(port: int) -> int:
    """The first port above one, or any where there is none, that nobody listens on now."""
    for number in (*range(port + 1, min(port + _LOOKED_THROUGH, HIGHEST) + 1), 0):
        try:
            with listen(number) as listening:
                return int(listening.getsockname()[1])
        except OSError:
            continue
    raise PortInUse(port)


def listen(port: int) -> socket.socket:
    """A listening socket on 127.0.0.1; port 0 takes a free one. Raises PortInUse."""
    listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    try:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.setblocking(False)
        listening.bind((HOST, port))
        listening.listen(_BACKLOG)
    except OSError as error:
        listening.close()
        if error.errno == errno.EADDRINUSE:
            raise PortInUse(port) from None
        raise
    return listening
