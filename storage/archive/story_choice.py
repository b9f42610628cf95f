"""What an editor is offered as the same story: stored articles of about that day, the likeliest first."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Collection, Iterator, Sequence
from itertools import islice

from storage.archive import story_keys
from storage.archive.articles import Card, cards_of, get_article, get_card
from storage.database import Db
from stories.keys import DAYS_APART, keys_of
from stories.telling import Telling

MOST_OFFERED = 8

_OF_DAYS = """
    SELECT a.id FROM articles a
    WHERE a.retracted_at IS NULL AND a.published_on BETWEEN :first AND :last {also}
    ORDER BY a.published_on DESC, a.id DESC LIMIT :most
"""
_OF_PARKS = "AND a.park_id IN (SELECT id FROM parks WHERE name IN (SELECT value FROM json_each(:parks)))"


def near(
    db: Db, keys: Sequence[int], day: dt.date, parks: Collection[str], but: Collection[int] = ()
) -> tuple[Card, ...]:
    """Those that share keys, then those about these parks, then others; none of `but`."""
    found = dict.fromkeys(_near(db, keys, day, parks, len(but)))
    return cards_of(db, list(islice((each for each in found if each not in but), MOST_OFFERED)))


def near_article(db: Db, article_id: int, but: Collection[int]) -> tuple[Card, ...]:
    """The same for a stored article."""
    card, article = get_card(db, article_id), get_article(db, article_id)
    if card is None or article is None:
        return ()
    telling = Telling(card.newspaper, card.published_on, card.park, article.headline, article.paragraphs)
    return near(db, keys_of(telling), card.published_on, card.park.split("、"), (*but, article_id))


def _near(db: Db, keys: Sequence[int], day: dt.date, parks: Collection[str], more: int) -> Iterator[int]:
    yield from story_keys.candidates(db, keys, day)
    apart = dt.timedelta(days=DAYS_APART)
    parameters = {
        "first": (day - apart).isoformat(),
        "last": (day + apart).isoformat(),
        "parks": json.dumps(sorted(parks), ensure_ascii=False),
        "most": MOST_OFFERED + more + 1,
    }
    for also in (_OF_PARKS, ""):
        yield from (row[0] for row in db.execute(_OF_DAYS.format(also=also), parameters))
