"""The language the bot speaks. `bot/wording.py` is its Chinese; another language is one more file beside it.

`bot/wording_en.py`, say, defines the names of `bot/wording.py` in English, as many as it has; what it leaves
out stays Chinese. LANGUAGE=en then speaks it. Placeholders such as {park} are to be the same, which is
checked when the bot starts.
"""

from __future__ import annotations

import importlib
import importlib.util
import re
from types import ModuleType

from bot import wording
from bot.refusal import ConfigurationError

CHINESE = "zh"
_PLACEHOLDER = re.compile(r"{(\w*)[^}]*}")


def speak(language: str) -> None:
    """Puts the sentences of a language in place of the Chinese ones, for the whole process.

    To be called before the commands are declared. Raises ConfigurationError where there is no such language,
    or where its file names what `bot/wording.py` doesn't have, or with other placeholders.
    """
    if language == CHINESE:
        return
    name = f"bot.wording_{language}"
    if importlib.util.find_spec(name) is None:
        raise ConfigurationError(
            f"LANGUAGE is {language}, but there is no bot/wording_{language}.py; zh is built in"
        )
    spoken = importlib.import_module(name)
    for sentence, value in _sentences(spoken).items():
        original = getattr(wording, sentence, None)
        if _form(original) != _form(value):
            raise ConfigurationError(
                f"bot/wording_{language}.py: {sentence} doesn't have the form of the one in bot/wording.py"
            )
        setattr(wording, sentence, value)


def _sentences(module: ModuleType) -> dict[str, object]:
    """What a language's file says: its constants, and the functions it defines itself."""
    return {
        name: value
        for name, value in vars(module).items()
        if not name.startswith("_")
        and (name.isupper() or getattr(value, "__module__", None) == module.__name__)
    }


def _form(value: object) -> object:
    """What has to be the same in every language: kind, placeholders, keys."""
    if isinstance(value, str):
        return "text", frozenset(_PLACEHOLDER.findall(value))
    if isinstance(value, dict):
        return "table", frozenset((key, _form(sentence)) for key, sentence in value.items())
    if callable(value):
        return "function"
    return type(value)
