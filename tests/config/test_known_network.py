"""The demo's network whose truth is known: drawn, counted in three municipalities, and answered from counts alone."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from django.db import connection, transaction
from django.utils import timezone, translation

from mentornett.config.demo.known_network import LATE, NAME, TRUTH, TRUTH_KEY, load_known_network
from mentornett.config.demo.known_truth import PLACES, WITH, WITHOUT
from mentornett.config.demo.people import staff_of
from mentornett.config.demo.running import Setting, read_story
from mentornett.config.jobs import release_for_networks
from mentornett.core.scoping import EVERYONE, inside
from mentornett.core.time import add_months
from mentornett.measurement.actions.effect import gather
from mentornett.measurement.models import EffectCells, Release, ReleasedAnswer, RolloutPlan, RolloutUnit
from mentornett.measurement.models.plan_locks import unlocked_plans
from mentornett.measurement.queries.network_releases import networks_lacking_release
from mentornett.measurement.rules.counted_cells import put_together
from mentornett.measurement.rules.half_years import newest_due
from mentornett.measurement.rules.staggered_starts import of_drawn
from mentornett.mentoring.models import Employment, Programme, UnitStep
from mentornett.network.models import Network, Participation
from mentornett.reports.effect_answers import effect_of_network
from mentornett.reports.network_answers import release_network
from mentornett.reports.released import shown
from mentornett.tenants.models import Organiser, Person

NOW = timezone.make_aware(datetime.combine(date(2026, 3, 12), time(9)))
UNTIL = date(2025, 12, 31)


@pytest.fixture(scope="module")
def _loaded(django_db_setup: None, django_db_blocker: Any) -> Iterator[Network]:
    with django_db_blocker.unblock(), transaction.atomic():
        with inside(EVERYONE):
            organiser = Organiser.objects.create(name="Jobbvinner (KS)", short_name="Jobbvinner")
            staff = staff_of(organiser, read_story()["staff"], starts=date(2022, 1, 1), password="!", now=NOW)
            made = load_known_network(setting=Setting(organiser, staff, "!", NOW))
        connection.check_constraints()  # now, or PostgreSQL does so for all these rows after each test
        yield made
        transaction.set_rollback(True)


@pytest.fixture
def network(_loaded: Network, db: None) -> Iterator[Network]:
    with inside(EVERYONE):
        yield _loaded


@pytest.fixture
def answers(network: Network) -> dict[str, ReleasedAnswer]:
    return {row.question: row for row in ReleasedAnswer.objects.filter(release__network=network)}


def test_answer_is_graded_as_drawn_and_its_range_holds_the_truth(answers: dict[str, ReleasedAnswer]) -> None:
    effect = answers["effect"]
    low, high = map(int, re.findall(r"mellom (\d+) og (\d+)", effect.words["nb"]["certainty"][1])[0])
    assert effect.grade == "A"
    assert low <= WITH - WITHOUT <= high
    assert "Det er god grunn til å tro at ordningen er årsaken." in effect.words["nb"]["certainty"]
    assert any("12 enheter i 3 kommuner" in sentence for sentence in effect.words["nb"]["seen"])


def test_truth_is_told_in_every_language_beside_the_network(network: Network) -> None:
    assert network.name == NAME
    assert network.texts[TRUTH_KEY] == TRUTH
    assert all(str(WITH) in text and str(WITHOUT) in text for text in TRUTH.values())


def test_unit_that_did_otherwise_is_counted_as_drawn(network: Network, answers: dict[str, ReleasedAnswer]) -> None:
    late = RolloutUnit.objects.get(name=LATE[0])
    step = UnitStep.objects.get(unit=late.unit)
    row = EffectCells.objects.get(network=network, municipality=late.municipality)
    at = row.counts["keys"].index(late.key)
    assert late.start is not None
    assert step.starts == add_months(late.start, LATE[1])
    assert row.counts["dates"][row.counts["start"][at] - 1] == str(late.start)
    assert any("1 enhet startet ikke som trukket" in sentence for sentence in answers["effect"].words["nb"]["unknown"])


def test_nothing_about_anybody_leaves_a_municipality(network: Network, answers: dict[str, ReleasedAnswer]) -> None:
    rows = [row.counts for row in EffectCells.objects.filter(network=network)]
    out = [[row.words, row.table, row.chart] for row in answers.values()]
    told = json.dumps([rows, out, Release.objects.get(network=network).certificate])
    employments = list(Employment.objects.filter(source="file").select_related("person"))
    starts = {str(day) for day in RolloutUnit.objects.values_list("start", flat=True)}
    days = {str(day) for row in employments for day in (row.starts, row.ends) if day} - starts
    assert len(rows) == len(PLACES)
    assert len(employments) > 900
    assert "Eksempel" not in told
    assert not [row for row in employments if row.person.email in told]
    assert not days & set(re.findall(r"\d{4}-\d\d-\d\d", told))


def test_answers_name_no_municipality_and_no_unit(answers: dict[str, ReleasedAnswer]) -> None:
    told = json.dumps([[row.words, row.table, row.chart] for row in answers.values()], ensure_ascii=False)
    assert not [place.name for place in PLACES if place.name in told]
    assert not [unit.name for place in PLACES for unit in place.units if unit.name in told]


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_answers_can_be_shown_in_every_language(answers: dict[str, ReleasedAnswer], language: str) -> None:
    with translation.override(language):
        told = [shown(row) for row in answers.values()]
    assert [[len(table.rows) for table in answer.tables] for answer in told] == [[1, 4], [3]]


def test_charts_show_the_range_the_effect_by_time_and_before_while_and_after(
    answers: dict[str, ReleasedAnswer],
) -> None:
    apart, by_time = answers["effect"].chart["ranges"]
    value, low, high = apart["rows"][0]["cells"]
    assert f"mellom {low} og {high} prosentpoeng" in answers["effect"].words["nb"]["certainty"][1]
    assert low < value < high
    for chart, question in ((by_time, "effect"), (answers["before_after"].chart["ranges"][0], "before_after")):
        table = [row["cells"][-2] for row in answers[question].table["rows"]]
        assert [row["cells"] and row["cells"][0] for row in chart["rows"]] == table


def test_shares_before_while_and_after_are_of_all_together(answers: dict[str, ReleasedAnswer]) -> None:
    rows = [row["cells"] for row in answers["before_after"].table["rows"]]
    assert answers["before_after"].grade == "C"
    assert len(rows) == 3
    assert all(known >= 5 and stayed <= known for known, stayed, *_rest in rows if known is not None)


@pytest.mark.parametrize("change", [{"seed": 7}, {"set_digest": "0" * 64}, {"drawn": {}}, {"digest": "1" * 64}])
def test_draw_that_does_not_stand_up_is_never_graded_as_drawn(network: Network, change: dict[str, Any]) -> None:
    with transaction.atomic():
        with unlocked_plans():
            RolloutPlan.objects.filter(network=network).update(**change)
        effect = effect_of_network(gather(network=network, until=UNTIL, now=NOW), UNTIL)
        transaction.set_rollback(True)
    assert effect.grade == "B"
    assert any("lar seg ikke gjenta" in sentence for sentence in effect.words["nb"]["unknown"])


def test_plan_locked_after_the_draw_is_no_plan(network: Network) -> None:
    with transaction.atomic():
        plan = RolloutPlan.objects.get(network=network)
        with unlocked_plans():
            RolloutPlan.objects.filter(pk=plan.pk).update(drawn_at=plan.locked_at)
        effect = effect_of_network(gather(network=network, until=UNTIL, now=NOW), UNTIL)
        transaction.set_rollback(True)
    assert effect.grade == "B"


def test_without_a_draw_units_count_from_the_day_they_began(network: Network) -> None:
    with transaction.atomic():
        RolloutPlan.objects.filter(network=network).update(ended_at=NOW, ended_why="Omorganisering")
        gathered = gather(network=network, until=UNTIL, now=NOW)
        effect = effect_of_network(gathered, UNTIL)
        transaction.set_rollback(True)
    late = RolloutUnit.objects.get(name=LATE[0])
    assert late.start is not None
    assert gathered.drawn is None
    assert add_months(late.start, LATE[1]) in gathered.starts
    assert effect.grade == "B"


def test_units_of_one_that_left_are_left_out_of_every_order(network: Network) -> None:
    with transaction.atomic():
        Participation.objects.filter(network=network, municipality__number="9904").update(left=UNTIL)
        gathered = gather(network=network, until=UNTIL, now=NOW)
        assert gathered.drawn is not None
        assert gathered.drawn.draw is not None
        found = of_drawn(put_together(gathered.parts), gathered.drawn.draw, locked_before=True)
        transaction.set_rollback(True)
    assert (found.grade, found.units, found.missing) == ("A", 10, 2)


def test_two_municipalities_are_told_nothing(network: Network) -> None:
    with transaction.atomic():
        Participation.objects.filter(network=network, municipality__number="9904").update(left=UNTIL)
        gathered = gather(network=network, until=UNTIL, now=NOW)
        effect = effect_of_network(gathered, UNTIL)
        transaction.set_rollback(True)
    assert len(gathered.given) == 2
    assert effect.grade == "D"
    assert effect.table == {}


def test_municipality_without_a_programme_or_hires_is_lacking(network: Network) -> None:
    with transaction.atomic():
        RolloutPlan.objects.filter(network=network).update(ended_at=NOW, ended_why="Omorganisering")
        Employment.objects.filter(municipality__number="9904").delete()
        gathered = gather(network=network, until=UNTIL, now=NOW)
        transaction.set_rollback(True)
    assert len(gathered.given) == 2
    assert len(gathered.lacking) == 1


def test_release_is_made_once_and_the_next_one_goes_with_it(network: Network) -> None:
    release_for_networks(NOW)
    assert Release.objects.filter(network=network).count() == 1
    assert networks_lacking_release(newest_due(NOW.date())) == []
    with transaction.atomic():
        later = add_months(UNTIL + timedelta(days=1), 6) - timedelta(days=1)
        release = release_network(network=network, until=later, now=NOW + timedelta(days=200))
        assert release.certificate["safe"]
        assert Release.objects.filter(network=network).count() == 2
        transaction.set_rollback(True)


def test_people_are_plainly_invented_and_cannot_log_in(network: Network) -> None:
    people = Person.objects.filter(email__contains=".storaas@", email__startswith="ny")
    assert people.count() > 400
    assert not people.exclude(name__endswith=" Eksempel").exists()
    assert not people.exclude(password="!", activated_at=None, is_demo=True).exists()
    assert not Programme.objects.filter(municipality__number="9906").exclude(name__contains="oppdiktet").exists()
