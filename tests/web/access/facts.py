"""Access to what figures are made of: project leader, HR and measurement lead keep it, the union reads some of it."""

from __future__ import annotations

from datetime import date
from typing import Any

from mentornett.core.time import add_months
from mentornett.measurement.actions.counts_ahead import count_ahead
from mentornett.measurement.actions.releases import Answered, freeze_release
from mentornett.measurement.actions.shared_series import share_series
from mentornett.measurement.models import (
    Baseline,
    BaselineHire,
    FactFile,
    MonthlyMeasure,
    MonthlyValue,
    OtherChange,
    Vacancy,
)
from tests.cast import Cast
from tests.web.access.table import IN_PROGRAMMES, Row

KEEPERS = "programme_leader hr measure_lead"
READERS = f"{KEEPERS} union_rep neighbour_programme_leader"


def _vacancy(cast: Cast) -> None:
    cast.things["vacancy"] = Vacancy.objects.create(
        municipality=cast.flesberg, unit=cast.ward, profession="sykepleier", posts=2, applicants=4,
        advertised_on=cast.today, edited_at=cast.now,
    )  # fmt: skip


def _file(cast: Cast) -> None:
    cast.things["fact_file"] = FactFile.objects.create(
        municipality=cast.flesberg, kind="vacancies", header=["Yrke", "Utlyst"], made_at=cast.now,
        rows=[[2, ["sykepleier", "01.03.2026"]]], columns={"profession": 0, "advertised_on": 1},
    )  # fmt: skip


def _baseline(cast: Cast) -> None:
    row = cast.things["baseline"] = Baseline.objects.create(
        municipality=cast.flesberg, programme=cast.programme, hired_from=date(2023, 9, 1), hired_to=date(2025, 8, 31),
        made_at=cast.now,
    )  # fmt: skip
    cast.things["baseline_hire"] = BaselineHire.objects.create(
        municipality=cast.flesberg, baseline=row, label="A1", starts=date(2024, 1, 1), answer="yes"
    )


def _measure(cast: Cast) -> None:
    row = cast.things["measure"] = MonthlyMeasure.objects.create(
        municipality=cast.flesberg, key="agency", name="Bemanningsbyrå", unit_word="vakter", by_unit=True,
        edited_at=cast.now,
    )  # fmt: skip
    MonthlyValue.objects.create(
        municipality=cast.flesberg, measure=row, unit=cast.care_home, month=date(2026, 2, 1), value=7,
        edited_at=cast.now,
    )  # fmt: skip


def _change(cast: Cast) -> None:
    cast.things["change"] = OtherChange.objects.create(
        municipality=cast.flesberg, kind="wages", title="Rekrutteringstillegg", starts=date(2026, 2, 1),
        units=[cast.ward.pk], edited_at=cast.now,
    )  # fmt: skip


def _release(cast: Cast) -> None:
    row = cast.things["release"] = freeze_release(
        subject=cast.flesberg, until=date(2025, 12, 31), certificate={"safe": True}, kept={}, by=None, now=cast.now,
        answers=[Answered("retention", "D", {"nb": {"seen": ["For få."]}})],
    )  # fmt: skip
    assert row.pk


def _of_release(cast: Cast) -> list[Any]:
    return [cast.release.pk]


def _unit_measure(cast: Cast) -> None:
    """Let the measure be counted by unit, with a year and a half of one."""
    _measure(cast)
    cast.measure.by_unit = True
    cast.measure.save(update_fields=["by_unit"])
    MonthlyValue.objects.bulk_create(
        MonthlyValue(
            municipality=cast.flesberg, measure=cast.measure, unit=cast.ward, month=add_months(date(2024, 10, 1), at),
            value=at % 4, edited_at=cast.now,
        )
        for at in range(18)
    )  # fmt: skip


def _of_measure(cast: Cast) -> list[Any]:
    return [cast.measure.pk]


