"""Which addresses may be asked at all."""

from __future__ import annotations

import ipaddress

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot import wording
from bot.fetching.public_addresses import is_public
from bot.fetching.refused import FetchRefused, Reason
from bot.fetching.web_address import web_address

INSIDE = [
    "0.0.0.0", "10.1.2.3", "100.64.0.1", "100.127.255.255", "127.0.0.1", "127.8.8.8", "169.254.169.254",
    "172.16.0.1", "172.31.255.255", "192.0.0.8", "192.0.2.1", "192.168.1.1", "198.18.0.1", "198.51.100.7",
    "203.0.113.9", "224.0.0.1", "239.255.255.250", "240.0.0.1", "255.255.255.255", "::", "::1",
    "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::7f00:1", "64:ff9b::7f00:1", "64:ff9b::a9fe:a9fe",
    "64:ff9b:1::808:808",
    "2002:7f00:1::", "2002:808:808::", "2001:0:4136:e378:8000:63bf:3fff:fdd2", "2001:db8::1", "fc00::1",
    "fd12:3456::1", "fe80::1", "fe80::1%eth0", "fec0::1", "ff02::1", "100::1", "3fff::1",
]  # fmt: skip
OUTSIDE = [
    "8.8.8.8", "1.1.1.1", "100.63.255.255", "100.128.0.1", "172.32.0.1", "2400:3200::1", "2606:4700::1111",
    "::ffff:8.8.8.8", "64:ff9b::808:808",
]  # fmt: skip


@pytest.mark.parametrize("address", INSIDE)
def test_what_is_inside_is_not_public(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", OUTSIDE)
def test_what_is_outside_is(address: str) -> None:
    assert is_public(address)


@given(st.ip_addresses())
def test_no_address_is_public_that_the_standard_library_calls_private(
    address: ipaddress.IPv4Address | ipaddress.IPv6Address,
) -> None:
    if is_public(str(address)):
        inner = getattr(address, "ipv4_mapped", None) or address
        assert not (inner.is_private or inner.is_loopback or inner.is_link_local)
        assert not (inner.is_multicast or inner.is_unspecified)


@given(st.ip_addresses(v=4))
def test_an_ipv4_address_is_judged_alike_inside_ipv6(address: ipaddress.IPv4Address) -> None:
    number = int(address)
    for around in ("::ffff:0:0", "64:ff9b::"):
        assert is_public(
            str(ipaddress.IPv6Address(int(ipaddress.IPv6Address(around)) + number))
        ) == is_public(str(address))


@pytest.mark.parametrize(
    ("address", "reason"),
    [
        ("ftp://paper.example/a", Reason.NO_ADDRESS),
        ("file:///etc/passwd", Reason.NO_ADDRESS),
        ("javascript:alert(1)", Reason.NO_ADDRESS),
        ("http:///a", Reason.NO_ADDRESS),
        ("http://", Reason.NO_ADDRESS),
        ("paper.example", Reason.NO_ADDRESS),
        ("http://paper.example/a b", Reason.NO_ADDRESS),
        ("http://paper.example/\r\nX: y", Reason.NO_ADDRESS),
        ("http://paper.example\\@10.0.0.1/", Reason.NO_ADDRESS),
        ("http://paper.example:99999/", Reason.NO_ADDRESS),
        ("http://paper_.-.example/" + "a" * 3000, Reason.NO_ADDRESS),
        ("http://a@paper.example/", Reason.WITH_PASSWORD),
        ("http://paper.example:pw@paper.example/", Reason.WITH_PASSWORD),
        ("http://paper.example:22/", Reason.OTHER_PORT),
        ("https://paper.example:8443/", Reason.OTHER_PORT),
        ("http://localhost/", Reason.NOT_PUBLIC),
        ("http://LOCALHOST./", Reason.NOT_PUBLIC),
        ("http://a.localhost/", Reason.NOT_PUBLIC),
        ("http://printer.local/", Reason.NOT_PUBLIC),
        ("http://intranet/", Reason.NOT_PUBLIC),
        ("http://metadata.google.internal/", Reason.NOT_PUBLIC),
        ("http://2130706433/", Reason.NOT_PUBLIC),
        ("http://0x7f.1/", Reason.NOT_PUBLIC),
        ("http://0x7f000001/", Reason.NOT_PUBLIC),
        ("http://0177.0.0.1/", Reason.NOT_PUBLIC),
        ("http://127.1/", Reason.NOT_PUBLIC),
        ("http://127.0.0.1./", Reason.NOT_PUBLIC),
        ("http://[fe80::1%25eth0]/", Reason.NOT_PUBLIC),
    ],
)
def test_what_is_refused_before_it_is_looked_up(address: str, reason: Reason) -> None:
    with pytest.raises(FetchRefused) as refused:
        web_address(address)
    assert refused.value.reason is reason


def test_ordinary_addresses_pass() -> None:
    assert str(web_address("https://例子.中国/版面?日=1#顶")).startswith("https://xn--fsqu00a.xn--fiqs8s/")
    assert str(web_address("http://paper.example:80/a")) == "http://paper.example/a"
    assert web_address("https://8.8.8.8/").raw_host == "8.8.8.8"


@given(st.text() | st.from_regex(r"https?://[\w.:@\[\]%-]{0,40}/?\S{0,20}"))
@example("http://[::1")
@example("http://[v1.a]/")
@example("http://‥/")
def test_any_text_is_an_address_or_refused(text: str) -> None:
    try:
        url = web_address(text)
    except FetchRefused:
        return
    assert url.scheme in ("http", "https") and url.port in (80, 443) and url.raw_user is None


def test_every_reason_has_its_sentence() -> None:
    assert set(wording.FETCH_REFUSED) == {reason.value for reason in Reason}
