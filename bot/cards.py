"""How articles are set: cards in a list, and the whole text."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Sequence

from bot import buttons, wording
from bot.brief_html import brief_html
from bot.limits import MESSAGE_TEXT, visible_length
from parsing.article import Article, Kind
from storage.articles import Card
from storage.messages import Button

BLANK_LINE = "\n\n"
_SENTENCE = re.compile("[^。]*。|[^。]+")
_TAG = re.compile("</?[bi]>")


def card_html(card: Card, *, with_park: bool = True) -> str:
    """A card: park, headline, brief, newspaper and date."""
    lines = []
    if with_park and card.park:
        lines.append(wording.PARK_MARK.format(park=html.escape(card.park)))
    lines.append(f"<b>{html.escape(card.headline)}</b>")
    lines.append(brief_html(card))
    source = wording.source_line(card.newspaper, card.published_on, card.page)
    lines.append(f"<i>{html.escape(source)}</i>")
    return "\n".join(lines)


def full_text_buttons(cards: Sequence[Card]) -> tuple[Button, ...]:
    """One `全文` button a card, numbered where there are several."""
    if len(cards) == 1:
        return ((wording.FULL_TEXT, buttons.data("full", cards[0].id)),)
    return tuple(
        (f"{wording.FULL_TEXT} {number}", buttons.data("full", card.id))
        for number, card in enumerate(cards, 1)
    )


def follow_button(park_id: int, *, followed: bool, park: str = "") -> Button:
    """The button that follows or unfollows a park; with its name where a message shows several."""
    if followed:
        label = wording.UNFOLLOW_PARK.format(park=park) if park else wording.UNFOLLOW
        return label, buttons.data("unfollow", park_id)
    label = wording.FOLLOW_PARK.format(park=park) if park else wording.FOLLOW
    return label, buttons.data("follow", park_id)


def full_text(article: Article, card: Card) -> tuple[str, ...]:
    """The whole article as HTML messages, split at paragraph ends, each within Telegram's limit."""
    parts = [line for line in map(_block_html, _readable(article)) if line]
    source = wording.source_line(card.newspaper, card.published_on, card.page)
    parts.append(f"<i>{html.escape(source)}</i>")
    return split_html(parts)


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
    escaped = html.escape(text)
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
