"""Work opens by itself, and reminders come once and stop at delivery."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mentornett.core.models import AuditEntry
from mentornett.network.jobs import open_due_work, rhythm_of, send_reminders
from mentornett.network.models import Assignment, Gathering, Network, Reminder, Rule, Submission, Team, TeamMember
from mentornett.network.queries.work import due_of
from mentornett.network.rules.reminders import Rhythm
from mentornett.tenants.actions import post_letter
from mentornett.tenants.models import Letter, Person
from tests.cast import NOW, Cast

pytestmark = pytest.mark.usefixtures("everyone")
OPENED = date(2026, 3, 9)  # 31 days before gathering 3
DUE = date(2026, 3, 30)


@pytest.fixture(autouse=True)
def _planned(cast: Cast, everyone: None) -> None:
    Submission.objects.filter(state__in=["open", "draft", "reopened"]).update(state="planned", opened_on=None)


def letters() -> list[Letter]:
    return list(Letter.objects.filter(kind="reminder").order_by("pk"))


def own(cast: Cast) -> Submission:
    return Submission.objects.select_related("assignment__gathering").get(pk=cast.report.pk)


def test_work_opens_on_its_day_and_not_before(cast: Cast) -> None:
    assert open_due_work(OPENED - timedelta(days=1), NOW) == 0
    assert open_due_work(OPENED, NOW) == 3
    assert (own(cast).state, own(cast).opened_on, due_of(own(cast))) == ("open", OPENED, DUE)
    assert open_due_work(OPENED, NOW) == 0


def test_reminder_goes_to_coordinator_and_deputy_in_their_own_language(cast: Cast) -> None:
    Person.objects.filter(pk=cast.deputy.pk).update(language="en")
    open_due_work(OPENED, NOW)
    send_reminders(OPENED, NOW)
    mine = {letter.to_person_id: letter for letter in letters()}
    assert {cast.coordinator.pk, cast.deputy.pk} <= set(mine)
    assert cast.union.pk not in mine
    assert "is open" in mine[cast.deputy.pk].subject
    assert "åpnet" in mine[cast.coordinator.pk].subject
    assert f"/kommune/rapport/{cast.report.pk}/" in mine[cast.coordinator.pk].text


def test_a_reminder_that_comes_late_does_not_say_that_the_deadline_is_today(cast: Cast) -> None:
    open_due_work(OPENED, NOW)
    send_reminders(DUE + timedelta(days=1), NOW)
    mine = [letter for letter in letters() if letter.to_person_id == cast.coordinator.pk]
    assert any("hadde frist" in letter.text for letter in mine)
    assert not any("i dag" in letter.subject for letter in mine)


def test_without_a_coordinator_the_whole_team_is_reminded(cast: Cast) -> None:
    TeamMember.objects.filter(person__in=[cast.coordinator, cast.deputy]).update(ends=date(2026, 1, 31))
    open_due_work(OPENED, NOW)
    send_reminders(OPENED, NOW)
    readers = {letter.to_person_id for letter in letters()}
    assert {cast.team_leader.pk, cast.union.pk} <= readers


def test_running_twice_the_same_day_sends_nothing_more(cast: Cast) -> None:
    open_due_work(OPENED, NOW)
    assert send_reminders(OPENED, NOW) == 3
    before = len(letters())
    assert send_reminders(OPENED, NOW) == 0
    assert len(letters()) == before
    assert AuditEntry.objects.filter(verb="reminder.sent").count() == 3


@pytest.mark.parametrize("state", ["sent", "assessed", "closed", "skipped", "planned"])
def test_reminders_stop_when_it_is_delivered_or_skipped(cast: Cast, state: str) -> None:
    open_due_work(OPENED, NOW)
    Submission.objects.filter(assignment__key="status-3").update(state=state, sent_at=NOW, skip_reason="Kurs")
    assert send_reminders(DUE, NOW) == 0


@pytest.mark.parametrize("state", ["paused", "completed", "withdrawn"])
def test_team_that_is_paused_or_has_ended_is_left_in_peace(cast: Cast, state: str) -> None:
    open_due_work(OPENED, NOW)
    Team.objects.update(state=state)
    assert send_reminders(DUE, NOW) == 0
    Submission.objects.filter(assignment__key="status-3").update(state="planned")
    assert open_due_work(OPENED, NOW) == 0


def test_reminders_follow_a_deadline_that_was_moved(cast: Cast) -> None:
    open_due_work(OPENED, NOW)
    send_reminders(OPENED, NOW)
    Submission.objects.filter(pk=cast.report.pk).update(extended_to=DUE + timedelta(days=14))
    send_reminders(DUE, NOW)
    assert not Reminder.objects.filter(submission=cast.report, kind="due").exists()
    send_reminders(DUE + timedelta(days=14), NOW)
    assert Reminder.objects.get(submission=cast.report, kind="due").due == DUE + timedelta(days=14)


def test_network_sets_its_own_rhythm(cast: Cast) -> None:
    assert rhythm_of(cast.network) == Rhythm()
    for key, value in (("reminder_days_before", 5), ("reminder_repeats_max", 2)):
        Rule.objects.update_or_create(network=cast.network, key=key, defaults={"value": value})
    assert rhythm_of(cast.network) == Rhythm(before=5, every=3, most=2)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(days=st.sets(st.integers(0, 50), max_size=25), delivered=st.integers(0, 50))
def test_at_most_eight_reminders_none_twice_and_none_after_delivery(cast: Cast, days: set[int], delivered: int) -> None:
    Reminder.objects.all().delete()
    Letter.objects.filter(kind="reminder").delete()
    Submission.objects.filter(assignment__key="status-3").update(state="open", opened_on=OPENED)
    for offset in sorted(days):
        day = OPENED + timedelta(days=offset)
        if offset >= delivered:
            Submission.objects.filter(pk=cast.report.pk).update(state="sent", sent_at=NOW)
        send_reminders(day, NOW)
    sent = Reminder.objects.filter(submission=cast.report)
    assert sent.count() <= 8
    assert not sent.filter(sent_on__gte=OPENED + timedelta(days=delivered)).exists()
    mine = Letter.objects.filter(kind="reminder", to_person=cast.coordinator)
    assert mine.count() == sent.count()


def test_work_whose_gathering_is_cancelled_waits_unless_it_has_a_date_of_its_own(cast: Cast) -> None:
    open_due_work(OPENED, NOW)
    Gathering.objects.filter(network=cast.network).update(state="cancelled")
    Submission.objects.exclude(team__network=cast.network).update(state="planned")
    assert send_reminders(DUE, NOW) == 0
    Assignment.objects.filter(pk=cast.assignment_3.pk).update(fixed_due=DUE)
    assert send_reminders(DUE, NOW) == 2


def test_another_deadline_is_no_reason_to_say_again_that_it_is_open(cast: Cast) -> None:
    open_due_work(OPENED, NOW)
    send_reminders(OPENED, NOW)
    Submission.objects.filter(pk=cast.report.pk).update(extended_to=DUE + timedelta(days=14))
    for days in range(3):
        send_reminders(OPENED + timedelta(days=days), NOW)
    assert Reminder.objects.filter(submission=cast.report).count() == 1


def test_two_reminders_never_come_on_one_day(cast: Cast) -> None:
    open_due_work(OPENED, NOW)
    send_reminders(DUE, NOW)
    Submission.objects.filter(pk=cast.report.pk).update(extended_to=DUE + timedelta(days=3))
    send_reminders(DUE, NOW)
    assert Reminder.objects.filter(submission=cast.report, sent_on=DUE).count() == 1


@pytest.fixture
def another(cast: Cast) -> Submission:
    """A second assignment for the own team, ten days later."""
    assignment = Assignment.objects.get(pk=cast.assignment_3.pk)
    assignment.pk, assignment.key, assignment.fixed_due = None, "more", DUE + timedelta(days=10)
    assignment.title = {"nb": "Prosjektplan", "nn": "Prosjektplan", "en": "Project plan"}
    assignment.save()
    row = Submission.objects.get(pk=cast.report.pk)
    sheet = row.sheet
    sheet.pk = None
    sheet.save()
    row.pk, row.assignment, row.sheet, row.state, row.opened_on = None, assignment, sheet, "open", OPENED
    row.save()
    return row


def test_several_late_assignments_come_in_one_letter_to_each_with_the_oldest_first(
    cast: Cast, another: Submission
) -> None:
    Submission.objects.filter(pk=cast.report.pk).update(state="open", opened_on=OPENED)
    day = DUE + timedelta(days=16)  # every third day after both deadlines is past, and none was sent
    Person.objects.filter(pk=cast.deputy.pk).update(language="nn")
    assert send_reminders(day, NOW) == 2
    mine = [letter for letter in letters() if letter.to_person_id == cast.coordinator.pk]
    assert [letter.subject for letter in mine] == [f"2 oppgaver fra {cast.network.name}"]
    text = mine[0].text
    addresses = [f"/kommune/rapport/{pk}/" for pk in (cast.report.pk, another.pk)]
    assert -1 < text.index(addresses[0]) < text.index(addresses[1])
    assert "hadde frist mandag 30. mars" in text
    [nynorsk] = [letter for letter in letters() if letter.to_person_id == cast.deputy.pk]
    assert "oppgåver" in nynorsk.subject
    assert Reminder.objects.filter(sent_on=day).count() == 2
    assert send_reminders(day, NOW) == 0
    assert AuditEntry.objects.filter(verb="reminder.sent").count() == 2


def test_what_opens_later_the_same_day_is_told_in_a_letter_of_its_own(cast: Cast, another: Submission) -> None:
    Submission.objects.filter(pk=another.pk).update(state="planned")
    Submission.objects.filter(pk=cast.report.pk).update(state="open", opened_on=OPENED)
    send_reminders(OPENED, NOW)
    Submission.objects.filter(pk=another.pk).update(state="open")
    assert send_reminders(OPENED, NOW) == 1
    mine = [letter for letter in letters() if letter.to_person_id == cast.coordinator.pk]
    assert ["Prosjektplan" in letter.subject for letter in mine] == [False, True]


@pytest.fixture
def two_networks(cast: Cast, another: Submission) -> Submission:
    """The second assignment belongs to another network of the same team's coordinator."""
    network = Network.objects.get(pk=cast.network.pk)
    network.pk, network.name, network.texts = None, "Kull 3", {}
    network.save()
    team = Team.objects.get(pk=cast.team.pk)
    members = list(team.members.all())
    team.pk, team.network, team.name = None, network, "Team Kull 3"
    team.save()
    for member in members:
        member.pk, member.team = None, team
        member.save()
    gathering = Gathering.objects.get(pk=cast.gathering_3.pk)
    gathering.pk, gathering.network, gathering.uid = None, network, uuid4()
    gathering.save()
    Assignment.objects.filter(pk=another.assignment_id).update(network=network, gathering=gathering)
    Submission.objects.filter(pk=another.pk).update(team=team)
    Submission.objects.filter(pk=cast.report.pk).update(state="open", opened_on=OPENED)
    return another


