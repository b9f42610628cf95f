"""Telegram's HTML parse mode, refusing what Telegram refuses, in its words.

The rules: core.telegram.org/bots/api#html-style; the order of the checks and the byte offsets in the messages
follow what TDLib's parser answers.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from urllib.parse import parse_qs, urlsplit

from playground.standin.entities import Entity, ordered, utf16_length

_ENTITY_OF_TAG = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "span": "spoiler",
    "tg-spoiler": "spoiler",
    "tg-emoji": "custom_emoji",
    "a": "text_link",
    "code": "code",
    "pre": "pre",
    "blockquote": "blockquote",
}
_NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
_CHARACTER = re.compile(r"&(?:#[xX](?P<hex>[0-9a-fA-F]{1,6})|#(?P<decimal>[0-9]{1,7})|(?P<name>[A-Za-z]+));?")
_MARK = re.compile("[<&]")
_NAME = re.compile(r"[^\s>]*")
_ATTRIBUTE_NAME = re.compile(r"[^\s=>]*")
_SPACE = re.compile(r"\s*")
_TOKEN = re.compile(r"[A-Za-z0-9.\-]*")
_LINK_SCHEMES = ("http", "https", "tg", "ton", "tonsite")


class HtmlError(ValueError):
    """What is wrong with the HTML, as Telegram says it after "can't parse entities: "."""


@dataclass(slots=True)
class _OpenTag:
    name: str
    argument: str
    offset: int  # UTF-16, in the text without tags
    characters: int  # index into the pieces collected so far, for links without href
    at: int  # byte offset of its "<" in the source


def parse(source: str) -> tuple[str, tuple[Entity, ...]]:
    """Take a message's HTML apart into its text and its entities.

    Raises HtmlError for tags Telegram doesn't know, unclosed or crossed tags and malformed attributes.
    """
    return _Parser(source).run()


class _Parser:
    def __init__(self, source: str) -> None:
        self._source = source
        self._at = 0
        self._text: list[str] = []
        self._offset = 0
        self._open: list[_OpenTag] = []
        self._entities: list[Entity] = []

    def run(self) -> tuple[str, tuple[Entity, ...]]:
        source = self._source
        while self._at < len(source):
            character = source[self._at]
            if character == "<":
                if source.startswith("</", self._at):
                    self._end_tag()
                else:
                    self._start_tag()
            elif character == "&":
                decoded, self._at = _decode(source, self._at)
                self._add(decoded)
            else:
                following = _MARK.search(source, self._at)
                end = following.start() if following else len(source)
                self._add(source[self._at : end])
                self._at = end
        if self._open:
            raise HtmlError(f'Can\'t find end tag corresponding to start tag "{self._open[-1].name}"')
        return "".join(self._text), ordered(map(_without_class, self._entities))

    def _add(self, text: str) -> None:
        self._text.append(text)
        self._offset += utf16_length(text)

    def _bytes(self, at: int) -> int:
        return len(self._source[:at].encode("utf-8", "surrogatepass"))

    def _match(self, pattern: re.Pattern[str]) -> str:
        match = pattern.match(self._source, self._at)
        assert match is not None  # every pattern here matches the empty string
        self._at = match.end()
        return match[0]

    def _peek(self) -> str:
        return self._source[self._at : self._at + 1]

    def _start_tag(self) -> None:
        begin = self._at
        self._at += 1
        name = self._match(_NAME).lower()
        if not self._peek():
            raise HtmlError(f"Unclosed start tag at byte offset {self._bytes(begin)}")
        if name not in _ENTITY_OF_TAG:
            raise HtmlError(f'Unsupported start tag "{name}" at byte offset {self._bytes(begin)}')
        argument = ""
        while True:
            self._match(_SPACE)
            if self._peek() == ">":
                self._at += 1
                break
            attribute, value = self._attribute(name, begin)
            argument = _argument(name, attribute, value) or argument
        if name == "span" and argument != "spoiler":
            raise HtmlError(f'Tag "span" must have class "tg-spoiler" at byte offset {self._bytes(begin)}')
        self._open.append(_OpenTag(name, argument, self._offset, len(self._text), begin))

    def _attribute(self, tag: str, begin: int) -> tuple[str, str]:
        attribute = self._match(_ATTRIBUTE_NAME)
        if not attribute:
            if not self._peek():
                raise HtmlError(f"Unclosed start tag at byte offset {self._bytes(begin)}")
            raise HtmlError(f'Empty attribute name in the tag "{tag}" at byte offset {self._bytes(begin)}')
        self._match(_SPACE)
        if self._peek() != "=":
            if tag == "blockquote" and attribute == "expandable":
                return attribute, ""
            raise HtmlError(
                f'Expected equal sign in declaration of an attribute of the tag "{tag}"'
                f" at byte offset {self._bytes(begin)}"
            )
        self._at += 1
        self._match(_SPACE)
        quote = self._peek()
        if not quote:
            raise HtmlError(f'Unclosed start tag "{tag}" at byte offset {self._bytes(begin)}')
        if quote in "'\"":
            value = self._quoted(quote)
        else:
            token_at = self._at
            value = self._match(_TOKEN).lower()
            if self._peek() not in ("", ">") and not self._peek().isspace():
                raise HtmlError(f"Unexpected end of name token at byte offset {self._bytes(token_at)}")
        if not self._peek():
            raise HtmlError(f"Unclosed start tag at byte offset {self._bytes(begin)}")
        return attribute, value

    def _quoted(self, quote: str) -> str:
        self._at += 1
        value: list[str] = []
        while self._peek() not in ("", quote):
            if self._peek() == "&":
                decoded, self._at = _decode(self._source, self._at)
                value.append(decoded)
            else:
                value.append(self._peek())
                self._at += 1
        self._at += 1
        return "".join(value)

    def _end_tag(self) -> None:
        begin = self._at
        if not self._open:
            raise HtmlError(f"Unexpected end tag at byte offset {self._bytes(begin)}")
        self._at += 2
        name = self._match(_NAME).lower()
        self._match(_SPACE)
        if self._peek() != ">":
            raise HtmlError(f"Unclosed end tag at byte offset {self._bytes(begin)}")
        tag = self._open[-1]
        if name and name != tag.name:
            raise HtmlError(
                f"Unmatched end tag at byte offset {self._bytes(begin)},"
                f' expected "</{tag.name}>", found "</{name}>"'
            )
        self._at += 1
        self._open.pop()
        if self._offset > tag.offset:
            self._close(tag)

    def _close(self, tag: _OpenTag) -> None:
        kind = _ENTITY_OF_TAG[tag.name]
        offset, length = tag.offset, self._offset - tag.offset
        if tag.name == "a":
            link = _link(tag.argument or "".join(self._text[tag.characters :]), offset, length)
            if link is not None:
                self._entities.append(link)
            return
        if tag.name == "tg-emoji":
            if not tag.argument.isdecimal() or int(tag.argument) == 0:
                raise HtmlError("Invalid custom emoji identifier specified")
            return  # bots without a paid name may not send them; Telegram shows the plain emoji
        if tag.name == "blockquote" and tag.argument:
            kind = "expandable_blockquote"
        last = self._entities[-1] if self._entities else None
        if tag.name in ("pre", "code") and last and (last.offset, last.length) == (offset, length):
            language = tag.argument if tag.name == "code" else last.language
            if {tag.name, last.type} == {"pre", "code"} and language:
                self._entities[-1] = Entity("pre", offset, length, language=language)
                return
        language = tag.argument if tag.name == "code" else ""
        self._entities.append(Entity(kind, offset, length, language=language))


def _without_class(entity: Entity) -> Entity:
    """A `code` keeps its language only inside a `pre`."""
    return replace(entity, language="") if entity.type == "code" and entity.language else entity


def _decode(source: str, at: int) -> tuple[str, int]:
    """The character at an "&" of the source, and the index after it; a lone "&" stands for itself."""
    match = _CHARACTER.match(source, at)
    if match:
        if match["name"]:
            if match["name"] in _NAMED:
                return _NAMED[match["name"]], match.end()
        else:
            code = int(match["hex"], 16) if match["hex"] else int(match["decimal"])
            if 0 < code < 0x10FFFF and not 0xD800 <= code <= 0xDFFF:
                return chr(code), match.end()
    return "&", at + 1


def _argument(tag: str, attribute: str, value: str) -> str:
    if tag == "a" and attribute == "href":
        return value
    if tag == "code" and attribute == "class" and value.startswith("language-"):
        return value.removeprefix("language-")
    if tag == "span" and attribute == "class" and value.startswith("tg-"):
        return value.removeprefix("tg-")
    if tag == "tg-emoji" and attribute == "emoji-id":
        return value
    if tag == "blockquote" and attribute == "expandable":
        return "expandable"
    return ""


def _link(url: str, offset: int, length: int) -> Entity | None:
    """The entity of a link; None for an address that Telegram drops in silence."""
    address = checked_link(url)
    if address is None:
        return None
    parts = urlsplit(address)
    if parts.scheme == "tg" and parts.netloc == "user":
        identity = parse_qs(parts.query).get("id", [""])[0]
        if identity.isdecimal():
            return Entity("text_mention", offset, length, user_id=int(identity))
    return Entity("text_link", offset, length, url=address)


def checked_link(url: str) -> str | None:
    """A link as Telegram keeps it (a scheme is added where there is none); None where it isn't one."""
    url = url.strip()
    try:
        parts = urlsplit(url if "://" in url or url.startswith("tg:") else f"http://{url}")
    except ValueError:
        return None
    if parts.scheme.lower() not in _LINK_SCHEMES:
        return None
    if parts.scheme.lower() in ("http", "https"):
        host = parts.hostname or ""
        if "." not in host.strip(".") and host != "localhost":
            return None
        if re.search(r"[\s<>\"]", parts.netloc):
            return None
        return parts._replace(path=parts.path or "/").geturl()
    return parts.geturl()
