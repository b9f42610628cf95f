"""What people set between a command and what it is about."""

from __future__ import annotations

BEHIND_COMMAND = " :：,，\n\t\u3000"
