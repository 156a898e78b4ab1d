"""A page that is only read changes nothing, and the database sees to it."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client, RequestFactory

from mentornett.core import audit
from mentornett.core.models import AccessEntry
from mentornett.core.scoping import EVERYONE, inside
from mentornett.tenants.actions import post_letter
from mentornett.tenants.models import Letter, Organiser, Person
from mentornett.web.middleware import WritingWhileReadingError, reading_never_writes
from tests.cast import NOW, Cast

WRITES: list[Any] = [
    lambda cast: Organiser.objects.create(name="x", short_name="x"),
    lambda cast: Organiser.objects.filter(pk=cast.nord.pk).update(name="x"),
    lambda cast: Person.objects.filter(pk=cast.outsider.pk).delete(),
    lambda cast: connection.cursor().execute("  /* a remark */ UPDATE tenants_organiser SET name = 'x'"),
    lambda cast: connection.cursor().execute(
        "INSERT INTO tenants_organiser (name, short_name) SELECT 'x', 'core_accessentry'"
    ),
    lambda cast: connection.cursor().execute("WITH x AS (SELECT 1) UPDATE tenants_organiser SET name = 'x'"),
    lambda cast: connection.cursor().execute("DROP TABLE tenants_organiser"),
    lambda cast: connection.cursor().execute("""UPDATE tenants_organiser SET name = 'x "django_session"'"""),
]


@pytest.mark.parametrize("method", ["get", "head", "options"])
@pytest.mark.parametrize("write", WRITES)
def test_reading_request_cannot_write(method: str, write: Any, cast: Cast) -> None:
    def page(request: object) -> HttpResponse:
        with inside(EVERYONE):
            write(cast)
        return HttpResponse()

    with pytest.raises(WritingWhileReadingError):
        reading_never_writes(page)(getattr(RequestFactory(), method)("/"))


def test_writing_request_can_write(cast: Cast) -> None:
    def page(request: object) -> HttpResponse:
        Organiser.objects.filter(pk=cast.nord.pk).update(name="Nytt navn")
        return HttpResponse()

    reading_never_writes(page)(RequestFactory().post("/"))
    cast.nord.refresh_from_db()
    assert cast.nord.name == "Nytt navn"


def test_reading_about_somebody_is_logged_while_reading(cast: Cast) -> None:
    def page(request: object) -> HttpResponse:
        audit.reading(reader=cast.leader, subjects=[cast.coordinator, cast.leader], page="x", now=NOW)
        return HttpResponse()

    reading_never_writes(page)(RequestFactory().get("/"))
    with inside(EVERYONE):
        assert list(AccessEntry.objects.values_list("subject_id", flat=True)) == [cast.coordinator.pk]


@pytest.mark.parametrize(
    "text", ["Hei\r\nBcc: alle@eksempel.no", "Hei\nSubject: x", "Hei\x0b\x0cx", "Hei\u2028x", "a" * 500]
)
def test_letter_subject_is_one_line(text: str, db: None) -> None:
    post_letter(to_email="a@eksempel.no", kind="x", language="nb", subject=text, text="x", now=NOW)
    [subject] = Letter.objects.values_list("subject", flat=True)
    assert len(subject.splitlines()) == 1
    assert len(subject) <= 200


def test_name_with_line_breaks_reaches_no_mail_header(cast: Cast) -> None:
    cast.coordinator.name = "Kari\r\nBcc: alle@eksempel.no"
    cast.coordinator.save(update_fields=["name"])
    Client().post("/passord/glemt/", {"email": cast.coordinator.email})
    [letter] = Letter.objects.all()
    assert "\n" not in letter.subject + letter.to_email + letter.reply_to
