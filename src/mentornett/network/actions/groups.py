"""Around a network: its groups, partners, risks, and the operative group's task board."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Max

from mentornett.core import audit
from mentornett.core.text import clean, in_all, in_language
from mentornett.network.choices import GroupKind, PartnerType
from mentornett.network.models import GroupMember, Network, OrganiserTask, Partner, Risk
from mentornett.tenants.models import Person


@transaction.atomic
def add_group_member(
    *,
    network: Network,
    group: GroupKind,
    role_text: str,
    starts: date | None,
    by: Person,
    now: datetime,
    person: Person | None = None,
) -> GroupMember:
    """Put a person, or a role whose holder is not named, into one of the organiser's groups (B11, B12)."""
    member = GroupMember(
        network=network, organiser=network.organiser, group=group, person=person, role_text=clean(role_text).strip(),
        starts=starts,
    )  # fmt: skip
    member.save()
    audit.record(verb="group_member.added", on=member, by=by, now=now, details={"group": str(group)})
    return member


@transaction.atomic
def end_group_member(*, member: GroupMember, ends: date, by: Person, now: datetime) -> None:
    """End a membership after its last day. The row stays: nothing is overwritten (X10, B14)."""
    member.ends = max(ends, member.starts) if member.starts else ends
    member.save(update_fields=["ends"])
    audit.record(verb="group_member.ended", on=member, by=by, now=now, details={"ends": str(member.ends)})


@transaction.atomic
def add_partner(
    *, network: Network, name: str, type: PartnerType, by: Person, now: datetime, resource: str = ""
) -> Partner:
    """Add an organisation that takes part in running the network (B15)."""
    partner = Partner.objects.create(
        network=network, name=clean(name).strip(), type=type, resource=clean(resource).strip()
    )
    audit.record(verb="partner.added", on=network, by=by, now=now, details={"partner": partner.pk})
    return partner


@transaction.atomic
def remove_partner(*, partner: Partner, by: Person, now: datetime) -> None:
    """Remove a partner."""
    audit.record(verb="partner.removed", on=partner.network, by=by, now=now, details={"partner": partner.pk})
    partner.delete()


@transaction.atomic
def add_risk(*, network: Network, text: str, mitigation: str, by: Person, now: datetime) -> Risk:
    """Add a row to the risk register, with what is done about it (L05–L07)."""
    highest = Risk.objects.filter(network=network).aggregate(Max("number"))["number__max"] or 0
    risk = Risk.objects.create(
        network=network, number=highest + 1, text=in_all(clean(text).strip()), mitigations=_mitigations(mitigation)
    )
    audit.record(verb="risk.added", on=network, by=by, now=now, details={"risk": risk.number})
    return risk


def _mitigations(text: str) -> list[dict[str, Any]]:
    lines = [line.strip() for line in clean(text).splitlines()]
    return [{"text": in_all(line), "suggested": False} for line in lines if line]


@transaction.atomic
def change_risk(*, risk: Risk, text: str, mitigation: str, by: Person, now: datetime) -> None:
    """Change what a risk says and what is done about it; what stays as it was keeps its languages."""
    if (wanted := clean(text).strip()) != in_language(risk.text):
        risk.text = in_all(wanted)
    kept = {in_language(row["text"]): row for row in risk.mitigations}
    risk.mitigations = [kept.get(in_language(row["text"]), row) for row in _mitigations(mitigation)]
    risk.save(update_fields=["text", "mitigations"])
    audit.record(verb="risk.changed", on=risk.network, by=by, now=now, details={"risk": risk.number})


@transaction.atomic
def close_risk(*, risk: Risk, closed: bool, by: Person, now: datetime) -> None:
    """Note that a risk is no longer there, or that it is there again."""
    risk.state = "closed" if closed else ""
    risk.save(update_fields=["state"])
    audit.record(verb="risk.changed", on=risk.network, by=by, now=now, details={"risk": risk.number, "closed": closed})


@transaction.atomic
def add_task(
    *,
    network: Network,
    text: str,
    by: Person,
    now: datetime,
    responsible: Person | None = None,
    due: date | None = None,
) -> OrganiserTask:
    """Put a task on the operative group's board (B11)."""
    task = OrganiserTask(
        network=network, organiser=network.organiser, text=clean(text).strip(), responsible=responsible, due=due
    )
    task.save()
    audit.record(verb="task.added", on=task, by=by, now=now)
    return task


@transaction.atomic
def finish_task(*, task: OrganiserTask, done: bool, by: Person, now: datetime) -> None:
    """Tick a task off, or take it up again."""
    task.done_at = now if done else None
    task.save(update_fields=["done_at"])
    audit.record(verb="task.finished" if done else "task.reopened", on=task, by=by, now=now)


@transaction.atomic
def remove_task(*, task: OrganiserTask, by: Person, now: datetime) -> None:
    """Remove a task that was not to be done after all."""
    audit.record(verb="task.removed", on=task, by=by, now=now)
    task.delete()
