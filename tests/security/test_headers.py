"""What every page says to the browser, taken from the access table."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from mentornett.core.scoping import EVERYONE, inside
from tests.cast import Cast
from tests.conftest import LogIn
from tests.security.conftest import HOST, over_https
from tests.web.test_access import TABLE

PAGES = sorted(name for name, row in TABLE.items() if row.method == "get")
TEXTS = {
    "text/html; charset=utf-8",
    "text/plain; charset=utf-8",
    "text/calendar; charset=utf-8",
    "text/csv; charset=utf-8",
}
FILES = re.compile(r"(application/(pdf|json|zip|octet-stream|vnd\.[\w.-]+)|image/(png|jpeg|svg\+xml))$")

pytestmark = pytest.mark.usefixtures("clock")


def _answer(name: str, cast: Cast, log_in: LogIn) -> HttpResponse:
    row = TABLE[name]
    with inside(EVERYONE):
        row.before(cast)
    client = log_in(row.ok.split()[0]) if row.ok else Client()
    return client.get(reverse(name, args=row.args(cast)) + row.query)  # type: ignore[return-value]


@pytest.mark.parametrize("name", PAGES)
def test_page_has_its_headers(name: str, cast: Cast, log_in: LogIn) -> None:
    headers = _answer(name, cast, log_in).headers
    policy = headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "*" not in policy
    assert "frame-ancestors 'none'" in policy or "sandbox" in policy
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert ("no-store" in headers["Cache-Control"]) != (name == "public:calendar_feed")  # calendars ask again and again
    kind = headers["Content-Type"]
    assert kind in TEXTS or FILES.match(kind), kind


@pytest.mark.parametrize("path", ["/finnes-ikke/", "/na/", "/logg-inn/", "/isready", "/"])
def test_public_site_tells_browsers_to_come_by_https(path: str, public_site: Any, db: None) -> None:
    response = over_https().get(path)
    found = re.match(r"max-age=(\d+); includeSubDomains", response.headers["Strict-Transport-Security"])
    assert found
    assert int(found[1]) >= 365 * 24 * 3600


def test_public_site_sends_those_who_come_by_http_to_https(public_site: Any, db: None) -> None:
    response = Client(headers={"host": HOST}).get("/logg-inn/")
    assert response.status_code == 301
    assert response.headers["Location"] == f"https://{HOST}/logg-inn/"


@pytest.mark.parametrize("path", ["/isready", "/isalive"])
def test_health_is_told_without_https(path: str, public_site: Any, db: None) -> None:
    assert Client(headers={"host": HOST}).get(path).status_code == 200


def test_every_cookie_of_the_public_site_is_bound_to_it(public_site: Any, cast: Cast) -> None:
    cast.coordinator.set_password("et langt passord her")
    cast.coordinator.save(update_fields=["password"])
    client = over_https()
    client.get("/logg-inn/")
    client.post("/logg-inn/", {"login": cast.coordinator.email, "password": "et langt passord her"})
    assert {"__Host-session", "__Host-csrf"} <= set(client.cookies)
    for name, cookie in client.cookies.items():
        assert name.startswith("__Host-") or name in {"messages", "language", "colour_scheme"}
        assert cookie["secure"], name
        assert cookie["path"] == "/", name
        assert not cookie["domain"], name
        assert cookie["samesite"] in {"Lax", "Strict"}, name
    assert client.cookies["__Host-session"]["httponly"]


def test_answer_behind_a_log_in_is_not_compressed_together_with_a_fixed_secret(cast: Cast, log_in: LogIn) -> None:
    """BREACH: the token in the form is masked anew in each answer."""
    client = log_in("coordinator")
    found = [
        re.findall(r'name="csrfmiddlewaretoken" value="(\w+)"', client.get("/meg/").content.decode()) for _ in "12"
    ]
    assert found[0]
    assert found[0][0] != found[1][0]


@pytest.mark.parametrize(
    "path", ["/.git/config", "/.env", "/static/", "/static/../settings.py", "/admin/", "/__debug__/", "/metrics"]
)
def test_inside_of_the_program_is_not_served(path: str, db: None) -> None:
    assert Client().get(path).status_code in {302, 404}
    assert b"SECRET" not in Client().get(path, follow=True).content


@pytest.mark.parametrize("method", ["TRACE", "TRACK", "CONNECT", "DEBUG"])
def test_odd_method_is_refused(method: str, cast: Cast, log_in: LogIn) -> None:
    with transaction.atomic():
        response = log_in("coordinator").generic(method, "/meg/", headers={"x-probe": "kanarifugl"})
    assert response.status_code in {400, 405}
    assert b"kanarifugl" not in response.content


@pytest.mark.parametrize("host", ["evil.example", "mentornett.eksempel.no.evil.example", "evil.example:443@x", ""])
def test_foreign_host_name_is_refused(host: str, public_site: Any, db: None) -> None:
    assert Client(headers={"host": host, "x-forwarded-proto": "https"}).get("/").status_code == 400


def test_forwarded_host_changes_nothing(public_site: Any, cast: Cast) -> None:
    client = over_https()
    response = client.get("/na/", headers={"x-forwarded-host": "evil.example", "forwarded": "host=evil.example"})
    assert "evil" not in response.headers["Location"]
    assert "evil" not in client.get("/", headers={"x-forwarded-host": "evil.example"}).content.decode()
