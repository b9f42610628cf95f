"""Looking which articles of a page tell again what is stored, before it is published on the command line."""

from __future__ import annotations

import logging

from bot.working.worker import Worker, WorkerFault
from storage.archive.prepared import PreparedIssue, Retelling
from storage.database import Database
from storage.desk import retelling
from storage.desk.retelling import Question

log = logging.getLogger(__name__)


def looked_at(worker: Worker, database: Database, issue: PreparedIssue) -> PreparedIssue:
    """The issue with what its articles tell again, compared in the worker."""
    issue = issue.keyed()
    looked_to, questions = database.read_now(retelling.questions, issue)
    answers = {question.key: _answer(worker, question) for question in questions}
    return retelling.with_answers(issue, answers, looked_to)


def _answer(worker: Worker, question: Question) -> Retelling:
    if not question.candidates or question.said is not None:
        return retelling.answered(question)
    try:
        return worker.run_now(retelling.answered, question)
    except WorkerFault as error:
        log.error("An article could not be compared with those that may tell the same: %s", error)
        return retelling.unanswered(question)
