"""The top leader's page: open to whoever holds the link, to nobody else, and quiet about all other teams."""

from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from django.test import Client

from mentornett.core.scoping import EVERYONE, inside
from mentornett.network import actions
from mentornett.network.models import SponsorDigest, SponsorQuestion
from mentornett.tenants.models import Letter, Person
from tests.cast import CANARY, Cast
from tests.conftest import LogIn
from tests.web.municipality.test_report_figures import released


@pytest.fixture
def page(cast: Cast) -> str:
    """The path of a fresh page about the team in Flesberg."""
    with inside(EVERYONE):
        actions.send_digest(team=cast.team, gathering=cast.gathering_2, now=cast.now, today=cast.today)
    text = Letter.objects.get(kind="digest").text
    link = next(word for word in text.split() if "/oppsummering/" in word)
    return urlsplit(link).path


def test_page_is_read_without_an_account(page: str, cast: Cast, client: Client) -> None:
    response = client.get(page)
    assert response.status_code == 200
    assert cast.team.name in response.content.decode()
    assert CANARY not in response.content.decode()


def test_reading_writes_nothing(page: str, client: Client) -> None:
    client.get(page)
    with inside(EVERYONE):
        assert SponsorDigest.objects.get().opened_at is None


def test_reader_says_that_it_is_read(page: str, client: Client) -> None:
    assert client.post(f"{page}lest/", follow=True).status_code == 200
    with inside(EVERYONE):
        assert SponsorDigest.objects.get().opened_at is not None


def test_top_leader_confirms_with_one_tap_and_again_after_a_change_of_leader(
    page: str, cast: Cast, client: Client, log_in: LogIn
) -> None:
    told = client.post(f"{page}bekreft/", follow=True).content.decode()
    assert "Du bekreftet torsdag 12. mars at du står bak arbeidet i teamet." in told
    roster = f"/kommune/team/{cast.team.pk}/folk/"
    assert "Bekreftet torsdag 12. mars" in log_in("coordinator").get(roster).content.decode()
    with inside(EVERYONE):
        cast.team.refresh_from_db()
        actions.add_member(
            team=cast.team, email=cast.union.email, name=cast.union.name, role=cast.role_leader,
            starts=cast.today, by=cast.coordinator,
            now=cast.now, today=cast.today,
        )  # fmt: skip
    assert "Ja, jeg står bak det" in client.get(page).content.decode()
    assert "Har ikke bekreftet" in log_in("coordinator").get(roster).content.decode()


def test_earlier_top_leader_cannot_confirm(page: str, cast: Cast, client: Client) -> None:
    with inside(EVERYONE):
        cast.team.sponsor = None
        cast.team.save(update_fields=["sponsor"])
    assert "Ja, jeg står bak det" not in client.get(page).content.decode()
    client.post(f"{page}bekreft/")
    with inside(EVERYONE):
        cast.team.refresh_from_db()
    assert cast.team.sponsor_confirmed_at is None


def test_question_is_stored_and_shown_with_its_answer(page: str, cast: Cast, client: Client) -> None:
    client.post(f"{page}spor/", {"text": "Hva trenger dere av meg?"})
    with inside(EVERYONE):
        question = SponsorQuestion.objects.select_related("team", "asked_by").get()
        actions.answer_sponsor(question=question, text="Tid.", by=cast.coordinator, now=cast.now)
    body = client.get(page).content.decode()
    assert "Hva trenger dere av meg?" in body
    assert "Tid." in body


@pytest.mark.parametrize("text", ["", "   ", "x" * 601, "Gjelder 01010112345"])
def test_bad_question_is_refused_and_what_was_typed_stays(text: str, page: str, client: Client) -> None:
    response = client.post(f"{page}spor/", {"text": text})
    assert response.status_code == 200
    assert b"ds-error-summary" in response.content
    assert text.strip()[:100] in response.content.decode()
    with inside(EVERYONE):
        assert not SponsorQuestion.objects.exists()


def test_sixth_question_is_kindly_refused(page: str, client: Client) -> None:
    for number in range(5):
        client.post(f"{page}spor/", {"text": f"Spørsmål {number}"})
    response = client.post(f"{page}spor/", {"text": "Nummer seks"})
    assert "Nummer seks" in response.content.decode()
    with inside(EVERYONE):
        assert SponsorQuestion.objects.count() == 5


@pytest.mark.parametrize("deed", ["", "lest/", "spor/"])
def test_old_link_says_so_and_does_nothing(deed: str, page: str, client: Client) -> None:
    with inside(EVERYONE):
        SponsorDigest.objects.update(expires_at="2026-03-01T00:00Z")
    response = client.post(page + deed, {"text": "Hei"}) if deed else client.get(page)
    assert response.status_code == 410
    with inside(EVERYONE):
        assert not SponsorQuestion.objects.exists()


@pytest.mark.parametrize("deed", ["", "lest/", "spor/"])
def test_unknown_link_is_not_found(deed: str, client: Client, db: None) -> None:
    path = f"/oppsummering/gjetting/{deed}"
    assert (client.post(path, {"text": "Hei"}) if deed else client.get(path)).status_code == 404


def test_sponsor_whose_account_is_closed_has_no_page(page: str, cast: Cast, client: Client) -> None:
    Person.objects.filter(pk=cast.sponsor.pk).update(is_active=False)
    assert client.get(page).status_code == 410


def test_markup_in_a_question_is_shown_as_text(page: str, client: Client) -> None:
    client.post(f"{page}spor/", {"text": '"><svg/onload=alert(1)>'})
    assert b"<svg/onload" not in client.get(page).content


def test_page_works_for_as_long_as_the_letter_says(page: str, cast: Cast, settings) -> None:  # type: ignore[no-untyped-def]
    with inside(EVERYONE):
        assert SponsorDigest.objects.get().expires_at == cast.now + timedelta(days=settings.DIGEST_DAYS)


def test_one_tap_asks_for_results(page: str, client: Client, log_in: LogIn) -> None:
    shown = client.get(page).content.decode()
    assert "Be om resultater" in shown
    asked = "Hva er resultatene så langt, før og nå, og hvor sikre er de?"
    assert f'name="text" value="{asked}"' in shown
    client.post(f"{page}spor/", {"text": asked})
    with inside(EVERYONE):
        assert SponsorQuestion.objects.get().text == asked
    assert asked in log_in("coordinator").get("/na/").content.decode()


def test_newest_answer_stands_there_with_its_range_and_grade(page: str, cast: Cast, client: Client) -> None:
    assert "Det nyeste svaret" not in client.get(page).text
    released(cast, words={"nb": {"seen": ["For få."]}}, grade="D", position=0)
    assert "Det nyeste svaret" not in client.get(page).text
    released(cast, question="before_after", position=1)
    released(cast, question="units", position=2)
    released(cast, question="effect", place=cast.roros)
    said = client.get(page).text
    assert said.count("Trolig mellom 80 og 99 av 100") == 1
    assert "Grad C" in said
