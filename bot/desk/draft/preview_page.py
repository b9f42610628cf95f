"""The preview of a draft as text and buttons: what needs a look first, then what was published before."""

from __future__ import annotations

import html
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from bot import wording
from bot.cards import buttons, paging
from bot.cards.article_card import link_html
from bot.cards.punctuation import widened
from bot.desk.draft.asking import in_rows
from bot.desk.notes.change_lines import Stored, change_lines, parks_of
from bot.desk.notes.doubts import in_words, is_doubtful
from bot.desk.notes.repeat_lines import repeat_lines
from bot.transport.telegram_limits import visible_length
from storage.archive import articles
from storage.archive.articles import Card
from storage.archive.prepared import PreparedArticle, PreparedIssue
from storage.database import Db
from storage.deliveries.messages import Button, Buttons
from storage.deliveries.receivers import Receivers
from storage.desk.drafts import Draft

# A page leaves room for its head; a message holds 4,096 characters.
LONGEST_PAGE = 3_200
MOST_ON_A_PAGE = 40
BUTTONS_A_ROW = 5
HEADLINE_IN_PREVIEW = 80
PARKS_IN_PREVIEW = 80
BRIEF_IN_PREVIEW = 300
NAME_IN_PREVIEW = 100
MOST_REASONS = 4
MOST_TO_RESTORE = 5
HEADLINE_ON_BUTTON = 12


@dataclass(frozen=True, slots=True)
class _Entry:
    """An article of the preview: its number, its lines, and the heading that stands before the first like
    it.
    """

    number: int
    key: int
    heading: str
    text: str


def stored_articles(db: Db, issue: PreparedIssue) -> dict[int, Stored]:
    """The stored articles that those of an issue would put right or that were retracted, by their numbers."""
    found = {}
    cards = articles.cards_of(db, [each.article_id for each in issue.articles if each.article_id is not None])
    news = {article.article_id for article in issue.articles if article.is_news}
    for card in cards:
        if card.id not in news and not card.retracted:
            continue
        text = articles.get_article(db, card.id)
        if text is not None:
            found[card.id] = Stored(text, card.park, card.brief, card.retracted)
    return found


def preview_page(
    draft: Draft,
    stored: Mapping[int, Stored],
    page: int = 1,
    *,
    key: int = 0,
    decisions: Buttons = (),
    mends: bool = True,
    to: Receivers | None = None,
    is_new_paper: bool = False,
    repeated: Mapping[int, Card] | None = None,
    projects: Mapping[int, str] | None = None,
) -> tuple[str, Buttons]:
    """A page of the preview, the first being 1, and its buttons; the last page in place of one behind it.

    It is the page with the article that has `key`, where there is one. Below the buttons that open articles
    and the issue's own come the `decisions`. Who may not change the draft (`mends`) gets those alone.
    `to` is to whom it would be pushed; `is_new_paper` that its newspaper is none that is known,
    `repeated` the stored articles whose stories are told again, by the keys of those that do, `projects` a
    line on the projects of those that tell of some.
    """
    pages = _pages(draft.issue, stored, repeated or {}, projects or {})
    with_key = (number for number, on in enumerate(pages, 1) if any(entry.key == key for entry in on))
    page = next(with_key, max(1, min(page, len(pages))))
    entries = pages[page - 1]
    parts = [_head(draft.issue, page, len(pages), is_new_paper=is_new_paper)]
    heading = ""
    for entry in entries:
        if entry.heading and entry.heading != heading:
            parts.append(f"<b>{entry.heading}</b>\n{entry.text}")
        else:
            parts.append(entry.text)
        heading = entry.heading
    if mends and draft.issue.of_issue is None:  # of an issue, the head says it
        parts.append(wording.PREVIEW_OPEN)
    if to is not None:
        told = wording.PREVIEW_RECEIVERS.format(to=wording.receivers(*to))
        parts.append(told if any(to) else wording.PREVIEW_NOBODY)
    verb = "d_preview" if mends else "d_look"
    turning = paging.turning(page, more=page < len(pages), verb=verb, ids=(draft.id,))
    rows: list[tuple[Button, ...]] = []
    if mends:
        rows += _opening(draft.id, entries)
    rows.append(turning)
    if mends:
        rows += [_of_issue(draft.id), _rights(draft), *_restoring(draft)]
    return "\n\n".join(parts), tuple(row for row in (*rows, *decisions) if row)


