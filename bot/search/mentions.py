"""How many articles mention a name, letter for letter: what is said of a name that is no park's."""

from __future__ import annotations

import logging
from collections.abc import Sequence

from bot import wording
from bot.context import Parts
from bot.search.term_words import cut_terms
from bot.working.worker import WorkerFault
from storage.archive.article_search import Query, Term, find_articles
from storage.database import Db

log = logging.getLogger(__name__)

# More than these are not counted.
MOST_TOLD = 20


async def mentions_told(parts: Parts, names: Sequence[str]) -> str:
    """Sentences (HTML) on names that were not understood: how many articles mention each."""
    try:
        cut = await parts.words.run(cut_terms, tuple(names))
    except WorkerFault as error:
        log.error("Names could not be cut into words, the newest texts are read for them instead: %s", error)
        cut = tuple((name, ()) for name in names)
    counts = await parts.database.read(_counts, tuple(Term(*one) for one in cut))
    return "\n".join(_sentence(name, count) for name, count in zip(names, counts, strict=True))


def _counts(db: Db, names: Sequence[Term]) -> list[int]:
    """For each name how many articles hold it; MOST_TOLD + 1 means more than MOST_TOLD."""
    queries = (Query(phrases=(name,)) for name in names)
    found = (find_articles(db, query, best_first=False, limit=MOST_TOLD) for query in queries)
    return [len(one.article_ids) + one.more for one in found]


def _sentence(name: str, count: int) -> str:
    said = wording.cited(name)
    if not count:
        return wording.NAME_UNREAD.format(name=said)
    some, many = wording.MENTIONS.format(count=count), wording.MANY_MENTIONS.format(most=MOST_TOLD)
    return wording.NAME_MENTIONED.format(name=said, count=many if count > MOST_TOLD else some)
