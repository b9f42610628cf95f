"""The configuration: environment variables, or the same names in a file `.env`."""

from __future__ import annotations

import datetime as dt
import re
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Annotated
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, NonNegativeInt, PositiveInt, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, NoDecode, PydanticBaseSettingsSource, SettingsConfigDict

from bot.exit_status import ConfigurationError
from bot.program import program
from bot.settings.emptiness import with_emptiness
from bot.settings.folder import a_folder
from bot.settings.listen_address import a_listen_address
from bot.settings.local_server import files_of_local_server
from bot.settings.log_format import a_log_format
from bot.settings.setting_names import check_names
from bot.settings.switch import Switch
from bot.settings.webhook_address import (
    WebhookAddress,
    read_listen,
    read_secret,
    read_url,
    webhook_address,
)
from bot.transport.proxy import Proxy, choose_proxy, read_proxy, secrets_in
from bot.transport.telegram_limits import DOWNLOAD_BYTES, LOCAL_FILE_BYTES, MESSAGES_PER_SECOND

TOKEN_FORM = re.compile(r"\d+:[A-Za-z0-9_-]+")
MEGABYTE = 1024 * 1024
ENV_FILE = Path(".env")
IN_MEMORY = ":memory:"  # SQLite's name for no file at all; every connection would have another
LOG_LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL")

if TYPE_CHECKING:
    from parsing.documents import Limits


