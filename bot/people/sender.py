"""Who an update is from: one answer, for flood control and order and wherever persons are told apart."""

from __future__ import annotations

from telegram import Update


def person_of(update: Update) -> int:
    """The id of whoever an update is from.

    Who writes as a group or channel is that group or channel: Telegram gives all of them the same user
    (core.telegram.org/bots/api#message, sender_chat). An update from nobody is from its chat, else from
    itself. storage/incoming/incoming.py tells the same from a kept update.
    """
    sender = update.effective_sender or update.effective_chat
    return -update.update_id if sender is None else sender.id
