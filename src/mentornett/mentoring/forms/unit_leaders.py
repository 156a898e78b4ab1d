"""What may be typed about who leads a unit."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from mentornett.core.time import date_words
from mentornett.mentoring.forms.hires import work_day
from mentornett.tenants.models import Person, Role

FOLLOWS, TOGETHER = "follows", "together"


class UnitLeaderForm(forms.Form):
    """Somebody who leads a unit from a day on, after or beside those who lead it now."""

    name = forms.CharField(label=_("Name"), max_length=120)
    email = forms.EmailField(
        label=_("E-mail at work"), max_length=254,
        help_text=_("Somebody who is new here gets an invitation at this address."),
    )  # fmt: skip
    title = forms.CharField(label=_("Work title"), max_length=80, required=False)
    starts = work_day(_("Leads the unit from"))
    others = forms.ChoiceField(widget=forms.RadioSelect)

    def __init__(self, *args: Any, leaders: Sequence[Role], refused: Person | None, today: date, **kwargs: Any) -> None:
        """`refused` is who may not be appointed here: one who would open more for themselves."""
        super().__init__(*args, **{"initial": {"starts": today, "others": FOLLOWS}, **kwargs})
        self.leaders, self.refused, self.today = leaders, refused, today
        if not leaders:
            del self.fields["others"]
            return
        names = {"names": " & ".join(role.person.name for role in leaders)}
        others: Any = self.fields["others"]
        others.label = gettext("What about %(names)s, who leads it now?") % names
        others.choices = [
            (FOLLOWS, gettext("Leads it until the day before")), (TOGETHER, gettext("They lead it together")),
        ]  # fmt: skip

    @property
    def follows(self) -> Sequence[Role]:
        """Those who lead the unit no more."""
        return self.leaders if self.cleaned_data.get("others") == FOLLOWS else ()

    def clean_email(self) -> str:
        """Refuse one who leads the unit already, and one who may not be appointed by themselves."""
        email = str(self.cleaned_data["email"]).strip().casefold()
        if self.refused and email == self.refused.email:
            raise forms.ValidationError(gettext("You cannot appoint yourself. Ask the project leader."))
        if any(role.person.email == email for role in self.leaders):
            raise forms.ValidationError(gettext("They lead this unit already."))
        return email

    def clean(self) -> dict[str, Any]:
        """Refuse to follow somebody before they have led the unit for a day."""
        cleaned = super().clean() or {}
        first = max((role.starts for role in self.follows), default=None)
        if first and "starts" in cleaned and cleaned["starts"] <= first:
            text = gettext("Choose a day after %(day)s, when the one before began.")
            self.add_error("starts", text % {"day": date_words(first, self.today, weekday=False)})
        return cleaned


class UnitLeaderEndForm(forms.Form):
    """The last day on which somebody leads a unit."""

    ends = work_day(_("Last day as unit leader"))

    def __init__(self, *args: Any, role: Role, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **{"initial": {"ends": role.ends or max(role.starts, today)}, **kwargs})
        self.first = role.starts if role.starts <= today else None

    def clean_ends(self) -> date:
        """Refuse a last day before the first; who has not begun yet need never begin."""
        ends: date = self.cleaned_data["ends"]
        if self.first and ends < self.first:
            raise forms.ValidationError(gettext("The last day comes before the first."))
        return ends
