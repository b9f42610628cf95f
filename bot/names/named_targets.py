"""The names behind /follow and /unfollow: 临猗, 运城市, #招聘, a project's; one or several."""

from __future__ import annotations

import re
from dataclasses import dataclass

from telegram import Update

from bot import wording
from bot.cards.reply import reply
from bot.context import Context, Parts
from bot.names.keyword_words import cut_keyword
from bot.names.matching import How
from bot.names.resolving import Meaning, resolve, spelt
from storage.chats import follows
from storage.chats.follows import Kind, Target
from storage.database import Db
from storage.projects import projects
from storage.projects.projects import Project

KEYWORD_MARKS = "#＃"
LONGEST_KEYWORD = 20
MOST_NAMES = 20
MOST_PROJECTS_ASKED = 6
_BETWEEN = re.compile(r"[\s,，、;；]+")


@dataclass(frozen=True, slots=True)
class Named:
    """A name and what it means: a target, or else what it may mean; neither for a keyword without a word.

    `projects` are those of this name, where it is not one and nothing else is meant for certain.
    """

    text: str
    target: Target | None = None
    meaning: Meaning | None = None
    projects: tuple[Project, ...] = ()


async def names_in(parts: Parts, said: str) -> tuple[str, ...]:
    """The names in what was written. A name with blanks in it is one, if it is known so."""
    names = tuple(dict.fromkeys(name for name in _BETWEEN.split(said) if name))
    if len(names) < 2 or any(name[0] in KEYWORD_MARKS for name in names):
        return names
    letters = said.replace(" ", "")
    if letters.isascii() and letters.isalpha():  # pinyin: lin yi
        return (said,)
    known = await parts.database.read(spelt, said)
    certain = known is not None and (known.park or known.city or known.newspaper)
    return (said,) if certain else names


async def names_or_advice(update: Update, context: Context, none_named: str) -> tuple[str, ...]:
    """The names behind a command; where there are none or too many, the reader is told and these are none."""
    names = await names_in(context.parts, context.argument)
    if not names:
        await reply(update, none_named)
    elif len(names) > MOST_NAMES:
        await reply(update, wording.TOO_MANY_NAMES.format(most=MOST_NAMES))
        return ()
    return names


async def read_name(parts: Parts, text: str) -> Named:
    """What a name means; a keyword is entered where it is new."""
    if text[0] in KEYWORD_MARKS:
        words = await keyword_words(parts, text)
        if not words[1]:
            return Named(text)
        return Named(text, await parts.database.write(_keyword, *words))
    meaning = await resolve(parts, text)
    target = target_of(meaning)
    if target is not None:
        return Named(text, target, meaning)
    named = await parts.database.read(_projects_named, text)
    if len(named) == 1:
        return Named(text, Target(Kind.PROJECT, named[0].id), meaning)
    return Named(text, None, meaning, named)


async def keyword_words(parts: Parts, text: str) -> tuple[str, str]:
    """A keyword as it is shown, and its words; no words where there are none, or too many characters."""
    bare = text.strip(KEYWORD_MARKS)
    if not 0 < len(bare) <= LONGEST_KEYWORD:
        return bare, ""
    return await parts.words.run(cut_keyword, bare)


def target_of(meaning: Meaning) -> Target | None:
    """What is meant, where it is one thing for certain: nobody is made to follow what they may not mean."""
    if meaning.how is How.TYPO:
        return None
    if meaning.park is not None:
        return Target(Kind.PARK, meaning.park.id)
    if meaning.city is not None:
        return Target(Kind.CITY, meaning.city.id)
    if meaning.newspaper is not None:
        return Target(Kind.NEWSPAPER, meaning.newspaper.id)
    return None


def _projects_named(db: Db, name: str) -> tuple[Project, ...]:
    return projects.projects_named(db, name, limit=MOST_PROJECTS_ASKED)


def _keyword(db: Db, shown: str, words: str) -> Target:
    return follows.ensure_keyword(db, words, shown)
