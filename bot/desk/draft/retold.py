"""Looking which articles of a draft tell again what is stored, before it is shown and before it is published.

The comparing is done in the worker for words, which no page file keeps busy.
"""

from __future__ import annotations

import logging

from bot.context import Parts
from bot.working.worker import WorkerFault
from storage.archive.prepared import PreparedIssue, Retelling
from storage.desk import drafts, retelling
from storage.desk.retelling import Question

log = logging.getLogger(__name__)


async def look(parts: Parts, draft_id: int) -> bool:
    """Finds out what a draft's new articles tell again, where that isn't known as of now.

    Returns whether anything else was found than before. Raises DraftUnknown and StorageError.
    """
    database = parts.database
    draft = await database.read(drafts.get_draft, draft_id)
    if draft.state != drafts.OPEN or await database.read(retelling.is_looked_at, draft.issue):
        return False
    looked_to, questions = await database.read(retelling.questions, draft.issue)
    answers = {question.key: await _answer(parts, question) for question in questions}
    await database.write(retelling.keep_answers, draft_id, answers, looked_to)
    return _found(retelling.with_answers(draft.issue, answers, looked_to)) != _found(draft.issue)


async def _answer(parts: Parts, question: Question) -> Retelling:
    if not question.candidates or question.said is not None:
        return retelling.answered(question)
    try:
        return await parts.words.run(retelling.answered, question)
    except WorkerFault as error:
        log.error("An article could not be compared with those that may tell the same: %s", error)
        return retelling.unanswered(question)


def _found(issue: PreparedIssue) -> dict[int, int | None]:
    return {
        article.key: None if article.retelling is None else article.retelling.repeats
        for article in issue.articles
        if article.article_id is None
    }
