"""Mending a published issue on the command line: what holds for all of it, and one article of it."""

from __future__ import annotations

import argparse
import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, replace
from zoneinfo import ZoneInfo

from bot.exit_status import BAD_INPUT, Refusal
from bot.serving.opening import open_worker
from bot.settings.configuration import Settings
from bot.terminal.input import issue_values
from bot.terminal.input.opened import opened
from bot.terminal.issues.article_edit import ArticleWishes, find_parks, mended
from bot.terminal.issues.behind import behind_lines
from bot.terminal.issues.difference_words import changed_words
from bot.terminal.issues.issue_writing import Done, article_in, carry_out, edit_issue
from bot.terminal.output.printing import INDENT, counted, did
from bot.terminal.output.told import Told
from bot.working.worker import WorkerFault
from storage.archive import published_issues
from storage.archive.prepared import PreparedArticle, PreparedIssue
from storage.archive.published_issues import RETRACTED, IssueUnknown
from storage.database import Db
from storage.desk import drafts
from storage.moments import now
from storage.parks import stored_parks


@dataclass(frozen=True, slots=True)
class IssueWishes:
    """What is to hold for a whole issue: None leaves a part as it is."""

    day: str | None = None
    newspaper: str | None = None
    page: str | None = None
    link: str | None = None
    full_text: bool | None = None

    def __bool__(self) -> bool:
        """Whether anything is to be changed."""
        return self != IssueWishes()


@dataclass(frozen=True, slots=True)
class Wishes:
    """What an issue and an article of it are to be; with `sounds` whoever had it also gets a message."""

    of_issue: IssueWishes
    of_article: ArticleWishes
    new_park: bool = False
    sounds: bool = False


def wishes_of(options: argparse.Namespace) -> Wishes:
    """What the arguments of `issue edit` wish for."""
    return Wishes(
        IssueWishes(options.date, options.newspaper, options.page, options.link, options.full_text),
        ArticleWishes(
            options.headline,
            options.park,
            None if options.also_park is None else tuple(options.also_park),
            None if options.brief is None else tuple(options.brief),
        ),
        options.new_park,
        options.sound,
    )


def edit(settings: Settings, issue_id: int, article_id: int | None, wishes: Wishes, *, dry_run: bool) -> Told:
    """Mends an issue, and owes that to whoever has what is other now. Raises Refusal."""
    of_issue, of_article = wishes.of_issue, wishes.of_article
    if not of_issue and not of_article:
        raise Refusal(
            "nothing to change: say what is to be other, for example --headline or --date", BAD_INPUT
        )
    if article_id is not None and not of_article:
        raise Refusal(
            f"nothing to change in article {article_id}: say what, or leave its number out: date, newspaper,"
            " page and link are of the whole issue",
            BAD_INPUT,
        )
    if of_article.headline is not None:
        of_article = replace(of_article, headline=issue_values.headline(of_article.headline))
    with opened(settings, dry_run=dry_run) as database, open_worker(settings) as worker:
        before = database.read_now(_to_mend, issue_id)
        after = _issue_as_wished(before, of_issue, now().astimezone(ZoneInfo(settings.timezone)).date())
        if of_article:
            article = database.read_now(_chosen, before, article_id)
            found = database.read_now(find_parks, of_article, new_park=wishes.new_park)
            known = database.read_now(stored_parks.known_parks)
            try:
                after = after.with_article(mended(worker, article, of_article, found, known))
            except WorkerFault as error:
                raise Refusal(f"the article could not be prepared: {error}", BAD_INPUT) from error
        if after == before:
            return _told(Done("", issue_id), before, after, dry_run=dry_run)
        done = carry_out(database, settings.owner_ids, edit_issue, before, after, sounds=wishes.sounds)
        told = _told(done, before, after, dry_run=dry_run)
        return Told((*told.lines, *behind_lines(done.behind)), told.value)


