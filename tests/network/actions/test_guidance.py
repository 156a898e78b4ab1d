"""Contacts, guides, reviews, evidence and leave to read."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from mentornett.core.models import AuditEntry
from mentornett.network import actions
from mentornett.network.models import (
    AnchoringEvidence,
    ContactLog,
    GuideAssignment,
    ReadingGrant,
    ReviewNote,
)
from mentornett.tenants.models import Letter, Role
from tests.cast import Cast
from tests.network.guidance_samples import give_leave, note_contact

pytestmark = pytest.mark.usefixtures("everyone")


def verbs() -> list[str]:
    return list(AuditEntry.objects.order_by("pk").values_list("verb", flat=True))


def hand_over(cast: Cast, to: str = "other_guide", note: str = "Lederen er ny.") -> GuideAssignment:
    return actions.hand_over(
        team=cast.team, guide=cast.people[to], note=note, by=cast.leader, now=cast.now, today=cast.today
    )


def test_log_contact_is_stored_and_audited(cast: Cast) -> None:
    talk = actions.Talk(on=cast.today, form="video", topics=" Pilot ", agreed="Ny prat", next_on=date(2026, 4, 1))
    entry = actions.log_contact(team=cast.team, talk=talk, by=cast.guide, now=cast.now)
    assert ContactLog.objects.get() == entry
    assert (entry.topics, entry.next_on, entry.municipality) == ("Pilot", date(2026, 4, 1), cast.flesberg)
    assert verbs() == ["contact.logged"]


def test_remove_contact_keeps_the_audit_row(cast: Cast) -> None:
    actions.remove_contact(entry=note_contact(cast.team, cast.guide, cast.today), by=cast.guide, now=cast.now)
    assert not ContactLog.objects.exists()
    assert verbs() == ["contact.removed"]


def test_hand_over_ends_one_begins_the_other_and_keeps_the_note(cast: Cast) -> None:
    hand_over(cast)
    before, after = GuideAssignment.objects.filter(team=cast.team).order_by("starts")
    assert (before.person, before.ends, before.handover_note) == (cast.guide, date(2026, 3, 11), "Lederen er ny.")
    assert (after.person, after.starts, after.ends) == (cast.other_guide, cast.today, None)
    assert verbs() == ["guide.changed"]


def test_hand_over_tells_the_new_guide_with_the_note_and_the_team_without(cast: Cast) -> None:
    hand_over(cast)
    letters = {letter.to_email: letter.text for letter in Letter.objects.all()}
    assert sorted(letters) == ["coordinator@eksempel.no", "deputy@eksempel.no", "other_guide@eksempel.no"]
    assert "Lederen er ny." in letters["other_guide@eksempel.no"]
    assert "Lederen er ny." not in letters["coordinator@eksempel.no"]


def test_hand_over_to_the_same_guide_changes_nothing(cast: Cast) -> None:
    hand_over(cast, to="guide")
    assert GuideAssignment.objects.filter(team=cast.team).count() == 1
    assert not Letter.objects.exists()


def test_hand_over_twice_in_one_day_leaves_one_guide(cast: Cast) -> None:
    hand_over(cast)
    hand_over(cast, to="leader")
    now = GuideAssignment.objects.filter(team=cast.team, ends__isnull=True)
    assert [row.person for row in now] == [cast.leader]
    assert not GuideAssignment.objects.filter(person=cast.other_guide).exists()


def test_hand_over_of_a_team_without_guide_begins_one(cast: Cast) -> None:
    actions.hand_over(team=cast.neighbour_team, guide=cast.guide, by=cast.leader, now=cast.now, today=cast.today)
    assert GuideAssignment.objects.get(team=cast.neighbour_team).person == cast.guide


def test_end_guide_leaves_the_team_alone(cast: Cast) -> None:
    actions.end_guide(team=cast.team, by=cast.leader, now=cast.now, today=cast.today, note="Slutter.")
    row = GuideAssignment.objects.get(team=cast.team)
    assert (row.ends, row.handover_note) == (cast.today - timedelta(days=1), "Slutter.")
    assert verbs() == ["guide.ended"]
    readers = set(Letter.objects.filter(kind="guide_ended").values_list("to_person", flat=True))
    assert readers == {cast.guide.pk, cast.coordinator.pk, cast.deputy.pk}
    actions.end_guide(team=cast.team, by=cast.leader, now=cast.now, today=cast.today)
    assert verbs() == ["guide.ended"]  # nobody is left to end


def test_end_staff_role_lets_the_guides_teams_go(cast: Cast) -> None:
    role = Role.objects.get(person=cast.guide)
    assert actions.end_staff_role(role=role, by=cast.leader, now=cast.now, today=cast.today) == 1
    assert not GuideAssignment.objects.filter(person=cast.guide, ends__isnull=True).exists()
    assert verbs() == ["role.ended", "guide.ended"]


def test_end_staff_role_keeps_the_teams_of_who_stays_in_another(cast: Cast) -> None:
    role = Role.objects.get(person=cast.guide)
    Role.objects.create(person=cast.guide, kind="operative", organiser=cast.nord, starts=cast.today)
    assert actions.end_staff_role(role=role, by=cast.leader, now=cast.now, today=cast.today) == 0
    assert GuideAssignment.objects.filter(person=cast.guide, ends__isnull=True).exists()


def test_review_again_changes_the_same_note(cast: Cast) -> None:
    for state in ("watch", "fine"):
        actions.review_team(
            team=cast.team, gathering=cast.gathering_3, opinion=actions.Opinion(state, "Notat", "Ring"),
            by=cast.leader, now=cast.now,
        )  # fmt: skip
    note = ReviewNote.objects.get()
    assert (note.state, note.note, note.next_step) == ("fine", "Notat", "Ring")
    assert verbs() == ["team.reviewed", "team.reviewed"]


def test_note_anchoring_keeps_what_was_there(cast: Cast) -> None:
    for text in ("Plan A", "Plan B"):
        actions.note_anchoring(
            team=cast.team, point="in_plans", text=text, on=cast.today, by=cast.coordinator, now=cast.now
        )
    assert list(AnchoringEvidence.objects.order_by("pk").values_list("text", flat=True)) == ["Plan A", "Plan B"]


def test_grant_reading_tells_the_reader_until_when(cast: Cast) -> None:
    leave = actions.Leave(cast.today, cast.today + timedelta(days=8))
    actions.grant_reading(
        assignment=cast.assignment_2, person=cast.expert, leave=leave, by=cast.leader, now=cast.now, today=cast.today
    )
    grant = ReadingGrant.objects.get()
    assert (grant.network, grant.may_comment, grant.organiser) == (cast.network, True, cast.nord)
    letter = Letter.objects.get()
    assert letter.to_email == "expert@eksempel.no"
    assert "fredag 20. mars" in letter.text


def test_revoke_reading_ends_it_yesterday(cast: Cast) -> None:
    actions.revoke_reading(grant=give_leave(cast), by=cast.leader, now=cast.now, today=cast.today)
    assert ReadingGrant.objects.get().ends == date(2026, 3, 11)


def test_revoke_reading_that_has_not_begun_takes_it_away(cast: Cast) -> None:
    grant = give_leave(cast)
    grant.starts = cast.today
    actions.revoke_reading(grant=grant, by=cast.leader, now=cast.now, today=cast.today)
    assert not ReadingGrant.objects.exists()
    assert verbs() == ["reading.revoked"]
