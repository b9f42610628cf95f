"""Roles: everybody reads; editors publish; owners see to the bot, name the editors, and are editors too.

A person is given by the number that Telegram knows them by (bot/people/sender.py). An admin (管理员) is no
role of ours: that is who may manage a group or channel at Telegram, and bot/people/managing.py asks there.
"""

from __future__ import annotations

from bot.context import Parts
from storage.people import editors


def may_publish(parts: Parts, person: int) -> bool:
    """Whether this person is an editor (编辑) now; another process may have named or removed them."""
    return is_owner(parts, person) or parts.database.glance(editors.is_editor, person)


def is_owner(parts: Parts, person: int) -> bool:
    """Whether this person is an owner (所有者), named in OWNER_IDS."""
    return person in parts.settings.owner_ids
