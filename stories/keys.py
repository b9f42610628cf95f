"""Keys under which a telling is found again by a later one: few, and the same in every process.

They stand for what its text holds: three tokens in a row, those with the smallest checksums (a bottom-k
sketch: two tellings that share half of their text share half of their keys, or so). Each is hashed with its
park: what parks tell in the same words has different keys, so a template has no more carriers than its park
has articles. Whoever looks up asks for the newest CARRIERS_MOST of a key alone, which bounds the rest.
"""

from __future__ import annotations

from hashlib import blake2b
from zlib import crc32

from parsing.park_names import plain
from stories.plain_text import FIGURE, PlainText, plain_text
from stories.telling import Telling

KEYS_MOST = 16
SHARED_LEAST = 1  # keys that a story told again has in common with its first telling
CARRIERS_MOST = 64  # of one key, the newest, that a lookup reads
DAYS_APART = 14  # a story is told again so many days later at most
CANDIDATES_MOST = 12  # tellings of these days that are compared, those with the most keys in common
_SHINGLE = 3
_FIGURE = FIGURE.encode()
_FIGURES_FIRST = 4


def keys_of(telling: Telling) -> tuple[int, ...]:
    """At most KEYS_MOST numbers below 2**63, in order; none where the telling has no text."""
    return keys_of_text(plain_text(telling), telling.park)


def keys_of_text(text: PlainText, park: str) -> tuple[int, ...]:
    """The keys of a telling whose plain text is at hand."""
    shingles = {
        "\0".join(sentence[at : at + _SHINGLE]).encode("utf-8", "surrogatepass")
        for sentence in text.sentences
        for at in range(max(1, len(sentence) - _SHINGLE + 1))
    }
    salt = blake2b(plain(park).encode("utf-8", "surrogatepass"), digest_size=16).digest()
    ranked = sorted((_rank(shingle), shingle) for shingle in shingles)[:KEYS_MOST]
    hashes = (blake2b(shingle, digest_size=8, salt=salt).digest() for _, shingle in ranked)
    return tuple(sorted({int.from_bytes(each) >> 1 for each in hashes}))


def _rank(shingle: bytes) -> int:
    """Where a shingle stands among all: those with a figure sooner, since templates differ in them."""
    checksum = crc32(shingle)
    return checksum // _FIGURES_FIRST if _FIGURE in shingle else checksum
