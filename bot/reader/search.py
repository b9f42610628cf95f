"""/search: full text, with phrases, exclusions, places and days; newest or best first, a page at a time."""

from __future__ import annotations

import datetime as dt
import html
import json
import logging
from collections.abc import Collection
from dataclasses import dataclass, replace

from telegram import CallbackQuery, Update

from bot import wording
from bot.cards import buttons
from bot.cards.article_card import BLANK_LINE, card_html
from bot.cards.buttons import ForeignButton, OnPress
from bot.cards.listing import BRIEFS_A_PAGE, list_buttons, offset_of
from bot.cards.paging import turning
from bot.cards.pressing import show, tell
from bot.cards.reply import place_of, reply
from bot.commands import Command, Group
from bot.context import Context, Parts
from bot.reader.today import today_here
from bot.search.excerpt import excerpt_html
from bot.search.misses import note_miss
from bot.search.query import Days, read_query
from bot.search.term_words import cut_terms
from bot.working.worker import WorkerFault
from storage.archive import articles, newspapers
from storage.archive.article_search import MOST_COUNTED, Found, Query, Term, find_articles
from storage.archive.newspapers import Newspaper
from storage.database import Db
from storage.deliveries.messages import Button, Buttons
from storage.incoming import searches
from storage.incoming.searches import Asked, Asker
from storage.moments import now
from storage.parks import cities, stored_parks

log = logging.getLogger(__name__)

LAST_PAGE = MOST_COUNTED // BRIEFS_A_PAGE
NEWEST_FIRST, BEST_FIRST = 0, 1
LIFTED = 1


@dataclass(frozen=True, slots=True)
class Cut:
    """The words of a search as the worker cut them."""

    terms: tuple[Term, ...] = ()
    phrases: tuple[Term, ...] = ()
    excluded: tuple[Term, ...] = ()


@dataclass(frozen=True, slots=True)
class Looked:
    """A page of hits: its first line, hits and buttons; the limits in words, the articles, how many in all.

    Without buttons nothing was found. `total` is None where nobody counted.
    """

    head: str
    rows: Buttons = ()
    hits: tuple[str, ...] = ()
    limits: str = ""
    article_ids: tuple[int, ...] = ()
    total: int | None = None

    @property
    def text(self) -> str:
        """The page as HTML."""
        return BLANK_LINE.join((self.head, *self.hits))


async def search(update: Update, context: Context) -> None:
    """Answers with what the words behind the command find."""
    if not context.argument:
        await reply(update, wording.SEARCH_USAGE)
        return
    await answer_search(update, context, context.argument)


async def answer_search(update: Update, context: Context, text: str) -> None:
    """Answers with the first page of what `text` finds, newest first."""
    _, looked = await look_for(update, context, text)
    await reply(update, looked.text, looked.rows)
    if not looked.rows:
        await note_miss(context.parts, asker_of(update), text)


async def look_for(update: Update, context: Context, text: str) -> tuple[Asked, Looked]:
    """The first page of what `text` finds; a search that finds nothing isn't kept, for no button names it."""
    today = await today_here(update, context)
    asker, parts = asker_of(update), context.parts
    known = await parts.incoming.read(searches.find_search, asker, text)
    asked = known or await ask_for(parts, asker, text, today)
    looked = await parts.database.read(_look, asked, today, 1, NEWEST_FIRST)
    if not looked.rows and known is None:
        await parts.incoming.write(searches.drop_search, asked.id)
    return asked, looked


async def turn(update: Update, context: Context, query: CallbackQuery, ids: tuple[int, ...]) -> None:
    """`search:<id>[:<page>[:<order>[:1]]]`: shows that page in place; order 0 is newest first, 1 best first.

    The last 1 lifts the limits to places and days.
    """
    if len(ids) not in (1, 2, 3, 4) or ids[3:] not in ((), (LIFTED,)):
        raise ForeignButton(query.data)
    search_id, page, order = (*ids[:3], *(1, NEWEST_FIRST)[len(ids[:3]) - 1 :])
    here = update.effective_chat
    if here is None:
        raise ForeignButton(query.data)
    asked = await context.parts.incoming.read(searches.get_search, search_id, here.id)
    if asked is None or order not in (NEWEST_FIRST, BEST_FIRST) or not 1 <= page <= LAST_PAGE:
        await tell(query, wording.SEARCH_GONE if asked is None else wording.PAGE_GONE)
        return
    today = await today_here(update, context)
    text, rows = await context.parts.database.read(search_page, asked, today, page, order, bool(ids[3:]))
    await tell(query)
    await show(query, text, rows)


