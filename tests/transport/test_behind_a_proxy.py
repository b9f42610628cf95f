"""Telegram through a proxy: which one counts, everything goes through it, and an unusable one is named."""

from __future__ import annotations

import contextlib
import logging
import shutil
import subprocess
from collections.abc import AsyncIterator
from pathlib import Path
from urllib.parse import quote

import aiohttp
import pytest
from telegram import Bot
from telegram.error import NetworkError

from bot.exit_status import ConfigurationError
from bot.serving.logs import RedactingFormatter
from bot.settings.configuration import Settings
from bot.transport.aiohttp_request import AiohttpRequest, Unreachable
from bot.transport.proxy import FORM, Proxy, choose_proxy, read_proxy, secrets_in
from playground.standin.bot_api import BotApi
from playground.standin.loopback import Loopback
from tests.proxies import proxy_to, tls_in_front_of
from tests.run_bot_process import SERVING, run, serving

TOKEN = "1234567890:AAE-this-token-is-nobodys-business-0000"
# A name that no resolver knows: only a proxy leads there.
NOWHERE = "api.telegram.invalid"
PASSWORD = "geheim-p@ss:wort"
IN_ADDRESS = "geheim-p%40ss%3Awort"
CLOSED_PORT = 9


@contextlib.asynccontextmanager
async def bot_through(proxy: Proxy | None, url: str = f"http://{NOWHERE}") -> AsyncIterator[Bot]:
    requests = [AiohttpRequest(proxy=proxy) for _ in range(2)]
    yield Bot(
        TOKEN,
        base_url=f"{url}/bot",
        base_file_url=f"{url}/file/bot",
        request=requests[0],
        get_updates_request=requests[1],
    )
    for request in requests:
        await request.shutdown()


def made_certificate(folder: Path) -> tuple[str, str]:
    """A certificate for NOWHERE that nobody else trusts, and its key: two files."""
    certificate, key = str(folder / "cert.pem"), str(folder / "key.pem")
    made = ("-newkey", "rsa:2048", "-nodes", "-days", "2", "-keyout", key, "-out", certificate)
    names = ("-subj", f"/CN={NOWHERE}", "-addext", f"subjectAltName=DNS:{NOWHERE}")
    subprocess.run(["openssl", "req", "-x509", *made, *names], check=True, capture_output=True)
    return certificate, key


@pytest.fixture
async def server() -> AsyncIterator[Loopback]:
    """A Bot API over HTTP that knows one reader."""
    api = BotApi(TOKEN)
    api.user(7, started=True)
    async with Loopback(api) as listening:
        yield listening


@pytest.mark.parametrize("user", ["", "somebody"])
@pytest.mark.parametrize("kind", ["http", "socks5"])
async def test_calls_polls_and_files_go_through_it(server: Loopback, kind: str, user: str) -> None:
    credentials = f"{user}:{IN_ADDRESS}@" if user else ""
    async with proxy_to(server.port, kind, user=user, password=PASSWORD if user else "") as through:
        proxy = read_proxy(f"{kind}://{credentials}127.0.0.1:{through.port}")
        async with bot_through(proxy) as bot:
            await bot.send_message(7, "临猗")
            assert through.asked
            calls = len(through.asked)
            server.api.user(7).send("/id")
            assert len(await bot.get_updates(timeout=5)) == 1
            assert len(through.asked) > calls
            sent = await bot.send_document(7, b"0123456789" * 20_000, filename="a.txt")
            assert sent.document is not None
            file = await sent.document.get_file()
            assert bytes(await file.download_as_bytearray()) == b"0123456789" * 20_000
    assert all(NOWHERE in asked for asked in through.asked)


@pytest.mark.parametrize(("kind", "scheme"), [("http", "http"), ("http", "https"), ("socks5", "http")])
async def test_a_wrong_password_is_told_by_the_variable_and_never_shown(
    server: Loopback, kind: str, scheme: str
) -> None:
    async with proxy_to(server.port, kind, user="somebody", password="other") as through:
        proxy = read_proxy(f"{kind}://somebody:{IN_ADDRESS}@127.0.0.1:{through.port}", "ALL_PROXY")
        async with bot_through(proxy, f"{scheme}://{NOWHERE}") as bot:
            with pytest.raises(Unreachable) as refused:
                await bot.get_me()
    said = str(refused.value)
    assert "ALL_PROXY" in said and f"127.0.0.1:{through.port}" in said
    assert PASSWORD not in said and IN_ADDRESS not in said and "somebody" not in said


