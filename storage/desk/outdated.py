"""What a draft builds upon: whether it still stands as it was when the draft was made of it.

Two editors may have drafts of one page, and what is published may be corrected or retracted while a draft of
it is open. Such a draft isn't published before its editor has seen what is other now.
"""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import replace

from storage.archive import known_articles, published_issues
from storage.archive.articles import find_article, get_article
from storage.archive.prepared import PreparedArticle, PreparedIssue
from storage.content_hash import content_hash
from storage.database import Db


class DraftOutdated(Exception):
    """What the draft builds upon was changed, published or retracted meanwhile."""


def with_bases(db: Db, issue: PreparedIssue) -> PreparedIssue:
    """The issue with what it builds upon, as of now where it didn't know that before."""
    known = {article_id for article_id, _ in issue.bases}
    ids = {article_id for article_id in _ids_of(issue) if article_id not in known}
    newest = _newest(db) if issue.newest is None else issue.newest
    return replace(issue, bases=(*issue.bases, *sorted(_revisions(db, ids).items())), newest=newest)


def check_up_to_date(db: Db, issue: PreparedIssue) -> None:
    """Returns where publishing the issue overwrites and repeats nothing unseen. Raises DraftOutdated."""
    if up_to_date(db, issue) != issue:
        raise DraftOutdated


def up_to_date(db: Db, issue: PreparedIssue) -> PreparedIssue:
    """The issue on top of what is stored now; equal to it where that is what it was made of.

    What its editor has mended stays, and is what is stored otherwise from then on.
    """
    if issue.newest is None:  # of a version that didn't keep what it is made of
        return issue
    after = _with_found(db, _on_present_revisions(db, issue), issue.newest)
    return issue if after == issue else replace(after, newest=_newest(db))


def _on_present_revisions(db: Db, issue: PreparedIssue) -> PreparedIssue:
    bases = dict(issue.bases)
    revisions, retracted = _revisions(db, bases), _retracted(db, bases)
    ids = [article.article_id for article in issue.articles if article.is_news or issue.mended]
    changing = {each for each in ids if each is not None} | {each for each, _ in issue.absorbed}
    overtaken = {each for each in changing & revisions.keys() if revisions[each] != bases[each]}
    gone = changing & retracted
    if not overtaken and not gone:
        return issue
    fresh = {}
    if issue.of_issue is not None:
        again = published_issues.prepared_again(db, issue.of_issue)
        fresh = {article.article_id or 0: article for article in again.articles}
    articles = []
    for article in issue.articles:
        if article.article_id in gone:
            if issue.of_issue is None and not _says_the_same(db, article):
                articles.append(replace(article, article_id=None, changed=False))
        elif article.article_id in overtaken and not article.mended and article.article_id in fresh:
            articles.append(replace(fresh[article.article_id or 0], key=article.key, doubts=article.doubts))
        else:
            articles.append(article)
    return replace(
        issue,
        articles=tuple(articles),
        absorbed=tuple(each for each in issue.absorbed if each[0] not in gone),
        bases=tuple((each, revisions[each] if each in overtaken else base) for each, base in issue.bases),
    )


def _with_found(db: Db, issue: PreparedIssue, newest: int) -> PreparedIssue:
    """The issue with its new articles found among those that were stored after the `newest`.

    One that says just what is stored need not be: publishing it adds nothing.
    """
    fresh = tuple(article for article in issue.articles if article.article_id is None)
    if not fresh:
        return issue
    held = _ids_of(issue) | {article_id for article_id, _ in issue.bases}
    matched = known_articles.match_stored(db, replace(issue, articles=fresh), held=held, after=newest)
    articles = list(issue.articles)
    for article, found in zip(fresh, matched.articles, strict=True):
        if found.article_id is None or found.article_id in held:
            continue
        if article.mended:
            found = replace(article, article_id=found.article_id, changed=found.changed)
        if found.is_news or find_article(db, issue, article) is None:
            articles[articles.index(article)] = found
    return replace(issue, articles=tuple(articles))


def _ids_of(issue: PreparedIssue) -> set[int]:
    articles = (*issue.articles, *(article for _, article in issue.left_out))
    ids = {article.article_id for article in articles if article.article_id is not None}
    return ids | {article_id for article_id, _ in issue.absorbed}


def _says_the_same(db: Db, article: PreparedArticle) -> bool:
    """Whether an article says what is stored of it: retracted, it isn't published again."""
    stored = None if article.article_id is None else get_article(db, article.article_id)
    return stored is not None and content_hash(stored.headline, stored.paragraphs) == article.content_hash


def _newest(db: Db) -> int:
    return int(db.execute("SELECT coalesce(max(id), 0) FROM articles").fetchone()[0])


def _revisions(db: Db, ids: Collection[int]) -> dict[int, int]:
    rows = db.execute(
        "SELECT id, revision FROM articles WHERE id IN (SELECT value FROM json_each(?))",
        [json.dumps(sorted(ids))],
    )
    return dict(rows.fetchall())


def _retracted(db: Db, ids: Collection[int]) -> set[int]:
    rows = db.execute(
        "SELECT id FROM articles WHERE retracted_at IS NOT NULL AND id IN (SELECT value FROM json_each(?))",
        [json.dumps(sorted(ids))],
    )
    return {row[0] for row in rows}
