"""Writing to what is published, as the command line does: each in one transaction, all of it or nothing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from typing import Concatenate, Final, ParamSpec, TypeVar

from bot import wording
from bot.exit_status import BAD_CONFIGURATION, BAD_INPUT, Refusal
from bot.people.telling import record_and_tell
from bot.terminal.input.named_newspaper import check_known, check_newspaper
from parsing.article import Article
from storage.archive import articles, known_articles, published_issues, rights
from storage.archive.prepared import PreparedIssue
from storage.archive.published_issues import RETRACTED, IssueUnknown, PublishedArticle
from storage.archive.revisions import SameArticle
from storage.database import Database, Db, StorageError
from storage.desk import issues, reinstating
from storage.desk.issues import COMMAND_LINE
from storage.moments import now
from storage.people import deeds
from storage.projects import ledger_material

P = ParamSpec("P")

PUBLISHED_IT: Final = "published"
CORRECTED_IT: Final = "corrected"
RETRACTED_IT: Final = "retracted"
REINSTATED_IT: Final = "reinstated"


@dataclass(frozen=True, slots=True)
class Difference:
    """A stored article, as it was before, and what a page says in its place."""

    stored: Article
    read: Article


@dataclass(frozen=True, slots=True)
class Done:
    """What was done to an issue; numbers are of articles, but for those of what is owed.

    `owed` are the chats that are owed a push; `corrections` what is owed to those who had an article, one for
    each of them and of the articles. `changed` differ from what is published and were left so, `left_new` are
    new and were left out, `already` were retracted before, `reinstated` are no more. `retold` of the added
    tell a story that had been told. `differences` are those of the changed or corrected articles,
    `article_id` the one that was corrected or retracted, where it is only one.
    `full_text` is whether readers may have the whole texts now, None where that is as it was. `behind` parks
    have articles whose projects are still to be read.
    """

    what: str
    issue_id: int | None
    article_id: int | None = None
    added: int = 0
    known: int = 0
    retold: int = 0
    owed: int = 0
    corrected: int = 0
    corrections: int = 0
    changed: int = 0
    left_new: int = 0
    retracted: int = 0
    already: int = 0
    reinstated: int = 0
    reason: str = ""
    differences: tuple[Difference, ...] = ()
    full_text: bool | None = None
    behind: int = 0


T = TypeVar("T", Done, tuple[Done, ...])


def carry_out(
    database: Database,
    owner_ids: Collection[int],
    job: Callable[Concatenate[Db, dt.datetime, P], T],
    *args: P.args,
    **kwargs: P.kwargs,
) -> T:
    """Runs a job of this file in one transaction, in which the owners are told of it.

    Raises Refusal, and nothing is written then.
    """
    try:
        return database.write_now(_in_one_go, owner_ids, lambda db, moment: job(db, moment, *args, **kwargs))
    except StorageError as error:
        raise Refusal(f"nothing was written: {error}", BAD_CONFIGURATION) from error


def _in_one_go(db: Db, owner_ids: Collection[int], job: Callable[[Db, dt.datetime], T]) -> T:
    moment = now()
    try:
        done = job(db, moment)
    except SameArticle as error:
        raise Refusal(
            f"article {error.article_id} of that newspaper and day says the same already: retract one of the"
            " two instead",
            BAD_INPUT,
        ) from error
    except IssueUnknown as error:
        raise Refusal(f"there is no {error}: `issue list` shows those there are", BAD_INPUT) from error
    all_done = done if isinstance(done, tuple) else (done,)
    for each in all_done:
        _record(db, owner_ids, each, moment)
    behind = len(ledger_material.changes_of(db))
    if isinstance(done, Done):
        return replace(done, behind=behind)
    return tuple(replace(each, behind=behind) for each in done)


def _record(db: Db, owner_ids: Collection[int], done: Done, moment: dt.datetime) -> None:
    """Writes down what was done, each as the deed that it is."""
    if done.added:
        told = wording.DEED_PUSHED if done.owed else wording.DEED_PUBLISHED
        detail = told.format(added=done.added, chats=done.owed)
        record_and_tell(
            db, owner_ids, COMMAND_LINE, deeds.PUBLISHED, moment, issue_id=done.issue_id, detail=detail
        )
    if done.full_text is not None:
        detail = wording.DEED_RIGHTS[done.full_text]
        record_and_tell(
            db,
            owner_ids,
            COMMAND_LINE,
            deeds.RIGHTS_CHANGED,
            moment,
            issue_id=done.issue_id,
            detail=detail,
        )
    what, detail = "", ""
    if done.corrected:
        what = deeds.CORRECTED
        detail = wording.DEED_CORRECTED.format(corrected=done.corrected, chats=done.corrections)
    elif done.retracted:
        what = deeds.RETRACTED
        detail = wording.DEED_RETRACTED.format(reason=done.reason, chats=done.corrections)
    elif done.reinstated:
        what = deeds.REINSTATED
        detail = wording.DEED_REINSTATED.format(chats=done.corrections)
    if what:
        record_and_tell(
            db,
            owner_ids,
            COMMAND_LINE,
            what,
            moment,
            issue_id=done.issue_id,
            article_id=done.article_id,
            detail=detail,
        )


def publish_pages(
    db: Db, moment: dt.datetime, read: Sequence[PreparedIssue], *, push: bool
) -> tuple[Done, ...]:
    """Publishes pages, one after the other. Raises Refusal."""
    return tuple(_publish_page(db, moment, issue, push=push) for issue in read)


def _publish_page(db: Db, moment: dt.datetime, issue: PreparedIssue, *, push: bool) -> Done:
    """Stores and publishes the articles that are new; what is stored stays as it is. Raises Refusal."""
    check_newspaper(db, issue)
    matched = known_articles.match_stored(db, issue)
    if any(matched.is_urgent(article) and article.article_id is not None for article in matched.articles):
        raise Refusal("the urgent article was published before: nothing more is pushed of it", BAD_INPUT)
    differences = _differences(db, matched)
    if differences:
        # The very same page changes nothing when it comes again; of this one something may be corrected yet.
        matched = replace(matched, source_hash="")
    published = issues.publish(db, matched, push=push, moment=moment, editor_id=COMMAND_LINE, correct=False)
    return Done(
        PUBLISHED_IT,
        published.issue_id,
        added=published.added,
        known=published.known,
        retold=published.retold,
        owed=published.chats_owed,
        changed=published.left,
        differences=differences,
    )


def correct_page(db: Db, moment: dt.datetime, issue: PreparedIssue, *, add: bool, sounds: bool) -> Done:
    """Gives each stored article that the page says something else of its next revision.

    New articles are published only with `add`. Raises Refusal where nothing of the page is stored.
    """
    check_known(db, issue)
    matched = known_articles.match_stored(db, issue)
    stored = tuple(article for article in matched.articles if article.article_id is not None)
    if not stored and not add:
        raise Refusal("none of its articles is published yet: `publish` publishes it", BAD_INPUT)
    differences = _differences(db, matched)
    changed = [article.article_id for article in stored if article.is_news]
    left_new = 0 if add else len(matched.articles) - len(stored)
    published = issues.publish(
        db,
        matched if add else replace(matched, articles=stored),
        push=True,
        moment=moment,
        editor_id=COMMAND_LINE,
        sounds=sounds,
    )
    first = next((each for each in changed if each is not None), None)
    return Done(
        CORRECTED_IT,
        published.issue_id if first is None else published_issues.issue_of_article(db, first),
        article_id=first if len(changed) == 1 else None,
        added=published.added,
        known=published.known,
        owed=published.chats_owed,
        corrected=published.corrected,
        corrections=published.chats_corrected,
        left_new=left_new,
        differences=differences,
    )


def edit_issue(
    db: Db, moment: dt.datetime, before: PreparedIssue, after: PreparedIssue, *, sounds: bool
) -> Done:
    """Puts a mended issue in place of what it was. Raises Refusal where it isn't that any more."""
    issue_id = before.of_issue
    assert issue_id is not None
    if published_issues.prepared_again(db, issue_id) != before:
        raise Refusal(f"issue {issue_id} was changed by somebody else just now: try again", BAD_INPUT)
    published = issues.publish(db, after, push=True, moment=moment, editor_id=COMMAND_LINE, sounds=sounds)
    rights.set_full_text(db, issue_id, after.full_text)
    mended = [article.article_id for article in after.articles if article.mended or after.mended]
    return Done(
        CORRECTED_IT,
        issue_id,
        article_id=mended[0] if len(mended) == 1 else None,
        known=published.known,
        corrected=published.corrected,
        corrections=published.chats_corrected,
        full_text=None if before.full_text == after.full_text else after.full_text,
    )


