"""The parks of an article: chosen by a button, by a name that is written, or brought in as new."""

from __future__ import annotations

import html
from dataclasses import replace

from bot import wording
from bot.cards import buttons
from bot.cards.buttons import OnPress
from bot.desk.articles import offered_parks
from bot.desk.articles.offered_parks import LONGEST_NAME
from bot.desk.articles.open_article import show_article
from bot.desk.draft.asking import ask, in_rows
from bot.desk.draft.holding import at_desk
from bot.desk.draft.mending import ArticleChanged, change_article, change_in, marked, open_article
from bot.desk.draft.preview_page import shown_headline, shown_parks
from bot.desk.draft.seat import Seat
from bot.desk.notes.doubts import ABOUT_PARK, without_doubts_about
from parsing.park_names import unspaced
from parsing.parks import Park
from storage.archive.prepared import PreparedArticle
from storage.database import Db
from storage.deliveries.messages import Button, Buttons
from storage.desk import drafts
from storage.moments import now
from storage.parks import park_import, park_upkeep, stored_parks
from storage.parks.park_upkeep import AliasTaken
from storage.parks.stored_parks import StoredPark
from storage.people import awaited
from storage.people.awaited import Awaited

MAIN, ALSO = "park", "also"
ALIAS = "alias_"  # before these, where the park is asked for that has another name
NAME_ON_BUTTON = 30
BY_EDITOR = "editor"  # where a park comes from that no list has


async def press_park(seat: Seat, draft_id: int, key: int) -> None:
    """`d_park:<draft>:<key>`: which park is it about?"""
    _, article = await open_article(seat, draft_id, key)
    new = article.park.name if article.park is not None and not article.park.confirmed else ""
    await _ask(seat, draft_id, article, MAIN, typed=new)


async def press_also(seat: Seat, draft_id: int, key: int) -> None:
    """`d_also:<draft>:<key>`: which further parks is it about?"""
    _, article = await open_article(seat, draft_id, key)
    await _ask(seat, draft_id, article, ALSO)


async def press_set_park(seat: Seat, draft_id: int, key: int, park_id: int) -> None:
    """`d_setpark:<draft>:<key>:<park>`: it is about this park; 0 for none."""
    await _set(seat, draft_id, key, MAIN, park_id)
    await show_article(seat, draft_id, key)


async def press_set_also(seat: Seat, draft_id: int, key: int, park_id: int, on: int) -> None:
    """`d_setalso:<draft>:<key>:<park>:<1 or 0>`: it is about this park too, or isn't any more."""
    await _set(seat, draft_id, key, ALSO, park_id, on=bool(on))
    _, article = await open_article(seat, draft_id, key)
    await _ask(seat, draft_id, article, ALSO)


async def press_new_park(seat: Seat, draft_id: int, key: int) -> None:
    """`d_newpark:<draft>:<key>`: the name that was written is that of a new park."""
    await seat.draft(draft_id)
    await seat.context.parts.database.write(_add_new, seat.person, draft_id, key)
    await show_article(seat, draft_id, key)


async def press_alias(seat: Seat, draft_id: int, key: int) -> None:
    """`d_alias:<draft>:<key>`: the name that was written is another one of a park; of which?"""
    _, article = await open_article(seat, draft_id, key)
    asked = await seat.context.parts.database.read(_typed_in, seat.person, draft_id, key)
    near = await seat.context.parts.database.read(offered_parks.near, article, asked.typed)
    await _ask_alias(seat, asked, near)


async def press_alias_of(seat: Seat, draft_id: int, key: int, park_id: int) -> None:
    """`d_aliasof:<draft>:<key>:<park>`: the name that was written is this park's, and the article its."""
    await seat.draft(draft_id)
    await _give_alias(seat, draft_id, key, park_id)


async def take_alias(seat: Seat, asked: Awaited, text: str) -> None:
    """Takes a written name for the park that another written name belongs to."""
    await open_article(seat, asked.draft_id, asked.key)
    meant = await seat.context.parts.database.read(offered_parks.meant, unspaced(text)[:LONGEST_NAME])
    if meant.certain:
        await _give_alias(seat, asked.draft_id, asked.key, meant.parks[0].id)
    else:
        await _ask_alias(seat, asked, meant.parks)


