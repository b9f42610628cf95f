"""/follow: a chat follows parks, cities, keywords, newspapers and projects."""

from __future__ import annotations

import html
from collections.abc import Sequence
from dataclasses import dataclass

from telegram import CallbackQuery, Message, Update

from bot import wording
from bot.cards.article_card import card_html, split_html
from bot.cards.buttons import ForeignButton, OnPress, with_button_replaced
from bot.cards.follow_buttons import FOLLOW_VERBS, follow_button, pressed_label, pressed_target, show_follows
from bot.cards.following_wording import shown
from bot.cards.listing import list_buttons
from bot.cards.pressing import send_below, tell
from bot.cards.project_card import NAME_ON_BUTTON
from bot.cards.reply import place_of, reply
from bot.commands import Command, Group
from bot.context import Context
from bot.names.matching import How
from bot.names.named_targets import KEYWORD_MARKS, Named, names_or_advice, read_name
from bot.places.shut_wording import when_for
from bot.reader.named_park import ask_which
from bot.reader.overlap import overlaps
from bot.search.mentions import mentions_told
from bot.search.query import unquoted
from storage.archive.articles import Card
from storage.chats import chats, follow_news, follows
from storage.chats.chats import Chat, Place
from storage.chats.follows import MOST_FOLLOWS, Followed, Kind, Target, TooManyFollows
from storage.database import Db
from storage.deliveries import deliveries
from storage.deliveries.messages import Button
from storage.incoming import searches
from storage.moments import now
from storage.projects.projects import Project

# So many of the newest briefs are shown at once, however many names were given.
BRIEFS_SHOWN = 3


@dataclass(frozen=True, slots=True)
class Done:
    """What following did: what is new, what was before, what found no room, what is followed twice, the news.

    `without_news` counts what is new and has no brief yet; `is_first` where nothing was followed before.
    """

    chat: Chat
    new: tuple[Followed, ...]
    before: tuple[Followed, ...]
    no_room: tuple[Followed, ...]
    overlaps: tuple[str, ...]
    cards: tuple[Card, ...]
    without_news: int
    is_first: bool


@dataclass(frozen=True, slots=True)
class Tapped:
    """What a tap on 关注 did: the newest brief where it has not been seen, and what is followed twice."""

    chat: Chat
    cards: tuple[Card, ...] = ()
    overlaps: tuple[str, ...] = ()
    is_first: bool = False


async def follow(update: Update, context: Context) -> None:
    """Follows what is named and shows the newest brief of it, or asks what is meant."""
    names = await names_or_advice(update, context, wording.FOLLOW_WHAT)
    if not names:
        return
    named = [await read_name(context.parts, name) for name in names]
    if len(named) == 1 and named[0].target is None:
        await _ask(update, context, named[0])
        return
    targets = list(dict.fromkeys(each.target for each in named if each.target is not None))
    done = await context.parts.database.write(_follow_all, place_of(update), targets)
    parts = [await _answer(done, [each for each in named if each.target is None], context)]
    parts += _news(done.cards)
    if len(done.new) == 1 and done.without_news:
        parts.append(wording.FOLLOW_NOTHING_YET)
    *first, last = split_html(parts)
    for text in first:
        await reply(update, text)
    await reply(update, last, list_buttons(done.cards) if done.cards else ())


async def _ask(update: Update, context: Context, named: Named) -> None:
    if named.meaning is None:
        await reply(update, _no_keyword(named))
    elif named.projects:
        name = wording.cited(named.text)
        text = wording.SEVERAL_PROJECTS.format(name=name, count=len(named.projects))
        await reply(update, text, tuple((_choice_of(each),) for each in named.projects))
    else:
        await ask_which(update, context, named.text, named.meaning, verb="follow")


def _choice_of(project: Project) -> Button:
    label = f"{project.name[:NAME_ON_BUTTON]}{wording.PARK_MARK.format(park=project.park)}"
    return label, follow_button(Target(Kind.PROJECT, project.id), followed=False)[1]


def _follow_all(db: Db, place: Place, targets: Sequence[Target]) -> Done:
    """Follows each; the newest brief of each is shown, and with that counts as seen.

    Of several, what the chat has seen is left out. Of one it is shown again: that the answer to an earlier
    asking was lost is all that a reader who asks twice may mean.
    """
    moment = now()
    chat = chats.ensure_chat(db, place, moment)
    is_first = follows.count(db, chat.id) == 0
    new: list[Followed] = []
    before: list[Followed] = []
    no_room: list[Followed] = []
    cards: dict[int, Card] = {}
    without_news = 0
    for target in targets:
        followed = Followed(target, follows.name_of(db, target) or "")
        try:
            is_new = follows.follow(db, chat.id, target, moment)
        except TooManyFollows:
            no_room.append(followed)
            continue
        (new if is_new else before).append(followed)
        card = follow_news.newest_of(db, target)
        if card is None:
            without_news += is_new
        elif len(cards) < BRIEFS_SHOWN and (
            len(targets) == 1 or not follow_news.has_seen(db, chat.id, card.id)
        ):
            cards[card.id] = card
    deliveries.mark_shown(db, chat.id, list(cards), moment)
    twice = overlaps(db, chat.id, new)
    found = (tuple(new), tuple(before), tuple(no_room))
    return Done(chat, *found, twice, tuple(cards.values()), without_news, is_first)


async def _answer(done: Done, unread: Sequence[Named], context: Context) -> str:
    lines = _sentences(done, context)
    unknown: list[str] = []
    for each in unread:
        if each.meaning is None:
            lines.append(_no_keyword(each))
        elif each.meaning.how in (How.HARDLY, How.TYPO):
            unknown.append(each.text)
        else:
            name = wording.cited(each.text)
            lines.append(wording.NAME_AMBIGUOUS.format(name=name))
    if unknown:
        lines.append(await mentions_told(context.parts, unknown))
    return "\n".join(lines)


