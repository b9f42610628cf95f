"""The webhook: where Telegram is to bring updates, where they arrive here, and the secret with them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from pydantic import SecretStr
from yarl import URL

from bot.exit_status import ConfigurationError

# core.telegram.org/bots/api#setwebhook
PORTS = (80, 88, 443, 8443)
# Telegram takes a single letter too; one that can be guessed lets strangers send updates.
_SECRET_FORM = re.compile(r"[A-Za-z0-9_-]{16,256}")
_HIGHEST_PORT = 65_535
_URL_FORM = (
    "should be an https address with one of Telegram's ports (443, 80, 88, 8443), such as "
    "https://bot.example.org/telegram"
)
_LISTEN_FORM = "should be an address and a port of this machine, such as 127.0.0.1:8443"


@dataclass(frozen=True, slots=True)
class WebhookAddress:
    """`url` is what Telegram calls; a proxy that ends TLS passes it on, `path` kept, to `host` and `port`."""

    url: str
    host: str
    port: int
    secret: str = field(repr=False)

    @property
    def path(self) -> str:
        """The path of the address, as a request for it has it: in clear, whatever stood there as %67."""
        return URL(self.url).path

    def __str__(self) -> str:
        return urlsplit(self.url).hostname or ""


def read_url(url: str) -> str:
    """The address, checked; "" is no webhook. Raises ValueError."""
    if not url:
        return url
    try:
        parts = urlsplit(url)
        port = parts.port or 443
    except ValueError:
        raise ValueError(_URL_FORM) from None
    plain = not (parts.username or parts.password or parts.query or parts.fragment)
    if parts.scheme != "https" or not parts.hostname or port not in PORTS or not plain:
        raise ValueError(_URL_FORM)
    if not re.fullmatch(r"[!-~]*", url):
        raise ValueError(_URL_FORM)
    return url


def read_listen(address: str) -> str:
    """The address to listen on, checked: host:port, [::1]:port. Raises ValueError."""
    host_and_port(address)
    return address


def read_secret(secret: SecretStr | None) -> SecretStr | None:
    """The secret, checked. Raises ValueError, which doesn't show it."""
    if secret is not None and not _SECRET_FORM.fullmatch(secret.get_secret_value()):
        raise ValueError(
            "should be 16 to 256 letters, digits, _ and -, such as `openssl rand -hex 32` prints"
        )
    return secret


def host_and_port(address: str) -> tuple[str, int]:
    """Both of "host:port". Raises ValueError."""
    host, _, port = address.rpartition(":")
    host = host[1:-1] if host.startswith("[") and host.endswith("]") else host
    if not host or not re.fullmatch(r"[0-9]{1,5}", port) or not 0 < int(port) <= _HIGHEST_PORT:
        raise ValueError(_LISTEN_FORM)
    return host, int(port)


def webhook_address(url: str, listen: str, secret: SecretStr | None) -> WebhookAddress | None:
    """The webhook that the settings ask for, None for polling. Raises ConfigurationError without a secret."""
    if not url:
        return None
    if secret is None:
        raise ConfigurationError(
            "WEBHOOK_SECRET is not set: without it anybody could send the bot updates; set it to 16 to 256 "
            "letters, digits, _ and -, such as `openssl rand -hex 32` prints"
        )
    return WebhookAddress(url, *host_and_port(listen), secret.get_secret_value())
