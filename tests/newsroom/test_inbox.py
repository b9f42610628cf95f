"""The watched folder: each file once, offered to the editors, then in done/ or failed/ with the reason."""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot import wording
from bot.newsroom import folder as folders
from bot.newsroom.folder import Folder
from bot.newsroom.inbox import MOST_A_LOOK, MOST_TRIES, Inbox
from bot.working.worker import WorkerNotStarted
from storage.database import Database
from storage.desk import drafts, inbox
from tests.desk.sending import page
from tests.desk.sitting import name_second_editor
from tests.run_bot_process import run
from tests.running_bot import OWNER_ID, RunningBot, running_bot
from tests.waiting import press_for_edit, until_seen

HEADLINE = "新厂房主体封顶"


class Desk:
    """A running bot's inbox, looked at by hand."""

    def __init__(self, bot: RunningBot, path: Path) -> None:
        self.bot = bot
        self.path = path
        bot.api.user(OWNER_ID, "编辑", started=True)
        self.inbox = Inbox(bot.parts, path)

    def put(self, name: str, data: bytes = b"") -> Path:
        """Puts a file there."""
        self.path.mkdir(exist_ok=True)
        file = self.path / name
        file.write_bytes(data or page(HEADLINE))
        return file

    async def look(self, times: int = 2) -> None:
        """Looks; what lies there is taken in at the second look."""
        for _ in range(times):
            await self.inbox.look()

    def begun_anew(self) -> None:
        """Lets another run look, as after a kill."""
        self.inbox = Inbox(self.bot.parts, self.path)

    def there(self) -> list[str]:
        """What lies in the folder and its two, by name."""
        return sorted(
            file.relative_to(self.path).as_posix() for file in self.path.rglob("*") if not file.is_dir()
        )

    async def drafts(self) -> list[str]:
        """The files of the drafts there are."""
        found = await self.bot.database.read(drafts.open_drafts)
        return sorted(draft.issue.source_name for draft in found)


@pytest.fixture
def desk(bot: RunningBot, tmp_path: Path) -> Desk:
    return Desk(bot, tmp_path / "inbox")


async def test_a_file_becomes_a_draft_that_editors_are_offered_and_goes_to_done(desk: Desk) -> None:
    second = name_second_editor(desk.bot)
    second.send("/start")
    desk.put("三版.txt")
    await desk.look()
    assert desk.there() == ["done/三版.txt"]
    offered = await desk.bot.pushed(desk.bot.owner, "收件夹来了一份版面")
    others = await desk.bot.pushed(second, "收件夹来了一份版面")
    assert "三版.txt" in offered.text and offered.buttons == (("接手", "只看"),)
    await press_for_edit(desk.bot.owner, offered, "接手", shows=HEADLINE)
    assert ("发布并推送",) in offered.buttons
    draft = (await desk.bot.database.read(drafts.open_drafts))[0]
    assert draft.editor_id == OWNER_ID and draft.issue.full_text
    await press_for_edit(second, others, "接手", shows="要接手吗")
    assert (await desk.bot.database.read(drafts.open_drafts))[0].editor_id == OWNER_ID
    await press_for_edit(desk.bot.owner, offered, wording.PUBLISH_ONLY, shows="已发布")
    assert (await second.forge_press(others, "n_take:1").answered()).text
    assert (await second.forge_press(others, "n_take:99").answered()).text


async def test_a_draft_that_nobody_has_says_so_and_is_taken_from_the_list(desk: Desk) -> None:
    desk.put("a.txt")
    await desk.look()
    await desk.bot.pushed(desk.bot.owner, "收件夹来了一份版面")
    listed = await desk.bot.owner.ask("/issues")
    assert "还没有人接手" in listed.text
    newest = max(message.message_id for message in desk.bot.owner.chat.messages)
    desk.bot.owner.press(listed, "a.txt")
    await desk.bot.api.wait_until(lambda: "要接手吗" in listed.text, what="question")
    assert listed.message_id <= newest
    await press_for_edit(desk.bot.owner, listed, "接手", shows=HEADLINE)
    assert (await desk.bot.database.read(drafts.open_drafts))[0].editor_id == OWNER_ID
    assert not await desk.bot.rows("SELECT * FROM chats WHERE telegram_id = 0")


