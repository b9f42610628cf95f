"""Fetching pages of a site on this machine that counts as public: what comes, and what is refused."""

from __future__ import annotations

import asyncio
import gzip
import zlib
from collections.abc import AsyncIterator

import pytest

from bot.fetching import media
from bot.fetching.connecting import PublicResolver
from bot.fetching.page_fetcher import MOST_PAGE_BYTES, PageFetcher
from bot.fetching.refused import FetchRefused, Reason
from tests.fetching.site import HERE, PAGE, Serve, Site, answer, redirect

PUBLIC, PRIVATE = "93.184.216.34", "10.0.0.1"


@pytest.fixture
async def site() -> AsyncIterator[Site]:
    async with Site() as started:
        yield started


async def refused(fetcher: PageFetcher, address: str) -> Reason:
    with pytest.raises(FetchRefused) as caught:
        await fetcher.fetch(address)
    return caught.value.reason


async def test_a_page_comes_as_it_was_sent(site: Site) -> None:
    site.pages["/2026-04/04/node_2.htm?a=1"] = answer()
    fetched = await site.fetcher(contact="https://example.org/bot").fetch(
        site.url("/2026-04/04/node_2.htm?a=1#x")
    )
    assert fetched.data == PAGE and fetched.media_type == "text/html" and fetched.file_name == "node_2.htm"
    assert fetched.address == site.url("/2026-04/04/node_2.htm?a=1")
    assert all("User-Agent: ParkBriefs/0.1 (+https://example.org/bot)\r\n" in head for head in site.heads)
    assert not any("Cookie" in head or "Referer" in head for head in site.heads)


async def test_redirects_are_followed_so_far(site: Site) -> None:
    site.pages |= {f"/{n}": redirect(f"/{n + 1}") for n in range(10)}
    site.pages["/5"] = answer()
    assert (await site.fetcher().fetch(site.url("/0"))).address == site.url("/5")
    del site.pages["/5"]
    site.pages["/5"] = redirect("/6")
    assert await refused(site.fetcher(), site.url("/0")) is Reason.TOO_MANY_REDIRECTS
    site.pages["/loop"] = redirect("/loop")
    assert await refused(site.fetcher(), site.url("/loop")) is Reason.TOO_MANY_REDIRECTS


@pytest.mark.parametrize(
    ("to", "reason"),
    [
        ("http://127.0.0.1/", Reason.NOT_PUBLIC),
        ("http://169.254.169.254/latest/meta-data/", Reason.NOT_PUBLIC),
        ("http://[::1]/", Reason.NOT_PUBLIC),
        ("http://[::ffff:127.0.0.1]/", Reason.NOT_PUBLIC),
        ("http://2130706433/", Reason.NOT_PUBLIC),
        ("//localhost/", Reason.NOT_PUBLIC),
        ("http://a:b@paper.example/", Reason.WITH_PASSWORD),
        ("http://paper.example:22/", Reason.OTHER_PORT),
        ("file:///etc/passwd", Reason.NO_ADDRESS),
        ("", Reason.NO_ADDRESS),
    ],
)
async def test_a_redirect_is_checked_like_any_address(site: Site, to: str, reason: Reason) -> None:
    site.pages["/"] = redirect(to)
    assert await refused(site.fetcher(), site.url()) is reason


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "[::1]",
        "[::ffff:7f00:1]",
        "10.0.0.1",
        "169.254.169.254",
        "[fe80::1]",
        "[64:ff9b::7f00:1]",
    ],
)
async def test_addresses_inside_are_not_asked(address: str) -> None:
    assert await refused(PageFetcher(pause=0), f"http://{address}/") is Reason.NOT_PUBLIC


async def test_another_port_of_an_admitted_address_is_not(site: Site) -> None:
    assert await refused(site.fetcher(), "http://127.0.0.1/") is Reason.NOT_PUBLIC


@pytest.mark.parametrize(
    "found", [[PRIVATE], [PUBLIC, PRIVATE], ["::1"], ["::ffff:10.0.0.1"], ["fe80::1%eth0"]]
)
async def test_a_name_with_an_address_inside_is_refused(site: Site, found: list[str]) -> None:
    async def lookup(_: str) -> list[str]:
        return found

    assert await refused(site.fetcher(lookup=lookup), site.url()) is Reason.NOT_PUBLIC
    assert not site.asked


