"""All that is stored about one person, for the person: what it is, who can see it, and the rows."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext

from mentornett.competence.models import Enrolment, Membership, Pulse
from mentornett.competence.queries.pulse import own_answers
from mentornett.core.models import AccessEntry, AuditEntry
from mentornett.core.scoping import EVERYONE, inside
from mentornett.core.text import in_language
from mentornett.network.models import (
    Comment,
    GroupMember,
    GuidanceTime,
    GuideAssignment,
    NetworkGuest,
    SponsorQuestion,
    TeamMember,
)
from mentornett.tenants.models import Letter, Person, Role
from mentornett.tenants.queries import DataPart, Row, calendar_link_of, day_value

Words = Callable[[str], str]


def data_about(person: Person, *, deed: Words, page: Words) -> list[DataPart]:
    """Return all parts, in the language in force. The person's own rows are read wherever they lie.

    `deed` and `page` tell in words what the logs name by a key.
    """
    makers: tuple[Callable[[Person], DataPart], ...] = (
        _details, _private, _roles, _memberships, _guidance, _talks, _groups, _courses, _circles, _pulses,
        _comments, _questions, _letters,
    )  # fmt: skip
    with inside(EVERYONE):
        return [*(make(person) for make in makers), _deeds(person, deed), _readings(person, page)]


def _team() -> str:
    return gettext("Your teams, their guides and those who run their networks")


def _details(person: Person) -> DataPart:
    row = {
        gettext("Name"): person.name,
        gettext("E-mail"): person.email,
        gettext("Work title"): person.title,
        gettext("Profession"): person.profession,
        gettext("Account taken into use"): day_value(person.activated_at),
    }
    return DataPart("details", gettext("Who you are"), _team(), (row,))


def _private(person: Person) -> DataPart:
    link = calendar_link_of(person)
    row = {
        gettext("Phone"): person.phone,
        gettext("Language"): person.get_language_display(),
        gettext("Colours"): str(person.get_colour_scheme_display()),
        gettext("E-mail once a week, for those who follow up"): gettext("Yes")
        if person.weekly_letter
        else gettext("No"),
        gettext("Last log-in"): day_value(person.last_login),
        gettext("Calendar link made"): day_value(link.made_at) if link else "",
    }
    return DataPart("private", gettext("Your own choices"), gettext("Only you"), (row,))


def _spell(row: Any) -> Row:
    return {gettext("From"): day_value(row.starts), gettext("To"): day_value(row.ends)}


def _roles(person: Person) -> DataPart:
    rows = Role.objects.filter(person=person).select_related("organiser", "municipality").order_by("starts")
    found = tuple(
        {gettext("Role"): str(row.get_kind_display()), gettext("At"): str(row.organiser or row.municipality)}
        | _spell(row)
        for row in rows
    )
    return DataPart("roles", gettext("Your roles"), _team(), found)


def _memberships(person: Person) -> DataPart:
    rows = TeamMember.objects.filter(person=person).select_related("team", "role", "unit").order_by("starts")
    found = tuple(
        {
            gettext("Team"): row.team.name,
            gettext("Role"): in_language(row.role.label),
            gettext("Unit"): str(row.unit or ""),
            gettext("Reason for leaving"): row.reason,
        }
        | _spell(row)
        for row in rows
    )
    return DataPart("memberships", gettext("Your teams"), _team(), found)


def _guidance(person: Person) -> DataPart:
    rows = GuideAssignment.objects.filter(person=person).select_related("team").order_by("starts")
    found = tuple({gettext("Team"): row.team.name} | _spell(row) for row in rows)
    return DataPart("guidance", gettext("Teams you have guided"), _team(), found)


def _talks(person: Person) -> DataPart:
    rows = GuidanceTime.objects.filter(Q(person=person) | Q(booked_by=person)).select_related("team", "person")
    found = tuple(
        {
            gettext("Day"): day_value(row.on), gettext("Guide"): row.person.name,
            gettext("Team"): row.team.name if row.team else "", gettext("What you want to talk about"): row.topic,
        }
        for row in rows.order_by("on", "starts")
    )  # fmt: skip
    return DataPart("talks", gettext("Talks you have offered or booked"), _team(), found)


def _groups(person: Person) -> DataPart:
    rows = GroupMember.objects.filter(person=person).select_related("network").order_by("starts")
    found = tuple(
        {gettext("Network"): row.network.name, gettext("Group"): str(row.get_group_display())} | _spell(row)
        for row in rows
    )
    visits = NetworkGuest.objects.filter(person=person).select_related("network").order_by("starts")
    found += tuple(
        {gettext("Network"): row.network.name, gettext("Group"): gettext("Guest")} | _spell(row) for row in visits
    )
    return DataPart("groups", gettext("Your groups"), gettext("Everyone in the network"), found)


def _courses(person: Person) -> DataPart:
    rows = Enrolment.objects.filter(person=person).select_related("course").prefetch_related("attendances__session")
    found = tuple(
        {
            gettext("Training course"): row.course.name, gettext("State"): str(row.get_state_display()),
            gettext("When"): day_value(row.asked_at), gettext("Completed"): day_value(row.completed_on),
            gettext("Sessions attended"): ", ".join(str(there.session.on) for there in row.attendances.all()),
        }
        for row in rows.order_by("asked_at", "pk")
    )  # fmt: skip
    readers = gettext("Those who run the course, and your project leader")
    return DataPart("courses", gettext("Your courses"), readers, found)


def _circles(person: Person) -> DataPart:
    rows = Membership.objects.filter(person=person).select_related("circle").order_by("starts", "pk")
    found = tuple({gettext("Network"): row.circle.name} | _spell(row) for row in rows)
    return DataPart(
        "circles", gettext("Your networks for mentors"), gettext("Its members, and who is responsible"), found
    )


def _pulses(person: Person) -> DataPart:
    """Return the person's own answers about being a mentor; nobody else is ever shown this part."""
    rows = own_answers(Pulse.objects.filter(person=person).order_by("answered_on", "pk"))
    found = tuple(
        {
            gettext("Day"): day_value(row.pulse.answered_on), gettext("Load"): row.pulse.load,
            gettext("Support"): row.pulse.support, gettext("Meaning"): row.pulse.meaning,
            gettext("Text"): row.text,
        }
        for row in rows
    )  # fmt: skip
    return DataPart("pulses", gettext("How it is to be a mentor"), gettext("Only you"), found)


