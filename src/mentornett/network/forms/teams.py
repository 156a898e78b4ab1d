"""What may be typed about teams, their members and their top leader."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from mentornett.core.form_fields import Words, day_field
from mentornett.core.text import in_language, sort_key
from mentornett.network import queries
from mentornett.network.choices import ContactPreference, GuidanceFor
from mentornett.network.models import Network, RoleRule, Team, TeamMember
from mentornett.network.rules import size_refused
from mentornett.tenants.choices import Sharing
from mentornett.tenants.models import Municipality, Unit
from mentornett.tenants.queries import municipalities_on

PUT_TOGETHER = timedelta(days=365)


class RoleChoice(forms.ModelChoiceField):  # type: ignore[type-arg]
    """Chooses one of the network's roles by its own name."""

    def label_from_instance(self, obj: Any) -> str:
        """Return the role's name in the reader's language."""
        return in_language(obj.label)


class NewTeamForm(forms.Form):
    """A team that is taken into a network."""

    municipality = forms.CharField(
        label=_("Municipality"), help_text=_("Write the name or the number."), max_length=80,
        widget=forms.TextInput(attrs={"list": "municipalities", "autocomplete": "off"}),
    )  # fmt: skip
    name = forms.CharField(label=_("The team's name"), max_length=120)
    service_area = forms.CharField(
        label=_("Service area"), help_text=_("Such as home care or nursing homes."), max_length=160, required=False
    )
    joined = day_field(
        _("Takes part from"),
        help_text=_("The team answers only for what falls due from this day on."),
    )  # fmt: skip

    def __init__(self, *args: Any, network: Network, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.network, self.today = network, today
        self.fields["joined"].initial = today

    def clean_municipality(self) -> Municipality:
        """Return the municipality that was meant; one that has ceased is not taken in."""
        typed = self.cleaned_data["municipality"].strip()
        word = typed.split()[0] if typed[:4].isdigit() and len(typed.split()) > 1 else typed
        rows = municipalities_on(self.today)
        found = list(rows.filter(number=word)) or list(rows.filter(name_sort=sort_key(typed)))
        if not found:
            raise forms.ValidationError(gettext("We do not know this municipality. Choose one from the list."))
        if len(found) > 1:
            which = ", ".join(f"{row.number} {row.county}" for row in found)
            told = gettext("More than one municipality has this name. Write the number: %(which)s.") % {"which": which}
            raise forms.ValidationError(told)
        return found[0]

    def clean_joined(self) -> date:
        """Return a day inside the network's own period, or in the year before it: teams are put together ahead."""
        day: date = self.cleaned_data["joined"]
        if not self.network.starts - PUT_TOGETHER <= day <= self.network.ends:
            raise forms.ValidationError(gettext("The day must lie inside the network's period, or the year before it."))
        return day

    def clean(self) -> dict[str, Any]:
        """Refuse a second team of the same name in the same municipality."""
        cleaned = super().clean() or {}
        place, name = cleaned.get("municipality"), cleaned.get("name", "").strip()
        if place and Team.objects.filter(network=self.network, municipality=place, name=name).exists():
            self.add_error("name", gettext("The municipality has a team with this name already."))
        return cleaned


class TeamForm(forms.Form):
    """How a team describes itself."""

    name = forms.CharField(label=_("The team's name"), max_length=120)
    service_area = forms.CharField(label=_("Service area"), max_length=160, required=False)
    expectations = forms.CharField(
        label=_("What we hope to get out of it"), widget=forms.Textarea(attrs={"rows": 4}), max_length=2000,
        required=False,
    )  # fmt: skip
    contact_preference = forms.ChoiceField(
        label=_("How often we want to hear from our guide"), choices=ContactPreference.choices, widget=forms.RadioSelect
    )
    guidance_for = forms.ChoiceField(
        label=_("Whom the guidance is for"), choices=GuidanceFor.choices, widget=forms.RadioSelect
    )
    default_sharing = forms.ChoiceField(
        label=_("Who can see new rows in “Before and now”, unless you choose otherwise"), choices=Sharing.choices,
        widget=forms.RadioSelect,
    )  # fmt: skip

    def __init__(self, *args: Any, team: Team, **kwargs: Any) -> None:
        start = {name: getattr(team, name) for name in self.base_fields}
        super().__init__(*args, **{"initial": start, **kwargs})
        self.team = team

    def clean_name(self) -> str:
        """Return a name that no other team of the municipality has in this network."""
        name = str(self.cleaned_data["name"]).strip()
        others = Team.objects.filter(network=self.team.network, municipality=self.team.municipality, name=name)
        if others.exclude(pk=self.team.pk).exists():
            raise forms.ValidationError(gettext("The municipality has a team with this name already."))
        return name


class MemberForm(forms.Form):
    """Somebody who joins a team."""

    name = forms.CharField(label=_("Name"), max_length=120)
    email = forms.EmailField(
        label=_("E-mail at work"), max_length=254,
        help_text=_("Somebody who is new here gets an invitation at this address."),
    )  # fmt: skip
    role = RoleChoice(label=_("Role in the team"), queryset=RoleRule.objects.none(), empty_label=_("Choose a role"))
    unit = forms.ModelChoiceField(
        label=_("Unit"), queryset=Unit.objects.none(), required=False, empty_label=_("Not stated")
    )
    title = forms.CharField(label=_("Work title"), max_length=80, required=False)
    profession = forms.CharField(label=_("Profession"), max_length=80, required=False)
    starts = day_field(_("From"))

    def __init__(self, *args: Any, team: Team, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.team, self.today = team, today
        _offer(self, team)
        self.fields["starts"].initial = max(today, team.joined)

    def clean_starts(self) -> date:
        """Return a day not before the team began."""
        day: date = self.cleaned_data["starts"]
        if day < self.team.joined:
            raise forms.ValidationError(gettext("The team did not take part yet on this day."))
        return day

    def clean(self) -> dict[str, Any]:
        """Stop one more person where the network's own limit stops."""
        cleaned = super().clean() or {}
        people = queries.people_counts([self.team], self.today).get(self.team.pk, 0)
        limits = queries.size_limits(self.team.network)
        if size_refused(people + 1, limits):
            text = gettext("The team has %(people)s people, which is as many as the network allows.")
            raise forms.ValidationError(text % {"people": people})
        return cleaned


class RoleForm(forms.Form):
    """Another role or unit for a member."""

    role = RoleChoice(label=_("Role in the team"), queryset=RoleRule.objects.none(), empty_label=None)
    unit = forms.ModelChoiceField(
        label=_("Unit"), queryset=Unit.objects.none(), required=False, empty_label=_("Not stated")
    )
    on = day_field(_("From"))

    def __init__(self, *args: Any, member: TeamMember, today: date, **kwargs: Any) -> None:
        start = {"role": member.role_id, "unit": member.unit_id, "on": today}
        super().__init__(*args, **{"initial": start, **kwargs})
        self.member = member
        _offer(self, member.team)

    def clean_on(self) -> date:
        """Return a day not before the member joined."""
        day: date = self.cleaned_data["on"]
        if day < self.member.starts:
            raise forms.ValidationError(gettext("The person was not in the team yet on this day."))
        return day

    def clean(self) -> dict[str, Any]:
        """Keep a role filled that the network does not let be empty."""
        cleaned = super().clean() or {}
        role, day = cleaned.get("role"), cleaned.get("on")
        if role and day and role != self.member.role and not queries.may_be_left(self.member, day - timedelta(days=1)):
            self.add_error("role", _must_be_held(self.member))
        return cleaned


def _must_be_held(member: TeamMember) -> str:
    text = gettext("The network does not let the role «%(role)s» be empty. Put the next one into it first.")
    return text % {"role": in_language(member.role.label)}


def _offer(form: forms.Form, team: Team) -> None:
    """Let the form choose among the network's roles and the municipality's own units only."""
    role, unit = form.fields["role"], form.fields["unit"]
    role.queryset = queries.roles_of(team.network)  # type: ignore[attr-defined]
    unit.queryset = Unit.objects.filter(municipality=team.municipality).order_by("name")  # type: ignore[attr-defined]


class EndMemberForm(forms.Form):
    """Somebody who leaves a team."""

    ends = day_field(_("Last day"))
    reason = Words(
        label=_("Reason"), max_length=250, help_text=_("Briefly, such as «new job». Nothing about health."),
        required=False,
    )  # fmt: skip

    def __init__(self, *args: Any, member: TeamMember, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **{"initial": {"ends": today}, **kwargs})
        self.member = member

    def clean_ends(self) -> date:
        """Return a day not before the member joined."""
        day: date = self.cleaned_data["ends"]
        if day < self.member.starts:
            raise forms.ValidationError(gettext("The last day cannot be before the first one."))
        if not queries.may_be_left(self.member, day):
            raise forms.ValidationError(_must_be_held(self.member))
        return day


class SponsorForm(forms.Form):
    """The municipality's top leader behind the team."""

    sponsor_name = forms.CharField(label=_("Name"), max_length=120)
    sponsor_email = forms.EmailField(
        label=_("E-mail"), max_length=254,
        help_text=_("Gets one page by e-mail after each gathering. No account is needed."),
    )  # fmt: skip

    def __init__(self, *args: Any, team: Team, **kwargs: Any) -> None:
        person = team.sponsor
        start = {"sponsor_name": person.name, "sponsor_email": person.email} if person else {}
        super().__init__(*args, **{"initial": start, **kwargs})


class PauseForm(forms.Form):
    """A time when nothing is expected of a team."""

    reason = Words(label=_("Reason"), max_length=250)
    ends = day_field(_("Until and including"), required=False, help_text=_("Leave empty if you do not know yet."))

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_ends(self) -> date | None:
        """Return a day that has not been."""
        day: date | None = self.cleaned_data["ends"]
        if day and day < self.today:
            raise forms.ValidationError(gettext("This day has been."))
        return day


class EndTeamForm(forms.Form):
    """A team that leaves the network, or has followed it to its end."""

    how = forms.ChoiceField(
        label=_("What happened?"),
        choices=[("withdrawn", _("The team leaves the network")), ("completed", _("The team has completed"))],
        widget=forms.RadioSelect,
    )
    on = day_field(_("Last day"))
    reason = Words(label=_("Reason"), max_length=250, required=False)

    def __init__(self, *args: Any, team: Team, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **{"initial": {"on": today}, **kwargs})
        self.team, self.today = team, today

    def clean_on(self) -> date:
        """Return a day after the team joined and not in the future."""
        day: date = self.cleaned_data["on"]
        if not self.team.joined <= day <= self.today:
            raise forms.ValidationError(gettext("Choose a day between the team's first day and today."))
        return day

    def clean(self) -> dict[str, Any]:
        """Ask for a reason when a team leaves."""
        cleaned = super().clean() or {}
        if cleaned.get("how") == "withdrawn" and not cleaned.get("reason"):
            self.add_error("reason", gettext("Say why the team leaves."))
        return cleaned


class AnswerForm(forms.Form):
    """The team's answer to the top leader."""

    answer = Words(
        label=_("Your answer"), widget=forms.Textarea(attrs={"rows": 6}), max_length=4000,
        help_text=_("It is sent by e-mail. Write nothing about single persons."),
    )  # fmt: skip


class QuestionForm(forms.Form):
    """What the top leader wonders about."""

    text = Words(label=_("Your question"), widget=forms.Textarea(attrs={"rows": 4}), max_length=600)
