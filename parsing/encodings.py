"""Plain text from bytes, in the encodings that Chinese newspapers leave behind."""

from __future__ import annotations

import codecs

from charset_normalizer import from_bytes

from parsing.unreadable import DamagedDocument, UnknownEncoding

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# Tried where neither a mark nor UTF-8 settles it; a detector chooses by what comes out as language.
_WITHOUT_MARK = ("gb18030", "big5", "big5hkscs")
_WITHOUT_MARK_WIDE = ("utf_16_le", "utf_16_be")
# What the detector looks at: enough to be sure, little enough to be quick.
_DETECTED_BYTES = 64 * 1024
# A UTF-8 character that the end of the file cuts is at most this long.
_LONGEST_REST = 3


def decode(data: bytes) -> str:
    """The text in the bytes: UTF-8 with or without mark, UTF-16, UTF-32 with mark, GB18030 or Big5.

    Raises UnknownEncoding, or DamagedDocument where the file ends in mid-character or breaks its own mark.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strictly(data[len(mark) :], encoding)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        if error.end == len(data) and error.start >= max(1, len(data) - _LONGEST_REST):
            raise DamagedDocument("it ends in the middle of a character") from error
    wide = b"\0" in data[:_DETECTED_BYTES]
    sample = data[: _DETECTED_BYTES - _DETECTED_BYTES % 2]
    best = from_bytes(sample, cp_isolation=list(_WITHOUT_MARK_WIDE if wide else _WITHOUT_MARK)).best()
    if best is None:
        raise UnknownEncoding
    return _strictly(data, best.encoding)


def _strictly(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise DamagedDocument(f"not valid {encoding} at byte {error.start}") from error
