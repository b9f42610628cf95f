"""Published issues and open drafts as lines of a list, HTML."""

from __future__ import annotations

import datetime as dt
import html

from bot import wording
from bot.desk.day_words import ago, moment_words
from storage.drafts import Draft
from storage.published_issues import PublishedArticle, PublishedIssue, Receipt

NAME_SHOWN = 40
FOLIO_SHOWN = 10
HEADLINE_SHOWN = 60
REASON_SHOWN = 60


def draft_line(draft: Draft, holder: str, zone: str, moment: dt.datetime) -> str:
    """An open draft, who has it (HTML), and when it publishes itself."""
    if draft.publish_at is None:
        state = wording.DRAFT_OPEN.format(name=holder, when=ago(draft.touched_at, moment))
    else:
        state = wording.DRAFT_SCHEDULED.format(name=holder, when=moment_words(draft.publish_at, zone))
    issue = draft.issue
    return wording.DRAFT_LINE.format(
        file=html.escape(clipped(issue.source_name, NAME_SHOWN)),
        source=html.escape(
            wording.source_line(
                clipped(issue.newspaper, NAME_SHOWN), issue.published_on, clipped(issue.page, FOLIO_SHOWN)
            )
        ),
        count=len(issue.articles),
        state=state,
    )


def issue_line(issue: PublishedIssue, receipt: Receipt) -> str:
    """A published issue with what became of its pushes."""
    return wording.ISSUE_LINE.format(
        issue=issue.id,
        source=html.escape(source_of(issue)),
        count=issue.articles,
        state=wording.ISSUE_STATES[issue.state],
        owed=receipt.owed,
        sent=receipt.sent,
        held=receipt.held,
    )


def article_line(number: int, article: PublishedArticle) -> str:
    """An article of a published issue, with its state."""
    return wording.ISSUE_ARTICLE.format(
        number=number,
        park=html.escape(parks_of(article)),
        headline=html.escape(headline_of(article)),
        state=state_of(article),
    )


def source_of(issue: PublishedIssue) -> str:
    """Newspaper, day and page of an issue, plain text."""
    newspaper, folio = clipped(issue.newspaper, NAME_SHOWN), clipped(issue.page, FOLIO_SHOWN)
    return wording.source_line(newspaper, issue.published_on, folio)


def headline_of(article: PublishedArticle) -> str:
    """An article's headline, plain text, of a length for lists."""
    return clipped(article.headline, HEADLINE_SHOWN) or wording.WITHOUT_HEADLINE


def parks_of(article: PublishedArticle) -> str:
    """What an article is about, plain text."""
    return clipped(wording.LIST_SEPARATOR.join(article.parks), HEADLINE_SHOWN) or wording.WITHOUT_PARK


def state_of(article: PublishedArticle) -> str:
    """Whether an article was corrected or retracted, HTML; empty where neither."""
    return wording.ARTICLE_STATES[article.state].format(
        times=article.revision - 1, reason=html.escape(clipped(article.retraction, REASON_SHOWN))
    )


def clipped(text: str, most: int) -> str:
    """A text of at most so many characters, and a mark where it is longer."""
    return text if len(text) <= most else text[:most] + wording.AND_SO_ON
