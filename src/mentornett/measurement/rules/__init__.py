"""What a before/now row may say, and how it says it, as plain functions of plain values."""

from mentornett.measurement.rules.certainty import certainty, change_grade
from mentornett.measurement.rules.suggestions import SUGGESTIONS, Suggestion
from mentornett.measurement.rules.values import FRACTIONS, Measure, Problem, Value, direction, problems_in, quotient
from mentornett.measurement.rules.wording import CAVEAT_KEY, Figure, figure, number_words, sentence

__all__ = [
    "CAVEAT_KEY",
    "FRACTIONS",
    "SUGGESTIONS",
    "Figure",
    "Measure",
    "Problem",
    "Suggestion",
    "Value",
    "certainty",
    "change_grade",
    "direction",
    "figure",
    "number_words",
    "problems_in",
    "quotient",
    "sentence",
]
