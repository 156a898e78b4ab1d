"""The component page: only in demonstrations, in three languages, and without barriers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

import pytest
from axe_playwright_python.sync_playwright import Axe
from bs4 import BeautifulSoup
from django.conf import settings as django_settings
from django.contrib.staticfiles import finders
from django.test import Client
from playwright.sync_api import Browser, Page, Route, expect

from tests.browser.waiting import until

ORIGIN = "http://localhost"
ADDRESS = "/demo/komponenter/"


@pytest.fixture(autouse=True)
def _demonstration(settings: django_settings) -> None:
    settings.DEMO = True


def fetched(language: str = "nb", scheme: str = "light") -> tuple[str, dict[str, str]]:
    """Return the page and its headers as a visitor gets them."""
    client = Client()
    client.cookies[django_settings.LANGUAGE_COOKIE_NAME] = language
    client.cookies["colour_scheme"] = scheme
    reply = client.get(ADDRESS)
    assert reply.status_code == 200
    return reply.content.decode(), dict(reply.headers)


def test_components_outside_demonstrations_do_not_exist(settings: django_settings) -> None:
    settings.DEMO = False
    assert Client().get(ADDRESS).status_code == 404


@pytest.mark.parametrize(
    ("language", "lang", "title"),
    [("nb", "nb", "Komponenter"), ("nn", "nn", "Komponentar"), ("en", "en-gb", "Components")],
)
def test_components_are_shown_in_the_visitor_s_language(language: str, lang: str, title: str) -> None:
    page = BeautifulSoup(fetched(language)[0], "html.parser")
    assert page.html is not None
    assert page.html["lang"] == lang
    assert page.title is not None
    assert page.title.get_text() == f"{title} – Mentornett"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_colours_are_chosen_by_the_server(scheme: str) -> None:
    page = BeautifulSoup(fetched(scheme=scheme)[0], "html.parser")
    assert page.html is not None
    assert page.html["data-color-scheme"] == scheme
    pressed = page.select("button[name=colour_scheme][aria-pressed=true]")
    assert [button["value"] for button in pressed] == [scheme]


@dataclass(frozen=True)
class Look:
    """One way of looking at the page."""

    width: int
    scheme: str = "light"
    language: str = "nb"
    forced: bool = False


@pytest.fixture
def opened(chromium: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    """The page in a browser that reaches nothing but this project's files."""
    look: Look = request.param
    html, headers = fetched(look.language, look.scheme)
    context = chromium.new_context(
        viewport={"width": look.width, "height": 800}, forced_colors="active" if look.forced else "none"
    )

    def answer(route: Route) -> None:
        path = route.request.url.removeprefix(ORIGIN)
        if path == ADDRESS:
            route.fulfill(body=html, headers=headers)
        elif found := finders.find(path.removeprefix("/static/")):
            route.fulfill(path=str(found))
        else:
            route.fulfill(status=404)

    context.route("**/*", answer)
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(f"{ORIGIN}{ADDRESS}")
    yield page
    context.close()
    assert complaints == []


LOOKS = [Look(width, scheme, language) for width, scheme, language in product((320, 1280), ("light", "dark"), ("nb",))]
LOOKS += [Look(320, language="nn"), Look(1280, language="en"), Look(1280, forced=True)]


@pytest.mark.browser
@pytest.mark.parametrize("opened", LOOKS, indirect=True, ids=str)
def test_components_have_no_barrier(opened: Page) -> None:
    found = Axe().run(opened).response
    assert [(rule["id"], rule["nodes"][0]["html"]) for rule in found["violations"]] == []
    assert len(found["passes"]) > 40


@pytest.mark.browser
@pytest.mark.parametrize("opened", [Look(320), Look(390), Look(1280)], indirect=True, ids=str)
def test_components_never_scroll_sideways(opened: Page) -> None:
    for size in ("100%", "200%"):
        opened.evaluate("size => { document.documentElement.style.fontSize = size }", size)
        widths = opened.evaluate("[document.documentElement.scrollWidth, document.documentElement.clientWidth]")
        assert widths[0] == widths[1], size


@pytest.mark.browser
@pytest.mark.parametrize("opened", [Look(1280)], indirect=True, ids=str)
def test_everything_that_takes_focus_shows_it(opened: Page) -> None:
    opened.evaluate("document.activeElement.blur(); window.scrollTo(0, 0)")
    seen = set()
    for _ in range(150):
        opened.keyboard.press("Tab")
        name, visible = opened.evaluate(FOCUS)
        assert visible, name
        seen.add(name)
    assert len(seen) > 20


