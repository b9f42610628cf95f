"""How articles are set: cards in a list, and the whole text."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable

from bot import wording
from bot.cards.brief_html import brief_html
from bot.cards.project_mark import project_mark
from bot.cards.punctuation import widened
from bot.cards.slogan import says_less_than
from bot.transport.telegram_limits import MESSAGE_TEXT, visible_length
from parsing.article import Article, Kind
from storage.archive.articles import Card, Elsewhere

BLANK_LINE = "\n\n"
HEADLINE_IN_LIST = 200
NAME_IN_LIST = 80
MOST_ELSEWHERE = 3
_SENTENCE = re.compile("[^。]*。|[^。]+")
_TAG = re.compile("</?[bi]>")


def card_html(
    card: Card, *, with_park: bool = True, in_place_of_brief: str = "", as_told: bool = False
) -> str:
    """A card: park, headline, brief and projects (or the HTML given for them), newspaper and date.

    Where projects stand is what is known now, or `as_told` by the article alone.
    """
    lines = []
    if with_park and card.park:
        lines.append(wording.PARK_MARK.format(park=html.escape(clipped(card.park, NAME_IN_LIST))))
    lines.append(f"<b>{html.escape(clipped(card.headline))}</b>")
    if says_less_than(card.headline, card.subhead, card.park):
        lines.append(html.escape(clipped(card.subhead)))
    lines.append(in_place_of_brief or brief_html(card))
    if not in_place_of_brief and (mark := project_mark(card.projects, as_told=as_told)):
        lines.append(mark)
    newspaper = clipped(card.newspaper, NAME_IN_LIST)
    source = wording.source_line(newspaper, card.published_on, card.page)
    lines.append(f"<i>{html.escape(source)}</i>" + _link_to_text(card))
    if card.other_parks and not with_park:
        others = wording.LIST_SEPARATOR.join(clipped(park, NAME_IN_LIST) for park in card.other_parks)
        lines.append(html.escape(wording.ALSO_ABOUT.format(parks=others)))
    if card.elsewhere:
        lines.append(f"<i>{html.escape(also_told(card))}</i>")
    return "\n".join(lines)


def full_text(article: Article, card: Card) -> tuple[str, ...]:
    """The whole article as HTML messages, split at paragraph ends, each within Telegram's limit.

    Where readers may not have it, its card and a sentence that says so.
    """
    if not card.full_text:
        return split_html([card_html(card), wording.BRIEF_ALONE])
    parts = [line for line in map(_block_html, _readable(article)) if line]
    parts.append(source_html(card))
    return split_html(parts)


def link_html(link: str, label: str = wording.READ_PAGE) -> str:
    """Where a page can be read, to be tapped."""
    return f'<a href="{html.escape(link)}">{label}</a>'


def _link_to_text(card: Card) -> str:
    """Where readers may not have the text here, in place of the `全文` button: a link, if there is one."""
    if card.full_text or not card.link:
        return ""
    return f" · {link_html(card.link, wording.READ_AT_SOURCE)}"


def source_html(card: Card) -> str:
    """The line that says where an article stood, with a link there where one is known."""
    source = html.escape(wording.source_line(card.newspaper, card.published_on, card.page))
    return f"<i>{source}</i>" + (f" · {link_html(card.link)}" if card.link else "")


def also_told(card: Card, most: int = MOST_ELSEWHERE) -> str:
    """Who else tells the story of a card, `most` of them by name; plain text."""
    others = wording.LIST_SEPARATOR.join(told_by(other, card) for other in card.elsewhere[:most])
    if len(card.elsewhere) > most:
        others += wording.ALSO_TOLD_MORE.format(count=len(card.elsewhere))
    return wording.ALSO_TOLD.format(others=others)


def told_by(other: Elsewhere, card: Card) -> str:
    """The newspaper and day of another telling, the year only where it isn't the card's; plain text."""
    newspaper = clipped(other.newspaper, NAME_IN_LIST)
    return wording.paper_of_day(newspaper, other.published_on, card.published_on.year)


def clipped(line: str, most: int = HEADLINE_IN_LIST) -> str:
    """A headline or name as a list shows it: marks wide, whole, unless a page's damage made it endless."""
    return widened(line if len(line) <= most else line[:most] + "…")


def split_html(parts: Iterable[str], *, gap: str = BLANK_LINE) -> tuple[str, ...]:
    """HTML parts joined into as few messages as fit, none cut unless it is too long for a message itself."""
    messages: list[str] = []
    for part in parts:
        for piece in _fitting(part):
            if messages and visible_length(messages[-1]) + len(gap) + visible_length(piece) <= MESSAGE_TEXT:
                messages[-1] += gap + piece
            else:
                messages.append(piece)
    return tuple(messages)


def _readable(article: Article) -> list[tuple[Kind, str]]:
    """The blocks with the dateline at the head of the paragraph it was taken from."""
    blocks: list[tuple[Kind, str]] = []
    dateline = ""
    for block in article.blocks:
        if block.kind is Kind.DATELINE:
            dateline = block.text.strip() + " "
        elif block.kind is Kind.PARAGRAPH:
            blocks.append((block.kind, dateline + block.text.strip()))
            dateline = ""
        else:
            blocks.append((block.kind, block.text.strip()))
    return blocks


def _block_html(block: tuple[Kind, str]) -> str:
    kind, text = block
    escaped = html.escape(widened(text))
    match kind:
        case Kind.KICKER:
            return wording.PARK_MARK.format(park=escaped)
        case Kind.HEADLINE | Kind.SECTION_HEAD:
            return f"<b>{escaped}</b>"
        case Kind.CAPTION | Kind.BYLINE:
            return f"<i>{escaped}</i>"
        case _:
            return escaped


def _fitting(part: str) -> list[str]:
    """The part itself, or, where it alone is too long for a message, pieces cut behind sentences."""
    if visible_length(part) <= MESSAGE_TEXT:
        return [part]
    plain = html.unescape(_TAG.sub("", part))
    pieces = [""]
    for sentence in _SENTENCE.findall(plain):
        while sentence:
            room = (MESSAGE_TEXT - visible_length(pieces[-1])) // 2
            if visible_length(html.escape(sentence)) <= MESSAGE_TEXT - visible_length(pieces[-1]):
                pieces[-1] += html.escape(sentence)
                break
            if pieces[-1]:
                pieces.append("")
                continue
            pieces[-1] += html.escape(sentence[:room])
            sentence = sentence[room:]
    return [piece for piece in pieces if piece]
