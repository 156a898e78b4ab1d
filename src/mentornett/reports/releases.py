"""The answers of a half-year: counted, taken through the gate, put into words in every language, and let out.

It loads scipy, which no web process should: jobs import it when they need it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import partial
from typing import Any, TypeVar

from django.utils import translation
from django.utils.translation import gettext as _

from mentornett.core.text import sort_key
from mentornett.measurement.actions.releases import Answered, freeze_release
from mentornett.measurement.choices import Question
from mentornett.measurement.models import Baseline, Release
from mentornett.measurement.queries import releases as queries
from mentornett.measurement.queries.spells import works_in
from mentornett.measurement.rules.cohorts import Hire, hires_of, of_professions, start_of
from mentornett.measurement.rules.half_years import half_year_of, next_due
from mentornett.measurement.rules.kept import as_kept, from_kept
from mentornett.measurement.rules.lattice import SMALL_UNITS, Material, build
from mentornett.measurement.rules.spells import Work, december_count, municipality_spells
from mentornett.measurement.rules.telling import QUARTERS, Group, Telling
from mentornett.mentoring.models import Programme
from mentornett.mentoring.queries.units import unit_parents
from mentornett.reports import release_words as words
from mentornett.reports.effect_answers import effect_of_municipality
from mentornett.reports.employed_words import Answer, after_words, before_words
from mentornett.reports.range_charts import Scale, as_chart, field_of
from mentornett.statistics.proportions import Estimate, wilson
from mentornett.statistics.shrinkage import Shrunken, shrink
from mentornett.tenants.choices import Language
from mentornett.tenants.models import Municipality, Unit

LANGUAGES = tuple(Language.values)
T = TypeVar("T")
Named = Mapping[Callable[[], str], Group | None]


@dataclass(frozen=True)
class Facts:
    """What the answers of one municipality are made of besides the gate's figures."""

    frame: words.Frame
    names: Mapping[str, str]  # of units
    has_areas: bool  # units with units below them
    own_starts: bool
    year: int  # of the national count
    baselines: Sequence[Baseline]


def make_release(*, municipality: Municipality, until: date, now: datetime) -> Release:
    """Let out the answers of a municipality for a half-year; what is out already stands."""
    works = works_in(municipality.pk)
    year = until.year - (1 if until.month == 12 else 2)
    programmes, steps = queries.programmes_of(municipality.pk), queries.first_steps(municipality.pk)
    baselines = [row for row in queries.closed_baselines(municipality.pk) if row.hired is not None]
    december = december_count(works, year, until)
    material = Material(
        until, _hires(works, programmes, steps, municipality.pk, until), from_kept(queries.kept_of(municipality.pk)),
        {year: december} if december else {}, {row.pk: (row.hired or 0, row.still_here or 0) for row in baselines},
    )  # fmt: skip
    kept, decision = build(material)
    names = {str(pk): name for pk, name in Unit.objects.filter(municipality=municipality).values_list("pk", "name")}
    has_areas = any(unit_parents(municipality.pk).values())
    facts = Facts(words.Frame(until, next_due(until)), names, has_areas, bool(steps), year, baselines)
    found = decision.certificate
    certificate = {"cells": found.cells, "sums": found.sums, "hidden": found.hidden, "safe": found.safe}
    return freeze_release(
        subject=municipality, until=until, certificate=certificate, kept=as_kept(kept),
        answers=list(answers(Telling(kept, decision), facts, effect_of_municipality(municipality.pk, until))),
        by=None, now=now,
    )  # fmt: skip


def _hires(
    works: Sequence[Work], programmes: Sequence[Programme], steps: Mapping[int, date], municipality: int, until: date
) -> list[Hire]:
    """Return those whom the programmes are for, by whether their unit had started."""
    wanted: set[str] = set()
    if all(row.professions for row in programmes):
        wanted = {name for row in programmes for name in row.professions}
    temporary: set[tuple[int, date]] = set()
    if not any(row.includes_temporary for row in programmes):
        temporary = {(work.person, work.starts) for work in works if work.temporary}
    spells = [one for one in municipality_spells(works, until) if (one.person, one.starts) not in temporary]
    parents = unit_parents(municipality)
    first = programmes[0].starts if programmes else None
    starts = {unit: start_of(unit, steps, parents) if steps else first for unit in {one.unit for one in spells}}
    return hires_of(of_professions(spells, wanted), starts, until)


