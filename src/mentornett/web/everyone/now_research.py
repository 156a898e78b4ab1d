"""Studies on «Now»: what waits for the yes of another than the one who asked; the top leader may give it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext

from mentornett.measurement.permissions.research import APPROVERS, studies_to_answer
from mentornett.tenants.permissions import Viewer
from mentornett.web.everyone.now_items import NowItem


def questions_of(viewer: Viewer) -> dict[str, Any]:
    """Return the studies that wait, for those who may approve."""
    return {"studies": studies_to_answer(viewer)} if viewer.municipalities_as(*APPROVERS) else {}


def items_of(viewer: Viewer, has: Mapping[str, Any]) -> list[NowItem]:
    """Return one thing to do for each study that waits."""
    role = next((str(kind.label) for kind in APPROVERS if viewer.municipalities_as(kind)), "")
    return [
        NowItem(
            what=gettext("Say yes or no to handing out rows for research"), who=row.receiver, reason=row.title,
            urgency=38, url=reverse("programme:study", args=[row.pk]), action=gettext("Read and answer"), role=role,
        )
        for row in has.get("studies", ())
    ]  # fmt: skip
