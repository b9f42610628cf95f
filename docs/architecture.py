"""Draws the rooms, and the way of a page through them, into docs/architecture.md, from the imports.

make architecture
"""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterable
from pathlib import Path

PROJECT = Path(__file__).parent.parent
sys.path.insert(0, str(PROJECT))

from docs.rooms import FLOORS, WINGS, imports_between_rooms

DOCUMENT = PROJECT / "docs" / "architecture.md"
# From a room to one that it imports, and what goes there: the picture can't tell of a way that isn't.
WAY_OF_A_PAGE = (
    ("bot/desk", "bot/working", "1 the file"),
    ("bot/working", "parsing", "2 articles and parks"),
    ("bot/working", "summaries", "3 briefs"),
    ("bot/desk", "storage", "4 issue and deliveries"),
    ("bot/delivery", "storage", "5 what is due"),
    ("bot/delivery", "bot/cards", "6 set as messages"),
    ("bot/delivery", "bot/transport", "7 sent"),
)
Arrow = tuple[str, str]


def written_anew(document: str) -> str:
    """The document with its pictures and its list of rooms as the imports and docstrings now have them."""
    drawn = {"picture": picture(arrows())} | {f"picture of {wing}": picture_of(wing) for wing in WINGS}
    for name, text in (drawn | {"rooms": list_of_rooms()}).items():
        block = f"<!-- {name}: make architecture -->\n{text}\n<!-- end of {name} -->"
        pattern = rf"<!-- {name}: .*?<!-- end of {name} -->"
        document, count = re.subn(pattern, lambda _, block=block: block, document, flags=re.DOTALL)
        if count != 1:
            raise ValueError(f"{DOCUMENT.name} should have one place for its {name}, not {count}")
    return document


def arrows() -> set[Arrow]:
    """Which room imports which, down the floors; a wing is one room."""
    pairs = {(_box(room), _box(other)) for room, other in _all_arrows()}
    return {(room, other) for room, other in pairs if room != other}


def picture(imports: set[Arrow]) -> str:
    """A Mermaid picture. Raises ValueError where a step of the way has no import that carries it.

    What can be reached by way of another room has no arrow of its own, but for the way of a page.
    """
    way = {(room, other): label for room, other, label in WAY_OF_A_PAGE}
    if lost := way.keys() - imports:
        raise ValueError(f"no import carries these steps of the way of a page: {sorted(lost)}")
    lines = ["```mermaid", "flowchart TB", *_boxes(dict.fromkeys(map(_box, _from_the_roof())))]
    lines += [f'    {_id(room)} == "{label}" ==> {_id(other)}' for (room, other), label in way.items()]
    lines += [f"    {_id(room)} --> {_id(other)}" for room, other in sorted(_direct(imports) - way.keys())]
    on_the_way = sorted({room for arrow in way for room in arrow})
    lines += ["    classDef way stroke-width:3px", f"    class {','.join(map(_id, on_the_way))} way", "```"]
    return "\n".join(lines)


def picture_of(wing: str) -> str:
    """A Mermaid picture of the rooms of one wing."""
    within = {(room, other) for room, other in _all_arrows() if _box(room) == _box(other) == wing}
    lines = ["```mermaid", "flowchart TB", *_boxes(room for room in _from_the_roof() if _box(room) == wing)]
    lines += [f"    {_id(room)} --> {_id(other)}" for room, other in sorted(_direct(within))]
    return "\n".join([*lines, "```"])


def list_of_rooms() -> str:
    """A table of the rooms from the roof down, with what their docstrings say; a wing before its rooms."""
    rooms = dict.fromkeys(each for room in _from_the_roof() for each in (_box(room), room))
    rows = [f"| `{room}` | {_purpose(room)} |" for room in rooms]
    return "\n".join(["| room | what it is for |", "|---|---|", *rows])


def _direct(imports: set[Arrow]) -> set[Arrow]:
    """The arrows without those that say no more than others do together."""
    below: dict[str, set[str]] = {room: set() for arrow in imports for room in arrow}
    for room, other in imports:
        below[room].add(other)

    def reached(room: str) -> set[str]:
        return below[room].union(*map(reached, below[room]))

    return {
        (room, other)
        for room, other in imports
        if not any(other in reached(between) for between in below[room] - {other})
    }


def _all_arrows() -> set[Arrow]:
    return {(each.room, each.other) for each in imports_between_rooms() if not each.fault}


def _from_the_roof() -> list[str]:
    return [room for floor in reversed(FLOORS[:-1]) for room in floor]


def _boxes(rooms: Iterable[str]) -> list[str]:
    return [f'    {_id(room)}["{room}"]' for room in rooms]


def _box(room: str) -> str:
    """What stands for a room in the picture of the house."""
    return next((wing for wing in WINGS if room.startswith(f"{wing}/")), room)


def _purpose(room: str) -> str:
    """From the docstring: the first paragraph, and what goes in and comes out."""
    path = PROJECT / room
    tree = ast.parse((path if path.is_file() else path / "__init__.py").read_text(encoding="utf-8"))
    paragraphs = (ast.get_docstring(tree) or "").split("\n\n")
    kept = [text for number, text in enumerate(paragraphs) if number == 0 or text.startswith("In come")]
    return " ".join(" ".join(kept).split()).replace("|", "\\|")


def _id(room: str) -> str:
    return re.sub(r"\W", "_", room)


if __name__ == "__main__":
    DOCUMENT.write_text(written_anew(DOCUMENT.read_text(encoding="utf-8")), encoding="utf-8")
