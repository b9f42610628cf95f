"""How a brief is set: its amounts, counts and dates bold, and under it the key figures it had no room for."""

from __future__ import annotations

import html

from bot import wording
from storage.articles import Card


def brief_html(card: Card) -> str:
    """A card's brief as HTML, with its line of key figures; a sentence instead where there is no brief."""
    if not card.brief:
        return wording.NO_BRIEF if card.full_text else wording.NO_BRIEF_HERE
    lines = [with_bold_figures(card.brief)]
    if card.key_figures:
        figures = wording.FIGURE_SEPARATOR.join(map(html.escape, card.key_figures))
        lines.append(wording.KEY_FIGURES.format(figures=figures))
    return "\n".join(lines)


def with_bold_figures(text: str) -> str:
    """Plain text as HTML, with its amounts, counts and dates in bold."""
    from summaries.figures import figure_spans  # its patterns are compiled when first needed

    parts, place = [], 0
    for start, end in figure_spans(text):
        parts += [html.escape(text[place:start]), f"<b>{html.escape(text[start:end])}</b>"]
        place = end
    return "".join((*parts, html.escape(text[place:])))
