"""Which articles of an issue tell again what a stored one has told: looked at before it is published.

Looking is in three steps, so that no transaction waits for the comparing: `questions` reads what may be the
same story, `answered` compares (bot/working runs it), `with_answers` or `keep_answers` keep what was found.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from storage.archive import newspapers, stories, story_keys
from storage.archive import prepared as prepared_issues
from storage.archive.prepared import PreparedArticle, PreparedIssue, Retelling
from storage.database import Db
from storage.desk import drafts
from stories.keys import keys_of
from stories.matching import Relation, relation
from stories.telling import Telling

BY_HAND = "by_hand"
_BEST_FIRST = (Relation.SAME, Relation.CORRECTION, Relation.REPRINT)


@dataclass(frozen=True, slots=True)
class Question:
    """An article of an issue, by its key there, and what its story may be: stored articles, likeliest first.

    `said` is the one that an editor said it is, whatever it looks like.
    """

    key: int
    of: str
    keys: tuple[int, ...]
    telling: Telling
    candidates: tuple[tuple[int, Telling], ...]
    apart: tuple[int, ...]
    said: int | None


def fingerprint(issue: PreparedIssue, prepared: PreparedArticle) -> str:
    """Tells whether an article is still what was looked at: its day, park and text."""
    said = "\n".join((issue.published_on.isoformat(), prepared.park_name, prepared.content_hash))
    return hashlib.sha256(said.encode("utf-8", "surrogatepass")).hexdigest()


def newest_article(db: Db) -> int:
    """The number of the article that was stored last; 0 where there is none."""
    return int(db.execute("SELECT coalesce(max(id), 0) FROM articles").fetchone()[0])


def is_looked_at(db: Db, issue: PreparedIssue) -> bool:
    """Whether all that is known of the issue's new articles is of what they are and what is stored now."""
    fresh = _fresh(issue)
    return not fresh or (
        issue.looked_to == newest_article(db) and all(_is_answered(issue, each) for each in fresh)
    )


def questions(db: Db, issue: PreparedIssue) -> tuple[int, tuple[Question, ...]]:
    """What is to be compared for each new article, and the last article that is stored now."""
    return newest_article(db), tuple(_question(db, issue, prepared) for prepared in _fresh(issue))


def answered(question: Question) -> Retelling:
    """What an article tells again. Pure; takes some milliseconds for each candidate."""
    found = unanswered(question)
    if question.said is not None:
        return replace(found, repeats=question.said, relation=BY_HAND)
    related = [
        (how, article_id)
        for article_id, telling in question.candidates
        if (how := relation(telling, question.telling)) is not None
    ]
    for best in _BEST_FIRST:
        for how, article_id in related:
            if how is best:
                return replace(found, repeats=article_id, relation=how.value)
    return found


def unanswered(question: Question) -> Retelling:
    """What is known of an article that was compared with none."""
    return Retelling(question.of, question.keys, apart=question.apart)


def with_answers(issue: PreparedIssue, answers: Mapping[int, Retelling], looked_to: int) -> PreparedIssue:
    """The issue with what was found of those of its articles that are still what was looked at."""
    articles = tuple(
        replace(each, retelling=answer)
        if (answer := answers.get(each.key)) is not None
        and each.article_id is None
        and answer.of == fingerprint(issue, each)
        else each
        for each in issue.articles
    )
    return replace(issue, articles=articles, looked_to=looked_to)


def keep_answers(db: Db, draft_id: int, answers: Mapping[int, Retelling], looked_to: int) -> None:
    """Keeps what was found for a draft, as long as it is open."""
    draft = drafts.get_draft(db, draft_id)
    if draft.state == drafts.OPEN:
        after = with_answers(draft.issue, answers, looked_to)
        db.execute("UPDATE drafts SET prepared = ? WHERE id = ?", [prepared_issues.to_json(after), draft_id])