def _comments(person: Person) -> DataPart:
    rows = Comment.objects.filter(by=person).select_related("submission__team").order_by("at")
    found = tuple(
        {gettext("When"): day_value(row.at), gettext("Team"): row.submission.team.name, gettext("Text"): row.text}
        for row in rows
    )
    seen_by = gettext("Those who can read the report; private ones only the organiser")
    return DataPart("comments", gettext("Comments you have written"), seen_by, found)


def _questions(person: Person) -> DataPart:
    rows = SponsorQuestion.objects.filter(asked_by=person).select_related("team").order_by("asked_at")
    found = tuple(
        {gettext("When"): day_value(row.asked_at), gettext("Team"): row.team.name, gettext("Text"): row.text}
        for row in rows
    )
    return DataPart("questions", gettext("Questions you have asked"), _team(), found)


def _letters(person: Person) -> DataPart:
    rows = Letter.objects.filter(to_person=person).order_by("created_at")
    found = tuple({gettext("When"): day_value(row.created_at), gettext("Subject"): row.subject} for row in rows)
    return DataPart("letters", gettext("E-mails to you"), gettext("Only you"), found)


def _deeds(person: Person, words: Words) -> DataPart:
    rows = AuditEntry.objects.filter(person=person).order_by("at", "pk")
    found = tuple(
        {
            gettext("When"): day_value(row.at),
            gettext("What"): words(row.verb),
            gettext("Number"): row.object_id,
        }
        for row in rows
    )
    return DataPart("deeds", gettext("What you have done"), gettext("You and those who run the network"), found)


def _readings(person: Person, words: Words) -> DataPart:
    rows = AccessEntry.objects.filter(subject=person).select_related("reader").order_by("at", "pk")
    found = tuple(
        {
            gettext("When"): day_value(row.at),
            gettext("Who"): row.reader.name if row.reader else "",
            gettext("Page"): words(row.page),
        }
        for row in rows
    )
    return DataPart("readings", gettext("Who has seen data about you"), gettext("Only you"), found)
