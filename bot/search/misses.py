"""Searches without a hit: their words are kept for the editors' numbers, and who asked only as a mark."""

from __future__ import annotations

import logging
from zoneinfo import ZoneInfo

from bot.context import Parts
from bot.search.query import read_query
from storage.files.secret_file import SecretUnreadable
from storage.incoming import search_misses
from storage.incoming.searches import Asker
from storage.moments import now
from storage.tables import incoming_file

log = logging.getLogger(__name__)


async def note_miss(parts: Parts, asker: Asker, text: str) -> None:
    """Keeps that a search found nothing; of what was typed the words alone, without days and exclusions."""
    if parts.incoming.path != incoming_file.beside(parts.settings.database):
        return  # `ask` leaves no trace, not even a secret
    day = now().astimezone(ZoneInfo(parts.settings.timezone)).date()
    typed = read_query(text, day)
    words = " ".join((*typed.terms, *typed.phrases))
    try:
        secret = parts.secret()
    except (OSError, SecretUnreadable) as error:
        log.warning("A search without a hit is not counted: %s", error)
        return
    await parts.incoming.write(search_misses.note_miss, secret, asker, words, day)
