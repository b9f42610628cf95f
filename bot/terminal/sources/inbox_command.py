"""The watched folder on the command line: what came into it, and what was made of it."""

from __future__ import annotations

from bot.serving.opening import open_database
from bot.settings.configuration import Settings
from bot.terminal.output.columns import table
from bot.terminal.output.told import Told
from storage.desk import inbox
from storage.desk.inbox import InboxFile

HEADINGS = ("came (UTC)", "state", "draft", "file", "note")
LONGEST_NOTE = 60


def list_files(settings: Settings, limit: int) -> Told:
    """The newest files, the one that came last first."""
    with open_database(settings) as database:
        found = database.read_now(inbox.newest_files, limit=limit)
    value = [
        {
            "id": file.id,
            "file": _shown(file.name),
            "state": file.state,
            "note": file.note,
            "put_away": file.moved,
            "put_away_as": _shown(file.moved_to),
            "draft": file.draft_id,
            "seen_at": file.seen_at.isoformat(),
        }
        for file in found
    ]
    if not found:
        unset = "" if settings.inbox else ": INBOX is not set, so no folder is watched"
        return Told((f"nothing has come into the inbox{unset}",), value)
    return Told(table(HEADINGS, [_cells(file) for file in found]), value)


def _cells(file: InboxFile) -> tuple[str, ...]:
    note = file.note if len(file.note) <= LONGEST_NOTE else file.note[:LONGEST_NOTE] + "…"
    draft = "-" if file.draft_id is None else str(file.draft_id)
    return f"{file.seen_at:%Y-%m-%d %H:%M}", file.state, draft, _shown(file.name), note or "-"


def _shown(name: str) -> str:
    """A file's name on one line, whatever bytes it has."""
    text = name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    return "".join(char if char.isprintable() else "�" for char in text)