@pytest.mark.parametrize("kind", ["http", "https", "socks5"])
async def test_a_proxy_that_is_not_there_is_named(kind: str) -> None:
    proxy = read_proxy(f"{kind}://somebody:{IN_ADDRESS}@127.0.0.1:{CLOSED_PORT}")
    async with bot_through(proxy) as bot:
        with pytest.raises(Unreachable) as lost:
            await bot.get_me()
    assert "TELEGRAM_PROXY" in str(lost.value) and PASSWORD not in str(lost.value)


@pytest.mark.parametrize("kind", ["http", "socks5"])
async def test_what_is_no_proxy_at_all_is_a_network_error(server: Loopback, kind: str) -> None:
    proxy = read_proxy(f"{kind}://127.0.0.1:{server.port}")
    async with bot_through(proxy, f"https://{NOWHERE}") as bot:
        with pytest.raises(NetworkError):
            await bot.get_me()


@pytest.mark.parametrize(
    ("address", "read"),
    [
        ("http://proxy.example:3128", ("http", "proxy.example", 3128, None, None)),
        ("proxy.example:3128", ("http", "proxy.example", 3128, None, None)),
        ("https://proxy.example", ("https", "proxy.example", 443, None, None)),
        ("socks5://u:p%40@[::1]", ("socks5", "::1", 1080, "u", "p@")),
        ("socks5h://proxy.example", ("socks5", "proxy.example", 1080, None, None)),
    ],
)
def test_addresses(address: str, read: tuple[object, ...]) -> None:
    proxy = read_proxy(address)
    assert (proxy.scheme, proxy.host, proxy.port, proxy.username, proxy.password) == read
    assert "p@" not in f"{proxy!r} {proxy}"


@pytest.mark.parametrize(
    "address",
    ["socks4://h:1", "ftp://h", "http://", "http://h:0", "http://h:99999", "http://a b", "http://[::"],
)
def test_what_is_no_proxys_address(address: str) -> None:
    with pytest.raises(ValueError, match=FORM[:20]):
        read_proxy(address)
    assert secrets_in(address) == ()


@pytest.mark.parametrize("kind", ["http", "socks5"])
@pytest.mark.parametrize("password", [PASSWORD, "w", "oder"])
def test_no_form_of_a_password_stands_in_a_line_of_the_log(kind: str, password: str) -> None:
    user, quoted = "somebody", quote(password, safe="")
    settings = Settings(_env_file=None, telegram_proxy=f"{kind}://{user}:{quoted}@127.0.0.1:1")
    told = aiohttp.encode_basic_auth(user, password)
    words = f"{quoted} | {password} | {told}"
    record = logging.LogRecord("aiohttp", logging.DEBUG, "", 0, words, (), None)
    line = RedactingFormatter(settings.secrets).format(record)
    assert line.endswith("<secret> | <secret> | Basic <secret>")


def test_nor_does_a_password_in_the_address_of_a_bot_api_server() -> None:
    settings = Settings(_env_file=None, telegram_api_url="http://somebody:pass%20word@127.0.0.1:1")
    record = logging.LogRecord("aiohttp", logging.DEBUG, "", 0, "pass%20word | pass word", (), None)
    assert RedactingFormatter(settings.secrets).format(record).endswith("<secret> | <secret>")


@pytest.mark.parametrize(
    ("url", "own", "standard", "without", "counts"),
    [
        ("https://t.example", None, {}, "", None),
        ("https://t.example", None, {"HTTPS_PROXY": "a:1", "ALL_PROXY": "b:1"}, "", "HTTPS_PROXY"),
        ("https://t.example", None, {"HTTP_PROXY": "a:1"}, "", None),
        ("https://t.example", None, {"ALL_PROXY": "socks5://b:1"}, "", "ALL_PROXY"),
        ("http://t.example", None, {"HTTP_PROXY": "a:1"}, "", "HTTP_PROXY"),
        ("https://t.example", None, {"HTTPS_PROXY": "a:1"}, "t.example", None),
        ("https://api.t.example", None, {"HTTPS_PROXY": "a:1"}, "other, .t.example", None),
        ("https://t.example", None, {"HTTPS_PROXY": "a:1"}, "*", None),
        ("https://t.example:8443", None, {"HTTPS_PROXY": "a:1"}, "T.example:8443", None),
        ("https://not-t.example", None, {"HTTPS_PROXY": "a:1"}, ",,t.example", "HTTPS_PROXY"),
        ("https://10.1.2.3", None, {"HTTPS_PROXY": "a:1"}, "10.0.0.0/8", None),
        ("https://11.1.2.3", None, {"HTTPS_PROXY": "a:1"}, "10.0.0.0/8", "HTTPS_PROXY"),
        ("https://t.example", "c:1", {"HTTPS_PROXY": "a:1"}, "*", "TELEGRAM_PROXY"),
        ("https://t.example", "c:1", {"HTTPS_PROXY": "not a proxy"}, "", "TELEGRAM_PROXY"),
        ("http://127.0.0.1:8081", "c:1", {"HTTP_PROXY": "a:1", "ALL_PROXY": "a:1"}, "", None),
        ("http://localhost:8081", None, {"HTTP_PROXY": "a:1"}, "", None),
        ("http://[::1]:8081", None, {"ALL_PROXY": "a:1"}, "", None),
        ("http://10.0.0.1:8081", None, {"HTTP_PROXY": "a:1"}, "", "HTTP_PROXY"),
    ],
)
def test_which_one_counts(
    url: str, own: str | None, standard: dict[str, str], without: str, counts: str | None
) -> None:
    chosen = choose_proxy(url, own=own, standard=standard, without=without)
    assert (chosen.variable if chosen else None) == counts


