"""What a service manager such as systemd is told, by the datagrams of sd_notify(3).

A few lines of our own: the protocol is one datagram of NAME=value lines, and a library would be one more
package to keep.
"""

from __future__ import annotations

import logging
import os
import socket
from collections.abc import Mapping

log = logging.getLogger(__name__)


class ServiceManager:
    """Whoever listens at `address`, a path or a name with @ before it; without one nobody is told anything.

    `watchdog_seconds` is how long it may hear no sign of life before it starts the bot anew; None: for ever.
    """

    def __init__(self, address: str | None = None, watchdog_seconds: float | None = None) -> None:
        self._address = "\0" + address[1:] if address and address.startswith("@") else address
        self.watchdog_seconds = watchdog_seconds if address else None
        self._is_told = False

    @classmethod
    def of(cls, environment: Mapping[str, str]) -> ServiceManager:
        """The one that started this process, as NOTIFY_SOCKET, WATCHDOG_USEC and WATCHDOG_PID name it."""
        microseconds = environment.get("WATCHDOG_USEC", "")
        ours = environment.get("WATCHDOG_PID", str(os.getpid())) == str(os.getpid())
        watched = (
            ours
            and microseconds.isascii()
            and microseconds.isdecimal()
            and 0 < len(microseconds) < 20
            and int(microseconds) > 0
        )
        return cls(environment.get("NOTIFY_SOCKET"), int(microseconds) / 1e6 if watched else None)

    def ready(self, status: str) -> None:
        """The bot has started; said once however often it is called. `status` is one line for people."""
        if self._is_told:
            self.status(status)
        else:
            self._tell("READY=1", f"STATUS={status}")
            self._is_told = True

    def status(self, status: str) -> None:
        """How it stands, in one line for people."""
        self._tell(f"STATUS={status}")

    def stopping(self) -> None:
        """The bot has begun to stop."""
        self._tell("STOPPING=1", "STATUS=Stopping")

    def lives(self) -> None:
        """A sign of life."""
        self._tell("WATCHDOG=1")

    def _tell(self, *lines: str) -> None:
        if self._address is None:
            return
        try:
            with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM | socket.SOCK_CLOEXEC) as way:
                way.setblocking(False)  # a manager that doesn't read must not hold up the bot
                way.connect(self._address)
                way.send("\n".join(lines).encode())
        except (OSError, ValueError) as error:
            log.warning("The service manager could not be told %s: %s", lines[0], error)
