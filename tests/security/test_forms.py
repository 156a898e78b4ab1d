"""Whatever is typed into any form: an answer below 500, and nothing of another organiser."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin, urlsplit

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import models, transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import html

from mentornett.core.scoping import EVERYONE, inside
from tests.cast import CANARY, Cast
from tests.conftest import LogIn
from tests.security.filling import LIKE_A_FIELD, tree_of
from tests.security.test_sessions import ELSEWHERE
from tests.web.access.table import Row
from tests.web.test_access import NORD_SIDE, TABLE

NASTY = [
    "", " ", "0", "-1", "1e309", "NaN", "99999999999999999999", "3,5", "31.02.2026", "2026-13-45", "0001-01-01",
    "9999-12-31", "24:61", "<script>alert(1)</script>", '"><svg/onload=alert(1)>', "{{7*7}}", "{% debug %}",
    "' OR 1=1 --", "=cmd|' /C calc'!A0", "a\x00b", "a\r\nBcc: x@eksempel.no", "🦜" * 50, "\u202eabc", "é" * 3,
    "x" * 100_000, "../../etc/passwd", "[]", '{"a": 1}', "null", "True", "on", "\ud800",
]  # fmt: skip
FILES = [
    ("notat.pdf", b"%PDF-1.7 not really"), ("x.exe", b"MZ\x90"), ("../../x.png", b"\x89PNG\r\n\x1a\n"),
    ("tom.docx", b""), ("a\x00b.svg", b"<svg onload='alert(1)'/>"), ("å" * 300 + ".png", b"x"),
]  # fmt: skip
FRAME = ("/meg/sprak/", "/meg/farger/", "/logg-ut/")  # stand on every page
FEW = settings(
    max_examples=3, deadline=None, derandomize=True, database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)  # fmt: skip

pytestmark = pytest.mark.usefixtures("clock")
PAGES = sorted(name for name, row in TABLE.items() if row.method == "get" and (row.ok or row.visitors == 200))
DEEDS = sorted(name for name, row in TABLE.items() if row.method == "post" and row.ok)


@dataclass(frozen=True)
class Form:
    """A form as it stands on a page: where it goes, and what each field offers."""

    url: str
    method: str
    fields: dict[str, list[str]]
    files: tuple[str, ...]


def _forms(page: HttpResponse, url: str) -> Iterator[Form]:
    for form in tree_of(page).iter("form"):
        target = urljoin(url, form.get("action") or url)
        if urlsplit(target).netloc or target in FRAME or form.get("method") == "dialog":
            continue
        fields, files = {}, []
        for field in form.iter(*LIKE_A_FIELD):
            name = field.get("name", "")
            if field.get("type") == "file":
                files.append(name)
            elif name and name != "csrfmiddlewaretoken":
                fields.setdefault(name, []).extend(_offered(field))
        yield Form(target, form.get("method", "get").lower(), fields, tuple(files))


def _offered(field: html.HtmlElement) -> list[str]:
    if field.tag == "select":
        return [option.get("value") or option.text_content() for option in field.iter("option")]
    return [field.get("value") or field.text_content()]


def _their_ids(cast: Cast) -> list[str]:
    """Return ids of rows that belong to the other organiser."""
    return [
        str(thing.pk)
        for key, thing in cast.things.items()
        if key.startswith("other_") and isinstance(thing, models.Model)
    ]


def _typed(data: st.DataObject, offered: list[str], cast: Cast) -> Any:
    values = st.sampled_from([*offered, *NASTY, *_their_ids(cast)])
    return data.draw(st.one_of(st.sampled_from(offered or [""]), values, st.text(max_size=40)))


def _safe_to_send(value: Any) -> Any:
    """Return what a browser can send: it replaces what has no UTF-8."""
    return value.encode("utf-8", "replace").decode() if isinstance(value, str) else value


def _check(answer: HttpResponse, person: str) -> None:
    assert answer.status_code < 500
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content  # type: ignore[attr-defined]
    assert person not in NORD_SIDE.split() or CANARY.encode() not in body
    assert b"<script>alert(1)" not in body
    assert b"<svg/onload" not in body
    assert b"<svg onload" not in body


def _somebody(row: Row, log_in: LogIn) -> tuple[str, Client]:
    person = row.ok.split()[0] if row.ok else ""
    return person, log_in(person) if person else Client()


@pytest.mark.parametrize("name", PAGES)
def test_form_on_page_bears_whatever_is_typed(name: str, quick_cast: Cast, quick_log_in: LogIn) -> None:
    row = TABLE[name]
    with inside(EVERYONE):
        row.before(quick_cast)
    url = reverse(name, args=row.args(quick_cast))
    person, client = _somebody(row, quick_log_in)

    @FEW
    @given(data=st.data())
    def send(data: st.DataObject, form: Form) -> None:
        values: dict[str, Any] = {
            field: _safe_to_send(_typed(data, offered, quick_cast))
            for field, offered in form.fields.items()
            if data.draw(st.integers(0, 9))
        }
        for field in form.files:
            values[field] = SimpleUploadedFile(*data.draw(st.sampled_from(FILES)))
        with transaction.atomic():
            _check(getattr(client, form.method)(form.url, values), person)
            transaction.set_rollback(True)

    page = client.get(url + row.query)
    for form in _forms(page, url) if page.status_code == 200 and not page.streaming else ():
        send(form=form)


@pytest.mark.parametrize("name", DEEDS)
def test_deed_bears_whatever_is_sent(name: str, quick_cast: Cast, quick_log_in: LogIn) -> None:
    row = TABLE[name]
    with inside(EVERYONE):
        row.before(quick_cast)
    url = reverse(name, args=row.args(quick_cast))
    person, client = _somebody(row, quick_log_in)
    right = dict(row.data(quick_cast))

    @FEW
    @given(data=st.data())
    def send(data: st.DataObject) -> None:
        values = {
            field: _safe_to_send(_typed(data, [str(value)], quick_cast))
            for field, value in right.items()
            if data.draw(st.integers(0, 9))
        }
        with transaction.atomic():
            _check(client.post(url, values), person)
            transaction.set_rollback(True)

    send()


@pytest.mark.parametrize("target", [*NASTY, *ELSEWHERE])
@pytest.mark.parametrize(("url", "name", "value"), [(FRAME[0], "language", "nn"), (FRAME[1], "colour_scheme", "dark")])
def test_form_at_the_foot_of_pages_leads_nowhere_else(url: str, name: str, value: str, target: str, db: None) -> None:
    answer = Client().post(url, {name: value, "next": _safe_to_send(target)})
    assert answer.status_code == 302
    assert urlsplit(urljoin("http://testserver/", answer.headers["Location"])).netloc == "testserver"


def test_forms_were_found_at_all(quick_cast: Cast, quick_log_in: LogIn) -> None:
    url = f"/kommune/team/{quick_cast.team.pk}/om/"
    assert any(form.fields for form in _forms(quick_log_in("coordinator").get(url), url))
    assert len(PAGES) > 20
