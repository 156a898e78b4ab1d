"""Every form on every page meets what people type wrong: a message where it happened, and nothing typed is lost."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any
from urllib.parse import parse_qs, urldefrag, urljoin, urlsplit

import pytest
from bs4 import BeautifulSoup, Tag
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import resolve, reverse

from mentornett.core.scoping import EVERYONE, inside
from mentornett.questionnaires.models import Question
from tests.cast import Cast
from tests.conftest import LogIn
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
    for tag in BeautifulSoup(page.content, "html.parser").find_all("form"):
        form = Form(urldefrag(urljoin(url, str(tag.get("action") or url))).url)
        if str(tag.get("method")).lower() != "post" or form.url in FRAME:
            continue
        for each in tag.find_all(["input", "textarea", "select"]):
            _take_in(form, each)
        buttons = [each for each in tag.find_all("button") if each.get("type") != "button"]
        if len(buttons) == 1 and buttons[0].get("name"):
            form.sent[str(buttons[0]["name"])] = buttons[0].get("value", "")
        if form.typed:
            yield form


def _take_in(form: Form, tag: Tag) -> None:
    name, kind = str(tag.get("name") or ""), str(tag.get("type") or "text") if tag.name == "input" else tag.name
    if not name or name == "csrfmiddlewaretoken" or kind in {"file", "submit", "button"} or tag.find_parent("template"):
        return
    if kind in {"checkbox", "radio"}:
        if tag.has_attr("checked") or (kind == "radio" and name not in form.sent):
            form.sent[name] = tag.get("value") or "on"
        return
    form.sent[name] = _there(tag, kind)
    if kind not in NEVER_TYPED | {"select"}:
        form.typed[name] = kind
        if tag.has_attr("required"):
            form.required.add(name)


def _there(tag: Tag, kind: str) -> str:
    """Return what stands in a field, or else something fine."""
    if kind == "select":
        options = [each for each in tag.find_all("option") if each.get("value")]
        chosen = [each for each in options if each.has_attr("selected")] or options
        return str(chosen[0]["value"]) if chosen else ""
    stands = tag.get_text() if kind == "textarea" else str(tag.get("value") or "")
    return stands or ("" if kind in NEVER_TYPED else FINE.get(kind, "Noen ord"))


def _kept(answer: HttpResponse) -> set[str]:
    """Return what stands in the fields of the page that came back."""
    found = BeautifulSoup(answer.content, "html.parser").find_all(["input", "textarea"])
    return {(each.get_text() if each.name == "textarea" else str(each.get("value") or "")).strip() for each in found}


def _faults(answer: Any, form: Form, sent: dict[str, Any], client: Client, *, must_refuse: bool) -> Iterator[str]:
    """Tell what is wrong with the answer to a form."""
    if answer.status_code == 302:
        if must_refuse:
            yield "was taken"
        answer = client.get(answer.headers["Location"], follow=True)
        if b'data-color="danger" role="alert"' in answer.content:
            yield from _lost(answer, form, sent)
    elif answer.status_code in {200, 422}:
        yield from _untold(BeautifulSoup(answer.content, "html.parser"))
        yield from _lost(answer, form, sent)
    else:
        yield f"answered {answer.status_code}"
    if b"<svg/onload" in answer.content:
        yield "markup came back as markup"


def _untold(page: BeautifulSoup) -> Iterator[str]:
    marked = page.select("[aria-invalid=true]")
    if not marked and not page.select("button[name=look]"):  # some show first what will happen, and ask once more
        yield "no field is marked"
    for each in marked:
        group = each.find_parent("fieldset")  # boxes to tick are described together
        described = " ".join(str(part.get("aria-describedby") or "") for part in (each, group) if part)
        told = [page.select_one(f'[id="{ref}"]') for ref in described.split()]
        if not any(part and part.get_text(strip=True) for part in told):
            yield f"no message beside {each.get('name')}"


def _lost(answer: HttpResponse, form: Form, sent: dict[str, Any]) -> Iterator[str]:
    kept = _kept(answer)
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


@pytest.fixture
def opened(quick_cast: Cast, quick_log_in: LogIn) -> Any:
    """Return a function that opens a page of the table: the client, the page and its address."""

    def open_page(name: str) -> tuple[Client, Any, str]:
        row = TABLE[name]
        with inside(EVERYONE):
            row.before(quick_cast)
        client = quick_log_in(row.ok.split()[0]) if row.ok else Client()
        url = reverse(name, args=row.args(quick_cast)) + row.query
        return client, client.get(url), url

    return open_page


def _has_forms(page: Any) -> bool:
    return page.status_code == 200 and not page.streaming and page.headers["Content-Type"].startswith("text/html")


@BEFORE_THE_DATABASE
@pytest.mark.parametrize("name", PAGES)
def test_form_tells_what_is_wrong_and_keeps_what_was_typed(name: str, opened: Any) -> None:
    client, page, url = opened(name)
    faults = []
    for form in forms_on(page, url) if _has_forms(page) else ():
        for kind, sent, must_refuse in _bad(form):
            with transaction.atomic():
                answer = client.post(form.url, sent)
                found = set(_faults(answer, form, sent, client, must_refuse=must_refuse))
                faults += [f"{form.address}, {kind}: {fault}" for fault in found]
                transaction.set_rollback(True)
    assert faults == []


@BEFORE_THE_DATABASE
@pytest.mark.parametrize("name", PAGES)
def test_form_of_a_lost_session_leads_to_log_in_and_back_to_its_page(name: str, opened: Any) -> None:
    """The page that comes after log-in can be opened, and is the one with the form."""
    _, page, url = opened(name)
    for form in forms_on(page, url) if TABLE[name].ok and _has_forms(page) else ():
        if form.address.startswith("public:") or form.address == "account_reset_password":
            continue  # needs no log-in
        with transaction.atomic():
            stranger = Client()
            answer = stranger.post(form.url, form.sent, headers={"referer": f"http://testserver{url}"})
            assert (answer.status_code, urlsplit(answer.headers["Location"]).path) == (302, "/logg-inn/"), form.url
            assert parse_qs(urlsplit(answer.headers["Location"]).query)["next"] == [url]
            assert "logget ut" in stranger.get(answer.headers["Location"]).content.decode()
            transaction.set_rollback(True)


@pytest.mark.parametrize(("address", "first", "last"), [row for row in ORDER if row[2]])
def test_dates_in_wrong_order_are_told_beside_the_field(address: str, first: str, last: str, opened: Any) -> None:
    name = {"organiser:gathering_move": "organiser:gathering_change", "organiser:grant_new": "organiser:readers"}
    client, page, url = opened(name.get(address, address))
    if address == "organiser:gathering_move":  # asks first what will follow
        page = client.get(url, {"starts": "2026-04-16", "ends": "2026-04-16", "reason": "Hotellet er fullt"})
    [form] = [each for each in forms_on(page, url) if each.address == address and first in each.typed]
    sent = form.sent | {first: str(date(2026, 3, 11)), last: str(date(2026, 3, 11) - timedelta(days=30))}
    answer = client.post(form.url, sent)
    assert list(_faults(answer, form, sent, client, must_refuse=True)) == []
    marked = {str(each["name"]) for each in BeautifulSoup(answer.content, "html.parser").select("[aria-invalid=true]")}
    assert marked & {first, last}


@pytest.mark.parametrize("name", PAGES)
def test_form_sent_twice_answers_both_times(name: str, opened: Any) -> None:
    """The impatient: what was fine once is taken or told about the second time, never an error page."""
    client, page, url = opened(name)
    for form in forms_on(page, url) if _has_forms(page) else ():
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
    page = BeautifulSoup(answer.content, "html.parser")
    assert answer.status_code == 422
    [field_] = page.select('[name="q-status.pairs"][aria-invalid=true]')
    beside = " ".join(page.select_one(f'[id="{ref}"]').get_text() for ref in field_["aria-describedby"].split())
    assert told in beside
    assert "Å finne tid" in _kept(answer)
