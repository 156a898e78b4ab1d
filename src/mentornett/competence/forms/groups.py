"""What may be typed about groups."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from mentornett.competence.actions.groups import Division
from mentornett.competence.forms.circles import link_field
from mentornett.competence.models import Group
from mentornett.core.form_fields import Lines, Words

MOST_DRAWS = 999


class DivisionForm(forms.Form):
    """How the members are divided."""

    size = forms.IntegerField(
        label=_("About how many in each group?"), min_value=2, max_value=12, initial=4,
        widget=forms.NumberInput(attrs={"class": "tiny"}),
    )  # fmt: skip
    way = forms.ChoiceField(label=_("Those who have a group"), widget=forms.RadioSelect)
    draw = forms.IntegerField(
        label=_("Draw number"), min_value=1, max_value=MOST_DRAWS, initial=1,
        widget=forms.NumberInput(attrs={"class": "tiny"}),
        help_text=_("The same number gives the same groups. Choose another one to draw again."),
    )  # fmt: skip

    def __init__(self, *args: Any, divided: bool, **kwargs: Any) -> None:
        super().__init__(*args, **{"initial": {"way": "keep" if divided else "new"}, **kwargs})
        way: Any = self.fields["way"]
        way.choices = [
            ("keep", gettext("Stay where they are; place only those without a group")),
            ("new", gettext("Are placed anew; the groups' rooms and contracts are removed")),
        ]
        if not divided:
            del self.fields["way"]

    @property
    def division(self) -> Division:
        """What was typed."""
        data = self.cleaned_data
        return Division(size=data["size"], keep=data.get("way") == "keep", draw=data["draw"])


class GroupForm(forms.Form):
    """A group's name, room and guests."""

    name = Words(label=_("Name"), max_length=80, required=False)
    link = link_field(_("Link to the group's room"), _("The members find it on their page, at every meeting."))
    guests = Lines(
        label=_("Guests"), most=10, longest=120, help_text=_("Names of those without an account, one on each line.")
    )

    def __init__(self, *args: Any, group: Group, **kwargs: Any) -> None:
        start = {name: getattr(group, name) for name in self.base_fields}
        super().__init__(*args, **{"initial": start, **kwargs})
