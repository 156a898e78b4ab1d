"""Every form on every page meets what people type wrong: a message where it happened, and nothing typed is lost."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any
from urllib.parse import parse_qs, urldefrag, urljoin, urlsplit

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import resolve, reverse
from lxml import html

from mentornett.core.scoping import EVERYONE, inside
from mentornett.questionnaires.models import Question
from tests.cast import NOW, Cast
from tests.conftest import LogIn
from tests.kept_cast import KeptCast
from tests.security.filling import kind_of, tree_of
from tests.security.test_forms import FRAME, PAGES
from tests.web.test_access import TABLE

pytestmark = pytest.mark.usefixtures("clock")
BEFORE_THE_DATABASE = pytest.mark.sqlite  # forms and sessions say it before anything is stored (docs/adr/0010)
MARKUP = '"><svg/onload=alert(1)><b>Hei</b>'
EMOJI = "👩‍👩‍👧 Åse Čáhci 🦜"
WORDS = {"text", "search", "textarea"}
FINE = {"date": "2026-03-12", "number": "3", "email": "ny@eksempel.no", "time": "10:00", "select": ""}
NEVER_TYPED = {"hidden", "checkbox", "radio", "password", "submit", "button", "file"}
WRONG = {
    "date": "31.02.2026", "number": "tre", "email": "ikke en adresse", "time": "kvart på ti",
}  # fmt: skip
LONG = "x" * 20_001
NO_LIMIT = {"organiser:network_report_save"}  # a chapter of the network's own report may be as long as they like
# pages that are no place to stay for who has a password and no code
LEAD_ON = {
    "account_set_password", "mfa_activate_totp", "mfa_authenticate", "mfa_generate_recovery_codes",
    "mfa_reauthenticate", "public:start",
}  # fmt: skip
# pairs of dates whose later one came first
ORDER = [
    ("organiser:network_edit", "starts", "ends"), ("organiser:network_new", "starts", ""),
    ("organiser:gathering_new", "starts", "ends"), ("organiser:gathering_move", "starts", "ends"),
    ("organiser:grant_new", "starts", "ends"), ("municipality:before_now_add", "before_on", "now_on"),
    ("municipality:before_now_baseline", "hired_from", "hired_to"),
]  # fmt: skip


@dataclass
class Form:
    """A form that writes, as it stands on a page: where it goes, what it sends, and which fields people type in."""

    url: str
    sent: dict[str, Any] = field(default_factory=dict)
    typed: dict[str, str] = field(default_factory=dict)  # name -> kind
    required: set[str] = field(default_factory=set)

    @property
    def address(self) -> str:
        """The name of the address that it goes to."""
        return resolve(urlsplit(self.url).path).view_name


def forms_on(page: HttpResponse, url: str) -> Iterator[Form]:
    """Yield the forms of a page that write and have something to type in, filled with what is fine."""
    for tag in tree_of(page).iter("form"):
        form = Form(urldefrag(urljoin(url, tag.get("action") or url)).url)
        if tag.get("method", "").lower() != "post" or form.url in FRAME:
            continue
        for each in tag.iter("input", "textarea", "select"):
            _take_in(form, each)
        buttons = [each for each in tag.iter("button") if each.get("type") != "button"]
        if len(buttons) == 1 and buttons[0].get("name"):
            form.sent[buttons[0].get("name")] = buttons[0].get("value", "")
        if form.typed:
            yield form


def _take_in(form: Form, tag: html.HtmlElement) -> None:
    name, kind = tag.get("name", ""), kind_of(tag)
    is_pattern = any(True for _ in tag.iterancestors("template"))
    if not name or name == "csrfmiddlewaretoken" or kind in {"file", "submit", "button"} or is_pattern:
        return
    if kind in {"checkbox", "radio"}:
        if "checked" in tag.attrib or (kind == "radio" and name not in form.sent):
            form.sent[name] = tag.get("value") or "on"
        return
    form.sent[name] = _there(tag, kind)
    if kind not in NEVER_TYPED | {"select"}:
        form.typed[name] = kind
        if "required" in tag.attrib:
            form.required.add(name)


def _there(tag: html.HtmlElement, kind: str) -> str:
    """Return what stands in a field, or else something fine."""
    if kind == "select":
        options = [each for each in tag.iter("option") if each.get("value")]
        chosen = [each for each in options if "selected" in each.attrib] or options
        return str(chosen[0].get("value")) if chosen else ""
    return _stands_in(tag) or ("" if kind in NEVER_TYPED else FINE.get(kind, "Noen ord"))


def _stands_in(tag: html.HtmlElement) -> str:
    return str(tag.text_content() if tag.tag == "textarea" else tag.get("value", ""))


def _kept(page: html.HtmlElement) -> set[str]:
    """Return what stands in the fields of the page that came back."""
    return {_stands_in(each).strip() for each in page.iter("input", "textarea")}


def _faults(answer: Any, form: Form, sent: dict[str, Any], client: Client, *, must_refuse: bool) -> Iterator[str]:
    """Tell what is wrong with the answer to a form."""
    if answer.status_code == 302:
        if must_refuse:
            yield "was taken"
        answer = client.get(answer.headers["Location"], follow=True)
        if b'data-color="danger" role="alert"' in answer.content:
            yield from _lost(tree_of(answer), form, sent)
    elif answer.status_code in {200, 422}:
        page = tree_of(answer)
        yield from _untold(page)
        yield from _lost(page, form, sent)
    else:
        yield f"answered {answer.status_code}"
    if b"<svg/onload" in answer.content:
        yield "markup came back as markup"


def _marked(page: html.HtmlElement) -> list[html.HtmlElement]:
    return list(page.iterfind(".//*[@aria-invalid='true']"))


def _untold(page: html.HtmlElement) -> Iterator[str]:
    marked = _marked(page)
    if not marked and page.find(".//button[@name='look']") is None:  # some show first what will happen, and ask again
        yield "no field is marked"
    for each in marked:
        group = next(each.iterancestors("fieldset"), None)  # boxes to tick are described together
        if not (_beside(page, each) or (group is not None and _beside(page, group))):
            yield f"no message beside {each.get('name')}"


def _beside(page: html.HtmlElement, tag: html.HtmlElement) -> str:
    """Return what describes a field, as a screen reader says it."""
    told = [page.get_element_by_id(ref, None) for ref in tag.get("aria-describedby", "").split()]
    return " ".join(part.text_content().strip() for part in told if part is not None)


def _lost(page: html.HtmlElement, form: Form, sent: dict[str, Any]) -> Iterator[str]:
    kept = _kept(page)
    for name, kind in form.typed.items():
        if kind != "password" and sent.get(name, "").strip() and sent[name].strip() not in kept:
            yield f"{name} is lost"


def _bad(form: Form) -> Iterator[tuple[str, dict[str, Any], bool]]:
    """Yield kinds of bad input: a name, what is sent, and whether it must be refused."""
    yield "empty", form.sent | dict.fromkeys(form.typed, ""), bool(form.required)
    words = [name for name, kind in form.typed.items() if kind in WORDS]
    if words and form.address not in NO_LIMIT:
        yield "too long", form.sent | _each(words, LONG), True
    wrong = {name: WRONG[kind] for name, kind in form.typed.items() if kind in WRONG}
    if wrong:
        yield "wrong type", form.sent | wrong, True
    yield "markup", form.sent | _each(words, MARKUP), False
    yield "emoji", form.sent | _each(words, EMOJI), False


def _each(names: list[str], text: str) -> dict[str, str]:
    """Return the text for each field, with a number of its own to know it again by."""
    return {name: f"{number} {text}" for number, name in enumerate(names)}


def _prepare(name: str, cast: Cast) -> str:
    """Prepare a page of the table, and return its address."""
    row = TABLE[name]
    with inside(EVERYONE):
        row.before(cast)
    return reverse(name, args=row.args(cast)) + row.query


def _person(name: str) -> str:
    """Return whoever may open a page."""
    return TABLE[name].ok.split()[0] if TABLE[name].ok else ""


def _opened(client: Client, name: str, url: str) -> list[Form]:
    page = client.get(url)
    assert page.status_code != 302 or name in LEAD_ON, page.headers["Location"]
    return list(forms_on(page, url)) if page.status_code == 200 and not page.streaming else []


@dataclass
class Page:
    """A page of the table; its forms are read once for all that is done with them."""

    name: str
    url: str
    forms: list[Form] | None = None


@pytest.fixture(scope="module", params=PAGES)
def prepared(request: Any, built_once: KeptCast, cookies: dict[str, str]) -> Iterator[Page]:
    """Each page; what was prepared for it is undone before the next, but not the sessions."""
    with time_machine.travel(NOW, tick=False), transaction.atomic():
        yield Page(request.param, _prepare(request.param, built_once.copy()))
        transaction.set_rollback(True)


@pytest.fixture
def client(prepared: Page, quick_log_in: LogIn, db: None) -> Client:
    """The browser of whoever may open the page."""
    return quick_log_in(_person(prepared.name))


@pytest.fixture
def forms(prepared: Page, client: Client) -> list[Form]:
    """The forms of the page."""
    if prepared.forms is None:
        prepared.forms = _opened(client, prepared.name, prepared.url)
    return prepared.forms


@BEFORE_THE_DATABASE
def test_form_tells_what_is_wrong_and_keeps_what_was_typed(forms: list[Form], client: Client) -> None:
    faults = []
    for form in forms:
        for kind, sent, must_refuse in _bad(form):
            with transaction.atomic():
                answer = client.post(form.url, sent)
                found = set(_faults(answer, form, sent, client, must_refuse=must_refuse))
                faults += [f"{form.address}, {kind}: {fault}" for fault in found]
                transaction.set_rollback(True)
    assert faults == []


@BEFORE_THE_DATABASE
def test_form_of_a_lost_session_leads_to_log_in_and_back_to_its_page(
    prepared: Page, forms: list[Form], quick_log_in: LogIn
) -> None:
    """The page that comes after log-in can be opened, and is the one with the form."""
    for form in forms if _person(prepared.name) else ():
        if form.address.startswith("public:") or form.address == "account_reset_password":
            continue  # needs no log-in
        with transaction.atomic():
            stranger = quick_log_in("")
            answer = stranger.post(form.url, form.sent, headers={"referer": f"http://testserver{prepared.url}"})
            assert (answer.status_code, urlsplit(answer.headers["Location"]).path) == (302, "/logg-inn/"), form.url
            assert parse_qs(urlsplit(answer.headers["Location"]).query)["next"] == [prepared.url]
            assert "logget ut" in stranger.get(answer.headers["Location"]).content.decode()
            transaction.set_rollback(True)


@pytest.mark.parametrize(("address", "first", "last"), [row for row in ORDER if row[2]])
def test_dates_in_wrong_order_are_told_beside_the_field(
    address: str, first: str, last: str, quick_cast: Cast, quick_log_in: LogIn
) -> None:
    elsewhere = {"organiser:gathering_move": "organiser:gathering_change", "organiser:grant_new": "organiser:readers"}
    name = elsewhere.get(address, address)
    client = quick_log_in(_person(name))
    url = _prepare(name, quick_cast)
    if address == "organiser:gathering_move":  # asks first what will follow
        url += "?starts=2026-04-16&ends=2026-04-16&reason=Hotellet"
    [form] = [each for each in _opened(client, name, url) if each.address == address and first in each.typed]
    sent = form.sent | {first: str(date(2026, 3, 11)), last: str(date(2026, 3, 11) - timedelta(days=30))}
    answer = client.post(form.url, sent)
    assert list(_faults(answer, form, sent, client, must_refuse=True)) == []
    assert {each.get("name") for each in _marked(tree_of(answer))} & {first, last}


def test_form_sent_twice_answers_both_times(forms: list[Form], client: Client) -> None:
    """The impatient: what was fine once is taken or told about the second time, never an error page."""
    for form in forms:
        with transaction.atomic():
            answers = [client.post(form.url, form.sent).status_code for _ in range(2)]
            assert set(answers) <= {200, 302, 422}, form.address
            transaction.set_rollback(True)


UPLOADS = [
    ("tom.pdf", b"", "tom"), ("x.exe", b"MZ\x90\x00", "PDF"), ("notat.pdf", b"<svg onload='alert(1)'/>", "PDF"),
    ("stor.pdf", b"%PDF-1.7" + b"x" * (10 * 1024 * 1024), "10"),
]  # fmt: skip


@pytest.mark.parametrize(("file_name", "content", "told"), UPLOADS, ids=[row[0] for row in UPLOADS])
def test_file_that_cannot_be_attached_is_told_beside_the_field_and_texts_are_kept(
    file_name: str, content: bytes, told: str, quick_cast: Cast, quick_log_in: LogIn
) -> None:
    Question.objects.filter(version=quick_cast.questionnaire, key="status.pairs").update(type="file")
    url = reverse("municipality:report_save", args=[quick_cast.report.pk])
    client = quick_log_in("coordinator")
    sent = {
        "q-status.hard": "Å finne tid", "revision-status.hard": "1",
        "q-status.pairs": SimpleUploadedFile(file_name, content),
    }  # fmt: skip
    answer = client.post(url, sent)
    page = tree_of(answer)
    assert answer.status_code == 422
    [field_] = [each for each in _marked(page) if each.get("name") == "q-status.pairs"]
    assert told in _beside(page, field_)
    assert "Å finne tid" in _kept(page)
