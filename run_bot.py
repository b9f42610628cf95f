#!/usr/bin/env python3
"""园区快报 · Park Briefs: the one way in. `python run_bot.py --help` lists the commands.

Installed with pip, it is the command `park-briefs`.
"""

from __future__ import annotations

import argparse
import asyncio
import dataclasses
import errno
import io
import json
import logging
import os
import sys
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from bot.exit_status import BAD_INPUT, DONE, Refusal
from bot.program import program
from bot.terminal.arguments.announce import spelt_out
from bot.terminal.arguments.arguments import Run, parser
from storage.files.faults import StorageError

if TYPE_CHECKING:
    from bot.settings.configuration import Settings
    from bot.terminal.output.told import Told


def main(arguments: list[str] | None = None) -> int:
    """Carries out one command; returns 0 done, 1 bad input, 2 configuration, 3 already running."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # a terminal that knows no Chinese still shows all
    try:
        options = parser(RUNS).parse_args(spelt_out(sys.argv[1:] if arguments is None else arguments))
        run: Run = options.run
        run(options)
        sys.stdout.flush()
    except Refusal as refusal:
        print(refusal, file=sys.stderr)
        return refusal.status
    except StorageError as error:
        print(f"the database can't be used: {error}", file=sys.stderr)
        return BAD_INPUT
    except KeyboardInterrupt:
        return DONE
    except BrokenPipeError:
        # Whoever reads our output (head, say) has seen enough; what is left in the buffer goes nowhere.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except OSError as error:
        if error.errno != errno.ENOSPC:
            raise
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        print(f"the output could not be written: {error.strerror}", file=sys.stderr)
        return BAD_INPUT
    return DONE


def serve(_: argparse.Namespace) -> None:
    """Serves the bot until it is told to stop."""
    from bot.serving.serve import serve as serve_bot

    asyncio.run(serve_bot(_settings()))


def demo(options: argparse.Namespace) -> None:
    """Runs the chat page in the browser."""
    from playground.demo.demo import PortInUse, run_demo
    from playground.standin.port import next_free_port

    try:
        asyncio.run(run_demo(_settings(), options.port))
    except PortInUse as error:
        other = next_free_port(error.port)
        raise Refusal(
            f"port {error.port} is in use: stop what uses it, or choose another: make demo PORT={other}"
            f" (without make: {program()} demo --port {other})",
            BAD_INPUT,
        ) from error


def parse(options: argparse.Namespace) -> None:
    """Prints a page's articles."""
    from bot.terminal.output.printing import page_text
    from bot.terminal.reading.page_command import read_file
    from bot.working.page_reading import page_of_file

    page = read_file(_settings(), options.file, page_of_file)
    print(_json_text(page) if options.json else page_text(page))


def brief(options: argparse.Namespace) -> None:
    """Prints the brief of each article of a page."""
    from bot.terminal.output.printing import briefs_text, explanations_text
    from bot.terminal.reading.page_command import read_file
    from bot.working.page_reading import briefs_of_file, explanations_of_file

    if options.explain:
        explanations = read_file(_settings(), options.file, explanations_of_file, options.max_chars)
        print(
            _json_text(list(map(dataclasses.asdict, explanations)))
            if options.json
            else explanations_text(explanations)
        )
        return
    briefs = read_file(_settings(), options.file, briefs_of_file, options.max_chars)
    print(_json_text(briefs) if options.json else briefs_text(briefs))


def repeats(options: argparse.Namespace) -> None:
    """Prints which articles of a file tell a story again."""
    from bot.terminal.reading.repeats_command import repeats as find_repeats

    print(_json_text(dict(find_repeats(options.file))))


def projects_read(options: argparse.Namespace) -> None:
    """Prints the projects that a file of articles tells of."""
    from bot.terminal.reading.projects_command import read_projects

    print(_json_text(read_projects(_settings(), options.file, options.as_of)))


def projects_profile(options: argparse.Namespace) -> None:
    """Prints a park in numbers."""
    from bot.terminal.projects.profile_command import show_profile

    _print_told(options, show_profile(_settings(), options.park, options.picture))


def projects_list(options: argparse.Namespace) -> None:
    """Lists projects."""
    from bot.terminal.projects.project_looking import list_projects

    _print_told(options, list_projects(_settings(), options.park, options.stage, options.limit))


def projects_show(options: argparse.Namespace) -> None:
    """Prints a project with its sources and decisions."""
    from bot.terminal.projects.project_looking import show_project

    _print_told(options, show_project(_settings(), options.project))