def test_who_is_in_two_networks_gets_one_letter_with_a_part_from_each(cast: Cast, two_networks: Submission) -> None:
    assert send_reminders(DUE + timedelta(days=16), NOW) == 2
    [letter] = [letter for letter in letters() if letter.to_person_id == cast.coordinator.pk]
    assert letter.subject.endswith(", og mer fra Kull 3")
    assert letter.text.count("Hei, ") == 1
    first, second = (f"/kommune/rapport/{pk}/" for pk in (cast.report.pk, two_networks.pk))
    parts = ["Statusrapport", first, "Fra Kull 3", second]
    places = [letter.text.index(part) for part in parts]
    assert places == sorted(places)
    assert second in letter.html
    assert send_reminders(DUE + timedelta(days=16), NOW) == 0


def test_letter_that_is_on_its_way_is_not_changed(cast: Cast, two_networks: Submission, monkeypatch: Any) -> None:
    def sent_meanwhile(**fields: Any) -> Letter | None:
        letter = post_letter(**fields)
        Letter.objects.update(tries=1)
        return letter

    monkeypatch.setattr("mentornett.network.actions.reminders.post_letter", sent_meanwhile)
    send_reminders(DUE + timedelta(days=16), NOW)
    mine = [letter for letter in letters() if letter.to_person_id == cast.coordinator.pk]
    assert ["Kull 3" in letter.text for letter in mine] == [False, True]
