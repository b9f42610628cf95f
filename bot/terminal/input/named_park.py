"""The park that a name on the command line means."""

from __future__ import annotations

from bot.exit_status import BAD_INPUT, Refusal
from storage.database import Db
from storage.parks import stored_parks
from storage.parks.park_upkeep import ParkAmbiguous, ParkUnknown, park_id_of


def named_park(db: Db, name: str, *, advice: str = "") -> int:
    """The id of the one park with this name or alias. Raises Refusal, for an unknown one with `advice`."""
    try:
        return park_id_of(db, name)
    except ParkUnknown as error:
        near = ", ".join(park.name for park in stored_parks.nearest_parks(db, name))
        raise Refusal(f"{error}{advice}; nearest: {near or 'nothing'}", BAD_INPUT) from error
    except ParkAmbiguous as error:
        raise Refusal(f"{error}; give the full name", BAD_INPUT) from error
