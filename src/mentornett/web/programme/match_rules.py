"""The rules by which pairs are proposed."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext

from mentornett.core import audit
from mentornett.mentoring.actions.match_rules import set_match_rules
from mentornett.mentoring.forms.match_rules import MatchRulesForm
from mentornett.mentoring.permissions import programmes_run_by
from mentornett.mentoring.queries import match_rules as queries
from mentornett.mentoring.queries.programmes import units_of
from mentornett.web.http import FORM_PAGE, MemberRequest
from mentornett.web.meanwhile import still_as_seen


@FORM_PAGE
def match_rules(request: MemberRequest, programme_id: int) -> HttpResponse:
    """Show and change the rules; a proposal that is open keeps the rules by which it was made."""
    programme = get_object_or_404(programmes_run_by(request.viewer), pk=programme_id)
    own = queries.own_rules(programme)
    audit.reading(
        reader=request.user, subjects=[person for pair in own.apart for person in pair], page="matching",
        now=request.now,
    )  # fmt: skip
    form = MatchRulesForm(
        request.POST or None, own=own, units=list(units_of(programme)),
        mentees=queries.mentees_to_keep_apart(programme, request.today),
        mentors=queries.mentors_to_keep_apart(programme, request.today),
    )  # fmt: skip
    if request.method == "POST" and form.is_valid() and still_as_seen(request, form, programme):
        set_match_rules(programme=programme, rules=form.rules(), by=request.user, now=request.now)
        messages.success(request, gettext("The rules hold for the next proposal."))
        return redirect("programme:matching", programme.pk)
    return render(request, "programme/match_rules.html", {"programme": programme, "form": form})