def projects_merge(options: argparse.Namespace) -> None:
    """Says that two projects are one."""
    from bot.terminal.projects.project_command import merge

    _print_told(options, merge(_settings(), options.project, options.into, dry_run=options.dry_run))


def projects_split(options: argparse.Namespace) -> None:
    """Takes what an article tells out of a project."""
    from bot.terminal.projects.project_command import split

    _print_told(options, split(_settings(), options.project, options.article, dry_run=options.dry_run))


def projects_rename(options: argparse.Namespace) -> None:
    """Gives a project a name."""
    from bot.terminal.projects.project_command import rename

    _print_told(options, rename(_settings(), options.project, options.name, dry_run=options.dry_run))


def projects_drop(options: argparse.Namespace) -> None:
    """Says that a project is none."""
    from bot.terminal.projects.project_command import drop

    _print_told(options, drop(_settings(), options.project, dry_run=options.dry_run))


def projects_undo(options: argparse.Namespace) -> None:
    """Takes a decision about projects back."""
    from bot.terminal.projects.project_command import undo

    _print_told(options, undo(_settings(), options.decision, dry_run=options.dry_run))


def projects_export(options: argparse.Namespace) -> None:
    """Writes projects to a spreadsheet."""
    from bot.terminal.projects.project_export import export

    _print_told(options, export(_settings(), options.file, options.park))


def projects_rebuild(options: argparse.Namespace) -> None:
    """Reads the projects of stored articles anew."""
    from bot.terminal.projects.project_command import rebuild

    _print_told(options, rebuild(_settings(), options.park, due=options.due, dry_run=options.dry_run))


def fetch(options: argparse.Namespace) -> None:
    """Fetches a page from the web."""
    from bot.terminal.sources.fetch_command import fetch_page

    _print_told(options, fetch_page(_settings(), options.address, out=options.out, lists=options.list))


def rebrief(_: argparse.Namespace) -> None:
    """Makes stored briefs anew."""
    from bot.terminal.archive.rebrief import rebrief as make_anew

    _print_lines(make_anew(_settings()))


def publish(options: argparse.Namespace) -> None:
    """Stores and publishes page files, each in whole or not at all."""
    from bot.terminal.issues.issue_pages import publish_files

    publishing = publish_files(
        _settings(),
        options.files,
        push=not options.no_push,
        dry_run=options.dry_run,
        full_text=not options.no_full_text,
        urgent=options.urgent or 0,
        newspaper=options.newspaper,
    )
    for told in publishing:
        _print_told(options, told, in_a_line=True)


def issue_list(options: argparse.Namespace) -> None:
    """Lists what is published."""
    from bot.terminal.issues.issue_command import list_issues

    _print_told(options, list_issues(_settings(), options.limit, options.newspaper))


def issue_show(options: argparse.Namespace) -> None:
    """Prints an issue, its articles and their revisions."""
    from bot.terminal.issues.issue_command import show_issue

    _print_told(options, show_issue(_settings(), options.issue))


def issue_receipt(options: argparse.Namespace) -> None:
    """Prints what became of what an issue owed."""
    from bot.terminal.issues.issue_command import show_receipt

    _print_told(options, show_receipt(_settings(), options.issue, corrections=options.corrections))


def story_show(options: argparse.Namespace) -> None:
    """Prints which articles tell a story."""
    from bot.terminal.archive.story_command import show

    _print_told(options, show(_settings(), options.article))


def story_fold(options: argparse.Namespace) -> None:
    """Lets two articles tell one story."""
    from bot.terminal.archive.story_command import fold

    _print_told(options, fold(_settings(), options.article, options.into, dry_run=options.dry_run))


def story_unfold(options: argparse.Namespace) -> None:
    """Lets an article tell a story of its own."""
    from bot.terminal.archive.story_command import unfold

    _print_told(options, unfold(_settings(), options.article, dry_run=options.dry_run))


def issue_edit(options: argparse.Namespace) -> None:
    """Mends an issue or an article of it."""
    from bot.terminal.issues.issue_edit import edit, wishes_of

    wishes = wishes_of(options)
    _print_told(options, edit(_settings(), options.issue, options.article, wishes, dry_run=options.dry_run))


def issue_correct(options: argparse.Namespace) -> None:
    """Corrects what is published by a page file."""
    from bot.terminal.issues.issue_pages import correct_file

    told = correct_file(
        _settings(), options.file, add=options.add, sounds=options.sound, dry_run=options.dry_run
    )
    _print_told(options, told, in_a_line=True)


