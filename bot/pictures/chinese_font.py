"""A font that has Chinese characters, as far as this machine has one."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

# Looked for in this order; the first are free and come with most Linux distributions.
FONTS = (
    *(
        "NotoSansCJK-Regular.ttc",
        "NotoSansCJKsc-Regular.otf",
        "NotoSansSC-Regular.otf",
        "NotoSansSC-Regular.ttf",
    ),
    *("SourceHanSansSC-Regular.otf", "SourceHanSansCN-Regular.otf", "SourceHanSans.ttc"),
    *("wqy-microhei.ttc", "wqy-zenhei.ttc", "DroidSansFallbackFull.ttf", "DroidSansFallback.ttf"),
    *("NotoSerifCJK-Regular.ttc", "uming.ttc", "ukai.ttc"),
    *("PingFang.ttc", "Hiragino Sans GB.ttc", "STHeiti Light.ttc"),
    *("msyh.ttc", "simhei.ttf", "simsun.ttc", "Deng.ttf"),
)
FOLDERS = (
    *("/usr/share/fonts", "/usr/local/share/fonts", "~/.local/share/fonts", "~/.fonts"),
    *("/System/Library/Fonts", "/Library/Fonts", "~/Library/Fonts", "C:/Windows/Fonts"),
)


def chinese_font(named: Path | None = None) -> Path | None:
    """The font `named` in the configuration, else the first of FONTS in FOLDERS; None where there is none.

    Whether a named one can be read is found out when it is drawn with.
    """
    if named is not None:
        return named if named.is_file() else None
    found: dict[str, Path] = {}
    for path in _files():
        found.setdefault(path.name, path)
    return next((found[name] for name in FONTS if name in found), None)


def _files() -> Iterator[Path]:
    for folder in FOLDERS:
        for place, _, names in os.walk(Path(folder).expanduser()):
            yield from (Path(place, name) for name in names if name in FONTS)
