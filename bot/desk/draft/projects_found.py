"""Looking which projects a draft's articles tell of, before it is shown.

That is read in the worker for words, which no page file keeps busy.
"""

from __future__ import annotations

import logging
from dataclasses import replace

from bot.context import Parts
from bot.working.worker import WorkerFault
from projects.heads import HEAD
from storage.archive.prepared import FoundProjects
from storage.desk import draft_projects, drafts
from storage.desk.draft_projects import Asked, Question

FIRMS = ("公司", "集团", "企业")

log = logging.getLogger(__name__)


async def look_for_projects(parts: Parts, draft_id: int) -> None:
    """Finds out which projects a draft's articles tell of that are new or put right, where that isn't known.

    Raises DraftUnknown and StorageError.
    """
    draft = await parts.database.read(drafts.get_draft, draft_id)
    if draft.state != drafts.OPEN:
        return
    questions = await parts.database.read(draft_projects.questions, draft.issue)
    answers: dict[int, FoundProjects] = {}
    for question in questions:
        answers |= await _answers(parts, question)
    if answers:
        await parts.database.write(draft_projects.keep_answers, draft_id, answers)


async def _answers(parts: Parts, question: Question) -> dict[int, FoundProjects]:
    answers = {each.key: FoundProjects(each.of, ()) for each in question.asked}
    asked = tuple(each for each in question.asked if _may_tell_of_one(each))
    if asked:
        try:
            answers |= await parts.words.run(draft_projects.answered, replace(question, asked=asked))
        except WorkerFault as error:
            log.error("Articles of a draft could not be read for projects: %s", error)
            answers |= {each.key: FoundProjects(each.of, (), readable=False) for each in asked}
    return answers


def _may_tell_of_one(asked: Asked) -> bool:
    text = "\n".join((asked.article.headline, *asked.article.paragraphs))
    return any(firm in text for firm in FIRMS) or HEAD.search(text) is not None
