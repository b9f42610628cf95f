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

_QUOTES = str.maketrans("", "", "\"'“”‘’「」『』《》〈〉")
_SENTENCE_END = re.compile(r"[。！!？?；;…\n]+|(?<![0-9])\.+|\.+(?![0-9])")
_LATIN = re.compile("[a-z]")
_WORD = re.compile(rf"[a-z]++|[^\W_]|{PARK}")
_ZONE = re.compile("|".join(tail for tail in ZONE_TAILS if short_form(tail) != tail))
_OWN = re.compile(r"^\s*(?:本报(?:记者)?\s?\w{2,4}\s?报道\s|\[?本[报网]讯\]?)\s*(?:\([^()]{0,40}\))?")
_DATE_OF_PRINT = re.compile(r"^\s*[0-9]{1,2}月[0-9]{1,2}日\s+(?=\w)")  # 4月5日 一粒小米能做成什么
_BYLINE = re.compile(r"(?<=[。.!?”\"」])\s*(?:\(\s*\w{2,4}\s*\)|\s\w{2,4})\s*$")
_BLANKS = re.compile(r"(?<![a-z0-9])\s+|\s+(?![a-z0-9])|(?<=[0-9])\s+(?=[a-z])|(?<=[a-z])\s+(?=[0-9])")


@dataclass(frozen=True, slots=True)
class PlainText:
    """The headline, and the sentences of the body in order, each as its tokens."""

    headline: Tokens
    sentences: tuple[Tokens, ...]


@lru_cache(maxsize=64)  # the later one is compared with all its candidates
def plain_text(telling: Telling) -> PlainText:
    """The telling as it is compared; never raises, whatever its text is."""
    room = MOST_READ
    sentences: list[Tokens] = []
    paragraphs = [text for text in telling.paragraphs if text.strip()]
    for number, paragraph in enumerate(paragraphs):
        text = _folded(paragraph[: max(room, 0)])
        room -= len(text)
        if number == 0:
            text = _DATE_OF_PRINT.sub("", _without_dateline(text, _folded(telling.newspaper)))
        if number == len(paragraphs) - 1:
            text = _without_byline(text)
        sentences += filter(None, map(_tokens, _SENTENCE_END.split(_evened(text, telling.park))))
    return PlainText(tokens_of(telling.headline[:MOST_READ], telling.park), tuple(sentences))


def tokens_of(text: str, park: str) -> Tokens:
    """Signs, words of Latin letters and figures of a text; marks are left out, the park is PARK."""
    return _tokens(_evened(_folded(text), park))


def _evened(text: str, park: str) -> str:
    """A folded text without quotation marks and blanks, its park as PARK, other zones in their short form."""
    text = _BLANKS.sub("", text.replace("\n", "。").translate(_QUOTES))
    if "区" in text:
        text = _ZONE.sub(lambda tail: short_form(tail[0]), text)
    forms = _park_pattern(park)
    return forms.sub(PARK, text) if forms else text


def _tokens(sentence: str) -> Tokens:
    tokens: list[str] = []
    end = 0
    for match in NUMBER.finditer(sentence):
        if number := figure(match):
            tokens += _words(sentence[end : match.start()])
            tokens.append(FIGURE + number)
            end = match.end()
    return (*tokens, *_words(sentence[end:]))


def _words(text: str) -> list[str]:
    if _LATIN.search(text):
        return _WORD.findall(text)
    return [sign for sign in text if sign.isalnum() or sign == PARK]


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
