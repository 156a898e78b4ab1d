"""`mentornett analyse power --units 20 --hires 8 --leaving 35 …`: what a drawn roll-out would tell, and when."""

from __future__ import annotations

from argparse import ArgumentTypeError
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from django.core.management.base import CommandError, CommandParser

from mentornett.config.analysing.question import Printed, Question, a_day
from mentornett.core import time
from mentornett.documents.tables_in import RowError
from mentornett.exchange.cells import number_in
from mentornett.measurement.rules.foreseen import Foreseen, Intended, foresee, previewed
from mentornett.reports.foreseen_words import (
    Told,
    impossible_words,
    improvement_name,
    plot_title,
    simulating_words,
    told_of_foreseen,
    told_of_preview,
    too_large_words,
    wave_words,
)
from mentornett.reports.range_charts import Scale, drawn_ranges, field_of

IMPROVEMENTS = [5.0, 10.0, 15.0, 20.0]


def _between(least: float, most: float, *, whole: bool = False) -> Callable[[str], float]:
    """Return a reader of numbers as «7,5» or «35 %»."""

    def number(text: str) -> float:
        try:
            found = number_in(text)
        except RowError as error:
            raise ArgumentTypeError(str(error)) from error
        if found is None or not least <= found <= most or (whole and found != int(found)):
            raise ArgumentTypeError(f"«{text}»: {least:g}-{most:g}")
        return int(found) if whole else float(found)

    return number


def _add_arguments(parser: CommandParser) -> None:
    needed: list[tuple[str, Callable[[str], float], str]] = [
        ("--units", _between(2, 500, whole=True), "How many units."),
        ("--hires", _between(0.1, 200), "Hires per unit per year."),
        ("--leaving", _between(1, 99), "Of 100 new hires, how many leave in their first year without the scheme."),
        ("--at-a-time", _between(1, 500, whole=True), "How many units start at a time."),
        ("--months-between", _between(1, 60, whole=True), "Months from one start to the next."),
    ]
    for name, kind, words in needed:
        parser.add_argument(name, type=kind, required=True, metavar="NUMBER", help=words)
    more: list[tuple[str, Callable[[str], float], int, str]] = [
        ("--months-before", _between(0, 120, whole=True), 24, "Months of data before the first start."),
        ("--months-after", _between(1, 120, whole=True), 12, "Months of data after the last start."),
        ("--simulations", _between(20, 10_000, whole=True), 400, "Invented networks."),
        ("--permutations", _between(19, 9_999, whole=True), 99, "Other orders that each is held against."),
        ("--seed", _between(0, 2**31, whole=True), 0, "The same seed gives the same numbers."),
    ]
    for name, kind, default, words in more:
        parser.add_argument(name, type=kind, default=default, metavar="NUMBER", help=words)
    parser.add_argument("--preview", action="store_true", help="At once, by a closed form; mostly too hopeful.")
    parser.add_argument("--first", type=a_day, help="The first start; the turn of the half-year when not given.")
    parser.add_argument(
        "--improvement", type=_between(1, 98), nargs="+", default=IMPROVEMENTS, metavar="POINTS",
        help="Percentage points more who stay a year.",
    )  # fmt: skip


def _answer(options: dict[str, Any]) -> Printed:
    if options["at_a_time"] >= options["units"]:
        raise CommandError(wave_words())
    usual = options["improvement"] is IMPROVEMENTS
    wanted = [one for one in sorted(set(options["improvement"])) if not usual or one < options["leaving"]]
    if not wanted or wanted[-1] >= options["leaving"]:
        raise CommandError(too_large_words(wanted[-1] if wanted else options["improvement"][0]))
    intended = Intended(
        options["units"], options["hires"], options["leaving"] / 100, options["at_a_time"], options["months_between"],
        options["first"] or _next_half_year(time.today()), options["months_before"], options["months_after"],
    )  # fmt: skip
    if options["preview"]:
        return _preview(intended, wanted)
    found = _foreseen(intended, wanted, options)
    told = told_of_foreseen(found)
    lines = _lines(told)
    answer = {name: those for name, _title, those in told}
    plot = _plot(found, answer, options["language"]) if options["plot"] else ""
    return Printed(lines, _values(found) | {"answer": answer}, plot)


def _lines(told: Told) -> tuple[str, ...]:
    lines = [line for _name, title, sentences in told for line in ("", title, *(f"  {one}" for one in sentences))]
    return tuple(lines[1:])


def _preview(intended: Intended, wanted: Sequence[float]) -> Printed:
    """Return what a closed form says at once. Raises CommandError."""
    try:
        about = intended.circumstances()
    except ValueError as error:
        raise CommandError(impossible_words()) from error
    powers = {points: previewed(about, points) for points in wanted}
    told = told_of_preview(intended, powers)
    values = {
        "question": "power", "preview": True,
        "improvements": [{"points": points, "power": share} for points, share in powers.items()],
        "answer": {name: those for name, _title, those in told},
    }  # fmt: skip
    return Printed(_lines(told), values)


def _plot(found: Foreseen, answer: Mapping[str, Sequence[str]], language: str) -> str:
    rows = [({language: improvement_name(one.points)}, one.power) for one in found.powers]
    return drawn_ranges(
        field_of(Scale.FOUND, rows), language, title=plot_title(), told=" ".join(answer["seen"]),
        caveat=" ".join(answer["built_on"]),
    )  # fmt: skip


def _foreseen(intended: Intended, wanted: list[float], options: dict[str, Any]) -> Foreseen:
    """Simulate, telling of each tenth that is done. Raises CommandError."""
    told = 0

    def progress(percent: int) -> None:
        nonlocal told
        if percent >= told + 10:
            told = percent - percent % 10
            options["tell"](simulating_words(told))

    try:
        return foresee(
            intended, wanted, networks=options["simulations"], permutations=options["permutations"],
            seed=options["seed"], told=progress,
        )  # fmt: skip
    except ValueError as error:
        raise CommandError(impossible_words()) from error


def _next_half_year(day: date) -> date:
    return date(day.year, 7, 1) if day.month < 7 else date(day.year + 1, 1, 1)


def _values(found: Foreseen) -> dict[str, Any]:
    return {
        "question": "power",
        "improvements": [
            {
                "points": one.points, "power": one.power.value, "low": one.power.low, "high": one.power.high,
                "enough_from": days.enough,
                "by_day": [{"day": day, "power": share} for day, share in zip(days.days, days.power, strict=True)],
            }
            for one, days in zip(found.powers, found.days, strict=True)
        ],
        "smallest": found.smallest and found.smallest.points,
        "enough_alone": found.is_enough_alone,
    }  # fmt: skip


QUESTION = Question(
    "power", "What a drawn roll-out would tell: how small a difference, and when.", _add_arguments, _answer
)
