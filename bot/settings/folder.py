"""A folder among the settings."""

from __future__ import annotations

from pathlib import Path


def a_folder(path: Path | None) -> Path | None:
    """The path, where it is or can become a folder's. Raises ValueError."""
    if path is not None and (not path.name or (path.exists() and not path.is_dir())):
        raise ValueError("should be the path of a folder, such as data/inbox")
    return path
