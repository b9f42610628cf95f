"""A real headless Chromium for tests of the demo page.

A test module imports the fixtures `browser` and `page`, and sets `pytestmark = BROWSER_TESTS`; its own async
fixtures are `@pytest_asyncio.fixture(loop_scope="module")`, since one Chromium serves the whole module. Where
the system has no Chromium the tests are skipped; with PARKBRIEFS_REQUIRE_BROWSER=1 that is a failure.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Page, ViewportSize, async_playwright, expect

BROWSER_TESTS = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="module")]
NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome", "chrome")
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
DESKTOP: ViewportSize = {"width": 1180, "height": 800}
PHONE: ViewportSize = {"width": 390, "height": 844}
WAIT_MS = 60_000  # how long a step may take before the test fails: a busy machine takes its time


def find_chromium() -> str | None:
    """The path of the system's Chromium (or what PARKBRIEFS_CHROMIUM names), None where there is none."""
    named = os.environ.get("PARKBRIEFS_CHROMIUM")
    if named:
        return named if Path(named).exists() else None
    return next((path for name in NAMES if (path := shutil.which(name))), None)


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def browser() -> AsyncIterator[Browser]:
    """A headless Chromium of the system."""
    path = find_chromium()
    if path is None:
        reason = f"no Chromium found (looked for {', '.join(NAMES)}); install Debian's package chromium"
        if os.environ.get("PARKBRIEFS_REQUIRE_BROWSER") == "1":
            pytest.fail(reason)
        pytest.skip(reason)
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=path, args=list(FLAGS))
        yield browser
        await browser.close()


@pytest_asyncio.fixture(loop_scope="module")
async def page(browser: Browser) -> AsyncIterator[Page]:
    """A page of desktop width whose errors and refused resources fail the test."""
    context = await browser.new_context(viewport=DESKTOP, locale="zh-CN")
    page = await context.new_page()
    page.set_default_timeout(WAIT_MS)
    expect.set_options(timeout=WAIT_MS)
    problems: list[str] = []
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.on("console", lambda said: problems.append(said.text) if said.type == "error" else None)
    yield page
    await context.close()
    assert not problems, problems
