"""The mentor programme of the fixed cast: Flesberg's in full swing, Røros' as the neighbour's.

In Flesberg, on 12 March 2026: «Mentor» and «Mentee» have been a pair since 2 February, with a talk held on 10
February, one due now and one to come; «Mentor» has a second place. «Other mentor» is not trained. «New hire» began on
2 March without a mentor. The ward leader has signed the commitment, the others not yet.
"""

from __future__ import annotations

import uuid
from datetime import date, timedelta
from typing import Any

from mentornett.core.sealing import seal
from mentornett.mentoring.models import (
    ChecklistItem,
    ChecklistTask,
    Commitment,
    CommitmentText,
    Employment,
    Mentor,
    MentorPlaces,
    Note,
    Pair,
    PlannedTalk,
    Programme,
    Signature,
    Talk,
    UnitStep,
)
from mentornett.tenants.models import Municipality, Person, Role, Unit

NOTE_CANARY = "samtalehemmelighet"  # stands in every note; only its owner may ever see it
PEOPLE = {
    "programme_leader": ("Pia Prosjektleder", "flesberg", "programme_leader"),
    "hr": ("Hanna Personal", "flesberg", "hr"),
    "ward_leader": ("Vilde Enhetsleder", "flesberg", "unit_leader"),
    "other_ward_leader": ("Odd Enhetsleder", "flesberg", "unit_leader"),
    "mentor": ("Mona Mentor", "flesberg", "mentor"),
    "other_mentor": ("Mats Mentor", "flesberg", "mentor"),
    "mentee": ("Nora Nytilsatt", "flesberg", "mentee"),
    "new_hire": ("Nils Nytilsatt", "flesberg", "mentee"),
    "union_rep": ("Turid Tillitsvalgt", "flesberg", "union"),
    "measure_lead": ("Maren Måleansvarlig", "flesberg", "measure_lead"),
    "neighbour_programme_leader": ("Petra Naboprosjektleder", "roros", "programme_leader"),
    "neighbour_mentor": ("Marit Nabomentor nabohemmelighet", "roros", "mentor"),
    "neighbour_mentee": ("Niklas Nabonytilsatt nabohemmelighet", "roros", "mentee"),
}
LED = {"ward_leader": "ward", "other_ward_leader": "home_care"}


def build_mentoring(people: dict[str, Person], things: dict[str, Any], *, now: Any) -> None:
    """Build both programmes; call it inside the scope of everything."""
    _units(things)
    for key, (name, where, kind) in PEOPLE.items():
        people[key] = Person.objects.create(
            email=f"{key}@eksempel.no", name=name, profession="sykepleier", activated_at=now - timedelta(days=60)
        )
        Role.objects.create(
            person=people[key], kind=kind, starts=date(2025, 8, 1), municipality=things[where],
            unit=things[LED[key]] if key in LED else None,
        )  # fmt: skip
    for prefix, place in (("", "flesberg"), ("neighbour_", "roros")):
        _programme(things, prefix, things[place], now)
        _pair(people, things, prefix, things[place], now)
    _others(people, things)


def _units(things: dict[str, Any]) -> None:
    flesberg, roros = things["flesberg"], things["roros"]
    things["care_home"] = Unit.objects.create(municipality=flesberg, name="Flesberg sykehjem", kind="sykehjem")
    things["ward"] = Unit.objects.create(municipality=flesberg, parent=things["care_home"], name="Post 1")
    things["home_care"] = Unit.objects.create(municipality=flesberg, name="Hjemmesykepleien")
    things["neighbour_ward"] = Unit.objects.create(municipality=roros, name="Røros sykehjem nabohemmelighet")


def _programme(things: dict[str, Any], prefix: str, municipality: Municipality, now: Any) -> None:
    programme = Programme.objects.create(
        municipality=municipality, name=f"Mentorprogram i {municipality.name}", template="trondheim",
        starts=date(2025, 9, 1), professions=["sykepleier"],
    )  # fmt: skip
    things[f"{prefix}programme"] = programme
    for number, (kind, topic, opens, due) in enumerate(
        (
            ("mentor", "Velkommen", 0, 14),
            ("mentor", "Den første tiden", 30, 45),
            ("leader", "Hvordan går det?", 60, 75),
        ),
        start=1,
    ):
        things[f"{prefix}planned_{number}"] = PlannedTalk.objects.create(
            municipality=municipality, programme=programme, number=number, kind=kind, topic=topic,
            guide="Hva overrasket?", opens_day=opens, due_day=due,
        )  # fmt: skip
    things[f"{prefix}item"] = ChecklistItem.objects.create(
        municipality=municipality, programme=programme, number=1, text="Medisinrommet", signer="mentor", due_day=14
    )
    things[f"{prefix}text"] = CommitmentText.objects.create(
        municipality=municipality, programme=programme, version=1, purpose="Å bli", leader_duties="Gi tid",
        mentor_duties="Møte", mentee_duties="Møte", minutes_a_month=60, made_at=now - timedelta(days=150),
    )  # fmt: skip
    unit = things["ward" if not prefix else "neighbour_ward"]
    things[f"{prefix}step"] = UnitStep.objects.create(
        municipality=municipality, programme=programme, unit=unit, phase="pilot", starts=date(2025, 10, 1)
    )


