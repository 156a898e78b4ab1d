"""Guidance: who guides a team, when they were in touch, what the operative group thinks, what anchors the work."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext

from mentornett.core import audit
from mentornett.core.text import clean
from mentornett.network.actions import notices
from mentornett.network.models import (
    AnchoringEvidence,
    ContactLog,
    Gathering,
    GuideAssignment,
    ReviewNote,
    Team,
)
from mentornett.network.queries import label_of
from mentornett.tenants.actions import end_role
from mentornett.tenants.choices import STAFF_ROLES
from mentornett.tenants.models import Person, Role
from mentornett.tenants.queries import in_force


@dataclass(frozen=True)
class Talk:
    """What is noted about one contact: short."""

    on: date
    form: str
    topics: str
    agreed: str = ""
    with_whom: str = ""
    next_on: date | None = None


@transaction.atomic
def log_contact(*, team: Team, talk: Talk, by: Person, now: datetime) -> ContactLog:
    """Note that guide and team were in touch (F02)."""
    entry = ContactLog(
        team=team, on=talk.on, form=talk.form, by=by, with_whom=clean(talk.with_whom).strip(),
        topics=clean(talk.topics).strip(), agreed=clean(talk.agreed).strip(), next_on=talk.next_on,
        organiser_id=team.organiser_id, municipality_id=team.municipality_id,
    )  # fmt: skip
    entry.save()
    audit.record(verb="contact.logged", on=entry, by=by, now=now, details={"on": str(talk.on)})
    return entry


@transaction.atomic
def remove_contact(*, entry: ContactLog, by: Person, now: datetime) -> None:
    """Take away a note that was wrong; the audit row keeps that it was there."""
    audit.record(verb="contact.removed", on=entry, by=by, now=now, details={"on": str(entry.on)})
    entry.delete()


@transaction.atomic
def hand_over(*, team: Team, guide: Person, by: Person, now: datetime, today: date, note: str = "") -> GuideAssignment:
    """Give a team a guide from today. The one before ends yesterday and leaves a note; both and the team are told.

    The note stays with the organiser. Nothing changes when the same person guides the team already (F01, B14).
    """
    current = GuideAssignment.objects.select_for_update().filter(team=team, ends__isnull=True).first()
    if current and current.person_id == guide.pk:
        return current
    if current:
        _end(current, today, note)
    assignment = GuideAssignment(
        team=team, person=guide, starts=today, handover_note="" if current else clean(note).strip(),
        organiser_id=team.organiser_id, municipality_id=team.municipality_id,
    )  # fmt: skip
    assignment.save()
    _tell_guide(assignment, current, now)
    _tell_team(assignment, now, today)
    audit.record(
        verb="guide.changed", on=assignment, by=by, now=now,
        details={"guide": guide.pk, "before": current.person_id if current else None},
    )  # fmt: skip
    return assignment


def _end(assignment: GuideAssignment, today: date, note: str) -> None:
    """End an assignment the day before today; one that began today was a slip and is taken away."""
    assignment.handover_note = clean(note).strip()
    if assignment.starts >= today:
        assignment.delete()
        return
    assignment.ends = today - timedelta(days=1)
    assignment.save(update_fields=["ends", "handover_note"])


def _tell_guide(assignment: GuideAssignment, before: GuideAssignment | None, now: datetime) -> None:
    team = assignment.team

    def words(reader: Person) -> tuple[str, str]:
        text = gettext(
            "Hello %(name)s,\n\nYou are now %(label)s for %(team)s in %(municipality)s.\n\n%(note)s"
            "Everything about the team is here: %(link)s"
        )
        note = before.handover_note if before else assignment.handover_note
        handed = gettext("From the one before you: %(note)s\n\n") % {"note": note} if note else ""
        link = notices.link(reverse("organiser:team", args=[team.pk]))
        label = label_of(team.network, "guide")
        values = {"name": reader.name, "label": label, "team": team.name, "municipality": str(team.municipality),
                  "note": handed, "link": link}  # fmt: skip
        return gettext("You are now %(label)s for %(team)s") % {"label": label, "team": team.name}, text % values

    notices.tell([assignment.person], kind="guide_assigned", words=words, now=now)


def _tell_team(assignment: GuideAssignment, now: datetime, today: date) -> None:
    team = assignment.team

    def words(reader: Person) -> tuple[str, str]:
        label = label_of(team.network, "guide")
        text = gettext(
            "Hello %(name)s,\n\n%(guide)s is now %(label)s for %(team)s. Write to %(email)s whenever you want to talk."
        )
        values = {"name": reader.name, "guide": assignment.person.name, "label": label, "team": team.name,
                  "email": assignment.person.email}  # fmt: skip
        return gettext("New %(label)s for %(team)s") % {"label": label, "team": team.name}, text % values

    notices.tell(notices.coordinators_of(team, today), kind="guide_new", words=words, now=now)


@transaction.atomic
def end_guide(*, team: Team, by: Person, now: datetime, today: date, note: str = "") -> None:
    """Let a team be without a guide from today; the guide and the team are told. Nothing happens without one."""
    current = GuideAssignment.objects.select_for_update().filter(team=team, ends__isnull=True).first()
    if current is None:
        return
    guide = current.person
    audit.record(verb="guide.ended", on=current, by=by, now=now, details={"guide": guide.pk})
    _end(current, today, note)
    _tell_ended(team, guide, by, now, today)


@transaction.atomic
def end_staff_role(*, role: Role, by: Person, now: datetime, today: date) -> int:
    """End a colleague's role at once, and let the teams go that they can no longer guide; return how many (B14).

    Somebody with another role at the organiser that lets them guide keeps their teams.
    """
    end_role(role=role, by=by, ends=today - timedelta(days=1), now=now)
    staying = Role.objects.filter(
        in_force(today), person=role.person_id, organiser=role.organiser_id, kind__in=STAFF_ROLES
    )
    if staying.exclude(pk=role.pk).exists():
        return 0
    guided = GuideAssignment.objects.filter(person=role.person_id, organiser=role.organiser_id, ends__isnull=True)
    teams = [row.team for row in guided.select_related("team__network", "team__municipality").order_by("pk")]
    for team in teams:
        end_guide(team=team, by=by, now=now, today=today)
    return len(teams)


def _tell_ended(team: Team, guide: Person, by: Person, now: datetime, today: date) -> None:
    def words(reader: Person) -> tuple[str, str]:
        text = gettext(
            "Hello %(name)s,\n\n%(guide)s is no longer %(label)s for %(team)s, and nobody has taken over yet. "
            "Until then, write to %(by)s: %(email)s"
        )
        label = label_of(team.network, "guide")
        values = {"name": reader.name, "guide": guide.name, "label": label, "team": team.name, "by": by.name,
                  "email": by.email}  # fmt: skip
        return gettext("%(team)s is without %(label)s for now") % values, text % values

    notices.tell([guide, *notices.coordinators_of(team, today)], kind="guide_ended", words=words, now=now)


@dataclass(frozen=True)
class Opinion:
    """The operative group's view of a team: a colour in words, a note, the next step."""

    state: str
    note: str = ""
    next_step: str = ""


