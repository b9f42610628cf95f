"""How a brief is set: amounts, counts and shares bold, and under it the key figures it had no room for."""

from __future__ import annotations

import html

from bot import wording
from bot.cards.punctuation import widened
from storage.archive.articles import Card


def brief_html(card: Card) -> str:
    """A card's brief as HTML, with its line of key figures; a sentence instead where there is no brief."""
    if not card.brief:
        return wording.NO_BRIEF if card.full_text else wording.NO_BRIEF_HERE
    lines = [with_bold_figures(card.brief)]
    if card.key_figures:
        figures = html.escape(widened(wording.FIGURE_SEPARATOR.join(card.key_figures)))
        lines.append(wording.KEY_FIGURES.format(figures=figures))
    return "\n".join(lines)


def with_bold_figures(text: str) -> str:
    """Plain text as HTML, its punctuation as Chinese text has it, its amounts, counts and shares bold."""
    from bot.cards.bold_figures import bold_spans  # its patterns are compiled when first needed

    parts, place = [], 0
    text = widened(text)
    for start, end in bold_spans(text):
        parts += [html.escape(text[place:start]), f"<b>{html.escape(text[start:end])}</b>"]
        place = end
    return "".join((*parts, html.escape(text[place:])))