def shown_headline(article: PreparedArticle, most: int = HEADLINE_IN_PREVIEW) -> str:
    """An article's headline as a line of plain text; words instead where it has none."""
    headline = " ".join(article.article.headline.split())
    if not headline:
        return wording.WITHOUT_HEADLINE
    return _clipped(widened(headline), most)


def shown_file(issue: PreparedIssue) -> str:
    """The name of an issue's file, HTML."""
    return html.escape(_clipped(issue.source_name, NAME_IN_PREVIEW))


def shown_title(issue: PreparedIssue) -> str:
    """What an issue is made of, HTML: its file, newspaper, day and page, and how many articles it has."""
    newspaper = _clipped(issue.newspaper, NAME_IN_PREVIEW)
    source = wording.source_line(newspaper, issue.published_on, issue.page[:NAME_IN_PREVIEW])
    return wording.PREVIEW_TITLE.format(
        file=shown_file(issue), source=html.escape(widened(source)), count=len(issue.articles)
    )


def shown_parks(article: PreparedArticle, most: int = PARKS_IN_PREVIEW) -> str:
    """The parks that an article is about, HTML; that one is new is said."""
    names = wording.LIST_SEPARATOR.join(parks_of(article)) or wording.WITHOUT_PARK
    new = article.park is not None and not article.park.confirmed
    return html.escape(_clipped(names, most)) + (wording.PREVIEW_NEW_PARK if new else "")


def _pages(
    issue: PreparedIssue,
    stored: Mapping[int, Stored],
    repeated: Mapping[int, Card],
    projects: Mapping[int, str],
) -> list[list[_Entry]]:
    pages: list[list[_Entry]] = [[]]
    length = 0
    for entry in _entries(issue, stored, repeated):
        if entry.key in projects:
            entry = replace(entry, text=f"{entry.text}\n{projects[entry.key]}")
        size = visible_length(entry.text) + visible_length(entry.heading) + 3
        if pages[-1] and (length + size > LONGEST_PAGE or len(pages[-1]) == MOST_ON_A_PAGE):
            pages.append([])
            length = 0
        pages[-1].append(entry)
        length += size
    return pages


def _entries(
    issue: PreparedIssue, stored: Mapping[int, Stored], repeated: Mapping[int, Card]
) -> list[_Entry]:
    """The doubtful ones first, then those that change what is stored or tell it again, then the rest."""
    doubtful: list[_Entry] = []
    changing: list[_Entry] = []
    again: list[_Entry] = []
    others: list[_Entry] = []
    for number, article in enumerate(issue.articles, 1):
        told = repeat_lines(article, repeated)
        urgent = issue.is_urgent(article)
        known = stored.get(article.article_id or 0) if article.is_news else None
        changes = change_lines(known, article) if known is not None else ()
        if is_doubtful(article) and article.is_news:
            lines = [*told, *_reasons(article), *((wording.PREVIEW_CHANGING, *changes) if changes else ())]
            doubtful.append(_entry(number, article, wording.PREVIEW_DOUBTFUL, lines, urgent=urgent))
        elif known is not None and article.is_news:
            lines = list(changes) or [wording.CHANGED_NOTHING]
            changing.append(_entry(number, article, wording.PREVIEW_CHANGING, lines, urgent=urgent))
        elif article.article_id is not None and issue.of_issue is None:
            before = stored.get(article.article_id)
            retracted = before is not None and before.retracted
            line = wording.RETRACTED_BEFORE if retracted else wording.PUBLISHED_BEFORE
            others.append(_entry(number, article, wording.PREVIEW_OTHERS, [line], urgent=urgent))
        else:
            brief = _clipped(article.brief.text, BRIEF_IN_PREVIEW) or wording.NO_BRIEF
            lines = [*told, *(_reasons(article) if article.doubts else []), html.escape(widened(brief))]
            heading = wording.PREVIEW_RETOLD if told else wording.PREVIEW_OTHERS
            entry = _entry(number, article, heading, lines, urgent=urgent)
            (again if told else others).append(entry)
    if not doubtful and not changing and not again:
        return [_Entry(entry.number, entry.key, "", entry.text) for entry in others]
    return [*doubtful, *changing, *again, *others]


