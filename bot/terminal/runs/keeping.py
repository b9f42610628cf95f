"""What runs behind `move`, `backup`, `restore`, `check`, `prune` and `export`: keeping the files."""

from __future__ import annotations

import argparse
from collections.abc import Mapping

from bot.exit_status import BAD_INPUT, Refusal
from bot.terminal.arguments.arguments import Run
from bot.terminal.input.configured import settings_of_operator
from bot.terminal.output.printed import print_lines, print_told


def move_account(options: argparse.Namespace) -> None:
    """Lets the bot of the token take over the database."""
    from bot.terminal.keeping.move_command import move_account

    print_told(options, move_account(settings_of_operator(), really=options.to_this_bot))


def move_page(options: argparse.Namespace) -> None:
    """Writes a page to print with the bot's link."""
    from bot.terminal.keeping.move_command import move_page

    print_told(options, move_page(settings_of_operator(), options.file, force=options.force))


def move_server(options: argparse.Namespace) -> None:
    """Packs the bot for another server."""
    from bot.terminal.keeping.server_move import move_server

    print_told(options, move_server(settings_of_operator(), options.file))


def move_here(options: argparse.Namespace) -> None:
    """Puts a packed bot in place."""
    from bot.terminal.keeping.server_move import move_here

    print_told(options, move_here(settings_of_operator(), options.file))


def move_back(options: argparse.Namespace) -> None:
    """Lets a packed bot be served here again."""
    from bot.terminal.keeping.server_move import move_back

    print_told(options, move_back(settings_of_operator()))


def prune(options: argparse.Namespace) -> None:
    """Deletes what is kept no longer."""
    from bot.terminal.keeping.prune_command import prune_now

    print_told(
        options,
        prune_now(settings_of_operator(), clock_is_right=options.clock_is_right, dry_run=options.dry_run),
    )


def backup(options: argparse.Namespace) -> None:
    """Writes a backup."""
    from bot.terminal.keeping.keeping import backup_lines

    print_lines(backup_lines(settings_of_operator(), options.file, force=options.force))


def export(options: argparse.Namespace) -> None:
    """Writes the public archive."""
    from bot.terminal.keeping.export_command import export_lines

    print_lines(export_lines(settings_of_operator(), options.file, force=options.force))


def restore(options: argparse.Namespace) -> None:
    """Puts a backup in place, or decides about what was held then."""
    from bot.terminal.keeping.keeping import decide_lines, restore_lines

    decision = options.send or options.drop
    if options.file is None and not decision:
        raise Refusal("name a backup, or decide with --send or --drop about what was held", BAD_INPUT)
    if options.file is not None:
        print_lines(restore_lines(settings_of_operator(), options.file))
    if decision:
        print_lines(decide_lines(settings_of_operator(), send=options.send))


def check(options: argparse.Namespace) -> None:
    """Prints what is wrong in the stored files, or mends it."""
    from bot.terminal.keeping.keeping import check_files, repair_files

    told, is_wrong = (repair_files if options.repair else check_files)(settings_of_operator())
    print_told(options, told)
    if is_wrong:
        raise Refusal("something is wrong in the stored files", BAD_INPUT)


RUNS: Mapping[str, Run] = {
    "move account": move_account,
    "move page": move_page,
    "move server": move_server,
    "move here": move_here,
    "move back": move_back,
    "prune": prune,
    "backup": backup,
    "export": export,
    "restore": restore,
    "check": check,
}
