"""What is at an address that an editor sent: one page, or articles of a page that lists them.

What comes from others' sites is marked so that readers get brief and link alone, unless the editor says that
the texts may be shown. Every address is kept, that of the page and those of its articles.
"""

from __future__ import annotations

import datetime as dt
import logging
from dataclasses import replace

from bot import wording
from bot.context import Parts
from bot.desk.intake.page_file import Unread, read_bytes
from bot.desk.intake.page_offer import from_json, picked_places
from bot.fetching.page_fetcher import Fetched
from bot.fetching.refused import FetchRefused
from bot.working.worker import WorkerFault, WorkerNotStarted
from parsing.listed_articles import ListedArticle, NodePage
from storage.archive.prepared import PreparedIssue
from storage.desk.uploads import Upload

log = logging.getLogger(__name__)

MOST_NAMED = 5
LONGEST_HEADLINE = 30


class PageLists(Exception):
    """The page at an address lists articles, among which the editor is to choose."""

    def __init__(self, page: NodePage, address: str) -> None:
        super().__init__(f"{len(page.articles)} articles")
        self.page = page
        self.address = address


async def read_address(parts: Parts, upload: Upload) -> tuple[PreparedIssue, str]:
    """The page at an address as an issue, or the articles that were picked of those it lists.

    With a sentence on those that could not be had, empty where there are none. Raises PageLists and Unread,
    and WorkerNotStarted.
    """
    if upload.offer:
        return await _read_picked(parts, upload)
    from parsing.node_page import read_node_page  # its library is slow to load, and the worker has it

    fetched = await _fetch(parts, upload.fetched_from)
    try:
        listed = await parts.worker.run(read_node_page, fetched.data, fetched.address)
    except WorkerNotStarted:
        raise
    except WorkerFault as error:
        log.error("Looking for a list of articles failed: %s", error)
        raise Unread(wording.READING_CRASHED) from error
    if listed is not None:
        raise PageLists(listed, fetched.address)
    issue = await read_bytes(parts, fetched.data, fetched.file_name)
    return replace(issue, link=fetched.address, full_text=False), ""


async def _read_picked(parts: Parts, upload: Upload) -> tuple[PreparedIssue, str]:
    page = from_json(upload.offer)
    issues: list[PreparedIssue] = []
    failed: list[tuple[ListedArticle, str]] = []
    for place in picked_places(upload, page):
        article = page.articles[place]
        try:
            fetched = await _fetch(parts, article.address)
            issue = await read_bytes(parts, fetched.data, fetched.file_name)
        except Unread as error:
            failed.append((article, str(error)))
            continue
        issues.append(_linked(issue, fetched.address))
    if not issues:
        raise Unread(failed[0][1] if failed else wording.OFFER_NONE_PICKED)
    return issue_of_page(page, issues, upload.name, upload.link), _failures(failed)


async def _fetch(parts: Parts, address: str) -> Fetched:
    try:
        return await parts.fetcher.fetch(address)
    except FetchRefused as refused:
        log.info("A page was not fetched: %s", refused.reason.value)
        raise Unread(wording.FETCH_REFUSED[refused.reason.value]) from refused


def _linked(issue: PreparedIssue, address: str) -> PreparedIssue:
    return replace(issue, articles=tuple(replace(article, link=address) for article in issue.articles))


def issue_of_page(page: NodePage, issues: list[PreparedIssue], name: str, link: str) -> PreparedIssue:
    """One issue of the articles of several; what the page says of itself goes before what these say."""
    first = issues[0]
    day: dt.date | None = page.published_on or next(
        (issue.published_on for issue in issues if not issue.date_assumed), None
    )
    articles = {article.content_hash: article for issue in reversed(issues) for article in issue.articles}
    in_order = dict.fromkeys(article.content_hash for issue in issues for article in issue.articles)
    return replace(
        first,
        source_name=name,
        newspaper=page.newspaper or next((issue.newspaper for issue in issues if issue.newspaper), ""),
        published_on=day or first.published_on,
        date_assumed=day is None,
        page=page.page or first.page,
        furniture=(),
        articles=tuple(articles[content] for content in in_order),
        link=link,
        source_hash="",  # no file has this text
        full_text=False,
    )


def _failures(failed: list[tuple[ListedArticle, str]]) -> str:
    if not failed:
        return ""
    named = [
        wording.NOT_FETCHED_ARTICLE.format(headline=article.headline[:LONGEST_HEADLINE], reason=reason)
        for article, reason in failed[:MOST_NAMED]
    ]
    return wording.NOT_FETCHED.format(count=len(failed), articles="、".join(named))
