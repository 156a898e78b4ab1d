"""What the invented teams have done: reports, plans, scores, contacts, goals, before and now."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from mentornett.config.demo.saying import final_paragraphs, table_of, text_of
from mentornett.measurement.models import BeforeNow
from mentornett.network.actions.sponsors import ask_team, send_digest
from mentornett.network.models import (
    Action,
    AnchoringEvidence,
    Comment,
    ContactLog,
    Network,
    ProgressScore,
    ReadingGrant,
    Submission,
    SubmissionEvent,
    Team,
    TeamGoal,
)
from mentornett.network.queries.prefill import Facts, suggestion
from mentornett.network.rules import deadline
from mentornett.questionnaires.models import Answer, Question
from mentornett.tenants.models import Person

if TYPE_CHECKING:
    from mentornett.config.demo.running import Setting, Story

NUMBERS = {
    "status.pilot_units": (0, 1, 2, 4, 7),
    "status.mentors": (0, 8, 11, 16, 21),
    "status.pairs": (0, 0, 5, 9, 14),
}
DECISIONS = (
    "To enheter er med i piloten", "Mentortid legges i turnus", "Mentorene møtes annenhver måned, i arbeidstiden",
    "Programmet tas i bruk i alle enhetene", "HR eier ordningen når nettverket er slutt",
)  # fmt: skip
EVIDENCE = (
    ("union_in_team", "Hovedtillitsvalgt er med på hvert møte i teamet"),
    ("time_set_aside", "Referat fra ledermøtet: mentortid settes av"),
)
REPORTS = {"status_report", "final_report"}
CHOICES = {"status.leader_support": ("some", "follows", "drives"), "status.time_enough": ("partly", "yes", "no")}


def write_work(*, team: Team, row: Story, number: int, story: Story, setting: Setting, next_gathering: int) -> None:
    """Write one team's whole history until today."""
    place = {"organiser": team.organiser, "municipality": team.municipality}
    writer = _Writer(team, row, number, story, setting, place)
    writer.goals_and_actions()
    writer.measured()
    for submission in team.submissions.select_related("assignment__gathering", "assignment__questionnaire_version"):
        due = due_of(submission)
        earlier = submission.assignment.gathering.number < next_gathering or due < setting.today - timedelta(days=20)
        if earlier or (due < setting.today and writer.delivers(submission)):
            writer.past(submission, due)
        elif submission.assignment.kind in REPORTS and submission.assignment.gathering.number == next_gathering:
            writer.current(submission, due)
        elif due < setting.today:
            writer.missed(submission, due)
    writer.contacts()


def due_of(submission: Submission) -> date:
    """Return the day a submission is due."""
    gathering, assignment = submission.assignment.gathering, submission.assignment
    return deadline(
        starts=gathering.starts, ends=gathering.ends, due_offset=assignment.due_offset, fixed_due=assignment.fixed_due
    )


