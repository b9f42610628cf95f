"""Keys under which a telling is found again by a later one: few, and the same in every process.

They are the smallest hashes of what its text holds (a bottom-k sketch of three tokens in a row), made with
its park: what parks tell in the same words has different keys, so a template has no more carriers than its
park has articles. Whoever looks up asks for the newest CARRIERS_MOST of a key alone, which bounds the rest.
"""

from __future__ import annotations

from hashlib import blake2b

from parsing.park_names import plain
from stories.plain_text import PlainText, plain_text
from stories.telling import Telling

KEYS_MOST = 16
SHARED_LEAST = 1  # keys that a story told again has in common with its first telling
CARRIERS_MOST = 64  # of one key, the newest, that a lookup reads
CANDIDATES_MOST = 24  # tellings that are compared, those with the most keys in common
_SHINGLE = 3


def keys_of(telling: Telling) -> tuple[int, ...]:
    """At most KEYS_MOST numbers below 2**63, in order; none where the telling has no text."""
    return keys_of_text(plain_text(telling), telling.park)


def keys_of_text(text: PlainText, park: str) -> tuple[int, ...]:
    """The keys of a telling whose plain text is at hand."""
    shingles = {
        "\0".join(sentence[at : at + _SHINGLE])
        for sentence in text.sentences
        for at in range(max(1, len(sentence) - _SHINGLE + 1))
    }
    salt = blake2b(plain(park).encode("utf-8", "surrogatepass"), digest_size=16).digest()
    hashes = {
        int.from_bytes(blake2b(shingle.encode("utf-8", "surrogatepass"), digest_size=8, salt=salt).digest())
        >> 1
        for shingle in shingles
    }
    return tuple(sorted(hashes)[:KEYS_MOST])
