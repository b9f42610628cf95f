"""`run_bot.py projects list|show|merge|split|rename|drop|undo|rebuild`, on a database without a `serve`."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from bot.exit_status import BAD_INPUT, Refusal
from bot.terminal.output.told import Told
from bot.terminal.projects.project_command import drop, merge, rebuild, rename, split, undo
from bot.terminal.projects.project_looking import list_projects, show_project
from storage.database import Database
from tests.killed_writing import task_at_once
from tests.made_issues import LINFEN, LINYI
from tests.run_bot_process import run
from tests.terminal.published import contents, query, refusal, value
from tests.terminal.told_projects import GLASS, OTHERS, STORES, lay_projects, settings_of, without_process


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder with projects 1 to 3, in which commands make ledgers in this process."""
    lay_projects(tmp_path)
    with without_process(monkeypatch):
        yield tmp_path


def names(folder: Path, park: str | None = None, stage: str | None = None) -> list[tuple[int, str]]:
    told = list_projects(settings_of(folder), park, stage, 10)
    return [(each["id"], each["name"]) for each in told.value]


def show(folder: Path, project_id: int) -> dict[str, Any]:
    shown: dict[str, Any] = show_project(settings_of(folder), project_id).value
    return shown


def do(command: Callable[..., Told], folder: Path, *arguments: Any) -> Told:
    return command(settings_of(folder), *arguments, dry_run=False)


