"""What an operator has configured, as every command begins: read, checked, and the log set up by it."""

from __future__ import annotations

import logging
import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.settings.configuration import Settings


def settings_of_operator() -> Settings:
    """The settings; names in the environment that look like a misspelt one are warned of.

    Raises what `load_settings` raises.
    """
    from bot.serving.logs import set_up_logging
    from bot.settings.configuration import Settings, load_settings
    from bot.settings.setting_names import near_misses

    settings = load_settings()
    set_up_logging(settings.log_level, secrets=settings.secrets, form=settings.log_format)
    for line in near_misses(os.environ, tuple(Settings.model_fields)):
        logging.getLogger("settings").warning("%s", line)
    return settings
