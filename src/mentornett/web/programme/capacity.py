"""Enough mentors for the year ahead: expected hires against free places, month by month."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import formats
from django.utils.translation import gettext, ngettext

from mentornett.mentoring.actions.programmes import set_expected
from mentornett.mentoring.forms.programmes import ExpectedForm
from mentornett.mentoring.permissions import REGISTRARS
from mentornett.mentoring.queries.forecast import year_ahead
from mentornett.mentoring.queries.needs import said_ahead
from mentornett.mentoring.rules.forecast import LITTLE, first_missing, half_years
from mentornett.web.http import FORM_PAGE, MemberRequest
from mentornett.web.meanwhile import still_as_seen
from mentornett.web.pictures import capacity_chart
from mentornett.web.programme.finding import followed, may_run


@FORM_PAGE
def capacity(request: MemberRequest, programme_id: int) -> HttpResponse:
    """Show the year ahead, and take the numbers that the project leader expects."""
    programme = followed(request, programme_id)
    if programme.municipality_id not in request.viewer.municipalities_as(*REGISTRARS):
        raise Http404
    ahead, runs = year_ahead(programme, request.today), may_run(request, programme)
    form = ExpectedForm(
        request.POST or None, halves=half_years(request.today), own=ahead.own, rate=ahead.rate
    )  # fmt: skip
    if request.method == "POST":
        if not runs:
            raise PermissionDenied
        if form.is_valid() and still_as_seen(request, form, programme):
            set_expected(programme=programme, numbers=form.numbers, by=request.user, now=request.now)
            messages.success(request, gettext("Saved."))
            return redirect("programme:capacity", programme.pk)
    context = {
        "programme": programme, "ahead": ahead, "form": form if runs else None, "answer": _answer(ahead),
        "help": _help(ahead), "chart": capacity_chart(ahead.months), "little": ahead.known < LITTLE,
        "rows": [(month, _name(month.first), _number(month.need), _number(month.begin)) for month in ahead.months],
        "rate": _number(ahead.rate), "worst": _name(ahead.worst.first),
        "misfit": any(month.misfit for month in ahead.months), "needs": _needs(programme, request.today),
        "begin": _number(round(sum(month.begin for month in ahead.months), 1)),
    }  # fmt: skip
    return render(request, "programme/capacity.html", context)


def _needs(programme: Any, today: date) -> list[dict[str, Any]]:
    """Return what the units say that they need, to stand beside what the forecast expects."""
    return [
        {"said": each, "year": str(each.year), "begin": begin, "half": (begin + 1) // 2}
        for each in said_ahead(programme.municipality_id, today)
        for begin in [each.begin(with_temporary=programme.includes_temporary)]
    ]


def _name(day: Any) -> str:
    return str(formats.date_format(day, "F Y"))


def _number(value: float) -> str:
    return str(formats.number_format(value, 0 if value == int(value) else 1))


def _answer(ahead: Any) -> str:
    """Say in one sentence whether there are enough mentors."""
    first, most = first_missing(ahead.months), ahead.worst
    if not any(month.free or month.need for month in ahead.months):
        return gettext("No mentors are in the register and nobody is expected yet, so there is nothing to compare.")
    if first is None:
        return gettext("There are enough places for trained mentors through the year.")
    text = ngettext(
        "From %(month)s one place is missing.", "From %(month)s %(n)s places are missing.", first.missing
    ) % {"month": _name(first.first), "n": first.missing}  # fmt: skip
    if most.missing > first.missing:
        later = gettext("In %(month)s it is %(n)s.") % {"month": _name(most.first), "n": most.missing}
        return f"{text} {later}"
    return text


def _help(ahead: Any) -> str:
    """Say what would help: train those who are in the register, and find more."""
    most = ahead.worst
    if not most.missing:
        return ""
    parts = []
    if most.helped:
        parts.append(
            ngettext(
                "Train those in the register who are not trained: it gives one place.",
                "Train those in the register who are not trained: it gives %(n)s places.", most.helped,
            ) % {"n": most.helped}
        )  # fmt: skip
    if (more := most.missing - most.helped) > 0:
        parts.append(
            ngettext(
                "Find and train one new mentor with one place.",
                "Find and train %(n)s new mentors with one place each.",
                more,
            ) % {"n": more}
        )  # fmt: skip
    return " ".join(parts)