def _to_mend(db: Db, issue_id: int) -> PreparedIssue:
    """The issue as it is. Raises Refusal where there is none, or an editor is mending it."""
    try:
        issue = published_issues.prepared_again(db, issue_id)
    except IssueUnknown as error:
        raise Refusal(f"there is no {error}: `issue list` shows those there are", BAD_INPUT) from error
    draft = drafts.open_draft_of(db, issue_id)
    if draft is not None:
        raise Refusal(
            f"editor {draft.editor_id} is mending issue {issue_id} in the chat, and would undo it: let them"
            " publish or discard that first",
            BAD_INPUT,
        )
    return issue


def _chosen(db: Db, issue: PreparedIssue, article_id: int | None) -> PreparedArticle:
    """The article with a number, or the only one. Raises Refusal."""
    issue_id = issue.of_issue
    assert issue_id is not None
    if article_id is None:
        if len(issue.articles) == 1:
            return issue.articles[0]
        raise Refusal(
            f"issue {issue_id} has {counted(len(issue.articles), 'article')} that can be edited: say which,"
            f" with its number from `issue show {issue_id}`",
            BAD_INPUT,
        )
    published = article_in(published_issues.articles_of(db, issue_id), issue_id, article_id)
    if published.state == RETRACTED:
        raise Refusal(f"article {article_id} was retracted: what is retracted isn't edited", BAD_INPUT)
    return next(article for article in issue.articles if article.article_id == article_id)


def _issue_as_wished(before: PreparedIssue, wishes: IssueWishes, today: dt.date) -> PreparedIssue:
    after = before
    if wishes.day is not None:
        day = issue_values.day(wishes.day, today)
        after = replace(after, published_on=day, date_assumed=False)
    if wishes.newspaper is not None:
        after = replace(after, newspaper=issue_values.newspaper(wishes.newspaper))
    if wishes.page is not None:
        after = replace(after, page=issue_values.page(wishes.page))
    if wishes.link is not None:
        after = replace(after, link=issue_values.link(wishes.link))
    after = after if after == before else replace(after, mended=True)
    # No text changes with it, so that nobody is owed a correction.
    return after if wishes.full_text is None else replace(after, full_text=wishes.full_text)


def _told(done: Done, before: PreparedIssue, after: PreparedIssue, *, dry_run: bool) -> Told:
    value = {
        "issue": done.issue_id,
        "article": done.article_id,
        "corrected": done.corrected,
        "owed": done.corrections,
        "full_text": after.full_text,
    }
    if before == after:
        return Told((f"issue {done.issue_id}: nothing to change, it says so already",), value)
    edited = f"{did('edit', dry_run=dry_run)} {counted(done.corrected, 'article')}"
    head = f"issue {done.issue_id}: {edited}, {counted(done.corrections, 'correction')} owed"
    return Told((head, *(INDENT + line for line in _change_lines(before, after))), value)


def _change_lines(before: PreparedIssue, after: PreparedIssue) -> Iterator[str]:
    for name, was, is_now in (
        ("date", before.published_on.isoformat(), after.published_on.isoformat()),
        ("newspaper", before.newspaper, after.newspaper),
        ("page", before.page, after.page),
        ("link", before.link, after.link),
    ):
        if was != is_now:
            yield f"{name}: {changed_words(was, is_now)}"
    if before.full_text != after.full_text:
        yield "full text: " + (
            "readers may have it" if after.full_text else "readers get brief and link alone"
        )
    if before.date_assumed and not after.date_assumed:
        yield "date: was assumed, is known"
    for old, new in zip(before.articles, after.articles, strict=True):
        if new.mended:
            yield from _article_lines(old, new)


def _article_lines(old: PreparedArticle, new: PreparedArticle) -> Iterator[str]:
    yield f"article {new.article_id}: {new.article.headline}"
    if old.article.headline != new.article.headline:
        yield f"{INDENT}headline: {changed_words(old.article.headline, new.article.headline)}"
    if _park_names(old) != _park_names(new):
        yield f"{INDENT}park: {changed_words(_park_names(old), _park_names(new))}"
    if old.brief.text != new.brief.text:
        yield f"{INDENT}brief: {new.brief.text}"
    if old.key_figures != new.key_figures:
        yield f"{INDENT}key figures: {', '.join(new.key_figures) or '-'}"


def _park_names(article: PreparedArticle) -> str:
    return ", ".join(park.name for park in (article.park, *article.also) if park is not None)
