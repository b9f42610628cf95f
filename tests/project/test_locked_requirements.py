"""What `make` installs is locked, with the hash of every file, and is what the requirements ask for."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from docs.rooms import PROJECT

LOCKED = ("requirements", "requirements-build", "requirements-dev")
PIN = re.compile(r"^([A-Za-z0-9._-]+)==(\S+?)(?: ; (.+?))? \\$", re.MULTILINE)


def lock_of(name: str) -> str:
    """The text of a lock."""
    return (PROJECT / f"{name}.lock").read_text(encoding="utf-8")


def pinned(name: str) -> dict[str, set[str]]:
    """The versions of each package in a lock: several where platforms differ."""
    found: dict[str, set[str]] = {}
    for package, version, _ in PIN.findall(lock_of(name)):
        found.setdefault(canonicalize_name(package), set()).add(version)
    return found


def asked(name: str) -> Iterator[Requirement]:
    """The requirements of a file, and of the one that it takes up."""
    for line in (PROJECT / f"{name}.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("-r "):
            yield from asked(line.removeprefix("-r ").removesuffix(".txt"))
        elif not line.startswith("#"):
            yield Requirement(line.partition("  #")[0])


@pytest.mark.parametrize("name", LOCKED)
def test_each_requirement_is_met_by_what_is_locked(name: str) -> None:
    versions = pinned(name)
    for requirement in asked(name):
        locked = versions.get(canonicalize_name(requirement.name), set())
        met = locked and all(requirement.specifier.contains(each) for each in locked)
        assert met, f"{name}.lock has {locked or 'nothing'} for {requirement}: run `make lock`"


@pytest.mark.parametrize("name", LOCKED)
def test_each_locked_package_has_its_hashes_and_nothing_else_is_in_the_lock(name: str) -> None:
    text = lock_of(name)
    packages = re.split(r"^(?=[A-Za-z0-9])", text, flags=re.MULTILINE)[1:]
    assert len(packages) == len(PIN.findall(text)) > 0, "each is pinned with =="
    for package in packages:
        assert re.search(r"^    --hash=sha256:[0-9a-f]{64}", package, re.MULTILINE), package
    assert "make lock" in text.splitlines()[1]
    assert "://" not in text and "@" not in text, "where it came from is no part of it"


@pytest.mark.parametrize("name", ["requirements-build", "requirements-dev"])
def test_what_is_tested_with_is_what_is_served_with(name: str) -> None:
    served, beside = pinned("requirements"), pinned(name)
    assert {package: served[package] for package in served.keys() & beside.keys()} == {
        package: beside[package] for package in served.keys() & beside.keys()
    }


def test_make_installs_nothing_of_ours_without_hashes() -> None:
    makefile = (PROJECT / "Makefile").read_text(encoding="utf-8")
    assert re.search(r"^INSTALL := .* --require-hashes$", makefile, re.MULTILINE)
    for kind, name in (("", "requirements"), ("-dev", "requirements-dev")):
        [recipe] = re.findall(
            rf"^\$\(VENV\)/\.installed{kind}: (?:.*\n)((?:\t.*\n)+)", makefile, re.MULTILINE
        )
        installs = [line for line in recipe.splitlines() if "install" in line.lower() and "touch" not in line]
        assert all("$(INSTALL)" in line for line in installs), recipe
        assert f"-r {name}.lock" in recipe
