"""Who looks at what in a mentor programme."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count

from mentornett.core.scoping import EVERYONE, inside
from mentornett.measurement.models import MonthlyMeasure, NetworkConsent, RolloutPart
from mentornett.mentoring.models import Employment, Mentor, Pair, Programme, Talk
from mentornett.tenants.models import Person, Role


@dataclass(frozen=True)
class ProgrammeSubjects:
    """A programme and what stands in it."""

    municipality: int
    programme: int
    hire: int
    waiting: int  # a new hire without mentor, 0 where all have one
    mentor: int
    pair: int
    talk: int
    measure: int
    rollout: int
    network: int  # whose answers its municipality is counted in
    people: dict[str, Person]

    def number(self, name: str) -> int:
        """Return the id of a thing by its name."""
        return int(getattr(self, name))


def programme_subjects_of(programme: Programme) -> ProgrammeSubjects:
    """Choose the people and things of one programme."""
    with inside(EVERYONE):
        here = {"municipality": programme.municipality_id}
        pair = Pair.objects.filter(ends__isnull=True, **here).select_related("mentor__person", "mentee").latest("pk")
        hire = Employment.objects.get(pk=pair.employment_id)
        talk = Talk.objects.filter(pair=pair, state="planned").order_by("due")[0]
        waiting = Employment.objects.filter(programme=programme, pairs__isnull=True).first()
        roles = Role.objects.filter(**here).select_related("person")
        return ProgrammeSubjects(
            municipality=programme.municipality_id or 0, programme=programme.pk, hire=hire.pk,
            waiting=waiting.pk if waiting else 0, mentor=Mentor.objects.get(pk=pair.mentor_id).pk, pair=pair.pk,
            talk=talk.pk, measure=MonthlyMeasure.objects.filter(key="agency", **here)[0].pk,
            rollout=RolloutPart.objects.get(organiser=None, **here).pk,
            network=NetworkConsent.objects.get(**here).network_id,
            people={
                "project_leader": roles.get(kind="programme_leader").person, "mentor": pair.mentor.person,
                "unit_leader": roles.get(kind="unit_leader", unit=hire.unit_id).person, "mentee": pair.mentee,
            },
        )  # fmt: skip


def large_programme() -> ProgrammeSubjects:
    """Return the programme with most pairs."""
    return programme_subjects_of(_programmes()[-1])


def counting_programmes() -> list[tuple[int, ProgrammeSubjects]]:
    """Return the programmes that are alike but for their number of pairs: 1, 3 and 300."""
    with inside(EVERYONE):
        found = [(Pair.objects.filter(municipality=row.municipality_id).count(), row) for row in _programmes()[:-1]]
    return [(size, programme_subjects_of(row)) for size, row in found]


def _programmes() -> list[Programme]:
    with inside(EVERYONE):
        sizes = dict(Pair.objects.values_list("municipality").annotate(size=Count("pk")))
        return sorted(Programme.objects.all(), key=lambda row: sizes.get(row.municipality_id, 0))
