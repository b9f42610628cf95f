"""What stays of an update when it is handled: its numbers, and what tells it from another. Pure."""

from __future__ import annotations

import hashlib
import json
from typing import Any

FINGERPRINT_BYTES = 16
# What stays of a handled update: what storage/incoming/incoming.py asks of it, and the `from_chat` of its
# table.
_NUMBERS_OF_MESSAGE: dict[str, Any] = {
    "chat": {"id": {}},
    "from": {"id": {}},
    "sender_chat": {"id": {}},
    "is_topic_message": {},
    "message_thread_id": {},
    "migrate_from_chat_id": {},
}
_NUMBERS: dict[str, Any] = {
    "update_id": {},
    "message": _NUMBERS_OF_MESSAGE,
    "callback_query": {"from": {"id": {}}, "message": _NUMBERS_OF_MESSAGE},
    "my_chat_member": {"chat": {"id": {}}, "from": {"id": {}}},
}


def fingerprint(raw: str) -> str:
    """What tells an update from another with the same number, when what it said is not kept any more."""
    return hashlib.blake2b(raw.encode(), digest_size=FINGERPRINT_BYTES).hexdigest()


def numbers_of(raw: str) -> str:
    """The update (JSON) without anything that somebody wrote."""
    return json.dumps(_only(json.loads(raw), _NUMBERS))


def _only(value: Any, wanted: dict[str, Any]) -> Any:
    """The parts of a JSON value that are wanted; where nothing more is, the value itself."""
    if not wanted or not isinstance(value, dict):
        return value
    return {name: _only(value[name], inner) for name, inner in wanted.items() if name in value}
