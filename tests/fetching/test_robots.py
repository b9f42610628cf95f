"""robots.txt: what it says, how it is asked for, and that nothing in it can hold the bot up."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.fetching.refused import FetchRefused, Reason
from bot.fetching.robots import MOST_RULES, fits, read_robots
from tests.fetching.site import PAGE, Site, answer, redirect


@pytest.fixture
async def site() -> AsyncIterator[Site]:
    async with Site({"/a": answer(), "/b": answer()}) as started:
        yield started


@pytest.mark.parametrize(
    ("text", "path", "allowed"),
    [
        ("", "/a", True),
        ("User-agent: *\nDisallow: /", "/a", False),
        ("User-agent: *\nDisallow:", "/a", True),
        ("user-agent: *\ndisallow: /a # a comment", "/ab", False),
        ("User-agent: other\nDisallow: /", "/a", True),
        ("User-agent: ParkBriefs\nDisallow: /a\n\nUser-agent: *\nDisallow: /", "/b", True),
        ("User-agent: other\nUser-agent: parkbriefs/1.0\nDisallow: /a", "/a", False),
        ("User-agent: *\nDisallow: /\nAllow: /html/", "/html/1.htm", True),
        ("User-agent: *\nAllow: /a\nDisallow: /a", "/a", True),
        ("User-agent: *\nDisallow: /*.pdf$", "/x/1.pdf", False),
        ("User-agent: *\nDisallow: /*.pdf$", "/x/1.pdf?a", True),
        ("User-agent: *\nDisallow: /*?*", "/a?b=1", False),
        ("User-agent: *\nDisallow: /版面", "/%E7%89%88%e9%9d%a2/1", False),
        ("User-agent: *\nDisallow: /a\nUser-agent: *\nDisallow: /b", "/a", False),
        ("\ufeffUser-agent: *\r\nDisallow: /a", "/a", False),
        ("Disallow: /", "/a", True),
    ],
)
def test_what_it_says(text: str, path: str, allowed: bool) -> None:
    assert read_robots(text.encode(), "ParkBriefs").allows(path) is allowed


@given(st.text("ab*$/", max_size=8), st.text("ab/$", max_size=10))
def test_patterns_fit_as_the_standard_says(pattern: str, path: str) -> None:
    body = pattern.removesuffix("$")
    regex = ".*".join(map(re.escape, body.split("*"))) + ("" if body == pattern else r"\Z")
    assert fits(pattern, path) == bool(re.match(regex, path, re.DOTALL))


@given(st.binary(max_size=300))
def test_any_bytes_are_read(data: bytes) -> None:
    read_robots(b"User-agent: *\n" + data, "ParkBriefs").allows("/a")


def test_a_hostile_file_has_few_rules_and_patterns_that_end() -> None:
    stars = "Disallow: /" + "*a" * 400 + "b\n"
    rules = read_robots(("User-agent: *\n" + stars * 1000 + "Disallow: /x\n" * 50_000).encode(), "ParkBriefs")
    assert len(rules.rules) <= MOST_RULES
    assert rules.allows("/" + "a" * 1900)


async def test_what_is_shut_is_not_asked_for(site: Site) -> None:
    site.pages["/robots.txt"] = answer(b"User-agent: *\nDisallow: /a", "text/plain")
    fetcher = site.fetcher()
    with pytest.raises(FetchRefused) as refused:
        await fetcher.fetch(site.url("/a"))
    assert refused.value.reason is Reason.ROBOTS
    assert (await fetcher.fetch(site.url("/b"))).data == PAGE
    assert site.asked == ["/robots.txt", "/b"]


async def test_it_may_be_elsewhere_or_of_any_type(site: Site) -> None:
    site.pages |= {"/robots.txt": redirect("/r"), "/r": answer(b"User-agent: *\nDisallow: /a", "image/png")}
    with pytest.raises(FetchRefused, match="robots"):
        await site.fetcher().fetch(site.url("/a"))


async def test_it_may_not_lead_inside(site: Site) -> None:
    site.pages["/robots.txt"] = redirect("http://169.254.169.254/")
    with pytest.raises(FetchRefused) as refused:
        await site.fetcher().fetch(site.url("/a"))
    assert refused.value.reason is Reason.NOT_PUBLIC


async def test_a_site_that_cannot_tell_is_left_alone_for_now(site: Site) -> None:
    site.pages["/robots.txt"] = answer(status="500 Broken")
    fetcher = site.fetcher()
    with pytest.raises(FetchRefused) as refused:
        await fetcher.fetch(site.url("/a"))
    assert refused.value.is_passing and site.pages_asked == []
    del site.pages["/robots.txt"]
    assert (await fetcher.fetch(site.url("/a"))).data == PAGE


async def test_a_long_one_is_cut(site: Site) -> None:
    site.pages["/robots.txt"] = answer(b"User-agent: *\nDisallow: /a\n" + b"# x\n" * 500_000, "text/plain")
    with pytest.raises(FetchRefused, match="robots"):
        await site.fetcher().fetch(site.url("/a"))


async def test_another_site_behind_a_redirect_is_asked_too(site: Site) -> None:
    site.pages["/a"] = redirect(site.url("/b", "other.example"))
    await site.fetcher().fetch(site.url("/a"))
    assert site.asked == ["/robots.txt", "/a", "/robots.txt", "/b"]
