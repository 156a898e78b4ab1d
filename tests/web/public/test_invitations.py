"""An invited person chooses a password; other links say what is wrong with them."""

from urllib.parse import urlsplit

import pytest
from django.test import Client

from mentornett.core.scoping import EVERYONE, inside
from mentornett.tenants import actions
from mentornett.tenants.models import Invitation, Letter, Person
from tests.cast import Cast

PASSWORD = "fire hester i en myr"


@pytest.fixture
def invited(cast: Cast) -> str:
    """The path of a fresh invitation to somebody new in Flesberg."""
    with inside(EVERYONE):
        actions.find_or_invite(
            email="ny@eksempel.no", name="Ny Person", by=cast.coordinator, now=cast.now, language="nn",
            municipality=cast.flesberg,
        )  # fmt: skip
    text = Letter.objects.get(kind="invitation").text
    link = next(word for word in text.split() if "/invitasjon/" in word)
    return urlsplit(link).path


def _choose(client: Client, path: str, password: str = PASSWORD, again: str = PASSWORD):  # type: ignore[no-untyped-def]
    return client.post(path, {"password": password, "again": again})


def test_page_greets_in_the_person_s_language_and_shows_the_rules(invited: str, client: Client) -> None:
    page = client.get(invited)
    assert 'lang="nn"' in page.content.decode()
    assert "Ny Person" in page.content.decode()
    assert "12" in page.content.decode()  # the least number of characters


def test_chosen_password_logs_in_and_the_link_works_no_more(invited: str, client: Client) -> None:
    assert _choose(client, invited)["Location"] == "/na/"
    assert client.get("/na/").status_code == 200
    assert Person.objects.get(email="ny@eksempel.no").check_password(PASSWORD)
    other = Client()
    assert other.get(invited).status_code == 410
    assert _choose(other, invited, "en helt annen frase", "en helt annen frase").status_code == 410
    assert Person.objects.get(email="ny@eksempel.no").check_password(PASSWORD)


@pytest.mark.parametrize(
    ("password", "again"),
    [("kort", "kort"), ("123456789012345", "123456789012345"), (PASSWORD, "noe annet enn det"), ("", ""),
     ("passwordpassword", "x"), ("ny@eksempel.no", "ny@eksempel.no")],
)  # fmt: skip
def test_bad_password_is_refused_beside_the_field(password: str, again: str, invited: str, client: Client) -> None:
    page = _choose(client, invited, password, again)
    assert page.status_code == 200
    assert b'data-field="validation"' in page.content
    assert Person.objects.get(email="ny@eksempel.no").activated_at is None


def test_unknown_link_is_not_found(client: Client, db: None) -> None:
    assert client.get("/invitasjon/finnes-ikke/").status_code == 404


def test_old_link_offers_a_new_one_to_the_same_address(invited: str, client: Client) -> None:
    with inside(EVERYONE):
        Invitation.objects.update(expires_at="2026-03-01T00:00Z")
    page = client.get(invited)
    assert page.status_code == 410
    assert f"{invited}ny/" in page.content.decode()
    client.post(f"{invited}ny/")
    assert Letter.objects.filter(kind="invitation", to_email="ny@eksempel.no").count() == 2
    assert client.get(invited).status_code == 410


def test_new_link_is_not_sent_for_one_that_still_works(invited: str, client: Client) -> None:
    client.post(f"{invited}ny/")
    assert Letter.objects.filter(kind="invitation").count() == 1


def test_second_invitation_ends_the_first(cast: Cast, invited: str, client: Client) -> None:
    with inside(EVERYONE):
        person = Person.objects.get(email="ny@eksempel.no")
        actions.invite(person=person, by=cast.leader, now=cast.now, municipality=cast.flesberg)
    assert client.get(invited).status_code == 410


def test_link_is_stored_as_a_hash_of_enough_chance(invited: str, cast: Cast) -> None:
    token = invited.split("/")[2]
    assert len(token) >= 43  # 32 bytes
    with inside(EVERYONE):
        assert token not in str(list(Invitation.objects.values()))


def test_closed_account_cannot_be_opened_with_an_old_invitation(invited: str, client: Client) -> None:
    Person.objects.filter(email="ny@eksempel.no").update(is_active=False)
    assert _choose(client, invited).status_code == 404


def test_log_in_gets_a_session_of_its_own(invited: str, client: Client) -> None:
    client.get("/logg-inn/")
    session = client.session
    session["something"] = 1
    session.save()
    before = session.session_key
    _choose(client, invited)
    assert client.session.session_key != before