def issue_retract(options: argparse.Namespace) -> None:
    """Retracts an issue or an article of it."""
    from bot.terminal.issues.issue_retraction import retract

    told = retract(
        _settings(),
        options.issue,
        options.article,
        options.reason,
        sounds=options.sound,
        dry_run=options.dry_run,
    )
    _print_told(options, told)


def announce_send(options: argparse.Namespace) -> None:
    """Sends an announcement."""
    from bot.terminal.people.announce_command import send

    told = send(
        _settings(),
        park=options.park,
        city=options.city,
        text=options.text,
        file=options.file,
        dry_run=options.dry_run,
    )
    _print_told(options, told)


def announce_list(options: argparse.Namespace) -> None:
    """Lists the announcements."""
    from bot.terminal.people.announce_command import list_announcements

    _print_told(options, list_announcements(_settings(), options.limit))


def announce_retract(options: argparse.Namespace) -> None:
    """Takes an announcement back."""
    from bot.terminal.people.announce_command import retract

    _print_told(options, retract(_settings(), options.number, dry_run=options.dry_run))


def letters_list(options: argparse.Namespace) -> None:
    """Lists letters, or who is muted."""
    from bot.terminal.people.letters_command import list_letters, list_muted

    if options.muted:
        _print_told(options, list_muted(_settings(), options.limit))
    else:
        _print_told(options, list_letters(_settings(), options.limit, every=options.all))


def letters_show(options: argparse.Namespace) -> None:
    """Prints a letter."""
    from bot.terminal.people.letters_command import show

    _print_told(options, show(_settings(), options.letter))


def letters_answer(options: argparse.Namespace) -> None:
    """Answers a letter."""
    from bot.terminal.people.letters_command import answer

    _print_told(options, answer(_settings(), options.letter, options.text, dry_run=options.dry_run))


def letters_close(options: argparse.Namespace) -> None:
    """Closes a letter."""
    from bot.terminal.people.letters_command import close

    _print_told(options, close(_settings(), options.letter, dry_run=options.dry_run))


def letters_mute(options: argparse.Namespace) -> None:
    """Mutes a reader."""
    from bot.terminal.people.letters_command import mute

    _print_told(options, mute(_settings(), options.letter, options.person, dry_run=options.dry_run))


def letters_unmute(options: argparse.Namespace) -> None:
    """Takes a reader's letters again."""
    from bot.terminal.people.letters_command import unmute

    _print_told(options, unmute(_settings(), options.letter, options.person, dry_run=options.dry_run))


def parks_import(options: argparse.Namespace) -> None:
    """Brings in a list of parks."""
    from bot.terminal.archive.parks_command import import_file

    _print_lines(import_file(_settings(), options.file))


def parks_list(options: argparse.Namespace) -> None:
    """Lists the parks."""
    from bot.terminal.archive.parks_command import list_lines

    _print_lines(list_lines(_settings(), city=options.city, unconfirmed=options.unconfirmed))


def parks_show(options: argparse.Namespace) -> None:
    """Prints all that is known of a park."""
    from bot.terminal.archive.parks_command import show_lines

    _print_lines(show_lines(_settings(), options.name))


def parks_alias(options: argparse.Namespace) -> None:
    """Adds an alias to a park, or takes it back."""
    from bot.terminal.archive.parks_command import alias_lines

    _print_lines(
        alias_lines(_settings(), options.name, options.alias, remove=options.remove, shared=options.shared)
    )


def parks_merge(options: argparse.Namespace) -> None:
    """Lets one park become part of another."""
    from bot.terminal.archive.parks_command import merge_lines

    _print_lines(merge_lines(_settings(), options.name, options.into))


def papers_list(options: argparse.Namespace) -> None:
    """Lists the newspapers."""
    from bot.terminal.archive.papers_command import list_papers

    _print_told(options, list_papers(_settings()))


def papers_show(options: argparse.Namespace) -> None:
    """Prints all that is known of a newspaper."""
    from bot.terminal.archive.papers_command import show_paper

    _print_told(options, show_paper(_settings(), options.name))


def papers_rename(options: argparse.Namespace) -> None:
    """Gives a newspaper another name."""
    from bot.terminal.archive.papers_command import rename

    _print_told(options, rename(_settings(), options.name, options.new_name, dry_run=options.dry_run))


