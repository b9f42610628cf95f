"""The rooms of the house and the floors they stand on: declared here, and read from the imports.

A room is a folder, or a file that stands for itself between folders. Imports go down: from a room only to
rooms of lower floors. tests/project/test_rooms.py holds the imports to it, docs/architecture.py draws them.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

# From the ground up. Within a floor no room knows of another.
FLOORS: tuple[tuple[str, ...], ...] = (
    ("parsing", "playground/standin", "bot/wording", "bot/exit_status.py", "bot/program.py"),
    ("summaries", "stories"),
    ("projects",),
    ("storage/content_hash.py", "storage/moments.py", "storage/rows.py"),
    ("storage/schedule.py", "storage/tables"),
    ("storage/files",),
    ("storage/database.py",),
    ("storage/parks", "storage/people", "storage/deliveries"),
    ("storage/archive",),
    ("storage/letters", "storage/projects"),
    ("storage/chats", "storage/desk"),
    ("storage/incoming", "storage/operating"),
    ("storage/keeping", "bot/working", "bot/transport", "bot/fetching", "bot/pictures"),
    ("bot/settings", "bot/counts.py"),
    ("bot/context.py",),
    ("bot/people",),
    ("bot/cards", "bot/incoming"),
    ("bot/commands.py", "bot/names", "bot/schedule"),
    ("bot/search", "bot/places"),
    ("bot/delivery",),
    ("bot/desk/notes",),
    ("bot/desk/draft",),
    ("bot/desk/articles", "bot/desk/projects", "bot/desk/publishing"),
    ("bot/desk/issues", "bot/desk/intake"),
    ("bot/desk/typed.py",),
    ("bot/desk/texts.py",),
    ("bot/reader", "bot/owner", "bot/operating"),
    ("bot/newsroom",),
    ("bot/serving",),
    ("bot/terminal/arguments", "bot/terminal/output", "playground/demo"),
    ("bot/terminal/input",),
    ("bot/terminal/reading", "bot/terminal/archive", "bot/terminal/projects"),
    ("bot/terminal/people", "bot/terminal/sources", "bot/terminal/keeping"),
    ("bot/terminal/issues",),
    ("bot/terminal/runs",),
    ("run_bot.py",),
    (
        "benchmarks",
        "deploy",
        "docs",
        "tests",
    ),  # they look at the house from outside: nothing in it may need them
)
OUTSIDE = FLOORS[-1]
# Folders of rooms that are one box in the picture of the house, and have a picture of their own.
WINGS = ("storage", "bot/desk", "bot/terminal")
# They know nothing of each other, on whatever floors their rooms are.
APART = ("bot/reader", "bot/owner", "bot/operating", "bot/desk")
ROOMS = tuple(room for floor in FLOORS[:-1] for room in floor)
FLOOR_OF = {room: number for number, floor in enumerate(FLOORS) for room in floor}
PROJECT = Path(__file__).parent.parent


@dataclass(frozen=True)
class Import:
    """A room imports another: in which file (seen from the project's folder) and line."""

    room: str
    other: str
    file: str
    line: int

    @property
    def fault(self) -> str:
        """What is wrong with it, as a sentence; empty where it goes down."""
        below = FLOOR_OF[self.room] - FLOOR_OF[self.other]
        side, other_side = _side(self.room), _side(self.other)
        apart = side and other_side and side != other_side
        if below > 0 and not apart:
            return ""
        stands = "above it" if below < 0 else "apart from it" if below else "on the same floor"
        import_ = f"{self.room} imports {self.other}"
        return f"{self.file}:{self.line}: {import_}, which stands {stands} (docs/rooms.py)"


def _side(room: str) -> str | None:
    return next((side for side in APART if f"{room}/".startswith(f"{side}/")), None)


def room_of(path: str) -> str | None:
    """The room of a file or folder, which is the innermost one around it: None where it is in none."""
    around = [room for room in FLOOR_OF if f"{path}/".startswith(f"{room}/")]
    return max(around, key=len, default=None)


def files_of_rooms(project: Path = PROJECT) -> list[str]:
    """All Python files in the rooms or beside them, in order; an `__init__.py` around rooms is in none."""
    tops = sorted({room.split("/")[0] for room in ROOMS})
    files = [
        file for top in tops for file in [project / top, *(project / top).rglob("*.py")] if file.is_file()
    ]
    return sorted(file.relative_to(project).as_posix() for file in files)


def imports_between_rooms(project: Path = PROJECT) -> list[Import]:
    """Every import of a room by another, wherever in a file it stands, in the order of files and lines."""
    found = []
    for file in files_of_rooms(project):
        room = room_of(file)
        for line, module in _imported(project / file, file):
            other = _room_of_module(module)
            if room and other and other != room:
                found.append(Import(room, other, file, line))
    return sorted(set(found), key=lambda each: (each.file, each.line, each.other))


def _imported(path: Path, file: str) -> Iterator[tuple[int, str]]:
    """The line and full name of each import; of `from a import b` it is a.b, whatever b is."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"), file)):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, each.name) for each in node.names)
        elif isinstance(node, ast.ImportFrom):
            package = file.split("/")[: -node.level] if node.level else []
            module = ".".join([*package, *filter(None, [node.module])])
            yield from ((node.lineno, f"{module}.{each.name}") for each in node.names)


def _room_of_module(module: str) -> str | None:
    path = module.replace(".", "/")
    inside = [f"{start}{end}" for start in _starts(path) for end in ("", ".py")]
    return next((room for room in map(room_of, inside) if room), None)


def _starts(path: str) -> Iterator[str]:
    """a/b/c, a/b, a."""
    while path:
        yield path
        path = path.rpartition("/")[0]