class _Writer:
    """Writes for one team; `stage` is how far it had come at a gathering, 0 to 4."""

    def __init__(
        self, team: Team, row: Story, number: int, story: Story, setting: Setting, place: dict[str, Any]
    ) -> None:
        self.team, self.row, self.number, self.story, self.setting, self.place = (
            team,
            row,
            number,
            story,
            setting,
            place,
        )
        self.members: dict[str, Person] = {m.role.key: m.person for m in team.members.select_related("person", "role")}

    def at(self, day: date, hour: int = 13) -> datetime:
        """Return a moment on a day."""
        return timezone.make_aware(datetime.combine(day, time(hour, 10 + self.number)))

    def stage(self, gathering_number: int) -> int:
        """Return how far the team had come when a gathering was held."""
        ahead: int = self.row["pace"] - 1 if self.row["pace"] < 3 else 0
        return max(0, min(4, gathering_number - 2 + ahead))

    def delivers(self, submission: Submission) -> bool:
        """Tell whether it has done a task of this period in time; reports follow the story."""
        in_time = self.row["pace"] > 0 and self.row["now"] in {"sent", "assessed"}
        return submission.assignment.kind not in REPORTS and in_time

    def past(self, submission: Submission, due: date) -> None:
        """Write something that was delivered, or that a silent team never delivered."""
        silent = self.row.get("silent") and submission.assignment.gathering.number >= 3
        if silent or (self.row.get("paused") and due > self.setting.today - timedelta(days=45)):
            self.missed(submission, due)
            return
        submission.note = self.story["notes"].get(submission.assignment.key, "") if submission.sheet is None else ""
        sent = due - timedelta(days=1 + self.number % 4)
        self._state(submission, "assessed", opened=due - timedelta(days=21), sent=sent)
        self._answers(submission, sent)
        if submission.assignment.kind == "status_report":
            self._scores(submission, sent)

    def missed(self, submission: Submission, due: date) -> None:
        """Leave something open that should have been delivered."""
        self._state(submission, "open", opened=due - timedelta(days=21))

    def current(self, submission: Submission, due: date) -> None:
        """Write the report of this period in the state that the story gives it."""
        state, opened = self.row["now"], due - timedelta(days=21)
        sent = min(due, self.setting.today) - timedelta(days=1 + self.number % 3)
        delivered = state in {"sent", "assessed", "reopened"}
        if state == "skipped":
            submission.skip_reason = "Vi har hatt utbrudd av omgangssyke på to avdelinger. Avtalt med veileder."
        if state == "reopened":
            submission.reopened_reason = "Fint, men si mer om hva lederne har bestemt."
        self._state(submission, state, opened=opened, sent=sent if delivered else None)
        if self.row.get("extended"):
            submission.extended_to = self.setting.today + timedelta(days=4)
            submission.extension_reason = "Koordinator har vært bortreist. Avtalt med veileder."
            submission.save(update_fields=["extended_to", "extension_reason"])
        if delivered or (state == "draft" and submission.assignment.kind == "status_report"):
            self._answers(submission, sent, only={"status.achieved", "status.pairs"} if state == "draft" else None)
        if delivered and submission.assignment.kind == "status_report":
            self._scores(submission, sent, guide=state != "sent")
        if state == "reopened":
            Comment.objects.create(
                submission=submission, section="anchoring", text=submission.reopened_reason, by=self._guide(),
                at=self.at(self.setting.today - timedelta(days=1)), **self.place,
            )  # fmt: skip

    def _state(self, submission: Submission, state: str, *, opened: date, sent: date | None = None) -> None:
        submission.state, submission.opened_on = state, opened
        if sent:
            submission.sent_at, submission.sent_by = self.at(sent), self.members.get("coordinator")
            submission.times_sent = 1
            SubmissionEvent.objects.create(
                submission=submission, state="sent", by=submission.sent_by, at=submission.sent_at, **self.place
            )
        if state == "assessed" and sent:
            submission.assessed_at = self.at(sent + timedelta(days=3))
        submission.save()
        if state not in {"sent", "open"}:
            by = self.members.get("coordinator") if state in {"draft", "skipped"} else self._guide()
            SubmissionEvent.objects.create(
                submission=submission, state=state, by=by, at=self.at((sent or opened) + timedelta(days=3)),
                note=submission.skip_reason or submission.reopened_reason, **self.place,
            )  # fmt: skip
        if submission.sheet_id and state in {"sent", "assessed"}:
            submission.sheet.locked = True  # type: ignore[union-attr]
            submission.sheet.save(update_fields=["locked"])  # type: ignore[union-attr]

    def _guide(self) -> Person:
        return self.setting.staff[self.row["guide"]]

    def _answers(self, submission: Submission, on: date, only: set[str] | None = None) -> None:
        if submission.sheet is None:
            return
        stage = self.stage(submission.assignment.gathering.number)
        facts = Facts(submission, self.setting.today)
        for question in submission.sheet.version.questions.all():
            value = self._said(facts, question, stage, on)
            if value not in (None, "", []) and (only is None or question.key in only):
                Answer.objects.create(
                    sheet=submission.sheet, question=question, value=value, sharing=question.sharing_default,
                    edited_by=self.members.get("coordinator"), edited_at=self.at(on), **self.place,
                )  # fmt: skip

    def _said(self, facts: Facts, question: Question, stage: int, on: date) -> Any:
        if question.type == "paragraphs":
            return final_paragraphs(facts, question, text_of(self.story, question.key, stage, self.number))
        return self._value(question, stage, on) or table_of(self.story, question.key, on) or _known(facts, question)

    def _value(self, question: Question, stage: int, on: date) -> Any:
        text = text_of(self.story, question.key, stage, self.number)
        if text is not None:
            return text
        if question.key in NUMBERS:
            return NUMBERS[question.key][stage]
        if question.key in CHOICES:
            return CHOICES[question.key][(self.number + stage) % 3]
        if question.key == "status.progress":
            return float(self._level(stage))
        if question.key == "status.decisions":
            day = (on - timedelta(days=20)).isoformat()
            decided = DECISIONS[stage % len(DECISIONS)]
            return [{"id": "r1", "decided_on": day, "role": "virksomhetsleder", "decision": decided}]
        if question.key == "progress.tasks":
            return self._tasks(on)
        return "Ta i bruk programmet i neste enhet" if question.key == "progress.focus" else None

    def _tasks(self, on: date) -> list[dict[str, Any]]:
        return [
            {"id": f"r{place}", "task": text, "responsible": who, "due": (on + timedelta(days=40)).isoformat(),
             "how": how, "status": "started"}
            for place, (text, who, how) in enumerate(self.story["actions"], start=1)
        ]  # fmt: skip

    def _level(self, stage: int) -> Decimal:
        return Decimal("1.5") + Decimal("0.5") * stage + (Decimal("0.5") if self.number % 3 == 0 else 0)

    def _scores(self, submission: Submission, on: date, *, guide: bool = True) -> None:
        stage = self.stage(submission.assignment.gathering.number)
        common = {"team": self.team, "submission": submission, **self.place}
        level, reasons = self._level(stage), self.story["texts"]
        ProgressScore.objects.create(
            by_kind="self", value=level, reason=reasons["status.progress_reason"][stage],
            by=self.members.get("coordinator"), on=on, **common,
        )  # fmt: skip
        if guide:
            lower = Decimal("1.0") if self.number % 5 == 3 else Decimal("0.5") if self.number % 2 else Decimal(0)
            ProgressScore.objects.create(
                by_kind="guide", value=max(level - lower, Decimal("0.5")), reason=reasons["guide"][stage],
                by=self._guide(), on=on + timedelta(days=3), **common,
            )  # fmt: skip
            read = self.at(on + timedelta(days=6)) if on < self.setting.today - timedelta(days=20) else None
            Comment.objects.create(
                submission=submission, text=reasons["guide"][stage], by=self._guide(),
                at=self.at(on + timedelta(days=3)), handled_at=read, **self.place,
            )  # fmt: skip

    def goals_and_actions(self) -> None:
        """Write the team's goals under the network's, and what it does about them."""
        inherited = list(self.team.network.goals.filter(level="sub").order_by("position"))
        for position, text in enumerate(self.story["goals"]):
            goal = TeamGoal.objects.create(
                team=self.team, inherited=inherited[position % len(inherited)] if inherited else None, level="sub",
                text=text, percent=min(100, 20 * (self.row["pace"] + 1) + 10 * position), position=position,
                **self.place,
            )  # fmt: skip
            for what, who, how in self.story["actions"][position :: len(self.story["goals"])]:
                Action.objects.create(
                    team=self.team, goal=goal, text=what, responsible=who, how=how,
                    due=self.setting.today + timedelta(days=21 * (position + 1) - 30),
                    state="done" if position < self.row["pace"] - 1 else "started", **self.place,
                )  # fmt: skip
        for point, seen in EVIDENCE[: self.row["pace"]]:
            AnchoringEvidence.objects.create(
                team=self.team, point=point, text=seen, on=self.team.joined + timedelta(days=70),
                by=self.members.get("coordinator"), **self.place,
            )  # fmt: skip

    def contacts(self) -> None:
        """Write one contact after each gathering held since the team joined."""
        held = self.team.network.gatherings.filter(state="held", starts__gte=self.team.joined).order_by("number")
        for gathering in held:
            if self.row.get("silent") and gathering.number >= 2:
                continue
            stage = self.stage(gathering.number)
            ContactLog.objects.create(
                team=self.team, on=gathering.ends + timedelta(days=25 + self.number), by=self._guide(),
                form=("video", "phone")[stage % 2], with_whom="koordinator",
                topics=self.story["texts"]["contact_topics"][stage],
                agreed=self.story["texts"]["contact_agreed"][stage], **self.place,
            )  # fmt: skip

    def measured(self) -> None:
        """Write before and now for teams that count."""
        if self.row["pace"] < 1 or self.number % 3 == 2:
            return
        hired = 9 + self.number
        later = self.row["pace"] >= 2
        BeforeNow.objects.create(
            network=self.team.network, team=self.team, measure="Nyansatte som sluttet innen ett år",
            target_group="sykepleiere og vernepleiere", kind="share", unit_text="sluttet", per_text="nyansatte",
            less_is_better=True, before_numerator=4 + self.number % 3, before_denominator=hired,
            before_on=self.team.joined, before_source="Lønnssystemet", now_numerator=1 if later else None,
            now_denominator=hired - 2 if later else None, now_on=self.setting.today if later else None,
            now_source="Lønnssystemet" if later else "", sharing="network", edited_at=self.setting.now,
            edited_by=self.members.get("measurement_lead"), **self.place,
        )  # fmt: skip


def _known(facts: Facts, question: Question) -> Any:
    """Return what the engine itself would fill in."""
    return suggestion(facts, question) if question.prefill in {"goals", "roster", "profile", "expectations"} else None


def grant_expert(*, expert: Person, submission: Submission, today: date) -> None:
    """Let the expert read one period's reports for a month."""
    ReadingGrant.objects.create(
        network=submission.team.network, assignment=submission.assignment, person=expert, starts=today,
        ends=today + timedelta(days=30), organiser=submission.organiser,
    )  # fmt: skip


def tell_top_leader(network: Network, *, now: datetime, today: date) -> None:
    """Send the first team's top leader the pages about the gatherings held; after one they wondered about something."""
    team = Team.objects.filter(network=network, sponsor__isnull=False).order_by("pk").first()
    if team is None:
        return
    held = network.gatherings.filter(state="held").order_by("number")[1:]
    digests = [send_digest(team=team, gathering=gathering, now=now, today=today) for gathering in held]
    question = "Hva trenger dere fra meg for å få mentortid inn i turnusen?"
    for digest in filter(None, digests[:1]):
        ask_team(digest=digest, text=question, now=now, today=today)
