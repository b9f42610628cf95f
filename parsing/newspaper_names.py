"""How the names of newspapers are written: as they are kept, and as they are compared.

《科学导报》, 科学导报社, 科學導報 and ＜科学导报＞ are one newspaper.
"""

from __future__ import annotations

import re
import unicodedata

from parsing.park_names import fold

LONGEST_NEWSPAPER = 30
_MARKS = str.maketrans(dict.fromkeys("《》〈〉<>«»“”\"'「」『』【】[]"))
# Blanks part the words of a name in Latin letters; beside a Chinese character they only spread it.
_SPREAD = re.compile(r"(?<![!-~]) | (?![!-~])")
_OF_THE_HOUSE = re.compile(r"(?<=报)社$")


def newspaper_name(name: str) -> str:
    """A newspaper's name as it is kept: NFKC, without 《》 and spreading blanks; 科学导报社 is 科学导报."""
    kept, before = _bared(name), name
    while kept != before:  # what was parted by a blank may be one character now
        kept, before = _bared(kept), kept
    return kept


def newspaper_key(name: str) -> str:
    """A newspaper's name as it is compared: simplified characters, no blanks, no case; empty for none."""
    key = fold(newspaper_name(name)).casefold().replace(" ", "")
    return _OF_THE_HOUSE.sub("", unicodedata.normalize("NFKC", key))


def _bared(name: str) -> str:
    normal = unicodedata.normalize("NFKC", name)
    seen = "".join(" " if char.isspace() else char for char in normal if _is_seen(char))
    bare = " ".join(seen.translate(_MARKS).split())
    return _OF_THE_HOUSE.sub("", _SPREAD.sub("", bare))


def _is_seen(char: str) -> bool:
    return char.isspace() or not unicodedata.category(char).startswith("C")
