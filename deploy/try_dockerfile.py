"""Carries out the Dockerfile's steps in clean roots, where no docker daemon is at hand; as root, on Debian.

    debootstrap --variant=minbase bookworm BASE
    python -m deploy.try_dockerfile BASE WORK [--copy-in FILE…]

Each stage is a copy of BASE in WORK/stage-N. RUN is chroot with its ENV, COPY takes what .dockerignore
leaves. `--copy-in` lays files of this machine at the same place in each stage first (certificates, say). At
the end it prints what would run, as whom. HEALTHCHECK, VOLUME and STOPSIGNAL are the daemon's and only shown.
"""

from __future__ import annotations

import argparse
import os
import re
import shlex
import shutil
import subprocess
import time
from dataclasses import dataclass, field
from pathlib import Path

PROJECT = Path(__file__).parent.parent
SHELL_PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"


@dataclass
class Stage:
    """One FROM and what follows it."""

    root: Path
    folder: str = "/"
    user: str = "root"
    environment: dict[str, str] = field(default_factory=dict)
    said: dict[str, str] = field(default_factory=dict)

    def inside(self, path: str) -> Path:
        """The place of a path of the container on this machine."""
        return self.root / (Path(self.folder) / path).as_posix().lstrip("/")


def steps(dockerfile: str) -> list[tuple[str, str]]:
    """Instruction and arguments of each step."""
    joined = re.sub(r"\\\n", " ", dockerfile)
    lines = [line for line in joined.splitlines() if line and not line.startswith("#")]
    return [(line.split(" ", 1)[0], line.split(" ", 1)[1]) for line in lines]


def allowed(project: Path = PROJECT) -> set[str]:
    """The names at the top that .dockerignore lets through."""
    lines = (project / ".dockerignore").read_text(encoding="utf-8").splitlines()
    return {line[1:] for line in lines if line.startswith("!")}


def copy(sources: list[str], target: str, stage: Stage, *, source_root: Path | None) -> None:
    """COPY; from the project, or from another stage's root."""
    for source in sources:
        if source_root is None and source not in allowed():
            raise SystemExit(f"COPY {source}: .dockerignore keeps it back")
        origin = PROJECT / source if source_root is None else source_root / source.lstrip("/")
        goal = stage.inside(target)
        if target.endswith("/"):
            goal = goal / origin.name
        goal.parent.mkdir(parents=True, exist_ok=True)
        if origin.is_dir():
            compiled = shutil.ignore_patterns("__pycache__") if source_root is None else None
            shutil.copytree(origin, goal, symlinks=True, dirs_exist_ok=True, ignore=compiled)
        else:
            shutil.copy2(origin, goal)


def run(command: str, stage: Stage) -> None:
    """RUN, in a mount namespace of its own so that /proc and /dev are gone again with it."""
    given = {name: os.environ[name] for name in ("PIP_CERT", "PIP_DEFAULT_TIMEOUT") if name in os.environ}
    environment = {"PATH": SHELL_PATH, "HOME": "/root"} | given | stage.environment
    inner = f"cd {shlex.quote(stage.folder)} && {command}"
    root = shlex.quote(str(stage.root))
    mounts = f"mount -t proc proc {root}/proc; mount --bind /dev {root}/dev"
    script = f"{mounts}; exec chroot {root} /bin/sh -c {shlex.quote(inner)}"
    subprocess.run(["unshare", "--mount", "/bin/sh", "-c", script], env=environment, check=True)


def main() -> None:
    """Goes through the steps, and says how long each took."""
    asked = argparse.ArgumentParser()
    asked.add_argument("base", type=Path)
    asked.add_argument("work", type=Path)
    asked.add_argument("--copy-in", nargs="*", type=Path, default=[])
    options = asked.parse_args()
    stages: dict[str, Stage] = {}
    stage = Stage(options.base)
    for instruction, arguments in steps((PROJECT / "Dockerfile").read_text(encoding="utf-8")):
        began = time.monotonic()
        match instruction:
            case "FROM":
                name = arguments.partition(" AS ")[2] or str(len(stages))
                stage = stages[name] = Stage(options.work / f"stage-{name}")
                subprocess.run(["cp", "-a", str(options.base), str(stage.root)], check=True)
                for each in (Path("/etc/resolv.conf"), *options.copy_in):
                    stage.inside(str(each)).parent.mkdir(parents=True, exist_ok=True)
                    shutil.copy(each, stage.inside(str(each)))
            case "WORKDIR":
                stage.folder = arguments
                stage.inside(".").mkdir(parents=True, exist_ok=True)
            case "ENV":
                stage.environment |= dict(pair.split("=", 1) for pair in shlex.split(arguments))
            case "COPY":
                words = arguments.split()
                other = stages[words.pop(0).removeprefix("--from=")].root if words[0][0] == "-" else None
                copy(words[:-1], words[-1], stage, source_root=other)
            case "RUN":
                for each in options.copy_in:  # ca-certificates lays its own over ours
                    shutil.copy(each, stage.inside(str(each)))
                run(arguments, stage)
            case _:
                stage.said[instruction] = arguments
        print(f"{time.monotonic() - began:6.1f} s  {instruction} {arguments[:90]}", flush=True)
    print(f"root: {stage.root}, folder: {stage.folder}, environment: {stage.environment}, {stage.said}")


if __name__ == "__main__":
    main()
