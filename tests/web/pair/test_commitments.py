"""The commitment's page on the way from «Now» to a PDF."""

from __future__ import annotations

import hashlib
import re

from django.urls import reverse

from mentornett.core.scoping import EVERYONE, inside
from mentornett.mentoring.queries.commitments import digest_of
from mentornett.reports.commitment import commitment_document
from mentornett.reports.words import fingerprint
from mentornett.tenants.choices import RoleKind
from mentornett.tenants.models import Person, Role
from tests.cast import Cast
from tests.conftest import LogIn


def test_signed_from_now_in_two_taps_and_kept_as_pdf(cast: Cast, log_in: LogIn) -> None:
    client, url = log_in("mentee"), reverse("pair:commitment", args=[cast.commitment.pk])
    assert url in client.get(reverse("everyone:now")).content.decode()
    found = re.search(r'name="digest" value="([0-9a-f]{64})"', client.get(url).content.decode())
    assert found
    page = client.post(f"{url}signer/", {"digest": found[1]}, follow=True).content.decode()
    assert "Takk, du har signert." in page
    assert "Jeg signerer" not in page
    assert url not in client.get(reverse("everyone:now")).content.decode()
    assert client.get(f"{url}pdf/").content.startswith(b"%PDF")


def test_what_was_not_shown_is_not_signed(cast: Cast, log_in: LogIn) -> None:
    url = reverse("pair:commitment_sign", args=[cast.commitment.pk])
    page = log_in("mentor").post(url, {"digest": "0" * 64}, follow=True).content.decode()
    assert "Teksten er endret" in page


def test_leader_who_leads_another_unit_no_more_is_still_asked_to_sign(cast: Cast, log_in: LogIn) -> None:
    leader = cast.commitment.leader
    with inside(EVERYONE):
        cast.commitment.signatures.all().delete()
        Role.objects.filter(person=leader, kind=RoleKind.UNIT_LEADER).update(kind=RoleKind.HR, unit=None)
    name = next(name for name, person in cast.people.items() if person.pk == leader.pk)
    assert reverse("pair:commitment", args=[cast.commitment.pk]) in log_in(name).get("/na/").content.decode()


def test_fingerprint_stands_alike_on_page_and_paper_and_can_be_copied(cast: Cast, log_in: LogIn) -> None:
    page = log_in("mentor").get(f"/par/avtale/{cast.commitment.pk}/").content.decode()
    with inside(EVERYONE):
        shown = fingerprint(digest_of(cast.commitment))
        blocks = str(commitment_document(cast.commitment, today=cast.today).blocks)
    assert shown.replace(" ", "") in page  # what is signed
    assert f'<p class="user-text">{shown}</p>' in page
    assert shown in blocks
    assert {len(part) for part in shown.split()} == {8}  # no word so long that hidden breaks are put into it


def test_fingerprint_can_be_worked_out_from_the_text_that_is_signed(cast: Cast, log_in: LogIn) -> None:
    client, url = log_in("mentee"), f"/par/avtale/{cast.commitment.pk}/"
    with inside(EVERYONE):
        cast.commitment.signatures.all().delete()
    assert "signerte nøyaktig" not in client.get(url).content.decode()
    text = client.get(f"{url}tekst/").content
    assert cast.mentor.name in text.decode()
    client.post(f"{url}signer/", {"digest": hashlib.sha256(text).hexdigest()})
    assert "De som har signert, signerte nøyaktig det som står her." in client.get(url).content.decode()
    with inside(EVERYONE):
        Person.objects.filter(pk=cast.mentor.pk).update(name="Mona Etternavn")
    page = client.get(url).content.decode()
    assert f"Et navn eller en tekst er endret etter at {cast.mentee.name} signerte." in page
    assert "signerte nøyaktig" not in page
