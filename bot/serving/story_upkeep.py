"""Keys of stored articles are made in the background: those from before there were keys, and corrected ones.

A few at a time, each lot in a transaction of its own: a kill loses at most one lot, which is made again.
"""

from __future__ import annotations

import logging

from bot.context import Parts
from bot.working.worker import WorkerFault
from storage.archive import story_keys
from stories.keys import keys_of
from stories.telling import Telling

log = logging.getLogger(__name__)

LOOK_EVERY_SECONDS = 5.0
ARTICLES_A_LOT = 20
# So many lots at most before others have their turn: what is searched for is cut by the same worker.
LOTS_A_LOOK = 25


async def make_keys(parts: Parts) -> None:
    """Makes the keys that are missing, up to a number. Raises StorageError."""
    made = 0
    for _ in range(LOTS_A_LOOK):
        unkeyed = await parts.database.read(story_keys.unkeyed, ARTICLES_A_LOT)
        if not unkeyed:
            break
        try:
            keys = await parts.words.run(keys_of_all, tuple(telling for _, _, telling in unkeyed))
        except WorkerFault as error:
            log.error("Keys of articles %d and behind could not be made: %s", unkeyed[0][0], error)
            break
        rows = [(number, revision, found) for (number, revision, _), found in zip(unkeyed, keys, strict=True)]
        await parts.database.write(story_keys.add_all, rows)
        made += len(rows)
    if made:
        log.info("Keys were made for %d articles, by which their stories are known again", made)


def keys_of_all(tellings: tuple[Telling, ...]) -> list[tuple[int, ...]]:
    """The keys of each."""
    return [keys_of(telling) for telling in tellings]
