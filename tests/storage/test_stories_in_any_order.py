"""Whatever is published, folded, taken apart, retracted, corrected and sent, in any order: each story is
listed once, no chat has two tellings of one at a time when they were folded, and nobody misses one.
"""

from __future__ import annotations

import datetime as dt
import itertools
import tempfile
from dataclasses import replace
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from parsing.parks import Park
from storage.archive import newest_articles, published_issues, stories
from storage.archive.prepared import Retelling
from storage.chats import chats, follows
from storage.chats.chats import Place
from storage.database import Database, Db
from storage.desk import issues, retelling
from storage.parks import park_import
from tests.made_issues import DAY, LINFEN, LINYI, MORNING, made_article, made_issue

PARKS = (LINYI, LINFEN)
FOLLOWED = ((LINYI,), (LINFEN,), (LINYI, LINFEN))


class Stories(RuleBasedStateMachine):
    """A database with three readers, and what a model of it says."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.database = Database(Path(self.folder.name) / "bot.db")
        self.numbers = itertools.count(1)
        self.stories: dict[int, set[int]] = {}  # article: all that tell its story
        self.parks: dict[int, Park] = {}
        self.retracted: set[int] = set()
        self.pushed: set[int] = set()
        self.chats = self.database.write_now(self._readers)

    @staticmethod
    def _readers(db: Db) -> dict[int, tuple[Park, ...]]:
        made = {}
        for number, parks in enumerate(FOLLOWED, 1):
            chat = chats.ensure_chat(db, Place(number, 0, "private", ""), MORNING)
            chats.set_digest(db, chat.id, "now", MORNING)
            for park in parks:
                follows.follow_park(db, chat.id, park_import.ensure_park(db, park), MORNING)
            made[chat.id] = parks
        return made

    def teardown(self) -> None:
        self.database.close()
        self.folder.cleanup()

    def _any(self, data: st.DataObject) -> int:
        return data.draw(st.sampled_from(sorted(self.stories)))

    @rule(data=st.data(), park=st.sampled_from(PARKS), again=st.booleans(), push=st.booleans())
    def publish(self, data: st.DataObject, park: Park, again: bool, push: bool) -> None:
        """Another article, of its own story or of one that a stored article tells."""
        article = made_article(f"第{next(self.numbers)}件事", park)
        of = self._any(data) if again and self.stories else None
        if of is not None:
            seen = retelling.fingerprint(made_issue(), article)
            article = replace(article, retelling=Retelling(seen, repeats=of, relation="reprint"))
        self.database.write_now(issues.publish, made_issue(article), push=push, moment=MORNING)
        number = len(self.stories) + 1
        self.parks[number] = park
        self.stories[number] = {number}
        if of is not None and self.stories[of] - self.retracted:
            self._unite(self.stories[of] | {number})
        if push:
            self.pushed.add(number)

    @precondition(lambda self: self.stories)
    @rule(data=st.data())
    def fold(self, data: st.DataObject) -> None:
        """Two are put together."""
        one, other = self._any(data), self._any(data)
        together = self.stories[one] | self.stories[other]
        assert self.database.write_now(stories.fold, one, other, MORNING) == (
            self.stories[one] != self.stories[other]
        )
        self._unite(together)

    @precondition(lambda self: self.stories)
    @rule(data=st.data())
    def unfold(self, data: st.DataObject) -> None:
        """One is taken apart."""
        one = self._any(data)
        rest = self.stories[one] - {one}
        assert self.database.write_now(stories.unfold, one, MORNING) == bool(rest)
        self.stories[one] = {one}
        self._unite(rest)

    @precondition(lambda self: self.stories)
    @rule(data=st.data())
    def retract(self, data: st.DataObject) -> None:
        """One is retracted."""
        one = self._any(data)
        self.database.write_now(issues.retract, one, "内容有误", MORNING)
        self.retracted.add(one)

    @precondition(lambda self: self.stories)
    @rule(data=st.data(), park=st.sampled_from(PARKS))
    def correct(self, data: st.DataObject, park: Park) -> None:
        """One is about another park, it turns out."""
        one = self._any(data)
        if one in self.retracted:
            return

        def correct(db: Db) -> None:
            [issue_id] = db.execute("SELECT issue_id FROM articles WHERE id = ?", [one]).fetchone()
            again = published_issues.prepared_again(db, issue_id)
            [article] = again.articles
            mended = replace(article, park=park, mentions=(), mended=True)
            issues.publish(db, again.with_article(mended), push=True, moment=MORNING)

        self.database.write_now(correct)
        self.parks[one] = park

    @rule()
    def send(self) -> None:
        """All that waits goes out."""
        self.database.write_now(
            lambda db: db.execute("UPDATE deliveries SET state = 'sent' WHERE state = 'pending'")
        )

    def _unite(self, together: set[int]) -> None:
        for each in together:
            self.stories[each] = together

    @invariant()
    def its_members_are_those_of_the_model(self) -> None:
        for one, together in self.stories.items():
            assert set(self.database.read_now(stories.members_of, one)) == together

    @invariant()
    def each_story_is_listed_once(self) -> None:
        standing = {min(rest) for each in self.stories.values() if (rest := each - self.retracted)}
        listing = self.database.read_now(newest_articles.newest, limit=1000)
        assert sorted(card.id for card in listing.cards) == sorted(standing)
        assert listing.total == len(standing)
        days = self.database.read_now(
            newest_articles.newest_between, DAY, DAY + dt.timedelta(days=1), limit=1000
        )
        assert days.cards == listing.cards

    @invariant()
    def nobody_waits_for_a_story_twice_or_for_one_they_have(self) -> None:
        rows = self.database.read_now(
            lambda db: db.execute(
                "SELECT chat_id, subject, state FROM deliveries WHERE kind = 'push'"
                " AND state IN ('sent', 'pending')"
            ).fetchall()
        )
        for chat_id in self.chats:
            for together in self.stories.values():
                states = [state for chat, subject, state in rows if chat == chat_id and subject in together]
                assert states.count("pending") <= 1
                assert not ("pending" in states and "sent" in states)

    @invariant()
    def nobody_misses_one(self) -> None:
        """Who follows the park of a pushed article that stands has a telling of its story, or is owed it."""
        rows = self.database.read_now(
            lambda db: db.execute(
                "SELECT chat_id, subject FROM deliveries WHERE kind = 'push' AND state IN ('sent', 'pending')"
            ).fetchall()
        )
        for chat_id, parks in self.chats.items():
            for one in self.pushed - self.retracted:
                if self.parks[one] in parks:
                    assert any((chat_id, each) in rows for each in self.stories[one]), (chat_id, one)


Stories.TestCase.settings = settings(max_examples=25, stateful_step_count=20, deadline=None)
TestStories = Stories.TestCase
