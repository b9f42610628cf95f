"""Fetching a page: its address is checked, robots.txt asked, and what comes is kept within limits."""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass
from http import HTTPStatus

import aiohttp
from yarl import URL

from bot.fetching import media
from bot.fetching.connecting import Lookup, NotPublicHere, connector, system_lookup
from bot.fetching.refused import FetchRefused, Reason
from bot.fetching.robots import MOST_BYTES, OPEN, Robots, read_robots
from bot.fetching.turns import PAUSE_SECONDS, Turns
from bot.fetching.unpacking import ACCEPTED, Unpacking
from bot.fetching.web_address import PORTS, check_public, is_ip, web_address

PRODUCT = "ParkBriefs"
VERSION = "0.1"
SECONDS = 20.0
MOST_PAGE_BYTES = 5 * 1024 * 1024
MOST_REDIRECTS = 5
LONGEST_MARK = 200
ROBOTS_KEPT_SECONDS = 3600.0
MOST_ROBOTS_KEPT = 200
_PIECE = 64 * 1024
_REDIRECTS = (301, 302, 303, 307, 308)
_ACCEPT = "text/html,application/xhtml+xml,application/pdf,text/plain;q=0.9,*/*;q=0.5"


@dataclass(frozen=True, slots=True)
class Marks:
    """What a server calls the state of a file: its ETag and Last-Modified, empty where it doesn't say."""

    etag: str = ""
    modified: str = ""


NO_MARKS = Marks()


@dataclass(frozen=True, slots=True)
class Fetched:
    """A file as it was sent: the address it came from in the end, what it is called, its type, its bytes.

    `marks` tell it from what stands there another time; `is_same` says that it is what had the marks that
    were given, and then there are no bytes.
    """

    address: str
    file_name: str
    media_type: str
    data: bytes
    marks: Marks = NO_MARKS
    is_same: bool = False


@dataclass(slots=True)
class _Time:
    """How much of its time a fetch has left; waiting for a turn is not counted."""

    left: float


@dataclass(frozen=True, slots=True)
class _Answer:
    status: int
    location: str
    kind: str
    data: bytes
    marks: Marks = NO_MARKS