async def _ask_alias(seat: Seat, asked: Awaited, parks: tuple[StoredPark, ...]) -> None:
    rows = _park_buttons(parks, "d_aliasof", asked.draft_id, asked.key)
    text = wording.ASK_ALIAS.format(name=html.escape(asked.typed))
    what = ALIAS + asked.what.removeprefix(ALIAS)
    await ask(seat, asked.draft_id, asked.key, what, text, rows, typed=asked.typed)


async def _give_alias(seat: Seat, draft_id: int, key: int, park_id: int) -> None:
    try:
        await seat.context.parts.database.write(_add_alias, seat.person, draft_id, key, park_id)
    except AliasTaken as error:
        await seat.tell(
            wording.ALIAS_TAKEN.format(names=html.escape(wording.LIST_SEPARATOR.join(error.names)))
        )
    else:
        await show_article(seat, draft_id, key)


async def take_park(seat: Seat, asked: Awaited, text: str) -> None:
    """Takes a written name for a park where it is one for certain; else asks which it is, or whether new."""
    name = unspaced(text)
    if not name or len(name) > LONGEST_NAME:
        await seat.tell(wording.PARK_NAME_TOO_LONG.format(most=LONGEST_NAME))
        return
    _, article = await open_article(seat, asked.draft_id, asked.key)
    meant = await seat.context.parts.database.read(offered_parks.meant, name)
    if meant.certain:
        await _set(seat, asked.draft_id, asked.key, asked.what, meant.parks[0].id)
        await show_article(seat, asked.draft_id, asked.key)
        return
    if asked.what == MAIN:
        rows = _park_buttons(meant.parks, "d_setpark", asked.draft_id, asked.key)
    else:
        rows = _also_buttons(meant.parks, set(), asked.draft_id, asked.key)
    sentence = wording.WHICH_PARK_MEANT if meant.known else wording.NO_PARK_OF_THIS_NAME
    text = sentence.format(name=html.escape(name))
    new = _new_buttons(asked.draft_id, article.key, name)
    await ask(seat, asked.draft_id, asked.key, asked.what, text, (*rows, *new), typed=name)


async def _ask(seat: Seat, draft_id: int, article: PreparedArticle, what: str, *, typed: str = "") -> None:
    """Asks for the main park, or for the others; `typed` is the name of a new one that the page has."""
    near = await seat.context.parts.database.read(offered_parks.near, article, typed)
    values = {
        "headline": html.escape(shown_headline(article)),
        "parks": shown_parks(article),
    }
    if what == MAIN:
        rows = _park_buttons(near, "d_setpark", draft_id, article.key)
        if typed:
            rows = (*_new_buttons(draft_id, article.key, typed), *rows)
        rows = (*rows, ((wording.BUTTON_NO_PARK, buttons.data("d_setpark", draft_id, article.key, 0)),))
        text = wording.ASK_PARK.format(**values)
    else:
        chosen = {park.name for park in article.also}
        main = article.park.name if article.park is not None else ""
        near = tuple(park for park in near if park.name != main)
        rows = _also_buttons(near, chosen, draft_id, article.key)
        text = wording.ASK_ANOTHER_PARK.format(**values)
    leave = wording.BUTTON_CANCEL if what == MAIN else wording.BUTTON_DONE
    await ask(seat, draft_id, article.key, what, text, rows, typed=typed, leave=leave)


async def _set(seat: Seat, draft_id: int, key: int, what: str, park_id: int, *, on: bool = True) -> None:
    await seat.context.parts.database.write(_set_in, seat.person, draft_id, key, what, park_id, on=on)
    if what == MAIN:
        await _choose_brief_anew(seat, draft_id, key)


async def _choose_brief_anew(seat: Seat, draft_id: int, key: int) -> None:
    """What a brief says is of its park: the ranker's is made again where the text says something of it; an
    editor's or a published one stays."""
    from bot.working.page_reading import new_briefs

    _, article = await open_article(seat, draft_id, key)
    if article.brief_chosen or article.article_id is not None:
        return
    [(brief, figures)] = await seat.context.parts.worker.run(
        new_briefs, ((article.article, article.park_name),)
    )
    if not brief.pieces and article.brief.pieces:
        return  # the text names another park alone; whoever says which it is loses no words by that
    if (brief, figures) != (article.brief, article.key_figures):
        await change_article(seat, draft_id, article, replace(article, brief=brief, key_figures=figures))


