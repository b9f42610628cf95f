"""The worker leaves nothing big behind, whatever a file makes it do."""

from __future__ import annotations

import resource
from pathlib import Path

import pytest

from bot.working.worker import FILE_LIMIT_BYTES, Worker


def limits() -> tuple[int, int]:
    """How big a core dump and a file may become, in bytes."""
    return resource.getrlimit(resource.RLIMIT_CORE)[0], resource.getrlimit(resource.RLIMIT_FSIZE)[0]


def write_too_much(path: Path) -> None:
    """Writes one byte more than is allowed, most of it a hole."""
    with path.open("wb") as file:
        file.truncate(FILE_LIMIT_BYTES + 1)


async def test_it_leaves_no_big_file_and_no_core(tmp_path: Path) -> None:
    with Worker() as worker:
        assert await worker.run(limits) == (0, FILE_LIMIT_BYTES)
        with pytest.raises(OSError):
            await worker.run(write_too_much, tmp_path / "big")
