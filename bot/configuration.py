"""The configuration: environment variables, or the same names in a file `.env`."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path
from typing import Annotated
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from pydantic import SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

TOKEN_FORM = re.compile(r"\d+:[A-Za-z0-9_-]+")
LOG_LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL")


class ConfigurationError(Exception):
    """A setting is missing or malformed; the message is one line that names it and says how to mend it."""


class Settings(BaseSettings):
    """What the bot is told from outside. Only the token is required, and only to serve."""

    model_config = SettingsConfigDict(
        env_file=".env",
        env_file_encoding="utf-8",
        env_ignore_empty=True,
        extra="ignore",
        hide_input_in_errors=True,
    )

    telegram_bot_token: SecretStr | None = None
    owner_ids: Annotated[frozenset[int], NoDecode] = frozenset()
    database: Path = Path("data/parkbriefs.db")
    telegram_api_url: str = "https://api.telegram.org"
    timezone: str = "Asia/Shanghai"
    digest_time: str = "08:00"
    log_level: str = "INFO"
    language: str = "zh"

    @field_validator("telegram_bot_token")
    @classmethod
    def _token_form(cls, token: SecretStr | None) -> SecretStr | None:
        if token is not None and not TOKEN_FORM.fullmatch(token.get_secret_value()):
            raise ValueError("should look like 123456789:AAE… as @BotFather gave it")
        return token

    @field_validator("owner_ids", mode="before")
    @classmethod
    def _numbers(cls, value: object) -> object:
        if not isinstance(value, str):
            return value
        parts = [part.strip() for part in value.split(",") if part.strip()]
        if not all(part.isascii() and part.isdigit() for part in parts):
            raise ValueError(
                "should be numeric Telegram user ids, separated by commas; /id tells a person theirs"
            )
        return frozenset(int(part) for part in parts)

    @field_validator("telegram_api_url")
    @classmethod
    def _http_address(cls, url: str) -> str:
        parts = urlsplit(url)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise ValueError("should be an http or https address such as https://api.telegram.org")
        return url.rstrip("/")

    @field_validator("timezone")
    @classmethod
    def _known_zone(cls, name: str) -> str:
        try:
            ZoneInfo(name)
        except (KeyError, ValueError, OSError) as error:
            raise ValueError("should be an IANA time zone such as Asia/Shanghai") from error
        return name

    @field_validator("digest_time")
    @classmethod
    def _clock_time(cls, text: str) -> str:
        if not re.fullmatch(r"\d{1,2}:\d{2}", text):
            raise ValueError("should be a time of day such as 08:00")
        hour, minute = map(int, text.split(":"))
        try:
            return dt.time(hour, minute).isoformat("minutes")
        except ValueError as error:
            raise ValueError("should be a time of day between 00:00 and 23:59") from error

    @field_validator("language")
    @classmethod
    def _language_code(cls, code: str) -> str:
        if not re.fullmatch(r"[a-z]{2,3}", code):
            raise ValueError("should be a language code such as zh")
        return code

    @field_validator("log_level")
    @classmethod
    def _known_level(cls, level: str) -> str:
        if level.upper() not in LOG_LEVELS:
            raise ValueError(f"should be one of {', '.join(LOG_LEVELS)}")
        return level.upper()

    @property
    def token(self) -> str:
        """The bot token. Raises ConfigurationError where none is set."""
        if self.telegram_bot_token is None:
            raise ConfigurationError(
                "TELEGRAM_BOT_TOKEN is not set: put the token from @BotFather into the environment or .env, "
                "or try the bot without one: python run_bot.py demo"
            )
        return self.telegram_bot_token.get_secret_value()


def load_settings() -> Settings:
    """The settings from the environment and `.env`. Raises ConfigurationError naming the first bad one."""
    try:
        return Settings()
    except ValidationError as error:
        first = error.errors(include_input=False, include_url=False)[0]
        variable = str(first["loc"][0]).upper()
        reason = first["msg"].removeprefix("Value error, ")
        raise ConfigurationError(f"{variable} is malformed: it {reason}") from None
    except UnicodeDecodeError:
        raise ConfigurationError(
            ".env is malformed: it should be a UTF-8 text file of NAME=value lines"
        ) from None
