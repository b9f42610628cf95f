"""Whether the bot in this container is well: asks /healthz where OPS_LISTEN says; exit status 0 or 1."""

from __future__ import annotations

import os
import sys
import urllib.error
import urllib.request
from http.client import HTTPException

DEFAULT = "127.0.0.1:9464"
TIMEOUT_SECONDS = 5.0


def is_well(listen: str) -> bool:
    """Whether /healthz at `listen`, host:port, answers that all is well; a proxy is never asked."""
    host, _, port = listen.rpartition(":")
    if host in ("", "0.0.0.0", "[::]"):
        host = "[::1]" if host == "[::]" else "127.0.0.1"
    straight = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with straight.open(f"http://{host}:{port}/healthz", timeout=TIMEOUT_SECONDS) as answer:
            return int(answer.status) == 200
    except urllib.error.HTTPError as error:
        with error:
            print(error.read(2000).decode(errors="replace"))
    # Whatever OPS_LISTEN says and whoever answers there: that it is not well, in a line.
    except (OSError, HTTPException, ValueError) as error:
        print(f"{listen}: {error}")
    return False


if __name__ == "__main__":
    sys.exit(0 if is_well(os.environ.get("OPS_LISTEN") or DEFAULT) else 1)
