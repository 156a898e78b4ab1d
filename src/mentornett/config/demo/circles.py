"""Mentor networks of plainly invented people: a pool, project leaders across municipalities, and one just begun."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone, translation

from mentornett.competence.actions.groups import Division, agree, circle_of_course, divide, write_contract
from mentornett.competence.actions.pulse import answer_pulse
from mentornett.competence.models import Circle, Course, Group, Meeting, Membership, Present, Takeaway
from mentornett.competence.queries.plan_texts import contract_template
from mentornett.core import audit
from mentornett.tenants.models import Municipality, Person
from mentornett.tenants.queries import municipality_of

POOL = ("liv.mentor", "mona.mentor", "per.mentor", "berit.mentor", "rune.mentor", "gro.mentor", "jon.mentor")
LEADERS = ("petra.elverum", "solveig.voss", "frida.ovreeiker")
ROOM = "https://teams.microsoft.com/l/meetup-join/oppdiktet"
# days from today, topic, how many came (None: to come, -1: cancelled, 0: not noted), what they took along
POOL_MEETINGS: tuple[tuple[int, str, int | None, str], ...] = (
    (-236, "Hvem vi er, og gruppekontrakten vår", 7, "Vi begynner alltid med en runde der alle får ordet."),
    (-180, "De første ukene: hva en ny kollega trenger fra oss", 6,
     "Avtal det første møtet før første arbeidsdag. Vis vaktrommet, ikke bare rutinene."),
    (-124, "Å lytte og spørre i stedet for å svare", -1, ""),
    (-61, "Å lytte og spørre i stedet for å svare", 5, "«Hva har du tenkt selv?» før vi gir råd."),
    (-2, "Når det er vanskelig: tvil, feil og praksissjokk", 0, ""),
    (6, "Min egen belastning: tid, grenser og støtte fra lederen min", None, ""),
    (62, "", None, ""),
)  # fmt: skip
LEADER_MEETINGS: tuple[tuple[int, str, int | None, str], ...] = (
    (-75, "Hvordan vi får lederne til å sette av tid", 3, "Solveig deler malen sin for møtet med enhetslederne."),
    (12, "", None, ""),
    (75, "Spredning til nye enheter", None, ""),
)


PULSES = (
    ("liv.mentor", 4, 3, 5, "Tre menteer er i meste laget denne høsten."), ("mona.mentor", 3, 4, 5, ""),
    ("per.mentor", 3, 3, 4, ""), ("berit.mentor", 2, 4, 4, ""), ("rune.mentor", 4, 2, 3, "Får ikke tid på legevakta."),
    ("gro.mentor", 2, 5, 5, ""),
)  # fmt: skip


@transaction.atomic
def load_circles(*, municipality: Municipality, now: datetime) -> None:
    """Write the networks, with meetings that were held, that were cancelled, and that are to come."""
    about = "Fem sykepleiermentorer og to helsefagarbeidermentorer som møtes hver annen måned for å reflektere sammen."
    pool = _circle(municipality, now, name="Mentorpoolen (oppdiktet)", kind="pool", form="physical", about=about,
                   place="Møterommet på Moen sykehjem")  # fmt: skip
    _join(pool, POOL, now)
    _meetings(pool, POOL_MEETINGS, time(13), now)
    leaders = _circle(municipality, now, name="Prosjektlederne i regionen (oppdiktet)", kind="leaders", form="digital",
                      about="Vi møtes for å utveksle erfaringer på tvers, på egne premisser.", link=ROOM,
                      across=True)  # fmt: skip
    _join(leaders, LEADERS, now)
    _meetings(leaders, LEADER_MEETINGS, time(9), now)
    _contract(pool, None, pool.memberships.order_by("pk"), agreed=6, now=now)
    begun = _circle(municipality, now, name="Ressursgruppe for veiledning (oppdiktet)", kind="resource", form="mixed",
                    about="Vi har utdanning i veiledning og hjelper arbeidsplasser som vil i gang.")  # fmt: skip
    audit.record(verb="circle.loaded", on=begun, by=None, now=now, details={"source": "invented"})


@transaction.atomic
def load_pulses(*, municipality: Municipality, now: datetime) -> None:
    """Let six mentors have answered the pulse two months ago, so that the figures show; the others have not."""
    then = now - timedelta(days=61)
    for key, load, support, meaning, text in PULSES:
        answer = {"load": load, "support": support, "meaning": meaning}
        mentor = Person.objects.get(email=f"{key}@eksempel.no")
        answer_pulse(municipality=municipality, answer=answer, text=text, by=mentor, now=then)


@transaction.atomic
def load_course_groups(*, by: Person, now: datetime) -> None:
    """Divide the participants of the course that goes on, and let the first group have a contract."""
    ahead = {"sessions__on__gte": timezone.localtime(now).date(), "enrolments__state": "seat"}
    course = Course.objects.filter(organiser__isnull=False, **ahead).order_by("pk").first()
    if course is None:
        return
    circle = circle_of_course(course=course, by=by, now=now)
    divide(circle=circle, division=Division(size=4, draw=1), apart=[], by=by, now=now)
    for group in circle.groups.order_by("number"):
        group.link = f"{ROOM}-gruppe-{group.number}"
        group.guests = ["Grete Eksempel fra høyskolen"] if group.number == 1 else []
        group.save(update_fields=["link", "guests"])
    first = circle.groups.order_by("number").first()
    if first:
        _contract(circle, first, first.memberships.order_by("pk"), agreed=2, now=now)


def _contract(
    circle: Circle, group: Group | None, members: QuerySet[Membership], *, agreed: int, now: datetime
) -> None:
    """Write the proposal as the contract; not everybody has agreed yet."""
    with translation.override("nb"):
        text = contract_template()
    first, *rest = [row.person for row in members.select_related("person")[:agreed]]
    row = write_contract(circle=circle, group=group, text=text, since=0, by=first, now=now - timedelta(days=200))
    for person in rest:
        agree(contract=row, by=person, now=now - timedelta(days=190))


def _circle(municipality: Municipality, now: datetime, **facts: Any) -> Circle:
    starts = timezone.localtime(now).date() - timedelta(days=260)
    return Circle.objects.create(municipality=municipality, starts=starts, **facts)


def _join(circle: Circle, keys: tuple[str, ...], now: datetime) -> None:
    for key in keys:
        person = Person.objects.get(email=f"{key}@eksempel.no")
        Membership.objects.create(
            circle=circle, person=person, leads=key == keys[0], starts=circle.starts, municipality=circle.municipality,
            place=municipality_of(person, timezone.localtime(now).date()),
        )  # fmt: skip


def _meetings(circle: Circle, rows: tuple[tuple[int, str, int | None, str], ...], at: time, now: datetime) -> None:
    members = [row.person for row in circle.memberships.select_related("person").order_by("pk")]
    for days, topic, came, text in rows:
        day = _tuesday(timezone.localtime(now).date() + timedelta(days=days), later=days > 0)
        held = bool(came) and came != -1
        meeting = Meeting.objects.create(
            circle=circle, starts_at=timezone.make_aware(datetime.combine(day, at)), minutes=90, topic=topic,
            place=circle.place, link=circle.link, state="held" if held else "cancelled" if came == -1 else "planned",
            reason="For mange var på ferie." if came == -1 else "", present=came if held else None,
            members=len(members) if held else None, municipality=circle.municipality,
        )  # fmt: skip
        place = {"circle": circle, "meeting": meeting, "municipality": circle.municipality}
        for person in members[: came or 0] if held else ():
            Present.objects.create(person=person, **place)
        if text:
            Takeaway.objects.create(text=text, by=members[0], at=meeting.starts_at + timedelta(hours=2), **place)


def _tuesday(day: date, *, later: bool) -> date:
    """Return the nearest Tuesday, on the same side of today."""
    return day + timedelta(days=(1 - day.weekday()) % 7) if later else day - timedelta(days=(day.weekday() - 1) % 7)
