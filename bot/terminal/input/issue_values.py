"""What somebody may say of an issue or article on the command line: checked, and set as it is stored."""

from __future__ import annotations

import datetime as dt
import re

from bot.exit_status import BAD_INPUT, Refusal
from parsing.link import LONGEST_LINK, is_link
from parsing.newspaper_names import LONGEST_NEWSPAPER, newspaper_name
from parsing.park_names import fold

LONGEST_HEADLINE = 200
LONGEST_PARK = 60
LONGEST_PAGE = 10
LONGEST_REASON = 100
LONGEST_SHOWN = 60
EARLIEST_DAY = dt.date(1949, 1, 1)
# A newspaper may be read a little before its day.
MOST_DAYS_AHEAD = 7

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def headline(text: str) -> str:
    """A headline. Raises Refusal."""
    return _line("--headline", text, LONGEST_HEADLINE)


def park_name(text: str) -> str:
    """What may be a park's name. Raises Refusal."""
    return _line("the park's name", text, LONGEST_PARK)


def reason(text: str) -> str:
    """Why something is retracted, as readers are told. Raises Refusal."""
    return _line("--reason", text, LONGEST_REASON)


def newspaper(text: str, argument: str = "--newspaper") -> str:
    """A newspaper's name, typed as this argument. Raises Refusal."""
    return _line(argument, newspaper_name(text), LONGEST_NEWSPAPER)


def page(text: str) -> str:
    """A page as issues have it: 3 for 第3版; empty where it is to be unknown. Raises Refusal."""
    number = "".join(fold(text).split()).removeprefix("第").removesuffix("版")
    return _line("--page", number, LONGEST_PAGE) if number else ""


def link(text: str) -> str:
    """The address of a page on the web; empty where it is to be unknown. Raises Refusal."""
    text = text.strip()
    if text and not is_link(text):
        raise Refusal(
            f"--link {shown(text)} is no address: give http:// or https:// with a host, without blanks,"
            f" {LONGEST_LINK} characters at most",
            BAD_INPUT,
        )
    return text


def day(text: str, today: dt.date) -> dt.date:
    """A newspaper's day. Raises Refusal."""
    found = None
    if _DAY.fullmatch(text):
        try:
            found = dt.date.fromisoformat(text)
        except ValueError:  # the 31st of a shorter month
            found = None
    if found is None:
        raise Refusal(f"--date {shown(text)} is no day: give one as 2026-04-04", BAD_INPUT)
    latest = today + dt.timedelta(days=MOST_DAYS_AHEAD)
    if not EARLIEST_DAY <= found <= latest:
        raise Refusal(f"--date {found} can't be: give a day between {EARLIEST_DAY} and {latest}", BAD_INPUT)
    return found


def shown(text: str) -> str:
    """Somebody's words quoted in an error, on one line and not too long."""
    return repr(text if len(text) <= LONGEST_SHOWN else text[:LONGEST_SHOWN] + "…")


def shown_end(text: str) -> str:
    """Like `shown`, of which the end is what matters."""
    return repr(text if len(text) <= LONGEST_SHOWN else "…" + text[-LONGEST_SHOWN:])


def _line(what: str, text: str, most: int) -> str:
    line = " ".join(text.split())
    if not line:
        raise Refusal(f"{what} is empty: give it some words", BAD_INPUT)
    # Neither control characters, nor bytes that are no text, nor line breaks.
    if not line.isprintable() or len(text.strip().splitlines()) > 1:
        raise Refusal(f"{what} {shown(text)} is not one line that can be printed: write it as one", BAD_INPUT)
    if len(line) > most:
        raise Refusal(f"{what} has {len(line)} characters: give {most} at most", BAD_INPUT)
    return line
