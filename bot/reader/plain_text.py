"""Text that is no command to Telegram: a command in Chinese, a park's name, or a sentence with one in it."""

from __future__ import annotations

import re
from functools import cache

from telegram import Message, MessageEntity, Update
from telegram.ext import filters

from bot import wording
from bot.cards.reply import reply
from bot.commands import Command, all_commands
from bot.context import Context, Handle
from bot.names.matching import How
from bot.names.resolving import Meaning
from bot.people.roles import may_publish
from bot.people.sender import person_of
from bot.reader.behind_command import BEHIND_COMMAND
from bot.reader.due import answer_due_question
from bot.reader.named_park import ask_which
from bot.reader.park import answer_if_clear
from bot.reader.project_question import answer_project_question
from bot.reader.projects import answer_named_project
from bot.reader.said_plainly import said_of_names, said_setting
from bot.reader.small_talk import small_talk_answer

# A longer text is a sentence: what looks a little like it is no help. Nor is what is not like it at all.
LONGEST_NAME = 20


async def answer_text(update: Update, context: Context) -> None:
    """Answers a text in a private chat."""
    await _answer(update, context, _text_of(update))


class _ReplyToUs(filters.MessageFilter):
    """A reply to a message of ours. A topic's messages reply to its opening, which counts as none."""

    def filter(self, message: Message) -> bool:
        """Whether it is one."""
        to = message.reply_to_message
        if to is None or to.from_user is None or to.forum_topic_created is not None:
            return False
        return to.from_user.id == message.get_bot().id


REPLY_TO_US = _ReplyToUs()


async def answer_reply(update: Update, context: Context) -> None:
    """Answers what somebody in a group writes as a reply to us, whether or not it mentions us as well."""
    message = update.effective_message
    assert message is not None and message.text is not None
    await _answer_said(update, context, message.text)


async def answer_mention(update: Update, context: Context) -> None:
    """Answers what somebody says to the bot, be it under a photo; what mentions others only is not for us."""
    message = update.effective_message
    assert message is not None
    mentions = (
        message.parse_entities([MessageEntity.MENTION])
        or message.parse_caption_entities([MessageEntity.MENTION])
    ).values()
    if f"@{context.bot.username}".casefold() in map(str.casefold, mentions):
        await _answer_said(update, context, message.text or message.caption or "")


async def _answer_said(update: Update, context: Context, said: str) -> None:
    """Answers what is said to us, less our name."""
    text = " ".join(re.sub(re.escape(f"@{context.bot.username}"), " ", said, flags=re.IGNORECASE).split())
    if text:
        await _answer(update, context, text)
    else:
        await reply(update, wording.MENTIONED)


async def _answer(update: Update, context: Context, text: str) -> None:
    if await _carry_out(text, update, context):
        return
    if text.startswith(("/", "／")):
        await reply(update, wording.UNKNOWN_COMMAND)
        return
    if (answer := small_talk_answer(text)) is not None:
        await reply(update, *answer)
        return
    if said := said_setting(text) or await said_of_names(context, text):
        await _do(*said, update, context)
        return
    for answered in (answer_project_question, answer_due_question, answer_named_project):
        if await answered(update, context, text):
            return
    meaning = await answer_if_clear(update, context, text)
    if meaning is None:
        return
    if meaning.how is How.HARDLY and (meaning.unlike or len(text) > LONGEST_NAME):
        meaning = Meaning(how=How.HARDLY)
    await ask_which(update, context, text, meaning, verb="park")


async def answer_spoken_command(update: Update, context: Context) -> None:
    """Answers /园区 临猗 in a group; other texts there are not for us."""
    await _carry_out(_text_of(update), update, context)


async def answer_other(update: Update, context: Context) -> None:
    """A photo, a sticker, a voice; an editor may have meant to send a page."""
    editor = may_publish(context.parts, person_of(update))
    await reply(update, wording.SEND_AS_FILE if editor else wording.ONLY_TEXT)


async def answer_unknown_command(update: Update, context: Context) -> None:
    """A command that isn't in the list."""
    await reply(update, wording.UNKNOWN_COMMAND)


def with_what_follows(handle: Handle) -> Handle:
    """The command, with all that is written behind it, blank or no blank: /park：临猗."""

    async def handle_with_what_follows(update: Update, context: Context) -> None:
        message = update.effective_message
        if message is not None and message.text and message.entities:
            context.args = message.text[message.entities[0].length :].lstrip(BEHIND_COMMAND).split()
        await handle(update, context)

    return handle_with_what_follows


def spoken_command(text: str) -> tuple[Command, str] | None:
    """The command that a text like 园区 临猗, /园区临猗 or /park临猗 speaks, what follows it; else None."""
    match = _spoken_form().fullmatch(text)
    if match is None:
        return None
    word = match["slashed"] or match["bare"] or match["name"].casefold()
    return _by_word()[word], (match["behind"] or match["after"] or match["argument"] or "").strip(
        BEHIND_COMMAND
    )


async def _carry_out(text: str, update: Update, context: Context) -> bool:
    """Does what a spoken command says; False where the text is none."""
    found = spoken_command(text)
    if found is None:
        return False
    command, argument = found
    await _do(command.name, argument, update, context)
    return True


async def _do(name: str, argument: str, update: Update, context: Context) -> None:
    context.args = argument.split()
    await _by_word()[name].guarded(update, context)


def _text_of(update: Update) -> str:
    message = update.effective_message
    assert message is not None and message.text is not None
    return " ".join(message.text.split())


@cache
def _by_word() -> dict[str, Command]:
    named = {command.name: command for command in all_commands() if command.for_all}
    return named | {word: command for command in all_commands() for word in command.spoken}


@cache
def _spoken_form() -> re.Pattern[str]:
    by_length = sorted(_by_word(), key=len, reverse=True)
    words = "|".join(re.escape(word) for word in by_length if not word.isascii())
    names = "|".join(re.escape(word) for word in by_length if word.isascii())
    # Telegram takes /park临猗 and ／park for no command; /park@another_bot is one, and not ours.
    return re.compile(
        rf"[/／](?P<slashed>{words})(?P<behind>.*)|(?P<bare>{words})(?:[ :：](?P<after>.*))?"
        rf"|[/／](?P<name>(?i:{names}))(?![\w@](?<![^\x00-\x7f]))(?P<argument>.*)",
        re.DOTALL,
    )
