"""The container has all that serves and no more, writes nothing but /data, and is asked how it is."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from importlib.metadata import distribution

import pytest

from deploy.healthcheck import is_well
from deploy.licences import UNKNOWN, debian_licence, licence_of
from deploy.try_dockerfile import allowed, steps
from docs.rooms import PROJECT, ROOMS
from playground.standin.port import listen

STEPS = steps((PROJECT / "Dockerfile").read_text(encoding="utf-8"))
COMPOSE = (PROJECT / "compose.yaml").read_text(encoding="utf-8")


def said(instruction: str) -> list[str]:
    """The arguments of each step of a kind."""
    return [arguments for name, arguments in STEPS if name == instruction]


def copied() -> set[str]:
    """What is copied from the project."""
    copies = [each.split() for each in said("COPY") if not each.startswith("--from=")]
    return {source for words in copies for source in words[:-1]}


def test_every_room_is_copied_and_dockerignore_lets_only_that_through() -> None:
    assert {room.split("/")[0] for room in ROOMS} | {"samples", "LICENSE"} <= copied()
    assert copied() == allowed()
    assert (PROJECT / ".dockerignore").read_text(encoding="utf-8").splitlines()[1] == "*"


def test_it_installs_by_hash_runs_as_nobody_of_rights_and_is_asked_how_it_is() -> None:
    assert any("make .venv/.installed" in each for each in said("RUN"))
    assert not any("pip install" in each for each in said("RUN"))
    [user] = said("USER")
    assert int(user) >= 10_000 and f"--uid {user}" in " ".join(said("RUN"))
    [check] = said("HEALTHCHECK")
    assert "deploy/healthcheck.py" in check
    assert any("licences.py" in each for each in said("RUN"))
    assert any("fonts-" in each for each in said("RUN"))


@pytest.mark.parametrize(
    "line",
    [
        "read_only: true",
        "cap_drop:\n      - ALL",
        "no-new-privileges:true",
        "tmpfs:",
        "mem_limit: ",
        "restart: ",
    ],
)
def test_compose_shuts_it_in(line: str) -> None:
    assert line in COMPOSE


def test_compose_keeps_data_and_nothing_else() -> None:
    assert re.findall(r"^      - (\w+):(/\w+)$", COMPOSE, re.MULTILINE) == [("data", "/data")]
    assert said("VOLUME") == ["/data"]
    assert "ports:" not in COMPOSE


@pytest.fixture
def health() -> Iterator[tuple[str, list[int]]]:
    """A /healthz, and the answer that it gives."""
    status = [200]

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(status[0] if self.path == "/healthz" else 404)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            return

    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"127.0.0.1:{server.server_port}", status
    server.shutdown()
    thread.join()
    server.server_close()


def test_the_health_check_hears_well_from_unwell(
    health: tuple[str, list[int]], monkeypatch: pytest.MonkeyPatch
) -> None:
    address, status = health
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")  # the bot's proxy is none of its business
    assert is_well(address)
    assert is_well(f"0.0.0.0:{address.partition(':')[2]}")
    status[0] = 503
    assert not is_well(address)


def test_a_bot_that_does_not_answer_is_not_well() -> None:
    with listen(0) as taken:
        port = taken.getsockname()[1]
    assert not is_well(f"127.0.0.1:{port}")


@pytest.mark.parametrize("listen", ["abc", "a..b:1", "127.0.0.1:abc", "[::", "x y:1", "[::]:0", ":"])
def test_whatever_is_set_is_not_well_in_a_line(listen: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert not is_well(listen)
    assert len(capsys.readouterr().out.splitlines()) == 1


def test_the_licence_of_each_locked_package_is_known() -> None:
    lock = (PROJECT / "requirements.lock").read_text(encoding="utf-8")
    names = [
        name for name, marker in re.findall(r"^([\w.-]+)==\S+( ;.*)? \\$", lock, re.MULTILINE) if not marker
    ]
    assert len(names) > 30
    assert not [name for name in names if licence_of(distribution(name)) == UNKNOWN]


def test_the_licences_of_a_debian_package_are_named_once_each() -> None:
    text = "Format: x\nLicense: GPL-3+\n text\n\nFiles: *\nLicense: Apache-2.0\n\nLicense: GPL-3+\n"
    assert debian_licence(text) == "GPL-3+, Apache-2.0"
    assert debian_licence("free") == UNKNOWN
