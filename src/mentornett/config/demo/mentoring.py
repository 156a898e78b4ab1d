"""A mentor programme in full swing, of plainly invented people, with dates relative to today."""

from __future__ import annotations

import json
import uuid
from datetime import date, datetime, time, timedelta
from importlib.resources import files
from typing import Any

from django.db import transaction
from django.utils import timezone

from mentornett.config.demo.matching import write_matching
from mentornett.config.demo.people import invented_person
from mentornett.core import audit
from mentornett.core.sealing import seal
from mentornett.mentoring.actions.digests import send_weekly
from mentornett.mentoring.actions.programmes import create_programme
from mentornett.mentoring.choices import Fit
from mentornett.mentoring.models import (
    ChecklistTask,
    Commitment,
    Employment,
    ExpectedHires,
    Leave,
    Mentor,
    MentorLeave,
    MentorPlaces,
    Note,
    Pair,
    PlannedTalk,
    Programme,
    Signature,
    Talk,
    TimeUsed,
    UnitStep,
)
from mentornett.mentoring.queries.commitments import digest_of
from mentornett.mentoring.rules.forecast import half_years
from mentornett.mentoring.rules.templates import read_template
from mentornett.tenants.models import Municipality, Person, Role, Unit
from mentornett.tenants.permissions import Viewer
from mentornett.tenants.queries import roles_today

Row = dict[str, Any]
PARTIES = ("leader", "mentor", "mentee")
STATES = {"h": "held", "n": "not_held"}


@transaction.atomic
def load_mentor_programme(
    *, municipality: Municipality, password: str, now: datetime, story: Row | None = None
) -> Programme:
    """Write a municipality's programme with its units, people, pairs and what they have done."""
    story = story or json.loads(files(__package__).joinpath("programme.json").read_text("utf-8"))
    writer = _Writer(municipality, story, password, now)
    writer.units()
    writer.programme()
    for row in story["mentors"]:
        writer.mentor(row)
    for row in story["hires"]:
        writer.hire(row)
    writer.notes()
    writer.outlook()
    write_matching(programme=writer.made, story=story, people=writer.people, now=now)
    audit.record(verb="mentor_programme.loaded", on=writer.made, by=None, now=now, details={"source": "invented"})
    return writer.made


