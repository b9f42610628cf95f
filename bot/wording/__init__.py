"""Everything the bot says to people, in Chinese. HTML where a sentence is a message of its own.

A file for each of those who read it; no two have the same name, and all are asked for as `wording.NAME`.
"""

from __future__ import annotations

from bot.wording.announcements import *
from bot.wording.commands import *
from bot.wording.days import *
from bot.wording.demo import *
from bot.wording.desk import *
from bot.wording.fetching import *
from bot.wording.letters import *
from bot.wording.moving import *
from bot.wording.newsroom import *
from bot.wording.numbers import *
from bot.wording.own_data import *
from bot.wording.owners import *
from bot.wording.pages import *
from bot.wording.people import *
from bot.wording.places import *
from bot.wording.profile import *
from bot.wording.project_desk import *
from bot.wording.project_sheets import *
from bot.wording.projects import *
from bot.wording.quotes import *
from bot.wording.readers import *
from bot.wording.schedule import *
from bot.wording.troubles import *
