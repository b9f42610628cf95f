"""Pages and briefs as plain text on the terminal."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from bot.working.page_reading import BriefRow
from summaries.explanation import Explanation

INDENT = "    "


def page_text(page: dict[str, Any]) -> str:
    """A page (as `parse --json` prints it) to read: park, headline, the rest of the head, the body."""
    blocks = [" ".join(part for part in (page["newspaper"], page["published_on"], page["page"]) if part)]
    for number, article in enumerate(page["articles"], 1):
        lines = [f"{number}. {article['headline']}"]
        for label in ("park", "kicker", "subhead", "dateline"):
            if article[label]:
                lines.append(f"{INDENT}{label}: {article[label]}")
        for label in ("authors", "captions", "section_heads"):
            if article[label]:
                lines.append(f"{INDENT}{label.replace('_', ' ')}: {' | '.join(article[label])}")
        lines += [f"{INDENT}{paragraph}" for paragraph in article["paragraphs"]]
        blocks.append("\n".join(lines))
    if page["furniture"]:
        blocks.append("furniture: " + " | ".join(page["furniture"]))
    return "\n\n".join(blocks)


def explanations_text(explanations: Sequence[Explanation]) -> str:
    """Why each piece of each brief was chosen: feature, value × weight = points, strongest first."""
    return "\n\n".join(map(_explanation_text, explanations))


def _explanation_text(explanation: Explanation) -> str:
    manner = "park news" if explanation.park_news else "general news"
    lines = [f"{manner}, {'slogan-led' if explanation.slogan_led else 'fact-led'}"]
    if not explanation.brief.pieces:
        lines.append("no usable sentence")
    elif explanation.whole:
        lines.append(f"whole: {explanation.brief.text}")
    for chosen in explanation.chosen:
        lines.append(f"{chosen.points:+d} {chosen.sentence}")
        lines += [
            f"{INDENT}{reason.points:+6d} = {reason.value} × {reason.weight:+d} {reason.feature}"
            for reason in chosen.reasons
        ]
    if explanation.repeats:
        lines.append(f"{-abs(explanation.repeats):+d} for what the pieces repeat of each other")
    return "\n".join(lines)


def briefs_text(briefs: Sequence[BriefRow]) -> str:
    """Briefs one below the other: park, headline, brief."""
    return "\n\n".join(
        "\n".join(line for line in (brief["park"], brief["headline"], brief["text"]) if line)
        for brief in briefs
    )


def did(verb: str, *, dry_run: bool) -> str:
    """What a command did: published; in a dry run: would publish."""
    return f"would {verb}" if dry_run else verb + ("d" if verb.endswith("e") else "ed")


def counted(number: int, noun: str) -> str:
    """1 article, 2 articles."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
