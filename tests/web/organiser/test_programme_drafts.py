"""The draft of a programme: sent to the reference group, commented, approved."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse

from mentornett.core.scoping import EVERYONE, inside
from mentornett.network.models import Gathering, ProgrammeReading, ProgrammeRemark
from mentornett.tenants.models import Letter
from tests.cast import CANARY, Cast
from tests.conftest import LogIn
from tests.web.access.programmes import ask_expert


@pytest.fixture
def asked(cast: Cast) -> Cast:
    """The cast, with the expert asked about the draft."""
    with inside(EVERYONE):
        ask_expert(cast)
    return cast


def url(cast: Cast, name: str) -> str:
    return reverse(f"organiser:{name}", args=[cast.network.pk, 3])


def page(cast: Cast) -> str:
    return reverse("organiser:programme_reading", args=[cast.gathering_3.pk])


def test_draft_goes_to_the_reference_group_and_comes_back_with_remarks(cast: Cast, log_in: LogIn) -> None:
    leader, reader = log_in("leader"), log_in("reference")
    assert reader.get(page(cast)).status_code == 404
    typed = {"people": [cast.reference.pk], "ends": "20.03.2026"}
    assert "1 person er spurt." in leader.post(url(cast, "programme_ask"), typed, follow=True).content.decode()
    assert "Kommenter programmet: Samling 3" in reader.get("/na/").content.decode()
    assert page(cast) in reader.get(reverse("organiser:reading")).content.decode()
    reader.post(page(cast), {"text": "Mer tid til <b>eget</b> team"})
    shown = leader.get(url(cast, "programme")).content.decode()
    assert "Mer tid til &lt;b&gt;eget&lt;/b&gt; team" in shown
    assert "Sendt til referansegruppa" in shown
    with inside(EVERYONE):
        assert Letter.objects.get(kind="programme_sent").to_person == cast.reference
        readers = set(Letter.objects.filter(kind="programme_commented").values_list("to_person", flat=True))
        assert readers == {cast.leader.pk, cast.operative.pk}


def test_approved_programme_is_no_longer_open_to_readers(asked: Cast, log_in: LogIn) -> None:
    log_in("leader").post(url(asked, "programme_approve"))
    assert log_in("expert").get(page(asked)).status_code == 404
    with inside(EVERYONE):
        assert Letter.objects.get(kind="programme_approved").to_person == asked.expert
    assert "Programmet ble godkjent" in log_in("leader").get(url(asked, "programme")).content.decode()
    log_in("leader").post(url(asked, "programme_reopen"))
    assert log_in("expert").get(page(asked)).status_code == 200


def test_changed_programme_is_a_draft_again(asked: Cast, log_in: LogIn) -> None:
    client = log_in("leader")
    client.post(url(asked, "programme_approve"))
    typed = {"type": "lecture", "title": "Ny del", "day": 1, "minutes": 30, "starts": "", "contributor": ""}
    client.post(url(asked, "slot_add"), typed)
    assert Gathering.objects.get(pk=asked.gathering_3.pk).programme_approved_on is None


def test_leave_that_has_ended_opens_nothing(asked: Cast, log_in: LogIn) -> None:
    with inside(EVERYONE):
        ProgrammeReading.objects.update(starts=asked.today - timedelta(days=9), ends=asked.today - timedelta(days=1))
    assert log_in("expert").get(page(asked)).status_code == 404
    assert log_in("expert").post(page(asked), {"text": "For sent"}).status_code == 404


@pytest.mark.parametrize(
    ("typed", "message"),
    [({"people": []}, "ds-error-summary"), ({"ends": "2026-03-01"}, "Denne dagen er allerede passert."),
     ({"ends": ""}, "ds-error-summary"), ({"people": ["999"]}, "ds-error-summary")],
)  # fmt: skip
def test_bad_asking_is_refused(cast: Cast, log_in: LogIn, typed: dict[str, object], message: str) -> None:
    data = {"people": [cast.expert.pk], "ends": "2026-03-20"} | typed
    assert message in log_in("leader").post(url(cast, "programme_ask"), data).content.decode()
    with inside(EVERYONE):
        assert not ProgrammeReading.objects.exists()


def test_another_organisers_people_cannot_be_asked(cast: Cast, log_in: LogIn) -> None:
    data = {"people": [cast.other_leader.pk], "ends": "2026-03-20"}
    body = log_in("leader").post(url(cast, "programme_ask"), data).content.decode()
    assert "ds-error-summary" in body
    assert CANARY not in body


def test_remark_without_words_or_with_an_identity_number_is_refused(asked: Cast, log_in: LogIn) -> None:
    client = log_in("expert")
    assert "ds-error-summary" in client.post(page(asked), {"text": " "}).content.decode()
    assert "Ola 01017012345" in client.post(page(asked), {"text": "Ola 01017012345"}).content.decode()
    with inside(EVERYONE):
        assert not ProgrammeRemark.objects.exists()


def test_asked_again_has_until_the_new_day(asked: Cast, log_in: LogIn) -> None:
    data = {"people": [asked.expert.pk], "ends": "2026-04-01"}
    log_in("leader").post(url(asked, "programme_ask"), data)
    with inside(EVERYONE):
        assert str(ProgrammeReading.objects.get().ends) == "2026-04-01"
