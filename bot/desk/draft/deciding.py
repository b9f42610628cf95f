"""The buttons under a preview with which an editor decides what becomes of the draft."""

from __future__ import annotations

from bot import wording
from bot.cards import buttons
from storage.archive.prepared import PreparedIssue
from storage.deliveries.messages import Buttons
from storage.desk.drafts import Draft


def decisions(draft: Draft) -> Buttons:
    """The buttons under a preview: to publish what is new, to put right what is stored, to see it, to give
    up.
    """
    discard = (wording.DISCARD, buttons.data("discard", draft.id))
    if brings_new(draft.issue):
        return (
            ((wording.PUBLISH_AND_PUSH, buttons.data("push", draft.id)),),
            (
                (wording.PUBLISH_ONLY, buttons.data("store", draft.id)),
                (wording.PUBLISH_LATER, buttons.data("later", draft.id)),
            ),
            ((wording.SHOW_ME, buttons.data("tryout", draft.id)), discard),
        )
    if corrects(draft.issue):
        return (
            (
                (wording.CORRECT, buttons.data("correct", draft.id, 0)),
                (wording.CORRECT_WITH_SOUND, buttons.data("correct", draft.id, 1)),
            ),
            ((wording.SHOW_ME, buttons.data("tryout", draft.id)), discard),
        )
    return ((discard,),)


def brings_new(issue: PreparedIssue) -> bool:
    """Whether an issue has articles that are not stored yet."""
    return any(article.article_id is None for article in issue.articles)


def corrects(issue: PreparedIssue) -> bool:
    """Whether publishing an issue changes what is stored."""
    changed = any(article.article_id is not None and article.is_news for article in issue.articles)
    return changed or bool(issue.absorbed) or (issue.mended and issue.of_issue is not None)