class PageFetcher:
    """Fetches pages, as politely as one program should however many ask it.

    `contact` is told to the sites, so that somebody can complain. The other parameters are for tests alone,
    and no setting leads to them: `lookup` finds the addresses of names, `also` are addresses with ports that
    count as public (a server of the test's own), `pause` and `seconds` make them quick.
    """

    def __init__(
        self,
        contact: str = "",
        *,
        lookup: Lookup = system_lookup,
        also: frozenset[tuple[str, int]] = frozenset(),
        pause: float = PAUSE_SECONDS,
        seconds: float = SECONDS,
        most_bytes: int = MOST_PAGE_BYTES,
    ) -> None:
        self._agent = f"{PRODUCT}/{VERSION}" + (f" (+{contact})" if contact else "")
        self._lookup = lookup
        self._also = also
        self._ports = PORTS | {port for _, port in also}
        self._turns = Turns(pause)
        self._seconds = seconds
        self._most_bytes = most_bytes
        self._robots: dict[str, tuple[float, Robots]] = {}

    async def fetch(
        self, address: str, accepts: frozenset[str] = media.PAGES, *, unless: Marks = NO_MARKS
    ) -> Fetched:
        """The file at an address, redirects followed. Raises FetchRefused.

        `accepts` are the types that may come: `media.PAGES`, or with `media.FEEDS`. It isn't sent again where
        it still has the marks of `unless` (RFC 9110, 13.1).
        """
        budget, url = _Time(self._seconds), web_address(address, self._ports)
        for _ in range(MOST_REDIRECTS + 1):
            robots = await self._robots_of(url, budget)
            if not robots.allows(url.raw_path_qs):
                raise FetchRefused(
                    Reason.ROBOTS, f"{url.host} asks programs not to fetch this page (robots.txt)"
                )
            answer = await self._ask(url, budget, accepts, delay=robots.delay, unless=unless)
            if answer.status == HTTPStatus.NOT_MODIFIED and unless != NO_MARKS:
                return Fetched(str(url), media.file_name(url), answer.kind, b"", unless, is_same=True)
            if answer.status not in _REDIRECTS:
                _check_status(answer.status, url)
                return Fetched(str(url), media.file_name(url), answer.kind, answer.data, answer.marks)
            url = self._behind(url, answer.location)
        raise FetchRefused(Reason.TOO_MANY_REDIRECTS, f"more than {MOST_REDIRECTS} redirects")

    def _behind(self, url: URL, location: str) -> URL:
        """Where a redirect leads to, checked like any address. Raises FetchRefused."""
        try:
            return web_address(str(url.join(URL(location))) if location else "", self._ports)
        except ValueError as error:
            raise FetchRefused(Reason.BAD_ANSWER, "a redirect to no address") from error

    async def _robots_of(self, url: URL, budget: _Time) -> Robots:
        """The rules of the site of an address; what can't be asked is shut (RFC 9309, 2.3.1)."""
        site = str(url.origin())
        known = self._robots.pop(site, None)
        if known is None or known[0] < time.monotonic():
            known = (time.monotonic() + ROBOTS_KEPT_SECONDS, await self._fetch_robots(url, budget))
        self._robots[site] = known
        if len(self._robots) > MOST_ROBOTS_KEPT:
            del self._robots[next(iter(self._robots))]
        return known[1]

    async def _fetch_robots(self, url: URL, budget: _Time) -> Robots:
        where = url.origin().with_path("/robots.txt")
        for _ in range(MOST_REDIRECTS + 1):
            answer = await self._ask(where, budget, None)
            if answer.status in _REDIRECTS:
                where = self._behind(where, answer.location)
                continue
            if answer.status == HTTPStatus.OK:
                return read_robots(answer.data, PRODUCT)
            if (
                answer.status == HTTPStatus.TOO_MANY_REQUESTS
                or answer.status >= HTTPStatus.INTERNAL_SERVER_ERROR
            ):
                raise FetchRefused(Reason.BUSY, f"{where.host} answers {answer.status} for its robots.txt")
            return OPEN
        return OPEN  # RFC 9309, 2.3.1.2: as if there were none

    async def _ask(
        self,
        url: URL,
        budget: _Time,
        accepts: frozenset[str] | None,
        delay: float = 0.0,
        unless: Marks = NO_MARKS,
    ) -> _Answer:
        """One request. `accepts` None is for robots.txt: of any type, and cut where it is too long."""
        if is_ip(url.raw_host or ""):
            check_public(url.raw_host or "", url.raw_host or "", url.port or 0, self._also)
        async with self._turns.of(url.raw_host or "", delay):
            begun = time.monotonic()
            try:
                async with asyncio.timeout(max(budget.left, 0.0)):
                    return await self._exchange(url, accepts, unless)
            except TimeoutError:
                raise FetchRefused(
                    Reason.TOO_SLOW, f"{url.host} took more than {self._seconds:g} s"
                ) from None
            except aiohttp.ClientConnectorError as error:
                raise _no_connection(url, error) from error
            except aiohttp.ClientError as error:
                raise FetchRefused(
                    Reason.BAD_ANSWER, f"{url.host} gave no good answer ({type(error).__name__})"
                ) from error
            except (OSError, ValueError) as error:
                raise FetchRefused(Reason.UNREACHABLE, f"{url.host}: {type(error).__name__}") from error
            finally:
                budget.left -= time.monotonic() - begun

    async def _exchange(self, url: URL, accepts: frozenset[str] | None, unless: Marks) -> _Answer:
        headers = {"User-Agent": self._agent, "Accept": _ACCEPT, "Accept-Encoding": ACCEPTED}
        conditions = {"If-None-Match": unless.etag, "If-Modified-Since": unless.modified}
        headers |= {name: value for name, value in conditions.items() if value}
        async with (
            aiohttp.ClientSession(
                connector=connector(self._lookup, self._also),
                cookie_jar=aiohttp.DummyCookieJar(),
                auto_decompress=False,
                trust_env=False,
                timeout=aiohttp.ClientTimeout(total=None),
            ) as session,
            session.get(url, headers=headers, allow_redirects=False) as response,
        ):
            location = response.headers.get("Location", "")
            kind = media.media_type(response.headers.get("Content-Type", ""), url)
            if response.status != HTTPStatus.OK:
                return _Answer(response.status, location, kind, b"")
            if accepts is not None and kind not in accepts:
                raise FetchRefused(
                    Reason.OTHER_TYPE, f"a file of the type {kind[:60] or 'unknown'} is not read"
                )
            data = await self._body(response, cuts=accepts is None)
            return _Answer(response.status, location, kind, data, _marks_of(response))

    async def _body(self, response: aiohttp.ClientResponse, *, cuts: bool) -> bytes:
        """The body, unpacked. What is too long for a robots.txt is cut, else refused."""
        coding = response.headers.get("Content-Encoding", "")
        unpacking = Unpacking(coding, MOST_BYTES + 1 if cuts else self._most_bytes)
        try:
            async for piece in response.content.iter_chunked(_PIECE):
                unpacking.take(piece)
        except FetchRefused as refused:
            if not cuts or refused.reason is not Reason.TOO_BIG:
                raise
            return unpacking.so_far()
        return unpacking.whole()


def _marks_of(response: aiohttp.ClientResponse) -> Marks:
    """What may be sent back; what is too long for that is none."""
    told = (response.headers.get(name, "") for name in ("ETag", "Last-Modified"))
    return Marks(*(each if each.isprintable() and len(each) <= LONGEST_MARK else "" for each in told))


def _check_status(status: int, url: URL) -> None:
    """Raises FetchRefused for an answer without a page."""
    match status:
        case HTTPStatus.OK:
            return
        case HTTPStatus.UNAUTHORIZED | HTTPStatus.FORBIDDEN | HTTPStatus.UNAVAILABLE_FOR_LEGAL_REASONS:
            reason = Reason.FORBIDDEN
        case HTTPStatus.NOT_FOUND | HTTPStatus.GONE:
            reason = Reason.MISSING
        case HTTPStatus.TOO_MANY_REQUESTS | HTTPStatus.SERVICE_UNAVAILABLE:
            reason = Reason.BUSY
        case _:
            reason = Reason.BAD_ANSWER
    raise FetchRefused(reason, f"{url.host} answers {status}")


def _no_connection(url: URL, error: aiohttp.ClientConnectorError) -> FetchRefused:
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, NotPublicHere):
            return FetchRefused(Reason.NOT_PUBLIC, f"{url.host} leads to an address that is not public")
        cause = cause.__cause__ or (None if cause.__suppress_context__ else cause.__context__)
    if isinstance(error, aiohttp.ClientSSLError):
        return FetchRefused(Reason.UNSAFE, f"{url.host} has no valid certificate")
    return FetchRefused(Reason.UNREACHABLE, f"no connection to {url.host}")
