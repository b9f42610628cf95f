"""A name that means no park, or several: what the reader is shown or asked then."""

from __future__ import annotations

from telegram import Update

from bot import wording
from bot.cards import buttons
from bot.cards.article_card import BLANK_LINE
from bot.cards.follow_buttons import follow_button
from bot.cards.reply import place_of, reply
from bot.context import Context
from bot.names.matching import How
from bot.names.named_targets import KEYWORD_MARKS, LONGEST_KEYWORD
from bot.names.resolving import TITLE_MARKS, Meaning
from bot.reader.search import Looked, asker_of, look_for
from bot.search.misses import note_miss
from bot.search.query import in_quotes, unquoted
from parsing.newspaper_names import newspaper_name
from storage.archive import articles, newspapers
from storage.chats import follows
from storage.chats.chats import Place
from storage.chats.follows import Kind, Target
from storage.database import Db
from storage.deliveries.messages import Button, Buttons
from storage.incoming.searches import Asked
from storage.parks import cities

MOST_CHOICES = 20
MOST_OFFERED = 3
LONGEST_MENTIONED = 60
_LOOKING_VERBS = ("park", "follow")
_CITY_VERBS = {"park": "city", "follow": "follow_city", "unfollow": "unfollow_city", "due": "due_city"}
_PAPER_VERBS = {"park": "paper", "follow": "follow_paper", "unfollow": "unfollow_paper"}


async def ask_which(update: Update, context: Context, name: str, meaning: Meaning, *, verb: str) -> None:
    """Shows what mentions `name`, or offers what it may mean, or is nearest to it, as buttons with `verb`."""
    if name.startswith(TITLE_MARKS) and not meaning.newspapers:
        await _offer_newspapers(update, context, name, verb=verb)
        return
    if verb in _LOOKING_VERBS and await show_mentions(update, context, name, meaning, verb=verb):
        return
    shown = wording.cited(name)
    found = meaning.parks
    if meaning.city is not None:
        inside = await context.parts.database.read(cities.parks_in_city, meaning.city.name)
        found = tuple(park for park, _ in inside)
    choices: tuple[Button, ...] = tuple((park.name, buttons.data(verb, park.id)) for park in found)
    if meaning.city is None and verb in _CITY_VERBS:
        choices += tuple((city.name, buttons.data(_CITY_VERBS[verb], city.id)) for city in meaning.cities)
    if verb in _PAPER_VERBS:
        choices += tuple(
            (wording.PAPER_MARK.format(name=each.name), buttons.data(_PAPER_VERBS[verb], each.id))
            for each in meaning.newspapers
        )
    if not choices:
        await reply(update, wording.NO_SUCH_PARK_AT_ALL.format(name=shown))
        return
    if meaning.how is How.HARDLY or meaning.how is How.TYPO:
        sentence = wording.NO_SUCH_PARK
    elif len(choices) > MOST_CHOICES:
        sentence = wording.MORE_PARKS_THAN_SHOWN
    else:
        sentence = wording.WHICH_PARK
    await reply(update, sentence.format(name=shown), tuple((choice,) for choice in choices[:MOST_CHOICES]))


async def _offer_newspapers(update: Update, context: Context, name: str, *, verb: str) -> None:
    """Says that no newspaper has this name, and offers those in whose names it stands, or the newest."""
    database = context.parts.database
    found = await database.read(newspapers.newspapers_like, name)
    sentence = wording.WHICH_PAPER if found else wording.NO_SUCH_PAPER
    offered = found or await database.read(newspapers.known_newspapers)
    rows = tuple(
        ((wording.PAPER_MARK.format(name=each.name), buttons.data(_PAPER_VERBS[verb], each.id)),)
        for each in offered
    )
    await reply(update, sentence.format(name=wording.cited(newspaper_name(name))), rows)


async def show_mentions(update: Update, context: Context, name: str, meaning: Meaning, *, verb: str) -> bool:
    """Answers a name that is no park's with the articles that mention it; False where there is none.

    What may be a slip counts as a word of its own where it is printed so; the park that is near comes below.
    """
    if meaning.how not in (How.HARDLY, How.TYPO) or not 1 < len(name) <= LONGEST_MENTIONED:
        return False
    shown = wording.cited(name)
    asked, looked = await look_for(update, context, in_quotes(name))
    text = BLANK_LINE.join((_mentioned(shown, looked.total), *looked.hits))
    if not looked.rows and meaning.how is How.HARDLY:
        asked, looked = await look_for(update, context, name)
        text = f"{wording.NO_PARK_CALLED.format(text=shown)}\n{looked.text}"
    if not looked.rows:
        if meaning.how is How.HARDLY:
            await note_miss(context.parts, asker_of(update), name)
        return False
    rows = looked.rows + await context.parts.database.read(_offers, place_of(update), asked, looked)
    if meaning.how is How.TYPO:
        text += "\n\n" + wording.OR_A_SLIP
        rows += tuple(((park.name, buttons.data(verb, park.id)),) for park in meaning.parks)
    await reply(update, text, rows)
    return True


def _mentioned(shown: str, total: int | None) -> str:
    """The first line above what mentions a name."""
    if total is None:
        return wording.NO_PARK_BUT_MANY_ARTICLES.format(text=shown)
    return wording.NO_PARK_BUT_ARTICLES.format(text=shown, total=total)


def _offers(db: Db, place: Place, asked: Asked, looked: Looked) -> Buttons:
    """What can be followed: the parks of the articles, and the words if they were all that was asked."""
    about = {
        card.park_id: card.first_park
        for card in articles.cards_of(db, looked.article_ids)
        if card.park_id is not None
    }
    parks = _follow_rows(db, tuple(about.items())[:MOST_OFFERED], place)
    return parks if looked.limits else parks + _keyword_row(db, asked, place)


def _follow_rows(db: Db, about: tuple[tuple[int, str], ...], place: Place) -> Buttons:
    return tuple(
        (
            follow_button(
                Target(Kind.PARK, park_id),
                followed=follows.is_followed_at(db, place.telegram_id, place.thread_id, park_id),
                name=park,
            ),
        )
        for park_id, park in about
    )


def _keyword_row(db: Db, asked: Asked, place: Place) -> Buttons:
    """The button that follows what was searched for: it becomes a keyword when that is pressed."""
    word = unquoted(asked.text)
    if len(word) > LONGEST_KEYWORD:
        return ()
    shown = KEYWORD_MARKS[0] + word
    for each in follows.followed_at(db, place.telegram_id, place.thread_id):
        if each.target.kind is Kind.KEYWORD and each.name == word:
            return ((follow_button(each.target, followed=True, name=shown),),)
    return (((wording.FOLLOW_PARK.format(park=shown), buttons.data("follow_search", asked.id)),),)
