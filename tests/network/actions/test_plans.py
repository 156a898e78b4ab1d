"""Plans are kept as they were written, beside what became of them."""

from __future__ import annotations

from datetime import date

import pytest
from django.utils import translation

from mentornett.network.actions.plans import PlanRow, add_plan_version, remove_plan, save_plan
from mentornett.network.models import PlannedGathering, PlanVersion
from mentornett.network.queries.plans import comparison, plans_of, written_date
from mentornett.network.rules.written_dates import read_written_date
from tests.cast import Cast

pytestmark = pytest.mark.usefixtures("everyone")


def _plan(cast: Cast) -> PlanVersion:
    return add_plan_version(
        network=cast.network, title="Invitasjonen", stated_gatherings=9, stated_duration="2,5 år", by=cast.leader,
        now=cast.now,
    )  # fmt: skip


def _save(cast: Cast, plan: PlanVersion, rows: list[PlanRow]) -> None:
    save_plan(
        plan=plan, rows=rows, by=cast.leader, now=cast.now, title="Avtalen", dated=None, stated_gatherings=8,
        stated_duration="2 år", note="",
    )  # fmt: skip


def test_plan_versions_are_numbered(cast: Cast) -> None:
    _plan(cast)
    second = add_plan_version(
        network=cast.network, title="Avtalen", by=cast.leader, now=cast.now,
        gatherings=[cast.gathering_1, cast.gathering_2],
    )  # fmt: skip
    assert (second.number, second.stated_gatherings) == (2, 2)
    assert second.gatherings.get(number=2).starts == cast.gathering_2.starts


def test_save_plan_replaces_rows(cast: Cast) -> None:
    plan = _plan(cast)
    _save(cast, plan, [PlanRow(1, "april 2022", date(2022, 4, 1), date(2022, 4, 30), "month")])
    _save(cast, plan, [PlanRow(6, "april 2022", date(2023, 4, 1), date(2023, 4, 30), "month", assumed=True)])
    row = PlannedGathering.objects.get(plan=plan)
    assert (row.number, row.as_written, row.starts, row.assumed) == (6, "april 2022", date(2023, 4, 1), True)


def test_remove_plan(cast: Cast) -> None:
    remove_plan(plan=_plan(cast), by=cast.leader, now=cast.now)
    assert not PlanVersion.objects.exists()


def test_comparison_counts_gatherings_in_order_of_time(cast: Cast) -> None:
    plan = _plan(cast)
    _save(
        cast, plan, [PlanRow(number, f"{number + 1}. mai 2026", date(2026, 5, number + 1)) for number in (1, 2, 3, 4)]
    )
    cast.gathering_2.number, cast.gathering_2.state = 9, "cancelled"
    cast.gathering_2.save()
    rows = comparison(list(plans_of(cast.network)), [cast.gathering_1, cast.gathering_3, cast.gathering_2])
    assert [row.actual for row in rows] == [cast.gathering_1, cast.gathering_2, cast.gathering_3, None]
    assert [row.planned[0].when for row in rows if row.planned[0]] == [f"{n}. mai 2026" for n in (2, 3, 4, 5)]


@pytest.mark.parametrize("language", ["nb", "nn", "en-gb"])
@pytest.mark.parametrize(
    ("starts", "ends", "precision"),
    [(date(2021, 9, 2), date(2021, 9, 2), "day"), (date(2021, 11, 25), date(2021, 11, 26), "day"),
     (date(2023, 5, 31), date(2023, 6, 1), "day"), (date(2022, 4, 1), date(2022, 4, 30), "month")],
)  # fmt: skip
def test_written_date_can_be_read_again(language: str, starts: date, ends: date, precision: str) -> None:
    row = PlannedGathering(number=1, starts=starts, ends=ends, precision=precision)
    with translation.override(language):
        meaning = read_written_date(written_date(row))
    assert meaning is not None
    assert (meaning.starts, meaning.ends, meaning.precision) == (starts, ends, precision)


def test_written_date_as_written_or_none(cast: Cast) -> None:
    assert written_date(PlannedGathering(number=1, as_written="07.09.23", starts=date(2023, 9, 7))) == "07.09.23"
    assert written_date(PlannedGathering(number=1)) == ""
