"""Kinds of files: which the page reader reads, and what a fetched one is called."""

from __future__ import annotations

from pathlib import PurePosixPath
from urllib.parse import unquote

from yarl import URL

HTML = frozenset({"text/html", "application/xhtml+xml"})
PAGES = HTML | frozenset(
    {
        "text/plain",
        "text/markdown",
        "application/pdf",
        "application/zip",
        "application/x-zip-compressed",
        "application/x-mimearchive",
        "multipart/related",
        "message/rfc822",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    }
)
FEEDS = frozenset(
    {
        "application/rss+xml",
        "application/atom+xml",
        "application/rdf+xml",
        "application/xml",
        "text/xml",
    }
)
# What servers say where they don't know; then the name of the file tells.
UNTOLD = frozenset({"", "application/octet-stream", "binary/octet-stream", "application/x-download"})
SUFFIXES = {
    ".htm": "text/html",
    ".html": "text/html",
    ".shtml": "text/html",
    ".xhtml": "application/xhtml+xml",
    ".txt": "text/plain",
    ".md": "text/markdown",
    ".pdf": "application/pdf",
    ".zip": "application/zip",
    ".mht": "application/x-mimearchive",
    ".mhtml": "application/x-mimearchive",
    ".eml": "message/rfc822",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".xml": "application/xml",
    ".rss": "application/rss+xml",
}
LONGEST_NAME = 80


def media_type(told: str, url: URL) -> str:
    """The type of what came, in small letters and without parameters: as told, else by the address."""
    kind = told.partition(";")[0].strip().lower()
    return SUFFIXES.get(PurePosixPath(url.path).suffix.lower(), kind) if kind in UNTOLD else kind


def file_name(url: URL) -> str:
    """What a page is called: the end of its path, else its host."""
    name = "".join(sign for sign in unquote(url.raw_name, errors="replace") if sign.isprintable())
    return (name.replace("/", "_").replace("\\", "_").strip(". ") or url.host or "page")[-LONGEST_NAME:]
