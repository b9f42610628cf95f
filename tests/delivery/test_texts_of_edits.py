"""What an edit says where its message has little room, and what is said below it then."""

from __future__ import annotations

import re
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from bot import wording
from bot.delivery.edits import Edits, edits_for
from bot.transport.telegram_limits import ENTITIES, MESSAGE_TEXT, entity_count, visible_length
from storage.archive.articles import Card
from storage.archive.carriers import Carried, Carrier, Mark
from storage.deliveries.deliveries import DueDelivery
from storage.deliveries.messages import Packed
from tests.made_issues import DAY

CARD = Card(1, 2, "标题", "开工。", 1, "临猗现代农业产业示范区", "科学导报", DAY, "")


def carried(number: int, brief: str = "开工。", mark: Mark = Mark.CORRECTED, retraction: str = "") -> Carried:
    card = replace(
        CARD,
        id=number,
        headline=f"第{number}件事",
        brief=brief,
        retraction=retraction,
        retracted=bool(retraction),
    )
    return Carried(number, card, Mark.RETRACTED if retraction else mark)


def carrier(number: int, *contents: Carried, corrects: bool = False, doubled: bool = False) -> Carrier:
    return Carrier(number, "旧文", (), "园区快报", doubled, corrects, contents)


def edits(carriers: tuple[Carrier, ...], *changed: int) -> Edits:
    rows = [DueDelivery(100 + number, number, "correction", 2) for number in changed]
    made = edits_for(rows, carriers, frozenset(), {})
    assert all(fits(packed) for packed in made.messages)
    return made


def fits(packed: Packed) -> bool:
    return visible_length(packed.text) <= MESSAGE_TEXT and entity_count(packed.text) <= ENTITIES


def plain(packed: Packed) -> str:
    return re.sub("<[^>]+>", "", packed.text)


def long(figure: str) -> str:
    return f"总投资{figure}，" + "很长" * 900 + "。"


def test_what_outgrows_its_message_is_said_below_it() -> None:
    edited, told = edits(
        (carrier(1, carried(1, long("3亿")), carried(2, long("4亿")), carried(3, long("5亿"), Mark.NONE)),),
        1,
        2,
    ).messages
    assert edited.text.count("见下一条") == 2 and "总投资5亿" in plain(edited)
    assert "总投资3亿" in plain(told) and "总投资4亿" in plain(told)


def test_what_is_said_below_already_is_edited_there_and_not_said_again() -> None:
    full = (carried(1, long("3亿")), carried(2, long("4亿"), Mark.NONE), carried(3, long("5亿"), Mark.NONE))
    made = edits((carrier(1, *full), carrier(2, carried(1, long("3亿")), corrects=True)), 1)
    assert [packed.edits_id for packed in made.messages] == [1, 2]
    assert "见下一条" in made.messages[0].text and "总投资3亿" in plain(made.messages[1])


def test_another_articles_correction_leaves_below_what_stands_below() -> None:
    full = (carried(1, long("3亿")), carried(2, long("4亿"), Mark.NONE), carried(3, "短。"))
    made = edits(
        (
            carrier(1, *full, carried(4, long("6亿"), Mark.NONE)),
            carrier(2, carried(1, long("3亿")), corrects=True),
        ),
        3,
    )
    assert "见下一条" in made.messages[0].text and "短。" in made.messages[0].text
    assert all(packed.edits_id for packed in made.messages), "nothing is sent anew"


def test_a_hundred_articles_retracted_for_long_reasons_make_a_line_and_new_messages() -> None:
    made = edits(
        (carrier(1, *(carried(number, retraction="来源有误" * 50) for number in range(1, 101))),),
        *range(1, 101),
    )
    edited, *told = made.messages
    assert wording.ALL_BELOW.format(count=100) in edited.text
    assert sum(packed.text.count("已撤回") for packed in told) == 100
    assert sorted(row for packed in made.messages for row in packed.delivery_ids) == list(range(101, 201))


def test_a_hundred_short_articles_corrected_stay_in_their_message() -> None:
    made = edits((carrier(1, *(carried(number, "开。") for number in range(1, 31))),), *range(1, 31))
    assert len(made.messages) == 1 and made.messages[0].text.count("〔更正〕") == 30


CONTENTS = st.lists(
    st.tuples(st.integers(1, 1500), st.sampled_from(Mark), st.integers(0, 400), st.booleans()),
    min_size=1,
    max_size=100,
)


@given(contents=CONTENTS, doubled=st.booleans(), told=st.booleans())
def test_whatever_is_carried_every_text_fits_and_every_row_ends_once(
    contents: list[tuple[int, Mark, int, bool]], doubled: bool, told: bool
) -> None:
    made_up = [
        carried(number, "长" * length + "。", mark, "因" * reason if mark is Mark.RETRACTED else "")
        for number, (length, mark, reason, _) in enumerate(contents, 1)
    ]
    changed = [number for number, (*_, changes) in enumerate(contents, 1) if changes]
    carriers: tuple[Carrier, ...] = (carrier(1, *made_up, doubled=doubled),)
    if told:
        carriers += (carrier(2, *made_up[::2], corrects=True),)
    made = edits(carriers, *changed)
    ended = [row for packed in made.messages for row in packed.delivery_ids]
    ended += [row for row, *_ in made.outcomes]
    assert sorted(ended) == [100 + number for number in changed]