def answers(telling: Telling, facts: Facts, effect: Answered) -> Iterator[Answered]:
    """Yield each answer in the order in which they are read; `effect` is whether it was the scheme."""
    frame = facts.frame
    year, later, (before, after) = telling.everybody(), telling.after_two_years(), telling.sides()
    yield _answered(
        Question.RETENTION, lambda: words.told_of_retention(year, later, frame), _period_table(telling.periods()),
        _curve(telling.quarters()) or _period_chart(telling.periods()),
    )  # fmt: skip
    yield _answered(
        Question.BEFORE_AFTER,
        lambda: words.told_of_before_after(before, after, frame, own_starts=facts.own_starts),
        *_both(before, after),
    )
    yield effect
    yield _answered(Question.WITH_WITHOUT, words.told_of_refusal)
    yield _units(telling, facts)
    yield _professions(telling, frame)
    yield from _starting_points(telling, facts)
    found = telling.december(facts.year)
    yield _answered(Question.NATIONAL, lambda: words.told_of_december(facts.year, found, frame))
    for unit in sorted(facts.names, key=lambda pk: sort_key(facts.names[pk])):
        yield _one_unit(unit, telling, facts)


def _answered(question: Question, told: Callable[[], Answer], table: Any = None, chart: Any = None) -> Answered:
    said, grade = {}, ""
    for language in LANGUAGES:
        with translation.override(language):
            answer = told()
        grade = answer.grade.value
        said[language] = {name: list(sentences) for name, sentences in answer.by_name().items()}
    return Answered(question, grade, said, table=table or {}, chart=chart or {})


def _in_each(told: Callable[[], T]) -> dict[str, T]:
    """Return a text or titles in each language."""
    found = {}
    for language in LANGUAGES:
        with translation.override(language):
            found[language] = told()
    return found


def _cells(group: Group) -> list[Any]:
    found = wilson(group.stayed, group.hired)
    return [group.hired, group.stayed, round(100 * found.value), _range(found)]


def _range(found: Estimate) -> str:
    low, high = round(100 * found.low), round(100 * found.high)
    return f"{low}–{high}" if low < high else str(low)


def _table(groups: Named) -> dict[str, Any]:
    rows = [{"name": _in_each(name), "cells": _cells(group)} for name, group in groups.items() if group]
    return {"head": _in_each(lambda: _titles(_("Group"))), "rows": rows} if rows else {}


def _chart(groups: Named) -> dict[str, Any]:
    rows = [(_in_each(name), wilson(group.stayed, group.hired)) for name, group in groups.items() if group]
    return as_chart(field_of(Scale.SHARE, rows))


