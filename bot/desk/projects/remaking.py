"""Making a park's ledger of projects anew in a running bot, from its articles and what editors decided."""

from __future__ import annotations

import logging

from bot.context import Parts
from bot.working.worker import WorkerFault, WorkerNotStarted
from projects.archive import build
from storage.projects import ledger, ledger_material

log = logging.getLogger(__name__)


async def remake(parts: Parts, park_id: int) -> None:
    """Reads a park's projects, if it is behind.

    One that can't be read is left as it is, with a line in the log. Another process may publish meanwhile:
    the park then stays due, as it does where the worker could not be started, on a full disk for example.
    Raises WorkerNotStarted.
    """
    changes = (await parts.database.read(ledger_material.changes_of)).get(park_id)
    if changes is None:
        return
    material = await parts.database.read(ledger_material.material_of, park_id)
    try:
        built = await parts.ledger.run(build, material.filed, material.decisions)
    except WorkerNotStarted:
        raise
    except WorkerFault as fault:
        log.error("The projects of park %d could not be read and stay as they were: %s", park_id, fault)
        await parts.database.write(ledger.leave, park_id, changes)
        return
    await parts.database.write(ledger.replace, park_id, changes, built)
    parts.wake_delivery.set()
