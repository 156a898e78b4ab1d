"""Courses for mentors: the real network's as far as it is published, and invented ones with invented people."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from importlib.resources import files
from typing import Any

from django.db import transaction
from django.utils import timezone

from mentornett.competence.actions import attendance, courses, enrolments, schemes
from mentornett.competence.models import Course, CourseSession, Enrolment
from mentornett.competence.queries.courses import participants
from mentornett.config.demo.people import invented_person
from mentornett.core import audit
from mentornett.mentoring.actions import calls
from mentornett.tenants.models import Municipality, Organiser, Person, Role

HOME = "3420"
THEMES = ("Å være mentor", "Veiledningsverktøy og gode spørsmål", "Refleksjonsmodeller", "Etiske sider ved rollen")
LINK = "https://teams.microsoft.com/l/meetup-join/eksempel"


@transaction.atomic
def load_courses(*, organiser: Organiser, staff: dict[str, Person], password: str, now: datetime) -> None:
    """Write the courses. The invented mentors of the home municipality are there already."""
    story: dict[str, Any] = json.loads(files(__package__).joinpath("courses.json").read_text("utf-8"))
    writer = _Writer(organiser, staff, story, password, now)
    writer.people()
    made = writer.real()
    writer.finished()
    writer.running()
    writer.own()
    writer.schemes()
    writer.call()
    audit.record(verb="course.loaded", on=made, by=None, now=now, details={"source": "published, and invented"})


class _Writer:
    """Writes courses; days count backwards from today."""

    def __init__(
        self, organiser: Organiser, staff: dict[str, Person], story: dict[str, Any], password: str, now: datetime
    ) -> None:
        self.organiser, self.leader, self.guide = organiser, staff["astrid"], staff["gunnar"]
        self.story, self.password, self.now = story, password, now
        self.today = timezone.localtime(now).date()
        numbers = {HOME, *story["mentors"], *story["schemes"]}
        rows = Municipality.objects.filter(number__in=numbers, valid_to__isnull=True)
        self.place = {row.number: row for row in rows}

    def person(self, key: str) -> Person:
        """Return an invented person by the first part of the address."""
        return Person.objects.get(email=f"{key}@eksempel.no")

    def people(self) -> None:
        """Write mentors and a project leader of other municipalities."""
        starts = self.today - timedelta(days=400)
        for number, rows in self.story["mentors"].items():
            for key, name in rows:
                made = invented_person(
                    f"{key}.mentor", f"{name} Eksempel", "sykepleier", password=self.password, now=self.now
                )
                Role.objects.create(person=made, kind="mentor", starts=starts, municipality=self.place[number])
        for number, (key, name) in self.story["leaders"].items():
            made = invented_person(key, f"{name} Eksempel", "prosjektleder", password=self.password, now=self.now)
            Role.objects.create(person=made, kind="programme_leader", starts=starts, municipality=self.place[number])

    def real(self) -> Course:
        """Write what is published about the real one: four in 2022, without their dates."""
        return courses.make_course(
            organiser=self.organiser, name="NTNUs samlinger for mentorer i 2022", kind="mentor_training",
            provider="NTNU", provider_kind="university", cooperation="ended", funded_by="Jobbvinner",
            for_whom="Mentorene i læringsnettverket",
            description="Fire digitale samlinger gjennom 2022, med veiledningsverktøy, egnede spørsmål, "
            "refleksjonsmodeller, etiske sider og øvelser i faste grupper med gruppekontrakt. Datoene er ikke "
            "publisert, og derfor står ingen økter her.", by=self.leader, now=self.now - timedelta(days=1100),
        )  # fmt: skip

    def _course(self, name: str, days: int, **fields: Any) -> Course:
        return courses.make_course(
            organiser=self.organiser, name=name, kind="mentor_training", provider="En høyskole (oppdiktet)",
            provider_kind="university", funded_by="Jobbvinner", for_whom="Mentorer i kommunene i nettverket",
            description=self.story["description"], hours=12, least_sessions=3, responsible=self.guide,
            by=self.leader, now=self.now - timedelta(days=days), **fields,
        )  # fmt: skip

    def _fill(self, course: Course, days: Sequence[int]) -> list[CourseSession]:
        """Write modules, sessions so many days ago, and the places; open the course."""
        early = self.now - timedelta(days=max(days) + 40)
        modules = [
            courses.save_module(course=course, by=self.leader, now=early, **row) for row in self.story["modules"]
        ]
        quotas: dict[Municipality, int | None] = {
            place: 4 if number == HOME else 2 for number, place in self.place.items()
        }
        courses.set_quotas(course=course, quotas=quotas, by=self.leader, now=early)
        courses.open_course(course=course, open_now=True, by=self.leader, now=early)
        return [
            courses.save_session(
                course=course, title=title, module=module, kind="session", on=self.ago(ago), starts_at=time(13),
                ends_at=time(15), form="digital", place="", link=LINK, materials=[], by=self.leader, now=early,
            )
            for title, module, ago in zip(THEMES, modules, days, strict=True)
        ]  # fmt: skip

    def ago(self, days: int) -> date:
        """Return the working day so many days before today."""
        day = self.today - timedelta(days=days)
        return day - timedelta(days=max(0, day.weekday() - 4))

    def _join(self, course: Course, keys: Sequence[str], days: int) -> list[Enrolment]:
        """Sign up mentors in this order."""
        rows = []
        for number, key in enumerate(keys):
            person = self.person(f"{key}.mentor")
            place = Role.objects.get(person=person, kind="mentor").municipality
            assert place is not None  # noqa: S101 (a mentor has one; tells the type checker)
            when = self.now - timedelta(days=days) + timedelta(minutes=number)
            rows.append(
                enrolments.sign_up(course=course, person=person, municipality=place, by=person, now=when, approved=True)
            )
        return rows

    def _attend(self, session: CourseSession, rows: Sequence[Enrolment], days: int) -> None:
        for row in rows:
            attendance.note_one(
                session=session, enrolment=row, there=True, by=self.guide, now=self.now - timedelta(days=days)
            )

    def finished(self) -> None:
        """Write a course that is over, with certificates and follow-up seminars twice a year."""
        days = (300, 272, 244, 216)
        course = self._course("Fire digitale samlinger for mentorer, forrige kull (oppdiktet)", 360, credits=None)
        sessions = self._fill(course, days)
        course.sign_up_until = self.ago(310)
        course.save(update_fields=["sign_up_until"])
        rows = self._join(course, ["anne", "rune", "mona", "sigrid", "lars"], 330)
        for number, session in enumerate(sessions):
            self._attend(session, rows[: 5 if number % 2 else 4], days[number])
        for row in rows[:4]:
            for module in course.modules.all():
                attendance.say_done(
                    enrolment=row, module=module, done=True, by=row.person, now=self.now - timedelta(days=210)
                )
        done = [one.enrolment for one in participants(Enrolment.objects.order_by("pk"), course) if one.ready]
        attendance.complete(course=course, enrolments=done, by=self.leader, now=self.now - timedelta(days=205))
        courses.make_series(
            course=course, title="Oppfølgingsseminar", first=self.ago(35), months=6, times=4, starts_at=time(13),
            ends_at=time(15), form="digital", place="", link=LINK, by=self.leader,
            now=self.now - timedelta(days=200),
        )  # fmt: skip

    def running(self) -> None:
        """Write the course that goes on: three of four sessions held, somebody waits in line, two are ready."""
        days = (66, 38, 3, -25)
        course = self._course("Fire digitale samlinger for mentorer (oppdiktet)", 130, seats=8)
        course.sign_up_until = self.today + timedelta(days=10)
        course.save(update_fields=["sign_up_until"])
        sessions = self._fill(course, days)
        rows = self._join(course, ["per", "liv", "berit", "kai", "stig", "tone", "jonas", "amina"], 90)
        seated = [row for row in rows if row.state == "seat"]
        self._attend(sessions[0], seated, 66)
        self._attend(sessions[1], seated[:-1], 38)
        self._attend(sessions[2], seated[:2], 3)
        for row in seated[:2]:
            for module in course.modules.all():
                attendance.say_done(
                    enrolment=row, module=module, done=True, by=row.person, now=self.now - timedelta(days=2)
                )

    def own(self) -> None:
        """Write a municipality's own course, with somebody who waits for the project leader's yes."""
        home, leader = self.place[HOME], self.person("petra.elverum")
        early = self.now - timedelta(days=30)
        course = courses.make_course(
            municipality=home, name="Kom i gang som mentor (oppdiktet)", kind="mentor_training",
            provider="Elverum kommune", description="En ettermiddag for nye mentorer.", hours=3, leader_approves=True,
            tasks_needed=False, responsible=self.person("hanna.elverum"), by=leader, now=early,
        )  # fmt: skip
        courses.save_session(
            course=course, title="Kom i gang", module=None, kind="session", on=self.ago(-18), starts_at=time(12),
            ends_at=time(15), form="physical", place="Møterom Moen", link="", materials=[], by=leader, now=early,
        )  # fmt: skip
        courses.open_course(course=course, open_now=True, by=leader, now=early)
        enrolments.sign_up(
            course=course, person=self.person("stig.mentor"), municipality=home, by=self.person("stig.mentor"),
            now=self.now - timedelta(days=1), approved=False,
        )  # fmt: skip

    def schemes(self) -> None:
        """Write what municipalities do on their own, with the days it took place."""
        for number, rows in self.story["schemes"].items():
            for kind, title, about, frequency, responsible, shared, dates in rows:
                scheme = schemes.save_scheme(
                    municipality=self.place[number], kind=kind, title=title, about=about, frequency=frequency,
                    responsible=responsible, starts=self.ago(300), ends=None, shared=shared, by=self.leader,
                    now=self.now - timedelta(days=300),
                )  # fmt: skip
                for days, theme, present in dates:
                    schemes.log_date(
                        scheme=scheme, on=self.ago(days), theme=theme, present=present, by=self.leader,
                        now=self.now - timedelta(days=days),
                    )  # fmt: skip

    def call(self) -> None:
        """Write a call for mentors with two who wait for an answer and one who was thanked."""
        leader, story = self.person("petra.elverum"), self.story["call"]
        call = calls.save_call(
            municipality=self.place[HOME], title=story["title"], text=story["text"], least_months=24,
            professions=["sykepleier", "vernepleier"], guidance_wanted=True, closes_on=self.ago(-20), by=leader,
            now=self.now - timedelta(days=12),
        )  # fmt: skip
        made = [
            calls.nominate(
                call=call, language="nb", now=self.now - timedelta(days=3 + number), name=f"{name} Eksempel",
                email=f"{key}@elverum.eksempel.no", profession=profession, practised_since=self.ago(365 * years),
                education="Videreutdanning i veiledning (oppdiktet)" if guidance else "", guidance=guidance, why=why,
                proposed_by=proposed_by,
            )
            for number, (key, name, profession, years, guidance, why, proposed_by) in enumerate(story["answers"])
        ]  # fmt: skip
        calls.decline_nomination(nomination=made[-1], by=leader, now=self.now - timedelta(days=1))
