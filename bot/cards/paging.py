"""A long list, a page at a time: what stands on a page, and the buttons that turn it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from bot import wording
from bot.cards import buttons
from bot.cards.buttons import ForeignButton
from storage.deliveries.messages import Button

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """What stands on a page, the first being 1, and whether another follows."""

    number: int
    shown: Sequence[T]
    more: bool


# No list is as long, and a database takes no larger numbers.
LAST_PAGE = 10**12


def offset_of(page: int, size: int) -> int:
    """How many of a list stand before this page. Raises ForeignButton below 1."""
    if page < 1:
        raise ForeignButton(f"page {page}")
    return (min(page, LAST_PAGE) - 1) * size


def page_of(everything: Sequence[T], number: int, size: int) -> Page[T]:
    """This page of a list, empty where there is no such page. Raises ForeignButton below 1."""
    first = offset_of(number, size)
    return Page(number, everything[first : first + size], first + size < len(everything))


def turning(
    page: int, *, more: bool, verb: str, ids: Sequence[int] = (), behind: Sequence[int] = ()
) -> tuple[Button, ...]:
    """The buttons to the page before and after; their data are the verb, `ids`, the page, `behind`."""
    row: list[Button] = []
    if page > 1:
        row.append((wording.PREVIOUS, buttons.data(verb, *ids, page - 1, *behind)))
    if more:
        row.append((wording.NEXT, buttons.data(verb, *ids, page + 1, *behind)))
    return tuple(row)
