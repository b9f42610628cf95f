"""A switch: a setting that is 1 or 0."""

from __future__ import annotations

from typing import Annotated

from pydantic import BeforeValidator


def read_switch(value: object) -> object:
    """What "1" and "0" say. Raises ValueError for any other text."""
    if isinstance(value, str):
        if value not in ("0", "1"):
            raise ValueError("should be 1 or 0")
        return value == "1"
    return value


Switch = Annotated[bool, BeforeValidator(read_switch)]
