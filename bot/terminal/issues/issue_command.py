"""Looking at what is published, on the command line: list, show, receipt."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from typing import Any
from zoneinfo import ZoneInfo

from bot.exit_status import BAD_INPUT, Refusal
from bot.serving.opening import open_database
from bot.settings.configuration import Settings
from bot.terminal.input.named_newspaper import named_newspaper
from bot.terminal.output.columns import table
from bot.terminal.output.printing import INDENT, counted
from bot.terminal.output.told import Told
from storage.archive import published_issues, revisions
from storage.archive.published_issues import IssueUnknown, PublishedArticle, PublishedIssue, Receipt
from storage.archive.revisions import Revision
from storage.database import Db
from storage.desk.issues import COMMAND_LINE

HEADINGS = ("issue", "day", "page", "newspaper", "articles", "state", "made of")


def list_issues(settings: Settings, limit: int, newspaper: str | None = None) -> Told:
    """The newest issues, of all newspapers or one, the one published last first. Raises Refusal."""
    with open_database(settings) as database:
        newspaper_id = None if newspaper is None else database.read_now(named_newspaper, newspaper).id
        found = database.read_now(published_issues.list_issues, limit=limit, newspaper_id=newspaper_id)
        count = database.read_now(published_issues.count_issues, newspaper_id)
    if not found and newspaper is not None:
        return Told((f"nothing of {newspaper} is published yet",), [])
    if not found:
        return Told(("nothing is published yet: `publish FILE` publishes a page",), [])
    lines = table(HEADINGS, [_cells(issue) for issue in found])
    if count > len(found):
        lines += (f"{count - len(found)} older ones: --limit {count} shows them too",)
    return Told(lines, [_value(issue) for issue in found])


def show_issue(settings: Settings, issue_id: int) -> Told:
    """An issue with its articles, and who made which revision of them when. Raises Refusal."""
    with open_database(settings) as database:
        issue, articles, histories = database.read_now(_with_histories, issue_id)
    value = _value(issue) | {"articles": [_article_value(article) for article in articles]}
    return Told(tuple(_lines(issue, articles, histories, ZoneInfo(settings.timezone))), value)


def show_receipt(settings: Settings, issue_id: int, *, corrections: bool) -> Told:
    """What became of the pushes of an issue, or of its corrections and retractions. Raises Refusal."""
    with open_database(settings) as database:
        counted_up, copies = database.read_now(_receipt, issue_id, corrections=corrections)
    value = dataclasses.asdict(counted_up) | ({"copies": copies} if corrections else {})
    what = "corrections and retractions" if corrections else "pushes"
    parts = ", ".join(f"{number} {name}" for name, number in value.items())
    return Told((f"issue {issue_id}, {what}: {parts}",), value)


def _with_histories(
    db: Db, issue_id: int
) -> tuple[PublishedIssue, tuple[PublishedArticle, ...], list[tuple[Revision, ...]]]:
    articles = published_issues.articles_of(db, issue_id)
    return _issue(db, issue_id), articles, [revisions.revisions_of(db, each.id) for each in articles]


def _receipt(db: Db, issue_id: int, *, corrections: bool) -> tuple[Receipt, int]:
    _issue(db, issue_id)
    if corrections:
        of_corrections = published_issues.receipt_of_corrections(db, issue_id)
        return of_corrections, published_issues.possible_copies(db, issue_id)
    return published_issues.receipt(db, issue_id), 0


def _issue(db: Db, issue_id: int) -> PublishedIssue:
    try:
        return published_issues.get_issue(db, issue_id)
    except IssueUnknown as error:
        raise Refusal(f"there is no {error}: `issue list` shows those there are", BAD_INPUT) from error


def _value(issue: PublishedIssue) -> dict[str, Any]:
    return {
        "id": issue.id,
        "newspaper": issue.newspaper,
        "published_on": issue.published_on.isoformat(),
        "page": issue.page,
        "state": issue.state,
        "articles": issue.articles,
        "full_text": issue.full_text,
    }


def _article_value(article: PublishedArticle) -> dict[str, Any]:
    return {
        "id": article.id,
        "headline": article.headline,
        "park": article.park,
        "parks": list(article.parks),
        "state": article.state,
        "revision": article.revision,
        "brief": article.brief,
    }


def _cells(issue: PublishedIssue) -> tuple[str, ...]:
    return (
        str(issue.id),
        issue.published_on.isoformat(),
        issue.page or "-",
        issue.newspaper or "-",
        str(issue.articles),
        issue.state,
        issue.source_name,
    )


def _lines(
    issue: PublishedIssue,
    articles: tuple[PublishedArticle, ...],
    histories: list[tuple[Revision, ...]],
    zone: ZoneInfo,
) -> Iterator[str]:
    page = f" page {issue.page}" if issue.page else ""
    what = f"{issue.newspaper} {issue.published_on.isoformat()}{page}".strip()
    yield f"issue {issue.id}: {what}, {counted(issue.articles, 'article')}, {issue.state}"
    stored = issue.stored_at.astimezone(zone).strftime("%Y-%m-%d %H:%M")
    yield f"{INDENT}made of {issue.source_name}, stored {stored} by {_who(issue.editor_id)}"
    if issue.link:
        yield f"{INDENT}link: {issue.link}"
    if not issue.full_text:
        yield f"{INDENT}full text: readers get brief and link alone"
    for article, history in zip(articles, histories, strict=True):
        yield ""
        yield f"article {article.id}: {article.headline}"
        yield f"{INDENT}park: {', '.join(article.parks) or '-'}"
        yield f"{INDENT}brief: {article.brief or '-'}"
        because = f" ({article.retraction})" if article.retraction else ""
        yield f"{INDENT}state: {article.state}{because}"
        for revision in history:
            when = revision.stored_at.astimezone(zone).strftime("%Y-%m-%d %H:%M")
            yield f"{INDENT}revision {revision.number}: {when} by {_who(revision.editor_id)}"


def _who(editor_id: int | None) -> str:
    if editor_id is None:
        return "somebody"
    return "the command line" if editor_id == COMMAND_LINE else f"editor {editor_id}"
