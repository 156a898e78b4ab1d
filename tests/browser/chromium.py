"""Debian's Chromium: the small one without windows where it is installed, which draws the same in less time."""

from __future__ import annotations

import os
import shutil

from playwright.sync_api import Browser, Playwright

PROGRAM = os.environ.get("CHROMIUM") or shutil.which("chromium-headless-shell") or "/usr/bin/chromium"
FLAGS = [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync",
    "--disable-background-networking", "--disable-component-update",
    "--process-per-site",  # a page after an empty one begins in a warm process
    "--js-flags=--no-opt,--no-maglev",  # no page lives long enough to earn back what optimising it costs
]  # fmt: skip


def launch(playwright: Playwright) -> Browser:
    """Start the browser."""
    return playwright.chromium.launch(executable_path=PROGRAM, args=FLAGS)
