"""One answer on the terminal: the bot's own handlers, a conversation that leaves no trace."""

from __future__ import annotations

import tempfile
from pathlib import Path

from pydantic import SecretStr

from bot.context import Parts
from bot.exit_status import BAD_INPUT, Refusal
from bot.serving.application import build_application
from bot.serving.opening import open_database, open_incoming, open_worker
from bot.settings.configuration import Settings
from playground.standin.bot_api import BotApi
from playground.standin.in_process_request import InProcessRequest
from playground.standin.message import Message
from storage.database import copy_database, is_current

ASKER_ID = 1


class NothingToAsk(Refusal):
    """The text is no message that Telegram would let anybody send."""

    def __init__(self, reason: str) -> None:
        super().__init__(f"this is no message: {reason}", BAD_INPUT)


async def answer(settings: Settings, text: str) -> str:
    """What the bot answers to `text`, as plain text with its buttons in brackets.

    It answers from the configured database; whatever the answer would change there is not kept. A database of
    an older version is copied for it; without one, the answer is that of a new bot.
    """
    api = BotApi()
    settings = settings.model_copy(update={"telegram_bot_token": SecretStr(api.token)})
    with tempfile.TemporaryDirectory() as passing:
        as_it_is = is_current(settings.database)
        if not as_it_is:
            own = Path(passing) / "own.db"
            copy_database(settings.database, own)
            settings = settings.model_copy(update={"database": own})
        with (
            open_database(settings, keep_nothing=as_it_is) as database,
            open_incoming(Path(passing) / "incoming.db") as incoming,
            open_worker(settings) as worker,
        ):
            parts = Parts(settings, database, incoming, worker, worker, worker)
            application = build_application(
                parts, request=InProcessRequest(api), get_updates_request=InProcessRequest(api)
            )
            asker = api.user(min(settings.owner_ids, default=ASKER_ID), started=True)
            async with application:
                try:
                    asker.send(text)
                except ValueError as error:
                    raise NothingToAsk(str(error)) from error
                for update in await application.bot.get_updates():
                    await application.process_update(update)
    return "\n\n".join(map(_plain, asker.chat.from_bot))


def _plain(message: Message) -> str:
    rows = [" ".join(f"[{label}]" for label in row) for row in message.buttons]
    return "\n".join([message.text, *rows])
