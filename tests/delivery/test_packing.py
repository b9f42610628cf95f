"""A digest: what is in it, by park, newest first, in as few messages as Telegram's limits allow."""

from __future__ import annotations

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from bot.delivery.packing import pack
from bot.transport.telegram_limits import BUTTONS, ENTITIES, MESSAGE_TEXT, entity_count, visible_length
from playground.standin.entities import utf16_length
from playground.standin.message_html import parse
from storage.archive.articles import Card
from tests.made_issues import DAY

PARKS = {1: "临猗现代农业产业示范区", 2: "山西临汾经济开发区", 3: "<甲&乙>园区", None: ""}
TEXTS = st.text(st.sampled_from("园区新闻。<&>“”🚀ab\n "), max_size=60)


def card(number: int, park_id: int | None = 1, *, headline: str = "", brief: str = "", day: int = 0) -> Card:
    return Card(
        id=number,
        revision=1,
        headline=headline or f"第{number}件",
        brief=brief or f"第{number}件事的简报。",
        park_id=park_id,
        park=PARKS[park_id],
        newspaper="科学导报",
        published_on=DAY + dt.timedelta(days=day),
        page="3",
    )


CARDS = st.lists(
    st.builds(
        lambda park_id, headline, brief, day, times: (park_id, headline, brief * times, day),
        st.sampled_from(list(PARKS)),
        TEXTS,
        TEXTS,
        st.integers(0, 3),
        st.sampled_from([1, 1, 1, 5, 200]),
    ),
    min_size=1,
    max_size=130,
)


@given(CARDS)
def test_every_brief_once_and_every_message_within_the_limits(
    made: list[tuple[int | None, str, str, int]],
) -> None:
    due = [
        (1000 + number, card(number, park_id, headline=headline, brief=brief, day=day))
        for number, (park_id, headline, brief, day) in enumerate(made)
    ]
    packed = pack(due)
    assert sorted(one for message in packed for one in message.delivery_ids) == [one for one, _ in due]
    for message in packed:
        text, entities = parse(message.text)
        assert utf16_length(text) <= MESSAGE_TEXT
        assert visible_length(message.text) <= MESSAGE_TEXT
        assert entity_count(message.text) <= ENTITIES and len(entities) <= ENTITIES
        labels = [label for row in message.buttons for label, _ in row]
        assert len(labels) == 2 * len(message.delivery_ids) <= BUTTONS
        assert all(len(row) in (2, 4) for row in message.buttons)
        data = [payload for row in message.buttons for _, payload in row]
        behind = [(f"full:{one - 1000}", f"source:{one - 1000}") for one in message.delivery_ids]
        assert data == [payload for pair in behind for payload in pair]


def test_it_opens_with_what_is_in_it_and_groups_by_park_newest_first() -> None:
    due = [
        (1, card(1, 1)),
        (2, card(2, 2, day=1)),
        (3, card(3, None, day=3)),
        (4, card(4, 1, day=2)),
        (5, card(5, 2, day=1)),
    ]
    (message,) = pack(due)
    assert message.text.startswith(
        "<b>园区快报</b> · 2 个园区，5 条简报\n\n<b>【临猗现代农业产业示范区】</b>\n1. "
    )
    assert message.delivery_ids == (4, 1, 5, 2, 3)
    assert message.text.count("【临猗现代农业产业示范区】") == 1
    assert message.text.index("第1件") < message.text.index("【山西临汾经济开发区】")
    assert "<b>【未指明园区】</b>\n5. <b>第3件</b>" in message.text
    assert message.buttons == tuple(
        ((f"全文 {number}", f"full:{article}"), (f"出处 {number}", f"source:{article}"))
        for number, article in enumerate((4, 1, 5, 2, 3), 1)
    )


def test_one_brief_stands_without_a_number() -> None:
    (message,) = pack([(1, card(1))])
    assert message.text.startswith(
        "<b>园区快报</b> · 1 条简报\n\n<b>【临猗现代农业产业示范区】</b>\n<b>第1件</b>"
    )
    assert message.buttons == ((("全文", "full:1"), ("出处", "source:1")),)


def test_a_park_that_goes_on_in_the_next_message_is_named_there_again() -> None:
    packed = pack([(number, card(number, brief="简报。" * 300)) for number in range(10)])
    assert len(packed) > 1
    assert all("【临猗现代农业产业示范区】" in message.text for message in packed)
    assert [("园区快报" in message.text) for message in packed] == [True] + [False] * (len(packed) - 1)


def test_a_brief_longer_than_a_message_points_to_the_full_text() -> None:
    packed = pack([(1, card(1, brief="长" * 5000)), (2, card(2, headline="长" * 5000)), (3, card(3))])
    assert sorted(one for message in packed for one in message.delivery_ids) == [1, 2, 3]
    assert sum("太长，请看全文" in message.text for message in packed) >= 1
    assert all(visible_length(message.text) <= MESSAGE_TEXT for message in packed)
