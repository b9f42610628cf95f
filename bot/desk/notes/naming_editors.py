"""What editors are called."""

from __future__ import annotations

import html

from storage.database import Db
from storage.people import deeds


def name_of(db: Db, person: int) -> str:
    """What an editor is called, HTML: the name that we know of them, else their number."""
    return html.escape(deeds.name_of(db, person) or str(person))
