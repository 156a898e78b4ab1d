"""What invented municipalities have registered of what is measured: posts, months, changes, starting points, a plan."""

from __future__ import annotations

from datetime import date, timedelta

from bench_parts.building import Build
from bench_parts.sites import Site
from mentornett.core.time import add_months
from mentornett.measurement.models import (
    Baseline,
    BaselineHire,
    MonthlyMeasure,
    MonthlyValue,
    OtherChange,
    RolloutPart,
    RolloutPlan,
    RolloutUnit,
    Vacancy,
)

POSTS, CHANGES, COUNTED = 1_200, 40, 500  # of the large municipality
MONTHS = 120


def add_facts(build: Build, site: Site, size: int) -> None:
    """Add the facts of a municipality with so many pairs: a small one has one of each for each pair."""
    _posts(build, site, min(size, POSTS))
    _months(build, site, min(size, MONTHS))
    for number in range(min(size, CHANGES)):
        starts = build.today - timedelta(days=80 * number + 10)
        build.add(
            OtherChange, kind="wages", title=f"Oppdiktet endring {number + 1}", starts=starts, edited_at=build.now,
            units=[str(site.units[0])] if number % 2 else [], **site.wall,
        )  # fmt: skip
    _starting_point(build, site, min(size, COUNTED))
    _rollout(build, site)


def _posts(build: Build, site: Site, posts: int) -> None:
    for number in range(posts):
        advertised = build.today - timedelta(days=3 * number)
        filled = number % 4 != 0
        build.add(
            Vacancy, unit_id=site.units[number % len(site.units)], reference=str(number), profession="Sykepleier",
            posts=1, advertised_on=advertised, mentor_offered=bool(number % 3), applicants=number % 9,
            qualified=number % 9 // 2, state="filled" if filled else "open", filled=1 if filled else None,
            filled_on=advertised + timedelta(days=40) if filled else None, source="file", edited_at=build.now,
            **site.wall,
        )  # fmt: skip


def _months(build: Build, site: Site, months: int) -> None:
    last = build.today.replace(day=1)
    for key, name in (("agency", "Vikarvakter"), ("overtime", "Overtidstimer"), ("sick_leave", "Sykefravær")):
        units: list[int | None] = [None] if key == "sick_leave" else [*site.units]
        measure = build.add(
            MonthlyMeasure, key=key, name=name, unit_word="%" if key == "sick_leave" else "timer",
            by_unit=key != "sick_leave", less_is_better=True, edited_at=build.now, **site.wall,
        )  # fmt: skip
        health = {"health": True, "cases": 40, "people": 500} if key == "sick_leave" else {}
        for back in range(1, months + 1):
            for unit in units:
                build.add(
                    MonthlyValue, measure_id=measure, unit_id=unit, month=add_months(last, -back), source="file",
                    value=build.random.randrange(3, 60), edited_at=build.now, **health, **site.wall,
                )  # fmt: skip


def _starting_point(build: Build, site: Site, counted: int) -> None:
    first, last = date(2013, 1, 1), date(2014, 12, 31)
    row = build.add(
        Baseline, programme_id=site.programme.pk, hired_from=first, hired_to=last, made_at=build.now, **site.wall
    )
    for number in range(counted):
        build.add(
            BaselineHire, baseline_id=row, label=f"Ansatt {number + 1}", unit_name="Oppdiktet enhet",
            profession="Sykepleier", starts=first + timedelta(days=number % 700),
            answer=("yes", "no", "")[number % 3], **site.wall,
        )  # fmt: skip


def _rollout(build: Build, site: Site) -> None:
    stamps = {"made_at": build.now, "edited_at": build.now}
    plan = build.add(
        RolloutPlan, name="Oppdiktet utrulling", at_a_time=4, months_between=2, first=add_months(build.today, 6),
        **stamps, **site.wall,
    )  # fmt: skip
    part = build.add(
        RolloutPart, plan_id=plan, programme_id=site.programme.pk, state="accepted", asked_at=build.now, **site.wall
    )
    for number, unit in enumerate(site.units):
        build.add(
            RolloutUnit, plan_id=plan, part_id=part, unit_id=unit, key=f"e{number + 1}", name=f"Enhet {number + 1}",
            hires=8, staying=7, **site.wall,
        )  # fmt: skip
