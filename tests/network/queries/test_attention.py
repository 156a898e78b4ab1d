"""Teams that should be looked at."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import translation

from mentornett.network import permissions, queries
from mentornett.network.models import Action, Assignment, Team
from tests.cast import Cast
from tests.network.guidance_samples import note_contact, place, set_score

pytestmark = pytest.mark.usefixtures("everyone")


def rows(cast: Cast, **more: object) -> dict[int, list[str]]:
    found = queries.attention_of(Team.objects.filter(network=cast.network), cast.today, **more)  # type: ignore[arg-type]
    return {row.team.pk: [reason.key for reason in row.reasons] for row in found}


def test_attention_names_what_each_team_lacks(cast: Cast) -> None:
    found = rows(cast)
    assert found[cast.team.pk] == ["no_contact"]
    assert {"no_leader", "no_guide"} <= set(found[cast.neighbour_team.pk])


def test_attention_puts_the_most_urgent_team_first(cast: Cast) -> None:
    assert next(iter(rows(cast))) == cast.neighbour_team.pk


def test_attention_of_a_team_in_order_is_silent(cast: Cast) -> None:
    note_contact(cast.team, cast.guide, cast.today)
    assert cast.team.pk not in rows(cast)


def test_attention_asks_for_a_baseline_only_when_it_is_known_who_has_one(cast: Cast) -> None:
    note_contact(cast.team, cast.guide, cast.today)
    assert rows(cast, baselines={})[cast.team.pk] == ["no_baseline"]
    assert cast.team.pk not in rows(cast, baselines={cast.team.pk: None})


def test_attention_gap_is_shown_to_the_guide_only(cast: Cast) -> None:
    note_contact(cast.team, cast.guide, cast.today)
    set_score(cast.team, "self", "3.5", cast.today)
    set_score(cast.team, "guide", "2.0", cast.today)
    assert cast.team.pk not in rows(cast)
    assert rows(cast, guided={cast.team.pk})[cast.team.pk] == ["gap"]


def test_attention_order_does_not_follow_scores(cast: Cast) -> None:
    before = list(rows(cast))
    set_score(cast.team, "guide", "5.0", cast.today)
    set_score(cast.neighbour_team, "guide", "2.0", cast.today)
    assert list(rows(cast)) == before


@pytest.mark.parametrize(
    ("language", "sentence"),
    [("nb", "«Statusrapport før samling 3» er ikke sendt, og det har ikke vært kontakt på 189 dager."),
     ("nn", "«Statusrapport før samling 3» er ikkje sendt, og det har ikkje vore kontakt på 189 dagar."),
     ("en-gb", "«Statusrapport før samling 3» is not sent, and there has been no contact for 189 days.")],
)  # fmt: skip
def test_attention_writes_the_reason_out_in_each_language(cast: Cast, language: str, sentence: str) -> None:
    Assignment.objects.filter(pk=cast.assignment_3.pk).update(fixed_due=cast.today - timedelta(days=2))
    with translation.override(language):
        (row,) = queries.attention_of(Team.objects.filter(pk=cast.team.pk), cast.today)
        assert row.reasons[0].text == sentence
    assert row.reasons[0].reference == cast.report.pk


def test_attention_for_a_leader_is_all_teams_and_for_a_guide_the_own_ones(cast: Cast) -> None:
    leader = {row.team.pk for row in permissions.attention_for(cast.viewer("leader"))}
    guide = {row.team.pk for row in permissions.attention_for(cast.viewer("guide"))}
    assert leader == {cast.team.pk, cast.neighbour_team.pk}
    assert guide == {cast.team.pk}
    assert permissions.attention_for(cast.viewer("other_guide")) == []
    assert permissions.attention_for(cast.viewer("coordinator")) == []


def test_actions_long_past_their_date_are_a_reason(cast: Cast) -> None:
    for days, state in ((20, "started"), (3, "not_started"), (40, "done")):
        Action.objects.create(
            team=cast.team, text="Kurs", state=state, due=cast.today - timedelta(days=days), **place(cast.team)
        )
    with translation.override("nb"):
        (row,) = queries.attention_of(Team.objects.filter(pk=cast.team.pk), cast.today)
    texts = [reason.text for reason in row.reasons]
    assert "2 tiltak i framdriftsplanen har passert datoen, det eldste med 20 dager." in texts
