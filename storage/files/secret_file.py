"""A secret beside the database, by which numbers of people and chats are made into marks.

It stands in no backup. Whoever has a mark and not the secret can't try out whose it is; Telegram's numbers
are so few that without one they could all be tried in an hour.
"""

from __future__ import annotations

import hmac
import os
import secrets
from pathlib import Path

from storage.files.private_files import FILE_MODE
from storage.files.syncing import sync

ENDING = "-secret"
BYTES = 32
MARK_CHARS = 32


class SecretUnreadable(Exception):
    """The file of the secret holds none; the message says which file and what to do."""


def secret_of(database: Path) -> bytes:
    """The secret of a database, made where there is none yet. Raises OSError and SecretUnreadable."""
    real = database.resolve()
    path = real.with_name(real.name + ENDING)
    while True:
        try:
            text = path.read_text(encoding="ascii").strip()
            secret = bytes.fromhex(text)
        except FileNotFoundError:
            _make(path)
            continue
        except ValueError as error:
            raise SecretUnreadable(f"{path} holds no secret: {_ADVICE}") from error
        if len(secret) != BYTES:
            raise SecretUnreadable(f"{path} holds no secret: {_ADVICE}")
        return secret


_ADVICE = "put back the one that was there, or move it away, and a new one is made"


def mark_of(secret: bytes, *what: object) -> str:
    """What tells these things from others and doesn't say what they are."""
    return hmac.digest(secret, "\n".join(map(str, what)).encode(), "sha256").hex()[:MARK_CHARS]


def _make(path: Path) -> None:
    """Puts a new secret there, whole or not at all; one that another process has put there stays."""
    draft = path.with_name(f"{path.name}.{secrets.token_hex(4)}.new")
    number = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, FILE_MODE)
    try:
        with os.fdopen(number, "w", encoding="ascii") as file:
            file.write(secrets.token_hex(BYTES) + "\n")
            file.flush()
            os.fsync(file.fileno())
        try:
            os.link(draft, path)
        except FileExistsError:
            return
        except OSError:  # a file system without second names
            if not path.exists():
                draft.rename(path)
    finally:
        draft.unlink(missing_ok=True)
    sync(path.parent)