def papers_alias(options: argparse.Namespace) -> None:
    """Lets a newspaper answer to one more name."""
    from bot.terminal.archive.papers_command import alias

    _print_told(options, alias(_settings(), options.name, options.alias, dry_run=options.dry_run))


def papers_merge(options: argparse.Namespace) -> None:
    """Makes one newspaper part of another."""
    from bot.terminal.archive.papers_command import merge

    _print_told(options, merge(_settings(), options.name, options.into, dry_run=options.dry_run))


def editor_list(options: argparse.Namespace) -> None:
    """Lists the editors."""
    from bot.terminal.people.editor_command import list_editors

    _print_told(options, list_editors(_settings()))


def editor_add(options: argparse.Namespace) -> None:
    """Makes somebody an editor."""
    from bot.terminal.people.editor_command import add

    _print_told(options, add(_settings(), options.person, options.name, dry_run=options.dry_run))


def editor_remove(options: argparse.Namespace) -> None:
    """Ends somebody's being an editor."""
    from bot.terminal.people.editor_command import remove

    _print_told(options, remove(_settings(), options.person, dry_run=options.dry_run))


def editor_link(options: argparse.Namespace) -> None:
    """Makes an invitation."""
    from bot.terminal.people.editor_command import link

    _print_told(options, link(_settings(), dry_run=options.dry_run))


def move_account(options: argparse.Namespace) -> None:
    """Lets the bot of the token take over the database."""
    from bot.terminal.keeping.move_command import move_account

    _print_told(options, move_account(_settings(), really=options.to_this_bot))


def move_page(options: argparse.Namespace) -> None:
    """Writes a page to print with the bot's link."""
    from bot.terminal.keeping.move_command import move_page

    _print_told(options, move_page(_settings(), options.file, force=options.force))


def inbox_list(options: argparse.Namespace) -> None:
    """Lists what came into the watched folder."""
    from bot.terminal.sources.inbox_command import list_files

    _print_told(options, list_files(_settings(), options.limit))


def stats(options: argparse.Namespace) -> None:
    """Prints the numbers of readers, follows and deliveries."""
    from bot.terminal.people.stats_command import show_stats

    _print_told(options, show_stats(_settings(), options.picture))


def move_server(options: argparse.Namespace) -> None:
    """Packs the bot for another server."""
    from bot.terminal.keeping.server_move import move_server

    _print_told(options, move_server(_settings(), options.file))


def move_here(options: argparse.Namespace) -> None:
    """Puts a packed bot in place."""
    from bot.terminal.keeping.server_move import move_here

    _print_told(options, move_here(_settings(), options.file))


def move_back(options: argparse.Namespace) -> None:
    """Lets a packed bot be served here again."""
    from bot.terminal.keeping.server_move import move_back

    _print_told(options, move_back(_settings()))


def sources_list(options: argparse.Namespace) -> None:
    """Lists the sources."""
    from bot.terminal.sources.sources_command import list_sources

    _print_told(options, list_sources(_settings()))


def sources_add(options: argparse.Namespace) -> None:
    """Adds a source."""
    from bot.terminal.sources.sources_command import add_source

    told = add_source(_settings(), options.link, options.newspaper, options.every, dry_run=options.dry_run)
    _print_told(options, told)


def sources_remove(options: argparse.Namespace) -> None:
    """Removes a source."""
    from bot.terminal.sources.sources_command import remove_source

    _print_told(options, remove_source(_settings(), options.source, dry_run=options.dry_run))


def sources_pause(options: argparse.Namespace) -> None:
    """Lets a source rest."""
    from bot.terminal.sources.sources_command import pause_source

    _print_told(options, pause_source(_settings(), options.source, paused=True))


def sources_resume(options: argparse.Namespace) -> None:
    """Lets a source be looked at again."""
    from bot.terminal.sources.sources_command import pause_source

    _print_told(options, pause_source(_settings(), options.source, paused=False))


def sources_look(options: argparse.Namespace) -> None:
    """Looks at a source."""
    from bot.terminal.sources.sources_command import look_at_source

    _print_told(options, look_at_source(_settings(), options.source))


def prune(options: argparse.Namespace) -> None:
    """Deletes what is kept no longer."""
    from bot.terminal.keeping.prune_command import prune_now

    _print_told(
        options,
        prune_now(_settings(), clock_is_right=options.clock_is_right, dry_run=options.dry_run),
    )


def backup(options: argparse.Namespace) -> None:
    """Writes a backup."""
    from bot.terminal.keeping.keeping import backup_lines

    _print_lines(backup_lines(_settings(), options.file, force=options.force))


