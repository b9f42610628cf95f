"""The project installs as a package, whose command `park-briefs` works in any folder."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import tomllib
import urllib.request
from importlib.metadata import Distribution, PathDistribution
from pathlib import Path

import pytest

from docs.rooms import PROJECT, ROOMS
from playground.standin.port import listen
from tests.conftest import SAMPLE_PAGE

pytestmark = pytest.mark.slow

SHIPPED = sorted({room.split("/")[0] for room in ROOMS} | {"samples"})
OF_THE_BUILD = ["pyproject.toml", "requirements.txt", "README.md", "LICENSE"]
NOT_SHIPPED = {".json"}  # what the sample page is measured against
PATIENCE_SECONDS = 300  # it is read from source, with no dictionary laid ready, maybe on a busy machine


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that a copy of the project is installed in; its libraries are those of the tests."""
    source, target = tmp_path_factory.mktemp("source"), tmp_path_factory.mktemp("installed")
    for name in (*SHIPPED, *OF_THE_BUILD):
        if (PROJECT / name).is_dir():
            shutil.copytree(PROJECT / name, source / name)
        else:
            shutil.copy(PROJECT / name, source / name)
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-index"]
    options = ["--no-deps", "--no-build-isolation", "--no-compile", "--target", str(target)]
    done = subprocess.run([*pip, *options, str(source)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"are the tools of requirements-dev.txt up to date?\n{done.stderr}"
    return target


def start(installed: Path, folder: Path, *arguments: str) -> subprocess.Popen[str]:
    """Starts the installed command in a folder."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    return subprocess.Popen(
        [sys.executable, "-P", str(installed / "bin" / "park-briefs"), *arguments],
        cwd=folder,
        env=kept | {"PYTHONPATH": str(installed), "PYTHONUTF8": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def output_of(installed: Path, folder: Path, *arguments: str, status: int = 0) -> str:
    """What a command prints, on either stream."""
    process = start(installed, folder, *arguments)
    output, errors = process.communicate(timeout=PATIENCE_SECONDS)
    assert process.returncode == status, errors
    return output + errors


def free_port() -> int:
    """A port that nobody listens at."""
    with listen(0) as taken:
        port: int = taken.getsockname()[1]
    return port


def test_help_calls_it_by_the_name_it_has(installed: Path, tmp_path: Path) -> None:
    assert output_of(installed, tmp_path, "--help").startswith("usage: park-briefs ")


def test_without_a_token_its_own_demo_is_named(installed: Path, tmp_path: Path) -> None:
    assert output_of(installed, tmp_path, status=2).strip().endswith(": park-briefs demo")


def test_a_page_is_read_in_another_folder(installed: Path, tmp_path: Path) -> None:
    page = json.loads(output_of(installed, tmp_path, "parse", str(SAMPLE_PAGE), "--json"))
    assert len(page["articles"]) == 6


def test_the_demo_has_its_pages_and_its_sample(installed: Path, tmp_path: Path) -> None:
    demo = start(installed, tmp_path, "demo", "--port", str(free_port()))
    try:
        assert demo.stdout is not None
        words = demo.stdout.readline().split()
        [address] = [word for word in words if word.startswith("http://")]
        for name in ("", "/chat.css", "/chat.js"):
            with urllib.request.urlopen(address.rstrip("/") + name, timeout=PATIENCE_SECONDS) as answer:
                assert answer.status == 200
    finally:
        demo.send_signal(signal.SIGTERM)
        _, errors = demo.communicate(timeout=PATIENCE_SECONDS)
    assert demo.returncode == 0, errors
    assert (tmp_path / "data").is_dir(), "what it keeps is where it was called"


def test_nothing_of_the_rooms_is_left_behind(installed: Path) -> None:
    for top in SHIPPED:
        files = [PROJECT / top, *(PROJECT / top).rglob("*")]
        for file in (file for file in files if file.is_file() and "__pycache__" not in file.parts):
            here = file.relative_to(PROJECT)
            assert (installed / here).is_file() != (here.suffix in NOT_SHIPPED), here


def test_nothing_else_is_installed(installed: Path) -> None:
    names = {path.name for path in installed.iterdir() if path.suffix != ".dist-info"}
    assert names - {"__pycache__"} == {*SHIPPED, "bin"}


def test_its_libraries_are_those_of_the_requirements(installed: Path) -> None:
    [metadata] = installed.glob("park_briefs-*.dist-info")
    package: Distribution = PathDistribution(metadata)
    lines = (PROJECT / "requirements.txt").read_text(encoding="utf-8").splitlines()
    asked = [line.partition("  #")[0].partition("[")[0] for line in lines if not line.startswith("#")]
    assert len(package.requires or []) == len(asked)
    for line, required in zip(asked, package.requires or [], strict=True):
        assert required.startswith(line.partition("=")[0].partition(">")[0])


def test_the_backend_that_builds_it_is_among_the_tools_of_the_tests() -> None:
    with (PROJECT / "pyproject.toml").open("rb") as file:
        [backend] = tomllib.load(file)["build-system"]["requires"]
    assert f"{backend}," in (PROJECT / "requirements-dev.txt").read_text(encoding="utf-8")
