"""Pictures, as far as sendPhoto looks at them: PNG files alone, their size read from the header."""

from __future__ import annotations

import struct

from playground.standin import api_limits, refusal

_PNG, _HEADER = b"\x89PNG\r\n\x1a\n", 24


def size_of(data: bytes) -> tuple[int, int]:
    """Width and height in pixels; a Refusal where it is no PNG file."""
    if len(data) < _HEADER or not data.startswith(_PNG) or data[12:16] != b"IHDR":
        raise refusal.bad_request("IMAGE_PROCESS_FAILED")
    width, height = struct.unpack(">II", data[16:_HEADER])
    return width, height


def check(data: bytes) -> None:
    """Returns where Telegram would take the picture, else a Refusal.

    Its limits: core.telegram.org/bots/api#sendphoto.
    """
    if len(data) > api_limits.MAX_PHOTO:
        raise refusal.bad_request("file is too big")
    width, height = size_of(data)
    too_long = max(width, height) > api_limits.MOST_TIMES_LONGER * min(width, height)
    if not min(width, height) or width + height > api_limits.MAX_PHOTO_SIDES or too_long:
        raise refusal.bad_request("PHOTO_INVALID_DIMENSIONS")
