"""The park that a command which only reads is asked for, by any name that `/park` understands."""

from __future__ import annotations

from bot.exit_status import BAD_INPUT, Refusal
from bot.names import resolving
from bot.terminal.input.named_park import named_park
from storage.database import Db
from storage.parks.stored_parks import exactly_named

NAMES_TOLD = 5


def asked_park(db: Db, name: str) -> int:
    """The id of the one park that is meant: by name, its beginning, pinyin, traditional characters, typo.

    Commands that write take `named_park`: what is changed must be named. Raises Refusal.
    """
    exactly = exactly_named(db, name)  # parks that were merged into others too
    if len(exactly) == 1:
        return next(iter(exactly))
    meaning = resolving.spelt(db, name) or resolving.understood(db, name)
    if meaning.park is not None:
        return meaning.park.id
    if meaning.city is not None:
        raise Refusal(f"{name} is a city; its parks: `parks list --city {meaning.city.name}`", BAD_INPUT)
    if len(meaning.parks) > 1 and meaning.how is None:
        names = ", ".join(park.name for park in meaning.parks[:NAMES_TOLD])
        more = len(meaning.parks) - NAMES_TOLD
        raise Refusal(
            f"{name} may be {names}{f' or {more} more' if more > 0 else ''}; give more of the name", BAD_INPUT
        )
    return named_park(db, name)
