"""Answers are saved while they are written, and nothing typed is lost: autosave.js in a real browser."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

import pytest
from django.template.loader import render_to_string
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect

import mentornett.web

SCRIPTS = Path(mentornett.web.__file__).parent / "static/web"
ORIGIN = "http://mentornett.test"

pytestmark = pytest.mark.browser


@dataclass
class Server:
    """What the other side answers; the browser reaches nothing else."""

    text: str = "Fra før"
    revision: int = 1
    reply: tuple[int, dict[str, Any]] | None = None
    offline: bool = False
    slow: bool = False
    waiting: list[Route] = field(default_factory=list)
    others: dict[str, Any] = field(default_factory=dict)
    saved: list[str] = field(default_factory=list)
    sent: list[dict[str, list[str]]] = field(default_factory=list)
    content_type: str = "application/json"
    whole: int = 0
    idle: int = 100

    def answer(self, route: Route) -> None:
        """Answer one request."""
        path = route.request.url.removeprefix(ORIGIN)
        if path.startswith("/script/"):
            route.fulfill(path=SCRIPTS / path.removeprefix("/script/"), content_type="text/javascript")
        elif path == "/report/":
            if route.request.method == "POST":
                posted = parse_qs(route.request.post_data or "")
                self.text, self.revision, self.whole = posted["value"][0], self.revision + 1, self.whole + 1
            route.fulfill(body=self.page(), content_type="text/html; charset=utf-8")
        elif path == "/presence/":
            route.fulfill(json=self.others)
        elif self.offline:
            route.abort()
        elif self.slow:
            self.waiting.append(route)
        else:
            self._save(route)

    def wake(self) -> None:
        """Answer what has waited, and at once from now on."""
        self.slow = False
        for route in self.waiting:
            self._save(route)

    def _save(self, route: Route) -> None:
        posted = parse_qs(route.request.post_data or "", keep_blank_values=True)
        self.sent.append(posted)
        if self.reply:
            status, body = self.reply
            route.fulfill(status=status, body=json.dumps(body), content_type=self.content_type)
            return
        self.text, self.revision = posted["value"][0], self.revision + 1
        self.saved.append(self.text)
        route.fulfill(json={"revision": self.revision, "saved_at_text": "Lagret kl. 10.42", "others": []})

    def page(self) -> str:
        """Return the page as Django would draw it."""
        status = render_to_string("components/save_status.html", {})
        texts = render_to_string("components/autosave_texts.html", {})
        return f"""<!doctype html><html lang="nb"><title>Rapport</title>
