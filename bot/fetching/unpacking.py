"""What a server packed for the way, unpacked no further than a limit."""

from __future__ import annotations

import zlib

from bot.fetching.refused import FetchRefused, Reason

# What we say we take. Brotli and Zstandard are not asked for, and refused where they come nevertheless.
ACCEPTED = "gzip, deflate"
_GZIP, _RAW = 16 + zlib.MAX_WBITS, -zlib.MAX_WBITS


class Unpacking:
    """Takes a body piece by piece. Nothing over `limit` bytes is ever held, packed or unpacked."""

    def __init__(self, coding: str, limit: int) -> None:
        self._coding = coding.strip().lower()
        if self._coding not in ("", "identity", "gzip", "x-gzip", "deflate"):
            raise FetchRefused(Reason.BAD_ANSWER, "the page came packed in a way that was not asked for")
        self._limit = limit
        self._taken = 0
        self._out = bytearray()
        self._unpacker: zlib._Decompress | None = None

    def take(self, piece: bytes) -> None:
        """Unpacks a piece. Raises FetchRefused where it is too much, or can't be unpacked."""
        self._taken += len(piece)
        if self._taken > self._limit:
            raise self._too_big()
        if self._coding in ("", "identity"):
            self._out += piece
            return
        while piece:
            if self._unpacker is None:
                self._unpacker = zlib.decompressobj(self._window(piece))
            try:
                self._out += self._unpacker.decompress(piece, self._limit + 1 - len(self._out))
            except zlib.error as error:
                raise FetchRefused(Reason.BAD_ANSWER, "the page can't be unpacked") from error
            if len(self._out) > self._limit:
                raise self._too_big()
            piece = b""
            if self._unpacker.eof and self._coding != "deflate":
                piece, self._unpacker = self._unpacker.unused_data.lstrip(b"\0"), None

    def whole(self) -> bytes:
        """All of it. Raises FetchRefused where the end is missing."""
        if self._unpacker is not None and not self._unpacker.eof:
            raise FetchRefused(Reason.BAD_ANSWER, "the page broke off")
        return bytes(self._out)

    def so_far(self) -> bytes:
        """What has come, up to the limit."""
        return bytes(self._out[: self._limit])

    def _window(self, first: bytes) -> int:
        if self._coding != "deflate":
            return _GZIP
        # Deflate is meant to come with zlib's header; some servers leave it out (RFC 9110, 8.4.1.2).
        has_header = first[0] & 0x0F == zlib.DEFLATED and (
            len(first) < 2 or not (first[0] * 256 + first[1]) % 31
        )
        return zlib.MAX_WBITS if has_header else _RAW

    def _too_big(self) -> FetchRefused:
        return FetchRefused(Reason.TOO_BIG, f"the page has more than {self._limit:,} bytes")
