"""Published issues and open drafts as lines of a list, HTML."""

from __future__ import annotations

import datetime as dt
import html

from bot import wording
from bot.cards.punctuation import widened
from bot.desk.notes.day_words import ago, moment_words
from storage.archive.published_issues import PublishedArticle, PublishedIssue, Receipt
from storage.desk import drafts
from storage.desk.drafts import Draft

NAME_SHOWN = 40
FOLIO_SHOWN = 10
HEADLINE_SHOWN = 60
REASON_SHOWN = 60
NAME_ON_BUTTON, ENDING_ON_BUTTON = 16, 8


def draft_line(draft: Draft, holder: str, zone: str, moment: dt.datetime) -> str:
    """An open draft, who has it (HTML), and when it publishes itself."""
    if draft.editor_id == drafts.NOBODY:
        state = wording.DRAFT_NOT_TAKEN.format(when=ago(draft.touched_at, moment))
    elif draft.publish_at is None:
        state = wording.DRAFT_OPEN.format(name=holder, when=ago(draft.touched_at, moment))
    else:
        state = wording.DRAFT_SCHEDULED.format(name=holder, when=moment_words(draft.publish_at, zone))
    issue = draft.issue
    return wording.DRAFT_LINE.format(
        file=html.escape(clipped(issue.source_name, NAME_SHOWN)),
        source=html.escape(
            widened(
                wording.source_line(
                    clipped(issue.newspaper, NAME_SHOWN), issue.published_on, clipped(issue.page, FOLIO_SHOWN)
                )
            )
        ),
        count=len(issue.articles),
        state=state,
    )


def issue_line(issue: PublishedIssue, receipt: Receipt) -> str:
    """A published issue, with what became of its pushes where there were any."""
    line = wording.ISSUE_LINE.format(
        issue=issue.id,
        source=html.escape(source_of(issue)),
        count=issue.articles,
        state=wording.ISSUE_STATES[issue.state],
    )
    if receipt.owed:
        line += wording.ISSUE_LINE_RECEIPT.format(owed=receipt.owed, sent=receipt.sent)
    if receipt.held:
        line += wording.ISSUE_LINE_HELD.format(held=receipt.held)
    return line


def receipt_lines(pushes: Receipt, corrections: Receipt, copies: int) -> list[str]:
    """What became of an issue's pushes, and of the messages that were put right; what is none is not said."""
    lines = [wording.ISSUE_NOT_PUSHED]
    if pushes.owed:
        lines = [_counted(wording.ISSUE_RECEIPT, pushes, wording.RECEIPT_EXPIRED)]
    if corrections.owed:
        lines.append(_counted(wording.ISSUE_CORRECTIONS, corrections, wording.CORRECTIONS_EXPIRED))
    if copies:
        lines.append(wording.ISSUE_COPIES.format(copies=copies))
    return lines


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
    return widened(wording.source_line(newspaper, issue.published_on, folio))


def headline_of(article: PublishedArticle) -> str:
    """An article's headline, plain text, of a length for lists."""
    return clipped(widened(article.headline), HEADLINE_SHOWN) or wording.WITHOUT_HEADLINE


def parks_of(article: PublishedArticle) -> str:
    """What an article is about, plain text."""
    return clipped(wording.LIST_SEPARATOR.join(article.parks), HEADLINE_SHOWN) or wording.WITHOUT_PARK


def state_of(article: PublishedArticle) -> str:
    """Whether an article was corrected or retracted, HTML; empty where neither."""
    return wording.ARTICLE_STATES[article.state].format(
        times=article.revision - 1, reason=html.escape(clipped(article.retraction, REASON_SHOWN))
    )


def name_on_button(name: str) -> str:
    """A file's name on a button: of a long one both ends, since pages of a day differ in the last."""
    if len(name) <= NAME_ON_BUTTON:
        return name
    return name[: NAME_ON_BUTTON - ENDING_ON_BUTTON] + wording.AND_SO_ON + name[-ENDING_ON_BUTTON:]


def _counted(first: str, receipt: Receipt, expired: str) -> str:
    """A receipt as one line: all that is owed and what was sent, then what there is of the rest."""
    rest = (
        (wording.RECEIPT_HELD, receipt.held),
        (expired, receipt.expired),
        (wording.RECEIPT_CANCELLED, receipt.cancelled),
    )
    said = [part.format(count=count) for part, count in rest if count]
    return "".join((first.format(owed=receipt.owed, sent=receipt.sent), *said))


def clipped(text: str, most: int) -> str:
    """A text of at most so many characters, and a mark where it is longer."""
    return text if len(text) <= most else text[:most] + wording.AND_SO_ON