def asker_of(update: Update) -> Asker:
    """Whose a search is: whoever wrote it, as who they wrote it."""
    sender = update.effective_sender or update.effective_chat
    assert sender is not None
    return Asker(place_of(update), sender.id)


async def ask_for(parts: Parts, asker: Asker, text: str, today: dt.date) -> Asked:
    """The search with this text, kept so that buttons can name it; its words are cut in the worker."""
    terms = await parts.incoming.read(searches.find_terms, text) or await _cut(parts, text, today)
    return Asked(await parts.incoming.write(searches.keep_search, asker, text, terms, now()), text, terms)


async def _cut(parts: Parts, text: str, today: dt.date) -> str:
    """The terms of a search as they are kept."""
    typed = read_query(text, today)
    texts = (*typed.terms, *typed.phrases, *typed.excluded)
    try:
        cut = await parts.words.run(cut_terms, texts) if texts else ()
    except WorkerFault as error:
        log.error("The words of a search could not be cut, the newest texts are read instead: %s", error)
        cut = tuple((one, ()) for one in texts)
    ends = len(typed.terms), len(typed.terms) + len(typed.phrases)
    return json.dumps([cut[: ends[0]], cut[ends[0] : ends[1]], cut[ends[1] :]], ensure_ascii=False)


def search_page(
    db: Db, asked: Asked, today: dt.date, page: int, order: int, lifted: bool = False
) -> tuple[str, Buttons]:
    """A page of hits: text and buttons; `lifted` looks beyond the places and days that were named."""
    looked = _look(db, asked, today, page, order, lifted)
    return looked.text, looked.rows


def _look(db: Db, asked: Asked, today: dt.date, page: int, order: int, lifted: bool = False) -> Looked:
    cut = Cut(*(tuple(Term(text, tuple(words)) for text, words in part) for part in json.loads(asked.terms)))
    typed = read_query(asked.text, today)
    days = typed.days
    shown = wording.quoted(wording.cited(asked.text))
    if not (cut.terms or cut.phrases or cut.excluded or days):
        return Looked(wording.NOTHING_ASKED.format(text=shown))
    query, limits = _limited(db, cut, days, typed.titles)
    unlimited = replace(query, park_ids=None, first_day=None, last_day=None, newspaper_ids=None)
    if lifted:
        query, limits = unlimited, ""
    best_first = order == BEST_FIRST
    found = find_articles(db, query, best_first=best_first, limit=BRIEFS_A_PAGE, offset=offset_of(page))
    if not found.article_ids and page == 1 and limits and _finds_something(db, unlimited):
        label = wording.LIFT_LIMITS if query.newspaper_ids is None else wording.LIFT_LIMITS_OF_PAPER
        lift = label, buttons.data("search", asked.id, 1, order, LIFTED)
        return Looked(wording.EMPTIED.format(text=shown, limits=limits), ((lift,),), limits=limits)
    if not found.article_ids:
        whole = bool(cut.phrases) and not (cut.terms or cut.excluded or days)
        return Looked((wording.NOTHING_FOUND_WHOLE if whole else wording.NOTHING_FOUND).format(text=shown))
    total = found.total
    if total is None and page == 1 and not found.more:
        total = len(found.article_ids)
    head = wording.SEARCH_TITLE.format(text=shown) + _counted(total)
    if limits:
        head += "\n" + wording.SEARCH_LIMITS.format(limits=limits)
    rows = _buttons(db, asked, found, page, order, lifted)
    return Looked(head, rows, _hits(db, found, query), limits, found.article_ids, total)


def _finds_something(db: Db, unlimited: Query) -> bool:
    """Whether there is anything to look for but places and days, and it is found without them."""
    if not (unlimited.terms or unlimited.phrases or unlimited.excluded):
        return False
    return bool(find_articles(db, unlimited, best_first=False, limit=1).article_ids)


