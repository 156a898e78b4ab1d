"""Several municipalities own a programme: each decides for its own people, and no person crosses the wall."""

from __future__ import annotations

import pytest

from mentornett.core.models import AuditEntry
from mentornett.mentoring.actions import joint as actions
from mentornett.mentoring.models import ChecklistItem, CommitmentText, JointOwner, PlannedTalk, Programme, Talk
from mentornett.mentoring.queries.joint import asked as asked_of
from mentornett.mentoring.queries.joint import content_of, may_be_asked, shared_of
from tests.cast import Cast

pytestmark = pytest.mark.usefixtures("everyone")


def _both(cast: Cast) -> tuple[Programme, Programme]:
    """Return Flesberg's programme and the copy of Røros, which has just said yes."""
    asked = actions.ask_to_own(
        programme=cast.programme, municipality=cast.roros, by=cast.programme_leader, now=cast.now
    )
    made = actions.accept(
        asked=asked, name="Vårt felles", starts=cast.today, by=cast.neighbour_programme_leader, now=cast.now
    )
    return cast.programme, made


def _owner(programme: Programme) -> JointOwner:
    return JointOwner.objects.get(programme=programme)


def test_who_says_yes_gets_an_own_copy_of_the_plan(cast: Cast) -> None:
    ours, theirs = _both(cast)
    assert theirs.municipality == cast.roros
    assert content_of(theirs) == content_of(ours)
    assert theirs.talks.count() > 0
    assert set(theirs.talks.values_list("municipality", flat=True)) == {cast.roros.pk}
    assert not theirs.employments.exists()
    assert AuditEntry.objects.filter(verb="joint_programme.accepted").count() == 1


def test_nobodys_name_and_no_unit_goes_along(cast: Cast) -> None:
    ChecklistItem.objects.create(
        programme=cast.programme, municipality=cast.flesberg, number=9, text="Bare på Post 1", unit=cast.ward
    )
    _, theirs = _both(cast)
    assert not theirs.checklist.filter(text="Bare på Post 1").exists()
    assert theirs.owner == cast.neighbour_programme_leader


def test_shared_version_waits_until_the_other_takes_it(cast: Cast) -> None:
    ours, theirs = _both(cast)
    ours.talks.filter(number=1).update(minutes=30)
    ours.talks.filter(number=2).delete()
    kept = theirs.talks.get(number=1).pk
    actions.share(owner=_owner(ours), note="Kortere første samtale", by=cast.programme_leader, now=cast.now)
    shared = shared_of(theirs)
    assert shared is not None
    assert shared.is_new
    assert {change.how for change in shared.changes} == {"changed", "removed"}
    assert theirs.talks.get(number=1).minutes != 30
    actions.take(owner=_owner(theirs), by=cast.neighbour_programme_leader, now=cast.now)
    assert content_of(theirs) == content_of(ours)
    assert theirs.talks.get(number=1).pk == kept
    after = shared_of(theirs)
    assert after is not None
    assert (after.changes, after.is_new) == ([], False)


def test_lines_for_an_own_unit_stay_when_a_version_is_taken(cast: Cast) -> None:
    ours, theirs = _both(cast)
    ChecklistItem.objects.create(
        programme=theirs, municipality=cast.roros, number=1, text="Vår enhet", unit=cast.neighbour_ward
    )
    ours.checklist.update(text="Ny tekst")
    actions.share(owner=_owner(ours), note="", by=cast.programme_leader, now=cast.now)
    actions.take(owner=_owner(theirs), by=cast.neighbour_programme_leader, now=cast.now)
    assert theirs.checklist.filter(text="Vår enhet").exists()
    assert theirs.checklist.filter(text="Ny tekst", unit=None).exists() == ours.checklist.filter(unit=None).exists()


def test_plans_on_their_way_are_not_rewritten(cast: Cast) -> None:
    ours, theirs = _both(cast)
    theirs.talks.update(topic="Delt tema")
    actions.share(owner=_owner(theirs), note="", by=cast.neighbour_programme_leader, now=cast.now)
    before = list(Talk.objects.filter(pair=cast.pair).values_list("topic", flat=True))
    actions.take(owner=_owner(ours), by=cast.programme_leader, now=cast.now)
    assert PlannedTalk.objects.filter(programme=ours, topic="Delt tema").exists()
    assert list(Talk.objects.filter(pair=cast.pair).values_list("topic", flat=True)) == before


def test_new_commitment_text_is_a_new_version(cast: Cast) -> None:
    ours, theirs = _both(cast)
    assert CommitmentText.objects.filter(programme=theirs).count() == 1
    actions.take(owner=_owner(theirs), by=cast.neighbour_programme_leader, now=cast.now)
    assert CommitmentText.objects.filter(programme=theirs).count() == 1  # nothing new, so no new version
    CommitmentText.objects.filter(programme=ours).update(purpose="Noe nytt")
    actions.share(owner=_owner(ours), note="", by=cast.programme_leader, now=cast.now)
    actions.take(owner=_owner(theirs), by=cast.neighbour_programme_leader, now=cast.now)
    assert CommitmentText.objects.filter(programme=theirs).order_by("-version")[0].purpose == "Noe nytt"


def test_who_says_no_can_be_asked_again(cast: Cast) -> None:
    ask = {"programme": cast.programme, "municipality": cast.roros, "by": cast.programme_leader, "now": cast.now}
    asked = actions.ask_to_own(**ask)
    assert asked_of([cast.roros.pk]) == [asked]
    assert cast.roros not in may_be_asked(cast.programme)
    actions.decline(asked=asked, by=cast.neighbour_programme_leader, now=cast.now)
    assert asked_of([cast.roros.pk]) == []
    assert cast.roros in may_be_asked(cast.programme)
    assert actions.ask_to_own(**ask).pk == asked.pk


def test_invitation_answered_by_two_at_once_makes_one_programme(cast: Cast) -> None:
    asked = actions.ask_to_own(
        programme=cast.programme, municipality=cast.roros, by=cast.programme_leader, now=cast.now
    )
    stale = JointOwner.objects.get(pk=asked.pk)
    say_yes = {"starts": cast.today, "by": cast.neighbour_programme_leader, "now": cast.now}
    made = actions.accept(asked=asked, name="Felles", **say_yes)
    with pytest.raises(actions.AnsweredError):
        actions.accept(asked=stale, name="Felles igjen", **say_yes)
    assert list(Programme.objects.filter(name__startswith="Felles")) == [made]


def test_who_leaves_keeps_the_programme_alone(cast: Cast) -> None:
    ours, theirs = _both(cast)
    before = content_of(theirs)
    actions.leave(owner=_owner(theirs), by=cast.neighbour_programme_leader, now=cast.now)
    theirs.refresh_from_db()
    assert content_of(theirs) == before
    assert shared_of(theirs) is None
    still = shared_of(ours)
    assert still is not None
    assert {owner.state for owner in still.owners} == {"owner", "left"}


def test_programme_owned_alone_shares_nothing(cast: Cast) -> None:
    assert shared_of(cast.programme) is None
