"""Files on Telegram's side: kept by file_id, downloaded by path."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from playground.standin import api_limits, pictures, refusal


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A document as Telegram keeps it."""

    file_id: str
    filename: str
    data: bytes
    mime_type: str
    path: str

    def document(self) -> dict[str, Any]:
        """The Document of a message."""
        return {
            "file_id": self.file_id,
            "file_unique_id": f"unique-{self.file_id}",
            "file_name": self.filename,
            "mime_type": self.mime_type,
            "file_size": len(self.data),
        }

    def photo(self) -> list[dict[str, Any]]:
        """The PhotoSizes of a message that shows it as a picture; there is one."""
        width, height = pictures.size_of(self.data)
        size = {"width": width, "height": height, "file_size": len(self.data)}
        return [{"file_id": self.file_id, "file_unique_id": f"unique-{self.file_id}"} | size]


class FileStore:
    """All files of one Telegram."""

    def __init__(self) -> None:
        # Of a server in --local mode: where it puts files, of any size, instead of handing them out by HTTP.
        self.local: Path | None = None
        self._by_id: dict[str, StoredFile] = {}
        self._by_path: dict[str, StoredFile] = {}

    def add(self, data: bytes, filename: str, mime_type: str) -> StoredFile:
        """Keep a file. Its path carries no more of the name than the ASCII suffix, as on Telegram."""
        number = len(self._by_id)
        suffix = PurePosixPath(filename).suffix
        path = f"documents/file_{number}{suffix if suffix.isascii() else ''}"
        stored = StoredFile(f"document-{number}", filename, data, mime_type, path)
        self._by_id[stored.file_id] = stored
        self._by_path[path] = stored
        return stored

    def get(self, file_id: str) -> StoredFile | None:
        """The file with an id, None where there is none."""
        return self._by_id.get(file_id)

    def get_file(self, file_id: str) -> dict[str, Any]:
        """getFile: the File with the path to download from."""
        stored = self._by_id.get(file_id)
        if stored is None:
            raise refusal.bad_request("invalid file_id")
        if self.local is not None:
            path = self.local / stored.path
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(stored.data)
        elif len(stored.data) > api_limits.MAX_DOWNLOAD:
            raise refusal.bad_request("file is too big")
        return {
            "file_id": stored.file_id,
            "file_unique_id": f"unique-{stored.file_id}",
            "file_size": len(stored.data),
            "file_path": stored.path if self.local is None else str(path),
        }

    def download(self, path: str) -> bytes:
        """The content behind a path that getFile gave; a 404 Refusal where there is none."""
        stored = self._by_path.get(path)
        if stored is None or self.local is not None or len(stored.data) > api_limits.MAX_DOWNLOAD:
            raise refusal.not_found()
        return stored.data
