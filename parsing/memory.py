"""Memory that ran out inside a parser: told as that, never as a fault of the file."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from lxml import etree  # type: ignore[import-untyped]  # ships no types


def ran_out(error: BaseException) -> bool:
    """Whether an error, of lxml's perhaps, or what it came from says that memory ran out.

    libxml2 tells it by an entry of its log; lxml makes a syntax error without words of it.
    """
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, MemoryError):
            return True
        if isinstance(cause, etree.LxmlError) and tells_of_it(cause.error_log):
            return True
        if isinstance(cause, etree.XMLSyntaxError) and not len(cause.error_log):
            return True  # nor was there memory for the entry
        cause = cause.__cause__ or cause.__context__
    return False


def tells_of_it(log: Iterable[Any]) -> bool:
    """Whether a parser's log says that memory ran out; what it made of the text is not all of it then."""
    return any(entry.type == etree.ErrorTypes.ERR_NO_MEMORY for entry in log)
