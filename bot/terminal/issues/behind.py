"""What a command says of projects that are still to be read from what it wrote."""

from __future__ import annotations

from bot.program import program


def behind_lines(parks: int) -> tuple[str, ...]:
    """Says that the projects of so many parks are behind their articles, and who reads them."""
    if not parks:
        return ()
    of = "a park" if parks == 1 else f"{parks} parks"
    return (
        f"projects of {of} are to be read anew: a running serve does it, else"
        f" `{program()} projects rebuild --due`",
    )
