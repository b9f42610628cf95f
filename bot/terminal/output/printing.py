"""Pages and briefs as plain text on the terminal."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from bot.working.page_reading import BriefRow
from summaries.explanation import ChosenClause, Explanation

INDENT = "    "
REASONS_SHOWN = 6  # of a clause; the rest is small change


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
    """Why each piece of each brief was chosen and what was refused: scope, owner, the strongest reasons."""
    return "\n\n".join(map(_explanation_text, explanations))


def _explanation_text(explanation: Explanation) -> str:
    manner = "park news" if explanation.park_news else "general news"
    lines = [f"{manner}, {'slogan-led' if explanation.slogan_led else 'fact-led'}"]
    if not explanation.brief.pieces:
        lines.append("no usable sentence")
    elif explanation.whole:
        lines.append(f"whole: {explanation.brief.text}")
    for chosen in explanation.chosen:
        name = f" with {chosen.name} set before it" if chosen.name else ""
        lines.append(f"{chosen.share / 10:.1f} % {chosen.sentence}{name}")
        lines += [line for clause in chosen.clauses for line in _clause_lines(clause)]
    lines += [f"refused, {each.why}: {each.sentence}" for each in explanation.refused]
    return "\n".join(lines)


def _clause_lines(clause: ChosenClause) -> list[str]:
    owner = f"of {clause.owner}" if clause.owner else "of nobody named"
    reasons = [
        f"{INDENT * 2}{reason.points:+6d} = {reason.value} × {reason.weight:+d} {reason.feature}"
        for reason in clause.reasons[:REASONS_SHOWN]
    ]
    return [
        f"{INDENT}{clause.share / 10:.1f} %, about {clause.scope}, {owner}: {clause.text}",
        *reasons,
    ]


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
