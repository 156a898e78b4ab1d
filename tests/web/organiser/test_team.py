"""A team's page: contacts, guides, reviews."""

from __future__ import annotations

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from mentornett.core.models import AccessEntry
from mentornett.core.scoping import EVERYONE, inside
from mentornett.network.models import Action, ContactLog, GuideAssignment, ReviewNote, TeamGoal, TeamPause
from tests.cast import Cast
from tests.conftest import LogIn
from tests.network.guidance_samples import note_contact, place, set_score

ORDER = ["Hvem de er", "Hvor de står", "Hva de har lovet", "Hva som kommer", "Hva som er sagt"]


@pytest.fixture
def url(cast: Cast) -> str:
    return reverse("organiser:team", args=[cast.team.pk])


def soup(client: Client, url: str) -> BeautifulSoup:
    return BeautifulSoup(client.get(url).content, "html.parser")


def text(client: Client, url: str) -> str:
    return soup(client, url).get_text(" ", strip=True)


def test_team_page_tells_in_the_order_that_matters(log_in: LogIn, url: str) -> None:
    headings = [heading.text for heading in soup(log_in("guide"), url).select("h2") if heading.text in ORDER]
    assert headings == ORDER


def test_team_page_shows_people_goals_scores_and_contacts(cast: Cast, log_in: LogIn, url: str) -> None:
    with inside(EVERYONE):
        note_contact(cast.team, cast.guide, cast.today)
        set_score(cast.team, "guide", "2.5", cast.today)
        TeamGoal.objects.create(team=cast.team, level="sub", text="Alle får mentor", **place(cast.team))
    body = text(log_in("guide"), url)
    for words in ("Kari Koordinator", "Alle får mentor", "Framdrift", "2,5", "Fordi det er slik."):
        assert words in body


def test_team_page_leads_to_people_and_their_addresses(cast: Cast, log_in: LogIn, url: str) -> None:
    links = [link["href"] for link in soup(log_in("guide"), url).select("main a")]
    assert f"mailto:{cast.coordinator.email}" in links
    assert reverse("municipality:roster", args=[cast.team.pk]) in links
    assert reverse("municipality:team", args=[cast.team.pk]) in links


def test_team_page_calls_the_guide_what_the_network_does(cast: Cast, log_in: LogIn, url: str) -> None:
    with inside(EVERYONE):
        cast.network.labels = {"guide": {"one": "kontaktperson", "many": "kontaktpersoner"}}
        cast.network.save(update_fields=["labels"])
        set_score(cast.team, "guide", "2.0", cast.today)
    page = text(log_in("guide"), url)
    assert "Kontaktperson" in page
    assert "Veilederen" not in page


def test_team_page_says_why_to_look(log_in: LogIn, url: str) -> None:
    assert "Ingen kontakt i denne perioden." in text(log_in("guide"), url)


def test_team_page_gap_is_for_its_guide(cast: Cast, log_in: LogIn, url: str) -> None:
    with inside(EVERYONE):
        set_score(cast.team, "self", "4.0", cast.today)
        set_score(cast.team, "guide", "2.0", cast.today)
    assert "Snakk om hvorfor." in text(log_in("guide"), url)
    assert "Snakk om hvorfor." not in text(log_in("other_guide"), url)
    assert "Snakk om hvorfor." not in text(log_in("coordinator"), reverse("municipality:team", args=[cast.team.pk]))


def test_team_page_of_a_paused_team_asks_for_nothing(cast: Cast, log_in: LogIn, url: str) -> None:
    with inside(EVERYONE):
        TeamPause.objects.create(team=cast.team, starts=cast.today, reason="Omorganisering", **place(cast.team))
    body = text(log_in("guide"), url)
    assert "Teamet har pause og blir ikke bedt om noe. Omorganisering" in body
    assert "Hvorfor du bør se hit" not in body


def test_team_page_says_that_anchoring_is_no_prediction(log_in: LogIn, url: str) -> None:
    assert "Det sier ikke hvordan det vil gå med teamet." in text(log_in("guide"), url)


