"""Joint roll-outs on «Now»: a network asks whether the municipality takes part, until a day."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext

from mentornett.measurement.permissions.rollouts import parts_asked_of
from mentornett.measurement.queries.rollouts import waiting_for_answer
from mentornett.tenants.choices import RoleKind
from mentornett.tenants.permissions import Viewer
from mentornett.web.everyone.now_items import NowItem, deadline_words


def questions_of(viewer: Viewer) -> dict[str, Any]:
    """Return what municipalities are asked, for those who answer."""
    return {"rollouts": parts_asked_of(viewer)} if viewer.municipalities_as(RoleKind.PROGRAMME_LEADER) else {}


def items_of(has: Mapping[str, Any], today: date) -> list[NowItem]:
    """Return one thing to do for each plan that waits for an answer."""
    return [_asked(part, plan, today) for part, plan in waiting_for_answer(has.get("rollouts", ()))]


def _asked(part: Any, plan: Any, today: date) -> NowItem:
    return NowItem(
        what=gettext("Say whether you take part in a joint roll-out"),
        who=f"{part.municipality}, {plan.network.name}", urgency=45, reason=plan.name, due=plan.answer_by,
        when=deadline_words(plan.answer_by, today), url=reverse("programme:rollout", args=[part.pk]),
        action=gettext("Look and answer"), role=str(RoleKind.PROGRAMME_LEADER.label),
    )  # fmt: skip
