"""A network is made whole from the template, or like another one."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from mentornett.core.models import AuditEntry
from mentornett.network.actions.from_template import built_in_version
from mentornett.network.actions.networks import (
    DatesOutOfOrderError,
    change_network,
    clone_network,
    create_network,
    set_state,
)
from mentornett.network.actions.reading import assess_submission
from mentornett.network.choices import NetworkState
from mentornett.network.models import Assignment, Gathering, Goal, Network, Risk, RoleRule, Rule, Slot
from mentornett.network.rules.calendar import is_working_day
from mentornett.network.template.reader import read_template
from mentornett.questionnaires.models import Question, Questionnaire, Version
from mentornett.tenants.models import Letter
from tests.cast import Cast

pytestmark = pytest.mark.usefixtures("everyone")
STARTS = date(2026, 9, 3)


def _create(cast: Cast, **changes: object) -> Network:
    values = {"organiser": cast.nord, "name": " Nytt nettverk ", "starts": STARTS, "by": cast.leader, "now": cast.now}
    return create_network(**{**values, **changes})  # type: ignore[arg-type]


def test_create_network_copies_everything(cast: Cast) -> None:
    network, template = _create(cast), read_template()
    assert network.name == "Nytt nettverk"
    assert network.state == NetworkState.PLANNED
    assert network.gatherings.count() == len(template.gatherings) == 7
    assert Slot.objects.filter(gathering__network=network).count() == sum(len(g.slots) for g in template.gatherings)
    assert list(network.phases.order_by("position").values_list("key", flat=True)) == [p.key for p in template.phases]
    assert network.phase == network.phases.get(key=template.phases[0].key)
    for model, rows in ((RoleRule, template.roles), (Rule, template.rules), (Risk, template.risks),
                        (Goal, template.goals), (Assignment, template.assignments)):  # fmt: skip
        assert model.objects.filter(network=network).count() == len(rows)


def test_create_network_dates_are_working_days_in_order(cast: Cast) -> None:
    gatherings = list(_create(cast).gatherings.order_by("number"))
    assert gatherings[0].starts == STARTS
    assert [row.starts for row in gatherings] == sorted(row.starts for row in gatherings)
    assert all(is_working_day(row.starts) and is_working_day(row.ends) for row in gatherings)
    assert gatherings[1].ends == gatherings[1].starts + timedelta(days=1)


def test_create_network_takes_edited_dates_and_lasts_to_the_last(cast: Cast) -> None:
    network = _create(cast, days={7: (date(2029, 1, 8), date(2029, 1, 9))}, ends=date(2028, 1, 1))
    assert network.gatherings.get(number=7).starts == date(2029, 1, 8)
    assert network.ends == date(2029, 1, 9)


def test_create_network_notes_plan_version_one(cast: Cast) -> None:
    plan = _create(cast).plan_versions.get()
    assert (plan.number, plan.stated_gatherings) == (1, 7)
    assert plan.gatherings.get(number=1).starts == STARTS


def test_create_network_goal_tree_and_role_phases(cast: Cast) -> None:
    network = _create(cast)
    assert network.goals.get(level="result").parent == network.goals.get(level="effect")
    assert network.goals.filter(level="sub", parent=network.goals.get(level="result")).count() == 3
    assert network.role_rules.get(key="measurement_lead").from_phase == network.phases.get(key="pilot")


def test_create_network_makes_forms_once(cast: Cast) -> None:
    _create(cast)
    counts = (Questionnaire.objects.count(), Version.objects.count(), Question.objects.count())
    _create(cast, name="Enda ett")
    assert (Questionnaire.objects.count(), Version.objects.count(), Question.objects.count()) == counts
    final = Version.objects.get(questionnaire__key="final_report")
    assert set(final.questions.values_list("type", flat=True)) == {"paragraphs", "goals"}
    assert Version.objects.get(questionnaire__key="project_plan").questions.filter(type="paragraphs").count() == 0


def test_built_in_version_published_is_never_edited(cast: Cast) -> None:
    form = read_template().form("progress_plan")
    first = built_in_version(form, 1, cast.now)
    assert built_in_version(form, 1, cast.now) == first
    assert built_in_version(form, 2, cast.now) != first


def test_create_network_in_nynorsk_writes_editable_texts_in_nynorsk(cast: Cast) -> None:
    gathering = _create(cast, language="nn").gatherings.get(number=2)
    assert gathering.title == "Kome i gang med mentorprogram"
    assert gathering.slots.filter(title__startswith="Velkomen").exists()


def test_create_network_leaves_an_audit_row(cast: Cast) -> None:
    network = _create(cast)
    entry = AuditEntry.objects.get(verb="network.created")
    assert (entry.object_id, entry.organiser_id) == (str(network.pk), cast.nord.pk)


def test_clone_shifts_dates_and_leaves_people_behind(cast: Cast) -> None:
    source = _create(cast)
    source.gatherings.filter(number=6).update(state="cancelled", place="Hamar")
    source.labels = {"guide": {"one": "los", "many": "loser"}}
    source.save()
    clone = clone_network(network=source, name="Ny runde", starts=date(2028, 9, 7), by=cast.leader, now=cast.now)
    assert clone.cloned_from == source
    assert clone.labels == source.labels
    assert clone.teams.count() == 0
    rows = list(clone.gatherings.order_by("number"))
    assert [row.number for row in rows] == [1, 2, 3, 4, 5, 6]
    assert rows[0].starts == date(2028, 9, 7)
    assert all(is_working_day(row.starts) and row.state == "proposed" and not row.place for row in rows)
    assert {row.uid for row in rows}.isdisjoint(source.gatherings.values_list("uid", flat=True))


def test_clone_copies_set_up_and_work_of_live_gatherings(cast: Cast) -> None:
    source = _create(cast)
    source.gatherings.filter(number=6).update(state="cancelled")
    source.assignments.filter(key="slogan").update(withdrawn=True)
    clone = clone_network(network=source, name="Ny", starts=date(2028, 9, 7), by=cast.leader, now=cast.now)
    waiting = source.assignments.filter(gathering__number=6).count()
    assert clone.assignments.count() == source.assignments.count() - waiting - 1
    assert clone.phase == clone.phases.get(key="anchoring")
    assert clone.role_rules.get(key="mentor").from_phase == clone.phases.get(key="pilot")
    assert clone.goals.get(level="result").parent == clone.goals.get(level="effect")
    assert clone.risks.count() == source.risks.count()


def test_clone_of_a_small_network_without_template(cast: Cast) -> None:
    clone = clone_network(network=cast.network, name="Liten", starts=date(2027, 9, 2), by=cast.leader, now=cast.now)
    assert clone.gatherings.count() == 3
    assert clone.assignments.count() == 2
    assert clone.organiser == cast.nord


def test_change_network_dates_out_of_order_changes_nothing(cast: Cast) -> None:
    with pytest.raises(DatesOutOfOrderError):
        change_network(network=cast.network, by=cast.leader, now=cast.now, ends=date(2020, 1, 1))
    cast.network.refresh_from_db()
    assert cast.network.ends == date(2027, 9, 30)


def test_change_network_only_what_may_be_changed(cast: Cast) -> None:
    change_network(network=cast.network, by=cast.leader, now=cast.now, name=" Nytt\x00 navn ", organiser_id=cast.sor.pk)
    cast.network.refresh_from_db()
    assert (cast.network.name, cast.network.organiser) == ("Nytt navn", cast.nord)


def test_set_state_closes_network(cast: Cast) -> None:
    set_state(network=cast.network, state=NetworkState.CLOSED, by=cast.leader, now=cast.now)
    cast.network.refresh_from_db()
    assert cast.network.state == "closed"


def test_coordinators_are_told_once_when_a_running_network_ends(cast: Cast) -> None:
    for state in (NetworkState.CLOSED, NetworkState.CLOSED, NetworkState.PLANNED, NetworkState.CLOSED):
        set_state(network=cast.network, state=state, by=cast.leader, now=cast.now)
    letters = list(Letter.objects.filter(kind="network_ended"))
    assert {cast.coordinator.pk, cast.deputy.pk} <= {letter.to_person_id for letter in letters}
    assert len(letters) == len({letter.to_person_id for letter in letters})
    assert cast.other_coordinator.pk not in {letter.to_person_id for letter in letters}
    assert f"{cast.network.name} er avsluttet" in {letter.subject for letter in letters}


def test_what_the_guide_has_answered_is_closed_with_the_network_and_opened_again(cast: Cast) -> None:
    answered, waiting = cast.sent_report, cast.report
    assess_submission(submission=answered, by=cast.expert, now=cast.now, today=cast.today)
    states = []
    for state in (NetworkState.CLOSED, NetworkState.CLOSED, NetworkState.RUNNING):
        set_state(network=cast.network, state=state, by=cast.leader, now=cast.now)
        answered.refresh_from_db()
        states.append(answered.state)
    assert states == ["closed", "closed", "assessed"]
    assert [event.state for event in answered.events.order_by("pk")][-2:] == ["closed", "assessed"]
    before = waiting.state
    waiting.refresh_from_db()
    assert waiting.state == before


def test_gatherings_of_other_networks_are_left_alone(cast: Cast) -> None:
    before = list(Gathering.objects.filter(network=cast.other_network).values())
    _create(cast)
    assert list(Gathering.objects.filter(network=cast.other_network).values()) == before
