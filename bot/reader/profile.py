"""/profile: a park in numbers, as one picture with the text below it."""

from __future__ import annotations

import logging

from telegram import CallbackQuery, Update

from bot import wording
from bot.cards import buttons
from bot.cards.buttons import ForeignButton, OnPress
from bot.cards.photo import Photo, reply_photo, send_photo_below
from bot.cards.pressing import tell
from bot.cards.reply import reply
from bot.commands import Command, Group
from bot.context import Context, Parts
from bot.names.matching import How
from bot.names.resolving import resolve
from bot.pictures.chinese_font import chinese_font
from bot.pictures.sheet import FontUnusable
from bot.reader.named_park import ask_which
from bot.reader.profile_picture import draw_profile
from bot.reader.profile_text import profile_html
from bot.reader.today import today_here
from bot.working.worker import WorkerFault
from storage.deliveries.messages import Buttons
from storage.projects.park_profile import Profile, profile_of

log = logging.getLogger(__name__)


async def profile(update: Update, context: Context) -> None:
    """Answers with the profile of the named park, or asks which park is meant."""
    name = context.argument
    if not name:
        await reply(update, wording.NAME_A_PARK.format(command="profile"))
        return
    meaning = await resolve(context.parts, name)
    if meaning.park is None:
        await ask_which(update, context, name, meaning, verb="profile")
        return
    instead = ""
    if meaning.how is How.TYPO:
        shown = wording.cited(name)
        instead = wording.NEAREST_INSTEAD.format(name=shown) + "\n\n"
    found = await _found(update, context, meaning.park.id)
    if found is None:
        await reply(update, wording.PARK_GONE)
        return
    photo = await _photo(context.parts, found)
    await reply_photo(update, photo, instead + profile_html(found), _buttons(found))


async def show(update: Update, context: Context, query: CallbackQuery, ids: tuple[int, ...]) -> None:
    """`profile:<park>`: sends it below."""
    if len(ids) != 1:
        raise ForeignButton(query.data)
    found = await _found(update, context, ids[0])
    if found is None:
        await tell(query, wording.PARK_GONE)
        return
    await tell(query)
    await send_photo_below(query, await _photo(context.parts, found), profile_html(found), _buttons(found))


async def _found(update: Update, context: Context, park_id: int) -> Profile | None:
    day = await today_here(update, context)
    return await context.parts.database.read(profile_of, park_id, day)


async def _photo(parts: Parts, found: Profile) -> Photo | None:
    """The picture, drawn where what readers write is read, since page files may take long.

    None where there is nothing to draw, or, which the log tells, it can't be drawn: the text has it all.
    """
    if found.is_empty:
        return None
    font = chinese_font(parts.settings.picture_font)
    if font is None:
        log.info("No picture of a park's profile: no font with Chinese characters; see PICTURE_FONT")
        return None
    try:
        picture = await parts.words.run(draw_profile, found, font)
    except FontUnusable as error:
        log.warning("No picture of a park's profile: %s", error)
        return None
    except WorkerFault as error:
        log.error("No picture of a park's profile: %s", error)
        return None
    return Photo(picture, wording.PROFILE_FILE_NAME.format(day=found.day.isoformat()))


def _buttons(found: Profile) -> Buttons:
    """To what the numbers are of."""
    park_id = found.park.id
    briefs = (wording.BRIEFS_OF_PARK, buttons.data("park", park_id))
    if not found.projects:
        return ((briefs,),)
    projects = (wording.PROJECTS_OF_PARK, buttons.data("projects", park_id))
    return ((projects, (wording.PROMISES_OF_PARK, buttons.data("due", park_id))), (briefs,))


COMMAND = Command(
    "profile",
    wording.ABOUT_PROFILE,
    profile,
    argument=wording.PARK_NAME,
    spoken=wording.SAY_PROFILE,
    after="due",
    example=wording.EXAMPLE_PARK,
    group=Group.FIND,
    rare=True,
)
PRESSES: dict[str, OnPress] = {"profile": OnPress(show, shows_below=True)}
