"""What every handler is given beside its update: the settings, the database, the worker, the delivery."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from dataclasses import dataclass, field
from typing import Any

from telegram import Update
from telegram.ext import CallbackContext, ExtBot

from bot.counts import Counts
from bot.fetching.page_fetcher import PageFetcher
from bot.settings.configuration import Settings
from bot.transport.admins import Admins
from bot.transport.contact import Contact
from bot.transport.pacing import Pacer
from bot.working.worker import Worker
from storage.database import Database
from storage.files.secret_file import secret_of
from storage.letters.letter_limits import LettersLately
from storage.people.acquaintances import Acquainted


@dataclass
class Parts:
    """The parts of the running bot.

    `incoming` is the file of incoming updates, apart from `database`, so that neither waits for the other's
    writes. `worker` reads page files; `words` is another process for what readers write, which waits for no
    file; `ledger` one for the ledgers of projects, so that an editor's decision waits for no file, and no
    reader for a park of thousands of articles. `wake_delivery` is set where something may have become due,
    `wake_desk` where an editor has sent something to be read, `wake_sources` where a source is to be looked
    at; `unanswered` are the numbers of updates whose answer could not be sent, so that they are kept for the
    next start, `refused_by_disk` those whose handling met a full disk (bot/incoming/waiting_for_disk.py).
    `acquainted` are the people who have written since the start, `letters_lately` tells when they
    wrote letters, `asked_in` in which chat and message editors were asked for what they type about something
    published. `contact` knows when Telegram last answered, `counts` what was done since the start.
    """

    settings: Settings
    database: Database
    incoming: Database
    worker: Worker
    words: Worker
    ledger: Worker
    wake_delivery: asyncio.Event = field(default_factory=asyncio.Event)
    wake_desk: asyncio.Event = field(default_factory=asyncio.Event)
    wake_sources: asyncio.Event = field(default_factory=asyncio.Event)
    unanswered: set[int] = field(default_factory=set)
    refused_by_disk: set[int] = field(default_factory=set)
    admins: Admins = field(default_factory=Admins)
    acquainted: Acquainted = field(default_factory=Acquainted)
    letters_lately: LettersLately = field(default_factory=LettersLately)
    asked_in: dict[int, tuple[int, int]] = field(default_factory=dict)
    contact: Contact = field(default_factory=Contact)
    counts: Counts = field(default_factory=Counts)
    pacer: Pacer = field(init=False)
    fetcher: PageFetcher = field(init=False)

    def __post_init__(self) -> None:
        """One pacer for all: answers count against the same limits as pushes. One fetcher, for its turns."""
        self.pacer = Pacer(self.settings.send_rate)
        self.fetcher = PageFetcher(self.settings.fetch_contact)

    def secret(self) -> bytes:
        """The secret beside the database, by which people are told apart and not named.

        Raises OSError and storage.files.secret_file.SecretUnreadable.
        """
        return secret_of(self.settings.database)


class Context(CallbackContext[ExtBot[None], dict[Any, Any], dict[Any, Any], dict[Any, Any]]):
    """The context of one update."""

    @property
    def parts(self) -> Parts:
        """The parts of the running bot."""
        parts: Parts = self.application.bot_data["parts"]
        return parts

    @property
    def argument(self) -> str:
        """What stands behind the command, with its spacing evened out."""
        return " ".join(self.args or ())


Handle = Callable[[Update, Context], Coroutine[Any, Any, None]]
