"""An impatient second click sends nothing more."""

from __future__ import annotations

import pytest

from tests.browser.conftest import OpenAs
from tests.cast import Cast

pytestmark = pytest.mark.browser
SEND = """({ form, stopped }) => {
  if (stopped) form.addEventListener("submit", (event) => event.preventDefault(), { once: true });
  return form.dispatchEvent(new SubmitEvent("submit", { bubbles: true, cancelable: true }));
}"""


def test_form_that_is_on_its_way_is_not_sent_again_unless_a_script_stopped_it(cast: Cast, open_as: OpenAs) -> None:
    page = open_as("coordinator")
    page.goto(f"/kommune/team/{cast.team.pk}/om/")
    form = page.locator("main form").first.element_handle()
    send = {"form": form, "stopped": False}
    assert page.evaluate(SEND, send | {"stopped": True}) is False  # a script sends it in its own way, later
    page.evaluate("() => new Promise((done) => setTimeout(done))")
    assert page.evaluate(SEND, send) is True
    assert page.evaluate(SEND, send) is False
    page.evaluate("() => dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))")
    assert page.evaluate(SEND, send) is True