def export(options: argparse.Namespace) -> None:
    """Writes the public archive."""
    from bot.terminal.keeping.export_command import export_lines

    _print_lines(export_lines(_settings(), options.file, force=options.force))


def restore(options: argparse.Namespace) -> None:
    """Puts a backup in place, or decides about what was held then."""
    from bot.terminal.keeping.keeping import decide_lines, restore_lines

    decision = options.send or options.drop
    if options.file is None and not decision:
        raise Refusal("name a backup, or decide with --send or --drop about what was held", BAD_INPUT)
    if options.file is not None:
        _print_lines(restore_lines(_settings(), options.file))
    if decision:
        _print_lines(decide_lines(_settings(), send=options.send))


def check(options: argparse.Namespace) -> None:
    """Prints what is wrong in the stored files, or mends it."""
    from bot.terminal.keeping.keeping import check_files, repair_files

    told, is_wrong = (repair_files if options.repair else check_files)(_settings())
    _print_told(options, told)
    if is_wrong:
        raise Refusal("something is wrong in the stored files", BAD_INPUT)


def ask(options: argparse.Namespace) -> None:
    """Prints one answer."""
    from playground.demo.ask import answer

    print(asyncio.run(answer(_settings(), options.text)))


def _settings() -> Settings:
    from bot.serving.logs import set_up_logging
    from bot.settings.configuration import Settings, load_settings
    from bot.settings.setting_names import near_misses

    settings = load_settings()
    set_up_logging(settings.log_level, secrets=settings.secrets, form=settings.log_format)
    for line in near_misses(os.environ, tuple(Settings.model_fields)):
        logging.getLogger("settings").warning("%s", line)
    return settings


def _print_lines(lines: Iterable[str]) -> None:
    for line in lines:
        print(line, flush=True)


def _print_told(options: argparse.Namespace, told: Told, *, in_a_line: bool = False) -> None:
    """Prints what a command tells; JSON `in_a_line` is for commands that tell of several files."""
    if not options.json:
        _print_lines(told.lines)
    elif in_a_line:
        print(json.dumps(told.value, ensure_ascii=False), flush=True)
    else:
        print(_json_text(told.value))


def _json_text(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2)


RUNS: Mapping[str, Run] = {
    "serve": serve,
    "demo": demo,
    "parse": parse,
    "brief": brief,
    "repeats": repeats,
    "projects read": projects_read,
    "projects profile": projects_profile,
    "projects list": projects_list,
    "projects show": projects_show,
    "projects merge": projects_merge,
    "projects split": projects_split,
    "projects rename": projects_rename,
    "projects drop": projects_drop,
    "projects undo": projects_undo,
    "projects export": projects_export,
    "projects rebuild": projects_rebuild,
    "fetch": fetch,
    "rebrief": rebrief,
    "publish": publish,
    "issue list": issue_list,
    "issue show": issue_show,
    "issue edit": issue_edit,
    "issue publish": publish,
    "issue correct": issue_correct,
    "issue retract": issue_retract,
    "issue receipt": issue_receipt,
    "announce send": announce_send,
    "announce list": announce_list,
    "announce retract": announce_retract,
    "letters list": letters_list,
    "letters show": letters_show,
    "letters answer": letters_answer,
    "letters close": letters_close,
    "letters mute": letters_mute,
    "letters unmute": letters_unmute,
    "story show": story_show,
    "story fold": story_fold,
    "story unfold": story_unfold,
    "parks import": parks_import,
    "parks list": parks_list,
    "parks show": parks_show,
    "parks alias": parks_alias,
    "parks merge": parks_merge,
    "papers list": papers_list,
    "papers show": papers_show,
    "papers rename": papers_rename,
    "papers alias": papers_alias,
    "papers merge": papers_merge,
    "editor list": editor_list,
    "editor add": editor_add,
    "editor remove": editor_remove,
    "editor link": editor_link,
    "move account": move_account,
    "move page": move_page,
    "move server": move_server,
    "move here": move_here,
    "move back": move_back,
    "inbox list": inbox_list,
    "sources list": sources_list,
    "sources add": sources_add,
    "sources remove": sources_remove,
    "sources pause": sources_pause,
    "sources resume": sources_resume,
    "sources look": sources_look,
    "stats": stats,
    "prune": prune,
    "backup": backup,
    "export": export,
    "restore": restore,
    "check": check,
    "ask": ask,
}


if __name__ == "__main__":
    sys.exit(main())
