"""Issues: what an editor publishes in one go. In whole or not at all, and what is owed with it."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass, replace

from storage.archive import newspapers, revisions, stories
from storage.archive.articles import find_article
from storage.archive.prepared import PreparedArticle, PreparedIssue
from storage.archive.revisions import add_article, revise_article
from storage.database import Db
from storage.deliveries import corrections, story_pushes
from storage.deliveries.corrections import CORRECTION, RETRACTION
from storage.deliveries.owing import owe, owe_article
from storage.desk import draft_projects, drafts, moved_issues, outdated, retelling
from storage.moments import to_text

COMMAND_LINE = 0


@dataclass(frozen=True, slots=True)
class Published:
    """What publishing did: articles added, articles known before, chats that are owed something new.

    `corrected` articles have another revision now, which `chats_corrected` chats are owed; `left` would have
    had one, but that wasn't wanted. `issue_id` is what the new articles stand in, None where there are none.
    `retold` of the new ones tell a story that had been told.
    """

    added: int
    known: int
    chats_owed: int
    corrected: int = 0
    chats_corrected: int = 0
    left: int = 0
    issue_id: int | None = None
    retold: int = 0


def publish(
    db: Db,
    issue: PreparedIssue,
    *,
    push: bool,
    moment: dt.datetime,
    editor_id: int = COMMAND_LINE,
    correct: bool = True,
    sounds: bool = False,
) -> Published:
    """Stores the articles that are new, and with `push` makes a delivery for everyone they concern.

    Stored articles that the issue says something else of get their next revision, unless `correct` is False;
    with `sounds` whoever has them also gets a message. A newspaper that nobody knows becomes known. Raises
    storage.archive.revisions.SameArticle.
    """
    newspaper = newspapers.ensure_newspaper(db, issue.newspaper)
    issue = replace(issue, newspaper="" if newspaper is None else newspaper.name)
    issue_id, added, retold = _add_fresh(db, issue, push=push, moment=moment, editor_id=editor_id)
    chats_owed = owe(db, moment=moment, issue_id=issue_id) if push and added and issue_id else 0
    to_correct = _changing(db, issue)
    corrected = chats_corrected = 0
    if correct:
        for prepared in to_correct:
            chats_corrected += correct_article(
                db, issue, prepared, moment, editor_id=editor_id, sounds=sounds
            )
            draft_projects.take_in(db, prepared.article_id or 0, prepared, editor_id, moment)
            corrected += 1
        for article_id, reason in issue.absorbed:
            chats_corrected += retract(db, article_id, reason, moment, sounds=False)
        if issue.of_issue is not None:
            before = moved_issues.concerned_if_moved(db, issue.of_issue, issue)
            _mend_issue(db, issue.of_issue, issue)
            moved_issues.owe_moved(db, before, moment)
    return Published(
        added=added,
        known=len(issue.articles) - added - len(to_correct),
        chats_owed=chats_owed,
        corrected=corrected,
        chats_corrected=chats_corrected,
        left=len(to_correct) - corrected,
        issue_id=issue_id,
        retold=retold,
    )


def publish_draft(
    db: Db,
    draft_id: int,
    *,
    push: bool,
    moment: dt.datetime,
    editor_id: int = COMMAND_LINE,
    sounds: bool = False,
) -> Published:
    """Publishes a draft and closes it, in one go. Raises DraftUnknown, DraftClosed, DraftOutdated and what
    `publish` raises.
    """
    draft = drafts.get_draft(db, draft_id)
    if draft.state == drafts.OPEN:
        outdated.check_up_to_date(db, draft.issue)
    published = publish(db, draft.issue, push=push, moment=moment, editor_id=editor_id, sounds=sounds)
    issue_id = published.issue_id or draft.issue.of_issue or _issue_corrected(db, draft.issue)
    drafts.close_draft(db, draft_id, drafts.PUBLISHED, issue_id)
    return published


def _issue_corrected(db: Db, issue: PreparedIssue) -> int | None:
    """The issue in which the first of the corrected articles stands."""
    for article in _to_correct(issue):
        [issue_id] = db.execute("SELECT issue_id FROM articles WHERE id = ?", [article.article_id]).fetchone()
        return int(issue_id)
    return None


def correct_article(
    db: Db,
    issue: PreparedIssue,
    prepared: PreparedArticle,
    moment: dt.datetime,
    *,
    editor_id: int,
    sounds: bool,
) -> int:
    """Gives a stored article its next revision and owes it to whoever has it; returns to how many chats.

    Where its parks change, the new ones' followers are owed it as a push, if its issue was pushed at all.
    """
    article_id = prepared.article_id
    assert article_id is not None
    moves = _parks_of(db, article_id) != _parks_of_prepared(prepared)
    before = corrections.concerned_chats(db, article_id) if moves else frozenset()
    version = revise_article(db, issue, prepared, moment, editor_id=editor_id, sounds=sounds)
    if moves:
        after = corrections.concerned_chats(db, article_id)
        corrections.mark_of_another_park(db, article_id, before - after, after, moment)
    chats = corrections.owe_correction(db, article_id, version, moment, kind=CORRECTION)
    if moves and _was_pushed(db, article_id):
        owe_article(db, article_id, moment)
    if moves:
        _settle_story(db, article_id, moment)
    return chats


def retract(db: Db, article_id: int, reason: str, moment: dt.datetime, *, sounds: bool = False) -> int:
    """Takes an article out of every answer and owes that to whoever has it; returns to how many chats.

    None are owed anything where it is retracted already.
    """
    cursor = db.execute(
        """
        UPDATE articles SET retracted_at = ?, retraction = ?, retraction_sounds = ?
        WHERE id = ? AND retracted_at IS NULL
        """,
        [to_text(moment), reason, sounds, article_id],
    )
    if cursor.rowcount == 0:
        return 0
    [version] = db.execute("SELECT revision FROM articles WHERE id = ?", [article_id]).fetchone()
    chats = corrections.owe_correction(db, article_id, version, moment, kind=RETRACTION)
    _settle_story(db, article_id, moment)
    return chats


def _settle_story(db: Db, article_id: int, moment: dt.datetime) -> None:
    """Owes the story of an article that was retracted, or moved, by another telling to who waited for it."""
    together = stories.members_of(db, article_id)
    if len(together) > 1:
        story_pushes.settle(db, together, moment)


def _changing(db: Db, issue: PreparedIssue) -> list[PreparedArticle]:
    """Those of them that would say something else: what was mended may be as it was again."""
    return [
        article for article in _to_correct(issue) if issue.mended or not revisions.is_as_stored(db, article)
    ]


def _to_correct(issue: PreparedIssue) -> list[PreparedArticle]:
    """The articles that get another revision: all of them where the issue itself was mended."""
    return [
        article
        for article in issue.articles
        if article.article_id is not None and (article.is_news or issue.mended)
    ]


def _add_fresh(
    db: Db, issue: PreparedIssue, *, push: bool, moment: dt.datetime, editor_id: int
) -> tuple[int | None, int, int]:
    """Stores the articles that are new; returns the issue they stand in, if there are any, their number, and
    how many of them tell a story that had been told.
    """
    fresh = [
        (position, article)
        for position, article in enumerate(issue.articles)
        if article.article_id is None and find_article(db, issue, article) is None
    ]
    if not fresh:
        return None, 0, 0
    issue_id = issue.of_issue
    if issue_id is None:
        issue_id = _add_issue(db, issue, push=push, moment=moment, editor_id=editor_id)
    added = retold = 0
    for position, article in fresh:
        # The same article twice on one page is one article.
        if find_article(db, issue, article) is None:
            article_id = add_article(db, issue_id, position, issue, article, moment, editor_id=editor_id)
            retold += retelling.take_in(db, article_id, issue, article)
            draft_projects.take_in(db, article_id, article, editor_id, moment)
            added += 1
    return issue_id, added, retold


def _add_issue(db: Db, issue: PreparedIssue, *, push: bool, moment: dt.datetime, editor_id: int) -> int:
    cursor = db.execute(
        """
        INSERT INTO issues (newspaper, published_on, date_assumed, page, source_name, furniture, pushed,
            stored_at, link, source_hash, editor_id, full_text, newspaper_id)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
        [
            issue.newspaper,
            issue.published_on.isoformat(),
            issue.date_assumed,
            issue.page,
            issue.source_name,
            json.dumps(issue.furniture, ensure_ascii=False),
            push,
            to_text(moment),
            issue.link,
            issue.source_hash,
            editor_id,
            issue.full_text,
            newspapers.id_of(db, issue.newspaper),
        ],
    )
    return int(cursor.lastrowid or 0)