class Settings(BaseSettings):
    """What the bot is told from outside. Only the token is required, and only to serve."""

    model_config = SettingsConfigDict(
        env_file=ENV_FILE,
        env_file_encoding="utf-8",
        env_ignore_empty=True,
        extra="ignore",
        hide_input_in_errors=True,
    )

    telegram_bot_token: SecretStr | None = None
    owner_ids: Annotated[frozenset[int], NoDecode] = frozenset()
    database: Path = Path("data/parkbriefs.db")
    telegram_api_url: str = "https://api.telegram.org"
    telegram_api_local: Switch = False
    telegram_api_files: Path | None = None
    webhook_url: Annotated[str, AfterValidator(read_url)] = ""
    webhook_listen: Annotated[str, AfterValidator(read_listen)] = "127.0.0.1:8443"
    webhook_secret: Annotated[SecretStr | None, AfterValidator(read_secret)] = None
    timezone: str = "Asia/Shanghai"
    digest_time: str = "08:00"
    send_rate: int = MESSAGES_PER_SECOND
    undo_seconds: NonNegativeInt = 10
    paid_broadcast: bool = False
    max_file_mb: PositiveInt = 20
    max_text_mb: PositiveInt = 1
    max_pdf_pages: PositiveInt = 60
    keep_backups_days: PositiveInt = 30
    keep_updates_days: PositiveInt = 7
    keep_searches_days: PositiveInt = 400
    keep_misses_days: PositiveInt = 30
    keep_openings_days: PositiveInt = 400
    keep_messages_days: PositiveInt = 730
    keep_deliveries_days: PositiveInt = 180
    keep_letters_days: PositiveInt = 365
    keep_uploads_days: PositiveInt = 7
    keep_pastes_days: PositiveInt = 8
    keep_drafts_days: PositiveInt = 90
    keep_log_days: PositiveInt = 1095
    inbox: Annotated[Path | None, AfterValidator(a_folder)] = None
    backups: Annotated[Path | None, AfterValidator(a_folder)] = None
    backup_keep: PositiveInt = 7
    picture_font: Path | None = None
    fetch_contact: str = ""
    log_level: str = "INFO"
    log_format: Annotated[str, AfterValidator(a_log_format)] = "console"
    ops_listen: Annotated[str, AfterValidator(a_listen_address)] = "127.0.0.1:9464"
    telegram_proxy: SecretStr | None = None
    # What is usual everywhere, in small letters too; they may hold a password.
    https_proxy: SecretStr | None = None
    http_proxy: SecretStr | None = None
    all_proxy: SecretStr | None = None
    no_proxy: str = ""

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Where settings come from, the first one counting (pydantic-settings asks)."""
        return init_settings, *with_emptiness(settings_cls, env_settings, dotenv_settings)

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

    @field_validator("database")
    @classmethod
    def _a_file(cls, path: Path) -> Path:
        if path.name in ("", "..") or str(path) == IN_MEMORY:
            raise ValueError("should be the path of a file, such as data/parkbriefs.db")
        return path

    @field_validator("fetch_contact")
    @classmethod
    def _contact(cls, contact: str) -> str:
        if not re.fullmatch(r"[!-'*-~]{0,200}", contact):
            raise ValueError("should be an address such as https://example.org/bot or name@example.org")
        return contact

    @field_validator("telegram_api_url")
    @classmethod
    def _http_address(cls, url: str) -> str:
        if not _is_http_address(url):
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

    @field_validator("telegram_proxy")
    @classmethod
    def _proxy_address(cls, address: SecretStr | None) -> SecretStr | None:
        if address is not None:
            read_proxy(address.get_secret_value())
        return address

    @field_validator("send_rate", mode="before")
    @classmethod
    def _positive(cls, value: object) -> object:
        if isinstance(value, str) and not (value.isascii() and value.isdecimal() and int(value) > 0):
            raise ValueError(
                f"should be a positive whole number of messages a second, {MESSAGES_PER_SECOND} by default"
            )
        return value

    @field_validator("paid_broadcast", mode="before")
    @classmethod
    def _yes_or_no(cls, value: object) -> object:
        if isinstance(value, str) and value not in ("0", "1"):
            raise ValueError("should be 1 (messages above the free rate are paid for with Stars) or 0")
        return value == "1" if isinstance(value, str) else value

    @field_validator("log_level")
    @classmethod
    def _known_level(cls, level: str) -> str:
        if level.upper() not in LOG_LEVELS:
            raise ValueError(f"should be one of {', '.join(LOG_LEVELS)}")
        return level.upper()

    @property
    def limits(self) -> Limits:
        """How much a page file may hold."""
        from parsing.documents import Limits  # the formats it knows are not needed to start or to answer

        return Limits(
            file_bytes=self.max_file_mb * MEGABYTE,
            text_bytes=self.max_text_mb * MEGABYTE,
            pdf_pages=self.max_pdf_pages,
        )

    @property
    def proxy(self) -> Proxy | None:
        """The proxy that Telegram is reached through. Raises ConfigurationError where it can't be used."""
        standard = {
            name: value.get_secret_value()
            for name, value in (
                ("HTTPS_PROXY", self.https_proxy),
                ("HTTP_PROXY", self.http_proxy),
                ("ALL_PROXY", self.all_proxy),
            )
            if value is not None
        }
        own = None if self.telegram_proxy is None else self.telegram_proxy.get_secret_value()
        return choose_proxy(self.telegram_api_url, own=own, standard=standard, without=self.no_proxy)

    @property
    def local_files(self) -> Path | None:
        """Where a Bot API server of one's own puts files; None where files are downloaded.

        Raises ConfigurationError where there is such a server and it isn't said, or is no folder.
        """
        return files_of_local_server(self.telegram_api_files) if self.telegram_api_local else None

    @property
    def telegram_file_bytes(self) -> int:
        """How large a file may be that comes by Telegram."""
        if not self.telegram_api_local:
            return DOWNLOAD_BYTES
        return min(self.max_file_mb * MEGABYTE, LOCAL_FILE_BYTES)

    @property
    def webhook(self) -> WebhookAddress | None:
        """Where Telegram brings updates; None where they are polled. Raises ConfigurationError."""
        return webhook_address(self.webhook_url, self.webhook_listen, self.webhook_secret)

    @property
    def secrets(self) -> tuple[str, ...]:
        """What may stand in no log: the token, the webhook's secret, passwords in addresses."""
        addresses = (self.telegram_proxy, self.https_proxy, self.http_proxy, self.all_proxy)
        token = self.telegram_bot_token.get_secret_value() if self.telegram_bot_token else ""
        hook = self.webhook_secret.get_secret_value() if self.webhook_secret else ""
        shown = [address.get_secret_value() for address in addresses if address is not None]
        of_addresses = map(secrets_in, (*shown, self.telegram_api_url))
        return tuple(secret for secret in (token, hook, *chain.from_iterable(of_addresses)) if secret)

    @property
    def bot_id(self) -> str:
        """Telegram's number of the bot, which its token begins with. Raises ConfigurationError."""
        return self.token.partition(":")[0]

    @property
    def token(self) -> str:
        """The bot token. Raises ConfigurationError where none is set."""
        if self.telegram_bot_token is None:
            raise ConfigurationError(
                "TELEGRAM_BOT_TOKEN is not set: put the token from @BotFather into the environment or .env, "
                f"or try the bot without one: {program()} demo"
            )
        return self.telegram_bot_token.get_secret_value()


def _is_http_address(url: str) -> bool:
    try:
        parts = urlsplit(url)
        port = parts.port  # raises for a port that can't be one
    except ValueError:
        return False
    return (
        parts.scheme in ("http", "https") and bool(parts.hostname) and port != 0 and not re.search(r"\s", url)
    )


def load_settings() -> Settings:
    """The settings from the environment and `.env`.

    Raises ConfigurationError naming the first bad one, or a name in `.env` that is none of ours.
    """
    try:
        check_names(ENV_FILE, tuple(Settings.model_fields))
        return Settings()
    except ValidationError as error:
        first = error.errors(include_input=False, include_url=False)[0]
        variable = str(first["loc"][0]).upper()
        reason = first["msg"].removeprefix("Value error, ").removeprefix("Input ")
        raise ConfigurationError(f"{variable} is malformed: it {reason}") from None
    except UnicodeDecodeError:
        raise ConfigurationError(
            ".env is malformed: it should be a UTF-8 text file of NAME=value lines"
        ) from None
    except OSError as error:
        raise ConfigurationError(f".env can't be read: {error.strerror}") from None