def _entry(
    number: int, article: PreparedArticle, heading: str, lines: Sequence[str], *, urgent: bool
) -> _Entry:
    headline = html.escape(shown_headline(article))
    if urgent:
        headline = wording.URGENT_ENTRY.format(entry=headline)
    first = wording.PREVIEW_ARTICLE.format(number=number, park=shown_parks(article), headline=headline)
    return _Entry(number, article.key, heading, "\n".join((first, *lines)))


def _reasons(article: PreparedArticle) -> list[str]:
    reasons = [html.escape(reason) for reason in in_words(article)]
    more = len(reasons) - MOST_REASONS
    if more > 0:
        reasons = [*reasons[:MOST_REASONS], wording.DOUBTS_MORE.format(count=more)]
    return [wording.DOUBT_LINE.format(reasons=wording.DOUBT_SEPARATOR.join(reasons))]


def _head(issue: PreparedIssue, page: int, pages: int, *, is_new_paper: bool) -> str:
    head = shown_title(issue)
    if is_new_paper:
        head += "\n" + wording.NEWSPAPER_UNKNOWN
    if issue.date_assumed:
        head += "\n" + wording.DATE_ASSUMED.format(day=wording.day_of_month(issue.published_on))
    if issue.link:
        head += "\n" + link_html(issue.link)
    if not issue.full_text:
        head += "\n" + wording.BRIEFS_ALONE
    if issue.of_issue is not None:
        head += "\n" + wording.PREVIEW_OF_ISSUE.format(issue=issue.of_issue)
    elif known := sum(not article.is_news for article in issue.articles):
        head += "\n" + wording.PREVIEW_KNOWN.format(known=known)
    if pages > 1:
        head += "\n" + wording.PREVIEW_PAGE.format(page=page, pages=pages)
    return head


def _opening(draft_id: int, entries: Sequence[_Entry]) -> Buttons:
    """The buttons that open the articles of a page, by their numbers."""
    numbered = sorted((entry.number, entry.key) for entry in entries)
    row = [(str(number), buttons.data("d_article", draft_id, key)) for number, key in numbered]
    return in_rows(row, BUTTONS_A_ROW)


def _of_issue(draft_id: int) -> tuple[Button, ...]:
    return (
        (wording.BUTTON_DAY, buttons.data("d_day", draft_id)),
        (wording.BUTTON_NEWSPAPER, buttons.data("d_paper", draft_id)),
        (wording.BUTTON_FOLIO, buttons.data("d_folio", draft_id)),
        (wording.BUTTON_LINK, buttons.data("d_link", draft_id)),
    )


def _rights(draft: Draft) -> tuple[Button, ...]:
    """Whether readers may have the texts of what is on the web; a published issue's card has its own."""
    issue = draft.issue
    if issue.of_issue is not None or (issue.full_text and not issue.link):
        return ()
    label = wording.BUTTON_BRIEF_ALONE if issue.full_text else wording.BUTTON_ALLOW_FULL_TEXT
    return ((label, buttons.data("d_rights", draft.id, int(not issue.full_text))),)


def _restoring(draft: Draft) -> Iterator[tuple[Button, ...]]:
    for _, article in reversed(draft.issue.left_out[-MOST_TO_RESTORE:]):
        label = wording.BUTTON_RESTORE.format(headline=shown_headline(article, HEADLINE_ON_BUTTON))
        yield ((label, buttons.data("d_restore", draft.id, article.key)),)


def _clipped(text: str, most: int) -> str:
    return text if len(text) <= most else text[:most] + wording.AND_SO_ON