class _Writer:
    """Writes the programme row by row; days in the story count backwards from today."""

    def __init__(self, municipality: Municipality, story: Row, password: str, now: datetime) -> None:
        self.story, self.password, self.now = story, password, now
        self.today = timezone.localtime(now).date()
        self.municipality = municipality
        self.place = {"municipality": municipality}
        self.unit: dict[str, Unit] = {}
        self.people: dict[str, Person] = {}
        self.mentors: dict[str, Mentor] = {}
        self.leaders: dict[str, Person] = {}

    def ago(self, days: int) -> date:
        """Return the day so many days before today."""
        return self.today - timedelta(days=days)

    def person(self, email: str, name: str, title: str, kind: str, unit: Unit | None = None) -> Person:
        """Write somebody with a role in the municipality."""
        person = invented_person(email, f"{name} Eksempel", title, password=self.password, now=self.now)
        Role.objects.create(person=person, kind=kind, unit=unit, starts=self.ago(900), **self.place)
        return person

    def units(self) -> None:
        """Write the tree of units and those who lead."""
        for row in self.story["units"]:
            self.unit[row["key"]] = Unit.objects.create(
                name=row["name"], kind=row["kind"], parent=self.unit.get(row.get("parent", "")), **self.place
            )
        for email, name, title, kind, unit in self.story["people"]:
            self.people[email] = self.person(email, name, title, kind, self.unit.get(unit))
            self.leaders[unit] = self.people[email]
        for row in self.story["units"]:
            if row.get("parent") in self.leaders:
                self.leaders.setdefault(row["key"], self.leaders[row["parent"]])

    def programme(self) -> None:
        """Write the programme with its plan, checklist, commitment and spread."""
        template = read_template("trondheim")
        owner = self.people[self.story["owner"]]
        self.made = create_programme(
            municipality=self.municipality, template=template, name="Mentor for nyansatte (oppdiktet)",
            starts=self.ago(800), professions=[], includes_temporary=True, language="nb", owner=owner,
            review_on=self.ago(-self.story.get("review_in", 60)), by=owner, now=self.now - timedelta(days=800),
        )  # fmt: skip
        self.text = self.made.commitment_texts.get()
        self.planned, self.items = list(self.made.talks.filter(on_demand=False)), list(self.made.checklist.all())
        within = {"programme": self.made, **self.place}
        for row in self.story["units"]:
            if row.get("phase"):
                unit = self.unit[row["key"]]
                UnitStep.objects.create(
                    unit=unit, phase=row["phase"], starts=self.ago(row["days"]),
                    responsible=self.leaders.get(row["key"]), **within,
                )  # fmt: skip

    def outlook(self) -> None:
        """Write what the project leader expects, and this week's letters to those who follow up."""
        half = half_years(self.today)[-1]
        if number := self.story.get("expected"):
            ExpectedHires.objects.create(programme=self.made, starts=half, number=number, **self.place)
        for email in self.story.get("weekly", ()):
            person = self.people[email]
            viewer = Viewer(person, tuple(roles_today(person.pk, self.today)), self.today)
            send_weekly(viewer=viewer, now=self.now)

    def mentor(self, row: Row) -> None:
        """Write somebody in the register of mentors."""
        profession = row.get("profession", "sykepleier")
        self.people[row["key"]] = self.person(f"{row['key']}.mentor", row["name"], profession, "mentor")
        mentor = self.mentors[row["key"]] = Mentor.objects.create(
            person=self.people[row["key"]], unit=self.unit[row["unit"]], profession=profession,
            education="Videreutdanning i veiledning, 15 studiepoeng" if row["since"] < 2014 else "",
            practised_since=date(row["since"], 8, 1), trained_on=None if row.get("untrained") else self.ago(780),
            specialities=row.get("special", []), languages=row.get("languages", []), starts=self.ago(790), **self.place,
        )  # fmt: skip
        if "places" in row:
            starts = self.ago(60) if row["places"] == 0 else mentor.starts
            MentorPlaces.objects.create(
                mentor=mentor, places=row["places"], starts=starts, reason=row.get("why", ""), **self.place
            )

    def hire(self, row: Row) -> None:
        """Write a new hire with employment, pairs, plan and signatures."""
        profession = row.get("profession", "sykepleier")
        person = self.people[row["key"]] = self.person(f"{row['key']}.ny", row["name"], profession, "mentee")
        if "moved" in row:
            unit, days, mentor = row["moved"]
            old = self._employment(row, person, unit, days, ended=(row["days"] + 1, "moved"))
            self._pair(old, mentor, days, (row["days"] + 1, "mentee_moved"))
        employment = self._employment(row, person, row["unit"], row["days"], ended=row.get("left"))
        starts = row["days"]
        if "before" in row:
            mentor, until, why = row["before"]
            self._pair(employment, mentor, starts, (until, why))
            starts = until - 1
        if "mentor" not in row:
            return
        pair = self._pair(employment, row["mentor"], starts, row.get("ended"))
        pair.mentor_fit, pair.mentee_fit = row.get("fit", ("", ""))
        if Fit.CHANGE in (pair.mentor_fit, pair.mentee_fit):
            pair.talk_wanted_at = self.now - timedelta(days=2)
        pair.save(update_fields=["mentor_fit", "mentee_fit", "talk_wanted_at"])
        self._talks(pair, row)
        self._tasks(pair)
        self._sign(pair, row)
        if "substitute" in row:
            self._step_in(pair, *row["substitute"])

    def _step_in(self, pair: Pair, mentor: str, since: int, until: int) -> None:
        """Let the mentor be away for a time, and another one step in."""
        days = {"starts": self.ago(since), "ends": self.ago(-until)}
        MentorLeave.objects.create(mentor=pair.mentor, **days, **self.place)
        Pair.objects.create(
            employment=pair.employment, mentee=pair.mentee, mentor=self.mentors[mentor], role="substitute",
            end_reason="planned", **days, **self.place,
        )  # fmt: skip

    def _employment(self, row: Row, person: Person, unit: str, days: int, ended: Any = None) -> Employment:
        temporary = row.get("temporary")
        return Employment.objects.create(
            person=person, unit=self.unit[unit], number=str(4000 + Employment.objects.count()),
            profession=row.get("profession", "sykepleier"), percent=100 if days % 20 else 80, starts=self.ago(days),
            temporary=bool(temporary), planned_end=self.ago(-temporary) if temporary else None,
            ends=self.ago(ended[0]) if ended else None, end_reason=ended[1] if ended else "",
            programme=self.made, followed_from=self.ago(days), **self.place,
        )  # fmt: skip

    def _pair(self, employment: Employment, mentor: str, days: int, ended: Any) -> Pair:
        return Pair.objects.create(
            employment=employment, mentee=employment.person, mentor=self.mentors[mentor], starts=self.ago(days),
            ends=self.ago(ended[0]) if ended else None, end_reason=ended[1] if ended else "", **self.place,
        )  # fmt: skip

    def _talks(self, pair: Pair, row: Row) -> None:
        """Write the plan; a leave moves what was due after it began by as many days."""
        marks, leave = row["talks"], row.get("leave")
        away = sum(leave) if leave else 0
        if leave:
            starts, ends = self.ago(leave[0]), self.ago(-leave[1])
            Leave.objects.create(employment=pair.employment, starts=starts, ends=ends, **self.place)
        talks = []
        for position, planned in enumerate(self.planned):
            mark = "h" if marks == "*" else marks[position] if position < len(marks) else ""
            due = pair.employment.starts + timedelta(days=planned.due_day)
            moved = timedelta(days=away if leave and due >= self.ago(leave[0]) else 0)
            talks.append(self._talk(pair, planned, mark, moved))
        Talk.objects.bulk_create(talks)
        TimeUsed.objects.bulk_create(
            TimeUsed(pair=pair, person=person, talk=talk, day=talk.held_on, minutes=talk.minutes, **self.place)
            for talk in talks
            if talk.held_on
            for person in (pair.mentor.person, pair.mentee)
        )

    def _talk(self, pair: Pair, planned: PlannedTalk, mark: str, moved: timedelta) -> Talk:
        first = pair.employment.starts + moved
        opens, due = first + timedelta(days=planned.opens_day), first + timedelta(days=planned.due_day)
        held = min(due - timedelta(days=2), self.ago(1)) if mark == "h" else None
        agreed = self.at(self.ago(-3), time(13, 30)) if mark == "a" else None
        proposed = self.at(self.ago(-6), time(9)) if mark == "p" else None
        said = pair.mentor.person if mark in STATES and mark else None
        state = STATES.get(mark, "dropped" if pair.ends else "planned")
        return Talk(
            employment=pair.employment, pair=pair, planned=planned, number=planned.number, kind=planned.kind,
            topic=planned.topic, guide=planned.guide, tool=planned.tool, minutes=planned.minutes, opens=opens, due=due,
            state=state, held_on=held, said_by=said, said_at=self.now - timedelta(days=1) if said else None,
            proposed_at=proposed, proposed_by=pair.mentor.person if proposed else None, agreed_at=agreed,
            place="Vaktrommet" if agreed else "",
            **self.place,
        )  # fmt: skip

    @staticmethod
    def at(day: date, clock: time) -> datetime:
        """Return a moment on a day."""
        return timezone.make_aware(datetime.combine(day, clock))

    def _tasks(self, pair: Pair) -> None:
        rows = []
        for item in self.items:
            due = pair.employment.starts + timedelta(days=item.due_day or 0)
            done = due < self.ago(10) and item.signer == "mentor"
            row = ChecklistTask(
                employment=pair.employment, item=item, number=item.number, text=item.text, signer=item.signer, due=due,
                done_on=due if done else None, done_by=pair.mentor.person if done else None, **self.place,
            )  # fmt: skip
            rows.append(row)
        ChecklistTask.objects.bulk_create(rows)

    def _sign(self, pair: Pair, row: Row) -> None:
        """Let as many of the three have signed as the story says, the leader first."""
        made_at = self.at(pair.starts, time(9))
        leader = self.leaders.get(row["unit"], self.people[self.story["owner"]])
        commitment = Commitment.objects.create(
            pair=pair, text=self.text, leader=leader, minutes_a_month=90, made_at=made_at, **self.place
        )
        digest = digest_of(commitment) if row["signed"] else ""
        signers = dict(zip(PARTIES, (leader, pair.mentor.person, pair.mentee), strict=True))
        for party in PARTIES[: row["signed"]]:
            Signature.objects.create(
                commitment=commitment, party=party, person=signers[party], signed_at=made_at + timedelta(hours=2),
                digest=digest, **self.place,
            )  # fmt: skip

    def notes(self) -> None:
        """Write the pairs' own notes, sealed; a shared one is a row for each of the two."""
        for mentee, author, shared, text in self.story["notes"]:
            pair = Pair.objects.get(mentee=self.people[mentee], ends=None)
            written = uuid.uuid4()
            owners = [pair.mentee, pair.mentor.person] if shared else [self.people[author]]
            for owner in owners:
                Note.objects.create(
                    owner=owner, author=self.people[author], pair=pair, written=written, shared=shared,
                    sealed=seal(text), written_at=self.now, changed_at=self.now, **self.place,
                )  # fmt: skip
