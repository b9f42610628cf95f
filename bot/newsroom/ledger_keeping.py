"""Keeping the ledger of projects: a park whose articles changed is read anew, a park at a time."""

from __future__ import annotations

from bot.context import Parts
from bot.desk.projects.remaking import remake
from storage.projects import ledger

LOOK_EVERY_SECONDS = 5.0
PARKS_AT_ONCE = 20
"""So many parks are read at one look, so that other recurring work has its turn."""


async def keep_ledger(parts: Parts) -> None:
    """Reads the projects of parks whose articles or decisions changed."""
    for park_id, _ in await parts.database.read(ledger.due_parks, PARKS_AT_ONCE):
        await remake(parts, park_id)
