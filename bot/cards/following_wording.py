"""What is followed, as sentences name it."""

from __future__ import annotations

from bot import wording
from storage.chats.follows import Followed, Kind, Target


def shown_name(target: Target, name: str) -> str:
    """A park's name as it is, 运城（全市）, #招聘. Plain text.

    A project whose name says that it is one is named without （项目）.
    """
    if target.kind == Kind.PROJECT and name.endswith(wording.PROJECT_ENDING):
        return name
    return wording.FOLLOWED_NAMES[Kind(target.kind).name].format(name=name)


def shown(followed: Followed) -> str:
    """`shown_name` of something followed."""
    return shown_name(followed.target, followed.name)
