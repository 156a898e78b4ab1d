"""Which programmes, hires, mentors, pairs and talks somebody may see."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from mentornett.mentoring.models import Employment, HireFile, Mentor, Pair, Programme
from mentornett.mentoring.rules.units import all_below
from mentornett.tenants.choices import RoleKind
from mentornett.tenants.models import Municipality, Unit
from mentornett.tenants.permissions import Viewer

READERS = (RoleKind.PROGRAMME_LEADER, RoleKind.HR, RoleKind.UNIT_LEADER, RoleKind.UNION, RoleKind.MEASURE_LEAD)
REGISTRARS = (RoleKind.PROGRAMME_LEADER, RoleKind.HR)
WITH_PAIR = ("mentee", "mentor__person", "employment__unit", "municipality")


def municipalities_run_by(viewer: Viewer) -> QuerySet[Municipality]:
    """Return the municipalities whose programme this person leads."""
    return Municipality.objects.filter(pk__in=viewer.municipalities_as(RoleKind.PROGRAMME_LEADER)).order_by("name_sort")


def municipalities_registered_by(viewer: Viewer) -> QuerySet[Municipality]:
    """Return the municipalities whose hires and mentors this person may register: project leader and HR."""
    return Municipality.objects.filter(pk__in=viewer.municipalities_as(*REGISTRARS)).order_by("name_sort")


def municipalities_to_hire_in(viewer: Viewer) -> QuerySet[Municipality]:
    """Return where this person may register somebody new: project leader and HR, and a unit leader in own units."""
    mine = Q(pk__in=viewer.municipalities_as(*REGISTRARS))
    if viewer.units_led:
        mine |= Q(pk__in=Unit.objects.filter(pk__in=viewer.units_led).values("municipality"))
    return Municipality.objects.filter(mine).order_by("name_sort")


def units_to_hire_in(viewer: Viewer, municipality: Municipality) -> frozenset[int] | None:
    """Return the units in which this person may register somebody new; None is all of them."""
    return None if may_register(viewer, municipality) else units_led_by(viewer)


def programmes_run_by(viewer: Viewer) -> QuerySet[Programme]:
    """Return the programmes that this person may change."""
    mine = viewer.municipalities_as(RoleKind.PROGRAMME_LEADER)
    return Programme.objects.filter(municipality__in=mine).select_related("municipality").order_by("name")


def programmes_visible_to(viewer: Viewer) -> QuerySet[Programme]:
    """Return the programmes whose content this person may read; it holds no person's data but its owner's name."""
    mine = viewer.municipalities_as(*READERS, RoleKind.MENTOR, RoleKind.MENTEE)
    return Programme.objects.filter(municipality__in=mine).select_related("municipality", "owner").order_by("name")


def hire_files_visible_to(viewer: Viewer) -> QuerySet[HireFile]:
    """Return the lists of employees, waiting or imported, where this person registers hires."""
    rows = HireFile.objects.filter(municipality__in=viewer.municipalities_as(*REGISTRARS))
    return rows.select_related("municipality", "programme")


def programmes_followed_by(viewer: Viewer) -> QuerySet[Programme]:
    """Return the programmes whose spread and figures this person may read; mentors and mentees read the plan alone."""
    return programmes_visible_to(viewer).filter(municipality__in=viewer.municipalities_as(*READERS))


def units_led_by(viewer: Viewer) -> frozenset[int]:
    """Return the units this person leads, with all units below them."""
    if not viewer.units_led:
        return frozenset()
    parents = dict(Unit.objects.values_list("pk", "parent_id"))
    return all_below(viewer.units_led, parents)


def employments_visible_to(viewer: Viewer) -> QuerySet[Employment]:
    """Return the hires that this person may see: all for project leader and HR, own people for a unit leader."""
    rows = Employment.objects.filter(
        Q(municipality__in=viewer.municipalities_as(*REGISTRARS)) | Q(unit__in=units_led_by(viewer))
    )
    return rows.select_related("person", "unit", "municipality", "programme").order_by("-starts", "person__name_sort")


def employments_led_by(viewer: Viewer) -> QuerySet[Employment]:
    """Return the hires of the units this person leads, and of those below them."""
    return Employment.objects.filter(unit__in=units_led_by(viewer)).select_related("person", "unit")


def mentors_visible_to(viewer: Viewer) -> QuerySet[Mentor]:
    """Return the register of mentors as this person may see it: the whole of it, or those of own units."""
    rows = Mentor.objects.filter(
        Q(municipality__in=viewer.municipalities_as(*REGISTRARS)) | Q(unit__in=units_led_by(viewer))
    )
    return rows.select_related("person", "unit", "municipality").order_by("person__name_sort")


def pairs_visible_to(viewer: Viewer) -> QuerySet[Pair]:
    """Return the pairs whose dates and status this person may see, never their content; one's own are among them."""
    return pairs_followed_by(viewer) | pairs_of(viewer)


def pairs_followed_by(viewer: Viewer) -> QuerySet[Pair]:
    """Return the pairs that this person follows from outside: all for the project leader, own people for a leader."""
    rows = Pair.objects.filter(
        Q(municipality__in=viewer.municipalities_as(RoleKind.PROGRAMME_LEADER))
        | Q(employment__unit__in=units_led_by(viewer))
    )
    return rows.select_related(*WITH_PAIR).order_by("-starts", "-pk")


def pairs_of(viewer: Viewer) -> QuerySet[Pair]:
    """Return the pairs in which this person is mentor or mentee."""
    return (
        Pair.objects.filter(Q(mentee=viewer.person) | Q(mentor__person=viewer.person))
        .select_related(*WITH_PAIR)
        .order_by("-starts", "-pk")
    )


def may_run(viewer: Viewer, programme: Programme) -> bool:
    """Tell whether this person may change a programme and its pairs: its municipality's project leaders may."""
    return programme.municipality_id in viewer.municipalities_as(RoleKind.PROGRAMME_LEADER)


def may_see_lists(viewer: Viewer) -> bool:
    """Tell whether there are lists of hires and mentors for this person: project leader, HR and unit leaders."""
    return bool(viewer.municipalities_as(*REGISTRARS) or viewer.units_led)


def may_see_pairs(viewer: Viewer) -> bool:
    """Tell whether there is a list of pairs for this person: project leader and unit leaders."""
    return bool(viewer.municipalities_as(RoleKind.PROGRAMME_LEADER) or viewer.units_led)


def may_change_hire(viewer: Viewer, hire: Employment) -> bool:
    """Tell whether this person may correct, move and end a hire: who registers them, and the leaders of the unit."""
    return may_register(viewer, hire.municipality) or hire.unit_id in units_led_by(viewer)


def may_register(viewer: Viewer, municipality: Municipality | None) -> bool:
    """Tell whether this person may register hires and mentors here."""
    return municipality is not None and municipality.pk in viewer.municipalities_as(*REGISTRARS)
