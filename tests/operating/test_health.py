"""/healthz and /metrics say how the running bot is, name nobody, and take nothing but the question."""

from __future__ import annotations

import asyncio
import contextlib
import datetime as dt
import json
import math
import re
import socket
import sqlite3
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from hypothesis import given
from hypothesis import strategies as st
from prometheus_client.parser import text_string_to_metric_families

from bot.exit_status import ConfigurationError
from bot.operating import health, listening, metrics
from bot.operating.disk import GIB, Disk
from bot.operating.health import alive
from bot.serving.logs import quieten
from bot.settings.configuration import Settings, load_settings
from bot.settings.listen_address import ListenAddress, read_listen_address
from bot.transport.contact import Contact
from playground.standin.press import PATIENCE_SECONDS
from storage.chats import holds
from storage.database import Db, StorageUnavailable
from storage.moments import now, to_text
from storage.operating.last_backup import note_backup
from storage.operating.troubles import BACKUP, KINDS, end_trouble, raise_trouble, take_news
from tests.made_issues import made_article, made_issue
from tests.running_bot import RunningBot
from tests.set_clock import SetClock

ROOT = Path(__file__).parent.parent.parent
WORKERS = ("pages", "words", "ledger")
# What /metrics reads from the database.
OF_THE_DATABASE = {
    "deliveries", "messages_parked", "oldest_owed_seconds", "oldest_late_seconds", "pushes_per_second",
    "chats", "last_backup_timestamp_seconds", "trouble",
}  # fmt: skip
ROOMY = Disk(total=100 * GIB, free=50 * GIB)


@pytest.fixture(autouse=True)
def roomy_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(health, "disk_of", lambda _: ROOMY)
    monkeypatch.setattr(health, "LOOK_AGAIN_SECONDS", 0.0)


@contextlib.asynccontextmanager
async def asked(bot: RunningBot, listen: str = "127.0.0.1:0") -> AsyncIterator[aiohttp.ClientSession]:
    """A client of what the bot answers on."""
    bot.parts.settings = Settings(_env_file=None, ops_listen=listen, database=bot.settings.database)
    async with listening.listening(bot.parts) as address:
        assert address is not None
        async with aiohttp.ClientSession(f"http://{address}") as client:
            yield client


async def health_of(client: aiohttp.ClientSession) -> tuple[int, dict[str, Any]]:
    async with client.get("/healthz") as answer:
        return answer.status, await answer.json()


async def metrics_of(client: aiohttp.ClientSession) -> tuple[str, dict[str, float]]:
    """The text, and each sample by its name and labels."""
    async with client.get("/metrics") as answer:
        assert answer.headers["Content-Type"].startswith("text/plain; version=0.0.4")
        text = await answer.text()
    samples = {}
    for family in text_string_to_metric_families(text):
        for sample in family.samples:
            labels = ",".join(f"{name}={value}" for name, value in sorted(sample.labels.items()))
            samples[f"{sample.name}{{{labels}}}" if labels else sample.name] = sample.value
    return text, samples


async def test_a_bot_that_is_well(bot: RunningBot) -> None:
    await bot.api.user(1, "王小明").ask("/park 临猗")
    async with asked(bot) as client:
        status, report = await health_of(client)
        assert (status, report["status"], report["bad"]) == (200, "ok", [])
        assert list(report["parts"]) == ["alive", "database", "telegram", "deliveries", "disk"]
        assert report["parts"]["telegram"]["last_update_check_at"].endswith("Z")
        assert report["parts"]["disk"]["free_bytes"] == ROOMY.free
        async with client.head("/healthz") as answer:
            assert (answer.status, await answer.read()) == (200, b"")