<form method="post" data-autosave data-idle="{self.idle}" data-draft-key="report-1"
data-presence-url="/presence/" data-login-url="/log-in/">
<input type="hidden" name="csrfmiddlewaretoken" value="token">{status}
<div data-question="done" data-url="/save/" data-revision="{self.revision}"><span data-presence></span>
<label for="answer">Hva har dere gjort?</label><textarea id="answer" name="value">{self.text}</textarea></div>
<button>Send</button></form>{texts}
<script src="/script/taps.js"></script><script src="/script/autosave.js"></script></html>"""


@pytest.fixture
def server() -> Server:
    """A server that saves everything."""
    return Server()


@pytest.fixture
def context(chromium: Browser, server: Server) -> Iterator[BrowserContext]:
    """A browser of its own, whose every request goes to the server above."""
    context = chromium.new_context()
    context.route("**/*", server.answer)
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    """The report, opened."""
    page = context.new_page()
    page.goto(f"{ORIGIN}/report/")
    return page


def kept(page: Page) -> str | None:
    """Return what is kept on the device."""
    draft = page.evaluate("localStorage.getItem('mentornett:report-1:done')")
    return json.loads(draft)["value"][0][1] if draft else None


def status(page: Page) -> Any:
    """Return the status line."""
    return page.locator("[data-save-status]")


def write(page: Page, text: str) -> None:
    """Write over the answer."""
    page.get_by_label("Hva har dere gjort?").fill(text)


def test_answer_is_saved_without_a_button(page: Page, server: Server) -> None:
    write(page, "Vi har begynt.")
    expect(status(page)).to_have_text("Lagret kl. 10.42")
    assert server.saved == ["Vi har begynt."]
    assert server.sent[0]["revision"] == ["1"]
    assert server.sent[0]["csrfmiddlewaretoken"] == ["token"]


def test_answer_is_kept_on_the_device_until_the_server_has_it(page: Page, server: Server) -> None:
    server.slow = True
    write(page, "Vi har begynt.")
    expect(status(page)).to_have_attribute("data-state", "saving")
    assert kept(page) == "Vi har begynt."
    server.wake()
    expect(status(page)).to_have_attribute("data-state", "saved")
    assert kept(page) is None


def test_next_answer_builds_on_the_revision_that_was_saved(page: Page, server: Server) -> None:
    write(page, "En")
    expect(status(page)).to_have_attribute("data-state", "saved")
    server.slow = True
    write(page, "To")
    expect(status(page)).to_have_attribute("data-state", "saving")
    server.wake()
    expect(status(page)).to_have_attribute("data-state", "saved")
    assert [each["revision"] for each in server.sent] == [["1"], ["2"]]


def test_csrf_cookie_of_a_later_log_in_is_used(page: Page, context: BrowserContext, server: Server) -> None:
    context.add_cookies([{"name": "csrf", "value": "newer", "url": ORIGIN}])
    write(page, "Vi har begynt.")
    expect(status(page)).to_have_attribute("data-state", "saved")
    assert server.sent[0]["csrfmiddlewaretoken"] == ["newer"]


def test_without_connection_the_text_stays_and_is_sent_later(page: Page, server: Server) -> None:
    server.offline = True
    write(page, "Skrevet på toget")
    expect(status(page)).to_have_attribute("data-state", "offline")
    assert kept(page) == "Skrevet på toget"
    server.offline = False
    page.evaluate("window.dispatchEvent(new Event('online'))")
    expect(status(page)).to_have_attribute("data-state", "saved")
    assert server.saved == ["Skrevet på toget"]


def test_without_connection_it_tries_again_by_itself(page: Page, server: Server) -> None:
    server.offline = True
    write(page, "Skrevet på toget")
    expect(status(page)).to_have_attribute("data-state", "offline")
    server.offline = False
    expect(status(page)).to_have_attribute("data-state", "saved")


def test_text_from_a_closed_tab_is_put_back_and_saved(page: Page, context: BrowserContext, server: Server) -> None:
    server.offline = True
    write(page, "Ikke sendt")
    expect(status(page)).to_have_attribute("data-state", "offline")
    page.close()
    server.offline = False
    again = context.new_page()
    again.goto(f"{ORIGIN}/report/")
    expect(again.get_by_label("Hva har dere gjort?")).to_have_value("Ikke sendt")
    expect(again.locator("[data-question-notice]")).to_be_visible()
    expect(status(again)).to_have_attribute("data-state", "saved")
    assert server.saved == ["Ikke sendt"]


def test_kept_text_that_the_server_has_already_is_forgotten(page: Page, server: Server) -> None:
    server.offline = True
    write(page, "Det samme")
    expect(status(page)).to_have_attribute("data-state", "offline")
    server.text, server.revision = "Det samme", 7
    page.reload()
    expect(page.locator(".conflict")).to_have_count(0)
    assert kept(page) is None


def test_kept_text_meets_a_newer_answer_as_a_conflict(page: Page, server: Server) -> None:
    server.offline = True
    write(page, "Min")
    expect(status(page)).to_have_attribute("data-state", "offline")
    server.text, server.revision = "Karis", 2
    page.reload()
    expect(page.locator("[data-mine]")).to_have_text("Min")
    expect(page.locator("[data-theirs]")).to_have_text("Karis")


CONFLICT = {"revision": 5, "value": "Karis tekst", "by": "Kari", "message": "Kari endret svaret."}


@pytest.mark.parametrize(
    ("choice", "text"),
    [("mine", "Min tekst"), ("theirs", "Karis tekst"), ("both", "Karis tekst\n\nMin tekst")],
)
def test_conflict_is_settled_by_the_person(page: Page, server: Server, choice: str, text: str) -> None:
    server.reply = (409, CONFLICT)
    write(page, "Min tekst")
    box = page.get_by_role("group", name="Kari endret svaret.")
    expect(box.locator("[data-theirs]")).to_have_text("Karis tekst")
    expect(status(page)).to_have_attribute("data-state", "conflict")
    server.reply = None
    box.locator(f"[data-choice={choice}]").click()
    expect(status(page)).to_have_attribute("data-state", "saved")
    expect(box).to_have_count(0)
    assert server.sent[-1]["revision"] == ["5"]
    assert server.saved == [text]


def test_nothing_is_sent_while_a_conflict_is_open(page: Page, server: Server) -> None:
    server.reply = (409, CONFLICT)
    write(page, "Min tekst")
    expect(page.locator(".conflict")).to_be_visible()
    write(page, "Min tekst, og mer")
    expect(page.locator(".conflict")).to_be_visible()
    assert kept(page) == "Min tekst, og mer"
    assert len(server.sent) == 1


def test_logged_out_person_is_told_and_can_log_in_and_return(page: Page, server: Server) -> None:
    server.reply = (401, {})
    write(page, "Skrevet lenge")
    expect(status(page)).to_have_attribute("data-state", "logged-out")
    assert page.locator("[data-save-link]").get_attribute("href") == "/log-in/?next=%2Freport%2F"
    assert kept(page) == "Skrevet lenge"
    server.reply = None
    page.evaluate("window.dispatchEvent(new Event('focus'))")
    expect(status(page)).to_have_attribute("data-state", "saved")


def test_log_in_page_instead_of_an_answer_counts_as_logged_out(page: Page, server: Server) -> None:
    server.reply, server.content_type = (200, {}), "text/html"
    write(page, "Skrevet lenge")
    expect(status(page)).to_have_attribute("data-state", "logged-out")


def test_server_that_fails_is_asked_again(page: Page, server: Server) -> None:
    server.reply = (503, {})
    write(page, "Tekst")
    expect(status(page)).to_have_attribute("data-state", "offline")
    assert kept(page) == "Tekst"


def test_refused_answer_has_its_message_beside_it(page: Page, server: Server) -> None:
    server.reply = (400, {"message": "Ikke skriv fødselsnummer her."})
    write(page, "010190 12345")
    message = page.get_by_role("alert")
    expect(message).to_have_text("Ikke skriv fødselsnummer her.")
    answer = page.get_by_label("Hva har dere gjort?")
    expect(answer).to_have_attribute("aria-invalid", "true")
    assert message.get_attribute("id") in (answer.get_attribute("aria-describedby") or "")
    server.reply = None
    write(page, "Uten nummer")
    expect(status(page)).to_have_attribute("data-state", "saved")
    expect(message).to_have_count(0)


def test_colleague_is_shown_at_the_answer(page: Page, server: Server) -> None:
    server.others = {"others": [{"name": "Kari", "question": "done"}]}
    page.get_by_label("Hva har dere gjort?").focus()
    expect(page.locator("[data-presence]")).to_contain_text("Kari")


def test_newer_answer_of_a_colleague_is_told_quietly(page: Page, server: Server) -> None:
    server.others = {"others": [], "newer": [{"question": "done", "revision": 4, "by": "Kari"}]}
    page.get_by_label("Hva har dere gjort?").focus()
    expect(page.locator("[data-question-notice]")).to_contain_text("Kari")
    expect(page.get_by_label("Hva har dere gjort?")).to_have_value("Fra før")


def test_form_is_sent_as_a_whole_after_the_last_answer_has_landed(page: Page, server: Server) -> None:
    server.idle = 3000
    page.reload()
    write(page, "Alt på en gang")
    page.get_by_role("button", name="Send").click()
    expect(page.locator("[data-question]")).to_have_attribute("data-revision", "3")
    page.wait_for_load_state()  # the script of the page that came back has looked at what was kept
    assert (server.saved, server.whole, kept(page)) == (["Alt på en gang"], 1, None)


def test_form_with_an_open_conflict_is_not_sent(page: Page, server: Server) -> None:
    server.reply = (409, CONFLICT)
    write(page, "Min tekst")
    expect(page.locator(".conflict")).to_be_visible()
    page.get_by_role("button", name="Send").click()
    expect(page.locator(".conflict")).to_be_focused()
    assert server.whole == 0


def test_page_without_script_is_an_ordinary_form(chromium: Browser, server: Server) -> None:
    context = chromium.new_context(java_script_enabled=False)
    context.route("**/*", server.answer)
    page = context.new_page()
    page.goto(f"{ORIGIN}/report/")
    write(page, "Uten skript")
    with page.expect_navigation():
        page.get_by_role("button", name="Send").click()
    expect(page.get_by_label("Hva har dere gjort?")).to_have_value("Uten skript")
    assert server.whole == 1
    context.close()