def _set_in(
    db: Db, person: int, draft_id: int, key: int, what: str, park_id: int, *, on: bool = True
) -> None:
    """Makes a park one of an article's, or none its main one. Raises ArticleChanged where either is gone."""
    stored = stored_parks.get_parks(db, [park_id])
    if park_id and not stored:
        raise ArticleChanged
    park = Park(stored[0].name, confirmed=stored[0].confirmed) if stored else None
    article = drafts.held_draft(db, draft_id, person).issue.article(key)
    if article is None:
        raise ArticleChanged
    after = _with_main(article, park) if what == MAIN else _with_another(article, park, on=on)
    after = marked(article, replace(after, doubts=without_doubts_about(article.doubts, ABOUT_PARK)))
    change_in(db, person, draft_id, lambda issue: issue.with_article(after))


def _with_main(article: PreparedArticle, park: Park | None) -> PreparedArticle:
    """The article about another park; the one before stays among those it names."""
    name = park.name if park is not None else ""
    named = article.mentions
    if article.park is not None and article.park.confirmed:
        named = (article.park, *named)
    mentions = tuple({each.name: each for each in named if each.name != name}.values())
    also = tuple(each for each in article.also if each.name != name)
    return replace(article, park=park, mentions=mentions, also=also)


def _with_another(article: PreparedArticle, park: Park | None, *, on: bool) -> PreparedArticle:
    if park is None or (article.park is not None and park.name == article.park.name):
        return article
    left = tuple(each for each in article.also if each.name != park.name)
    return replace(article, also=(*left, park) if on else left)


def _add_new(db: Db, person: int, draft_id: int, key: int) -> None:
    """Brings in the park whose name was written, and makes the article about it."""
    asked = _typed_in(db, person, draft_id, key)
    park_import.import_parks(db, [Park(asked.typed, source=BY_EDITOR)])
    park_id = next(iter(stored_parks.exactly_named(db, asked.typed)))
    _set_in(db, person, draft_id, key, asked.what, park_id)


def _add_alias(db: Db, person: int, draft_id: int, key: int, park_id: int) -> None:
    """Lets a park answer to the name that was written, and makes the article about it."""
    asked = _typed_in(db, person, draft_id, key)
    if stored_parks.get_park(db, park_id) is None:
        raise ArticleChanged
    park_upkeep.add_alias(db, park_id, asked.typed)
    _set_in(db, person, draft_id, key, asked.what.removeprefix(ALIAS), park_id)


def _typed_in(db: Db, person: int, draft_id: int, key: int) -> Awaited:
    """What was asked for and written. Raises ArticleChanged where that is no more."""
    asked = awaited.awaited_of(db, person, now())
    if asked is None or (asked.draft_id, asked.key) != (draft_id, key) or not asked.typed:
        raise ArticleChanged
    return asked


def _park_buttons(parks: tuple[StoredPark, ...], verb: str, draft_id: int, key: int) -> Buttons:
    row = [(park.name[:NAME_ON_BUTTON], buttons.data(verb, draft_id, key, park.id)) for park in parks]
    return in_rows(row, 1)


def _also_buttons(parks: tuple[StoredPark, ...], chosen: set[str], draft_id: int, key: int) -> Buttons:
    """Buttons that put a park in, or take it out where it is `chosen`."""
    row: list[Button] = []
    for park in parks:
        label, on = park.name[:NAME_ON_BUTTON], park.name not in chosen
        label = label if on else wording.CHOSEN.format(label=label)
        row.append((label, buttons.data("d_setalso", draft_id, key, park.id, int(on))))
    return in_rows(row, 1)


def _new_buttons(draft_id: int, key: int, name: str) -> Buttons:
    short = name[:NAME_ON_BUTTON]
    return (
        ((wording.BUTTON_NEW_PARK.format(name=short), buttons.data("d_newpark", draft_id, key)),),
        ((wording.BUTTON_ALIAS.format(name=short), buttons.data("d_alias", draft_id, key)),),
    )


PRESSES: dict[str, OnPress] = {
    "d_park": at_desk(press_park, ids=2),
    "d_also": at_desk(press_also, ids=2),
    "d_setpark": at_desk(press_set_park, ids=3),
    "d_setalso": at_desk(press_set_also, ids=4),
    "d_newpark": at_desk(press_new_park, ids=2),
    "d_alias": at_desk(press_alias, ids=2),
    "d_aliasof": at_desk(press_alias_of, ids=3),
}
