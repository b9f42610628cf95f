"""What somebody may do in a group or channel."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from playground.standin.person import Person

_ADMIN_RIGHTS = (
    "can_manage_chat",
    "can_delete_messages",
    "can_manage_video_chats",
    "can_restrict_members",
    "can_promote_members",
    "can_change_info",
    "can_invite_users",
    "can_post_stories",
    "can_edit_stories",
    "can_delete_stories",
)
_CHANNEL_RIGHTS = ("can_post_messages", "can_edit_messages")
_GROUP_RIGHTS = ("can_pin_messages", "can_manage_topics")
_MEMBER_RIGHTS = (
    "can_send_messages",
    "can_send_audios",
    "can_send_documents",
    "can_send_photos",
    "can_send_videos",
    "can_send_video_notes",
    "can_send_voice_notes",
    "can_send_polls",
    "can_send_other_messages",
    "can_add_web_page_previews",
    "can_change_info",
    "can_invite_users",
    "can_pin_messages",
    "can_manage_topics",
    "can_edit_tag",
    "can_react_to_messages",
)


class Status(StrEnum):
    """Telegram's names for what a member is."""

    OWNER = "creator"
    ADMINISTRATOR = "administrator"
    MEMBER = "member"
    RESTRICTED = "restricted"
    LEFT = "left"
    KICKED = "kicked"


PRESENT = frozenset({Status.OWNER, Status.ADMINISTRATOR, Status.MEMBER, Status.RESTRICTED})
ADMINS = frozenset({Status.OWNER, Status.ADMINISTRATOR})


@dataclass(frozen=True, slots=True)
class Member:
    """A person in a chat; `rights` are the ones an administrator has, or a restricted member lacks."""

    person: Person
    status: Status
    rights: frozenset[str] = field(default_factory=frozenset)

    @property
    def is_present(self) -> bool:
        """Whether they are in the chat."""
        return self.status in PRESENT

    @property
    def is_admin(self) -> bool:
        """Whether they are an administrator or the owner."""
        return self.status in ADMINS

    def may(self, right: str) -> bool:
        """Whether they have a right: an owner any, an administrator those given, others those not taken."""
        if self.status is Status.ADMINISTRATOR:
            return right in self.rights
        if self.status is Status.RESTRICTED:
            return right not in self.rights
        return self.is_present

    def to_json(self, chat_type: str) -> dict[str, Any]:
        """The ChatMember object, as a chat of that type has it."""
        body: dict[str, Any] = {"status": str(self.status), "user": self.person.to_json()}
        if self.status is Status.OWNER:
            body["is_anonymous"] = False
        elif self.status is Status.ADMINISTRATOR:
            body |= {"can_be_edited": False, "is_anonymous": False}
            extra = _CHANNEL_RIGHTS if chat_type == "channel" else _GROUP_RIGHTS
            body |= {right: right in self.rights for right in (*_ADMIN_RIGHTS, *extra)}
        elif self.status is Status.RESTRICTED:
            body |= {"is_member": True, "until_date": 0}
            body |= {right: right not in self.rights for right in _MEMBER_RIGHTS}
        elif self.status is Status.KICKED:
            body["until_date"] = 0
        return body