def _both(before: Group | None, after: Group | None) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return the table and the chart of before and after, with the difference; nothing when one is lacking."""
    if before is None or after is None:
        return {}, {}
    groups: Named = {before_words: before, after_words: after}
    apart = words.both_compared(before, after).differences[0]
    chart = {"ranges": _chart(groups)["ranges"] + field_of(Scale.POINTS, [(_in_each(words.apart_words), apart)])}
    return _table(groups), chart


def _period_chart(groups: Sequence[Group]) -> dict[str, Any]:
    return _chart({partial(words.period_words, group): group for group in groups})


def _period_table(groups: Sequence[Group]) -> dict[str, Any]:
    rows = [{"name": _in_each(partial(words.period_words, group)), "cells": _cells(group)} for group in groups]
    return {"head": _in_each(lambda: _titles(_("Period"))), "rows": rows} if rows else {}


def _curve(told: tuple[Group, tuple[int, ...]] | None) -> dict[str, Any]:
    """Return how many were still here after each quarter, as steps; nothing when it may not be told."""
    if told is None:
        return {}
    group, counts = told
    found = [Estimate(1, 1, 1), *(wilson(count, counts[0]) for count in counts[1:])]  # on the first day all are here
    marks = (0, *QUARTERS)
    month = [max(at for at, mark in enumerate(marks) if mark <= one) for one in range(marks[-1] + 1)]
    curve = {
        name: [round(getattr(found[at], part), 4) for at in month]
        for name, part in (("share", "value"), ("low", "low"), ("high", "high"))
    }
    rows = [
        {"name": _in_each(partial(_after_months, mark)), "cells": [count, round(100 * one.value), _range(one)]}
        for mark, count, one in zip(marks, counts, found, strict=True)
    ]
    steps = {"head": _in_each(_step_titles), "rows": rows}
    return {"curves": [{"name": _in_each(partial(words.span, group)), **curve}], "table": steps}


def _after_months(months: int) -> str:
    return _("%(n)d months") % {"n": months}


def _step_titles() -> list[str]:
    return [_("Time in the job"), _("Still here"), _("Of 100"), _("Probably between")]


def _unit_titles() -> list[str]:
    return [_("Unit"), _("New hires"), _("About, of 100"), _("Probably between")]


def _titles(first: str) -> list[str]:
    return [first, _("New hires"), _("Still here after 12 months"), _("Of 100"), _("Probably between")]


def _units(telling: Telling, facts: Facts) -> Answered:
    """Return the units side by side, each drawn towards the others, in the order of the alphabet."""
    groups = {unit: group for unit, group in telling.newest_units().items() if unit != SMALL_UNITS}
    order = sorted(groups, key=lambda unit: sort_key(facts.names.get(unit, "")))
    if not order:
        return _answered(Question.UNITS, lambda: words.told_of_units({}, facts.frame, has_areas=facts.has_areas))
    found = shrink([groups[unit].stayed for unit in order], [groups[unit].hired for unit in order])
    shares = dict(zip(order, map(float, found.mean), strict=True))
    rows = [_unit_row(at, unit, groups[unit], found, facts) for at, unit in enumerate(order)]
    if small := telling.newest_units().get(SMALL_UNITS):
        rows.append({"name": _in_each(lambda: _("Small units together")), "cells": [small.hired, "–", "–"]})
    table = {"head": _in_each(_unit_titles), "rows": rows}
    chart = as_chart(
        field_of(Scale.SHARE, [(_unit_name(unit, facts), _drawn(found, at)) for at, unit in enumerate(order)])
    )
    told = partial(words.told_of_units, shares, facts.frame, has_areas=facts.has_areas)
    return _answered(Question.UNITS, told, table, chart)


def _drawn(found: Shrunken, at: int) -> Estimate:
    return Estimate(float(found.mean[at]), float(found.low[at]), float(found.high[at]))


def _unit_name(unit: str, facts: Facts) -> dict[str, str]:
    return dict.fromkeys(LANGUAGES, facts.names.get(unit, unit))


def _unit_row(at: int, unit: str, group: Group, found: Shrunken, facts: Facts) -> dict[str, Any]:
    share = _drawn(found, at)
    return {"name": _unit_name(unit, facts), "cells": [group.hired, round(100 * share.value), _range(share)]}


def _professions(telling: Telling, frame: words.Frame) -> Answered:
    groups = {}
    for name in ("sykepleier", "vernepleier", "other"):
        if rows := telling.along("profession", name):
            total = rows[0]
            for group in rows[1:]:
                total += group
            groups[name] = total
    named: Named = {partial(words.profession_words, name): group for name, group in groups.items()}
    told = partial(words.told_of_professions, groups, frame)
    return _answered(Question.PROFESSIONS, told, _table(named), _chart(named))


def _starting_points(telling: Telling, facts: Facts) -> Iterator[Answered]:
    for row in facts.baselines[:1]:
        counted = telling.baseline(row.pk)
        halves = half_year_of(row.hired_from), half_year_of(row.hired_to)
        group = Group(*counted, *halves) if counted else None
        told = partial(words.told_of_baseline, group, facts.frame)
        yield _answered(Question.BASELINE, told, _table({before_words: group}), _chart({before_words: group}))


def _one_unit(unit: str, telling: Telling, facts: Facts) -> Answered:
    rows = telling.along("unit", unit)
    group = rows[-1] if rows else None
    told = partial(words.told_of_unit, group, facts.frame)
    found = _answered(Question.UNIT, told, _period_table(rows), _period_chart(rows))
    return replace(found, about=unit, label=facts.names[unit])
