"""The command line's words: every command with its arguments, and what runs it."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Mapping
from pathlib import Path

from bot.program import program
from bot.terminal.arguments.announce import add_announce_commands
from bot.terminal.arguments.inbox import add_inbox_commands
from bot.terminal.arguments.issue import add_issue_commands, add_publish_arguments
from bot.terminal.arguments.letters import add_letters_commands
from bot.terminal.arguments.move import add_move_commands
from bot.terminal.arguments.projects import add_projects_commands
from bot.terminal.arguments.sources import add_sources_commands
from bot.terminal.arguments.story import add_story_commands

Run = Callable[[argparse.Namespace], None]
Add = Callable[[str, str], argparse.ArgumentParser]

DEMO_PORT = 8080
HIGHEST_PORT = 65_535
BRIEF_CHARS = 120
FEWEST_CHARS, MOST_CHARS = 40, 400


def parser(runs: Mapping[str, Run]) -> argparse.ArgumentParser:
    """The parser of all commands; it leaves the one of `runs` that was asked for in `run`.

    Commands of two words have both for their name there: `parks list`.
    """
    made = argparse.ArgumentParser(
        prog=program().removeprefix("python "),
        description="Park Briefs: news briefs of development zones, over Telegram.",
    )
    made.set_defaults(run=runs["serve"])
    add = _adding(made, runs)
    add("serve", "serve the bot by long polling (what happens without a command)")
    command = add("demo", "run the bot without Telegram, as a chat page in the browser")
    command.add_argument("--port", type=_port, default=DEMO_PORT, help=f"default {DEMO_PORT}")
    _add_page_commands(add)
    projects = add("projects", "what articles tell of projects: read, list, show, put right, export, profile")
    add_projects_commands(_adding(projects, runs, "projects"))
    add("rebrief", "make stored briefs anew that another version of the ranker made")
    add_publish_arguments(add("publish", "store and publish page files; a running serve pushes them"))
    issue = add("issue", "look at what is published, and edit, correct or retract it")
    add_issue_commands(_adding(issue, runs, "issue"))
    announce = add("announce", "tell readers something: send (or nothing), list, retract")
    add_announce_commands(_adding(announce, runs, "announce"))
    letters = add("letters", "see to what readers write: list, show, answer, close, mute, unmute")
    add_letters_commands(_adding(letters, runs, "letters"))
    story = add("story", "which articles tell one story: show them, fold them into it, take them apart")
    add_story_commands(_adding(story, runs, "story"))
    parks = add("parks", "keep the list of parks: import, list, show, alias, merge")
    _add_parks_commands(_adding(parks, runs, "parks"))
    papers = add("papers", "keep the newspapers: list, show, rename, alias, merge")
    _add_papers_commands(_adding(papers, runs, "papers"))
    editor = add("editor", "keep the editors: list, add, remove, invite by a link")
    _add_editor_commands(_adding(editor, runs, "editor"))
    move = add("move", "move to another bot account, and write the page that tells readers: account, page")
    add_move_commands(_adding(move, runs, "move"))
    inbox = add("inbox", "look at the watched folder: list")
    add_inbox_commands(_adding(inbox, runs, "inbox"))
    command = add("stats", "print the numbers of readers, follows, deliveries; nobody's name is in them")
    command.add_argument("--json", action="store_true", help="as JSON")
    command.add_argument("--picture", type=Path, metavar="FILE", help="draw them into a PNG file too")
    source = add("sources", "keep what is looked at: list, add, remove, pause, resume, look")
    add_sources_commands(_adding(source, runs, "sources"))
    _add_keeping_commands(add)
    command = add("ask", "print the bot's answer to a message, leaving no trace")
    command.add_argument("text", help='for example "/park 临猗"')
    return made


def _adding(to: argparse.ArgumentParser, runs: Mapping[str, Run], group: str = "") -> Add:
    """What adds commands to a parser, those of a group below its name."""
    commands = to.add_subparsers(title="commands", metavar="COMMAND", required=bool(group))

    def add(name: str, about: str) -> argparse.ArgumentParser:
        command = commands.add_parser(name, help=about, description=about)
        full_name = f"{group} {name}".strip()
        if not any(other.startswith(f"{full_name} ") for other in runs):
            command.set_defaults(run=runs[full_name])
        return command

    return add


def _add_page_commands(add: Add) -> None:
    command = add("parse", "print the articles of a page file")
    command.add_argument("file", type=Path)
    command.add_argument("--json", action="store_true", help="as JSON")
    command = add("brief", "print a brief of each article of a page file")
    command.add_argument("file", type=Path)
    command.add_argument("--json", action="store_true", help="as JSON")
    command.add_argument(
        "--max-chars",
        type=_brief_chars,
        default=BRIEF_CHARS,
        help=f"{FEWEST_CHARS} to {MOST_CHARS}, default {BRIEF_CHARS}",
    )
    command.add_argument("--explain", action="store_true", help="show why each piece was chosen")
    command = add("fetch", "fetch a page from a public address and print its articles, or those it lists")
    command.add_argument("address", metavar="URL", help="http or https")
    command.add_argument("--json", action="store_true", help="as JSON")
    how = command.add_mutually_exclusive_group()
    how.add_argument("--out", type=Path, metavar="FILE", help="store it as it was sent instead")
    how.add_argument(
        "--list", action="store_true", help="only the articles that it lists, with their addresses"
    )
    command = add("repeats", "print which articles of a JSON lines file tell an earlier one's story again")
    command.add_argument("file", type=Path, help="an article a line; - for standard input")
    command.add_argument("--json", action="store_true", help="as JSON, which it always is")


def _add_parks_commands(add: Add) -> None:
    add("import", "bring in a CSV list of parks").add_argument("file", type=Path)
    command = add("list", "list the parks, tab-separated")
    command.add_argument("--city", default="", help="only those of a city")
    command.add_argument("--unconfirmed", action="store_true", help="only those that a page alone has named")
    add("show", "print all that is known of a park").add_argument("name")
    command = add("alias", "let a park answer to one more name")
    command.add_argument("name")
    command.add_argument("alias")
    how = command.add_mutually_exclusive_group()
    how.add_argument("--remove", action="store_true", help="take the alias back instead")
    how.add_argument(
        "--shared",
        action="store_true",
        help="add it although another park answers to it: who asks for it is offered both",
    )
    command = add("merge", "let one park become part of another")
    command.add_argument("name")
    command.add_argument("into")


def _add_papers_commands(add: Add) -> None:
    listing = add("list", "list the newspapers, tab-separated")
    showing = add("show", "print all that is known of a newspaper")
    showing.add_argument("name")
    renaming = add("rename", "give a newspaper another name; it goes on answering to the old one")
    renaming.add_argument("name")
    renaming.add_argument("new_name", metavar="NEW")
    alias = add("alias", "let a newspaper answer to one more name")
    alias.add_argument("name")
    alias.add_argument("alias")
    merging = add("merge", "make one newspaper part of another, with its issues, names and followers")
    merging.add_argument("name")
    merging.add_argument("into")
    for each in (listing, showing, renaming, alias, merging):
        each.add_argument("--json", action="store_true", help="as JSON")
    for each in (renaming, alias, merging):
        each.add_argument("--dry-run", action="store_true", help="say what would be done, do nothing")


def _add_editor_commands(add: Add) -> None:
    who = "the person's number, as /id tells it, or the @name of somebody who has written to the bot"
    listing = add("list", "list the editors, tab-separated")
    command = add("add", "let somebody publish; they and the owners are told")
    command.add_argument("person", help=who)
    command.add_argument("name", nargs="?", default="", help="what to call them")
    removing = add("remove", "let an editor publish no more")
    removing.add_argument("person", help=who)
    link = add("link", "make a link that lets whoever opens it first publish; valid for a day")
    for each in (listing, command, removing, link):
        each.add_argument("--json", action="store_true", help="as JSON")
    for each in (command, removing, link):
        each.add_argument("--dry-run", action="store_true", help="say what would be done, do nothing")


def _add_keeping_commands(add: Add) -> None:
    command = add("prune", "delete what is kept no longer, as serve does once a day")
    command.add_argument("--json", action="store_true", help="as JSON")
    command.add_argument("--dry-run", action="store_true", help="say how many rows would go, delete nothing")
    command.add_argument(
        "--clock-is-right",
        action="store_true",
        help="believe a clock that is more than a month ahead of the last pruning",
    )
    command = add("backup", "write database and incoming updates to one file, beside a running serve")
    command.add_argument("file", type=Path)
    command.add_argument("--force", action="store_true", help="overwrite an existing file")
    command = add("export", "write the public archive: an SQLite file without readers, for Datasette")
    command.add_argument("file", type=Path, help="archive.db, as deploy/datasette/metadata.yaml calls it")
    command.add_argument("--force", action="store_true", help="overwrite an existing file")
    command = add("restore", "put a backup in place; what was there is kept, what may have been sent is held")
    command.add_argument("file", type=Path, nargs="?")
    decision = command.add_mutually_exclusive_group()
    decision.add_argument("--send", action="store_true", help="send what a restore held; some may come twice")
    decision.add_argument("--drop", action="store_true", help="drop what a restore held")
    command = add("check", "look the stored files over; exit 1 where something is wrong")
    command.add_argument("--json", action="store_true", help="as JSON")
    command.add_argument(
        "--repair", action="store_true", help="mend what can be mended, while serve is stopped"
    )


def _brief_chars(text: str) -> int:
    if not text.isdecimal() or not FEWEST_CHARS <= int(text) <= MOST_CHARS:
        raise argparse.ArgumentTypeError(f"{text!r} is not between {FEWEST_CHARS} and {MOST_CHARS}")
    return int(text)


def _port(text: str) -> int:
    if not text.isdecimal() or not 0 < int(text) <= HIGHEST_PORT:
        raise argparse.ArgumentTypeError(f"{text!r} is not a port between 1 and {HIGHEST_PORT}")
    return int(text)