async def test_what_is_not_well_is_named(bot: RunningBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(health, "WRITABLE_WITHIN_SECONDS", 0.05)
    async with asked(bot) as client:
        monkeypatch.setattr(health, "disk_of", lambda _: Disk(total=100 * GIB, free=GIB // 2))
        bot.parts.contact.clock = lambda: 0.0
        bot.parts.contact.unanswered()
        bot.parts.contact.clock = lambda: health.TELEGRAM_SILENT_SECONDS
        with contextlib.closing(sqlite3.connect(bot.settings.database, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            status, report = await health_of(client)
            assert (status, report["status"]) == (503, "bad")
            assert report["bad"] == ["database", "telegram", "disk"]
            assert alive(bot.parts)  # a watchdog leaves it running: no restart mends any of that
            other.execute("ROLLBACK")
        monkeypatch.setattr(health, "WRITABLE_WITHIN_SECONDS", 5.0)
        assert "database" not in (await health_of(client))[1]["bad"]
        bot.database._writer.refused = "disk I/O error"
        assert "database" in (await health_of(client))[1]["bad"]
        await bot.follow(5)  # the disk takes something again
        assert "database" not in (await health_of(client))[1]["bad"]


async def test_the_last_good_backup_is_told_of_where_there_are_backups(
    bot: RunningBot, tmp_path: Path, clock: SetClock
) -> None:
    async with asked(bot) as client:
        bot.parts.settings.backups = tmp_path / "kept"
        found = (await health_of(client))[1]["parts"]["backup"]
        assert found == {"ok": True, "last_good_at": None, "seconds_since": None}  # the first is being made
        await bot.database.write(note_backup, made_at := now())
        assert (await health_of(client))[1]["parts"]["backup"]["last_good_at"] == to_text(made_at)
        clock.go_on_from(now() + dt.timedelta(seconds=health.BACKUP_SECONDS))
        assert "backup" in (await health_of(client))[1]["bad"]
        await bot.database.write(note_backup, now())
        assert "backup" not in (await health_of(client))[1]["bad"]
        await bot.database.write(raise_trouble, BACKUP, now(), "no room")
        assert "backup" in (await health_of(client))[1]["bad"]


async def test_deliveries_that_have_come_to_a_stop_are_bad_and_a_long_broadcast_is_not(
    bot: RunningBot,
) -> None:
    await bot.follow(4)
    bot.delivery.stop()  # it sends nothing any more
    await bot.publish(made_issue(made_article("等着的事")))
    report = health.Health(bot.parts)
    assert (await report.report()).parts["deliveries"]["ok"]
    hour_ago = now() - dt.timedelta(hours=1, seconds=1)
    text = hour_ago.isoformat(timespec="milliseconds").replace("+00:00", "Z")
    await bot.database.write(
        lambda db: db.execute("UPDATE deliveries SET due_at = ?, owed_at = ?", [text, text])
    )
    found = (await report.report()).parts["deliveries"]
    assert not found["ok"] and found["oldest_late_seconds"] >= 3600
    assert found["oldest_owed_seconds"] >= 3600
    await bot.database.write(_take_one)  # a long broadcast: late, but it gets on
    gets_on = (await health.Health(bot.parts).report()).parts["deliveries"]
    assert gets_on["ok"] and gets_on["oldest_late_seconds"] >= 3600


def _take_one(db: Db) -> None:
    db.execute(
        """
        INSERT INTO messages (chat_id, text, buttons, state, packed_at, sent_at)
        SELECT min(id), '', '[]', 'sent', :moment, :moment FROM chats
        """,
        {"moment": to_text(now())},
    )


async def test_what_waits_for_chats_that_take_nothing_for_now_is_counted_apart(bot: RunningBot) -> None:
    await bot.follow(4)
    bot.delivery.stop()
    await bot.database.write(holds.hold_place, 4, "resting", now())
    await bot.publish(made_issue(made_article("等着的事")))
    async with asked(bot) as client:
        _, samples = await metrics_of(client)
    chats = len(await bot.rows("SELECT id FROM chats WHERE off_at IS NULL"))
    assert samples["parkbriefs_deliveries{state=held}"] >= 1
    assert samples["parkbriefs_deliveries{state=owed}"] == chats - 1


async def test_every_metric_is_documented_and_every_one_that_the_dashboard_asks_for_is_there(
    bot: RunningBot,
) -> None:
    await bot.follow(2)
    await bot.publish(made_issue(made_article("推送的事")))
    await bot.pushed(bot.api.user(2), "推送的事")
    await bot.becomes("SELECT count(*) FROM deliveries WHERE state = 'pending'", (0,))
    reader = bot.api.user(1_234_567, "王小明")
    await reader.ask("/follow #云冈石窟周边")
    async with asked(bot) as client:
        text, samples = await until_metrics(
            client,
            "parkbriefs_messages_total{kind=push,result=taken}",
            "parkbriefs_messages_total{kind=answer,result=taken}",
            "parkbriefs_updates_handled_total",
            "parkbriefs_answer_seconds_count",
        )
    assert samples["parkbriefs_messages_total{kind=push,result=taken}"] == 1
    assert samples["parkbriefs_updates_received_total"] >= 1
    assert samples["parkbriefs_updates_handled_total"] >= 1
    assert samples["parkbriefs_updates_failed_total"] == 0
    assert samples["parkbriefs_calls_total{kind=send,result=taken}"] >= 2  # the push and the answer
    assert samples["parkbriefs_calls_total{kind=poll,result=taken}"] >= 1
    assert samples["parkbriefs_calls_total{kind=set,result=taken}"] >= 1  # the menus
    assert samples["parkbriefs_answer_seconds_count"] >= 1
    assert samples["parkbriefs_last_poll_timestamp_seconds"] > 0
    assert samples["parkbriefs_deliveries{state=owed}"] == 0
    assert samples["parkbriefs_database_bytes{file=database}"] > 0
    for secret in (bot.api.token, "1234567", "王小明", "云冈石窟", str(bot.settings.database.parent)):
        assert secret not in text
    there = {name.partition("{")[0] for name in samples}
    families = {re.sub(r"_(bucket|sum|count)$", "", name) for name in there}
    table = re.findall(
        r"^\| (`(?:parkbriefs|process)_[^|]+) \|", (ROOT / "docs" / "operating.md").read_text(), re.M
    )
    assert {name for row in table for name in re.findall(r"`(\w+)`", row)} == families
    dashboard = json.loads((ROOT / "deploy" / "grafana.json").read_text(encoding="utf-8"))
    expressions = [target["expr"] for panel in dashboard["panels"] for target in panel["targets"]]
    used = {name for each in expressions for name in re.findall(r"\b(?:parkbriefs|process)_\w+", each)}
    assert len(expressions) >= 15 and used <= there
    assert families - {re.sub(r"_bucket$", "", name) for name in used} <= {
        "process_virtual_memory_bytes", "process_start_time_seconds", "process_max_fds"
    }  # fmt: skip


async def test_each_worker_has_a_count_of_its_own(bot: RunningBot, monkeypatch: pytest.MonkeyPatch) -> None:
    for worker, starts in ((bot.parts.worker, 2), (bot.parts.words, 4), (bot.parts.ledger, 8)):
        monkeypatch.setattr(worker, "_starts", starts)
    async with asked(bot) as client:
        _, samples = await metrics_of(client)
    restarts = {name: samples[f"parkbriefs_worker_restarts_total{{worker={name}}}"] for name in WORKERS}
    assert restarts == {"pages": 1, "words": 3, "ledger": 7}


async def test_what_could_not_be_read_is_no_number_and_no_old_one(
    bot: RunningBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unreadable(_: Db) -> None:
        raise StorageUnavailable("disk I/O error")

    monkeypatch.setattr(metrics, "LOOK_AGAIN_SECONDS", 0.0)
    async with asked(bot) as client:
        _, before = await metrics_of(client)
        monkeypatch.setattr(metrics, "_read", unreadable)
        monkeypatch.setattr(metrics, "disk_of", lambda _: (_ for _ in ()).throw(OSError("gone")))
        _, after = await metrics_of(client)
    unknown = {
        name.partition("{")[0].removeprefix("parkbriefs_")
        for name, value in after.items()
        if math.isnan(value)
    }
    assert unknown == OF_THE_DATABASE | {"disk_free_bytes"}
    assert after.keys() == before.keys() and not any(map(math.isnan, before.values()))


async def test_a_trouble_is_1_while_it_lasts_and_0_before_owners_have_heard_that_it_is_over(
    bot: RunningBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(metrics, "LOOK_AGAIN_SECONDS", 0.0)
    kinds = {kind: f"parkbriefs_trouble{{kind={kind}}}" for kind in KINDS}
    async with asked(bot) as client:

        async def lasting() -> list[str]:
            _, samples = await metrics_of(client)
            return [kind for kind, name in kinds.items() if samples[name]]

        assert await lasting() == []
        await bot.database.write(raise_trouble, BACKUP, now(), "no room")
        await bot.database.write(take_news, now())
        assert await lasting() == [BACKUP]
        await bot.database.write(end_trouble, BACKUP, now())
        assert await lasting() == []
        bot.parts.settings.backups = bot.settings.database.parent
        assert "backup" not in (await health_of(client))[1]["bad"]


async def until_metrics(client: aiohttp.ClientSession, *names: str) -> tuple[str, dict[str, float]]:
    """What is answered once none of these is 0; an update is counted behind its answer."""
    async with asyncio.timeout(PATIENCE_SECONDS):
        while True:
            text, samples = await metrics_of(client)
            if all(map(samples.get, names)):
                return text, samples
            await asyncio.sleep(0.02)


async def test_nothing_else_is_answered_and_nothing_of_a_question_comes_back(bot: RunningBot) -> None:
    async with asked(bot) as client:
        for path in (
            "/",
            "/healthz/",
            "/healthz%0d%0aX: 1",
            "/<script>",
            "/metrics/../healthzz",
            "/" + "a" * 2000,
        ):
            async with client.get(path) as answer:
                assert (answer.status, await answer.text()) == (404, "404\n")
                assert "Server" not in answer.headers
        for method in ("POST", "PUT", "DELETE", "OPTIONS", "PATCH"):
            async with client.request(method, "/metrics", data=b"") as answer:
                assert (answer.status, await answer.text()) == (405, "405\n")
        async with client.get("/healthz?token=<b>", headers={"X-A": "<b>"}) as answer:
            assert "<b>" not in await answer.text() + str(answer.headers)
        with contextlib.suppress(aiohttp.ClientError):  # closed, or refused: but not read
            async with client.get("/healthz", headers={"X-A": "a" * 100_000}) as answer:
                assert answer.status >= 400
        assert (await health_of(client))[0] == 200


async def test_connections_without_end_hold_nobody_up_and_what_they_send_stands_in_no_log(
    bot: RunningBot, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(listening, "MOST_CONNECTIONS", 5)
    quieten()
    async with asked(bot) as client:
        url = str(client._base_url)
        port = int(url.rstrip("/").rpartition(":")[2])
        silent = []
        for sent in [b"GET /strangers HTTP/1.1\r\n"] * 20:
            silent.append(await asyncio.open_connection("127.0.0.1", port))
            silent[-1][1].write(sent)
        for reader, _ in silent[:15]:
            async with asyncio.timeout(PATIENCE_SECONDS):
                with contextlib.suppress(ConnectionError):
                    assert await reader.read() == b""  # let go
        for line in (b"Content-Length: strangers", b"strangers words: 1", b"A: " + b"strangers" * 1000):
            _, writer = await asyncio.open_connection("127.0.0.1", port)
            writer.write(b"GET / HTTP/1.1\r\nHost: x\r\n" + line + b"\r\n\r\n")
            silent.append((_, writer))
        assert (await health_of(client))[0] == 200
        for _, writer in silent:
            writer.close()
    assert "strangers" not in caplog.text


async def test_a_chosen_address_that_is_taken_is_refused_and_the_default_only_said(
    bot: RunningBot, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        address = f"127.0.0.1:{taken.getsockname()[1]}"
        bot.parts.settings = Settings(_env_file=None, ops_listen=address)
        with pytest.raises(ConfigurationError, match=f"OPS_LISTEN can't be used: .* {address} .*in use"):
            async with listening.listening(bot.parts):
                pass
        bot.parts.settings = Settings(_env_file=None)
        vars(bot.parts.settings)["ops_listen"] = address  # as if it were the default
        async with listening.listening(bot.parts) as none:
            assert none is None
        assert "neither health nor metrics" in caplog.text


def test_empty_is_none_and_unset_is_the_default(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("OPS_LISTEN", raising=False)
    assert load_settings().ops_listen == "127.0.0.1:9464"
    (tmp_path / ".env").write_text("OPS_LISTEN=\nDIGEST_TIME=\n")
    settings = load_settings()
    assert (settings.ops_listen, settings.digest_time) == ("", "08:00")
    monkeypatch.setenv("OPS_LISTEN", "[::1]:1")
    assert load_settings().ops_listen == "[::1]:1"
    monkeypatch.setenv("OPS_LISTEN", "")
    (tmp_path / ".env").write_text("OPS_LISTEN=[::1]:1\n")
    assert load_settings().ops_listen == ""
    monkeypatch.setenv("OPS_LISTEN", "here")
    with pytest.raises(
        ConfigurationError, match=r"OPS_LISTEN is malformed: it should be a host and a port such"
    ):
        load_settings()


@given(st.one_of(st.text(max_size=30), st.from_regex(r"\A[\[\]:0-9a-f.]{0,20}:[0-9]{0,6}\Z")))
def test_any_text_is_an_address_or_refused_in_words(text: str) -> None:
    try:
        address = read_listen_address(text)
    except ValueError as error:
        assert str(error).startswith("should ")
    else:
        assert (address is None) == (text == "")
        assert address is None or read_listen_address(str(address)) == address
        assert address is None or (isinstance(address, ListenAddress) and 0 <= address.port < 65_536)


def test_silence_lasts_from_the_first_call_without_an_answer_to_the_next_with_one() -> None:
    seconds = 0.0
    contact = Contact(lambda: seconds)
    contact.unanswered()
    seconds = 600.0
    contact.unanswered()
    assert contact.seconds_silent == 600 and contact.seconds_since_brought is None
    contact.brought()
    assert (contact.seconds_silent, contact.silent_since, contact.seconds_since_brought) == (0, None, 0)
    contact.unanswered()
    seconds = 601.0
    contact.answered()
    [(since, until)] = contact.take_silences(600)
    assert abs((until - since).total_seconds() - 600) < 1
    assert contact.take_silences(0) == ()


@pytest.mark.parametrize(
    ("total", "free", "nearly_full", "room_again"),
    [(10, 0.9, True, False), (10, 1.1, False, False), (10, 1.3, False, True), (40, 1.9, True, False),
     (40, 2.1, False, False), (2000, 4.9, True, False), (2000, 6.5, False, True)],
)  # fmt: skip
def test_when_a_disk_is_nearly_full(total: int, free: float, nearly_full: bool, room_again: bool) -> None:
    disk = Disk(total * GIB, int(free * GIB))
    assert (disk.is_nearly_full, disk.has_room_again) == (nearly_full, room_again)
