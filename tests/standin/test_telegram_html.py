"""Telegram's HTML: what it accepts, what it says about the rest, and the way back."""

from __future__ import annotations

import html

import pytest
from hypothesis import given
from hypothesis import strategies as st

from playground.standin import entities, message_html
from playground.standin.entities import Entity


@pytest.mark.parametrize(
    ("source", "text", "found"),
    [
        ("a<b>粗</b>", "a粗", [Entity("bold", 1, 1)]),
        ("<strong>x</strong>", "x", [Entity("bold", 0, 1)]),
        ("<b>\U0001f3ed<i>厂</i></b>", "\U0001f3ed厂", [Entity("bold", 0, 3), Entity("italic", 2, 1)]),
        ("&lt;b&gt;&amp;&quot;&#33;&#x4e34;", '<b>&"!临', []),
        ("AT&T &nbsp; &ltb", "AT&T &nbsp; &ltb", []),
        (
            '<a href="https://example.com/?a=1&amp;b=2">x</a>',
            "x",
            [Entity("text_link", 0, 1, "https://example.com/?a=1&b=2")],
        ),
        ("<a href='park:12'>x</a>", "x", []),
        ('<a href="tg://user?id=5">李</a>', "李", [Entity("text_mention", 0, 1, user_id=5)]),
        ("<blockquote expandable>x</blockquote>", "x", [Entity("expandable_blockquote", 0, 1)]),
        ('<span class="tg-spoiler">x</span>', "x", [Entity("spoiler", 0, 1)]),
        (
            '<pre><code class="language-python">x</code></pre>',
            "x",
            [Entity("pre", 0, 1, language="python")],
        ),
        ("<b>x</>", "x", [Entity("bold", 0, 1)]),
        ("<b></b>x", "x", []),
        ("a > b", "a > b", []),
    ],
)
def test_accepted(source: str, text: str, found: list[Entity]) -> None:
    assert message_html.parse(source) == (text, tuple(found))


@pytest.mark.parametrize(
    ("source", "complaint"),
    [
        ("<b>x", 'Can\'t find end tag corresponding to start tag "b"'),
        ("x</b>", "Unexpected end tag at byte offset 1"),
        ("临</b>", "Unexpected end tag at byte offset 3"),
        ("<b>x</i>", 'Unmatched end tag at byte offset 4, expected "</b>", found "</i>"'),
        ("<p>x</p>", 'Unsupported start tag "p" at byte offset 0'),
        ("临<br>", 'Unsupported start tag "br" at byte offset 3'),
        ("5 < 6", 'Unsupported start tag "" at byte offset 2'),
        ("5 <6", "Unclosed start tag at byte offset 2"),
        ("<!-- x -->", 'Unsupported start tag "!--" at byte offset 0'),
        ("<b>x</b", "Unclosed end tag at byte offset 4"),
        (
            "<a href>x</a>",
            'Expected equal sign in declaration of an attribute of the tag "a" at byte offset 0',
        ),
        ('<a href="x', "Unclosed start tag at byte offset 0"),
        ("<a href=x,y>z</a>", "Unexpected end of name token at byte offset 8"),
        ("<span>x</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
    ],
)
def test_refused(source: str, complaint: str) -> None:
    with pytest.raises(message_html.HtmlError) as refused:
        message_html.parse(source)
    assert str(refused.value) == complaint


@given(st.text())
def test_escaped_text_comes_through_unchanged(text: str) -> None:
    assert message_html.parse(html.escape(text)) == (text, ())


@given(st.text(alphabet="<>/&;ab\"'= 临\U0001f3edhref"))
def test_any_input_parses_or_is_refused(source: str) -> None:
    try:
        text, found = message_html.parse(source)
    except message_html.HtmlError:
        return
    size = entities.utf16_length(text)
    assert all(0 <= each.offset < each.end <= size for each in found)


FORMATTED = st.recursive(
    st.text(alphabet='ab <&"临\U0001f3ed', min_size=1).map(html.escape),
    lambda inner: st.tuples(
        st.sampled_from(["b", "i", "u", "s", "blockquote"]), st.lists(inner, min_size=1)
    ).map(lambda pair: f"<{pair[0]}>{''.join(pair[1])}</{pair[0]}>"),
    max_leaves=8,
)


@given(FORMATTED)
def test_html_and_entities_say_the_same(source: str) -> None:
    text, found = message_html.parse(source)
    assert message_html.parse(entities.to_html(text, found)) == (text, found)


def test_overlapping_entities_are_cut_into_nested_tags() -> None:
    crossing = [Entity("bold", 0, 4), Entity("italic", 2, 4)]
    assert entities.to_html("abcdef", crossing) == "<b>ab<i>cd</i></b><i>ef</i>"


def test_links_and_hashtags_are_found() -> None:
    text = "见 https://example.com/a?b=1，#招聘 @park_briefs_bot 1#2 #12"
    found = {each.type: entities.slice_utf16(text, each.offset, each.end) for each in entities.find(text)}
    assert found == {"url": "https://example.com/a?b=1", "hashtag": "#招聘", "mention": "@park_briefs_bot"}