async def test_what_is_not_complete_is_left_alone(desk: Desk, tmp_path: Path) -> None:
    growing = desk.put("growing.txt")
    for name in ("a.txt.part", ".hidden.txt", "b.PART", "c~", "d.crdownload"):
        desk.put(name)
    outside = tmp_path / "outside.txt"
    outside.write_bytes(page("外面的事"))
    (desk.path / "link.txt").symlink_to(outside)
    os.mkfifo(desk.path / "pipe")
    (desk.path / "folder").mkdir()
    desk.put("empty.txt").write_bytes(b"")
    await desk.look(1)
    growing.write_bytes(page(HEADLINE, lines=2))
    await desk.look(1)
    assert not await desk.drafts() and outside.exists()
    await desk.look(1)
    assert await desk.drafts() == ["growing.txt"]
    left = {"a.txt.part", ".hidden.txt", "b.PART", "c~", "d.crdownload", "link.txt", "pipe", "empty.txt"}
    assert left <= set(desk.there())


async def test_what_cannot_be_read_goes_to_failed_with_the_reason_beside_it(desk: Desk) -> None:
    desk.put("empty.txt").write_bytes(b" ")
    desk.put("<b>x.zip", b"PK\x03\x04" + bytes(100))
    limit = desk.bot.settings.limits.file_bytes
    with desk.put("large.txt").open("wb") as file:
        file.truncate(limit + 1)
    await desk.look()
    assert {"failed/empty.txt", "failed/<b>x.zip", "failed/large.txt"} <= set(desk.there())
    reasons = {
        name: (desk.path / "failed" / f"{name}.reason.txt").read_text(encoding="utf-8")
        for name in ("empty.txt", "<b>x.zip", "large.txt")
    }
    assert "empty" in reasons["empty.txt"] and "send one" in reasons["empty.txt"]
    assert "MAX_FILE_MB" in reasons["large.txt"]
    told = await desk.bot.pushed(desk.bot.owner, "<b>x.zip")
    assert "没有读成" in told.text
    assert not await desk.drafts()


async def test_what_failed_is_read_when_it_is_put_there_again(desk: Desk) -> None:
    desk.put("a.txt")

    async def fails(*_: object) -> object:
        from bot.working.worker import WorkerDied

        raise WorkerDied("it was ended")

    reads, desk.bot.parts.worker.run = desk.bot.parts.worker.run, fails  # type: ignore[method-assign,assignment]
    await desk.look()
    assert desk.there() == ["failed/a.txt", "failed/a.txt.reason.txt"]
    desk.bot.parts.worker.run = reads  # type: ignore[method-assign]
    desk.put("a.txt")
    await desk.look()
    assert await desk.drafts() == ["a.txt"]