def _no_keyword(named: Named) -> str:
    return wording.NO_KEYWORD.format(text=wording.cited(named.text))


def _sentences(done: Done, context: Context) -> list[str]:
    lines = []
    if done.new:
        when = when_for(done.chat, context.parts.database.defaults, now())
        lines.append(wording.FOLLOWED.format(park=_names(done.new), when=when))
        if done.is_first:
            lines[-1] += wording.CHANGE_WHEN
    lines += done.overlaps
    if done.before:
        lines.append(wording.FOLLOWED_ALREADY.format(park=_names(done.before)))
    if done.no_room:
        lines.append(wording.TOO_MANY_FOLLOWS.format(most=MOST_FOLLOWS, names=_names(done.no_room)))
    return lines


def _names(followed: Sequence[Followed]) -> str:
    return wording.BOLD_SEPARATOR.join(html.escape(shown(each)) for each in followed)


def _news(cards: Sequence[Card]) -> list[str]:
    if len(cards) < 2:
        return [f"{wording.FOLLOW_NEWEST}\n{card_html(card)}" for card in cards]
    texts = [f"{number}. {card_html(card)}" for number, card in enumerate(cards, 1)]
    return [f"{wording.FOLLOW_NEWEST_OF_SEVERAL}\n{texts[0]}", *texts[1:]]


async def press_follow(update: Update, context: Context, query: CallbackQuery, ids: tuple[int, ...]) -> None:
    """`follow:<park>`, `follow_city:<city>`, `follow_word:<keyword>`: follows; the button turns around.

    Where the reader has not seen the newest brief of it, it comes below; not for a further one of a list,
    which it would push out of sight.
    """
    pressed = await pressed_target(context, query, ids)
    if pressed is None:
        return
    database = context.parts.database
    label = pressed_label(query)
    shows_news = label != wording.FOLLOW  # a bare label stands under the news themselves
    is_choice = not label.startswith(wording.FOLLOW)
    try:
        one = await database.write(_follow_one, place_of(update), pressed.target, shows_news, is_choice)
    except TooManyFollows:
        await query.answer(wording.TOO_MANY_FOLLOWS_SHORT.format(most=MOST_FOLLOWS), show_alert=True)
        return
    context.parts.wake_delivery.set()
    await tell(query, wording.FOLLOWED_SHORT.format(park=shown(pressed)))
    await show_follows(update, context, query)
    if one.cards or one.is_first or one.overlaps:
        when = when_for(one.chat, database.defaults, now())
        text = wording.FOLLOWED.format(park=html.escape(shown(pressed)), when=when)
        if one.is_first:
            text += wording.CHANGE_WHEN
        *before, last = split_html(["\n".join([text, *one.overlaps]), *_news(one.cards)])
        for part in before:
            await send_below(query, part)
        await send_below(query, last, list_buttons(one.cards) if one.cards else ())


async def press_follow_search(
    update: Update, context: Context, query: CallbackQuery, ids: tuple[int, ...]
) -> None:
    """`follow_search:<search>`: follows what was searched for as a keyword; the button turns around."""
    here = update.effective_chat
    if len(ids) != 1 or here is None:
        raise ForeignButton(query.data)
    asked = await context.parts.incoming.read(searches.get_search, ids[0], here.id)
    named = None if asked is None else await read_name(context.parts, KEYWORD_MARKS[0] + unquoted(asked.text))
    if named is None or named.target is None:
        await tell(query, wording.SEARCH_GONE)
        return
    try:
        await context.parts.database.write(_follow_one, place_of(update), named.target, False, False)
    except TooManyFollows:
        await query.answer(wording.TOO_MANY_FOLLOWS_SHORT.format(most=MOST_FOLLOWS), show_alert=True)
        return
    context.parts.wake_delivery.set()
    await tell(query, wording.FOLLOWED_SHORT.format(park=named.text))
    current = query.message.reply_markup if isinstance(query.message, Message) else None
    if current is not None and query.data is not None:
        label, data = follow_button(named.target, followed=True, name=named.text)
        await query.edit_message_reply_markup(with_button_replaced(current, query.data, label, data))


def _follow_one(db: Db, place: Place, target: Target, shows_news: bool, is_choice: bool) -> Tapped:
    moment = now()
    chat = chats.ensure_chat(db, place, moment)
    if not follows.follow(db, chat.id, target, moment) or not shows_news:
        return Tapped(chat)
    is_first = follows.count(db, chat.id) == 1
    card = follow_news.newest_of(db, target) if is_first or is_choice else None
    cards = () if card is None or follow_news.has_seen(db, chat.id, card.id) else (card,)
    deliveries.mark_shown(db, chat.id, [each.id for each in cards], moment)
    twice = overlaps(db, chat.id, [Followed(target, follows.name_of(db, target) or "")])
    return Tapped(chat, cards, twice, is_first)


COMMAND = Command(
    "follow",
    wording.ABOUT_FOLLOW,
    follow,
    argument=wording.FOLLOW_NAMES,
    spoken=wording.SAY_FOLLOW,
    manages=True,
    after="parks",
    for_channels=True,
    example=wording.EXAMPLE_PARK,
    group=Group.FOLLOW,
)
PRESSES: dict[str, OnPress] = {
    **dict.fromkeys(FOLLOW_VERBS.values(), OnPress(press_follow)),
    "follow_search": OnPress(press_follow_search),
}
