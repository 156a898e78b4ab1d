"""What the organiser has marked in the reports before the coming gathering, for its synthesis and its slides."""

from __future__ import annotations

from datetime import datetime

from mentornett.network.actions.synthesis import create_tag, mark_excerpt
from mentornett.network.models import Network
from mentornett.questionnaires.models import Answer
from mentornett.tenants.models import Person

# question -> tag, and how many teams' answers are marked; teams do not share what is hard, so that one stays hidden
MARKED = {"status.learned": ("Råd til andre", 3), "status.achieved": ("Fått til", 2), "status.hard": ("Tid", 1)}


def mark_passages(network: Network, *, assignment: str, by: Person, now: datetime) -> None:
    """Mark whole answers of delivered reports, with tags."""
    for key, (name, most) in MARKED.items():
        tag = create_tag(network=network, text=name, by=by, now=now)
        answers = Answer.objects.filter(
            question__key=key, sheet__submission__assignment__network=network,
            sheet__submission__assignment__key=assignment, sheet__submission__state__in=["sent", "assessed"],
        ).select_related("question", "sheet__submission")  # fmt: skip
        for answer in answers.order_by("pk")[:most]:
            mark_excerpt(
                submission=answer.sheet.submission, answer=answer, text=str(answer.value), tags=[tag], by=by, now=now,
                language="nb",
            )  # fmt: skip
