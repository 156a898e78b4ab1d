"""Members of teams: added, given another role, ended; nothing is overwritten (A12)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext

from mentornett.core import audit
from mentornett.core.text import clean, in_language
from mentornett.core.time import date_words
from mentornett.network import queries
from mentornett.network.actions import notices
from mentornett.network.models import RoleRule, Team, TeamMember
from mentornett.network.rules import Vacancy
from mentornett.tenants.actions import end_open_roles, find_or_invite, give_role
from mentornett.tenants.choices import RoleKind
from mentornett.tenants.models import Person, Unit

DAY = timedelta(days=1)


@transaction.atomic
def add_member(
    *,
    team: Team,
    email: str,
    name: str,
    role: RoleRule,
    starts: date,
    by: Person,
    now: datetime,
    today: date,
    unit: Unit | None = None,
    title: str = "",
    profession: str = "",
    ends: date | None = None,
) -> TeamMember:
    """Put a person into a role of the team; somebody new is invited by e-mail. The same open role is kept as it is."""
    with notices.across(team):
        person = find_or_invite(
            email=email, name=name, by=by, now=now, language=_language_of(team), title=title,
            profession=profession, municipality=team.municipality, words=_invitation(team, name, by),
        )  # fmt: skip
        give_role(person=person, kind=RoleKind.MEMBER, by=by, starts=starts, now=now, municipality=team.municipality)
        return _take_role(team, person, role, unit, starts, ends, by, now, today)


def _invitation(team: Team, name: str, by: Person) -> Callable[[str, int], tuple[str, str]]:
    def words(link: str, days: int) -> tuple[str, str]:
        text = queries.standing_text(
            team.network, "invitation.team", name=name, by=by.name, team=team.name, days=str(days)
        )
        return text.title, text.letter(link)

    return words


def _language_of(team: Team) -> str:
    return str(team.municipality.language) if team.municipality else "nb"


def _take_role(
    team: Team, person: Person, role: RoleRule, unit: Unit | None, starts: date, ends: date | None, by: Person,
    now: datetime, today: date,
) -> TeamMember:  # fmt: skip
    existing = team.members.filter(person=person, role=role, ends__isnull=True).first()
    if existing:
        return existing
    had_before = team.members.filter(role=role).exists()
    member = TeamMember(
        team=team, organiser_id=team.organiser_id, municipality_id=team.municipality_id, person=person, role=role,
        unit=unit, starts=starts, ends=ends,
    )  # fmt: skip
    member.save()
    details = {"team": team.pk, "person": person.pk, "role": role.key}
    audit.record(verb="member.added", on=member, by=by, now=now, details=details)
    if role.decides:
        _welcome_leader(member, now, changed=had_before, today=today)
    return member


@transaction.atomic
def change_role(
    *, member: TeamMember, role: RoleRule, on: date, by: Person, now: datetime, today: date, unit: Unit | None = None
) -> TeamMember:
    """Give a member another role or unit from a day on; the earlier spell is kept unless it began that day."""
    team = member.team
    with notices.across(team):
        before = _vacant(team, on)
        if member.starts >= on:
            member.role, member.unit = role, unit
            member.save(update_fields=["role", "unit"])
            audit.record(verb="member.changed", on=member, by=by, now=now, details={"role": role.key})
            changed = member
        else:
            member.ends = on - DAY
            member.save(update_fields=["ends"])
            changed = _take_role(team, member.person, role, unit, on, None, by, now, today)
        _tell_of_vacancies(team, before, on, now, today)
    return changed


@transaction.atomic
def change_unit(*, member: TeamMember, unit: Unit | None, by: Person, now: datetime) -> None:
    """Correct the unit a member works in."""
    member.unit = unit
    member.save(update_fields=["unit"])
    audit.record(verb="member.changed", on=member, by=by, now=now, details={"unit": unit.pk if unit else None})


@transaction.atomic
def end_member(*, member: TeamMember, ends: date, reason: str, by: Person, now: datetime, today: date) -> None:
    """Let a member leave after a last day, with the reason; a role left empty is told the same day (B04).

    Who has no other team in the municipality loses the way in after the same day.
    """
    team = member.team
    with notices.across(team):
        after = max(ends, member.starts) + DAY
        before = _vacant(team, after)
        member.ends, member.reason = max(ends, member.starts), clean(reason).strip()
        member.save(update_fields=["ends", "reason"])
        audit.record(verb="member.ended", on=member, by=by, now=now, details={"ends": str(member.ends)})
        _close_municipality_role(member, by, now)
        _tell_of_vacancies(team, before, after, now, today)


def _close_municipality_role(member: TeamMember, by: Person, now: datetime) -> None:
    others = TeamMember.objects.filter(person=member.person, municipality=member.municipality)
    if others.exclude(ends__isnull=False, ends__lte=member.ends).exists():
        return
    end_open_roles(
        person=member.person, kind=RoleKind.MEMBER, municipality_id=member.municipality_id, by=by,
        ends=member.ends or member.starts, now=now,
    )  # fmt: skip


@transaction.atomic
def confirm_onboarding(*, member: TeamMember, by: Person, now: datetime) -> None:
    """Note that a new leader has read what the team is and what is asked of them (L09)."""
    member.onboarded_at = now
    member.save(update_fields=["onboarded_at"])
    audit.record(verb="member.onboarded", on=member, by=by, now=now)


def _vacant(team: Team, day: date) -> dict[str, Vacancy]:
    return {vacancy.key: vacancy for vacancy in queries.vacancies_in([team], day)[team.pk]}


def _tell_of_vacancies(team: Team, before: dict[str, Vacancy], day: date, now: datetime, today: date) -> None:
    for key, vacancy in _vacant(team, day).items():
        if key not in before:
            _tell_of_vacancy(team, vacancy, max(day, today), now, today)


def _tell_of_vacancy(team: Team, vacancy: Vacancy, day: date, now: datetime, today: date) -> None:
    def _words(reader: Person) -> tuple[str, str]:
        values = {
            "team": team.name, "role": in_language(vacancy.label), "day": date_words(day, today), "name": reader.name,
            "link": notices.link(reverse("municipality:roster", args=[team.pk])),
        }  # fmt: skip
        subject = gettext("%(team)s lacks a role: %(role)s") % values
        text = gettext(
            "Hello %(name)s,\n\nFrom %(day)s nobody in %(team)s holds the role «%(role)s».\n\n"
            "The team decides who takes over. Those who may change the roster can do it here: %(link)s"
        )
        return subject, text % values

    readers = notices.coordinators_of(team, today) + notices.guides_of(team, today)
    readers += notices.leaders_of_organiser(team, today)
    notices.tell(readers, kind="vacancy", words=_words, now=now, key=f"vacancy:{team.pk}:{vacancy.key}:{day}")


def _welcome_leader(member: TeamMember, now: datetime, *, changed: bool, today: date) -> None:
    team = member.team
    values = {"team": team.name, "municipality": str(team.municipality), "organiser": str(team.organiser)}

    def _welcome(reader: Person) -> tuple[str, str]:
        subject = gettext("You are the leader in %(team)s") % values
        text = gettext(
            "Hello %(name)s,\n\nYou are the leader with decision authority in %(team)s.\n\n"
            "One page tells what this is and what is asked of you. It takes five minutes: %(link)s"
        )
        where = notices.link(reverse("municipality:onboarding", args=[member.pk]))
        return subject, text % {**values, "name": reader.name, "link": where}

    def _inform(reader: Person) -> tuple[str, str]:
        subject = gettext("New leader in %(team)s") % values
        text = gettext(
            "Hello %(name)s,\n\n%(leader)s is the new leader with decision authority in %(team)s, which works in the "
            "learning network of %(organiser)s.\n\nThe team needs you to go on backing the work. A word to the new "
            "leader helps. You will get the next one-page summary as before."
        )
        return subject, text % {**values, "name": reader.name, "leader": member.person.name}

    notices.tell([member.person], kind="onboarding", words=_welcome, now=now, key=f"onboarding:{member.pk}")
    if changed and team.sponsor:
        notices.tell([team.sponsor], kind="new_leader", words=_inform, now=now, key=f"new_leader:{member.pk}")
        team.sponsor_informed_at, team.sponsor_confirmed_at = now, None  # the next page asks whether they still back it
        team.save(update_fields=["sponsor_informed_at", "sponsor_confirmed_at"])