@transaction.atomic
def review_team(*, team: Team, gathering: Gathering, opinion: Opinion, by: Person, now: datetime) -> ReviewNote:
    """Note what the operative group thinks of a team in the period that a gathering ends (E17)."""
    review = ReviewNote.objects.filter(team=team, gathering=gathering).first() or ReviewNote(
        team=team, gathering=gathering, organiser_id=team.organiser_id, municipality_id=team.municipality_id
    )
    review.state, review.by, review.at = opinion.state, by, now
    review.note, review.next_step = clean(opinion.note).strip(), clean(opinion.next_step).strip()
    review.save()
    audit.record(verb="team.reviewed", on=review, by=by, now=now, details={"state": opinion.state})
    return review


@transaction.atomic
def note_anchoring(*, team: Team, point: str, text: str, on: date, by: Person, now: datetime) -> AnchoringEvidence:
    """Write evidence for a point of the anchoring checklist (B10)."""
    evidence = AnchoringEvidence(
        team=team, point=point, text=clean(text).strip(), on=on, by=by, organiser_id=team.organiser_id,
        municipality_id=team.municipality_id,
    )  # fmt: skip
    evidence.save()
    audit.record(verb="anchoring.noted", on=evidence, by=by, now=now, details={"point": point})
    return evidence
