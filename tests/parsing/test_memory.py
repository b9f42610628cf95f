"""An error that a lack of memory is behind is told as that, however it came up."""

from __future__ import annotations

import pytest

from parsing.memory import ran_out


def raised(*, cause: BaseException, on_purpose: bool) -> ValueError:
    """A ValueError raised from `cause`, or while it was being handled."""
    try:
        try:
            raise cause
        except type(cause) as error:
            if on_purpose:
                raise ValueError("no page") from error
            raise ValueError("no page")  # noqa: B904
    except ValueError as error:
        return error


def test_memory_that_ran_out_is_told() -> None:
    assert ran_out(MemoryError())


@pytest.mark.parametrize("on_purpose", [True, False])
def test_what_came_of_it_is_told_too(on_purpose: bool) -> None:
    assert ran_out(raised(cause=MemoryError(), on_purpose=on_purpose))


@pytest.mark.parametrize("on_purpose", [True, False])
def test_another_fault_is_none(on_purpose: bool) -> None:
    assert not ran_out(raised(cause=KeyError("page"), on_purpose=on_purpose))
