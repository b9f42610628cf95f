"""What somebody typed, said back to them: clipped, as HTML, and never in two pairs of quotes."""

from __future__ import annotations

import html

# How much of it is repeated.
LONGEST_QUOTED = 60
QUOTES_TYPED = '“”"'


def cited(text: str) -> str:
    """For between “ and ”: without the quotes that it has of its own around it."""
    return html.escape(text.strip().strip(QUOTES_TYPED)[:LONGEST_QUOTED])


def quoted(text: str) -> str:
    """In quotes; as it is where it begins or ends with some, which mean something there."""
    said = html.escape(text[:LONGEST_QUOTED], quote=False)
    return said if text[:1] in QUOTES_TYPED or text[-1:] in QUOTES_TYPED else f"“{said}”"
