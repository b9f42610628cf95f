"""A file that is none, has no end, or is still being written is refused in one sentence, and soon."""

from __future__ import annotations

import os
import threading
from pathlib import Path

import pytest

import run_bot
from bot.exit_status import Refusal
from bot.terminal.input.given_file import given_file
from tests.terminal.test_odd_names import folder

__all__ = ["folder"]
MOST = 1000


def refusal_of(path: Path) -> str:
    with pytest.raises(Refusal) as refused, given_file(path, MOST):
        pass
    assert refused.value.status == 1
    return str(refused.value)


def test_no_more_is_read_than_shows_that_it_is_too_large(tmp_path: Path) -> None:
    for path in (Path("/dev/zero"), tmp_path / "sparse"):
        if path.parent == tmp_path:
            path.touch()
            os.truncate(path, 2 << 30)
        with given_file(path, MOST) as data:
            assert len(data) == MOST + 1


def test_a_pipe_into_which_nobody_writes_is_not_waited_for_and_one_with_a_writer_is(tmp_path: Path) -> None:
    os.mkfifo(pipe := tmp_path / "pipe")
    with given_file(pipe, MOST) as data:
        assert data == b""
    reading, writing = os.pipe()

    def write_on() -> None:
        with os.fdopen(writing, "wb") as written:
            written.write(b" two")

    os.write(writing, b"one")
    writer = threading.Thread(target=write_on)
    with os.fdopen(reading, "rb"):
        writer.start()
        with given_file(Path(f"/dev/fd/{reading}"), MOST) as data:
            assert data == b"one two"
    writer.join()


def test_a_file_that_grows_or_changes_meanwhile_is_refused(tmp_path: Path) -> None:
    (page := tmp_path / "page.txt").write_bytes(b"half")
    for change in (lambda: page.write_bytes(b"half a page"), lambda: os.utime(page, ns=(0, 0))):
        with pytest.raises(Refusal, match="changed while it was read: give"), given_file(page, MOST) as data:
            assert data
            change()
    with given_file(page, MOST) as data:
        pass
    assert data == b"half a page"


def test_a_folder_or_a_link_to_itself_is_named(tmp_path: Path) -> None:
    (loop := tmp_path / "loop").symlink_to("loop")
    assert refusal_of(tmp_path) == f"{tmp_path}: Is a directory"
    assert refusal_of(loop) == f"{loop}: Too many levels of symbolic links"
    assert refusal_of(tmp_path / "none") == f"{tmp_path / 'none'}: No such file or directory"


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize("name", ["/dev/zero", "folder", "loop", "none", "pipe"])
def test_a_list_of_parks_is(capfd: pytest.CaptureFixture[str], name: str) -> None:
    os.mkfifo("pipe")
    assert run_bot.main(["parks", "import", name]) == 1
    errors = capfd.readouterr().err
    assert errors.startswith(f"{name}: ") and errors.count("\n") == 1
