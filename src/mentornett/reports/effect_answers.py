"""Whether the scheme did it, as it is stored in a release: words in every language, and a table."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, TypeVar

from django.utils import timezone, translation

from mentornett.core.text import django_language
from mentornett.measurement.actions.effect import Gathered, gather_own
from mentornett.measurement.actions.releases import Answered
from mentornett.measurement.choices import Question
from mentornett.measurement.rules.consents import LEAST_MUNICIPALITIES
from mentornett.measurement.rules.counted_cells import put_together
from mentornett.measurement.rules.earliest import earliest_answer
from mentornett.measurement.rules.grading import Grade
from mentornett.measurement.rules.pooled_shares import Share
from mentornett.measurement.rules.staggered_starts import UnitsApart, of_counts, of_drawn
from mentornett.reports import across_words as words
from mentornett.reports.employed_words import Answer
from mentornett.reports.range_charts import Scale, as_chart, field_of, number_words, range_words, whole
from mentornett.statistics.disclosure.primary import is_small

LANGUAGES = ("nb", "nn", "en")
T = TypeVar("T")


def effect_of_municipality(municipality_id: int, until: date) -> Answered:
    """Return the answer of a municipality's own units. Call it inside its scope."""
    gathered = gather_own(municipality_id, until)
    return _answered(_compared(gathered), _about(gathered, until, of_network=False))


def effect_of_network(gathered: Gathered, until: date) -> Answered:
    """Return the answer of all units of a network together."""
    found = UnitsApart(Grade.TOO_FEW, 0, 0, 0) if _gives_away(gathered) else _compared(gathered)
    return _answered(found, _about(gathered, until, of_network=True))


def shares_of_network(gathered: Gathered, shares: Sequence[Share], until: date) -> Answered:
    """Return how many stayed before, while and after the units of a network started."""
    about = _about(gathered, until, of_network=True)
    answers = in_each(lambda: words.told_of_periods(shares, about))
    names = in_each(lambda: [words.period_names()[share.period] for share in shares])
    table = {"head": in_each(words.titles_of_periods), "rows": _rows(names, words.cells_of_periods(shares))}
    chart = as_chart(field_of(Scale.SHARE, list(zip(_each(names), map(words.share_of, shares), strict=True))))
    return Answered(Question.BEFORE_AFTER, answers["nb"].grade.value, _by_language(answers), table=table, chart=chart)


def _gives_away(gathered: Gathered) -> bool:
    """Tell whether somebody who knows one municipality's counts could work out too much about the others."""
    columns = ([part.after for part in gathered.parts], [part.before for part in gathered.parts])
    rests = [sum(column) - one for column in columns for one in column]
    return len(gathered.given) < LEAST_MUNICIPALITIES or any(map(is_small, rests))


def _about(gathered: Gathered, until: date, *, of_network: bool) -> words.About:
    drawn = gathered.drawn
    return words.About(
        len(gathered.given) if of_network else None, until, earliest_answer(gathered.starts, until),
        timezone.localdate(drawn.drawn_at) if drawn else None, drawn.departed if drawn else 0,
    )  # fmt: skip


def _compared(gathered: Gathered) -> UnitsApart:
    counted, drawn = put_together(gathered.parts), gathered.drawn
    if drawn is None:
        return of_counts(counted)
    if drawn.draw is None:
        return replace(of_counts(counted), broken=True)
    return of_drawn(counted, drawn.draw, locked_before=drawn.locked_before)


def _answered(found: UnitsApart, about: words.About) -> Answered:
    answers = in_each(lambda: words.told_across(found, about))
    table, chart = {}, {}
    if answers["nb"].grade != Grade.TOO_FEW:
        table, chart = _table_by_time(found), effect_chart(found)
    return Answered(Question.EFFECT, answers["nb"].grade.value, _by_language(answers), table=table, chart=chart)


def _table_by_time(found: UnitsApart) -> dict[str, Any]:
    """Return the effect by time since the start as a table; nothing when none of it may be shown."""
    if not any(map(words.share_by_time, found.by_time)):
        return {}
    names, cells = in_each(words.names_by_time), words.cells_by_time(found.by_time)
    return {"head": in_each(words.titles_by_time), "rows": _rows(names, cells)}


def effect_chart(found: UnitsApart) -> dict[str, Any]:
    """Return the difference with its table, and the effect by time since the start, as the chart of an answer."""
    together = in_each(words.all_units)
    by_time = zip(_each(in_each(words.names_by_time)), map(words.share_by_time, found.by_time), strict=False)
    chart = as_chart(field_of(Scale.POINTS, [(together, found.points)]), field_of(Scale.LEFT, list(by_time)))
    if found.points:
        value, low, high = whole(found.points)
        cells = [number_words(value), in_each(lambda: range_words(low, high))]
        chart["table"] = {"head": in_each(words.titles_together), "rows": [{"name": together, "cells": cells}]}
    return chart


def in_each(make: Callable[[], T]) -> dict[str, T]:
    """Return something in each language."""
    found = {}
    for language in LANGUAGES:
        with translation.override(django_language(language)):
            found[language] = make()
    return found


def _by_language(answers: Mapping[str, Answer]) -> dict[str, Any]:
    return {
        language: {part: list(sentences) for part, sentences in answer.by_name().items()}
        for language, answer in answers.items()
    }


def _rows(names: Mapping[str, Sequence[str]], cells: Sequence[Sequence[words.TableCell]]) -> list[dict[str, Any]]:
    return [{"name": name, "cells": list(row)} for name, row in zip(_each(names), cells, strict=False)]


def _each(names: Mapping[str, Sequence[str]]) -> list[dict[str, str]]:
    """Return each name in every language."""
    return [{language: own[at] for language, own in names.items()} for at in range(len(names["nb"]))]
