"""How a before/now row reads: figures for the table, and a sentence, in nb, nn and en.

Counts come first. A percentage is written only beside the n it is of, and only when n is at least 10: below that
«2 av 5» says more. What is not exact is written «ca.».
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from mentornett.measurement.rules.values import Measure, Value, quotient
from mentornett.statistics.disclosure.primary import LEAST_FOR_PERCENT

CAVEAT_KEY = "caveat.before_now"  # of the network's standing texts

_WORDS: dict[str, dict[str, str]] = {
    "nb": {"about": "ca.", "of": "av", "on": "på", "per": "per", "not": "ikke", "yes": "ja", "no": "nei",
           "before": "Før", "now": "Nå", "was": "var det", "is": "er det", "have": "har", "the": "de",
           "unknown_n": "antall ikke oppgitt", "no_before": "Tallet før er ikke ført inn.",
           "no_now": "Tallet nå er ikke ført inn ennå.", "none": "Ikke ført inn"},
    "nn": {"about": "ca.", "of": "av", "on": "på", "per": "per", "not": "ikkje", "yes": "ja", "no": "nei",
           "before": "Før", "now": "No", "was": "var det", "is": "er det", "have": "har", "the": "dei",
           "unknown_n": "talet er ikkje oppgitt", "no_before": "Talet før er ikkje ført inn.",
           "no_now": "Talet no er ikkje ført inn enno.", "none": "Ikkje ført inn"},
    "en": {"about": "about", "of": "of", "on": "for", "per": "per", "not": "not", "yes": "yes", "no": "no",
           "before": "Before", "now": "Now", "was": "there were", "is": "there are", "have": "have", "the": "the",
           "unknown_n": "number not stated", "no_before": "The figure before is not filled in.",
           "no_now": "The figure now is not filled in yet.", "none": "Not filled in"},
}  # fmt: skip
_FRACTIONS: dict[str, dict[str, str]] = {
    "nb": {"0.5": "halvparten", "0.25": "en firedel", "0.333": "en tredel", "0.667": "to tredeler",
           "0.75": "tre firedeler"},
    "nn": {"0.5": "halvparten", "0.25": "ein firedel", "0.333": "ein tredel", "0.667": "to tredelar",
           "0.75": "tre firedelar"},
    "en": {"0.5": "half", "0.25": "a quarter", "0.333": "a third", "0.667": "two thirds", "0.75": "three quarters"},
}  # fmt: skip
_PLURALS = (("ere", "er"), ("arar", "ar"), ("inger", "ing"), ("ingar", "ing"))


@dataclass(frozen=True)
class Figure:
    """A value as the table shows it: the large words, and the small ones that give its n or its counts."""

    main: str
    note: str = ""
    is_known: bool = True


def number_words(value: Decimal, language: str) -> str:
    """Write a number: whole ones as they are, below one with two decimals, others with one; decimal comma but in en."""
    if value == value.to_integral_value():
        text = f"{int(value)}"
    else:
        places = Decimal("0.01") if abs(value) < 1 else Decimal("0.1")
        text = str(value.quantize(places, rounding=ROUND_HALF_UP))
    return text if language == "en" else text.replace(".", ",")


def figure(measure: Measure, value: Value, language: str) -> Figure:
    """Return a value of a measure as the table shows it."""
    words = _WORDS[language]
    if value.is_empty:
        return Figure(words["none"], is_known=False)
    makers = {"share": _share, "ratio": _ratio, "count": _count, "yes_no": _yes_no}
    made = makers[measure.kind](measure, value, language) if measure.kind in makers else None
    return made or Figure(_capital(value.text))


def _share(measure: Measure, value: Value, language: str) -> Figure | None:
    words, told = _WORDS[language], _told_share(value, language)
    if not told:
        return None
    if value.numerator is None:
        return Figure(told, words["unknown_n"])
    part = quotient(value, "share")
    if part is None or value.denominator is None or value.denominator < LEAST_FOR_PERCENT:
        return Figure(told, "")
    percent = int((part * 100).to_integral_value(rounding=ROUND_HALF_UP))
    return Figure(told, _about(value, f"{percent} %", language))


def _told_share(value: Value, language: str) -> str:
    words = _WORDS[language]
    if value.numerator is not None and value.denominator is not None:
        counts = f"{number_words(value.numerator, language)} {words['of']} {number_words(value.denominator, language)}"
        return _about(value, counts, language)
    return "" if value.share is None else f"{words['about']} {fraction_words(value.share, language)}"


def fraction_words(share: Decimal, language: str) -> str:
    """Write a rough share without numbers of its own: «halvparten», «4 av 10»."""
    known = _FRACTIONS[language].get(f"{share.normalize():f}")
    tenths = (share * 10).to_integral_value(rounding=ROUND_HALF_UP)
    return known or f"{tenths} {_WORDS[language]['of']} 10"


def _ratio(measure: Measure, value: Value, language: str) -> Figure | None:
    each = quotient(value, "ratio")
    if each is None:
        return None
    shown = number_words(each, language)
    if shown.isdigit() and each < 10:
        shown += ".0" if language == "en" else ",0"
    return Figure(_about(value, shown, language), _told_ratio(measure, value, language))


def _told_ratio(measure: Measure, value: Value, language: str) -> str:
    if value.numerator is None or value.denominator is None:
        return ""
    up = f"{number_words(value.numerator, language)} {_counted(measure.unit_text, value.numerator)}".strip()
    down = f"{number_words(value.denominator, language)} {_counted(measure.per_text, value.denominator)}".strip()
    return f"{up} {_WORDS[language]['on']} {down}"


def _count(measure: Measure, value: Value, language: str) -> Figure | None:
    if value.numerator is None:
        return None
    number = _about(value, number_words(value.numerator, language), language)
    return Figure(number, _counted(measure.unit_text, value.numerator))


def _yes_no(measure: Measure, value: Value, language: str) -> Figure | None:
    if value.yes is None:
        return None
    words = _WORDS[language]
    return Figure(_capital(words["yes"] if value.yes else words["no"]), _told_yes(measure, value, language))


def _told_yes(measure: Measure, value: Value, language: str) -> str:
    """«bruker bemanningsbyrå», «bruker ikke bemanningsbyrå»: the verb comes first in what is asked."""
    if value.text or not measure.unit_text:
        return value.text
    first, _, rest = measure.unit_text.partition(" ")
    return measure.unit_text if value.yes else f"{first} {_WORDS[language]['not']} {rest}".strip()


def _about(value: Value, text: str, language: str) -> str:
    return f"{_WORDS[language]['about']} {text}" if value.approximate else text


def _counted(word: str, number: Decimal) -> str:
    """Return a plural as it stands beside a number: «1 søker», «3 stillinger»."""
    if number != 1:
        return word
    return next((word.removesuffix(many) + one for many, one in _PLURALS if word.endswith(many)), word)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _small(text: str) -> str:
    is_name = len(text) > 1 and text[1].isupper()
    return text.rstrip(".") if is_name else (text[:1].lower() + text[1:]).rstrip(".")


def sentence(measure: Measure, language: str) -> str:
    """Return the row as one or two sentences: «Før sluttet ca. halvparten av de nyansatte. Nå har 2 av 22 sluttet.»

    It tells the two states and nothing about why they differ.
    """
    words = _WORDS[language]
    before, now = _clauses(measure, language)
    told_before = f"{before}." if before else words["no_before"]
    told_now = f"{now}." if now else words["no_now"]
    return f"{told_before} {told_now}"


def _clauses(measure: Measure, language: str) -> tuple[str, str]:
    words = _WORDS[language]
    if measure.kind == "share" and language != "en" and _is_past_verb(measure.unit_text):
        return _share_clauses(measure, language)
    if measure.kind in {"ratio", "count"}:
        return (
            _there(measure, measure.before, words["before"], words["was"], language),
            _there(measure, measure.now, words["now"], words["is"], language),
        )
    return (
        _after_colon(words["before"], _phrase(measure, measure.before, language)),
        _after_colon(words["now"], _phrase(measure, measure.now, language)),
    )


def _is_past_verb(text: str) -> bool:
    """Tell whether the unit is one word that serves both in «sluttet» and in «har sluttet»."""
    return " " not in text and text.endswith(("et", "ta"))


def _share_clauses(measure: Measure, language: str) -> tuple[str, str]:
    words, verb = _WORDS[language], measure.unit_text
    before, now = _told_share(measure.before, language), _told_share(measure.now, language)
    whole = measure.per_text
    if whole and measure.before.numerator is None:
        whole = f"{words['of']} {_definite(whole, language)}"
    told_before = f"{words['before']} {verb} {before} {whole}".rstrip() if before else ""
    told_now = f"{words['now']} {words['have']} {now} {verb}" if now else ""
    return told_before, told_now


def _definite(text: str, language: str) -> str:
    first = text.partition(" ")[0]
    return f"{_WORDS[language]['the']} {text}" if first.endswith(("tte", "ede", "nde", "ette")) else text


def _there(measure: Measure, value: Value, when: str, verb: str, language: str) -> str:
    if measure.kind == "ratio" and value.numerator is not None and value.denominator is not None:
        return f"{when} {verb} {_about(value, _told_ratio(measure, value, language), language)}"
    if measure.kind == "count" and value.numerator is not None:
        unit = _counted(measure.unit_text or _small(measure.measure), value.numerator)
        return f"{when} {verb} {_about(value, number_words(value.numerator, language), language)} {unit}"
    return _after_colon(when, _small(value.text))


def _phrase(measure: Measure, value: Value, language: str) -> str:
    if measure.kind == "share" and (told := _told_share(value, language)):
        of = f"{_WORDS[language]['of']} " if value.numerator is None and measure.per_text else ""
        return " ".join(part for part in (told, f"{of}{measure.per_text}", measure.unit_text) if part)
    if measure.kind == "yes_no" and value.yes is not None:
        words = _WORDS[language]
        return _small(_told_yes(measure, value, language)) or (words["yes"] if value.yes else words["no"])
    return _small(value.text)


def _after_colon(when: str, phrase: str) -> str:
    return f"{when}: {phrase}" if phrase else ""
