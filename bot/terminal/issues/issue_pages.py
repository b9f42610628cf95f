"""Publishing page files on the command line, and correcting what is published by them."""

from __future__ import annotations

import shlex
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from bot.exit_status import BAD_INPUT, Refusal
from bot.serving.opening import open_worker
from bot.settings.configuration import Settings
from bot.terminal.input import issue_values
from bot.terminal.input.opened import opened
from bot.terminal.issues.behind import behind_lines
from bot.terminal.issues.difference_words import difference_words
from bot.terminal.issues.issue_writing import Done, carry_out, correct_page, publish_pages
from bot.terminal.issues.retold import looked_at
from bot.terminal.output.printing import counted, did
from bot.terminal.output.told import Told
from bot.terminal.reading.page_command import read_page
from storage.archive.prepared import PreparedIssue
from storage.database import Database


def publish_files(
    settings: Settings,
    paths: Sequence[Path],
    *,
    push: bool,
    dry_run: bool,
    full_text: bool = True,
    urgent: int = 0,
    newspaper: str | None = None,
) -> Iterator[Told]:
    """Publishes files, each in whole or not at all, telling of each; in a dry run says what would be done.

    Without `full_text` readers get the briefs of what is new, and its link, alone. `urgent` is the number of
    the article that waits for no digest, 0 for none. `newspaper` is what they are of, whatever they say
    themselves. Raises Refusal at the first that can't be published; those before it are.
    """
    if urgent and (len(paths) > 1 or not push):
        raise Refusal("--urgent is for one file, and one that is pushed", BAD_INPUT)
    named = None if newspaper is None else issue_values.newspaper(newspaper)
    with opened(settings, dry_run=dry_run) as database, open_worker(settings) as worker:
        ready: list[tuple[Path, PreparedIssue]] = []
        refused: Refusal | None = None
        for path in paths:
            try:
                page = read_page(worker, settings.limits, path, database)
                if named is not None:
                    page = replace(page, newspaper=named, newspaper_vouched=True)
                page = looked_at(worker, database, page)
                ready.append((path, _with_urgent(replace(page, full_text=full_text), urgent)))
            except Refusal as refusal:
                refused = refusal
                break
            if not dry_run:
                yield from _publish(settings, database, ready, last=paths[-1], push=push, dry_run=dry_run)
                ready.clear()
        # A dry run is undone as a whole, so that what it says of a file holds behind those before it.
        yield from _publish(settings, database, ready, last=paths[-1], push=push, dry_run=dry_run)
        if refused is not None:
            raise refused


def _with_urgent(issue: PreparedIssue, number: int) -> PreparedIssue:
    """The issue with its `number`th article as the urgent one. Raises Refusal where it has fewer."""
    if not number:
        return issue
    if number > len(issue.articles):
        raise Refusal(f"--urgent {number}: the page has {counted(len(issue.articles), 'article')}", BAD_INPUT)
    issue = issue.keyed()
    return replace(issue, urgent=issue.articles[number - 1].key)


def correct_file(settings: Settings, path: Path, *, add: bool, sounds: bool, dry_run: bool) -> Told:
    """Corrects what is stored of a file's articles where the file says something else. Raises Refusal."""
    with opened(settings, dry_run=dry_run) as database, open_worker(settings) as worker:
        issue = looked_at(worker, database, read_page(worker, settings.limits, path, database))
        try:
            done = carry_out(database, settings.owner_ids, correct_page, issue, add=add, sounds=sounds)
        except Refusal as refusal:
            raise Refusal(f"{path}: not corrected: {refusal}", refusal.status) from refusal
    return Told((*_correct_lines(path, done, dry_run=dry_run), *behind_lines(done.behind)), _value(done))


def _publish(
    settings: Settings,
    database: Database,
    ready: Sequence[tuple[Path, PreparedIssue]],
    *,
    last: Path,
    push: bool,
    dry_run: bool,
) -> Iterator[Told]:
    if not ready:
        return
    try:
        done_of_each = carry_out(
            database, settings.owner_ids, publish_pages, [issue for _, issue in ready], push=push
        )
    except Refusal as refusal:
        names = ", ".join(str(path) for path, _ in ready)
        raise Refusal(f"{names}: not published: {refusal}", refusal.status) from refusal
    for (path, _), done in zip(ready, done_of_each, strict=True):
        lines = list(_publish_lines(path, done, push=push, dry_run=dry_run))
        if path is last:
            lines += behind_lines(done.behind)
        yield Told(tuple(lines), _value(done))


def _value(done: Done) -> dict[str, Any]:
    return {
        "issue": done.issue_id,
        "added": done.added,
        "known": done.known,
        "retold": done.retold,
        "owed": done.owed + done.corrections,
        "corrected": done.corrected,
        "changed": done.changed,
    }


def _publish_lines(path: Path, done: Done, *, push: bool, dry_run: bool) -> Iterator[str]:
    known = f", {done.known} published before" if done.known else ""
    if done.added:
        verb = did("publish" if push else "store", dry_run=dry_run)
        owed = f"owed to {done.owed} chats" if push else "pushed to nobody"
        retold = f", {done.retold} of them told before" if done.retold else ""
        yield f"{path}: {verb} {counted(done.added, 'article')}{retold}{known}, {owed}"
    else:
        yield f"{path}: nothing new{known}"
    if done.changed:
        differ, them = ("differs", "it") if done.changed == 1 else ("differ", "them")
        yield (
            f"{counted(done.changed, 'article')} {differ} from what is published"
            f" ({difference_words(done.differences)}):"
            f" `issue correct {shlex.quote(str(path))}` corrects {them}"
        )


def _correct_lines(path: Path, done: Done, *, dry_run: bool) -> Iterator[str]:
    known = f", {done.known} left as published" if done.known else ""
    if done.corrected:
        corrected = f"{did('correct', dry_run=dry_run)} {counted(done.corrected, 'article')}"
        yield (
            f"{path}: {corrected} of issue {done.issue_id}"
            f" ({difference_words(done.differences)}){known}, {counted(done.corrections, 'correction')} owed"
        )
    else:
        yield f"{path}: nothing to correct{known}"
    if done.added:
        added = f"{did('add', dry_run=dry_run)} {counted(done.added, 'article')}"
        yield f"{added}, owed to {done.owed} chats"
    if done.left_new:
        them = "it" if done.left_new == 1 else "them"
        yield f"{counted(done.left_new, 'new article')} not added: --add adds {them}"
