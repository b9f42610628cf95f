"""A bot that is killed while it publishes, corrects and retracts: the next start has done each of it once."""

from __future__ import annotations

import itertools
from dataclasses import replace
from pathlib import Path

from playground.standin.bot_api import BotApi
from playground.standin.loopback import Loopback
from playground.standin.user import User
from storage.archive import published_issues
from storage.chats import chats, follows
from storage.chats.chats import Place
from storage.database import Database, Db
from storage.desk import drafts, issues
from storage.moments import now
from storage.parks import park_import
from tests.desk.dying_serve import BEHIND, KILLED, STEPS_A_WRITE, Desk, dying
from tests.made_issues import LINYI, made_article, made_issue
from tests.run_bot_process import SERVING, serving
from tests.waiting import until_seen

EDITOR, READER = 7, 1
WITHOUT_A_WHILE = {"UNDO_SECONDS": "0"}


def stage(folder: Path, number: int) -> tuple[int, int, int]:
    """A new draft, a draft that corrects one published issue, and another published issue; their numbers."""

    def lay(db: Db) -> tuple[int, int, int]:
        for person in (EDITOR, READER):
            chat = chats.ensure_chat(db, Place(person, 0, "private", ""), now())
            chats.set_digest(db, chat.id, "now", now())
        follows.follow_park(db, chat.id, park_import.ensure_park(db, LINYI), now())
        published = [
            issues.publish(
                db, made_issue(made_article(f"{what}{number}号")), push=True, moment=now()
            ).issue_id
            for what in ("要改", "要撤")
        ]
        assert published[0] is not None and published[1] is not None
        again = published_issues.prepared_again(db, published[0])
        article = again.articles[0]
        text = replace(article.article.blocks[0], text=f"改好{number}号")
        blocks = (text, *article.article.blocks[1:])
        mended = replace(article, article=replace(article.article, blocks=blocks), mended=True)
        new = drafts.save_draft(db, EDITOR, made_issue(made_article(f"全新{number}号")), now())
        correcting = drafts.save_draft(db, EDITOR, again.with_article(mended), now())
        return new, correcting, published[1]

    with Database(folder / "bot.db") as database:
        return database.write_now(lay)


def texts_of(reader: User, words: str) -> list[str]:
    return [text for text in reader.chat.texts if words in text]


def is_sent(desk: Desk) -> bool:
    """Whether nobody is owed anything any more."""
    return not desk.rows("SELECT 1 FROM deliveries WHERE state = 'pending'")


def is_done(desk: Desk, staged: tuple[int, int, int]) -> bool:
    """Whether all was decided, and everybody knows."""
    new, correcting, retracted = staged
    ids = f"id IN ({new}, {correcting})"
    decided = desk.rows(f"SELECT count(*) FROM drafts WHERE {ids} AND state = 'published'")
    gone = desk.rows(
        f"SELECT count(*) FROM articles WHERE issue_id = {retracted} AND retracted_at IS NOT NULL"
    )
    return (decided, gone) == ([(2,)], [(1,)]) and is_sent(desk)


async def test_publishing_correcting_and_retracting_behind_every_write(tmp_path: Path) -> None:
    desk, killed = Desk(tmp_path), 0
    async with Loopback(BotApi()) as server:
        api = server.api
        editor, reader = api.user(EDITOR, "编辑", started=True), api.user(READER, started=True)
        under = editor.chat.add(api.me, "预览")
        for step in itertools.count(BEHIND, STEPS_A_WRITE):
            staged = new, correcting, retracted = stage(tmp_path, step)
            async with serving(tmp_path, server.url, api.token, **WITHOUT_A_WHILE) as bot:
                await until_seen(lambda: is_sent(desk))
                assert await bot.stop() == 0
            [(article,)] = desk.rows(f"SELECT id FROM articles WHERE issue_id = {retracted}")
            for data in (f"push:{new}", f"correct:{correcting}:0", f"r_do:{retracted}:{article}:1:0"):
                editor.forge_press(under, data)
            async with dying(tmp_path, server, step, **WITHOUT_A_WHILE) as bot:
                await until_seen(lambda: bot.process.returncode is not None or is_done(desk, staged))  # noqa: B023
                was_killed = bot.process.returncode is not None
                if was_killed:
                    assert await bot.ended() == KILLED, bot.log
            await until_seen(lambda: server.open_connections, lambda number: number == 0)
            async with serving(tmp_path, server.url, api.token, **WITHOUT_A_WHILE) as bot:
                await bot.says(SERVING)
                await until_seen(lambda: is_done(desk, staged))  # noqa: B023
                await until_seen(lambda: texts_of(reader, f"改好{step}号"), bool)  # noqa: B023
                await until_seen(lambda: texts_of(reader, f"全新{step}号"), bool)  # noqa: B023
                assert await bot.stop() == 0, bot.log
            assert len(texts_of(reader, f"全新{step}号")) <= 1 + was_killed
            assert all("〔更正〕" in text for text in texts_of(reader, f"改好{step}号"))
            assert all("已撤回" in text for text in texts_of(reader, f"要撤{step}号"))
            if not was_killed:
                break
            killed += 1
    assert killed >= 3, "the steps were not counted"
    rounds = killed + 1
    assert desk.rows("SELECT what, count(*) FROM deeds GROUP BY what ORDER BY what") == [
        ("corrected", rounds), ("published", rounds), ("retracted", rounds),
    ]  # fmt: skip
    assert desk.rows("SELECT kind, count(*) FROM deliveries GROUP BY kind ORDER BY kind") == [
        ("correction", rounds), ("push", 3 * rounds), ("retraction", rounds),
    ]  # fmt: skip
