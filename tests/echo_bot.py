"""A small bot for tests of the playground itself: commands, buttons, edits, documents, a push."""

from __future__ import annotations

import contextlib
from collections.abc import AsyncIterator
from typing import Any

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Update
from telegram.ext import (
    Application,
    ApplicationBuilder,
    CallbackQueryHandler,
    CommandHandler,
    ContextTypes,
    MessageHandler,
    filters,
)

from playground.demo.demo import READER_ID
from playground.standin.bot_api import BotApi
from playground.standin.in_process_request import InProcessRequest

Context = ContextTypes.DEFAULT_TYPE
AnyApplication = Application[Any, Any, Any, Any, Any, Any]
COMMANDS = [("park", "看一个园区的最新简报"), ("follow", "关注园区"), ("help", "怎么用")]


@contextlib.asynccontextmanager
async def run_echo(api: BotApi) -> AsyncIterator[AnyApplication]:
    """The Application, polling the stand-in while entered."""
    application = make_echo(api)
    assert application.updater is not None
    async with application:
        await describe(application)
        await application.updater.start_polling()
        await application.start()
        yield application
        await application.updater.stop()
        await application.stop()


def make_echo(api: BotApi) -> AnyApplication:
    """The Application, over the stand-in, not running yet."""
    application = (
        ApplicationBuilder()
        .token(api.token)
        .request(InProcessRequest(api))
        .get_updates_request(InProcessRequest(api))
        .job_queue(None)
        .build()
    )
    application.add_handler(CommandHandler("start", start))
    application.add_handler(CommandHandler("park", park))
    application.add_handler(CallbackQueryHandler(pressed))
    application.add_handler(MessageHandler(filters.Document.ALL, uploaded))
    application.add_handler(MessageHandler(filters.TEXT, echo))
    return application


async def push(application: AnyApplication) -> str:
    """What the digest button calls."""
    await application.bot.send_message(READER_ID, "<b>今日快报</b>\n1 个园区，1 条简报", parse_mode="HTML")
    return "推送了 1 条"


async def describe(application: AnyApplication) -> None:
    await application.bot.set_my_commands(COMMANDS)
    await application.bot.set_my_description("把报纸上的园区新闻写成几句话。")


def keyboard(number: int) -> InlineKeyboardMarkup:
    return InlineKeyboardMarkup(
        [
            [
                InlineKeyboardButton("全文", callback_data=f"full:{number}"),
                InlineKeyboardButton("关注", callback_data="follow:1"),
            ],
            [InlineKeyboardButton("下一页", callback_data=f"page:{number + 1}")],
        ]
    )


async def start(update: Update, context: Context) -> None:
    assert update.message is not None
    await update.message.reply_html("<b>欢迎</b>！试试 /park 临猗，或看 /help。")


async def park(update: Update, context: Context) -> None:
    assert update.message is not None
    await update.message.reply_chat_action("typing")
    await update.message.reply_html(
        f"<b>{' '.join(context.args or [])}现代农业产业示范区</b>\n<i>科学导报 4月4日</i>\n第 1 条",
        reply_markup=keyboard(1),
    )


async def pressed(update: Update, context: Context) -> None:
    query = update.callback_query
    assert query is not None and query.data is not None
    verb, _, rest = query.data.partition(":")
    if verb == "page":
        await query.answer()
        await query.edit_message_text(f"第 {rest} 条", reply_markup=keyboard(int(rest)))
    elif verb == "follow":
        await query.answer("已关注临猗")
    else:
        await query.answer("这一条没有全文", show_alert=True)


async def uploaded(update: Update, context: Context) -> None:
    assert update.message is not None and update.message.document is not None
    document = update.message.document
    data = bytes(await (await document.get_file()).download_as_bytearray())
    await update.message.reply_document(data, filename=f"回执-{document.file_name}", caption="收到了")


async def echo(update: Update, context: Context) -> None:
    if update.message is not None and update.message.text is not None:
        await update.message.reply_text(update.message.text)
