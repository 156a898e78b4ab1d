"""Pages of courses: each person's own view, signing up, ticking attendance, the certificate, literal query counts."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from mentornett.competence.actions import attendance as actions
from mentornett.competence.models import Attendance, Course, CourseQuota, CourseSession, Enrolment
from mentornett.core.models import AccessEntry
from mentornett.core.scoping import EVERYONE, inside
from mentornett.tenants.models import Person
from tests.cast import Cast
from tests.conftest import LogIn
from tests.documents.pdf_reading import read, squeezed, text_of

Counts = Callable[[int], Any]
HOME = "/kompetanse/"


def _url(cast: Cast, rest: str = "") -> str:
    return f"/kompetanse/kurs/{cast.course.pk}/{rest}"


def _more_participants(cast: Cast, number: int) -> None:
    with inside(EVERYONE):
        for n in range(number):
            person = Person.objects.create(email=f"m{n}@eksempel.no", name=f"Mentor {n}")
            Enrolment.objects.create(
                course=cast.course, person=person, state="seat", asked_at=cast.now, organiser=cast.nord,
                municipality=cast.roros,
            )  # fmt: skip


def test_home_shows_a_mentor_own_course_first_and_others_to_sign_up_for(cast: Cast, log_in: LogIn) -> None:
    page = log_in("mentor").get(HOME).content.decode()
    assert page.index("Kursene dine") < page.index("Digitale samlinger") < page.index("Eget kurs")
    assert "Har plass" in page


def test_course_that_is_not_open_is_seen_by_those_who_run_it_only(cast: Cast, log_in: LogIn) -> None:
    with inside(EVERYONE):
        Course.objects.filter(pk=cast.course.pk).update(published_at=None)
    assert log_in("leader").get(_url(cast)).status_code == 200
    assert log_in("mentor").get(_url(cast)).status_code == 200  # is signed up
    assert log_in("other_mentor").get(_url(cast)).status_code == 404
    assert log_in("other_mentor").post(_url(cast, "meld-pa/")).status_code == 404


def test_mentor_signs_up_and_withdraws_on_the_course_page(cast: Cast, log_in: LogIn) -> None:
    client = log_in("other_mentor")
    assert "Meld meg på" in client.get(_url(cast)).content.decode()
    said = client.post(_url(cast, "meld-pa/"), follow=True).content.decode()
    assert "Du har plass." in said
    with inside(EVERYONE):
        made = Enrolment.objects.get(person=cast.other_mentor)
        assert (made.organiser_id, made.municipality_id) == (cast.nord.pk, cast.flesberg.pk)
    client.post(f"/kompetanse/pamelding/{made.pk}/trekk/")
    assert "Meld meg på" in client.get(_url(cast)).content.decode()


def test_mentor_reads_about_the_line_when_the_places_of_the_municipality_are_taken(cast: Cast, log_in: LogIn) -> None:
    with inside(EVERYONE):
        CourseQuota.objects.filter(municipality=cast.flesberg).update(seats=1)
    client = log_in("other_mentor")
    assert "Sett meg på venteliste" in client.get(_url(cast)).content.decode()
    assert "venteliste" in client.post(_url(cast, "meld-pa/"), follow=True).content.decode()


def test_sign_up_is_over_after_its_last_day(cast: Cast, log_in: LogIn) -> None:
    with inside(EVERYONE):
        Course.objects.filter(pk=cast.course.pk).update(sign_up_until=cast.today - timedelta(days=1))
    client = log_in("other_mentor")
    assert "Meld meg på" not in client.get(_url(cast)).content.decode()
    assert client.post(_url(cast, "meld-pa/")).status_code == 404


def test_leader_signs_up_own_mentors_and_nobody_else(cast: Cast, log_in: LogIn) -> None:
    client, page = log_in("programme_leader"), _url(cast, "meld-pa-mentorer/")
    shown = client.get(page).content.decode()
    assert "Mats Mentor" in shown
    assert "Mona Mentor" not in shown  # is signed up
    assert client.post(page, {"mentors": [cast.neighbour_mentor.pk]}).status_code == 200
    assert client.post(page, {}).status_code == 200
    assert client.post(page, {"mentors": [cast.other_mentor.pk]}).status_code == 302
    with inside(EVERYONE):
        assert Enrolment.objects.get(person=cast.other_mentor).asked_by == cast.programme_leader


def test_leader_says_yes_to_a_mentor_who_signed_up(cast: Cast, log_in: LogIn) -> None:
    with inside(EVERYONE):
        Course.objects.filter(pk=cast.course.pk).update(leader_approves=True)
    log_in("other_mentor").post(_url(cast, "meld-pa/"))
    with inside(EVERYONE):
        made = Enrolment.objects.get(person=cast.other_mentor)
    assert made.state == "asked"
    client = log_in("programme_leader")
    assert "Si ja" in client.get(_url(cast, "deltakere/")).content.decode()
    client.post(f"/kompetanse/pamelding/{made.pk}/svar/", {"answer": "yes"})
    with inside(EVERYONE):
        assert Enrolment.objects.get(pk=made.pk).state == "seat"


def test_participants_are_logged_as_read_and_the_neighbours_are_counts(cast: Cast, log_in: LogIn) -> None:
    page = log_in("programme_leader").get(_url(cast, "deltakere/")).content.decode()
    assert "Mona Mentor" in page
    assert "Marit" not in page
    assert "for få" in page
    with inside(EVERYONE):
        assert AccessEntry.objects.filter(subject=cast.mentor, page="participants").exists()


def test_link_and_material_are_for_those_with_a_place(cast: Cast, log_in: LogIn) -> None:
    with inside(EVERYONE):
        CourseSession.objects.filter(pk=cast.session_2.pk).update(
            link="https://teams.eksempel.no/hemmelig", materials=["https://eksempel.no/lysark"]
        )
    shown = log_in("mentor").get(_url(cast)).content.decode()
    assert "teams.eksempel.no" in shown
    assert 'href="https://eksempel.no/lysark"' in shown
    assert "teams.eksempel.no" not in log_in("other_mentor").get(_url(cast)).content.decode()


def test_attendance_is_ticked_with_one_tap_and_the_part_is_as_the_whole_page(cast: Cast, log_in: LogIn) -> None:
    client, page = log_in("guide"), _url(cast, f"okt/{cast.session_2.pk}/oppmote/")
    part = client.post(f"{page}{cast.enrolment.pk}/", {"there": "yes"}, headers={"HX-Request": "true"})
    assert part.status_code == 200
    assert "1 av 2 var der" in part.text
    assert part.text.strip().replace(_token(part.text), "") in _without_token(client.get(page).text)
    assert "2 av 2 var der" in client.post(f"{page}alle/", follow=True).text
    assert "1 av 2 var der" in client.post(f"{page}angre/", follow=True).text


def _token(text: str) -> str:
    start = text.index('name="csrfmiddlewaretoken" value="') + len('name="csrfmiddlewaretoken" value="')
    return text[start : text.index('"', start)]


def _without_token(text: str) -> str:
    return text.replace(_token(text), "")


def test_attendance_of_somebody_outside_the_course_answers_404(cast: Cast, log_in: LogIn) -> None:
    with inside(EVERYONE):
        other = Enrolment.objects.create(
            course=cast.own_course, person=cast.mentor, state="seat", asked_at=cast.now, municipality=cast.flesberg
        )
    page = _url(cast, f"okt/{cast.session_2.pk}/oppmote/{other.pk}/")
    assert log_in("guide").post(page, {"there": "yes"}).status_code == 404
    with inside(EVERYONE):
        assert not Attendance.objects.filter(enrolment=other).exists()


def test_certificate_is_issued_and_downloaded_by_participant_and_leader(cast: Cast, log_in: LogIn) -> None:
    with inside(EVERYONE):
        actions.say_done(enrolment=cast.enrolment, module=cast.course_module, done=True, by=cast.mentor, now=cast.now)
    shown = log_in("leader").get(_url(cast, "deltakere/")).text
    assert "har gjort alt som kurset krever" in shown
    log_in("leader").post(_url(cast, "fullfor/"))
    page = f"/kompetanse/pamelding/{cast.enrolment.pk}/kursbevis/"
    assert page in log_in("mentor").get(_url(cast)).text
    said = squeezed(text_of(read(log_in("mentor").get(page).content)))
    with inside(EVERYONE):
        kept = cast.enrolment.certificate
    assert squeezed("Mona Mentor") in said
    assert squeezed(kept.number) in said
    assert log_in("programme_leader").get(page).status_code == 200
    assert log_in("leader").get(page).status_code == 404  # the organiser notes attendance, and reads no certificate


def test_list_as_csv_holds_those_whom_one_may_see(cast: Cast, log_in: LogIn) -> None:
    page = _url(cast, "deltakere/fil/csv/")
    assert "Marit" in log_in("leader").get(page).content.decode("utf-8-sig")
    assert "Marit" not in log_in("programme_leader").get(page).content.decode("utf-8-sig")


def test_offer_to_municipalities_with_places_and_one_outside_the_networks(cast: Cast, log_in: LogIn) -> None:
    client, page = log_in("leader"), _url(cast, "tilbud/")
    assert "Røros" in client.get(page).text
    data = {f"m{cast.flesberg.pk}": "on", f"n{cast.flesberg.pk}": "4", "other": cast.moss.pk}
    assert client.post(page, data).status_code == 302
    with inside(EVERYONE):
        offered = {row.municipality.name: row.seats for row in cast.course.quotas.all()}
    assert offered == {"Flesberg": 4, "Moss": None}


def test_course_is_made_hidden_and_opened_by_a_project_leader(cast: Cast, log_in: LogIn) -> None:
    client = log_in("programme_leader")
    data = {
        "name": "Å lytte", "kind": "mentor_training", "provider_kind": "own", "cooperation": "agreed",
        "credits": "7,5", "responsible": cast.hr.pk,
    }  # fmt: skip
    assert client.post(f"/kompetanse/kurs/nytt/kommune/{cast.flesberg.pk}/", data).status_code == 302
    with inside(EVERYONE):
        made = Course.objects.get(name="Å lytte")
    assert float(made.credits or 0) == 7.5
    assert log_in("hr").get(f"/kompetanse/kurs/{made.pk}/endre/").status_code == 200
    assert "Å lytte" not in log_in("mentor").get(HOME).text
    client.post(f"/kompetanse/kurs/{made.pk}/apne/", {"open": "yes"})
    assert "Å lytte" in log_in("mentor").get(HOME).text


@pytest.mark.parametrize("more", [0, 2])
def test_queries_of_the_participants(more: int, cast: Cast, log_in: LogIn, django_assert_num_queries: Counts) -> None:
    client, page = log_in("leader"), _url(cast, "deltakere/")
    _more_participants(cast, more)
    client.get(page)
    with django_assert_num_queries(18):
        client.get(page)


@pytest.mark.parametrize("more", [0, 2])
def test_queries_of_the_attendance(more: int, cast: Cast, log_in: LogIn, django_assert_num_queries: Counts) -> None:
    client, page = log_in("guide"), _url(cast, f"okt/{cast.session_1.pk}/oppmote/")
    _more_participants(cast, more)
    client.get(page)
    with django_assert_num_queries(10):
        client.get(page)


def test_project_leader_sees_when_the_training_of_the_mentors_began(cast: Cast, log_in: LogIn) -> None:
    said = "Opplæringen av mentorene deres begynte torsdag 5. mars"
    assert said in log_in("programme_leader").get("/kompetanse/").content.decode()
    assert said not in log_in("mentor").get("/kompetanse/").content.decode()
    with inside(EVERYONE):
        CourseSession.objects.filter(pk=cast.session_1.pk).update(on=date(2026, 4, 1))
    assert "begynner onsdag 1. april" in log_in("programme_leader").get("/kompetanse/").content.decode()
    with inside(EVERYONE):
        Enrolment.objects.filter(pk=cast.enrolment.pk).update(state="waiting")
    assert "Opplæringen av mentorene" not in log_in("programme_leader").get("/kompetanse/").content.decode()


@pytest.mark.parametrize("more", [0, 2])
def test_queries_of_home(more: int, cast: Cast, log_in: LogIn, django_assert_num_queries: Counts) -> None:
    client = log_in("mentor")
    with inside(EVERYONE):
        for n in range(more):
            made = Course.objects.create(
                municipality=cast.flesberg, name=f"Kurs {n}", created_at=cast.now, published_at=cast.now
            )
            CourseSession.objects.create(course=made, title="Økt", on=cast.today)
    client.get(HOME)
    with django_assert_num_queries(9):
        client.get(HOME)


def test_cooperation_is_told_of_a_course_that_others_give_alone(cast: Cast, log_in: LogIn) -> None:
    page, client = f"/kompetanse/kurs/{cast.own_course.pk}/", log_in("programme_leader")

    def told(kind: str) -> bool:
        with inside(EVERYONE):
            Course.objects.filter(pk=cast.own_course.pk).update(provider_kind=kind, cooperation="dialogue")
        return "(I dialog)" in client.get(page).text

    assert told("university")
    assert not told("own")
