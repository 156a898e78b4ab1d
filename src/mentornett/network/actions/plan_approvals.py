"""The deciding leader approves the project plan (E08)."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext

from mentornett.core import audit
from mentornett.network.actions import notices
from mentornett.network.models import PlanApproval, Submission
from mentornett.network.queries.plan_approvals import plan_fingerprint
from mentornett.tenants.models import Person


@transaction.atomic
def approve_plan(*, plan: Submission, by: Person, now: datetime) -> PlanApproval:
    """Approve the plan as it stands, and tell the coordinators. Pressing twice approves once."""
    fingerprint = plan_fingerprint(plan)
    kept = PlanApproval.objects.filter(submission=plan, fingerprint=fingerprint).order_by("-at").first()
    if kept:
        return kept
    approval = PlanApproval(
        submission=plan, by=by, at=now, fingerprint=fingerprint, organiser_id=plan.organiser_id,
        municipality_id=plan.municipality_id,
    )  # fmt: skip
    approval.save()
    audit.record(verb="plan.approved", on=plan, by=by, now=now, details={"times_sent": plan.times_sent})
    _tell(plan, by, now)
    return approval


def _tell(plan: Submission, by: Person, now: datetime) -> None:
    def words(reader: Person) -> tuple[str, str]:
        text = gettext("Hello %(name)s,\n\n%(by)s has approved the project plan of %(team)s: %(link)s")
        values = {"name": reader.name, "by": by.name, "team": plan.team.name,
                  "link": notices.link(reverse("municipality:project_plan", args=[plan.team_id]))}  # fmt: skip
        return gettext("The project plan of %(team)s is approved") % values, text % values

    people = [person for person in notices.coordinators_of(plan.team, localdate(now)) if person.pk != by.pk]
    notices.tell(people, kind="plan_approved", words=words, now=now)
