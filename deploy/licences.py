"""What a container carries, and under which licences: a line a package, Python's first, then Debian's.

Run while the image is built. The texts themselves are in each package's `….dist-info` and in
/usr/share/doc/PACKAGE/copyright.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from importlib.metadata import Distribution, distributions
from pathlib import Path

DOCUMENTS = Path("/usr/share/doc")
UNKNOWN = "see its copyright file"


def licence_of(package: Distribution) -> str:
    """What a Python package says of its licence: an expression, else its classifiers, else its first line."""
    said = package.metadata
    if "License-Expression" in said:
        return said["License-Expression"]
    names = [each.rpartition(" :: ")[2] for each in said.get_all("Classifier", []) if "License ::" in each]
    written = "\n".join(said.get_all("License", [])).strip().splitlines()
    return " / ".join(names) or (written[0][:80] if written else UNKNOWN)


def debian_licence(copyright_text: str) -> str:
    """The short names of licences in a machine-readable copyright file, each once."""
    names = re.findall(r"^License: *(\S[^\n]{0,100})$", copyright_text, re.MULTILINE)
    return ", ".join(dict.fromkeys(name.strip() for name in names)) or UNKNOWN


def python_lines() -> Iterator[str]:
    """A line for each installed Python package: name, version, licence."""
    found = {each.metadata["Name"]: each for each in distributions()}
    for name in sorted(found, key=str.lower):
        yield f"python\t{name}\t{found[name].version}\t{licence_of(found[name])}"


def debian_lines() -> Iterator[str]:
    """A line for each installed Debian package; none on another system."""
    if shutil.which("dpkg-query") is None:
        return
    listed = subprocess.run(
        ["dpkg-query", "-W", "-f", r"${Package}\t${Version}\n"], capture_output=True, text=True, check=True
    )
    for line in listed.stdout.splitlines():
        file = DOCUMENTS / line.partition("\t")[0] / "copyright"
        text = file.read_text(encoding="utf-8", errors="replace") if file.is_file() else ""
        yield f"debian\t{line}\t{debian_licence(text)}"


if __name__ == "__main__":
    sys.stdout.write("\n".join(["park-briefs itself: MIT (LICENSE)", *python_lines(), *debian_lines(), ""]))
