"""Feeds (RSS, Atom): which articles one announces, however it is written. Pure: bytes in, dataclasses out.

A feed is a stranger's: it is read within limits, entities of its own are not expanded and nothing that it
names is got (feedparser sees to both), and a day that can't be is none.
"""

from __future__ import annotations

import calendar
import datetime as dt
import io
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin, urlsplit
from zoneinfo import ZoneInfo

from parsing.link import LONGEST_LINK

MOST_ENTRIES = 200
LONGEST_TITLE = 300
LONGEST_TEXT = 200_000
EARLIEST = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)
LATEST_AHEAD = dt.timedelta(days=1)
# A feed says so within its first bytes, behind what may stand before: a mark, a declaration, comments.
BEGINNING = 2_000
_FEED = re.compile(rb"<(?:rss|feed|rdf:RDF|(?:\w+:)?feed)[\s>]", re.IGNORECASE)
_ZONED = re.compile(r"(?:[+-]\d\d:?\d\d|\bZ|\d[zZ]|\b(?:UTC?|GMT|[ECMP][SD]T))\s*(?:\([^)]*\))?$")
_CHINA = re.compile(r"\bCST\s*$")
CHICAGO, CHINA = dt.timedelta(hours=6), dt.timedelta(hours=8)


@dataclass(frozen=True, slots=True)
class Entry:
    """An article that a feed announces.

    `key` tells it from others of the feed: its guid, else its link, else its title. `link` is where it can be
    read, empty where the feed says none; `html` what of it stands in the feed itself. `published_at` is UTC,
    None where the feed doesn't say, or can't be right.
    """

    key: str
    link: str
    title: str
    html: str
    published_at: dt.datetime | None


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed: what it calls itself, and its entries in its order."""

    title: str
    entries: tuple[Entry, ...]


class NoFeed(Exception):
    """What was sent is no feed; the message says so in English."""


def looks_like_feed(data: bytes) -> bool:
    """Whether bytes begin as a feed does, so that they are none of a web page."""
    beginning = data[:BEGINNING]
    return _FEED.search(beginning) is not None and b"<html" not in beginning.lower()


def read_feed(data: bytes, link: str, zone: str, moment: dt.datetime) -> Feed:
    """The feed in `data`, which was got from `link`. Moments without a zone are of `zone`. Raises NoFeed."""
    import feedparser  # type: ignore[import-untyped]  # a quarter of a second, which nobody needs who only reads

    try:
        # As a stream: bytes might name a file of ours, which feedparser would open.
        found = feedparser.parse(io.BytesIO(data), response_headers={"content-location": link})
    except Exception as error:  # of damaged ones it raises whatever its parts raise
        raise NoFeed("it is damaged") from error
    if not found.get("version"):
        raise NoFeed("it is no feed (RSS or Atom)")
    entries = [_entry(each, link, ZoneInfo(zone), moment) for each in found.get("entries", ())[:MOST_ENTRIES]]
    return Feed(_line(found.get("feed", {}).get("title")), tuple(each for each in entries if each.key))


def _entry(found: dict[str, Any], base: str, zone: ZoneInfo, moment: dt.datetime) -> Entry:
    link, title = _link(found.get("link"), base), _line(found.get("title"))
    key = _line(found.get("id"), LONGEST_LINK) or link or title
    return Entry(key, link, title, _text(found), _published(found, zone, moment))


def _line(value: object, most: int = LONGEST_TITLE) -> str:
    """A text of one line, without tags."""
    if not isinstance(value, str):
        return ""
    return " ".join(re.sub(r"<[^<>]*>", "", value[: most * 4]).split())[:most]


def _link(value: object, base: str) -> str:
    if not isinstance(value, str) or not value.strip():
        return ""
    try:
        link = urljoin(base, value.strip())
        parts = urlsplit(link)
        sound = parts.scheme in ("http", "https") and bool(parts.hostname) and not parts.username
    except ValueError:
        return ""
    if not sound or len(link) > LONGEST_LINK or not link.isprintable() or " " in link:
        return ""
    return link


def _text(found: Mapping[str, Any]) -> str:
    """The longest of what stands in the feed itself."""
    contents = [each.get("value") for each in found.get("content", ()) if isinstance(each, Mapping)]
    texts = [text for text in (*contents, found.get("summary")) if isinstance(text, str)]
    return max(texts, key=len, default="")[:LONGEST_TEXT]


def _published(found: dict[str, Any], zone: ZoneInfo, moment: dt.datetime) -> dt.datetime | None:
    for name in ("published", "updated"):
        # Where one is missing, feedparser's own `get` gives the other and warns.
        parsed, written = dict.get(found, f"{name}_parsed"), dict.get(found, name)
        if not parsed or not isinstance(written, str):
            continue
        try:
            at = dt.datetime.fromtimestamp(calendar.timegm(parsed), dt.UTC)
            at = _in_zone(at, written.strip(), zone)
        except (ValueError, OverflowError, OSError, TypeError):
            continue
        if EARLIEST <= at <= moment + LATEST_AHEAD:
            return at
    return None


def _in_zone(at: dt.datetime, written: str, zone: ZoneInfo) -> dt.datetime:
    """The moment that was meant: feedparser takes one without a zone for UTC, and CST for Chicago's."""
    if _CHINA.search(written):
        return (
            (at - dt.timedelta(hours=6)).replace(tzinfo=dt.timezone(dt.timedelta(hours=8))).astimezone(dt.UTC)
        )
    if _ZONED.search(written):
        return at
    return at.replace(tzinfo=zone).astimezone(dt.UTC)
