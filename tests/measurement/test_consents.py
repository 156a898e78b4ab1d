"""Who is counted in a network's answers: those who said yes, and nobody who is silent."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from importlib import import_module

import pytest
from django.apps import apps
from hypothesis import given
from hypothesis import strategies as st

from mentornett.core.models import AuditEntry
from mentornett.core.scoping import EVERYONE, inside
from mentornett.measurement.actions.consents import accept_counting, decline_counting
from mentornett.measurement.actions.effect import gather
from mentornett.measurement.actions.rollouts import draw_plan
from mentornett.measurement.models import EffectCells, NetworkConsent
from mentornett.measurement.queries.network_releases import networks_lacking_release
from mentornett.measurement.rules.consents import LEAST_MUNICIPALITIES, answers_of
from mentornett.mentoring.models import Programme
from mentornett.network.models import Network, Participation
from mentornett.tenants.models import Municipality
from tests.cast import Cast
from tests.web.access.rollouts import locked_network_plan

UNTIL = date(2026, 3, 1)


def say(cast: Cast, place: Municipality, answer: Callable[..., NetworkConsent], days: int = 0) -> NetworkConsent:
    """Let a municipality say yes or no, some days from now."""
    return answer(
        network=cast.network, municipality=place, by=cast.programme_leader, now=cast.now + timedelta(days=days)
    )


@pytest.mark.usefixtures("everyone")
def test_silent_municipality_is_not_counted_and_one_that_said_yes_is(cast: Cast) -> None:
    assert gather(network=cast.network, until=UNTIL, now=cast.now).parts == ()
    assert not EffectCells.objects.exists()
    say(cast, cast.flesberg, accept_counting)
    assert gather(network=cast.network, until=UNTIL, now=cast.now).given == (cast.flesberg.pk,)
    assert EffectCells.objects.get().municipality == cast.flesberg


@pytest.mark.usefixtures("everyone")
def test_no_after_a_yes_deletes_what_was_counted_and_holds_for_what_comes(cast: Cast) -> None:
    say(cast, cast.flesberg, accept_counting)
    gather(network=cast.network, until=UNTIL, now=cast.now)
    row = say(cast, cast.flesberg, decline_counting, days=1)
    assert not EffectCells.objects.exists()
    assert gather(network=cast.network, until=UNTIL, now=cast.now).parts == ()
    assert (row.is_yes, row.answered_by, row.organiser) == (False, cast.programme_leader, cast.nord)
    deeds = AuditEntry.objects.filter(verb__startswith="network_consent.").order_by("pk")
    assert [(deed.verb, deed.person_id) for deed in deeds] == [
        ("network_consent.accepted", cast.programme_leader.pk), ("network_consent.declined", cast.programme_leader.pk),
    ]  # fmt: skip
    assert deeds[1].details["counts_deleted"] == 1


@pytest.mark.usefixtures("everyone")
def test_draw_counts_those_who_joined_unless_they_said_no_since(cast: Cast) -> None:
    locked_network_plan(cast)
    say(cast, cast.roros, decline_counting, days=1)
    draw_plan(plan=cast.network_plan, seed=7, by=cast.leader, now=cast.now + timedelta(days=2))
    own = NetworkConsent.objects.get(municipality=cast.flesberg)
    assert (own.is_yes, own.by_joining, own.answered_by, own.answered_at) == (
        True, True, cast.programme_leader, cast.now,
    )  # fmt: skip
    assert not NetworkConsent.objects.get(municipality=cast.roros).is_yes


@pytest.mark.usefixtures("everyone")
def test_joining_after_a_no_is_a_yes(cast: Cast) -> None:
    say(cast, cast.flesberg, decline_counting, days=-1)
    locked_network_plan(cast)
    draw_plan(plan=cast.network_plan, seed=7, by=cast.leader, now=cast.now + timedelta(days=2))
    assert NetworkConsent.objects.get(municipality=cast.flesberg).is_yes


@pytest.mark.usefixtures("everyone")
def test_those_who_had_joined_a_draw_before_there_was_a_question_have_said_yes(cast: Cast) -> None:
    locked_network_plan(cast)
    draw_plan(plan=cast.network_plan, seed=7, by=cast.leader, now=cast.now)
    before = list(NetworkConsent.objects.order_by("municipality").values_list("municipality", "is_yes", "by_joining"))
    NetworkConsent.objects.all().delete()
    import_module("mentornett.measurement.migrations.0017_those_who_joined").note_those_who_joined(apps, None)
    after = NetworkConsent.objects.order_by("municipality").values_list("municipality", "is_yes", "by_joining")
    assert list(after) == before == [(cast.flesberg.pk, True, True), (cast.roros.pk, True, True)]


def test_release_waits_until_enough_who_can_be_counted_said_yes(cast: Cast) -> None:
    def waits() -> list[Network]:
        return networks_lacking_release(UNTIL)

    with inside(EVERYONE):
        third = Participation.objects.create(
            network=cast.network, municipality=cast.moss, organiser=cast.nord, joined=date(2025, 9, 1)
        )
        Programme.objects.create(**_programme_fields(cast))
        for place in (cast.flesberg, cast.roros):
            say(cast, place, accept_counting)
        assert waits() == []
        say(cast, cast.moss, accept_counting)
        assert waits() == [cast.network]
        Participation.objects.filter(pk=third.pk).update(left=cast.today)
        assert waits() == []


def _programme_fields(cast: Cast) -> dict[str, object]:
    own = Programme.objects.filter(municipality=cast.flesberg).values()[0]
    return {name: value for name, value in own.items() if name != "id"} | {"municipality_id": cast.moss.pk}


@given(st.lists(st.sampled_from([True, False, None])))
def test_everybody_is_told_of_once_and_a_no_has_no_name(said: list[bool | None]) -> None:
    answers = answers_of((f"Kommune {number}", one) for number, one in enumerate(said))
    assert answers.yes + answers.no + len(answers.silent) == len(said)
    assert answers.silent == tuple(f"Kommune {number}" for number, one in enumerate(said) if one is None)
    assert answers.is_enough == (said.count(True) >= LEAST_MUNICIPALITIES)
