"""Every pattern of the program, how each is asked, and texts that a pattern may take too long over."""

from __future__ import annotations

import ast
import importlib
import inspect
import pkgutil
import random
import re
import re._parser as parser
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass
from types import ModuleType
from typing import Any

PACKAGES = ("parsing", "summaries", "stories", "projects", "storage", "bot")
ANCHORED = frozenset({"match", "fullmatch"})
ASKING = ANCHORED | {"search", "sub", "subn", "split", "findall", "finditer"}
SAMPLES = 25
LONGEST_PUMP = 4
MOST_PUMPS = 24
ANYTHING = "a 1一。,-"  # what stands for the characters that a class leaves out


@dataclass(frozen=True)
class Named:
    """A pattern, where it stands, and the ways in which the program asks it."""

    name: str
    pattern: re.Pattern[Any]
    ways: frozenset[str]


def every_pattern() -> list[Named]:
    """The patterns that modules hold, by name or within something, and those written where they are used."""
    modules = list(_modules())
    used = _ways_by_name(modules)
    found: dict[re.Pattern[Any], Named] = {}
    for module in modules:
        for name, value in vars(module).items():
            for pattern in _patterns_in(value):
                ways = used.get(name, frozenset()) if pattern is value else frozenset()
                _enter(found, f"{module.__name__}.{name}", pattern, ways or ASKING)
        for line, pattern, way in _written_in_place(module):
            _enter(found, f"{module.__name__}:{line}", pattern, frozenset({way}))
    return list(found.values())


def _enter(
    found: dict[re.Pattern[Any], Named], name: str, pattern: re.Pattern[Any], ways: frozenset[str]
) -> None:
    before = found.get(pattern)
    found[pattern] = Named(before.name if before else name, pattern, ways | (before.ways if before else ways))


def _modules() -> Iterator[ModuleType]:
    for package in map(importlib.import_module, PACKAGES):
        for each in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            yield importlib.import_module(each.name)


def _patterns_in(value: object, depth: int = 4) -> Iterator[re.Pattern[Any]]:
    if isinstance(value, re.Pattern):
        yield value
    elif depth == 0 or isinstance(value, str | bytes | ModuleType):
        return
    elif isinstance(value, Mapping):
        for inner in (*value.keys(), *value.values()):
            yield from _patterns_in(inner, depth - 1)
    elif isinstance(value, tuple | list | set | frozenset):
        for inner in value:
            yield from _patterns_in(inner, depth - 1)
    elif isinstance(value, type) and value.__module__.partition(".")[0] in PACKAGES:
        for inner in vars(value).values():
            yield from _patterns_in(inner, depth - 1)
    elif is_dataclass(value) and not isinstance(value, type):
        for field in fields(value):
            yield from _patterns_in(getattr(value, field.name), depth - 1)
    elif (
        hasattr(value, "cache_info")
        and not inspect.signature(value).parameters  # type: ignore[arg-type]
        and "Pattern" in str(getattr(value, "__annotations__", {}).get("return"))
    ):
        yield from _patterns_in(value(), depth - 1)  # type: ignore[operator]


def _ways_by_name(modules: Sequence[ModuleType]) -> dict[str, frozenset[str]]:
    """Of each global name, the methods that are called on it somewhere; all where it is handed on."""
    ways: dict[str, set[str]] = {}
    for module in modules:
        tree = ast.parse(inspect.getsource(module))
        called = set()
        for node in ast.walk(tree):
            if (
                isinstance(node, ast.Attribute)
                and isinstance(node.value, ast.Name)
                and node.attr in ASKING | {"pattern"}
            ):
                ways.setdefault(node.value.id, set()).add(node.attr)
                called.add(node.value)
        for node in ast.walk(tree):
            if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load) and node not in called:
                ways.setdefault(node.id, set()).update(ASKING)
    return {name: frozenset(found) for name, found in ways.items()}


def _written_in_place(module: ModuleType) -> Iterator[tuple[int, re.Pattern[Any], str]]:
    for node in ast.walk(ast.parse(inspect.getsource(module))):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
            continue
        if (
            not (isinstance(node.func.value, ast.Name) and node.func.value.id == "re")
            or node.func.attr not in ASKING
        ):
            continue
        try:
            source = eval(compile(ast.Expression(node.args[0]), "pattern", "eval"), vars(module))
        except NameError:  # made of what is at hand, such as re.escape(name)
            continue
        yield node.lineno, re.compile(source), node.func.attr


def pumps(pattern: re.Pattern[Any]) -> list[str]:
    """Short texts whose repetition a pattern may stumble over: pieces of what it takes."""
    source = pattern.pattern if isinstance(pattern.pattern, str) else pattern.pattern.decode("latin-1")
    tree = parser.parse(
        source, pattern.flags & ~re.UNICODE if isinstance(pattern.pattern, bytes) else pattern.flags
    )
    dice = random.Random(repr(source))
    found: dict[str, None] = {}
    for size in range(1, LONGEST_PUMP + 1):
        for number in range(SAMPLES):
            text = _sample(tree, random.Random(f"{source!r}{number}"))
            for start in range(max(len(text) - size + 1, 0)):
                found[text[start : start + size]] = None
    first = [" ", "\n", *(pump for pump in found if len(pump) == 1)]
    rest = [pump for pump in found if len(pump) > 1]
    dice.shuffle(rest)
    return [*dict.fromkeys(first), *rest][:MOST_PUMPS]


def _sample(tree: Any, dice: random.Random) -> str:
    """A text that a pattern may take, or nearly: what it must not be followed or preceded by is left out."""
    return "".join(_sample_of(str(op), argument, dice) for op, argument in tree)


def _sample_of(op: str, argument: Any, dice: random.Random) -> str:
    match op:
        case "LITERAL":
            return chr(argument)
        case "NOT_LITERAL":
            return dice.choice([char for char in ANYTHING if ord(char) != argument])
        case "ANY":
            return dice.choice(ANYTHING)
        case "IN":
            return _one_of(argument, dice)
        case "BRANCH":
            return _sample(dice.choice(argument[1]), dice)
        case "SUBPATTERN":
            return _sample(argument[3], dice)
        case "ATOMIC_GROUP":
            return _sample(argument, dice)
        case "MAX_REPEAT" | "MIN_REPEAT" | "POSSESSIVE_REPEAT":
            least, most, inner = argument
            return "".join(
                _sample(inner, dice) for _ in range(dice.randint(least, min(int(most), least + 2)))
            )
        case "ASSERT":
            return _sample(argument[1], dice)
    return ""


def _one_of(members: Any, dice: random.Random) -> str:
    chosen = []
    negated = str(members[0][0]) == "NEGATE"
    for op, argument in members:
        match str(op):
            case "LITERAL":
                chosen.append(chr(argument))
            case "RANGE":
                chosen += [chr(argument[0]), chr(argument[1]), chr((argument[0] + argument[1]) // 2)]
            case "CATEGORY":
                chosen += (
                    {"SPACE": [" ", "\n"], "DIGIT": ["1"], "WORD": ["a", "一", "1"]}.get(
                        str(argument).rpartition("_")[2], [","]
                    )
                    if "NOT" not in str(argument)
                    else [",", "。"]
                    if "WORD" in str(argument)
                    else ["a", "一"]
                )
    if negated:
        chosen = [char for char in ANYTHING if char not in chosen]
    return dice.choice(chosen or ["a"])
