"""Emptiness: what is set to nothing counts as not set, except where nothing has a meaning of its own."""

from __future__ import annotations

from typing import Any

from pydantic.fields import FieldInfo
from pydantic_settings import (
    BaseSettings,
    DotEnvSettingsSource,
    EnvSettingsSource,
    PydanticBaseSettingsSource,
)

EMPTY_MEANS_NONE = ("ops_listen",)


class EmptyOnes(PydanticBaseSettingsSource):
    """The settings of EMPTY_MEANS_NONE that a source has as empty."""

    def __init__(self, settings: type[BaseSettings], source: EnvSettingsSource) -> None:
        super().__init__(settings)
        self._source = source

    def get_field_value(self, field: FieldInfo, field_name: str) -> tuple[Any, str, bool]:
        """The empty text, or None (pydantic-settings asks)."""
        is_empty = field_name in EMPTY_MEANS_NONE and self._source.env_vars.get(field_name) == ""
        return "" if is_empty else None, field_name, False

    def __call__(self) -> dict[str, Any]:
        """The empty ones by name."""
        return {name: "" for name in EMPTY_MEANS_NONE if self._source.env_vars.get(name) == ""}


def with_emptiness(
    settings: type[BaseSettings], environment: PydanticBaseSettingsSource, file: PydanticBaseSettingsSource
) -> tuple[PydanticBaseSettingsSource, ...]:
    """The environment and `.env`, behind each of them what stands there as empty and means something so."""
    env_file = file.env_file if isinstance(file, DotEnvSettingsSource) else None
    in_file = DotEnvSettingsSource(settings, env_file=env_file, env_ignore_empty=False)
    return (
        environment,
        EmptyOnes(settings, EnvSettingsSource(settings, env_ignore_empty=False)),
        file,
        EmptyOnes(settings, in_file),
    )
