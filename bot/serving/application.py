"""The bot as python-telegram-bot sees it: its handlers, in the order in which they are asked."""

from __future__ import annotations

import logging
import warnings
from typing import Any

from telegram import MessageEntity, Update
from telegram.error import BadRequest, Forbidden, InvalidToken, TelegramError
from telegram.ext import (
    Application,
    ApplicationBuilder,
    ApplicationHandlerStop,
    CallbackContext,
    CallbackQueryHandler,
    ChatMemberHandler,
    CommandHandler,
    ContextTypes,
    ExtBot,
    JobQueue,
    MessageHandler,
    TypeHandler,
    filters,
)
from telegram.request import BaseRequest
from telegram.warnings import PTBUserWarning

from bot import wording
from bot.cards.pressing import dispatcher
from bot.cards.reply import reply
from bot.cards.typing_sign import with_typing_sign
from bot.commands import all_commands, all_presses
from bot.context import Context, Parts
from bot.desk.intake import receiving
from bot.desk.intake.collecting import collect_caption
from bot.desk.texts import ASKERS, for_desk_first
from bot.desk.typed import ending_waiting
from bot.incoming.answering import Answers, is_passing
from bot.incoming.processor import OrderedProcessor
from bot.incoming.queue import DurableQueue
from bot.newsroom.letter_answers import take_answer
from bot.owner.adding import take_forwarded
from bot.people.acquainting import get_acquainted
from bot.places.joining import group_migrated, heard_from, membership_changed, topic_reopened
from bot.reader.feedback import letters_first, take_asked
from bot.reader.plain_text import (
    REPLY_TO_US,
    answer_mention,
    answer_other,
    answer_reply,
    answer_spoken_command,
    answer_text,
    answer_unknown_command,
    with_what_follows,
)
from bot.transport.aiohttp_request import AiohttpRequest
from bot.transport.counted_request import CountedRequest
from bot.transport.push_call import Meaning, meaning
from storage.files.disk_refusal import is_refused_by_disk

log = logging.getLogger(__name__)

_Store = dict[Any, Any]
ParkBriefs = Application[
    ExtBot[None],
    Context,
    _Store,
    _Store,
    _Store,
    JobQueue[CallbackContext[ExtBot[None], _Store, _Store, _Store]],
]
# The groups of handlers that python-telegram-bot asks before the others, in this order.
GETTING_ACQUAINTED, HEARING, BEFORE_ALL = -3, -2, -1
# Edited messages are not asked for: an edited command would be answered a second time.
ALLOWED_UPDATES = ["message", "callback_query", "my_chat_member"]

# A button under a message that is out of reach is answered all the same (bot/cards/pressing.py), and the
# library's warning of it would stand in the operator's terminal.
warnings.filterwarnings("ignore", ".*InaccessibleMessage", PTBUserWarning)


def build_application(
    parts: Parts, *, request: BaseRequest | None = None, get_updates_request: BaseRequest | None = None
) -> ParkBriefs:
    """The application with every handler, not yet started.

    `request` and `get_updates_request` replace the way to Telegram; without them it is HTTP to
    TELEGRAM_API_URL, through the proxy of the settings. Raises ConfigurationError where there is no token,
    or a proxy that can't be used.
    """
    settings = parts.settings
    queue = DurableQueue(parts.incoming, parts.counts, parts.pacer)
    processor = OrderedProcessor(queue, parts)
    if request is None or get_updates_request is None:
        proxy = settings.proxy
        request = request or AiohttpRequest(proxy=proxy)
        get_updates_request = get_updates_request or AiohttpRequest(connections=1, proxy=proxy)
    builder = (
        ApplicationBuilder()
        .token(settings.token)
        .base_url(f"{settings.telegram_api_url}/bot")
        .base_file_url(f"{settings.telegram_api_url}/file/bot")
        .local_mode(settings.telegram_api_local)
        .context_types(ContextTypes(context=Context))
        .update_queue(queue)
        .concurrent_updates(processor)
        .rate_limiter(Answers(parts.pacer, parts.counts))
        .request(CountedRequest(request, parts.counts.call))
        .get_updates_request(CountedRequest(get_updates_request, parts.counts.call))
        .updater(None)  # bot/incoming/polling.py polls
    )
    application: ParkBriefs = builder.build()
    processor.handle_again_by(application.process_update)
    application.bot_data["parts"] = parts
    _add_handlers(application)
    return application