def test_team_page_logs_whom_one_read_about(cast: Cast, log_in: LogIn, url: str) -> None:
    log_in("guide").get(url)
    with inside(EVERYONE):
        read = set(AccessEntry.objects.filter(page="team", reader=cast.guide).values_list("subject", flat=True))
    assert read == {cast.coordinator.pk, cast.deputy.pk, cast.team_leader.pk, cast.union.pk}


def test_team_page_forms_are_for_those_who_may(cast: Cast, log_in: LogIn, url: str) -> None:
    def forms(person: str) -> set[str]:
        return {form["action"].split("/")[-2] for form in soup(log_in(person), url).select("main form")}

    assert forms("leader") == {"kontakt", "veileder", "gjennomgang"}
    assert forms("guide") == {"kontakt"}
    assert forms("other_guide") == set()


def test_contact_is_noted_with_a_short_form(cast: Cast, log_in: LogIn, url: str) -> None:
    data = {"on": "11.03.2026", "form": "video", "topics": "Piloten", "agreed": "Ny prat", "next_on": "01.04.2026"}
    answer = log_in("guide").post(reverse("organiser:contact_log", args=[cast.team.pk]), data, follow=True)
    assert "Kontakten er notert." in answer.content.decode()
    with inside(EVERYONE):
        entry = ContactLog.objects.get()
    assert (entry.topics, str(entry.on), str(entry.next_on), entry.by) == (
        "Piloten", "2026-03-11", "2026-04-01", cast.guide,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("data", "error"),
    [({"on": "13.03.2026"}, "Denne dagen har ikke vært ennå."), ({"next_on": "01.03.2026"}, "Neste gang må være etter"),
     ({"topics": ""}, "Hva handlet det om?"), ({"form": "brevdue"}, "Hvordan"), ({"on": "i går"}, "Når")],
)  # fmt: skip
def test_contact_wrong_says_where_and_keeps_what_was_typed(
    cast: Cast, log_in: LogIn, data: dict[str, str], error: str
) -> None:
    typed = {"on": "11.03.2026", "form": "phone", "topics": "Piloten", "agreed": "Beholdt tekst", **data}
    answer = log_in("guide").post(reverse("organiser:contact_log", args=[cast.team.pk]), typed)
    page = BeautifulSoup(answer.content, "html.parser")
    summary = page.find(class_="ds-error-summary")
    assert summary is not None
    assert error in summary.get_text(" ")
    assert "Beholdt tekst" in page.text
    with inside(EVERYONE):
        assert not ContactLog.objects.exists()


def test_contact_can_be_taken_away(cast: Cast, log_in: LogIn) -> None:
    with inside(EVERYONE):
        entry = note_contact(cast.team, cast.guide, cast.today)
    log_in("guide").post(reverse("organiser:contact_remove", args=[entry.pk]))
    with inside(EVERYONE):
        assert not ContactLog.objects.exists()


def test_guide_change_moves_the_team(cast: Cast, log_in: LogIn) -> None:
    data = {"guide": cast.other_guide.pk, "note": "Ring på mandager"}
    log_in("leader").post(reverse("organiser:guide_change", args=[cast.team.pk]), data)
    body = text(log_in("other_guide"), reverse("organiser:my_teams"))
    assert "Flesberg, Team Flesberg" in body
    assert "Du følger ingen team nå" in text(log_in("guide"), reverse("organiser:my_teams"))


@pytest.mark.parametrize("person", ["coordinator", "other_leader", "expert"])
def test_guide_change_to_somebody_who_cannot_is_refused(cast: Cast, log_in: LogIn, person: str) -> None:
    data = {"guide": cast.people[person].pk}
    answer = log_in("leader").post(reverse("organiser:guide_change", args=[cast.team.pk]), data)
    assert "ds-error-summary" in answer.content.decode()
    with inside(EVERYONE):
        assert GuideAssignment.objects.get(team=cast.team).person == cast.guide


