"""The buttons under a preview with which an editor decides what becomes of the draft."""

from __future__ import annotations

from bot import wording
from bot.cards import buttons
from storage.drafts import Draft
from storage.messages import Buttons


def decisions(draft: Draft) -> Buttons:
    """The buttons under a preview."""
    return (
        ((wording.PUBLISH_AND_PUSH, buttons.data("push", draft.id)),),
        (
            (wording.PUBLISH_ONLY, buttons.data("store", draft.id)),
            (wording.DISCARD, buttons.data("discard", draft.id)),
        ),
    )
