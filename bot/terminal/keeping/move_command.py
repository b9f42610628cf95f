"""Moving to another account on the command line, and the page that tells readers where it is."""

from __future__ import annotations

import asyncio
import dataclasses
import html
from pathlib import Path
from string import Template

from telegram import Bot, User
from telegram.error import InvalidToken, TelegramError

from bot import wording
from bot.exit_status import BAD_INPUT, ConfigurationError, Refusal
from bot.program import program
from bot.serving.lock import sole_server
from bot.serving.opening import open_database, open_incoming
from bot.settings.configuration import Settings
from bot.terminal.output.own_files import refuse_own
from bot.terminal.output.told import Told
from bot.transport.aiohttp_request import AiohttpRequest
from storage.database import Database
from storage.incoming import incoming
from storage.moments import now
from storage.operating import account
from storage.operating.account import Moved
from storage.people import invitations
from storage.tables import incoming_file

PAGE = Template(
    """<!doctype html>
<html lang="zh-CN"><meta charset="utf-8"><title>$title</title>
<style>
@page { size: A4; margin: 25mm }
body { font: 20pt/1.6 "Noto Serif CJK SC", "Source Han Serif SC", SimSun, serif; text-align: center;
  max-width: 160mm; margin: 20mm auto }
h1 { font-size: 34pt; margin: 0 0 12mm } svg { width: 90mm; height: 90mm } p { text-align: left }
.link { font: bold 26pt sans-serif; text-align: center }
</style>
<h1>$title</h1>
$code
<p class="link">$link</p>
<p>$first</p>
<p>$second</p>
</html>
"""
)


def move_account(settings: Settings, *, really: bool) -> Told:
    """Lets the bot of the token take over the database, or says what that would be.

    Raises AlreadyRunning beside a serve, ConfigurationError for a bad token, Refusal without Telegram.
    """
    me = asyncio.run(_who(settings))
    with (
        sole_server(settings.database),
        open_database(settings, keep_nothing=not really) as database,
        open_incoming(incoming_file.beside(settings.database)) as updates,
    ):
        known, before = database.read_now(account.known_id), database.read_now(invitations.noted_bot)
        if known == me.id:
            line = f"the database is @{me.username}'s already: nothing to do"
            if really and database.read_now(account.has_left):
                _drop_left(database, updates)
                line = f"the database is @{me.username}'s already: what had been broken off is finished"
            return Told((line,), {"to": me.id, "moved": False})
        unanswered = updates.read_now(incoming.count_open)
        moved = database.write_now(account.move, me.id, me.username or "", now())
        if really:
            _drop_left(database, updates)
    value = {"from": known, "to": me.id, "username": me.username, "moved": really}
    value |= dataclasses.asdict(moved) | {"updates_dropped": unanswered}
    return Told(tuple(_lines(moved, unanswered, before, me.username or "", really=really)), value)


def _drop_left(database: Database, updates: Database) -> None:
    """Leaves none of what the account before was asked; where this is killed, the next serve does it."""
    updates.write_now(incoming.drop_all)
    database.write_now(account.note_dropped)


def _lines(moved: Moved, unanswered: int, before: str, username: str, *, really: bool) -> list[str]:
    return [
        f"{'moved' if really else 'would move'} from @{before or '(never served)'} to @{username}",
        f"{moved.private} private chats wait until they write to @{username}, {moved.others} groups and"
        f" channels until it is added; they keep what they follow, and are owed {moved.owed} deliveries",
        f"{moved.left_behind} messages of the old account can't be corrected any more; {moved.edits}"
        f" corrections that waited are cancelled; {unanswered} updates of it are answered by nobody",
        f"next: start serve, then print {program()} move page FILE.html"
        if really
        else "add --to-this-bot to do it",
    ]


async def _who(settings: Settings) -> User:
    """The bot of the token, as Telegram knows it. Raises ConfigurationError, Refusal."""
    proxy = settings.proxy
    bot = Bot(
        settings.token,
        base_url=f"{settings.telegram_api_url}/bot",
        request=AiohttpRequest(proxy=proxy),
        get_updates_request=AiohttpRequest(connections=1, proxy=proxy),
    )
    try:
        return await bot.get_me()
    except InvalidToken as error:
        raise ConfigurationError(
            "TELEGRAM_BOT_TOKEN is refused by Telegram: check it with @BotFather"
        ) from error
    except TelegramError as error:
        raise Refusal(f"Telegram could not be asked whose token it is: {error}", BAD_INPUT) from error
    finally:
        await bot.request.shutdown()


def move_page(settings: Settings, file: Path, *, force: bool) -> Told:
    """Writes a page to print with the bot's link. Raises Refusal where it can't be, or no name is known."""
    import segno  # nothing else needs it

    with open_database(settings) as database:
        username = database.read_now(invitations.noted_bot)
    if not username:
        raise Refusal("what the bot is called isn't known before it has served once: start serve", BAD_INPUT)
    link = f"t.me/{username}"
    code = segno.make(f"https://{link}", error="m").svg_inline(scale=8, border=2)
    page = PAGE.substitute(
        title=html.escape(wording.MOVE_TITLE),
        code=code,
        link=html.escape(link),
        first=html.escape(wording.MOVE_READERS.format(link=link)),
        second=html.escape(wording.MOVE_GROUPS.format(username=username)),
    )
    refuse_own(settings, file)
    try:
        with file.open("w" if force else "x", encoding="utf-8") as written:
            written.write(page)
    except FileExistsError as error:
        raise Refusal(f"{file} is there already: --force overwrites it", BAD_INPUT) from error
    except OSError as error:
        raise Refusal(f"{file} can't be written: {error.strerror}", BAD_INPUT) from error
    return Told((f"wrote {file}, with https://{link}: open it in a browser and print it",), {"link": link})
