"""The pages of the mentors' pulse."""

from __future__ import annotations

from django.urls import reverse

from mentornett.competence.models import Pulse, PulseTally
from mentornett.core.scoping import EVERYONE, inside
from tests.cast import Cast
from tests.circles_cast import PULSE_CANARY
from tests.conftest import LogIn

ANSWER = {"load": "3", "support": "4", "meaning": "5"}


def test_mentor_is_asked_on_now_once_a_month_and_sees_own_history(cast: Cast, log_in: LogIn) -> None:
    client = log_in("mentor")
    assert "Hvordan er det å være mentor?" in client.get("/na/").text
    page = client.get(reverse("competence:pulse")).text
    assert PULSE_CANARY in page
    assert "Prosjektlederen i Flesberg ser hvor mange" in page
    assert client.post(reverse("competence:pulse"), ANSWER, follow=True).status_code == 200
    assert "Hvordan er det å være mentor?" not in client.get("/na/").text
    assert "Du har svart denne måneden" in client.get(reverse("competence:pulse")).text


def test_answer_that_lacks_something_keeps_what_was_typed(cast: Cast, log_in: LogIn) -> None:
    response = log_in("mentor").post(reverse("competence:pulse"), {"load": "9", "text": "Et langt svar"})
    assert set(response.context["form"].errors) == {"load", "support", "meaning"}
    assert "Et langt svar</textarea>" in response.text.replace("\n", "")
    with inside(EVERYONE):
        assert Pulse.objects.filter(person=cast.mentor).count() == 1


def test_second_answer_is_said_to_be_too_early(cast: Cast, log_in: LogIn) -> None:
    client, address = log_in("other_mentor"), reverse("competence:pulse")
    client.post(address, ANSWER)
    assert "Du har svart denne måneden." in client.post(address, ANSWER, follow=True).text


def test_mentee_is_not_asked(cast: Cast, log_in: LogIn) -> None:
    assert "Hvordan er det å være mentor?" not in log_in("mentee").get("/na/").text


def test_project_leader_reads_why_there_are_no_figures_and_then_the_figures(cast: Cast, log_in: LogIn) -> None:
    client, address = log_in("programme_leader"), reverse("competence:pulse_figures")
    assert "Ingen tall ennå" in client.get(address).text
    counts = {"load": [0, 1, 2, 1, 1], "support": [0, 0, 5, 0, 0], "meaning": [0, 0, 0, 0, 5]}
    with inside(EVERYONE):
        PulseTally.objects.create(
            municipality=cast.flesberg, half=cast.today.replace(month=1, day=1), people=7, counts={}, shown_people=5,
            shown=counts,
        )  # fmt: skip
    text = client.get(address).text
    assert "5 mentorer har svart" in text
    assert "7 mentorer" not in text
    assert "Mona Mentor" not in text


def test_own_data_hold_networks_and_answers_of_oneself_alone(cast: Cast, log_in: LogIn) -> None:
    address = reverse("everyone:data_file", args=["json"])
    own = log_in("mentor").get(address).text
    assert "Mentorpoolen" in own
    assert PULSE_CANARY in own
    assert PULSE_CANARY not in log_in("other_mentor").get(address).text
