"""A Bot API server of one's own hands over files by their path: those below its folder, and no others."""

from __future__ import annotations

import io
import os
import zipfile
from pathlib import Path
from typing import Any

import pytest
from docx import Document

from bot.desk.intake.local_file import NotOurs, TooLarge, read_local
from playground.standin.bot_api import BotApi
from playground.standin.file_store import FileStore
from tests.conftest import SAMPLE_PAGE
from tests.running_bot import running_bot_over_http

NOT_THERE = "没有把文件放到约定的位置"
PAGE = SAMPLE_PAGE.read_bytes()


def large_page() -> bytes:
    """A Word file of 21 MB with the sample page in it."""
    document, file = Document(), io.BytesIO()
    for line in PAGE.decode().splitlines():
        document.add_paragraph(line)
    document.save(file)
    with zipfile.ZipFile(file, "a", zipfile.ZIP_STORED) as added:
        added.writestr("word/media/photo.bin", os.urandom(21 * 1024 * 1024))
    return file.getvalue()


def local_api(folder: Path) -> BotApi:
    api = BotApi()
    api.files.local = folder
    return api


def settings(folder: Path) -> dict[str, Any]:
    return {"telegram_api_local": True, "telegram_api_files": folder, "max_file_mb": 30}


async def test_a_file_above_20_mb_is_read_by_its_path(tmp_path: Path) -> None:
    api = local_api(tmp_path / "files")
    (tmp_path / "files").mkdir()
    async with running_bot_over_http(tmp_path, api=api, **settings(tmp_path / "files")) as bot:
        bot.owner.send_document(large_page(), "大版面.docx")
        await bot.pushed(bot.owner, "临猗")
        bot.owner.send_document(bytes(31 * 1024 * 1024), "太大.pdf")
        assert "30 MB" in (await bot.pushed(bot.owner, "太大.pdf")).text


@pytest.mark.parametrize(
    "named", ["/etc/passwd", "files/../secret.txt", "files/link.txt", "files/gone.txt", ""]
)
async def test_a_hostile_server_makes_the_bot_read_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, named: str
) -> None:
    folder = tmp_path / "files"
    folder.mkdir()
    (tmp_path / "secret.txt").write_bytes(PAGE)
    (folder / "link.txt").symlink_to(tmp_path / "secret.txt")
    path = named if named.startswith("/") or not named else str(tmp_path / named)
    monkeypatch.setattr(FileStore, "get_file", says(path))
    async with running_bot_over_http(tmp_path, api=local_api(folder), **settings(folder)) as bot:
        bot.owner.send_document(PAGE, "一版.txt")
        assert NOT_THERE in (await bot.pushed(bot.owner, "一版.txt")).text
        assert await bot.rows("SELECT count(*) FROM drafts") == [(0,)]
    assert str(tmp_path) not in "".join(
        r.getMessage() for r in caplog.records if r.name == "bot.desk.intake.page_file"
    )


async def test_nor_does_a_server_that_is_said_to_be_telegrams(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "secret.txt").write_bytes(PAGE)
    monkeypatch.setattr(FileStore, "get_file", says(str(tmp_path / "secret.txt")))
    async with running_bot_over_http(tmp_path) as bot:
        bot.owner.send_document(PAGE, "一版.txt")
        assert "没能从 Telegram 取到" in (await bot.pushed(bot.owner, "一版.txt")).text
        assert await bot.rows("SELECT count(*) FROM drafts") == [(0,)]


def says(path: str) -> Any:
    """A getFile that names this path, whatever was asked for."""
    return lambda _, file_id: {"file_id": file_id, "file_unique_id": "u", "file_path": path}


def test_what_may_be_read(tmp_path: Path) -> None:
    folder = tmp_path / "files"
    (folder / "documents").mkdir(parents=True)
    file = folder / "documents" / "a.txt"
    file.write_bytes(b"12345")
    assert read_local(str(file), folder, 5) == b"12345"
    linked = tmp_path / "linked"
    linked.symlink_to(folder)
    assert read_local(str(linked / "documents" / "a.txt"), linked, 5) == b"12345"
    with pytest.raises(TooLarge):
        read_local(str(file), folder, 4)
    os.mkfifo(folder / "pipe")
    for path in (
        "documents/a.txt",
        str(folder),
        str(folder / "documents"),
        str(folder / "pipe"),
        f"{file}\0",
        f"{folder}/\ud800",
    ):
        with pytest.raises((NotOurs, OSError)):
            read_local(path, folder, 5)
    beside = tmp_path / "files-of-others"
    beside.mkdir()
    (beside / "a.txt").write_bytes(b"x")
    with pytest.raises(NotOurs):
        read_local(str(beside / "a.txt"), folder, 5)