def _mend_issue(db: Db, issue_id: int, issue: PreparedIssue) -> None:
    db.execute(
        "UPDATE issues SET newspaper = ?, newspaper_id = ?, published_on = ?, date_assumed = ?, page = ?,"
        " link = ? WHERE id = ?",
        [
            issue.newspaper,
            newspapers.id_of(db, issue.newspaper),
            issue.published_on.isoformat(),
            issue.date_assumed,
            issue.page,
            issue.link,
            issue_id,
        ],
    )


def _parks_of(db: Db, article_id: int) -> set[str]:
    rows = db.execute(
        """
        SELECT p.name FROM articles a JOIN parks p ON p.id = a.park_id WHERE a.id = :id
        UNION SELECT p.name FROM mentions m JOIN parks p ON p.id = m.park_id WHERE m.article_id = :id AND
        m.about
        """,
        {"id": article_id},
    )
    return {row[0] for row in rows}


def _parks_of_prepared(prepared: PreparedArticle) -> set[str]:
    return {park.name for park in (prepared.park, *prepared.also) if park is not None}


def _was_pushed(db: Db, article_id: int) -> bool:
    row = db.execute(
        "SELECT i.pushed FROM articles a JOIN issues i ON i.id = a.issue_id WHERE a.id = ?", [article_id]
    ).fetchone()
    return bool(row and row[0])
