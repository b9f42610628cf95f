"""Feeds as they are written and as they are not: keys, links, days with their zones, and hostile ones."""

from __future__ import annotations

import datetime as dt
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parsing.feed import LONGEST_TEXT, MOST_ENTRIES, Feed, NoFeed, looks_like_feed, read_feed

LINK = "https://news.example.cn/park/feed.xml"
NOW = dt.datetime(2026, 4, 6, tzinfo=dt.UTC)


def rss(*items: str, before: str = "", title: str = "园区新闻") -> bytes:
    return (
        f'<?xml version="1.0" encoding="utf-8"?>{before}<rss version="2.0"><channel><title>{title}</title>'
        f"{''.join(f'<item>{item}</item>' for item in items)}</channel></rss>"
    ).encode()


def read(data: bytes) -> Feed:
    return read_feed(data, LINK, "Asia/Shanghai", NOW)


def test_an_rss_feed() -> None:
    feed = read(
        rss(
            "<title>项目 <b>开工</b></title><link>/a/1.htm</link><guid>tag:1</guid>"
            "<pubDate>Sat, 04 Apr 2026 08:30:00 +0800</pubDate>"
            "<description>&lt;p&gt;正文&lt;/p&gt;</description>",
            "<title>没有链接</title>",
            "<description>什么都没有</description>",
        )
    )
    first, second = feed.entries
    assert feed.title == "园区新闻"
    assert (first.key, first.link, first.title) == ("tag:1", "https://news.example.cn/a/1.htm", "项目 开工")
    assert first.published_at == dt.datetime(2026, 4, 4, 0, 30, tzinfo=dt.UTC) and "正文" in first.html
    assert (second.key, second.link, second.published_at) == ("没有链接", "", None)


def test_an_atom_feed() -> None:
    data = (
        '<feed xmlns="http://www.w3.org/2005/Atom"><title>甲</title><entry><id>urn:1</id><title>乙</title>'
        '<link href="https://a.example.cn/1"/><updated>2026-04-04T23:30:00Z</updated>'
        '<content type="html">&lt;p&gt;很长的正文&lt;/p&gt;</content><summary>短</summary></entry></feed>'
    ).encode()
    [entry] = read(data).entries
    assert entry.link == "https://a.example.cn/1" and "很长的正文" in entry.html
    assert entry.published_at == dt.datetime(2026, 4, 4, 23, 30, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("Sat, 04 Apr 2026 08:30:00 +0800", "2026-04-04T00:30"),
        ("Sat, 04 Apr 2026 08:30:00 GMT", "2026-04-04T08:30"),
        ("Sat, 04 Apr 2026 08:30:00 CST", "2026-04-04T00:30"),
        ("Sat, 04 Apr 2026 08:30:00 EST", "2026-04-04T13:30"),
        ("2026-04-04T08:30:00+08:00", "2026-04-04T00:30"),
        ("2026-04-04T08:30:00Z", "2026-04-04T08:30"),
        ("2026-04-04T08:30:00", "2026-04-04T00:30"),
        ("2026-04-04 08:30:00", "2026-04-04T00:30"),
        ("2026-04-04", "2026-04-03T16:00"),
        ("Mon, 04 Apr 2056 08:30:00 +0800", None),
        ("Thu, 01 Jan 1970 00:00:00 GMT", None),
        ("99999-99-99", None),
        ("昨天", None),
    ],
)
def test_a_moment_is_of_its_zone_or_of_ours(written: str, expected: str | None) -> None:
    [entry] = read(rss(f"<title>甲</title><pubDate>{written}</pubDate>")).entries
    found = None if entry.published_at is None else f"{entry.published_at:%Y-%m-%dT%H:%M}"
    assert found == expected


@pytest.mark.parametrize(
    "link",
    [
        "javascript:alert(1)",
        "file:///etc/passwd",
        "ftp://a.cn/1",
        "https://u:p@a.cn/",
        "http://[",
        "a" * 2000,
    ],
)
def test_a_link_that_is_none_of_the_web_is_none(link: str) -> None:
    [entry] = read(rss(f"<title>甲</title><guid>1</guid><link>{link}</link>")).entries
    assert entry.link == ""


def test_entities_of_a_feed_are_not_expanded_and_nothing_is_got() -> None:
    bomb = '<!DOCTYPE x [<!ENTITY a "哈哈哈哈哈哈哈哈哈哈">'
    bomb += "".join(f'<!ENTITY {chr(98 + number)} "{f"&{chr(97 + number)};" * 10}">' for number in range(9))
    began = time.process_time()
    feed = read(rss("<title>&j;</title><guid>1</guid>", before=bomb + "]>"))
    assert sum(len(entry.title) for entry in feed.entries) < 1_000 and time.process_time() - began < 5
    outside = '<!DOCTYPE x [<!ENTITY xxe SYSTEM "file:///etc/passwd">]>'
    feed = read(rss("<title>甲&xxe;</title><guid>1</guid>", before=outside))
    assert "root:" not in str(feed)


def test_a_huge_feed_is_read_to_its_limits() -> None:
    items = [f"<title>{number}</title><guid>{number}</guid>" for number in range(MOST_ENTRIES + 50)]
    items[0] += f"<description>{'字' * (LONGEST_TEXT + 5)}</description>"
    feed = read(rss(*items))
    assert len(feed.entries) == MOST_ENTRIES and len(feed.entries[0].html) == LONGEST_TEXT


def test_what_is_no_feed_is_told_apart(tmp_path: Path) -> None:
    assert looks_like_feed(rss())
    assert looks_like_feed(b"\xef\xbb\xbf<!-- x --><feed xmlns='http://www.w3.org/2005/Atom'>")
    assert not looks_like_feed(b"<!doctype html><html><body>about <rss > feeds</body></html>")
    assert not looks_like_feed(b"")
    file = tmp_path / "feed.xml"
    file.write_bytes(rss("<title>甲</title>"))
    for data in (b"", b"\0" * 100, b"<html><body>x</body></html>", "科学导报".encode(), str(file).encode()):
        with pytest.raises(NoFeed):
            read(data)


@given(st.binary(max_size=400), st.integers(0, 400))
@settings(max_examples=80)
def test_a_damaged_feed_never_crashes(noise: bytes, place: int) -> None:
    whole = rss("<title>甲</title><link>https://a.cn/1</link><pubDate>Sat, 04 Apr 2026 08:30:00</pubDate>")
    try:
        feed = read(whole[:place] + noise + whole[place:])
    except NoFeed:
        return
    assert all(entry.key for entry in feed.entries)
