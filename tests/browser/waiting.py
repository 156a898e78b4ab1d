"""Waiting for what a page has no sign of."""

from __future__ import annotations

import time

import pytest
from playwright.sync_api import Page

from tests.conftest import PATIENCE


def until(page: Page, expression: str) -> None:
    """Wait until an expression in JavaScript is true.

    Playwright's own `wait_for_function` asks the page to evaluate a string as soon as the first look says no, and the
    site's Content-Security-Policy forbids that: it fails on a machine that is slow enough.
    """
    last = time.monotonic() + PATIENCE / 1000
    while not page.evaluate(f"Boolean({expression})"):
        if time.monotonic() > last:
            pytest.fail(f"never true: {expression}")
        page.wait_for_timeout(20)
