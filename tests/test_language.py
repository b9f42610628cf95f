"""Another language is one more file."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from types import ModuleType

import pytest

from bot import language, wording
from bot.refusal import ConfigurationError


@pytest.fixture
def english(monkeypatch: pytest.MonkeyPatch) -> Iterator[ModuleType]:
    """An empty bot/wording_en.py; the Chinese is back afterwards."""
    chinese = dict(vars(wording))
    module = ModuleType("bot.wording_en")
    module.__spec__ = language.importlib.util.spec_from_loader("bot.wording_en", None)
    monkeypatch.setitem(sys.modules, "bot.wording_en", module)
    yield module
    vars(wording).update(chinese)


def test_a_language_says_what_it_has_and_chinese_the_rest(english: ModuleType) -> None:
    english.NEXT = "Next"
    english.NO_SUCH_PARK = "No park called {name}. Did you mean:"
    language.speak("en")
    assert wording.NEXT == "Next" and wording.PREVIOUS == "上一页"
    assert wording.NO_SUCH_PARK.format(name="x") == "No park called x. Did you mean:"


@pytest.mark.parametrize(
    ("name", "value"),
    [("NO_SUCH_PARK", "No {park}"), ("NOT_THERE", "x"), ("DIGEST_WHEN", {"daily": "{time}"}), ("NEXT", 1)],
)
def test_a_sentence_of_another_form_is_refused_by_name(english: ModuleType, name: str, value: object) -> None:
    setattr(english, name, value)
    with pytest.raises(ConfigurationError, match=name):
        language.speak("en")


def test_a_language_without_a_file_is_a_clear_line() -> None:
    with pytest.raises(ConfigurationError, match="LANGUAGE is xx"):
        language.speak("xx")


def test_chinese_is_what_is_spoken() -> None:
    language.speak("zh")
    assert wording.NEXT == "下一页"
