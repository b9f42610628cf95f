"""`fetch`: what is at an address, by the rules of bot/fetching: stored in a file, listed, or read."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

from bot.exit_status import BAD_INPUT, Refusal
from bot.fetching.page_fetcher import Fetched, PageFetcher
from bot.fetching.refused import FetchRefused
from bot.serving.opening import open_worker
from bot.settings.configuration import Settings
from bot.terminal.output.own_files import refuse_own
from bot.terminal.output.printing import page_text
from bot.terminal.output.told import Told
from bot.working.page_reading import page_of_file
from bot.working.worker import WorkerFault
from parsing.listed_articles import NodePage
from parsing.node_page import read_node_page
from parsing.unreadable import UnreadableDocument


def fetch_page(
    settings: Settings, address: str, *, out: Path | None, lists: bool, fetcher: PageFetcher | None = None
) -> Told:
    """Fetches an address into the file `out`, or tells the articles that the page `lists`, or those on it.

    Raises Refusal. `fetcher` is another than the usual one, for tests.
    """
    try:
        fetched = asyncio.run((fetcher or PageFetcher(settings.fetch_contact)).fetch(address))
    except FetchRefused as refused:
        raise Refusal(f"{address}: {refused}", BAD_INPUT) from refused
    value: dict[str, Any] = {
        "address": fetched.address,
        "file": fetched.file_name,
        "type": fetched.media_type,
        "bytes": len(fetched.data),
    }
    if out is not None:
        refuse_own(settings, out)
        return _stored(fetched, out, value)
    return _read(settings, fetched, value, lists=lists)


def _stored(fetched: Fetched, out: Path, value: dict[str, Any]) -> Told:
    try:
        out.write_bytes(fetched.data)
    except OSError as error:
        raise Refusal(f"{out}: {error.strerror}", BAD_INPUT) from error
    line = f"{out}: {len(fetched.data):,} bytes, {fetched.media_type}, from {fetched.address}"
    return Told((line,), value | {"out": str(out)})


def _read(settings: Settings, fetched: Fetched, value: dict[str, Any], *, lists: bool) -> Told:
    with open_worker(settings) as worker:
        try:
            listed = worker.run_now(read_node_page, fetched.data, fetched.address)
            if listed is not None:
                return Told(_listed_lines(listed), value | {"lists": _listed_value(listed)})
            if lists:
                raise Refusal(f"{fetched.address}: lists no articles", BAD_INPUT)
            page = worker.run_now(page_of_file, fetched.data, fetched.file_name, settings.limits)
        except UnreadableDocument as error:
            raise Refusal(f"{fetched.address}: {error}", BAD_INPUT) from error
        except WorkerFault as error:
            raise Refusal(f"{fetched.address}: could not be read: {error}", BAD_INPUT) from error
    return Told((page_text(page),), value | {"page": page})


def _listed_lines(listed: NodePage) -> tuple[str, ...]:
    return tuple(f"{article.headline}\t{article.address}" for article in listed.articles)


def _listed_value(listed: NodePage) -> dict[str, Any]:
    return {
        "newspaper": listed.newspaper,
        "date": listed.published_on.isoformat() if listed.published_on else None,
        "page": listed.page,
        "articles": [
            {"headline": article.headline, "address": article.address} for article in listed.articles
        ],
    }