async def test_one_bad_address_is_enough_before_anything_is_connected_to() -> None:
    async def lookup(_: str) -> list[str]:
        return [PUBLIC, PRIVATE]

    with pytest.raises(FetchRefused):
        await PublicResolver(lookup, frozenset()).resolve("paper.example", 80)


async def test_a_name_that_leads_inside_at_the_next_look(site: Site) -> None:
    """The first answer of the name server is good (for robots.txt), the next one is not."""
    answers = [[HERE], [PRIVATE]]

    async def lookup(_: str) -> list[str]:
        return answers.pop(0)

    site.pages["/"] = answer()
    assert await refused(site.fetcher(lookup=lookup), site.url()) is Reason.NOT_PUBLIC
    assert site.asked == ["/robots.txt"] and not answers


async def test_the_address_connected_to_is_checked_whatever_was_resolved(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the resolver were fooled, the socket is not made."""
    monkeypatch.setattr("bot.fetching.connecting.PublicResolver.resolve", _resolves_to_here)
    assert (
        await refused(site.fetcher(also=frozenset({("192.0.2.1", site.port)})), site.url())
        is Reason.NOT_PUBLIC
    )
    assert not site.asked


async def _resolves_to_here(_: object, host: str, port: int = 0, family: int = 0) -> list[dict[str, object]]:
    return [{"hostname": host, "host": HERE, "port": port, "family": 2, "proto": 0, "flags": 0}]


async def test_no_proxy_of_the_environment_is_used(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    site.pages["/"] = answer()
    for name in ("http_proxy", "HTTP_PROXY", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    assert (await site.fetcher().fetch(site.url())).data == PAGE


async def test_names_and_connections_that_fail(site: Site) -> None:
    async def nothing(_: str) -> list[str]:
        raise OSError("no such name")

    assert await refused(site.fetcher(lookup=nothing), site.url()) is Reason.UNKNOWN_HOST
    await site.__aexit__()
    assert await refused(site.fetcher(), site.url()) is Reason.UNREACHABLE


@pytest.mark.parametrize(
    ("coding", "pack"),
    [
        ("gzip", gzip.compress),
        ("deflate", zlib.compress),
        ("deflate", lambda data: zlib.compress(data)[2:-4]),
    ],
    ids=["gzip", "zlib", "raw"],
)
async def test_packed_pages_are_unpacked(site: Site, coding: str, pack: Serve) -> None:
    site.pages["/"] = answer(pack(PAGE), "text/html", f"Content-Encoding: {coding}")  # type: ignore[arg-type]
    assert (await site.fetcher().fetch(site.url())).data == PAGE


async def test_a_bomb_stops_at_the_limit(site: Site) -> None:
    bomb = gzip.compress(bytes(50 * 1024 * 1024), 1)
    assert len(bomb) < MOST_PAGE_BYTES
    site.pages["/"] = answer(bomb, "text/html", "Content-Encoding: gzip")
    assert await refused(site.fetcher(), site.url()) is Reason.TOO_BIG


@pytest.mark.parametrize("coding", ["br", "zstd", "gzip, gzip", "compress", "x"])
async def test_what_was_not_asked_for_is_not_unpacked(site: Site, coding: str) -> None:
    site.pages["/"] = answer(b"abc", "text/html", f"Content-Encoding: {coding}")
    assert await refused(site.fetcher(), site.url()) is Reason.BAD_ANSWER


@pytest.mark.parametrize(
    "data", [b"no gzip at all", gzip.compress(PAGE, mtime=0)[:-12]], ids=["none", "half"]
)
async def test_damaged_packing_is_refused(site: Site, data: bytes) -> None:
    site.pages["/"] = answer(data, "text/html", "Content-Encoding: gzip")
    assert await refused(site.fetcher(), site.url()) is Reason.BAD_ANSWER


async def test_a_page_without_end_stops_at_the_limit(site: Site) -> None:
    async def pour(writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nConnection: close\r\n\r\n")
        while not writer.is_closing():
            writer.write(b"x" * 65536)
            await writer.drain()

    site.pages["/"] = pour
    assert await refused(site.fetcher(), site.url()) is Reason.TOO_BIG


async def test_a_page_that_drips_is_given_up(site: Site) -> None:
    async def drip(writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n")
        while not writer.is_closing():
            writer.write(b"x")
            await writer.drain()
            await asyncio.sleep(0.01)

    site.pages["/"] = drip
    assert await refused(site.fetcher(seconds=0.3), site.url()) is Reason.TOO_SLOW


@pytest.mark.parametrize(
    "head",
    [
        "X: " + "a" * 100_000,
        "\r\n".join(f"X-{n}: a" for n in range(5000)),
        "no header",
    ],
    ids=["long", "many", "odd"],
)
async def test_huge_and_odd_headers_are_refused(site: Site, head: str) -> None:
    site.pages["/"] = f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n{head}\r\n\r\n".encode()
    assert await refused(site.fetcher(), site.url()) is Reason.BAD_ANSWER


@pytest.mark.parametrize(
    ("status", "reason"),
    [
        ("401 No", Reason.FORBIDDEN),
        ("403 No", Reason.FORBIDDEN),
        ("404 No", Reason.MISSING),
        ("410 No", Reason.MISSING),
        ("429 No", Reason.BUSY),
        ("503 No", Reason.BUSY),
        ("500 No", Reason.BAD_ANSWER),
        ("206 Part", Reason.BAD_ANSWER),
    ],
)
async def test_answers_without_a_page(site: Site, status: str, reason: Reason) -> None:
    site.pages["/"] = answer(status=status)
    assert await refused(site.fetcher(), site.url()) is reason


@pytest.mark.parametrize(
    ("kind", "path", "type_"),
    [
        ("application/pdf", "/a", "application/pdf"),
        ("text/plain; charset=gbk", "/a", "text/plain"),
        ("application/octet-stream", "/a.docx", media.SUFFIXES[".docx"]),
        ("", "/a.mht", media.SUFFIXES[".mht"]),
    ],
)
async def test_types_that_are_read(site: Site, kind: str, path: str, type_: str) -> None:
    site.pages[path] = answer(kind=kind)
    assert (await site.fetcher().fetch(site.url(path))).media_type == type_


@pytest.mark.parametrize(
    "kind", ["image/png", "video/mp4", "application/json", "application/octet-stream", ""]
)
async def test_other_types_are_refused(site: Site, kind: str) -> None:
    site.pages["/"] = answer(kind=kind)
    assert await refused(site.fetcher(), site.url()) is Reason.OTHER_TYPE


async def test_feeds_are_taken_by_who_asks_for_them(site: Site) -> None:
    site.pages["/feed"] = answer(b"<rss/>", "application/rss+xml")
    assert await refused(site.fetcher(), site.url("/feed")) is Reason.OTHER_TYPE
    assert (await site.fetcher().fetch(site.url("/feed"), media.PAGES | media.FEEDS)).data == b"<rss/>"


async def test_one_request_at_a_time_at_a_host(site: Site) -> None:
    async def slowly(writer: asyncio.StreamWriter) -> None:
        await asyncio.sleep(0.02)
        writer.write(answer())
        await writer.drain()

    site.pages |= {f"/{n}": slowly for n in range(5)}
    fetcher = site.fetcher()
    await asyncio.gather(*(fetcher.fetch(site.url(f"/{n}")) for n in range(5)))
    assert len(site.pages_asked) == 5 and site.most_at_once == 1


async def test_a_crowd_is_refused(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.fetching.turns.MOST_WAITING", 2)
    site.pages["/"] = answer()
    fetcher = site.fetcher()
    came = await asyncio.gather(*(fetcher.fetch(site.url()) for _ in range(5)), return_exceptions=True)
    assert {each.reason for each in came if isinstance(each, FetchRefused)} == {Reason.BUSY_HERE}
    assert sum(not isinstance(each, BaseException) for each in came) == 2
