"""What the mentor programme holds about one person, for that person. Notes are opened for their owner alone."""

from __future__ import annotations

from collections.abc import Callable

from django.db.models import Q
from django.utils.translation import gettext

from mentornett.core.scoping import EVERYONE, inside
from mentornett.core.sealing import unseal
from mentornett.mentoring.models import (
    ChecklistTask,
    Employment,
    Leave,
    Mentor,
    MentorLeave,
    Note,
    Pair,
    Signature,
    Talk,
    Wish,
)
from mentornett.tenants.models import Person
from mentornett.tenants.queries import DataPart, day_value


def mentoring_data_about(person: Person) -> list[DataPart]:
    """Return all parts, in the language in force; for somebody outside every programme there are none."""
    makers: tuple[Callable[[Person], DataPart], ...] = (
        _work, _register, _away, _pairs, _talks, _tasks, _signatures, _notes, _wishes,
    )  # fmt: skip
    with inside(EVERYONE):
        parts = [make(person) for make in makers]
    return parts if any(part.rows for part in parts) else []


def _followers() -> str:
    return gettext("You, your leader, HR and the project leader of the mentor programme")


def _pair_alone() -> str:
    return gettext("The two of you; leader and project leader see topic, dates and status")


def _work(person: Person) -> DataPart:
    rows = Employment.objects.filter(person=person).select_related("unit", "programme").order_by("starts")
    found = tuple(
        {
            gettext("Unit"): row.unit.name, gettext("Profession"): row.profession,
            gettext("Mentor programme"): row.programme.name if row.programme else "",
            gettext("From"): day_value(row.starts), gettext("To"): day_value(row.ends),
            gettext("Employee number"): row.number,
        }
        for row in rows
    )  # fmt: skip
    return DataPart("employments", gettext("Your work as newly hired"), _followers(), found)


def _register(person: Person) -> DataPart:
    rows = Mentor.objects.filter(person=person).select_related("unit").order_by("starts")
    found = tuple(
        {
            gettext("Unit"): row.unit.name if row.unit else "", gettext("Profession"): row.profession,
            gettext("Education"): row.education, gettext("Mentor training"): day_value(row.trained_on),
            gettext("Special fields"): ", ".join(row.specialities), gettext("Languages"): ", ".join(row.languages),
            gettext("From"): day_value(row.starts), gettext("To"): day_value(row.ends),
        }
        for row in rows
    )  # fmt: skip
    return DataPart("mentor", gettext("You in the register of mentors"), _followers(), found)


def _away(person: Person) -> DataPart:
    leaves: list[Leave | MentorLeave] = [
        *Leave.objects.filter(employment__person=person).order_by("starts"),
        *MentorLeave.objects.filter(mentor__person=person).order_by("starts"),
    ]
    found = tuple({gettext("From"): day_value(row.starts), gettext("To"): day_value(row.ends)} for row in leaves)
    return DataPart("away", gettext("Times you were away"), _followers(), found)


def _mine(person: Person, path: str = "") -> Q:
    return Q(**{f"{path}mentee": person}) | Q(**{f"{path}mentor__person": person})


def _pairs(person: Person) -> DataPart:
    rows = Pair.objects.filter(_mine(person)).select_related("mentee", "mentor__person").order_by("starts")
    found = tuple(
        {
            gettext("New hire"): row.mentee.name, gettext("Mentor"): row.mentor.person.name,
            gettext("Role"): str(row.get_role_display()), gettext("From"): day_value(row.starts),
            gettext("To"): day_value(row.ends),
        }
        for row in rows
    )  # fmt: skip
    return DataPart("pairs", gettext("Your pairs"), _followers(), found)


def _talks(person: Person) -> DataPart:
    rows = Talk.objects.filter(_mine(person, "pair__")).order_by("opens", "number")
    found = tuple(
        {
            gettext("Topic"): row.topic, gettext("State"): str(row.get_state_display()),
            gettext("Agreed time"): day_value(row.agreed_at), gettext("Held"): day_value(row.held_on),
            gettext("Room or link"): row.place, gettext("Why it was not held"): row.reason,
        }
        for row in rows
    )  # fmt: skip
    return DataPart("mentor_talks", gettext("Your talks"), _pair_alone(), found)


def _tasks(person: Person) -> DataPart:
    rows = ChecklistTask.objects.filter(employment__person=person).order_by("number", "pk")
    found = tuple({gettext("Task"): row.text, gettext("Done"): day_value(row.done_on)} for row in rows)
    return DataPart("checklist", gettext("Your checklist"), _followers(), found)


def _signatures(person: Person) -> DataPart:
    rows = Signature.objects.filter(person=person).select_related("commitment__pair__mentee").order_by("signed_at")
    found = tuple(
        {
            gettext("New hire"): row.commitment.pair.mentee.name,
            gettext("You signed as"): str(row.get_party_display()),
            gettext("Signed"): day_value(row.signed_at), gettext("SHA-256"): row.digest,
        }
        for row in rows
    )  # fmt: skip
    seen_by = gettext("The three of you; the project leader sees who has signed")
    return DataPart("commitments", gettext("Commitments you have signed"), seen_by, found)


def _notes(person: Person) -> DataPart:
    rows = Note.objects.filter(owner=person).select_related("author", "pair__mentee").order_by("written_at", "pk")
    found = tuple(
        {
            gettext("Written by"): row.author.name, gettext("Written"): day_value(row.written_at),
            gettext("Shared by both"): gettext("Yes") if row.shared else gettext("No"),
            gettext("Note"): unseal(bytes(row.sealed)),
        }
        for row in rows
    )  # fmt: skip
    return DataPart(
        "notes", gettext("Your notes, and those shared with you"), gettext("Only you, or both of you"), found
    )


def _wishes(person: Person) -> DataPart:
    rows = Wish.objects.filter(by=person).select_related("about").order_by("about__name_sort")
    found = tuple(
        {
            gettext("About"): row.about.name,
            gettext("Wish"): gettext("Rather not") if row.rather_not else gettext("Would like to"),
        }
        for row in rows
    )
    return DataPart("wishes", gettext("Your wishes"), gettext("Only you"), found)
