"""For whom a handler acts: for the chat it was asked in, or for a channel that one of its admins manages.

A channel is managed from a private chat. While a handler acts for one, `place_of` names the channel, buttons
carry its number (`digest:0@12`), so that a press acts for it again, and answers say which channel it is.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from contextvars import ContextVar
from dataclasses import dataclass

from storage.chats.chats import Place


@dataclass(frozen=True, slots=True)
class Acting:
    """The chat that is acted for: our id of it, and the place."""

    chat_id: int
    place: Place


_current: ContextVar[Acting | None] = ContextVar("acting for", default=None)


def acting_for() -> Acting | None:
    """The chat that the present handler acts for; None for the one it was asked in."""
    return _current.get()


@contextlib.contextmanager
def acting(chat_id: int, place: Place) -> Iterator[None]:
    """Lets what runs in the block act for another chat."""
    token = _current.set(Acting(chat_id, place))
    try:
        yield
    finally:
        _current.reset(token)
