"""Who may answer for a talk, sign off a task, and read a note."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from mentornett.mentoring.choices import PairEnd, PairRole, Signer, TalkKind, TalkState
from mentornett.mentoring.models import ChecklistTask, Note, Pair, PairCertificate, Talk
from mentornett.mentoring.permissions.people import pairs_of, units_led_by
from mentornett.tenants.choices import RoleKind
from mentornett.tenants.permissions import Viewer
from mentornett.tenants.queries import not_over


def takes_part(viewer: Viewer) -> bool:
    """Tell whether talks and commitments are this person's own by their roles; others only follow up, or promised."""
    return bool(viewer.units_led or viewer.municipalities_as(RoleKind.MENTOR, RoleKind.MENTEE))


def current_pairs_of(viewer: Viewer) -> QuerySet[Pair]:
    """Return the pairs in which this person is mentor or mentee today, those that begin later among them."""
    return pairs_of(viewer).filter(not_over(viewer.today)).order_by("mentee__name_sort", "pk")


def pairs_over_of(viewer: Viewer) -> QuerySet[Any]:
    """Return the pairs of this person that are over, the last first, with whether there is a certificate of each."""
    held = PairCertificate.objects.filter(pair=OuterRef("pk"), certificate__taken_back_at=None)
    rows = pairs_of(viewer).filter(ends__lt=viewer.today).annotate(certified=Exists(held))
    return rows.order_by("-ends", "-pk")


def talks_to_answer_for(viewer: Viewer) -> QuerySet[Talk]:
    """Return the talks of which this person is one of the two: the pair's own, and those of mentee and leader."""
    mine = Q(kind=TalkKind.MENTOR, pair__mentor__person=viewer.person)
    mine |= Q(Exists(_second_pairs_of(viewer)), kind=TalkKind.MENTOR)
    mine |= Q(kind__in=(TalkKind.MENTOR, TalkKind.LEADER), employment__person=viewer.person)
    mine |= Q(kind=TalkKind.LEADER, employment__unit__in=units_led_by(viewer))
    rows = Talk.objects.filter(mine).exclude(state=TalkState.DROPPED)
    rows = rows.select_related("employment__person", "pair__mentor__person", "said_by", "proposed_by")
    return rows.prefetch_related(Prefetch("employment__pairs", Pair.objects.select_related("mentor__person")))


def _second_pairs_of(viewer: Viewer) -> QuerySet[Pair]:
    """Return where this person is substitute or co-mentor of a talk's mentee: only talks of the period are theirs."""
    rows = Pair.objects.filter(mentor__person=viewer.person, employment=OuterRef("employment"))
    period = Q(ends__isnull=True) | Q(ends__gte=OuterRef("opens"))
    return rows.exclude(role=PairRole.MAIN).filter(period, starts__lte=OuterRef("due"))


def tasks_to_sign(viewer: Viewer) -> QuerySet[ChecklistTask]:
    """Return the tasks that this person signs off as mentor of the new hire."""
    mine = current_pairs_of(viewer).filter(mentor__person=viewer.person).values("employment")
    return ChecklistTask.objects.filter(signer=Signer.MENTOR, employment__in=mine)


def leader_tasks_of(viewer: Viewer) -> QuerySet[ChecklistTask]:
    """Return the tasks of own people that this person signs off as their leader."""
    rows = ChecklistTask.objects.filter(signer=Signer.LEADER, employment__unit__in=units_led_by(viewer))
    return rows.select_related("employment__person").order_by("employment__person__name_sort", "number", "pk")


def notes_of(viewer: Viewer) -> QuerySet[Note]:
    """Return this person's own notes and the copies of what was shared with them; nobody else ever reads them."""
    rows = Note.objects.filter(owner=viewer.person).select_related("author", "talk", "pair")
    return rows.order_by("-written_at", "-pk")


def tasks_of(pair: Pair) -> list[ChecklistTask]:
    """Return the mentee's checklist, which both of the pair see."""
    return list(ChecklistTask.objects.filter(employment=pair.employment_id).select_related("done_by"))


def agreed_talks_of(viewer: Viewer) -> QuerySet[Talk]:
    """Return the talks of this person that have a time both agreed on."""
    return talks_to_answer_for(viewer).filter(agreed_at__isnull=False).order_by("agreed_at", "pk")


def talks_soon(viewer: Viewer, days: int) -> list[Talk]:
    """Return the first unanswered talk of each plan, when it opens within some days; ended pairs have none.

    A pair that completes the programme today has none from now on, unless a time is agreed.
    """
    through = Q(pair__end_reason=PairEnd.COMPLETED, pair__ends=viewer.today, agreed_at=None)
    going_on = Q(pair__isnull=True) | (not_over(viewer.today, "pair__") & ~through)
    rows = talks_to_answer_for(viewer).filter(
        going_on, state=TalkState.PLANNED, opens__lte=viewer.today + timedelta(days=days)
    )
    first: dict[int, Talk] = {}
    for row in rows.order_by("opens", "number"):
        first.setdefault(row.employment_id, row)
    return list(first.values())
