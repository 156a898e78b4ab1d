"""What a person may type: questions as fields of a page."""

from __future__ import annotations

from typing import Any

from mentornett.questionnaires.choices import QuestionType
from mentornett.questionnaires.forms.fields import (
    ChoiceField,
    ParagraphsField,
    QuestionField,
    ScaleField,
    language,
)
from mentornett.questionnaires.forms.row_fields import GoalsField, TableField
from mentornett.questionnaires.models import Question

FIELDS: dict[str, type[QuestionField]] = {
    QuestionType.CHOICE: ChoiceField,
    QuestionType.MULTI_CHOICE: ChoiceField,
    QuestionType.SCALE: ScaleField,
    QuestionType.TABLE: TableField,
    QuestionType.GOALS: GoalsField,
    QuestionType.PARAGRAPHS: ParagraphsField,
}


def question_field(question: Question, value: Any, **about: Any) -> QuestionField:
    """Return a question with its answer as its templates want it; `about` are further fields of QuestionField."""
    return FIELDS.get(question.type, QuestionField)(question=question, value=value, **about)


__all__ = ["QuestionField", "language", "question_field"]