def test_what_was_published_without_serve_is_read_by_rebuild(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lay_projects(tmp_path, read=False)
    settings = settings_of(tmp_path)
    listed = list_projects(settings, None, None, 10)
    assert listed.lines[0] == "no such projects" and "projects rebuild --due" in listed.lines[1]
    before = contents(tmp_path / "bot.db")
    with without_process(monkeypatch):
        dry = rebuild(settings, None, due=True, dry_run=True)
        assert contents(tmp_path / "bot.db") == before
        done = rebuild(settings, None, due=True, dry_run=False)
        assert rebuild(settings, None, due=True, dry_run=False).value == []
    assert {each["park"]: each["projects"] for each in done.value} == {LINFEN.name: 2, LINYI.name: 1}
    assert dry.value == done.value and "would be read anew" in dry.lines[-1]
    assert [name for _, name in names(tmp_path)] == [OTHERS, STORES, GLASS]
    assert names(tmp_path, LINFEN.name, "封顶") == [(1, GLASS)]


def test_a_project_is_shown_with_every_word_and_where_it_stands(here: Path) -> None:
    shown = show(here, 1)
    first, second = shown["tellings"]
    assert (first["stage_words"], first["investment"], first["name"]) == ("开工", "总投资2亿元", GLASS)
    source = first["source"]
    assert (source["article"], source["issue"], source["newspaper"]) == (1, 1, "科学导报")
    assert (source["published_on"], source["headline"]) == ("2026-04-04", "项目新进展之1")
    assert second["stage"] == "封顶" and shown["decisions"] == []
    promise = shown["promises"][0]
    assert (promise["when"], promise["what"], promise["outcome"]) == ("6月底前", "封顶", "kept")
    lines = show_project(settings_of(here), 1).lines
    assert any(line.startswith("article 1, issue 1: 科学导报 2026-04-04") for line in lines)


def test_decisions_hold_at_once_over_a_rebuild_and_are_taken_back(here: Path) -> None:
    told = do(merge, here, 2, 1)
    assert "are one now" in told.lines[0] and "projects undo 1" in told.lines[1]
    assert "are one already" in do(merge, here, 1, 2).lines[0]
    assert [number for number, _ in names(here, LINFEN.name)] == [1]
    rebuild(settings_of(here), LINFEN.name, due=False, dry_run=False)
    shown = show(here, 2)
    assert [each["source"]["article"] for each in shown["tellings"]] == [1, 2, 3]
    assert [each["about"] for each in shown["decisions"]] == [f"{STORES} = {GLASS}"]
    assert do(split, here, 1, 3).value["changed"]
    assert do(split, here, 1, 3).value["changed"] is False
    assert len(names(here, LINFEN.name)) == 2
    assert do(undo, here, 2).value["changed"]
    assert do(undo, here, 2).value["changed"] is False
    do(undo, here, 1)
    assert do(rename, here, 1, "恒岚 玻璃").value["decision"] == 3
    assert do(drop, here, 3).value["decision"] == 4
    rebuild(settings_of(here), None, due=False, dry_run=False)
    assert sorted(name for _, name in names(here)) == sorted(["恒岚 玻璃", STORES])
    dropped = show_project(settings_of(here), 3).lines
    assert "dropped" in dropped[0] and any(line.startswith("decision 4: none") for line in dropped)
    assert query(here, "SELECT what, person FROM deeds ORDER BY id") == [
        ("projects_merged", 0),
        ("project_split", 0),
        ("project_undone", 0),
        ("project_undone", 0),
        ("project_renamed", 0),
        ("project_dropped", 0),
    ]
    assert query(here, "SELECT count(*) FROM ledger_due") == [(0,)]


def test_dry_runs_write_nothing(here: Path) -> None:
    before = contents(here / "bot.db")
    settings = settings_of(here)
    for told, says in (
        (merge(settings, 2, 1, dry_run=True), "would be one now"),
        (split(settings, 1, 2, dry_run=True), "would be no longer of"),
        (rename(settings, 1, "玻璃", dry_run=True), "would be called 玻璃"),
        (drop(settings, 1, dry_run=True), "would be no project"),
    ):
        assert says in told.lines[0] and told.value["dry_run"]
    assert contents(here / "bot.db") == before


def test_bad_input_is_one_line_and_writes_nothing(here: Path) -> None:
    before = contents(here / "bot.db")
    for command, arguments, says in (
        (merge, (3, 1), f"two parks, {LINYI.name} and {LINFEN.name}"),
        (merge, (1, 99), "there is no project 99"),
        (merge, (1, 1), "one project as it is"),
        (split, (1, 3), "doesn't tell of it"),
        (split, (3, 4), "no other article"),
        (rename, (1, " "), "1 to 60 characters"),
        (undo, (7,), "there is no decision 7"),
    ):
        with pytest.raises(Refusal) as refused:
            do(command, here, *arguments)
        assert says in str(refused.value) and refused.value.status == BAD_INPUT
    with pytest.raises(Refusal, match="there is no project 99"):
        show(here, 99)
    assert contents(here / "bot.db") == before


def test_what_is_published_between_the_making_and_the_writing_is_not_lost(
    here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another process publishes while the worker makes the ledger."""
    from tests.storage.test_publishing import publish
    from tests.terminal import told_projects

    done = list[int]()

    def slow(worker: Any, task: Callable[..., Any], *arguments: Any) -> Any:
        made = task_at_once(worker, task, *arguments)
        if not done:
            done.append(1)
            with Database(here / "bot.db") as database:
                publish(database, told_projects.told("2026-08-01", LINFEN, f"{GLASS}试生产。", 5))
        return made

    monkeypatch.setattr(told_projects, "task_at_once", slow)
    with without_process(monkeypatch):
        do(rename, here, 1, "玻璃厂")
    assert [each["source"]["article"] for each in show(here, 1)["tellings"]] == [1, 2, 5]
    assert names(here, LINFEN.name)[0] == (1, "玻璃厂")
    assert query(here, "SELECT count(*) FROM ledger_due") == [(0,)]


async def test_the_command_line_gives_each_its_arguments(tmp_path: Path) -> None:
    lay_projects(tmp_path)
    assert (
        value(await run(tmp_path, "projects", "merge", "2", "1", "--json"))["about"] == f"{STORES} = {GLASS}"
    )
    listed = await run(tmp_path, "projects", "list", "--stage", "封顶", "--park", LINFEN.name, "--limit", "5")
    assert GLASS in listed.output and STORES not in listed.output and OTHERS not in listed.output
    assert "decision 1: same" in (await run(tmp_path, "projects", "show", "1")).output
    assert "there is no project 99" in refusal(await run(tmp_path, "projects", "drop", "99"))
