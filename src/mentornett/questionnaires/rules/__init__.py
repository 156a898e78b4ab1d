"""What counts as an answer, as plain functions of plain values."""

from mentornett.questionnaires.rules.completeness import audience_allows, is_empty, problems_before_sending
from mentornett.questionnaires.rules.files import content_type_of, safe_name
from mentornett.questionnaires.rules.keeping import only_adds
from mentornett.questionnaires.rules.parsing import AnswerError, Asked, Typed, field_name, read_answer
from mentornett.questionnaires.rules.showing import as_blocks, as_text, word_total
from mentornett.questionnaires.rules.writing import editable_number, number_of, write_number

__all__ = [
    "AnswerError",
    "Asked",
    "Typed",
    "as_blocks",
    "as_text",
    "audience_allows",
    "content_type_of",
    "editable_number",
    "field_name",
    "is_empty",
    "number_of",
    "only_adds",
    "problems_before_sending",
    "read_answer",
    "safe_name",
    "word_total",
    "write_number",
]