def test_handover_note_is_never_shown_to_the_team(cast: Cast, log_in: LogIn, url: str) -> None:
    with inside(EVERYONE):
        GuideAssignment.objects.filter(team=cast.team).update(handover_note="Bare for oss")
    assert "Bare for oss" in text(log_in("leader"), url)
    for name in ("team", "roster"):
        assert "Bare for oss" not in text(log_in("coordinator"), reverse(f"municipality:{name}", args=[cast.team.pk]))


def test_review_is_noted_in_its_period(cast: Cast, log_in: LogIn) -> None:
    data = {"review-state": "act", "review-note": "Tungt", "review-next_step": "Ring leder", "period": "2"}
    answer = log_in("leader").post(reverse("organiser:review_note", args=[cast.team.pk]), data)
    assert answer["Location"].endswith(f"?period=2#team-{cast.team.pk}")
    with inside(EVERYONE):
        note = ReviewNote.objects.get()
    assert (note.gathering, note.state, note.next_step) == (cast.gathering_2, "act", "Ring leder")
    url = reverse("organiser:review", args=[cast.network.pk])
    assert "Trenger hjelp" in text(log_in("guide"), f"{url}?period=2")
    assert "Trenger hjelp" not in text(log_in("guide"), f"{url}?period=3")


def test_review_form_opens_for_the_team_one_chooses(cast: Cast, log_in: LogIn) -> None:
    url = reverse("organiser:review", args=[cast.network.pk])
    action = reverse("organiser:review_note", args=[cast.team.pk])
    assert action not in log_in("leader").get(url).content.decode()
    opened = log_in("leader").get(url, {"team": cast.team.pk}).content.decode()
    assert opened.count(f'action="{action}"') == 1
    assert action not in log_in("guide").get(url, {"team": cast.team.pk}).content.decode()


def test_review_wrong_is_refused_beside_the_field(cast: Cast, log_in: LogIn) -> None:
    answer = log_in("leader").post(
        reverse("organiser:review_note", args=[cast.team.pk]), {"review-state": "tull", "review-note": "Beholdt"}
    )
    assert "ds-error-summary" in answer.content.decode()
    assert "Beholdt" in answer.content.decode()


def test_team_page_asks_as_many_questions_for_many_rows(cast: Cast, log_in: LogIn, url: str) -> None:
    client = log_in("leader")

    def count() -> int:
        with CaptureQueriesContext(connection) as asked:
            client.get(url)
        return len(asked)

    def add(number: int) -> None:
        with inside(EVERYONE):
            for at in range(number):
                day = cast.today - timedelta(days=at)
                note_contact(cast.team, cast.guide, day)
                set_score(cast.team, "guide", "2.0", day - timedelta(days=30 * number))
                ReviewNote.objects.get_or_create(
                    team=cast.team, gathering=cast.things[f"gathering_{at + 1}"],
                    defaults={"state": "fine", "by": cast.leader, "at": cast.now, **place(cast.team)},
                )  # fmt: skip

    add(1)
    few = count()
    add(3)
    assert count() == few


def test_actions_past_their_date_are_marked_for_both(cast: Cast, log_in: LogIn, url: str) -> None:
    with inside(EVERYONE):
        Action.objects.create(
            team=cast.team, text="Kurs", state="started", due=cast.today - timedelta(days=1), **place(cast.team)
        )
    assert "Kurs Over datoen" in text(log_in("guide"), url)
    assert "Kurs Over datoen" in text(log_in("coordinator"), reverse("municipality:team", args=[cast.team.pk]))
    assert "1 tiltak i planen har passert datoen" in text(log_in("coordinator"), reverse("everyone:now"))


def test_guide_ends_without_a_successor(cast: Cast, log_in: LogIn, url: str) -> None:
    end = reverse("organiser:guide_end", args=[cast.team.pk])
    client = log_in("leader")
    assert "Gunnar Veileder følger ikke lenger teamet" in text(client, end)
    client.post(end, {"note": "Ring lederen."})
    body = text(client, url)
    assert "Ring lederen." in body
    assert "Teamet har ingen veileder." in body
    assert client.get(end).status_code == 302  # nobody is left