def _of_change(cast: Cast) -> list[Any]:
    return [cast.change.pk]


def _counted(cast: Cast) -> None:
    _baseline(cast)
    Baseline.objects.update(closed_at=cast.now, hired=8, still_here=5, unknown=1)


def _flesberg(cast: Cast) -> list[Any]:
    return [cast.flesberg.pk]


def _of_vacancy(cast: Cast) -> list[Any]:
    return [cast.vacancy.pk]


def _of_file(cast: Cast) -> list[Any]:
    return [cast.fact_file.pk]


def _programme(cast: Cast) -> list[Any]:
    return [cast.programme.pk]


def _of_baseline(cast: Cast) -> list[Any]:
    return [cast.baseline.pk]


def _of_hire(cast: Cast) -> list[Any]:
    return [cast.baseline_hire.pk]


def _counts(cast: Cast) -> list[Any]:
    return [cast.flesberg.pk, cast.network.pk]


def _kept(**more: Any) -> Row:
    return Row(ok=KEEPERS, people=IN_PROGRAMMES, **more)


def _read(**more: Any) -> Row:
    return Row(ok=READERS, people=IN_PROGRAMMES, **more)


def _shared(cast: Cast) -> None:
    _unit_measure(cast)
    share_series(
        measure=cast.measure, network=cast.network, by=cast.programme_leader, now=cast.now, today=cast.today
    )  # fmt: skip


def _shared_with(cast: Cast) -> list[Any]:
    return [cast.measure.pk, cast.network.pk]


def _answered_for(**more: Any) -> Row:
    """Who says yes for the municipality; others who read the figures may not."""
    about = {"before": _unit_measure, "args": _of_measure} | more
    return Row(ok="programme_leader measure_lead", forbidden="hr union_rep", people=IN_PROGRAMMES, **about)


ANSWERED = f"{KEEPERS} union_rep ward_leader other_ward_leader coordinator deputy team_leader sponsor"