def _add_handlers(application: ParkBriefs) -> None:
    application.add_handler(TypeHandler(Update, get_acquainted), group=GETTING_ACQUAINTED)
    application.add_handler(TypeHandler(Update, heard_from), group=HEARING)
    private = filters.ChatType.PRIVATE & filters.UpdateType.MESSAGE
    application.add_handler(MessageHandler(private & filters.FORWARDED, take_forwarded), group=BEFORE_ALL)
    for command in all_commands():
        handle = with_typing_sign(ending_waiting(with_what_follows(command.guarded)))
        names = (command.name, *filter(str.isascii, command.spoken))  # Telegram takes these for commands
        application.add_handler(CommandHandler(names, handle, filters.UpdateType.MESSAGE))
    presses = ending_waiting(dispatcher(all_presses()))
    application.add_handler(CallbackQueryHandler(with_typing_sign(presses)))
    files = letters_first(receiving.receive_file, take_asked)
    application.add_handler(MessageHandler(private & filters.Document.ALL, files))
    application.add_handler(MessageHandler(private & filters.COMMAND, ending_waiting(answer_unknown_command)))
    texts = letters_first(for_desk_first(answer_text, take_answer, *ASKERS), take_asked)
    application.add_handler(MessageHandler(private & filters.TEXT, with_typing_sign(texts)))
    spoken = filters.ChatType.GROUPS & filters.UpdateType.MESSAGE & filters.Regex(r"^[/／]\w")
    application.add_handler(MessageHandler(spoken, with_typing_sign(answer_spoken_command)))
    mentioning = filters.Entity(MessageEntity.MENTION) & filters.ChatType.GROUPS
    mentioning |= filters.CaptionEntity(MessageEntity.MENTION)
    mentioning &= filters.UpdateType.MESSAGE
    to_us = (
        filters.ChatType.GROUPS & filters.UpdateType.MESSAGE & filters.TEXT & ~filters.COMMAND & REPLY_TO_US
    )
    application.add_handler(MessageHandler(to_us, with_typing_sign(answer_reply)))
    application.add_handler(MessageHandler(mentioning, with_typing_sign(answer_mention)))
    others = letters_first(for_desk_first(answer_other, collect_caption), take_asked)
    application.add_handler(MessageHandler(private & ~filters.StatusUpdate.ALL, others))
    application.add_handler(MessageHandler(filters.StatusUpdate.MIGRATE, group_migrated))
    reopened = filters.StatusUpdate.FORUM_TOPIC_REOPENED | filters.StatusUpdate.GENERAL_FORUM_TOPIC_UNHIDDEN
    application.add_handler(MessageHandler(reopened, topic_reopened))
    application.add_handler(ChatMemberHandler(membership_changed, ChatMemberHandler.MY_CHAT_MEMBER))
    application.add_error_handler(report_error)


def _is_not_wanted(error: BaseException | None) -> bool:
    """Whether Telegram takes nothing from us there: a group that lets us read only, a closed topic."""
    return isinstance(error, BadRequest) and meaning(error, in_topic=True) in (
        Meaning.CHAT_GONE,
        Meaning.MAY_NOT_WRITE,
        Meaning.TOPIC_LOST,
    )


async def report_error(update: object, context: Context) -> None:
    """Logs what a handler could not deal with, then tells the person who waits for an answer.

    What met a full disk is handled again when there is room, and the person needn't be told. Raises
    ApplicationHandlerStop there: the handlers behind the one that failed are then asked as well.
    """
    error = context.error
    if is_refused_by_disk(error) and isinstance(update, Update):
        log.warning("Update %d waits for the disk: %s", update.update_id, error)
        context.parts.refused_by_disk.add(update.update_id)
        raise ApplicationHandlerStop
    if is_passing(error):
        log.warning("An answer could not be sent: %s", error)
        if isinstance(update, Update):
            context.parts.unanswered.add(update.update_id)
        return
    if isinstance(error, InvalidToken | Forbidden) or _is_not_wanted(error):
        log.warning("An answer was refused by Telegram: %s", error)
        return
    context.parts.counts.updates_failed.inc()
    log.error("An update could not be handled", exc_info=error)
    if not isinstance(update, Update):
        return
    try:
        if update.callback_query is not None:  # even where its message is out of our reach
            await update.callback_query.answer(wording.SOMETHING_BROKE)
        elif update.effective_message is not None:
            await reply(update, wording.SOMETHING_BROKE)
    except TelegramError as second:
        log.warning("Nor could the person be told: %s", second)
