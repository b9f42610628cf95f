"""/parks: a park's name leads to the park; those without news yet stand apart; Telegram's limits hold."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st

from bot.reader.parks import _city_html, _pages
from bot.transport.telegram_limits import ENTITIES, MESSAGE_TEXT, entity_count, visible_length
from playground.standin.bot_api import BOT_USERNAME
from playground.standin.message_html import parse
from storage.parks.cities import CityParks
from storage.parks.stored_parks import StoredPark
from tests.made_issues import LINFEN, made_article, made_issue
from tests.running_bot import RunningBot


async def test_a_name_leads_to_its_park_and_those_without_news_stand_apart(bot: RunningBot) -> None:
    await bot.publish(made_issue(made_article("临汾新事", LINFEN)), push=False)
    reader = bot.api.user(1)
    answer = await reader.ask("/parks")
    linfen = next(part for part in answer.text.split("\n\n") if part.startswith("临汾\n"))
    told, untold = linfen.split("\n")[1:]
    assert told == "山西临汾经济开发区（1）"
    assert untold.startswith("暂无简报：") and "、" in untold and "（" not in untold
    [payload] = [
        address.removeprefix(f"https://t.me/{BOT_USERNAME}?start=")
        for address, name in links(answer.html)
        if name == "山西临汾经济开发区"
    ]
    assert "临汾新事" in (await reader.ask(f"/start {payload}")).text
    assert "没有标条数的" in (await reader.ask("/park 临汾市")).text


def links(html_text: str) -> list[tuple[str, str]]:
    """The addresses of a message's links and what they are shown as."""
    parts = html_text.split('<a href="')[1:]
    return [(part.split('">')[0], part.split('">')[1].split("</a>")[0]) for part in parts]


PARKS = st.lists(
    st.tuples(st.text("园区&<新", min_size=1, max_size=12), st.sampled_from([0, 0, 1, 12])), max_size=150
)


@given(st.lists(PARKS.filter(bool), max_size=6))
@example([[("园", 1)] * 60] * 2)
@example([[("园", 0)] * 150])
def test_every_park_is_on_a_page_within_the_limits(made: list[list[tuple[str, int]]]) -> None:
    numbers = iter(range(1, 2000))
    cities = [
        CityParks(
            f"市{place}",
            tuple((StoredPark(next(numbers), name, (), "", "", None, True), count) for name, count in parks),
        )
        for place, parks in enumerate(made)
    ]
    pages = _pages(cities, BOT_USERNAME)
    seen = [park.id for page in pages for city in page for park, _ in city.parks]
    assert seen == [park.id for city in cities for park, _ in city.parks]
    for page in pages:
        text = "\n\n".join(_city_html(city, BOT_USERNAME) for city in page)
        assert visible_length(text) <= MESSAGE_TEXT and entity_count(text) < ENTITIES
        assert len(parse(text)[1]) == entity_count(text)
