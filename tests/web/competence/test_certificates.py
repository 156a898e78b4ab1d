"""A certificate that others can check, and that those who issued it can take back."""

from __future__ import annotations

import pytest
from django.test import Client

from mentornett.competence.actions.attendance import complete
from mentornett.competence.models import Certificate, Enrolment
from mentornett.competence.queries.courses import completed_by
from mentornett.core.scoping import EVERYONE, inside
from mentornett.reports.certificate import address_of, certificate_document
from mentornett.tenants.models import Letter
from tests.cast import Cast
from tests.conftest import LogIn

WHY = "Feil person, den skulle til Marit."


def _issue(cast: Cast) -> Certificate:
    with inside(EVERYONE):
        rows = list(Enrolment.objects.filter(pk=cast.enrolment.pk).select_related("course", "person"))
        (made,) = complete(course=cast.course, enrolments=rows, by=cast.leader, now=cast.now)
        return made


@pytest.fixture
def issued(cast: Cast) -> Certificate:
    """The mentor's certificate."""
    return _issue(cast)


def _public(certificate: Certificate) -> str:
    return Client().get(f"/kursbevis/{certificate.code}/").content.decode()


def _take_back(cast: Cast, log_in: LogIn, why: str = WHY) -> int:
    return int(log_in("guide").post(f"/kompetanse/pamelding/{cast.enrolment.pk}/ta-tilbake/", {"why": why}).status_code)


def test_whoever_has_the_code_reads_that_it_holds_and_nothing_more(issued: Certificate) -> None:
    page = _public(issued)
    for words in ("Gyldig", "Mona Mentor", "Digitale samlinger for mentorer", "12. mars 2026"):
        assert words in page
    for other in ("Flesberg", "mentor@eksempel.no", "Økt 1", issued.digest):
        assert other not in page


def test_code_stands_on_the_paper_and_cannot_be_reached_without_it(issued: Certificate) -> None:
    assert any(address_of(str(issued.code)) in str(block) for block in certificate_document(issued).blocks)
    for guess in (issued.number, issued.digest, str(issued.pk), "x"):
        assert Client().get(f"/kursbevis/{guess}/").status_code == 404


def test_certificate_that_is_taken_back_no_longer_holds(cast: Cast, issued: Certificate, log_in: LogIn) -> None:
    assert _take_back(cast, log_in) == 302
    page = _public(issued)
    assert "Ikke gyldig lenger" in page
    assert "Mona" not in page
    assert WHY not in page
    with inside(EVERYONE):
        assert WHY in Letter.objects.get(kind="certificate_taken_back", to_person=cast.mentor).text
        assert not completed_by([cast.mentor.pk], cast.today)
    client = log_in("mentor")
    assert WHY in client.get(f"/kompetanse/kurs/{cast.course.pk}/").content.decode()
    assert client.get(f"/kompetanse/pamelding/{cast.enrolment.pk}/kursbevis/").status_code == 404
    assert _take_back(cast, log_in) == 302  # pressed twice
    with inside(EVERYONE):
        assert Letter.objects.filter(kind="certificate_taken_back").count() == 1


def test_reason_is_asked_for(cast: Cast, issued: Certificate, log_in: LogIn) -> None:
    assert _take_back(cast, log_in, " ") == 200
    assert "Gyldig" in _public(issued)


def test_it_can_be_issued_anew_with_another_number(cast: Cast, issued: Certificate, log_in: LogIn) -> None:
    _take_back(cast, log_in)
    again = _issue(cast)
    assert again.pk == issued.pk
    assert again.number != issued.number
    assert "Gyldig" in _public(again)
    assert Client().get(f"/kursbevis/{issued.code}/").status_code == 404