def retract_articles(
    db: Db, moment: dt.datetime, issue_id: int, article_id: int | None, reason: str, *, sounds: bool
) -> Done:
    """Takes an issue, or one article of it, out of every answer. Raises Refusal."""
    published_issues.get_issue(db, issue_id)
    chosen = published_issues.articles_of(db, issue_id)
    if article_id is not None:
        chosen = (article_in(chosen, issue_id, article_id),)
    standing = [article for article in chosen if article.state != RETRACTED]
    owed = sum(issues.retract(db, article.id, reason, moment, sounds=sounds) for article in standing)
    return Done(
        RETRACTED_IT,
        issue_id,
        article_id=article_id,
        corrections=owed,
        retracted=len(standing),
        already=len(chosen) - len(standing),
        reason=reason,
    )


def reinstate_articles(db: Db, moment: dt.datetime, issue_id: int, article_id: int | None) -> Done:
    """Lets an article stand again, or those of an issue that were retracted together last. Raises Refusal."""
    published_issues.get_issue(db, issue_id)
    if article_id is None:
        ids = reinstating.taken_back_together(db, issue_id)
    else:
        ids = [article_in(published_issues.articles_of(db, issue_id), issue_id, article_id).id]
    done = [reinstating.reinstate(db, each, moment, editor_id=COMMAND_LINE) for each in ids]
    owed = [chats for chats in done if chats is not None]
    return Done(REINSTATED_IT, issue_id, article_id=article_id, corrections=sum(owed), reinstated=len(owed))


def article_in(found: tuple[PublishedArticle, ...], issue_id: int, article_id: int) -> PublishedArticle:
    """The article of an issue that has this number. Raises Refusal."""
    for article in found:
        if article.id == article_id:
            return article
    numbers = ", ".join(str(article.id) for article in found) or "none"
    raise Refusal(
        f"article {article_id} doesn't stand in issue {issue_id}, whose articles are {numbers}:"
        f" `issue show {issue_id}` shows them",
        BAD_INPUT,
    )


def _differences(db: Db, matched: PreparedIssue) -> tuple[Difference, ...]:
    found = []
    for prepared in matched.articles:
        if prepared.article_id is not None and prepared.is_news:
            stored = articles.get_article(db, prepared.article_id)
            assert stored is not None
            found.append(Difference(stored, prepared.article))
    return tuple(found)
