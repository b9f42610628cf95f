"""A picture that is drawn into a file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from bot.exit_status import BAD_INPUT, Refusal
from bot.pictures.chinese_font import FONTS, chinese_font
from bot.pictures.sheet import FontUnusable
from bot.serving.opening import open_worker
from bot.settings.configuration import Settings
from bot.terminal.output.own_files import refuse_own
from bot.working.worker import WorkerFault

T = TypeVar("T")


def draw_into(settings: Settings, to: Path, draw: Callable[[T, Path], bytes], drawn: T) -> None:
    """Draws, with the font that there is, into a file; in a process of its own. Raises Refusal."""
    font = chinese_font(settings.picture_font)
    if font is None:
        raise Refusal(
            "no picture: there is no font with Chinese characters here; install one (fonts-noto-cjk, say),"
            f" or name one in PICTURE_FONT. Looked for: {', '.join(FONTS[:3])} …",
            BAD_INPUT,
        )
    refuse_own(settings, to)
    try:
        with open_worker(settings) as worker:
            to.write_bytes(worker.run_now(draw, drawn, font))
    except FontUnusable as error:
        raise Refusal(f"no picture: {error}; name another font in PICTURE_FONT", BAD_INPUT) from error
    except WorkerFault as error:
        raise Refusal(f"no picture: {error}", BAD_INPUT) from error
    except OSError as error:
        raise Refusal(f"{to}: {error.strerror}", BAD_INPUT) from error
