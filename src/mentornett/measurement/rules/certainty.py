"""How certain the difference of a before/now row is, in a sentence or two, in nb, nn and en.

Shares of people by Newcombe's interval, applicants per post by the exact ratio of two Poisson rates. What is about, in
words, yes or no, or one number without a time it is of, has no interval: nothing is said about it.
"""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING

from mentornett.measurement.rules.grading import SMALLEST, Grade, is_wide
from mentornett.measurement.rules.values import Measure, Value
from mentornett.statistics.disclosure.primary import LEAST_FOR_PERCENT

if TYPE_CHECKING:
    from mentornett.statistics.proportions import Estimate
    from mentornett.statistics.rates import RateRatio

WIDEST_TIMES = 10  # how many times larger the upper end of a range of times may be than the lower
PEOPLE_WHO_COME = ("søk", "applica")  # who apply do so one by one; hours and kroner do not

_WORDS: dict[str, dict[str, str]] = {
    "nb": {
        "lower": "Andelen er {points} prosentpoeng lavere enn før.",
        "higher": "Andelen er {points} prosentpoeng høyere enn før.",
        "same": "Andelen er omtrent den samme som før.",
        "between": "Den virkelige forskjellen ligger trolig mellom {low} og {high} prosentpoeng.",
        "both": "Den virkelige forskjellen ligger trolig mellom {low} prosentpoeng lavere og {high} høyere.",
        "chance": "Det kan godt være tilfeldig.",
        "hardly": "Tilfeldigheter alene forklarer den neppe.",
        "small_hardly": "Tallene er små, men tilfeldigheter alene forklarer neppe forskjellen.",
        "small_chance": "Med så små tall kan forskjellen godt være tilfeldig.",
        "one": "{count} av {of} nå er {part} av 100, trolig mellom {low} og {high} av 100. Tallet før er ikke talt, så "
               "hvor stor forskjellen er, kan ikke regnes ut.",
        "times": "For like mange {per} er det {times} ganger så mange {what} som før (trolig mellom {low} og {high} "
                 "ganger).",
        "times_hardly": "Tilfeldigheter alene forklarer det neppe.",
    },
    "nn": {
        "lower": "Delen er {points} prosentpoeng lågare enn før.",
        "higher": "Delen er {points} prosentpoeng høgare enn før.",
        "same": "Delen er om lag den same som før.",
        "between": "Den verkelege skilnaden ligg truleg mellom {low} og {high} prosentpoeng.",
        "both": "Den verkelege skilnaden ligg truleg mellom {low} prosentpoeng lågare og {high} høgare.",
        "chance": "Det kan godt vere tilfeldig.",
        "hardly": "Tilfelle åleine forklarer han neppe.",
        "small_hardly": "Tala er små, men tilfelle åleine forklarer neppe skilnaden.",
        "small_chance": "Med så små tal kan skilnaden godt vere tilfeldig.",
        "one": "{count} av {of} no er {part} av 100, truleg mellom {low} og {high} av 100. Talet før er ikkje telt, så "
               "kor stor skilnaden er, kan ikkje reknast ut.",
        "times": "For like mange {per} er det {times} gonger så mange {what} som før (truleg mellom {low} og {high} "
                 "gonger).",
        "times_hardly": "Tilfelle åleine forklarer det neppe.",
    },
    "en": {
        "lower": "The share is {points} percentage points lower than before.",
        "higher": "The share is {points} percentage points higher than before.",
        "same": "The share is about the same as before.",
        "between": "The true difference is probably between {low} and {high} percentage points.",
        "both": "The true difference is probably between {low} percentage points lower and {high} higher.",
        "chance": "It may well be chance.",
        "hardly": "Chance alone hardly explains it.",
        "small_hardly": "The numbers are small, but chance alone hardly explains the difference.",
        "small_chance": "With such small numbers the difference may well be chance.",
        "one": "{count} of {of} now is {part} of 100, probably between {low} and {high} of 100. The number before was "
               "not counted, so how large the difference is cannot be worked out.",
        "times": "For as many {per} there are {times} times as many {what} as before (probably between {low} and "
                 "{high} times).",
        "times_hardly": "Chance alone hardly explains it.",
    },
}  # fmt: skip


def certainty(measure: Measure, language: str) -> str:
    """Return how certain the difference is; "" where an interval makes no sense."""
    if measure.kind == "share":
        return _of_shares(measure, language)
    return _of_rates(measure, language) if measure.kind == "ratio" else ""


