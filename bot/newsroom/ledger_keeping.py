"""Keeping the ledger of projects: a park whose articles changed is read anew, a park at a time."""

from __future__ import annotations

import logging

from bot.context import Parts
from bot.working.worker import WorkerFault
from projects.archive import build
from storage import ledger, project_decisions

LOOK_EVERY_SECONDS = 5.0
PARKS_AT_ONCE = 20
"""So many parks are read at one look, so that other recurring work has its turn."""

log = logging.getLogger(__name__)


async def keep_ledger(parts: Parts) -> None:
    """Reads the projects of parks whose articles or decisions changed.

    A park that can't be read is left as it is, with a line in the log. Another process may publish
    meanwhile: the park then stays due.
    """
    for park_id, changes in await parts.database.read(ledger.due_parks, PARKS_AT_ONCE):
        filed = await parts.database.read(ledger.filed_articles, park_id)
        decisions = await parts.database.read(project_decisions.decisions_of, park_id)
        try:
            built = await parts.worker.run(build, filed, decisions)
        except WorkerFault as fault:
            log.error("The projects of park %d could not be read and stay as they were: %s", park_id, fault)
            await parts.database.write(ledger.leave, park_id, changes)
            continue
        await parts.database.write(ledger.replace, park_id, changes, built)
        parts.wake_delivery.set()