def said_apart(db: Db, prepared: PreparedArticle) -> PreparedArticle:
    """The article as one that an editor said tells another story than it was found to, which is kept."""
    found = prepared.retelling
    if found is None or found.repeats is None:
        return prepared
    _decide(db, prepared.content_hash, [found.repeats], same=False)
    after = Retelling("", apart=(*found.apart, found.repeats))
    if prepared.article_id == found.repeats:  # taken for that article so far
        return replace(prepared, retelling=after, article_id=None, changed=False)
    return replace(prepared, retelling=after)


def said_same(db: Db, prepared: PreparedArticle, of: int) -> PreparedArticle:
    """The article as one that an editor said tells the story of a stored one, which is kept.

    Raises storage.archive.stories.NoSuchArticle.
    """
    stories.decide(db, prepared.content_hash, of, same=True)
    before = () if prepared.retelling is None else prepared.retelling.apart
    apart = tuple(each for each in before if each not in stories.members_of(db, of))
    return replace(prepared, retelling=Retelling("", repeats=of, relation=BY_HAND, apart=apart))


def take_in(db: Db, article_id: int, issue: PreparedIssue, prepared: PreparedArticle) -> bool:
    """Keeps what was found of an article that was stored just now: its keys, and whose story it tells.

    Returns whether it tells one that had been told.
    """
    found = prepared.retelling
    if found is None:
        return False
    content = prepared.content_hash
    _decide(db, content, found.apart, same=False)
    by_hand = found.relation == BY_HAND
    if by_hand and found.repeats is not None:
        _decide(db, content, [found.repeats], same=True)
    is_this = found.of == fingerprint(issue, prepared)
    if is_this:
        story_keys.add_keys(db, article_id, 1, found.keys)
    if found.repeats is None or not (is_this or by_hand):
        return False
    return stories.join_fresh(db, article_id, found.repeats)


def _is_answered(issue: PreparedIssue, prepared: PreparedArticle) -> bool:
    return prepared.retelling is not None and prepared.retelling.of == fingerprint(issue, prepared)


def _fresh(issue: PreparedIssue) -> list[PreparedArticle]:
    return [article for article in issue.articles if article.article_id is None]


def _question(db: Db, issue: PreparedIssue, prepared: PreparedArticle) -> Question:
    of, telling, before = fingerprint(issue, prepared), _telling(db, issue, prepared), prepared.retelling
    keys = before.keys if before is not None and before.of == of else keys_of(telling)
    decisions = stories.decisions_about(db, prepared.content_hash)
    apart = {each for each, same in decisions.items() if not same}
    said = max((each for each, same in decisions.items() if same), default=None)
    if before is not None:
        apart |= set(before.apart)
        if before.relation == BY_HAND and said is None:
            said = before.repeats
    if said is not None and (said in apart or stories.standing_for(db, said) is None):
        said = None
    others = {member for each in apart for member in _members(db, each)}
    found = [each for each in story_keys.candidates(db, keys, issue.published_on) if each not in others]
    tellings = story_keys.tellings(db, found)
    return Question(
        prepared.key,
        of,
        keys,
        telling,
        tuple((each, tellings[each]) for each in found),
        tuple(sorted(apart)),
        said,
    )


def _telling(db: Db, issue: PreparedIssue, prepared: PreparedArticle) -> Telling:
    known, article = newspapers.find_newspaper(db, issue.newspaper), prepared.article
    newspaper = issue.newspaper if known is None else known.name
    return Telling(newspaper, issue.published_on, prepared.park_name, article.headline, article.paragraphs)


def _members(db: Db, article_id: int) -> tuple[int, ...]:
    try:
        return stories.members_of(db, article_id)
    except stories.NoSuchArticle:
        return ()


def _decide(db: Db, content: str, article_ids: Iterable[int], *, same: bool) -> None:
    for each in article_ids:
        if _members(db, each):
            stories.decide(db, content, each, same=same)