def change_grade(measure: Measure) -> Grade:
    """Return C for a difference that is told with a range, D where the counts are too few or the range is too wide."""
    now, before = _counts(measure.now), _counts(measure.before)
    if now is None or before is None:
        return Grade.TOO_FEW
    if measure.kind == "ratio":
        found = _ratio(*now, *before)
        return Grade.BEFORE_AFTER if 0 < found.high <= WIDEST_TIMES * found.low else Grade.TOO_FEW
    sizes = now[1], before[1]
    if min(sizes) < SMALLEST or now[0] > now[1] or before[0] > before[1]:
        return Grade.TOO_FEW
    apart = _difference(*now, *before)
    return Grade.TOO_FEW if is_wide(apart.low, apart.high) else Grade.BEFORE_AFTER


def _counts(value: Value) -> tuple[int, int] | None:
    """Return the two whole numbers of a side; None when they were not both counted."""
    up, down = value.numerator, value.denominator
    if up is None or not down or value.approximate or up != int(up) or down != int(down):
        return None
    return int(up), int(down)


def _of_shares(measure: Measure, language: str) -> str:
    now, before = _counts(measure.now), _counts(measure.before)
    if now is None or now[0] > now[1] or (before and before[0] > before[1]):
        return ""
    if before is None:
        return "" if now[1] < LEAST_FOR_PERCENT or measure.before.is_empty else _one_share(*now, language)
    apart, words = _difference(*now, *before), _WORDS[language]
    may_be_chance = apart.low <= 0 <= apart.high
    if min(now[1], before[1]) < LEAST_FOR_PERCENT:
        return words["small_chance" if may_be_chance else "small_hardly"]
    low, high = round(100 * apart.low), round(100 * apart.high)
    points = round(100 * apart.value)
    way = "same" if not points else "higher" if points > 0 else "lower"
    between = words["between"].format(low=min(abs(low), abs(high)), high=max(abs(low), abs(high)))
    told = words["both"].format(low=abs(low), high=high) if may_be_chance else between
    return " ".join((words[way].format(points=abs(points)), told, words["chance" if may_be_chance else "hardly"]))


def _one_share(count: int, of: int, language: str) -> str:
    found = _share(count, of)
    part, low, high = (round(100 * value) for value in (found.value, found.low, found.high))
    return _WORDS[language]["one"].format(count=count, of=of, part=part, low=low, high=high)


def _of_rates(measure: Measure, language: str) -> str:
    now, before = _counts(measure.now), _counts(measure.before)
    if now is None or before is None or not any(word in measure.unit_text.casefold() for word in PEOPLE_WHO_COME):
        return ""
    found, words = _ratio(*now, *before), _WORDS[language]
    may_be_chance = found.low <= 1 <= found.high
    if not now[0] or not before[0]:
        return words["small_chance" if may_be_chance else "small_hardly"]
    times, low, high = (_times(value, language) for value in (found.ratio, found.low, found.high))
    told = words["times"].format(per=measure.per_text, what=measure.unit_text, times=times, low=low, high=high)
    return f"{told} {words['chance' if may_be_chance else 'times_hardly']}"


def _times(value: float, language: str) -> str:
    """Write how many times: whole from ten on, else with one decimal, and two when that would be nought."""
    places = 0 if value >= 10 else 1 if value >= 0.1 else 2
    text = f"{Decimal(str(value)):.{places}f}".removesuffix(".0")
    return text if language == "en" else text.replace(".", ",")


@lru_cache(maxsize=1024)
def _difference(count: int, of: int, other_count: int, other_of: int) -> Estimate:
    # most pages have no such row
    from mentornett.statistics.proportions import newcombe  # noqa: PLC0415  (slow import)

    return newcombe(count, of, other_count, other_of)


@lru_cache(maxsize=1024)
def _share(count: int, of: int) -> Estimate:
    from mentornett.statistics.proportions import wilson  # noqa: PLC0415  (slow import)

    return wilson(count, of)


@lru_cache(maxsize=1024)
def _ratio(count: int, of: int, other_count: int, other_of: int) -> RateRatio:
    from mentornett.statistics.rates import rate_ratio  # noqa: PLC0415  (slow import)

    return rate_ratio(count, of, other_count, other_of)
