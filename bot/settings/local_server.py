"""A Bot API server of one's own, which hands over files by their path."""

from __future__ import annotations

from pathlib import Path

from bot.exit_status import ConfigurationError


def files_of_local_server(folder: Path | None) -> Path:
    """The folder where it keeps them. Raises ConfigurationError where none is named, or it is no folder."""
    if folder is None or not folder.is_dir():
        raise ConfigurationError(
            "TELEGRAM_API_FILES should be the folder where the Bot API server of TELEGRAM_API_LOCAL=1 keeps "
            "its files (its --dir): only files below it are read"
        )
    return folder
