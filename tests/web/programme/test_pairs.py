"""Matching and pairs as the project leader sees them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from mentornett.core.scoping import EVERYONE, inside
from mentornett.mentoring.models import Employment, Mentor, MentorPlaces, Pair
from mentornett.tenants.models import Letter, Person
from tests.cast import Cast
from tests.conftest import LogIn


def _text(response: Any) -> str:
    return str(response.content.decode())


def test_from_proposal_to_invitations(cast: Cast, log_in: LogIn) -> None:
    client, page = log_in("programme_leader"), f"/program/{cast.programme.pk}/matching/"
    assert "Nils Nytilsatt" in _text(client.get(page))
    text = _text(client.post(f"{page}foresla/", follow=True))
    assert "Nils Nytilsatt – Mona Mentor" in text
    assert not Letter.objects.exists()
    answer = client.post(f"{page}send/", {"mentee": cast.new_hire.pk}, follow=True)
    assert answer.redirect_chain[-1][0] == "/program/par/"
    assert "Nils Nytilsatt" in _text(answer)
    assert Letter.objects.count() == 3


def test_nothing_chosen_sends_nothing(cast: Cast, log_in: LogIn) -> None:
    client, page = log_in("programme_leader"), f"/program/{cast.programme.pk}/matching/"
    client.post(f"{page}foresla/")
    client.post(f"{page}send/", {"mentee": "nonsense"})
    client.post(f"{page}send/")
    with inside(EVERYONE):
        assert not Pair.objects.filter(mentee=cast.new_hire).exists()


def test_locked_pair_can_be_unlocked_and_a_full_mentor_is_refused(cast: Cast, log_in: LogIn) -> None:
    client, page = log_in("programme_leader"), f"/program/{cast.programme.pk}/matching/"
    lock = {"mentee": cast.new_hire.pk, "mentor": cast.other_mentor.pk}
    assert "Nils Nytilsatt – Mats Mentor" in _text(client.post(f"{page}las/", lock, follow=True))
    assert "Nils Nytilsatt – Mona Mentor" in _text(client.post(f"{page}las/", {**lock, "mentor": ""}, follow=True))
    with inside(EVERYONE):
        MentorPlaces.objects.update(places=1)
    answer = client.post(f"{page}las/", {**lock, "mentor": cast.mentor.pk}, follow=True)
    assert 'data-color="danger"' in _text(answer)


def test_without_a_mentor_says_why_and_what_would_help(cast: Cast, log_in: LogIn) -> None:
    with inside(EVERYONE):
        MentorPlaces.objects.update(places=1)
    client, page = log_in("programme_leader"), f"/program/{cast.programme.pk}/matching/"
    text = _text(client.post(f"{page}foresla/", follow=True))
    assert "Mona Mentor" in text
    assert "Mats Mentor" in text
    assert "Ingen annen mentor er mulig for Nils Nytilsatt nå" in client.get(f"{page}?others={cast.new_hire.pk}").text
    assert client.get(f"{page}?others=nonsense").status_code == 200


def test_pair_shows_dates_and_status_to_the_leader(cast: Cast, log_in: LogIn) -> None:
    text = _text(log_in("ward_leader").get(f"/program/par/{cast.pair.pk}/"))
    assert "Den første tiden" in text
    assert "bytt/" not in text
    assert "Hva overrasket?" not in text


@pytest.mark.parametrize(
    "data", [{"ends": ""}, {"ends": "2020-01-01", "reason": "other"}, {"ends": "2029-01-01", "reason": "other"},
             {"ends": "2026-03-12", "reason": "blame"}],
)  # fmt: skip
def test_bad_end_is_refused_beside_the_field(data: dict[str, str], cast: Cast, log_in: LogIn) -> None:
    answer = log_in("programme_leader").post(f"/program/par/{cast.pair.pk}/avslutt/", data)
    assert "ds-error-summary" in _text(answer)
    with inside(EVERYONE):
        assert Pair.objects.get(pk=cast.pair.pk).ends is None


def test_pair_does_not_outlast_the_work_of_the_new_hire(cast: Cast, log_in: LogIn) -> None:
    with inside(EVERYONE):
        Employment.objects.filter(pk=cast.pair.employment_id).update(ends=date(2026, 4, 1))
        Pair.objects.filter(pk=cast.pair.pk).update(ends=date(2026, 4, 1))
    client, page = log_in("programme_leader"), f"/program/par/{cast.pair.pk}/avslutt/"
    answer = client.post(page, {"ends": "2026-04-02", "reason": "other"})
    assert "Dette er etter siste arbeidsdag." in _text(answer)
    assert client.post(page, {"ends": "2026-04-01", "reason": "other"}).status_code == 302


def test_pair_is_ended_and_stands_among_those_that_are_over(cast: Cast, log_in: LogIn) -> None:
    client = log_in("programme_leader")
    client.post(f"/program/par/{cast.pair.pk}/avslutt/", {"ends": "2026-03-11", "reason": "other"})
    assert "Nora Nytilsatt" not in _text(client.get("/program/par/"))
    assert "Nora Nytilsatt" in _text(client.get("/program/par/?over=yes&q=nora"))
    assert client.get(f"/program/par/{cast.pair.pk}/avslutt/").status_code == 404


def test_another_mentor_takes_over(cast: Cast, log_in: LogIn) -> None:
    client, page = log_in("programme_leader"), f"/program/par/{cast.pair.pk}/bytt/"
    assert 'name="mentor"' not in _text(client.get(page))
    with inside(EVERYONE):
        Mentor.objects.filter(pk=cast.other_mentor_row.pk).update(trained_on=date(2026, 1, 1))
    assert "Mats Mentor" in _text(client.get(page))
    assert "ds-error-summary" in _text(client.post(page, {"mentor": cast.mentor_row.pk, "starts": "2026-03-13"}))
    client.post(page, {"mentor": cast.other_mentor_row.pk, "starts": "2026-03-13"})
    with inside(EVERYONE):
        assert Pair.objects.get(mentee=cast.mentee, ends__isnull=True).mentor == cast.other_mentor_row


def test_pair_to_come_is_changed_to_who_can_from_its_first_day(cast: Cast, log_in: LogIn) -> None:
    day = cast.today + timedelta(days=10)
    with inside(EVERYONE):
        Pair.objects.filter(pk=cast.pair.pk).update(starts=day)
        Mentor.objects.filter(pk=cast.other_mentor_row.pk).update(trained_on=date(2026, 1, 1), starts=day)
    text = _text(log_in("programme_leader").get(f"/program/par/{cast.pair.pk}/bytt/"))
    assert "Mats Mentor" in text
    assert f'value="{day:%d.%m.%Y}"' in text


def _add_hires(cast: Cast, number: int, *, paired: bool) -> None:
    with inside(EVERYONE):
        MentorPlaces.objects.update(places=3)
        for each in range(number):
            person = Person.objects.create(email=f"ny{each}@eksempel.no", name=f"Ny {each}")
            hire = Employment.objects.create(
                person=person, unit=cast.ward, profession="sykepleier", starts=date(2026, 3, 1),
                programme=cast.programme, municipality=cast.flesberg,
            )  # fmt: skip
            if paired:
                Pair.objects.create(
                    employment=hire, mentee=person, mentor=cast.mentor_row, starts=cast.today,
                    municipality=cast.flesberg,
                )  # fmt: skip


@pytest.mark.parametrize("more", [0, 2])
def test_queries_of_matching(
    more: int, cast: Cast, log_in: LogIn, django_assert_num_queries: Callable[[int], Any]
) -> None:
    client, page = log_in("programme_leader"), f"/program/{cast.programme.pk}/matching/"
    _add_hires(cast, more, paired=False)
    client.post(f"{page}foresla/")
    with django_assert_num_queries(10):
        client.get(page)


@pytest.mark.parametrize("more", [0, 2])
def test_queries_of_the_list(
    more: int, cast: Cast, log_in: LogIn, django_assert_num_queries: Callable[[int], Any]
) -> None:
    client = log_in("programme_leader")
    _add_hires(cast, more, paired=True)
    client.get("/program/par/")
    with django_assert_num_queries(8):
        client.get("/program/par/")


def _runs(cast: Cast) -> list[Any]:
    with inside(EVERYONE):
        return list(cast.programme.runs.order_by("pk"))


def test_kept_proposal_is_made_again_to_the_same_result_with_its_proof(cast: Cast, log_in: LogIn) -> None:
    client, page = log_in("programme_leader"), f"/program/{cast.programme.pk}/matching/"
    assert "Ingen forslag ennå" in client.get(f"{page}tidligere/").text
    client.post(f"{page}foresla/")
    client.post(f"{page}send/", {"mentee": cast.new_hire.pk})
    [run] = _runs(cast)
    with inside(EVERYONE):
        Mentor.objects.all().update(shift="natt", ends=cast.today)  # the register as it is now plays no part
    listed = client.get(f"{page}tidligere/").text
    assert f'href="{page}tidligere/{run.pk}/"' in listed
    assert "Sendt" in listed
    text = _text(client.get(f"{page}tidligere/{run.pk}/"))
    assert "Laget på nytt nå: det samme forslaget" in text
    assert "Nils Nytilsatt – Mona Mentor" in text
    assert text.count(str(run.result["total"])) >= 2, "the bound and the worth"


def test_kept_proposal_that_would_be_another_says_so(cast: Cast, log_in: LogIn) -> None:
    client, page = log_in("programme_leader"), f"/program/{cast.programme.pk}/matching/"
    client.post(f"{page}foresla/")
    [run] = _runs(cast)
    with inside(EVERYONE):
        run.result["pairs"] = {str(cast.new_hire.pk): str(cast.other_mentor.pk)}
        run.save(update_fields=["result"])
    text = _text(client.get(f"{page}tidligere/{run.pk}/"))
    assert "et annet forslag" in text
    assert "Nils Nytilsatt – Mats Mentor" in text
    assert "nå: Mona Mentor" in text


def test_proposal_of_another_programme_is_not_found(cast: Cast, log_in: LogIn) -> None:
    client, page = log_in("programme_leader"), f"/program/{cast.programme.pk}/matching/"
    client.post(f"{page}foresla/")
    [run] = _runs(cast)
    theirs = log_in("neighbour_programme_leader")
    assert theirs.get(f"/program/{cast.neighbour_programme.pk}/matching/tidligere/{run.pk}/").status_code == 404


@pytest.mark.parametrize("more", [0, 2])
def test_queries_of_kept_proposals(
    more: int, cast: Cast, log_in: LogIn, django_assert_num_queries: Callable[[int], Any]
) -> None:
    client, page = log_in("programme_leader"), f"/program/{cast.programme.pk}/matching/"
    _add_hires(cast, more, paired=False)
    for _each in range(1 + more):
        client.post(f"{page}foresla/")
    [run, *_more] = _runs(cast)
    with django_assert_num_queries(5):
        client.get(f"{page}tidligere/")
    with django_assert_num_queries(7):
        client.get(f"{page}tidligere/{run.pk}/")


def test_last_day_stands_beside_those_who_wait_and_in_the_proposal(cast: Cast, log_in: LogIn) -> None:
    with inside(EVERYONE):
        Employment.objects.filter(person=cast.new_hire).update(ends=date(2026, 4, 30))
    client, page = log_in("programme_leader"), f"/program/{cast.programme.pk}/matching/"
    text = _text(client.post(f"{page}foresla/", follow=True))
    assert "siste dag 30. april" in text
    assert "Siste dag 30. april" in text


def test_other_mentors_are_shown_for_somebody_by_name(cast: Cast, log_in: LogIn) -> None:
    with inside(EVERYONE):
        Mentor.objects.update(trained_on=date(2025, 1, 1))
    client, page = log_in("programme_leader"), f"/program/{cast.programme.pk}/matching/"
    client.post(f"{page}foresla/")
    assert "Andre mentorer for Nils Nytilsatt" in _text(client.get(f"{page}?others={cast.new_hire.pk}"))


def test_proposal_of_which_a_part_is_sent_is_not_said_to_be_unsent(cast: Cast, log_in: LogIn) -> None:
    client, page = log_in("programme_leader"), f"/program/{cast.programme.pk}/matching/"
    client.post(f"{page}foresla/")
    assert "Ikke sendt, eller ikke alt" in _text(client.get(f"{page}tidligere/"))