FOCUS = """() => {
  const element = document.activeElement;
  const ringed = (each) => { const style = getComputedStyle(each); return style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2; };
  return [element.outerHTML.slice(0, 120), element === document.body || ringed(element) || ringed(element.parentElement)];
}"""  # noqa: E501


@pytest.mark.browser
@pytest.mark.parametrize("opened", [Look(1280)], indirect=True, ids=str)
def test_nothing_moves_while_the_page_loads(opened: Page) -> None:
    assert opened.evaluate(SHIFT) == 0


SHIFT = """() => new Promise(async (done) => {
  await document.fonts.ready;
  let sum = 0;
  new PerformanceObserver((list) => { for (const entry of list.getEntries()) sum += entry.value; })
    .observe({ type: 'layout-shift', buffered: true });
  requestAnimationFrame(() => requestAnimationFrame(() => done(sum)));
})"""


COUNT_SENT = """() => {
  window.sent = window.answered = 0;
  document.addEventListener('close', () => { setTimeout(() => { window.answered += 1; }); }, true);
  document.addEventListener('submit', (event) => {
    if (event.defaultPrevented || !event.target.matches('[data-confirm]')) return;
    event.preventDefault();
    window.sent += 1;
  });
}"""


@pytest.mark.browser
@pytest.mark.parametrize("opened", [Look(1280)], indirect=True, ids=str)
@pytest.mark.parametrize(("answer", "sent"), [("Ja, fortsett", 1), ("Avbryt", 0)])
def test_consequence_is_asked_about_before_a_form_is_sent(opened: Page, answer: str, sent: int) -> None:
    opened.evaluate(COUNT_SENT)
    opened.get_by_role("button", name="Lagre").click()
    dialog = opened.get_by_role("dialog")
    assert "kan ikke angres" in dialog.inner_text()
    dialog.get_by_role("button", name=answer).click()
    until(opened, "window.answered === 1")  # the page's own listener has run before this one
    assert opened.evaluate("window.sent") == sent


@pytest.mark.browser
@pytest.mark.parametrize("opened", [Look(1280)], indirect=True, ids=str)
def test_folded_text_stays_open_on_this_device(opened: Page) -> None:
    opened.get_by_text("Svaret i periode 2").click()
    until(opened, "Object.values(localStorage).includes('yes')")
    opened.reload()
    expect(opened.get_by_text("Vi valgte tre tiltak")).to_be_visible()


@pytest.mark.browser
@pytest.mark.parametrize("opened", [Look(1280)], indirect=True, ids=str)
def test_errors_are_read_first(opened: Page) -> None:
    expect(opened.locator("[data-error-summary]").first).to_be_focused()
    opened.get_by_role("link", name="Stilling:").click()
    expect(opened.locator("#id_wrong-profession")).to_be_focused()


@pytest.mark.browser
@pytest.mark.parametrize("opened", [Look(1280)], indirect=True, ids=str)
def test_one_letter_goes_to_the_next_report_but_not_while_writing(opened: Page) -> None:
    opened.evaluate("document.querySelector('main h1').innerHTML = '<a data-key=j href=#next>Neste</a>'")
    opened.get_by_label("Hva har dere gjort siden sist?").press("j")
    assert opened.evaluate("location.hash") == ""
    opened.evaluate("document.activeElement.blur()")
    opened.keyboard.press("j")
    until(opened, "location.hash === '#next'")


@pytest.mark.browser
@pytest.mark.parametrize("opened", [Look(1280)], indirect=True, ids=str)
def test_guarded_form_asks_before_typed_text_is_left(opened: Page) -> None:
    asked: list[str] = []
    opened.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    opened.evaluate("document.getElementById('id_right-name').form.dataset.guard = ''")
    opened.locator("#id_right-name").fill("Kari")
    opened.goto("about:blank")
    assert asked == ["beforeunload"]


@pytest.mark.browser
@pytest.mark.parametrize("opened", [Look(1280)], indirect=True, ids=str)
def test_tables_on_paper_begin_where_there_is_room_and_are_not_cut(opened: Page) -> None:
    opened.emulate_media(media="print")
    held = """() => [...document.querySelectorAll(".table-frame table")].map((table) => [
      getComputedStyle(table).breakInside, getComputedStyle(table.parentElement).overflowX])"""
    tables = opened.evaluate(held)
    assert tables
    assert all(each == ["auto", "visible"] for each in tables)
    assert opened.evaluate("getComputedStyle(document.body).display") == "block"
