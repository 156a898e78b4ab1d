"""Measures that many municipalities count, ready to fill in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

Text = Mapping[str, str]


@dataclass(frozen=True)
class Suggestion:
    """A measure with its kind and words, in all languages."""

    key: str
    kind: str
    title: Text
    unit: Text
    per: Text
    less_is_better: bool | None


SUGGESTIONS: tuple[Suggestion, ...] = (
    Suggestion(
        "left", "share",
        {"nb": "Nyansatte som sluttet", "nn": "Nytilsette som slutta", "en": "New employees who left"},
        {"nb": "sluttet", "nn": "slutta", "en": "left"},
        {"nb": "nyansatte", "nn": "nytilsette", "en": "new employees"},
        less_is_better=True,
    ),
    Suggestion(
        "applicants", "ratio",
        {"nb": "Søkere per utlyst stilling", "nn": "Søkjarar per utlyst stilling", "en": "Applicants per post"},
        {"nb": "søkere", "nn": "søkjarar", "en": "applicants"},
        {"nb": "stillinger", "nn": "stillingar", "en": "posts"},
        less_is_better=False,
    ),
    Suggestion(
        "agency", "yes_no",
        {"nb": "Bruk av bemanningsbyrå", "nn": "Bruk av bemanningsbyrå", "en": "Use of staffing agency"},
        {"nb": "bruker bemanningsbyrå", "nn": "bruker bemanningsbyrå", "en": "uses a staffing agency"},
        {"nb": "", "nn": "", "en": ""},
        less_is_better=True,
    ),
    Suggestion(
        "vacant", "count",
        {"nb": "Ledige stillinger", "nn": "Ledige stillingar", "en": "Vacant posts"},
        {"nb": "ledige stillinger", "nn": "ledige stillingar", "en": "vacant posts"},
        {"nb": "", "nn": "", "en": ""},
        less_is_better=True,
    ),
    Suggestion(
        "words", "text",
        {"nb": "Noe annet, med ord", "nn": "Noko anna, med ord", "en": "Something else, in words"},
        {"nb": "", "nn": "", "en": ""},
        {"nb": "", "nn": "", "en": ""},
        less_is_better=None,
    ),
)  # fmt: skip
