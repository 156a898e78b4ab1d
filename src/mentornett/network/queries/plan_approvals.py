"""Whether the deciding leader has approved the project plan as it stands (E08)."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

from mentornett.network.choices import AssignmentKind
from mentornett.network.models import PlanApproval, Submission, Team
from mentornett.network.queries.goals import goals_of, plans_of
from mentornett.network.rules import DELIVERED_STATES


@dataclass(frozen=True)
class PlanStanding:
    """The newest plan that was sent, the last approval, and whether the plan or the goals changed afterwards."""

    plan: Submission | None
    approval: PlanApproval | None
    changed: bool

    @property
    def waits(self) -> bool:
        """Whether there is a plan that the leader has not approved as it stands."""
        return self.plan is not None and (self.approval is None or self.changed)


def plan_standing(team: Team, plans: Iterable[Submission] | None = None) -> PlanStanding:
    """Return how a team's project plan stands; `plans` are its project plans, where they are fetched already."""
    every = plans_of(team, AssignmentKind.PROJECT_PLAN) if plans is None else plans
    sent = [row for row in every if row.state in DELIVERED_STATES]
    approvals = PlanApproval.objects.filter(submission__team=team).select_related("by")
    approval = approvals.order_by("-at", "-pk").first()
    if not sent:
        return PlanStanding(None, approval, changed=False)
    changed = approval is not None and approval.fingerprint != plan_fingerprint(sent[-1])
    return PlanStanding(sent[-1], approval, changed)


def plan_fingerprint(plan: Submission) -> str:
    """Return a fingerprint of what was sent and of the goals: it differs when either was changed."""
    goals = sorted((goal.pk, goal.level, goal.text) for goal in goals_of(plan.team) if not goal.dropped)
    return hashlib.sha256(repr((plan.pk, plan.times_sent, goals)).encode()).hexdigest()
