"""A telling without what printing adds: widths, quotation marks, dateline, byline, the park's many names."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from parsing.bylines import byline_at_end
from parsing.datelines import dateline_of
from parsing.park_names import ZONE_TAILS, fold, plain, short_form, spellings
from stories.amounts import NUMBER, figure
from stories.telling import Telling

Tokens = tuple[str, ...]
PARK = "⌂"  # stands for the telling's own park, whichever of its names is written
FIGURE = "#"  # what a token that is a figure begins with
MOST_READ = 30_000  # characters of a telling; what is longer is no article, and is read so far

_QUOTES = re.compile("[\"'“”‘’「」『』《》〈〉]")
_SENTENCE_END = re.compile(r"[。！!？?；;…\n]+|(?<![0-9])\.+|\.+(?![0-9])")
_TOKEN = re.compile(rf"{NUMBER.pattern}|(?P<word>[a-z]++)|(?P<sign>\w|{PARK})")
_ZONE = re.compile("|".join(tail for tail in ZONE_TAILS if short_form(tail) != tail))
_OWN = re.compile(r"^\s*(?:本报(?:记者)?\s?\w{2,4}\s?报道\s|\[?本[报网]讯\]?)\s*(?:\([^()]{0,40}\))?")
_BYLINE = re.compile(r"(?<=[。.!?”\"」])\s*(?:\(\s*\w{2,4}\s*\)|\s\w{2,4})\s*$")
_BLANKS = re.compile(r"(?<![a-z0-9])\s+|\s+(?![a-z0-9])|(?<=[0-9])\s+(?=[a-z])|(?<=[a-z])\s+(?=[0-9])")


@dataclass(frozen=True, slots=True)
class PlainText:
    """The headline, and the sentences of the body in order, each as its tokens."""

    headline: Tokens
    sentences: tuple[Tokens, ...]


def plain_text(telling: Telling) -> PlainText:
    """The telling as it is compared; never raises, whatever its text is."""
    room = MOST_READ
    sentences: list[Tokens] = []
    paragraphs = [text for text in telling.paragraphs if text.strip()]
    for number, paragraph in enumerate(paragraphs):
        text = _folded(paragraph[: max(room, 0)])
        room -= len(text)
        if number == 0:
            text = _without_dateline(text, _folded(telling.newspaper))
        if number == len(paragraphs) - 1:
            text = _without_byline(text)
        sentences += filter(None, (tokens_of(part, telling.park) for part in _SENTENCE_END.split(text)))
    return PlainText(tokens_of(_folded(telling.headline[:MOST_READ]), telling.park), tuple(sentences))


def tokens_of(text: str, park: str) -> Tokens:
    """Signs, words of Latin letters and figures of a folded text; marks are left out, the park is PARK."""
    text = _BLANKS.sub("", _QUOTES.sub("", text))
    text = _ZONE.sub(lambda tail: short_form(tail[0]), text)
    if forms := _park_pattern(park):
        text = forms.sub(PARK, text)
    tokens: list[str] = []
    for match in _TOKEN.finditer(text):
        if match["word"] or match["sign"]:
            tokens.append(match[0])
        elif number := figure(match):
            tokens.append(FIGURE + number)
        else:
            tokens += match[0]
    return tuple(tokens)


def _folded(text: str) -> str:
    return fold.__wrapped__(unicodedata.normalize("NFKC", text)).lower()


def _without_dateline(text: str, newspaper: str) -> str:
    if match := _OWN.match(text):
        return text[match.end() :]
    if newspaper and text.startswith(newspaper):
        text = re.sub(r"^\s*(?:讯|电|消息)?", "", text[len(newspaper) :])
        return re.sub(r"^\s*\([^()]{0,40}\)", "", text)
    dateline = dateline_of(text)
    return text[dateline.end :] if dateline else text


def _without_byline(text: str) -> str:
    if match := _BYLINE.search(text[-40:]):
        return text[: len(text) - len(text[-40:]) + match.start()]
    byline = byline_at_end(text)
    return text[: byline.start] if byline else text


@lru_cache(maxsize=1024)
def _park_pattern(park: str) -> re.Pattern[str] | None:
    name = plain(park)
    forms = {form for form in (*spellings(park), short_form(name), name) if len(form) >= 3}
    if not forms:
        return None
    return re.compile("|".join(map(re.escape, sorted(forms, key=lambda form: (-len(form), form)))))
