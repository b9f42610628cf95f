"""robots.txt: what a site lets programs fetch (RFC 9309).

Our own reading and no library's: urllib.robotparser knows no `*` inside a path, which Chinese sites use, and
Protego makes a regular expression of each rule, which a hostile file can make run for hours.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import quote

MOST_BYTES = 512 * 1024  # the RFC wants 500 KiB read at least
MOST_RULES = 5000
LONGEST_PATTERN = 1000
LONGEST_DELAY = 10.0
_ALREADY = "/?#[]@!$&'()*+,;=:%-._~"


@dataclass(frozen=True, slots=True)
class Robots:
    """The rules of a site for us: pairs of a pattern and whether it allows; `delay` seconds between asks."""

    rules: tuple[tuple[str, bool], ...] = ()
    delay: float = 0.0

    def allows(self, path: str) -> bool:
        """Whether a path with its query may be fetched: the longest pattern that fits decides."""
        path = _even(path)
        best, allowed = -1, True
        for pattern, allows in self.rules:
            longer = len(pattern) > best or (len(pattern) == best and allows)
            if longer and fits(pattern, path):
                best, allowed = len(pattern), allows
        return allowed


OPEN = Robots()


def read_robots(data: bytes, product: str) -> Robots:
    """The rules for the program of this name, else those for all."""
    groups: dict[str, list[tuple[str, bool]]] = {}
    delays: dict[str, float] = {}
    agents: list[str] = []
    in_rules, left = False, MOST_RULES
    if len(data) > MOST_BYTES:
        data = data[: data.rfind(b"\n", 0, MOST_BYTES) + 1]  # half a rule would be another one
    for line in data.decode("utf-8-sig", "replace").splitlines():
        key, _, value = line.partition("#")[0].partition(":")
        key, value = key.strip().lower(), value.strip()
        if key == "user-agent":
            if in_rules:
                agents, in_rules = [], False
            if len(groups) < MOST_RULES:
                agents.append(_product(value))
                groups.setdefault(agents[-1], [])
        elif key in ("allow", "disallow"):
            in_rules = True
            if value and left > 0 and len(value) <= LONGEST_PATTERN:
                left -= 1
                for agent in set(agents) & {"*", product.lower()}:
                    groups[agent].append((_even(value), key == "allow"))
        elif key == "crawl-delay":
            in_rules = True
            delays |= dict.fromkeys(agents, _seconds(value))
    ours = product.lower() if product.lower() in groups else "*"
    return Robots(tuple(groups.get(ours, ())), delays.get(ours, 0.0))


def fits(pattern: str, path: str) -> bool:
    """Whether a pattern with `*` and a closing `$` fits the beginning of a path; in linear time a star."""
    to_end = pattern.endswith("$")
    first, *others = pattern.removesuffix("$").split("*")
    if not path.startswith(first):
        return False
    if not others:
        return not to_end or path == first
    at = len(first)
    *middle, last = others
    for part in middle:
        found = path.find(part, at)
        if found < 0:
            return False
        at = found + len(part)
    return path.endswith(last) and len(path) - len(last) >= at if to_end else path.find(last, at) >= 0


def _product(value: str) -> str:
    """The name of a program without what stands behind it."""
    return "*" if value.startswith("*") else re.match(r"[a-z_-]*", value.lower())[0]  # type: ignore[index]


def _seconds(value: str) -> float:
    return min(float(value), LONGEST_DELAY) if re.fullmatch(r"[0-9]{1,6}(?:\.[0-9]{1,6})?", value) else 0.0


def _even(text: str) -> str:
    """The same path always written the same: what is not ASCII with percent signs, these in capitals."""
    return re.sub(r"%[0-9a-fA-F]{2}", lambda found: found[0].upper(), quote(text, safe=_ALREADY))
