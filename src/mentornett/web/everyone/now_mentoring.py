"""The mentor programme on «Now»: the next talk of mentor, mentee and leader. Nobody is ever said to be behind."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from django.urls import reverse
from django.utils import formats
from django.utils.timezone import localdate
from django.utils.translation import gettext, ngettext

from mentornett.core.time import add_months, date_words, moment_words
from mentornett.measurement.permissions.facts import (
    FACT_KEEPERS,
    measures_to_fill,
    programmes_kept_by,
    programmes_to_count,
)
from mentornett.mentoring.choices import TalkKind
from mentornett.mentoring.permissions import may_see_lists, municipalities_run_by
from mentornett.mentoring.permissions.commitments import commitments_to_sign, promises_of
from mentornett.mentoring.permissions.follow_up import followed_by
from mentornett.mentoring.permissions.joint import invitations_of
from mentornett.mentoring.permissions.talks import takes_part, talks_soon
from mentornett.mentoring.queries.follow_up import work_list
from mentornett.mentoring.queries.talks import other_in
from mentornett.mentoring.rules.follow_up import FIRST
from mentornett.tenants.choices import PROGRAMME_ROLES, RoleKind
from mentornett.tenants.permissions import Viewer
from mentornett.web.everyone.now_items import NowItem

DAYS = 14


def questions_of(viewer: Viewer) -> dict[str, Any]:
    """Return what one may have something of by one's roles: promises of earlier, invitations to a project leader."""
    found: dict[str, Any] = {}
    if viewer.municipalities_as(*PROGRAMME_ROLES) and not takes_part(viewer):
        found |= {"promises": promises_of(viewer)}
    if viewer.municipalities_as(RoleKind.PROGRAMME_LEADER):
        found |= {"invitations": invitations_of(viewer)}
    return found


def items_of(viewer: Viewer, now: datetime, has: Mapping[str, Any]) -> list[NowItem]:
    """Return one thing to do for each person's next talk, and one for the whole work list.

    `has` holds those of the questions that have an answer.
    """
    if not viewer.municipalities_as(*PROGRAMME_ROLES):
        return []
    own = takes_part(viewer) or "promises" in has
    unsigned = [_to_sign(row, viewer) for row in commitments_to_sign(viewer)] if own else []
    talks = [_item(row, viewer, now) for row in talks_soon(viewer, DAYS)] if own else []
    asked = _invitations(has.get("invitations", ()))
    return unsigned + asked + talks + _to_follow_up(viewer) + _facts(viewer) + _figures(viewer)


def _facts(viewer: Viewer) -> list[NowItem]:
    """Return what those who keep facts lack: a programme, a starting point, and the figures of the last month."""
    if not viewer.municipalities_as(*FACT_KEEPERS):
        return []
    kept = programmes_kept_by(viewer)
    return _to_begin(viewer, kept) + _baselines(viewer, kept) + _months(viewer)


def _to_begin(viewer: Viewer, kept: Iterable[Any]) -> list[NowItem]:
    """Return one thing to do for each municipality that has a project leader and no programme yet."""
    without = viewer.municipalities_as(RoleKind.PROGRAMME_LEADER) - {row.municipality_id for row in kept}
    return [
        NowItem(
            what=gettext("Set up the mentor programme"), who=place.name, urgency=60,
            reason=gettext("Choose a template. It takes ten minutes, and everything can be changed."),
            url=reverse("programme:new", args=[place.pk]), action=gettext("Choose a template"),
            role=str(RoleKind.PROGRAMME_LEADER.label),
        )
        for place in (municipalities_run_by(viewer).filter(pk__in=without) if without else ())
    ]  # fmt: skip


def _months(viewer: Viewer) -> list[NowItem]:
    """Return one thing for all that lacks last month's figure, for the measurement lead."""
    rows = measures_to_fill(viewer) if viewer.municipalities_as(RoleKind.MEASURE_LEAD) else []
    if not rows:
        return []
    month = formats.date_format(add_months(viewer.today.replace(day=1), -1), "F")
    return [
        NowItem(
            what=gettext("Write in the figures for %(month)s") % {"month": month.lower()}, urgency=34,
            reason=", ".join(row.name for row in rows), url=reverse("programme:series"),
            action=gettext("To the figures"), role=str(RoleKind.MEASURE_LEAD.label),
        )
    ]  # fmt: skip


def _baselines(viewer: Viewer, kept: Iterable[Any]) -> list[NowItem]:
    """Return the programmes that begin soon or began lately, and whose starting point nobody has counted (J01)."""
    return [
        NowItem(
            what=gettext("Count the starting point"), who=row.name, urgency=58 if row.starts > viewer.today else 30,
            reason=gettext("How many of those hired before were still here after 12 months? Later it is hard to know."),
            url=reverse("programme:baseline", args=[row.pk]), action=gettext("Count it"), role=_follower(viewer),
        )
        for row in programmes_to_count(kept, viewer.today)
    ]  # fmt: skip


