"""From a page's file to its text, whatever the file is: recognised by content, never by its name."""

from __future__ import annotations

from dataclasses import dataclass

from parsing.encodings import decode
from parsing.unreadable import (
    DocumentTooLarge,
    EmptyDocument,
    Reason,
    TooMuchText,
    UnreadableDocument,
)

__all__ = ["Limits", "Reason", "UnreadableDocument", "read_document"]


@dataclass(frozen=True, slots=True)
class Limits:
    """How much a file may hold: bytes, bytes of text as UTF-8, pages of a PDF."""

    file_bytes: int = 20 * 1024 * 1024
    text_bytes: int = 5 * 1024 * 1024
    pdf_pages: int = 60


DEFAULT_LIMITS = Limits()


def read_document(data: bytes, *, name: str = "", limits: Limits = DEFAULT_LIMITS) -> str:
    """The text of a page's file.

    `name` is the file's name; it is never believed about the format. Raises UnreadableDocument, whose
    `reason` says what is wrong and whose text says in English what to do.
    """
    if not data.strip():
        raise EmptyDocument
    if len(data) > limits.file_bytes:
        raise DocumentTooLarge(len(data), limits.file_bytes)
    return _checked(decode(data), limits)


def _checked(text: str, limits: Limits) -> str:
    if not text.strip("\ufeff \t\r\n\u3000"):
        raise EmptyDocument
    size = len(text.encode("utf-8", "surrogatepass"))
    if size > limits.text_bytes:
        raise TooMuchText(size, limits.text_bytes)
    return text
