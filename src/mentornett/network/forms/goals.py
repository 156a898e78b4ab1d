"""What may be typed about a team's goals and its progress plan."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from mentornett.core.form_fields import Words
from mentornett.core.text import in_language
from mentornett.network.choices import ActionState, GoalLevel
from mentornett.network.models import Action, Goal
from mentornett.network.rules.goal_rows import ACTION_TABLES
from mentornett.questionnaires.choices import QuestionType
from mentornett.questionnaires.models import Question


class GoalForm(forms.Form):
    """A goal of a team."""

    text = Words(
        label=_("Goal"), max_length=400, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Say what will be different, for whom and by when."),
    )  # fmt: skip
    level = forms.ChoiceField(
        label=_("Level"), choices=GoalLevel.choices, initial=GoalLevel.SUB, required=False,
    )  # fmt: skip
    percent = forms.IntegerField(
        label=_("Reached, per cent"), min_value=0, max_value=100, required=False,
        widget=forms.TextInput(attrs={"class": "tiny", "inputmode": "numeric"}),
    )  # fmt: skip
    result = Words(
        label=_("What has come of it"), max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip

    def clean_level(self) -> str:
        """Return the level; without one it is a sub-goal."""
        return self.cleaned_data["level"] or GoalLevel.SUB


def plan_question() -> Question:
    """Return the progress plan as a table question that is stored nowhere; its rows are the team's actions."""
    states = [{"value": value, "label": str(label)} for value, label in ActionState.choices]
    columns: list[dict[str, Any]] = [
        {"key": "task", "type": "text", "label": gettext("What")},
        {"key": "responsible", "type": "text", "label": gettext("Who")},
        {"key": "due", "type": "date", "label": gettext("Deadline")},
        {"key": "how", "type": "text", "label": gettext("How")},
        {"key": "status", "type": "choice", "label": gettext("Status"), "options": states},
    ]
    return Question(key="plan", type=QuestionType.TABLE, label=gettext("Progress plan"), options=columns)


def plan_rows(actions: Iterable[Action]) -> list[dict[str, Any]]:
    """Return actions as rows of that table."""
    columns = ACTION_TABLES["progress.tasks"]
    return [
        {"id": f"a{row.pk}"} | {key: _plain(getattr(row, name)) for key, name in columns.items()} for row in actions
    ]


def _plain(value: Any) -> str:
    return value.isoformat() if hasattr(value, "isoformat") else str(value or "")


class NetworkGoalForm(forms.Form):
    """A goal that all teams of a network inherit."""

    text = Words(label=_("Goal"), max_length=400, widget=forms.Textarea(attrs={"rows": 2}))
    level = forms.ChoiceField(label=_("Level"), choices=GoalLevel.choices, initial=GoalLevel.RESULT)
    parent = forms.TypedChoiceField(label=_("Under which goal?"), coerce=int, required=False, empty_value=None)

    def __init__(self, *args: Any, goals: Iterable[Goal], goal: Goal | None = None, **kwargs: Any) -> None:
        if goal:
            kwargs["initial"] = {"text": in_language(goal.text), "level": goal.level, "parent": goal.parent_id}
        super().__init__(*args, **kwargs)
        every = list(goals)
        below = {goal.pk} if goal else set()
        for _round in every:  # what stands under it, however deep
            below |= {row.pk for row in every if row.parent_id in below}
        self.goals = {row.pk: row for row in every if row.pk not in below}
        choices = [("", gettext("None: it stands alone")), *((pk, in_language(r.text)) for pk, r in self.goals.items())]
        self.fields["parent"].choices = choices  # type: ignore[attr-defined]

    def wanted(self) -> dict[str, Any]:
        """Return what was typed, as the actions want it."""
        data = self.cleaned_data
        return {"text": data["text"], "level": GoalLevel(data["level"]), "parent": self.goals.get(data["parent"])}