def _invitations(rows: Iterable[Any]) -> list[NowItem]:
    """Return the questions whether to own a programme together with other municipalities."""
    return [
        NowItem(
            what=gettext("Answer whether you will own a programme together"), reason=row.joint.name, urgency=40,
            url=reverse("programme:joint_invitation", args=[row.pk]), action=gettext("Look at it and answer"),
            role=str(RoleKind.PROGRAMME_LEADER.label),
        )
        for row in rows
    ]  # fmt: skip


def _to_follow_up(viewer: Viewer) -> list[NowItem]:
    """Return the work list as one thing: how many of what, without a name."""
    lines = work_list(followed_by(viewer), viewer.today) if may_see_lists(viewer) else []
    if not lines:
        return []
    kinds = Counter(line.found.kind for line in lines)
    what = ngettext(
        "One thing to follow up in the mentor programme", "%(n)s things to follow up in the mentor programme",
        len(lines),
    )  # fmt: skip
    return [
        NowItem(
            what=what % {"n": len(lines)}, reason=", ".join(f"{kind.label} ({n})" for kind, n in kinds.items()),
            urgency=68 if lines[0].found.tier == FIRST else 42, url=reverse("programme:follow_up"),
            action=gettext("To the list"), role=_follower(viewer),
        )
    ]  # fmt: skip


def _follower(viewer: Viewer) -> str:
    kinds = (RoleKind.PROGRAMME_LEADER, RoleKind.HR, RoleKind.UNIT_LEADER, RoleKind.MEASURE_LEAD)
    return next((str(kind.label) for kind in kinds if viewer.municipalities_as(kind)), "")


def _figures(viewer: Viewer) -> list[NowItem]:
    """Return the way to the figures, for a union representative."""
    if not viewer.municipalities_as(RoleKind.UNION):
        return []
    return [
        NowItem(
            what=gettext("How the mentor programme goes"), urgency=5, url=reverse("programme:figures"),
            reason=gettext("Figures without names, what is stored, and who sees what."),
            action=gettext("See the figures"), role=str(RoleKind.UNION.label),
        )
    ]  # fmt: skip


def _to_sign(row: Any, viewer: Viewer) -> NowItem:
    mentor, mentee = row.pair.mentor.person, row.pair.mentee
    roles = {row.leader_id: gettext("Unit leader"), mentor.pk: gettext("Mentor"), mentee.pk: gettext("Newly hired")}
    return NowItem(
        what=gettext("Read and sign the commitment of three"), reason=gettext("It takes less than a minute."),
        urgency=62, url=reverse("pair:commitment", args=[row.pk]), action=gettext("Read and sign"),
        who=f"{mentor.name} – {mentee.name}", role=roles[viewer.person.pk],
    )  # fmt: skip


def _item(talk: Any, viewer: Viewer, now: datetime) -> NowItem:
    today = localdate(now)
    other = other_in(talk, viewer.person)
    what, urgency, action, at = _next_step(talk, viewer, now)
    return NowItem(
        what=what % {"who": other.name if other else gettext("your leader")}, reason=talk.topic, urgency=urgency,
        url=reverse("pair:talk", args=[talk.pk]), action=action, due=localdate(at) if at else talk.due,
        when=moment_words(at, today) if at else _in_plan(talk, today), role=_role(talk, viewer),
    )  # fmt: skip


def _next_step(talk: Any, viewer: Viewer, now: datetime) -> tuple[str, int, str, datetime | None]:
    """Return what is to be done, how urgent it is, the button, and the time it is about."""
    proposed = talk.proposed_at if talk.proposed_at and talk.proposed_at > now else None
    if talk.agreed_at and talk.agreed_at <= now:
        return gettext("Have you talked with %(who)s?"), 60, gettext("Answer"), talk.agreed_at
    if proposed and talk.proposed_by_id != viewer.person.pk:
        return gettext("Answer the time that %(who)s proposes"), 65, gettext("Look at the time"), proposed
    if talk.agreed_at:
        return gettext("Talk with %(who)s"), 45, gettext("Prepare"), talk.agreed_at
    if proposed:
        return gettext("%(who)s has not answered the time you proposed yet"), 20, gettext("To the talk"), proposed
    return gettext("Find a time for a talk with %(who)s"), 45, gettext("To the talk"), None


def _in_plan(talk: Any, today: date) -> str:
    if talk.due < today:
        return gettext("When it suits you both")
    return gettext("Before %(day)s") % {"day": date_words(talk.due, today)}


def _role(talk: Any, viewer: Viewer) -> str:
    if talk.employment.person_id == viewer.person.pk:
        return gettext("Newly hired")
    return gettext("Unit leader") if talk.kind == TalkKind.LEADER else gettext("Mentor")
