"""The buttons that follow and unfollow: how they are made, what a pressed one is about, and turning them."""

from __future__ import annotations

from telegram import CallbackQuery, InlineKeyboardMarkup, Message, Update

from bot import wording
from bot.cards import buttons
from bot.cards.buttons import ForeignButton, read_data, with_button_replaced
from bot.cards.pressing import tell
from bot.cards.reply import place_of
from bot.context import Context
from storage.chats import follows
from storage.chats.follows import Followed, Kind, Target
from storage.deliveries.messages import Button

FOLLOW_VERBS = {
    Kind.PARK: "follow",
    Kind.CITY: "follow_city",
    Kind.KEYWORD: "follow_word",
    Kind.NEWSPAPER: "follow_paper",
    Kind.PROJECT: "follow_project",
}
UNFOLLOW_VERBS = {kind: f"un{verb}" for kind, verb in FOLLOW_VERBS.items()}
_KINDS = {verb: kind for verbs in (FOLLOW_VERBS, UNFOLLOW_VERBS) for kind, verb in verbs.items()}


def follow_button(target: Target, *, followed: bool, name: str = "") -> Button:
    """The button that follows or unfollows something; with its name where a message shows several."""
    if followed:
        label = wording.UNFOLLOW_PARK.format(park=name) if name else wording.UNFOLLOW
        return label, buttons.data(UNFOLLOW_VERBS[target.kind], target.id)
    label = wording.FOLLOW_PARK.format(park=name) if name else wording.FOLLOW
    return label, buttons.data(FOLLOW_VERBS[target.kind], target.id)


async def pressed_target(context: Context, query: CallbackQuery, ids: tuple[int, ...]) -> Followed | None:
    """What the pressed button follows or unfollows; where that is gone, the reader is told and this is None.

    Raises ForeignButton.
    """
    if len(ids) != 1:
        raise ForeignButton(query.data)
    target = Target(_KINDS[read_data(query.data)[0]], ids[0])
    name = await context.parts.database.read(follows.name_of, target)
    if name is None:
        await tell(query, wording.TARGETS_GONE[target.kind.name])
        return None
    return Followed(target, name)


def pressed_label(query: CallbackQuery) -> str:
    """The label of the pressed button; empty where its message is out of reach."""
    markup = query.message.reply_markup if isinstance(query.message, Message) else None
    return "" if markup is None else _label_of(markup, query.data)


async def show_follows(update: Update, context: Context, query: CallbackQuery) -> None:
    """Lets every button of the pressed message that follows or unfollows offer what can be done now."""
    current = query.message.reply_markup if isinstance(query.message, Message) else None
    if current is None:
        return
    place = place_of(update)
    here = await context.parts.database.read(follows.followed_at, place.telegram_id, place.thread_id)
    followed = {each.target for each in here}
    known = {button.callback_data for row in current.inline_keyboard for button in row}
    for pressed in filter(None, known):
        verb, ids = read_data(str(pressed))
        if verb in _KINDS and len(ids) == 1:
            target = Target(_KINDS[verb], ids[0])
            current = _with_offer(current, str(pressed), target, is_followed=target in followed)
    await query.edit_message_reply_markup(current)


def _with_offer(
    current: InlineKeyboardMarkup, pressed: str, target: Target, *, is_followed: bool
) -> InlineKeyboardMarkup:
    """The same buttons, the one with this data turned to what it can do now, in the same manner of label.

    A label that doesn't say what it does is that of a choice (which park is meant?): it is a name.
    """
    label = _label_of(current, pressed)
    name = label.removeprefix(wording.UNFOLLOW).removeprefix(wording.FOLLOW).strip()
    offer, data = follow_button(target, followed=is_followed, name=name)
    return with_button_replaced(current, pressed, offer, data)


def _label_of(markup: InlineKeyboardMarkup, data: str | None) -> str:
    labels = (button.text for row in markup.inline_keyboard for button in row if button.callback_data == data)
    return next(labels, "")
