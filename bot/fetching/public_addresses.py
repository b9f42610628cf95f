"""Which addresses are public: those that anybody on the Internet can reach, and nobody's inside.

After IANA's registries of special-purpose addresses (RFC 6890 and its successors). IPv6 goes by what is given
out, so that what is special one day needs no line here.
"""

from __future__ import annotations

import ipaddress
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network

Address = IPv4Address | IPv6Address

NOT_PUBLIC_4 = tuple(
    map(
        IPv4Network,
        (
            "0.0.0.0/8",  # this network
            "10.0.0.0/8",  # private
            "100.64.0.0/10",  # behind a carrier's NAT
            "127.0.0.0/8",  # loopback
            "169.254.0.0/16",  # link-local; clouds tell secrets there
            "172.16.0.0/12",  # private
            "192.0.0.0/24",  # protocols
            "192.0.2.0/24",  # documentation
            "192.88.99.0/24",  # 6to4 relays, given up
            "192.168.0.0/16",  # private
            "198.18.0.0/15",  # measuring of networks
            "198.51.100.0/24",  # documentation
            "203.0.113.0/24",  # documentation
            "224.0.0.0/4",  # multicast
            "240.0.0.0/4",  # reserved, and broadcast
        ),
    )
)
GIVEN_OUT_6 = IPv6Network("2000::/3")
NOT_PUBLIC_6 = tuple(
    map(
        IPv6Network,
        (
            "2001::/23",  # protocols: Teredo, ORCHID, measuring
            "2001:db8::/32",  # documentation
            "2002::/16",  # 6to4: any IPv4 address may be inside
            "3fff::/20",  # documentation
        ),
    )
)
# An IPv4 address at the end, which is where a connection goes: what is public goes by that.
MAPPED = IPv6Network("::ffff:0:0/96")
NAT64 = IPv6Network("64:ff9b::/96")


def is_public(text: str) -> bool:
    """Whether an IP address, as text, is public; False for what is no address at all."""
    try:
        address = ipaddress.ip_address(text)
    except ValueError:
        return False
    if isinstance(address, IPv6Address):
        if address.scope_id is not None:
            return False
        if address not in MAPPED and address not in NAT64:
            return address in GIVEN_OUT_6 and not any(address in network for network in NOT_PUBLIC_6)
        address = IPv4Address(int(address) & 0xFFFFFFFF)
    return not any(address in network for network in NOT_PUBLIC_4)
