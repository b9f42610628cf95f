"""Corrections of made-up issues, for tests of what follows them."""

from __future__ import annotations

from dataclasses import replace

from parsing.article import Article, Block, Kind
from parsing.parks import Park
from storage.archive import known_articles, published_issues
from storage.archive.prepared import PreparedIssue
from storage.database import Db
from storage.desk import issues
from storage.desk.issues import Published
from storage.moments import now
from summaries.brief import Brief, Piece
from tests.made_issues import made_article, made_issue
from tests.running_bot import RunningBot

EDITOR = 7


def says(headline: str, body: str) -> PreparedIssue:
    """An issue of one article with this body, the first sentence of which is its brief."""
    return made_issue(made_article(headline, body=body))


async def come_again(bot: RunningBot, issue: PreparedIssue, *, sounds: bool = False) -> Published:
    """A page comes again, and what changed in it is corrected."""

    def correct(db: Db) -> Published:
        matched = known_articles.match_stored(db, issue)
        return issues.publish(db, matched, push=True, moment=now(), editor_id=EDITOR, sounds=sounds)

    published = await bot.database.write(correct)
    bot.parts.wake_delivery.set()
    return published


async def move(
    bot: RunningBot, issue_id: int, park: Park | None, *, also: tuple[Park, ...] = ()
) -> Published:
    """Gives the first article of an issue other parks."""

    def correct(db: Db) -> Published:
        draft = published_issues.prepared_again(db, issue_id)
        first, *rest = draft.articles
        mended = replace(first, park=park, also=also, mended=True)
        return issues.publish(
            db, replace(draft, articles=(mended, *rest)), push=True, moment=now(), editor_id=EDITOR
        )

    published = await bot.database.write(correct)
    bot.parts.wake_delivery.set()
    return published


async def retract(bot: RunningBot, article_id: int, reason: str, *, sounds: bool = False) -> int:
    """Retracts an article; returns how many chats are owed that."""
    chats = await bot.database.write(issues.retract, article_id, reason, now(), sounds=sounds)
    bot.parts.wake_delivery.set()
    return chats


def long_brief(headline: str, sentence: str) -> PreparedIssue:
    """An issue of one article whose brief is a sentence as long as it is given."""
    article = Article((Block(Kind.HEADLINE, headline), Block(Kind.PARAGRAPH, sentence)), ())
    made = made_article(headline)
    return made_issue(
        replace(made, article=article, brief=Brief((Piece(1, 0, len(sentence)),), (sentence,), "test"))
    )
