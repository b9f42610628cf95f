"""A running bot keeps the ledger of projects in step with what is published, by whomever."""

from __future__ import annotations

import pytest

from bot.desk.projects import remaking
from bot.newsroom import ledger_keeping
from bot.working.worker import TaskTooSlow, WorkerNotStarted
from storage.desk import issues
from storage.moments import now
from tests.made_issues import LINFEN, made_article, made_issue
from tests.running_bot import RunningBot
from tests.waiting import until_seen

BODY = "4月1日，临汾恒岚新材料有限公司的恒岚特种玻璃项目开工。"
ISSUE = made_issue(made_article("恒岚", LINFEN, body=BODY))


async def test_what_is_published_is_read(bot: RunningBot) -> None:
    await bot.parts.database.write(issues.publish, ISSUE, push=False, moment=now())
    await bot.becomes("SELECT name, stage FROM projects", ("恒岚特种玻璃项目", "开工"))
    await bot.parts.database.write(issues.retract, 1, "有误", now())
    await bot.becomes("SELECT gone FROM projects", (1,))
    await bot.becomes("SELECT count(*) FROM ledger_due", (0,))


async def test_a_park_that_cannot_be_read_waits_for_its_next_article(
    bot: RunningBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def too_slow(*_: object, **__: object) -> None:
        raise TaskTooSlow("took more than 10 s")

    said: list[str] = []

    with monkeypatch.context() as patched:
        patched.setattr(bot.parts.ledger, "run", too_slow)
        patched.setattr(remaking.log, "error", lambda _, park, fault: said.append(str(fault)))
        await bot.parts.database.write(issues.publish, ISSUE, push=False, moment=now())
        await ledger_keeping.keep_ledger(bot.parts)
    assert said and all(fault == "took more than 10 s" for fault in said)
    assert await bot.rows("SELECT count(*) FROM projects") == [(0,)]
    await bot.parts.database.write(lambda db: db.execute("UPDATE articles SET revision = revision"))
    await bot.becomes("SELECT name FROM projects", ("恒岚特种玻璃项目",))


async def test_a_park_whose_worker_could_not_be_started_is_read_when_it_can(
    bot: RunningBot, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """As on a full disk: that it was not read then is no reason to leave it."""
    tried = 0

    async def not_started(*_: object, **__: object) -> None:
        nonlocal tried
        tried += 1
        raise WorkerNotStarted("the worker process ended while it started")

    with monkeypatch.context() as patched:
        patched.setattr(bot.parts.ledger, "run", not_started)
        await bot.parts.database.write(issues.publish, ISSUE, push=False, moment=now())
        await until_seen(lambda: tried > 2)
        assert await bot.rows("SELECT count(*) FROM projects") == [(0,)]
    await bot.becomes("SELECT name FROM projects", ("恒岚特种玻璃项目",))
    waits = [each for each in caplog.records if "keep_ledger waits" in each.getMessage()]
    assert len(waits) == 1 and not [each for each in caplog.records if each.exc_info]