async def test_what_no_process_could_be_started_for_stays_and_is_read_when_one_can(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.put("a.txt")

    async def not_started(*_: object) -> object:
        raise WorkerNotStarted("the worker process could not be started: Cannot allocate memory")

    with monkeypatch.context() as patched:
        patched.setattr(desk.bot.parts.worker, "run", not_started)
        for _ in range(MOST_TRIES + 2):
            await desk.look()
        assert desk.there() == ["a.txt"]
    assert "Cannot allocate memory" in (await desk.bot.pushed(desk.bot.owner, "收件夹用不了")).text
    await desk.look()
    assert desk.there() == ["done/a.txt"] and await desk.drafts() == ["a.txt"]


async def test_the_same_bytes_again_are_known_and_clashing_names_get_a_number(desk: Desk) -> None:
    desk.put("a.txt")
    await desk.look()
    desk.put("a.txt")
    desk.put("b.txt")
    await desk.look()
    assert desk.there() == [
        *("done/a (2).txt", "done/a (2).txt.note.txt", "done/a.txt"),
        *("done/b.txt", "done/b.txt.note.txt"),
    ]
    assert "already known" in (desk.path / "done" / "b.txt.note.txt").read_text(encoding="utf-8")
    assert await desk.drafts() == ["a.txt"]


async def test_articles_that_are_published_make_no_draft(desk: Desk) -> None:
    desk.put("a.txt")
    await desk.look()
    offered = await desk.bot.pushed(desk.bot.owner, "收件夹")
    await press_for_edit(desk.bot.owner, offered, "接手", shows=HEADLINE)
    await press_for_edit(desk.bot.owner, offered, wording.PUBLISH_ONLY, shows="已发布")
    desk.put("b.txt", page(HEADLINE) + b"\n\n")
    await desk.look()
    assert not await desk.drafts()
    note = (desk.path / "done" / "b.txt.note.txt").read_text(encoding="utf-8")
    assert "all its articles are published" in note


async def test_names_of_any_bytes(desk: Desk) -> None:
    names = [b"\xff\xfe.txt", "长".encode() * 84 + b".t", b"a\nb.txt", b" .txt", b"%s{0}.txt", b"-rf"]
    for number, name in enumerate(names):
        desk.put(os.fsdecode(name), page(f"第{number}座厂房主体封顶"))
    await desk.look()
    assert len(await desk.drafts()) == len(names)
    done = {os.fsencode(file.name) for file in (desk.path / "done").iterdir()}
    assert len(done) == len(names) and b"\xff\xfe.txt" in done and b"a\nb.txt" in done


@given(st.lists(st.text(min_size=1, max_size=300), min_size=1, max_size=4))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
def test_a_free_name_is_free_and_can_be_used(tmp_path: Path, names: list[str]) -> None:
    place = Folder(tmp_path)
    place.prepare()
    for name in names:
        clean = name.replace("/", "_").replace("\0", "_").encode("utf-8", "ignore").decode() or "x"
        if clean in (".", ".."):
            continue
        free = place.free_name(folders.FAILED, clean)
        assert not (tmp_path / "failed" / free).exists()
        (tmp_path / "failed" / free).write_bytes(b"")
        (tmp_path / "failed" / (free + ".reason.txt")).write_bytes(b"")


async def test_a_look_takes_no_more_than_so_many(desk: Desk) -> None:
    for number in range(MOST_A_LOOK + 3):
        desk.put(f"{number}.txt", b" ")
    await desk.look()
    assert len(list((desk.path / "failed").glob("*.reason.txt"))) == MOST_A_LOOK
    await desk.look(1)
    assert len(list((desk.path / "failed").glob("*.reason.txt"))) == MOST_A_LOOK + 3
    count = "SELECT count(*) FROM messages WHERE text LIKE '%没有读成%'"
    assert await desk.bot.rows(count) == [(10,)]


async def test_a_file_that_kills_the_reading_is_given_up(desk: Desk) -> None:
    desk.put("a.txt")

    async def killed(*_: object) -> object:
        raise Killed

    reads, desk.bot.parts.worker.run = desk.bot.parts.worker.run, killed  # type: ignore[method-assign,assignment]
    for _ in range(MOST_TRIES):
        desk.begun_anew()
        with pytest.raises(Killed):
            await desk.look()
    desk.begun_anew()
    await desk.look()
    desk.bot.parts.worker.run = reads  # type: ignore[method-assign]
    assert "again and again" in (desk.path / "failed" / "a.txt.reason.txt").read_text(encoding="utf-8")


class Killed(BaseException):
    """In place of kill -9."""


def killing(monkeypatch: pytest.MonkeyPatch, at: int) -> Callable[[], bool]:
    """Ends the inbox before, or behind, its nth write or move of a file; tells whether it did."""
    steps, killed = iter(range(10_000)), [False]

    def step() -> None:
        if next(steps) == at:
            killed[0] = True
            raise Killed

    write = Database.write

    async def counted(self: Database, job: Callable[..., Any], *arguments: Any, **named: Any) -> Any:
        if not job.__module__.startswith(("bot.newsroom.", "storage.desk.inbox")):
            return await write(self, job, *arguments, **named)
        step()
        result = await write(self, job, *arguments, **named)
        step()
        return result

    def moved(original: Callable[..., Any]) -> Callable[..., Any]:
        def call(*arguments: Any, **named: Any) -> Any:
            step()
            result = original(*arguments, **named)
            step()
            return result

        return call

    monkeypatch.setattr(Database, "write", counted)
    for name in ("rename", "replace", "mkdir"):
        monkeypatch.setattr(os, name, moved(getattr(os, name)))
    return lambda: killed[0]


async def test_a_kill_at_any_step_loses_and_doubles_nothing(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    for at in range(10_000):
        desk.put(f"{at}.txt", page(f"第{at}座厂房主体封顶"))
        desk.put(f"bad{at}.txt", b" " * (at + 1))
        with monkeypatch.context() as patched:
            was_killed = killing(patched, at)
            desk.begun_anew()
            with contextlib.suppress(Killed):
                await desk.look()
        desk.begun_anew()
        await desk.look()
        assert f"done/{at}.txt" in desk.there() and f"failed/bad{at}.txt" in desk.there()
        assert f"failed/bad{at}.txt.reason.txt" in desk.there()
        if not was_killed():
            break
    assert at > 15, "the steps were not counted"
    assert sorted(await desk.drafts()) == sorted(f"{each}.txt" for each in range(at + 1))
    assert len(desk.there()) == 3 * (at + 1), desk.there()
    assert not await desk.bot.database.read(inbox.not_moved)


async def test_what_is_replaced_while_it_is_read_is_read_too(desk: Desk) -> None:
    file = desk.put("a.txt")
    reads = desk.bot.parts.worker.run

    async def replacing(*given: Any) -> Any:
        issue = await reads(*given)
        file.write_bytes(page("另一座厂房主体封顶", lines=2))
        return issue

    desk.bot.parts.worker.run = replacing  # type: ignore[method-assign,assignment]
    await desk.look()
    desk.bot.parts.worker.run = reads  # type: ignore[method-assign]
    assert desk.there() == ["a.txt"]
    await desk.look()
    assert desk.there() == ["done/a.txt"]
    headlines = {
        draft.issue.articles[0].article.headline for draft in await desk.bot.database.read(drafts.open_drafts)
    }
    assert headlines == {HEADLINE, "另一座厂房主体封顶"}


async def test_owners_are_told_once_of_a_folder_that_cannot_be_used(
    desk: Desk, caplog: pytest.LogCaptureFixture
) -> None:
    desk.put("a.txt")
    (desk.path / "done").write_bytes(b"")
    await desk.look(3)
    desk.begun_anew()
    await desk.look()
    await desk.bot.pushed(desk.bot.owner, "收件夹用不了")
    assert desk.there() == ["a.txt", "done"]
    assert [record.message for record in caplog.records if "INBOX can't be used" in record.message]
    (desk.path / "done").unlink()
    await desk.look()
    await desk.bot.pushed(desk.bot.owner, "收件夹又可以用了")
    assert desk.there() == ["done/a.txt"]
    told = [message for message in desk.bot.owner.chat.from_bot if "收件夹用不了" in message.text]
    assert len(told) == 1


async def test_done_may_not_lead_out_of_the_folder(desk: Desk, tmp_path: Path) -> None:
    desk.put("a.txt")
    (tmp_path / "elsewhere").mkdir()
    (desk.path / "done").symlink_to(tmp_path / "elsewhere")
    await desk.look(3)
    assert (desk.path / "a.txt").exists() and not list((tmp_path / "elsewhere").iterdir())


async def test_a_serving_bot_watches_by_itself(
    tmp_path: Path, no_gaps: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.newsroom.inbox.LOOK_EVERY_SECONDS", 0.05)
    path = tmp_path / "inbox"
    async with running_bot(tmp_path, inbox=path) as bot:
        bot.api.user(OWNER_ID, "编辑", started=True)
        await bot.becomes("SELECT count(*) FROM inbox_files", (0,))
        await until_seen(path.is_dir)
        (path / ".a").write_bytes(page(HEADLINE))
        (path / ".a").rename(path / "a.txt")
        await bot.pushed(bot.owner, "收件夹来了一份版面")


async def test_the_command_line_lists_what_came(desk: Desk, tmp_path: Path) -> None:
    desk.put("a.txt")
    desk.put("b.txt", b"  ")
    await desk.look()
    listed = json.loads((await run(tmp_path, "inbox", "list", "--json")).output)
    assert {(file["file"], file["state"], file["put_away"]) for file in listed} == {
        ("a.txt", "read", True),
        ("b.txt", "failed", True),
    }
    assert "b.txt" in (await run(tmp_path, "inbox", "list")).output
    (tmp_path / "new").mkdir()
    assert "INBOX is not set" in (await run(tmp_path / "new", "inbox", "list")).output


async def test_a_setting_that_is_no_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    ended = await run(tmp_path, "inbox", "list", variables={"INBOX": str(tmp_path / "file")})
    assert ended.status == 2 and "INBOX" in ended.errors and "folder" in ended.errors