def _pair(people: dict[str, Person], things: dict[str, Any], prefix: str, municipality: Municipality, now: Any) -> None:
    place = {"municipality": municipality}
    mentee, mentor_person = people[f"{prefix}mentee"], people[f"{prefix}mentor"]
    unit = things["ward" if not prefix else "neighbour_ward"]
    first = date(2026, 2, 2)
    employment = Employment.objects.create(
        person=mentee, unit=unit, profession="sykepleier", starts=first, programme=things[f"{prefix}programme"],
        followed_from=first, number="1001", **place,
    )  # fmt: skip
    mentor = Mentor.objects.create(
        person=mentor_person, unit=unit, profession="sykepleier", starts=date(2025, 9, 1),
        trained_on=date(2025, 10, 15), practised_since=date(2015, 6, 1), **place,
    )  # fmt: skip
    MentorPlaces.objects.create(mentor=mentor, places=2, starts=date(2025, 9, 1), **place)
    pair = Pair.objects.create(employment=employment, mentee=mentee, mentor=mentor, starts=first, **place)
    things |= {f"{prefix}employment": employment, f"{prefix}mentor_row": mentor, f"{prefix}pair": pair}
    for number, (state, held) in enumerate(
        (("held", date(2026, 2, 10)), ("planned", None), ("planned", None)), start=1
    ):
        planned = things[f"{prefix}planned_{number}"]
        things[f"{prefix}talk_{number}"] = Talk.objects.create(
            employment=employment, pair=pair, planned=planned, number=number, kind=planned.kind, topic=planned.topic,
            guide=planned.guide, opens=first + timedelta(days=planned.opens_day),
            due=first + timedelta(days=planned.due_day), state=state, held_on=held,
            said_by=mentor_person if held else None, said_at=now - timedelta(days=30) if held else None, **place,
        )  # fmt: skip
    things[f"{prefix}task"] = ChecklistTask.objects.create(
        employment=employment, item=things[f"{prefix}item"], number=1, text="Medisinrommet", signer="mentor",
        due=first + timedelta(days=14), **place,
    )  # fmt: skip
    leader = people["ward_leader" if not prefix else "neighbour_programme_leader"]
    commitment = Commitment.objects.create(
        pair=pair, text=things[f"{prefix}text"], leader=leader, minutes_a_month=60, made_at=now - timedelta(days=38),
        **place,
    )  # fmt: skip
    Signature.objects.create(
        commitment=commitment,
        party="leader",
        person=leader,
        signed_at=now - timedelta(days=37),
        digest="0" * 64,
        **place,
    )
    things[f"{prefix}commitment"] = commitment
    _notes(things, prefix, pair, mentee, mentor_person, now)


def _notes(things: dict[str, Any], prefix: str, pair: Pair, mentee: Person, mentor: Person, now: Any) -> None:
    shared = uuid.uuid4()
    rows = [
        ("mentee_note", mentee, mentee, uuid.uuid4(), False), ("mentor_note", mentor, mentor, uuid.uuid4(), False),
        ("shared_note", mentor, mentor, shared, True), ("shared_copy", mentee, mentor, shared, True),
    ]  # fmt: skip
    for key, owner, author, written, is_shared in rows:
        things[f"{prefix}{key}"] = Note.objects.create(
            owner=owner, author=author, pair=pair, talk=things[f"{prefix}talk_1"], written=written, shared=is_shared,
            sealed=seal(f"{NOTE_CANARY} {key}"), written_at=now, changed_at=now, municipality=pair.municipality,
        )  # fmt: skip


def _others(people: dict[str, Person], things: dict[str, Any]) -> None:
    flesberg = things["flesberg"]
    things["other_mentor_row"] = Mentor.objects.create(
        person=people["other_mentor"], unit=things["home_care"], profession="sykepleier", starts=date(2026, 1, 1),
        municipality=flesberg,
    )  # fmt: skip
    things["new_employment"] = Employment.objects.create(
        person=people["new_hire"], unit=things["ward"], profession="sykepleier", starts=date(2026, 3, 2),
        programme=things["programme"], followed_from=date(2026, 3, 2), number="1002", municipality=flesberg,
    )  # fmt: skip