def _limited(db: Db, cut: Cut, days: Days | None, titles: Collection[str]) -> tuple[Query, str]:
    """The query, its names of parks, cities and newspapers made limits, and those limits in words (HTML)."""
    words: list[Term] = []
    places: list[tuple[str, set[int]]] = []
    papers: list[Newspaper] = []
    for term in cut.terms:
        place = _place(db, term.text)
        paper = newspapers.find_newspaper(db, term.text) if place is None else None
        if place is not None:
            places.append(place)
        elif paper is not None:
            papers.append(paper)
        else:
            words.append(term)
    phrases: list[Term] = []
    for phrase in cut.phrases:
        paper = newspapers.find_newspaper(db, phrase.text) if phrase.text in titles else None
        if paper is None:
            phrases.append(phrase)
        else:
            papers.append(paper)
    park_ids: set[int] | None = None
    if places:
        inside = [ids for _, ids in places]
        # 运城 临猗 means 临猗; 临猗 侯马 means either.
        park_ids = set.intersection(*inside) or set.union(*inside)
    limits = [html.escape(name) for name, _ in places]
    limits += [wording.PAPER_MARK.format(name=html.escape(paper.name)) for paper in dict.fromkeys(papers)]
    if days is not None:
        limits.append(wording.date(days[0]) if days[0] == days[1] else wording.days(*days))
    query = Query(
        terms=tuple(words),
        phrases=tuple(phrases),
        excluded=cut.excluded,
        park_ids=None if park_ids is None else tuple(sorted(park_ids)),
        first_day=days[0] if days else None,
        last_day=days[1] if days else None,
        newspaper_ids=tuple(sorted({paper.id for paper in papers})) or None,
    )
    return query, wording.LIST_SEPARATOR.join(limits)


def _place(db: Db, text: str) -> tuple[str, set[int]] | None:
    """The name and park ids of the city or park that a word names for certain."""
    city = cities.find_city(db, text)
    if city is not None:
        return city.name, {park.id for park, _ in cities.parks_in_city(db, city.name)}
    named = stored_parks.parks_named(db, text)
    if not named:
        return None
    family = {park_id for park in named for park_id in stored_parks.family_of(db, park.id)}
    return named[0].name if len(named) == 1 else text, family


def _counted(total: int | None) -> str:
    if total is None:
        return ""
    if total > MOST_COUNTED:
        return " " + wording.MORE_THAN_COUNT.format(total=MOST_COUNTED)
    return " " + wording.PARK_COUNT.format(total=total)


def _hits(db: Db, found: Found, query: Query) -> tuple[str, ...]:
    wanted = (*query.terms, *query.phrases)
    texts = []
    for card in articles.cards_of(db, found.article_ids):
        article = articles.get_article(db, card.id)
        sentence = excerpt_html(article, wanted) if article is not None else ""
        texts.append(card_html(card, in_place_of_brief=sentence))
    if len(texts) > 1:
        texts = [f"{number}. {text}" for number, text in enumerate(texts, 1)]
    return tuple(texts)


def _buttons(db: Db, asked: Asked, found: Found, page: int, order: int, lifted: bool) -> Buttons:
    behind = (LIFTED,) if lifted else ()
    more = found.more and page < LAST_PAGE
    pages = turning(page, more=more, verb="search", ids=(asked.id,), behind=(order, *behind))
    other: tuple[Button, ...] = ()
    if page > 1 or found.more:
        if order == NEWEST_FIRST:
            other = ((wording.BEST_FIRST, buttons.data("search", asked.id, 1, BEST_FIRST, *behind)),)
        else:
            other = ((wording.NEWEST_FIRST, buttons.data("search", asked.id, 1, NEWEST_FIRST, *behind)),)
    return list_buttons(articles.cards_of(db, found.article_ids), pages, other)


COMMAND = Command(
    "search",
    wording.ABOUT_SEARCH,
    search,
    argument=wording.SEARCH_ARGUMENT,
    spoken=wording.SAY_SEARCH,
    after="week",
    example=wording.EXAMPLE_SEARCH,
    group=Group.FIND,
)
PRESSES: dict[str, OnPress] = {"search": OnPress(turn, shows_below=True)}