ROWS = {
    "programme:answers": Row(
        ok=f"{ANSWERED} neighbour_programme_leader neighbour other_coordinator",
        people=IN_PROGRAMMES,
        before=_release,
    ),
    "programme:network_answers": Row(
        ok=f"{ANSWERED} neighbour_programme_leader neighbour",
        people=IN_PROGRAMMES,
        args=lambda cast: [cast.network.pk],
    ),
    "programme:network_counts": Row(ok="programme_leader measure_lead", people=IN_PROGRAMMES, args=_counts),
    "programme:network_counts_file": Row(
        ok="programme_leader measure_lead",
        people=IN_PROGRAMMES,
        before=lambda cast: count_ahead(
            network=cast.network, municipality=cast.flesberg, until=cast.today, now=cast.now
        ),
        args=lambda cast: [*_counts(cast), "csv"],
    ),
    "programme:network_counts_answer": Row(
        ok="programme_leader measure_lead",
        people=IN_PROGRAMMES,
        args=_counts,
        method="post",
        data=lambda cast: {"answer": "yes"},
    ),
    "programme:release": Row(ok=ANSWERED, people=IN_PROGRAMMES, before=_release, args=_of_release),
    "programme:answers_file": Row(
        ok=ANSWERED, people=IN_PROGRAMMES, before=_release, args=lambda cast: [cast.release.pk, "csv"]
    ),
    "programme:facts": _read(before=_vacancy),
    "programme:vacancies": _read(before=_vacancy),
    "programme:vacancies_over_time": _read(before=_vacancy),
    "programme:vacancies_file": _read(before=_vacancy, args=lambda cast: ["csv"]),
    "programme:vacancy_new": _kept(args=_flesberg),
    "programme:vacancy": _kept(forbidden="union_rep", before=_vacancy, args=_of_vacancy),
    "programme:vacancy_remove": _kept(
        forbidden="union_rep", before=_vacancy, args=_of_vacancy, method="post", status=200
    ),
    "programme:vacancy_restore": _kept(forbidden="union_rep", before=_vacancy, args=_of_vacancy, method="post"),
    "programme:vacancy_list": _kept(args=_flesberg),
    "programme:spells": _kept(args=_flesberg),
    "programme:spells_file": Row(
        ok="programme_leader hr",
        forbidden="measure_lead",
        people=IN_PROGRAMMES,
        args=lambda cast: [cast.flesberg.pk, "excel"],
    ),
    "programme:series": _read(before=_measure),
    "programme:side_by_side": _read(before=_measure),
    "programme:measure_new": _kept(args=_flesberg, query="?key=agency"),
    "programme:measure": Row(ok=f"{KEEPERS} union_rep", people=IN_PROGRAMMES, before=_measure, args=_of_measure),
    "programme:measure_file": Row(
        ok=f"{KEEPERS} union_rep", people=IN_PROGRAMMES, before=_measure, args=lambda cast: [cast.measure.pk, "csv"]
    ),
    "programme:units": Row(ok=f"{KEEPERS} union_rep", people=IN_PROGRAMMES, before=_unit_measure, args=_of_measure),
    "programme:units_file": Row(
        ok=f"{KEEPERS} union_rep",
        people=IN_PROGRAMMES,
        before=_unit_measure,
        args=lambda cast: [cast.measure.pk, "csv"],
    ),
    "programme:measure_share": _answered_for(),
    "programme:measure_share_yes": _answered_for(args=_shared_with, method="post"),
    "programme:measure_share_no": _answered_for(before=_shared, args=_shared_with, method="post"),
    "programme:measure_change": _kept(forbidden="union_rep", before=_measure, args=_of_measure),
    "programme:months": _kept(forbidden="union_rep", before=_measure, args=_of_measure),
    "programme:months_list": _kept(before=_measure, args=_of_measure),
    "programme:measure_remove": _kept(
        forbidden="union_rep", before=_measure, args=_of_measure, method="post", status=200
    ),
    "programme:measure_restore": _kept(forbidden="union_rep", before=_measure, args=_of_measure, method="post"),
    "programme:poster": _kept(before=_measure, args=_flesberg),
    "programme:poster_write": _kept(before=_measure, args=_flesberg),
    "programme:poster_file": _kept(before=_measure, args=lambda cast: [cast.flesberg.pk, "word"]),
    "programme:changes": _read(before=_change),
    "programme:change_new": _kept(args=_flesberg),
    "programme:change": _kept(forbidden="union_rep", before=_change, args=_of_change),
    "programme:change_remove": _kept(forbidden="union_rep", before=_change, args=_of_change, method="post", status=200),
    "programme:change_restore": _kept(forbidden="union_rep", before=_change, args=_of_change, method="post"),
    "programme:baseline": Row(ok=f"{KEEPERS} union_rep", people=IN_PROGRAMMES, before=_baseline, args=_programme),
    "programme:baseline_add": _kept(before=_baseline, args=_of_baseline),
    "programme:baseline_list": _kept(before=_baseline, args=_of_baseline),
    "programme:baseline_refill": _kept(before=_baseline, args=_of_baseline, method="post"),
    "programme:baseline_close": _kept(before=_baseline, args=_of_baseline, method="post"),
    "programme:baseline_reopen": _kept(before=_counted, args=_of_baseline, method="post"),
    "programme:baseline_remove": _kept(before=_baseline, args=_of_baseline, method="post"),
    "programme:baseline_answer": _kept(
        before=_baseline, args=_of_hire, method="post", data=lambda cast: {"answer": "no"}
    ),
    "programme:baseline_leave_out": _kept(before=_baseline, args=_of_hire, method="post"),
    "programme:fact_file": _kept(before=_file, args=_of_file),
    "programme:fact_file_run": _kept(before=_file, args=_of_file, method="post"),
    "programme:fact_file_remove": _kept(before=_file, args=_of_file, method="post"),
}
