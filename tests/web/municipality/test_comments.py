"""The team's side of guidance."""

from __future__ import annotations

import pytest
from django.urls import reverse

from mentornett.core.scoping import EVERYONE, inside
from mentornett.network.models import AnchoringEvidence, Comment
from mentornett.tenants.models import Letter
from tests.cast import Cast
from tests.conftest import LogIn
from tests.network.guidance_samples import note_contact, write_comment


@pytest.fixture
def comment(cast: Cast) -> Comment:
    with inside(EVERYONE):
        return write_comment(cast.sent_report, cast.guide, cast, "Hva med tallene?", section="progress")


def test_comment_by_the_team_is_never_private(cast: Cast, log_in: LogIn) -> None:
    url = reverse("municipality:comment", args=[cast.sent_report.pk])
    answer = log_in("coordinator").post(url, {"section": "goals", "text": "Vi lurer på noe", "private": "on"})
    assert answer["Location"].endswith("#section-goals")
    with inside(EVERYONE):
        row = Comment.objects.get()
    assert (row.text, row.private, row.by) == ("Vi lurer på noe", False, cast.coordinator)


def test_comment_empty_is_refused_and_shown_again(cast: Cast, log_in: LogIn) -> None:
    answer = log_in("coordinator").post(reverse("municipality:comment", args=[cast.sent_report.pk]), {"text": ""})
    assert "ds-error-summary" in answer.content.decode()


def test_reply_reaches_the_guide(cast: Cast, log_in: LogIn, comment: Comment) -> None:
    log_in("union").post(reverse("municipality:comment_reply", args=[comment.pk]), {"text": "De kommer"})
    with inside(EVERYONE):
        assert Comment.objects.get(by=cast.union).section == "progress"
    letter = Letter.objects.get()
    assert letter.to_email == "guide@eksempel.no"
    assert reverse("organiser:report", args=[cast.sent_report.pk]) in letter.text


def test_reply_with_a_national_id_is_refused_and_kept(log_in: LogIn, comment: Comment) -> None:
    url = reverse("municipality:comment_reply", args=[comment.pk])
    body = log_in("coordinator").post(url, {"text": "Det gjelder 01017012345"}).content.decode()
    assert "ds-error-summary" in body
    assert "Det gjelder 01017012345" in body
    with inside(EVERYONE):
        assert Comment.objects.count() == 1


def test_handled_mark_goes_on_and_off(log_in: LogIn, comment: Comment) -> None:
    client, url = log_in("coordinator"), reverse("municipality:comment_handled", args=[comment.pk])
    for sent, is_handled in (("yes", True), ("no", False)):
        client.post(url, {"handled": sent})
        with inside(EVERYONE):
            assert (Comment.objects.get().handled_at is not None) == is_handled


def test_own_comment_is_neither_answered_nor_marked_as_handled(cast: Cast, log_in: LogIn, comment: Comment) -> None:
    client, report = log_in("coordinator"), reverse("municipality:report", args=[cast.sent_report.pk])
    client.post(reverse("municipality:comment", args=[cast.sent_report.pk]), {"text": "Hva mener du?"})
    with inside(EVERYONE):
        own = Comment.objects.get(text="Hva mener du?")
    body = client.get(report).content.decode()
    assert reverse("municipality:comment_handled", args=[comment.pk]) in body
    for name in ("comment_handled", "comment_reply"):
        assert reverse(f"municipality:{name}", args=[own.pk]) not in body


def test_private_comment_cannot_be_answered_by_the_team(cast: Cast, log_in: LogIn) -> None:
    with inside(EVERYONE):
        row = write_comment(cast.sent_report, cast.guide, cast, private=True)
    answer = log_in("coordinator").post(reverse("municipality:comment_reply", args=[row.pk]), {"text": "Hei"})
    assert answer.status_code == 404


def test_team_sees_its_contacts_and_the_way_to_the_leaders_page(cast: Cast, log_in: LogIn) -> None:
    with inside(EVERYONE):
        note_contact(cast.team, cast.guide, cast.today)
    url = reverse("municipality:team", args=[cast.team.pk])
    body = log_in("union").get(url).content.decode()
    assert "Framdrift" in body
    assert reverse("municipality:anchoring", args=[cast.team.pk]) in body
    assert "Framdrift" not in log_in("sponsor").get(url).content.decode()


def test_sent_report_has_a_place_to_write_to_the_guide(cast: Cast, log_in: LogIn) -> None:
    body = log_in("coordinator").get(reverse("municipality:report", args=[cast.sent_report.pk])).content.decode()
    assert reverse("municipality:comment", args=[cast.sent_report.pk]) in body


def test_anchoring_evidence_is_added_to_a_point(cast: Cast, log_in: LogIn) -> None:
    client, url = log_in("coordinator"), reverse("municipality:anchoring", args=[cast.team.pk])
    data = {"point": "in_plans", "text": "Rekrutteringsplanen", "on": "01.02.2026"}
    answer = client.post(url, data, follow=True)
    assert "Rekrutteringsplanen" in answer.content.decode()
    with inside(EVERYONE):
        assert AnchoringEvidence.objects.get().by == cast.coordinator
