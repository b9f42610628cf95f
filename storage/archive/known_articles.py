"""Which articles of an issue are stored already: the same again, or the same with something changed."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from parsing.article import Article, Kind
from parsing.parks import Park
from storage.archive.alikeness import pairs_of, share_of
from storage.archive.articles import find_article
from storage.archive.chosen_brief import with_chosen_brief
from storage.archive.newspapers import id_of, with_known_name
from storage.archive.prepared import PreparedArticle, PreparedIssue
from storage.archive.revisions import stored_article
from storage.content_hash import said
from storage.database import Db
from storage.rows import all_rows

# Two texts of one newspaper and day are one article that was changed where they share so many of their
# pairs of characters; with the same headline, so many. Measured on the sample page and its like: different
# articles of a page share under a quarter, and one with a paragraph more or less over two thirds.
ALIKE = 0.6
ALIKE_UNDER_ONE_HEADLINE = 0.3
# One that was joined to another one shares nearly all of them with what came of it.
PART = 0.9
# A page whose day is only assumed is compared with so many of its newspaper's newest articles.
MOST_COMPARED = 200

_WORD = re.compile(r"\d(?:.?\d)*[%‰]?|.", re.DOTALL)


@dataclass(frozen=True, slots=True)
class _Stored:
    id: int
    issue_id: int
    article: Article
    pairs: Counter[str]


def match_stored(
    db: Db, issue: PreparedIssue, *, held: Collection[int] = (), after: int = 0
) -> PreparedIssue:
    """The issue with `article_id` at every article that is stored, and `changed` where it says something
    else now.

    A page whose very text was read before changes nothing, however it is read today. What editors said of a
    stored article's parks holds for the new text too, and so do the sentences that they chose. Those `held`
    elsewhere are none that were changed, nor are those whose number isn't above `after`. One that was put
    right and then retracted is known by what it said before, too.
    """
    issue = with_known_name(db, issue)
    known = [find_article(db, issue, article) for article in issue.articles]
    taken = {article_id for article_id in known if article_id is not None} | set(held)
    same_page = issue_of_source(db, issue.source_hash) is not None
    stored = [] if None not in known else list(_candidates(db, issue, after))
    unknown = [prepared for prepared, article_id in zip(issue.articles, known, strict=True) if not article_id]
    nearest = _nearest(unknown, [each for each in stored if each.id not in taken])
    articles, seen = [], set[str]()
    for prepared, article_id in zip(issue.articles, known, strict=True):
        if article_id is not None:
            articles.append(replace(prepared, article_id=article_id))
            continue
        near = nearest.get(prepared.content_hash)
        is_part = near is None and same_page
        near = next((each for each in stored if _is_part(prepared, each)), None) if is_part else near
        if near is None:
            articles.append(replace(prepared, article_id=_taken_back(db, issue, prepared)))
            continue
        again = same_page or prepared.content_hash in seen  # of what stands twice one is enough
        changed = not again and _is_changed(db, issue, prepared, near)
        seen.add(prepared.content_hash)
        stored_as = _with_stored_parks(db, replace(prepared, article_id=near.id, changed=changed))
        articles.append(with_chosen_brief(db, stored_as) if changed else stored_as)
    return replace(issue, articles=tuple(articles))


def issue_of_source(db: Db, source_hash: str) -> int | None:
    """The newest issue that was made of a file with this text, or None."""
    row = db.execute(
        "SELECT max(id) FROM issues WHERE source_hash = ? AND source_hash <> ''", [source_hash]
    ).fetchone()
    return None if row[0] is None else int(row[0])


def _candidates(db: Db, issue: PreparedIssue, after: int) -> Iterator[_Stored]:
    newspaper_id = id_of(db, issue.newspaper)
    if newspaper_id is None and issue.newspaper:
        return
    rows = all_rows(
        db,
        """
        SELECT a.id, a.issue_id, r.blocks, r.authors FROM articles a
            JOIN revisions r ON r.article_id = a.id AND r.number = a.revision
            JOIN issues i ON i.id = a.issue_id
        WHERE i.newspaper_id IS :newspaper AND a.retracted_at IS NULL AND a.id > :after
            AND (a.published_on = :day OR i.date_assumed OR :assumed)
        ORDER BY a.published_on DESC, a.id DESC LIMIT :most
        """,
        {
            "newspaper": newspaper_id,
            "day": issue.published_on.isoformat(),
            "assumed": issue.date_assumed,
            "most": MOST_COMPARED,
            "after": after,
        },
    )
    for row in rows:
        article = stored_article(row)
        yield _Stored(row["id"], row["issue_id"], article, article_pairs(article))


def _nearest(unknown: Sequence[PreparedArticle], candidates: Sequence[_Stored]) -> dict[str, _Stored]:
    """For each article, by its hash, the stored one that it is like; those most like each other first."""
    likes = []
    for content, prepared in {each.content_hash: each for each in unknown}.items():
        pairs, headline = article_pairs(prepared.article), prepared.article.headline
        for stored in candidates:
            share = share_of(pairs, stored.pairs)
            same_headline = bool(headline) and stored.article.headline == headline
            if share >= (ALIKE_UNDER_ONE_HEADLINE if same_headline else ALIKE):
                likes.append((share, content, stored))
    nearest: dict[str, _Stored] = {}
    taken: set[int] = set()
    for _, content, stored in sorted(likes, key=lambda like: like[0], reverse=True):
        if content not in nearest and stored.id not in taken:
            nearest[content] = stored
            taken.add(stored.id)
    return nearest


def _is_part(prepared: PreparedArticle, stored: _Stored) -> bool:
    """Whether an article stands in a stored one, to which an editor has joined it."""
    pairs = article_pairs(prepared.article)
    return pairs.total() > 0 and (pairs & stored.pairs).total() >= PART * pairs.total()


def _is_changed(db: Db, issue: PreparedIssue, prepared: PreparedArticle, stored: _Stored) -> bool:
    """Whether an article says something else than what is stored, and than what an editor mended there."""
    if not _says_other(prepared.article, stored.article) or _is_same_page(db, issue, stored.issue_id):
        return False
    before, now = _body(prepared.article), _body(stored.article)
    return not (before in now or now in before) or not _was(db, prepared.article, stored.id)


def _was(db: Db, article: Article, article_id: int) -> bool:
    """Whether an earlier revision of a stored article said this."""
    rows = all_rows(db, "SELECT blocks, authors FROM revisions WHERE article_id = ?", [article_id])
    return any(not _says_other(stored_article(row), article) for row in rows)


def _taken_back(db: Db, issue: PreparedIssue, prepared: PreparedArticle) -> int | None:
    """The retracted article of this newspaper and day of which an earlier revision said this, or None.

    What it said last is found by its hash, like whatever stands.
    """
    rows = db.execute(
        """
        SELECT a.id FROM articles a JOIN issues i ON i.id = a.issue_id
        WHERE a.retracted_at IS NOT NULL AND a.revision > 1
            AND i.newspaper_id IS ? AND a.published_on = ? ORDER BY a.id DESC
        """,
        [id_of(db, issue.newspaper), issue.published_on.isoformat()],
    )
    return next((row[0] for row in rows if _was(db, prepared.article, row[0])), None)


def _body(article: Article) -> str:
    return "".join(said("".join(article.paragraphs)))


def article_pairs(article: Article) -> Counter[str]:
    """The pairs of characters of all that an article says, by which it is known when it comes again."""
    return pairs_of("".join(said("".join((article.headline, *article.paragraphs)))))


def _says_other(one: Article, other: Article) -> bool:
    """Whether two readings hold other text, and not the same text taken apart in another way."""
    return _all_said(one) != _all_said(other)


def _all_said(article: Article) -> str:
    return "".join(said("".join(block.text for block in article.blocks if block.kind is not Kind.KICKER)))


def _is_same_page(db: Db, issue: PreparedIssue, issue_id: int) -> bool:
    """Whether a stored issue of before files had their hash was made of the same words and numbers, in any
    order.
    """
    row = db.execute("SELECT source_hash, furniture FROM issues WHERE id = ?", [issue_id]).fetchone()
    if row[0]:
        return False
    stored = Counter(_words(json.loads(row[1])))
    for (blocks,) in db.execute(
        "SELECT r.blocks FROM articles a JOIN revisions r ON r.article_id = a.id AND r.number = 1"
        " WHERE a.issue_id = ?",
        [issue_id],
    ):
        stored.update(_words(text for _, text in json.loads(blocks)))
    now = Counter(_words(issue.furniture))
    for prepared in issue.articles:
        now.update(_words(block.text for block in prepared.article.blocks))
    return now == stored


def _words(texts: Iterable[str]) -> Iterator[str]:
    """Each character, and each number as a whole."""
    for text in texts:
        yield from _WORD.findall("".join(said(text)))


def _with_stored_parks(db: Db, prepared: PreparedArticle) -> PreparedArticle:
    """The article with the parks that its stored form is about."""
    rows = all_rows(
        db,
        """
        SELECT p.name, p.confirmed, 0 AS about FROM articles a JOIN parks p ON p.id = a.park_id WHERE a.id =
        :id
        UNION ALL
        SELECT p.name, p.confirmed, 1 FROM mentions m JOIN parks p ON p.id = m.park_id WHERE m.article_id =
        :id AND m.about
        """,
        {"id": prepared.article_id},
    )
    main = [Park(row["name"], confirmed=bool(row["confirmed"])) for row in rows if not row["about"]]
    also = tuple(Park(row["name"], confirmed=bool(row["confirmed"])) for row in rows if row["about"])
    if not main:
        return replace(prepared, also=also)
    return replace(prepared, park=main[0], also=also).without_park_doubts()
