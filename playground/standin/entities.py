"""Formatted text: what Telegram makes of a text, its HTML and the entities it finds by itself."""

from __future__ import annotations

import html as html_escapes
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

# What Telegram makes of control characters in any text: a space, or nothing.
_CONTROL = {code: " " for code in range(32) if code != 10} | {13: None}
_CONTROL |= dict.fromkeys(range(0x2028, 0x202F))
_WHITESPACE = " \n\t"
_BLANK = re.compile(r"[\s\u00ad\u180e\u200b-\u200f\u2028-\u202f\u205f-\u206f\u2800\u3000\ufeff\ufffc]*")

# A slash that follows no word character, a name of ASCII letters, digits and underscores, and no word
# character after it: `/园区` and `/park临猗` are plain text.
_COMMAND = re.compile(r"(?<![\w/<>])/[A-Za-z0-9_]{1,64}(?:@[A-Za-z0-9_]{3,32})?(?![\w/<>])")
_MENTION = re.compile(r"(?<!\w)@[A-Za-z0-9_]{2,32}(?!\w)")
_HASHTAG = re.compile(r"(?<!\w)#(?!\d+\b)[\w·]{1,256}")
_URL = re.compile(
    r"(?<!\w)https?://[^\s<>\"'，。；！？、（）《》「」]+[^\s<>\"'，。；：！？、（）《》「」.,;:!?)]"
)


@dataclass(frozen=True, slots=True)
class Entity:
    """A stretch of a text with a meaning; `offset` and `length` in UTF-16 code units, as Telegram counts."""

    type: str
    offset: int
    length: int
    url: str = ""
    user_id: int = 0
    language: str = ""

    @property
    def end(self) -> int:
        """Where it ends, exclusive."""
        return self.offset + self.length

    def to_json(self) -> dict[str, Any]:
        """The entity as an update or an answer carries it."""
        body: dict[str, Any] = {"type": self.type, "offset": self.offset, "length": self.length}
        if self.url:
            body["url"] = self.url
        if self.user_id:
            body["user"] = {"id": self.user_id, "is_bot": False, "first_name": str(self.user_id)}
        if self.language:
            body["language"] = self.language
        return body


def utf16_length(text: str) -> int:
    """The length of a text in UTF-16 code units."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def slice_utf16(text: str, start: int, end: int) -> str:
    """The part of a text between two UTF-16 offsets."""
    raw = text.encode("utf-16-le", "surrogatepass")
    return raw[2 * start : 2 * end].decode("utf-16-le", "replace")


def clean(text: str) -> str:
    """A text as Telegram keeps it: without control characters and invisible direction overrides."""
    return text.translate(_CONTROL)


def is_blank(text: str) -> bool:
    """Whether Telegram counts a text as empty."""
    return _BLANK.fullmatch(text) is not None


def trim(text: str, entities: Sequence[Entity]) -> tuple[str, tuple[Entity, ...]]:
    """A text without white space at its ends, and the entities that still cover some of it."""
    trimmed = text.strip(_WHITESPACE)
    if trimmed == text:
        return text, tuple(entities)
    left = len(text) - len(text.lstrip(_WHITESPACE))  # white space is one code unit a character
    text = trimmed
    size = utf16_length(text)
    kept = []
    for entity in entities:
        start = max(0, entity.offset - left)
        end = min(size, entity.end - left)
        if end > start:
            kept.append(replace(entity, offset=start, length=end - start))
    return text, tuple(kept)


def find(text: str, known: Iterable[Entity] = ()) -> tuple[Entity, ...]:
    """All entities of a text: those already `known`, and the commands, mentions, hashtags and links in it."""
    entities = list(known)
    opaque = [entity for entity in entities if entity.type in ("pre", "code", "text_link", "text_mention")]
    for kind, sign, pattern in (
        ("url", "://", _URL),
        ("bot_command", "/", _COMMAND),
        ("mention", "@", _MENTION),
        ("hashtag", "#", _HASHTAG),
    ):
        if sign not in text:
            continue
        for match in pattern.finditer(text):
            offset = utf16_length(text[: match.start()])
            entity = Entity(kind, offset, utf16_length(match[0]))
            if all(entity.end <= other.offset or other.end <= entity.offset for other in opaque):
                entities.append(entity)
                if kind == "url":
                    opaque.append(entity)
    return ordered(entities)


def ordered(entities: Iterable[Entity]) -> tuple[Entity, ...]:
    """Entities by where they begin, outer before inner."""
    return tuple(sorted(entities, key=lambda entity: (entity.offset, -entity.length, entity.type)))


# Given an entity and the text it covers: what opens and what closes it; None leaves the text bare.
Tags = Callable[[Entity, str], tuple[str, str] | None]

_HTML_TAGS = {
    "bold": ("<b>", "</b>"),
    "italic": ("<i>", "</i>"),
    "underline": ("<u>", "</u>"),
    "strikethrough": ("<s>", "</s>"),
    "spoiler": ("<tg-spoiler>", "</tg-spoiler>"),
    "code": ("<code>", "</code>"),
    "pre": ("<pre>", "</pre>"),
    "blockquote": ("<blockquote>", "</blockquote>"),
    "expandable_blockquote": ("<blockquote expandable>", "</blockquote>"),
}


def telegram_tags(entity: Entity, _inside: str) -> tuple[str, str] | None:
    """The tags of Telegram's HTML around an entity; None for those a sender can't set."""
    if entity.type == "text_link":
        return f'<a href="{html_escapes.escape(entity.url)}">', "</a>"
    if entity.type == "text_mention":
        return f'<a href="tg://user?id={entity.user_id}">', "</a>"
    if entity.type == "pre" and entity.language:
        language = html_escapes.escape(entity.language)
        return f'<pre><code class="language-{language}">', "</code></pre>"
    return _HTML_TAGS.get(entity.type)


def to_html(text: str, entities: Sequence[Entity], tags: Tags = telegram_tags) -> str:
    """The text as HTML, everything in it escaped; `tags` chooses what stands around an entity."""
    return _render(text, list(ordered(entities)), 0, utf16_length(text), tags)


def _render(text: str, entities: list[Entity], start: int, end: int, tags: Tags) -> str:
    parts: list[str] = []
    position = start
    while entities:
        entity = entities.pop(0)
        if entity.offset >= end:
            break
        around = tags(entity, slice_utf16(text, entity.offset, entity.end))
        if around is None:
            continue
        inside = []
        after = []
        for other in entities:
            if other.offset >= entity.end:
                after.append(other)
                continue
            inside.append(replace(other, length=min(other.end, entity.end) - other.offset))
            if other.end > entity.end:
                after.append(replace(other, offset=entity.end, length=other.end - entity.end))
        parts.append(_escape(slice_utf16(text, position, entity.offset)))
        parts.append(around[0] + _render(text, inside, entity.offset, entity.end, tags) + around[1])
        position = entity.end
        entities = list(ordered(after))
    parts.append(_escape(slice_utf16(text, position, end)))
    return "".join(parts)


def _escape(text: str) -> str:
    return html_escapes.escape(text, quote=False)