@pytest.mark.parametrize("variable", ["HTTPS_PROXY", "ALL_PROXY"])
def test_a_standard_one_that_cannot_be_used_is_named_without_its_password(variable: str) -> None:
    with pytest.raises(ConfigurationError, match=variable) as refused:
        choose_proxy("https://t.example", own=None, standard={variable: "socks4://u:geheim@h:1"}, without="")
    assert "geheim" not in str(refused.value)


@pytest.mark.parametrize("where", ["environment", ".env"])
@pytest.mark.parametrize("variable", ["TELEGRAM_PROXY", "HTTPS_PROXY", "all_proxy"])
async def test_serve_names_the_one_that_cannot_be_used(tmp_path: Path, where: str, variable: str) -> None:
    said = {"TELEGRAM_BOT_TOKEN": TOKEN, variable: "socks4://u:geheim@h:1"}
    if where == ".env":
        (tmp_path / ".env").write_text("".join(f"{name}={value}\n" for name, value in said.items()))
        said = {}
    ended = await run(tmp_path, "serve", variables=said)
    assert ended.status == 2
    assert len(ended.errors.strip().splitlines()) == 1
    assert variable.upper() in ended.errors and "geheim" not in ended.errors


async def test_the_log_says_which_proxy_does_not_answer_and_no_password(tmp_path: Path) -> None:
    proxy = f"http://u:{IN_ADDRESS}@127.0.0.1:{CLOSED_PORT}"
    async with serving(tmp_path, f"https://{NOWHERE}", TOKEN, HTTPS_PROXY=proxy, LOG_LEVEL="DEBUG") as bot:
        await bot.says("that HTTPS_PROXY names")
        assert await bot.stop() == 0
    assert "geheim" not in bot.log and TOKEN not in bot.log


@pytest.mark.skipif(shutil.which("openssl") is None, reason="makes its certificate with openssl")
async def test_serve_through_a_tunnel_that_dot_env_names(server: Loopback, tmp_path: Path) -> None:
    """The whole way: TLS to Telegram, inside a tunnel that an HTTP proxy makes (CONNECT)."""
    certificate, key = made_certificate(tmp_path)
    async with (
        tls_in_front_of(server.port, certificate, key) as secured,
        proxy_to(secured, user="u", password=PASSWORD) as through,
    ):
        (tmp_path / ".env").write_text(f"HTTPS_PROXY=http://u:{IN_ADDRESS}@127.0.0.1:{through.port}\n")
        async with serving(tmp_path, f"https://{NOWHERE}", TOKEN, SSL_CERT_FILE=certificate) as bot:
            await bot.says(SERVING)
            assert (await server.api.user(7).ask("/id")).text
    assert set(through.asked) == {f"CONNECT {NOWHERE}:443"}


def test_settings_take_them_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in (
        "TELEGRAM_PROXY",
        "https_proxy",
        "HTTPS_PROXY",
        "all_proxy",
        "ALL_PROXY",
        "no_proxy",
        "NO_PROXY",
    ):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("https_proxy", "http://proxy.example:1")
    proxy = Settings(_env_file=None).proxy
    assert proxy is not None and (proxy.host, proxy.variable) == ("proxy.example", "HTTPS_PROXY")
    monkeypatch.setenv("TELEGRAM_PROXY", "socks5://other.example:2")
    proxy = Settings(_env_file=None).proxy
    assert proxy is not None and (proxy.host, proxy.variable) == ("other.example", "TELEGRAM_PROXY")
