"""A bare echo bot: `serve` as it is (transport, flow control, durable inbox), but its one handler echoes.

What benchmarks/answers.py measures the real answers against. Configured like `run_bot.py`.
"""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent.parent))

from telegram import Update
from telegram.ext import MessageHandler, filters

from bot.context import Context
from bot.serving import serve
from bot.serving.application import ParkBriefs, build_application
from bot.settings.configuration import load_settings


async def echo(update: Update, context: Context) -> None:
    """Says what was said."""
    assert update.message is not None and update.message.text is not None
    await update.message.reply_text(update.message.text)


def echo_application(*arguments: Any, **options: Any) -> ParkBriefs:
    """The application as `serve` builds it, with the echo for its handlers."""
    application = build_application(*arguments, **options)
    application.handlers.clear()
    application.add_handler(MessageHandler(filters.TEXT, echo))
    return application


if __name__ == "__main__":
    vars(serve)["build_application"] = echo_application
    asyncio.run(serve.serve(load_settings()))
