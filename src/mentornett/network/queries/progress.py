"""What speaks for a level on the progress scale, and how a team's leaders take part."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.utils import timezone

from mentornett.network.choices import AssignmentKind, SubmissionState
from mentornett.network.models import (
    AnchoringEvidence,
    Rule,
    SponsorDigest,
    SponsorQuestion,
    Submission,
    Team,
    TeamGoal,
    TeamMember,
)
from mentornett.network.queries.roster import vacancies_in
from mentornett.network.queries.wording import check_points, level_label, number_words, point_words, sign_words
from mentornett.network.queries.work import delivered_sheets
from mentornett.network.rules.anchoring import DECISION_DAYS, AnchoringFacts, Evidence, Point, anchoring
from mentornett.network.rules.evidence import ProgressFacts, Sign, signs, suggested_level
from mentornett.questionnaires.queries import answers_by_key

SPONSOR_DAYS = 180
DECISIONS, TIME_ENOUGH = "status.decisions", "status.time_enough"
NUMBERS = {"status.mentors": "mentors", "status.pilot_units": "pilot_units", "status.pairs": "pairs"}


@dataclass(frozen=True)
class WrittenSign:
    """A sign beside the score in words."""

    text: str
    level: str
    seen: bool


@dataclass(frozen=True)
class Suggestion:
    """What can be seen about a team's progress; a suggestion that never sets a score."""

    signs: Sequence[WrittenSign]
    level: str
    label: str


def suggestion_for(
    submission: Submission, today: date, *, baseline: bool, answers: Mapping[str, Any], plan_sent: bool = False
) -> Suggestion:
    """Return the signs that speak for a level when a report is read.

    `baseline`: there is a value from before; `answers`: the report's values by the key of the question; `plan_sent`:
    the team is known to have sent a project plan, so that nothing needs to be asked about it.
    """
    found = signs(_progress_facts(submission.team, today, baseline, answers, plan_sent))
    level = suggested_level(found)
    return Suggestion([_written(sign) for sign in found], number_words(level), level_label(level))


def _written(sign: Sign) -> WrittenSign:
    return WrittenSign(sign_words(sign), number_words(sign.level), sign.seen)


def _progress_facts(
    team: Team, today: date, baseline: bool, answers: Mapping[str, Any], plan_sent: bool
) -> ProgressFacts:
    numbers = {name: _number(answers.get(key)) for key, name in NUMBERS.items()}
    goals = TeamGoal.objects.filter(team=team, dropped=False).exclude(level="effect")
    percents = [percent or 0 for percent in goals.values_list("percent", flat=True)]
    return ProgressFacts(
        required_roles_filled=not any(v.level == "required" for v in vacancies_in([team], today)[team.pk]),
        project_plan_begun=plan_sent or _plan_is_begun(team),
        baseline_measured=baseline,
        goals_percent=round(sum(percents) / len(percents)) if percents else None,
        **numbers,
    )


def _plan_is_begun(team: Team) -> bool:
    plans = Submission.objects.filter(team=team, assignment__kind=AssignmentKind.PROJECT_PLAN)
    return plans.exclude(state__in=[SubmissionState.PLANNED, SubmissionState.OPEN]).exists()


def _number(value: Any) -> int | None:
    return int(value) if isinstance(value, int | float) else None


@dataclass(frozen=True)
class WrittenPoint:
    """A point of the anchoring checklist in words, with why it is marked as it is."""

    key: str
    in_place: bool
    label: str
    help: str
    evidence: str
    source: str
    on: date | None
    text: str


def anchoring_of(team: Team, members: Iterable[TeamMember], today: date) -> list[WrittenPoint]:
    """Return each point of the anchoring checklist for a team with today's members (L01, B10).

    It describes; it never predicts.
    """
    days = Rule.objects.filter(network=team.network_id, key="decision_days").values_list("value", flat=True).first()
    points = anchoring(
        list(check_points()), _anchoring_facts(team, list(members), today), today=today, days=days or DECISION_DAYS
    )
    return [_written_point(point) for point in points]


def _written_point(point: Point) -> WrittenPoint:
    return WrittenPoint(key=point.key, in_place=point.in_place, on=point.on, text=point.text, **point_words(point))


def _anchoring_facts(team: Team, members: list[TeamMember], today: date) -> AnchoringFacts:
    sheets = list(delivered_sheets(team.pk, [AssignmentKind.STATUS_REPORT]).values_list("sheet", flat=True))
    answers = answers_by_key(sheets, (DECISIONS, TIME_ENOUGH))
    return AnchoringFacts(
        roles_held={member.role.key for member in members},
        deciding_role_held=any(member.role.decides for member in members),
        last_decision=_last_decision(answers.values()),
        sponsor_seen=_sponsor_seen(team, today),
        time_enough=_time_enough(answers.get(sheets[0], {})) if sheets else None,
        evidence=_evidence(team),
    )


def _last_decision(sheets: Iterable[Mapping[str, Any]]) -> date | None:
    found = []
    for answers in sheets:
        answer = answers.get(DECISIONS)
        for row in (answer.value or []) if answer else []:
            if row.get("decided_on"):
                found.append(date.fromisoformat(row["decided_on"]))
    return max(found, default=None)


def _time_enough(answers: Mapping[str, Any]) -> bool | None:
    answer = answers.get(TIME_ENOUGH)
    return answer.value == "yes" if answer else None


def _sponsor_seen(team: Team, today: date) -> date | None:
    opened = SponsorDigest.objects.filter(team=team, opened_at__isnull=False).values_list("opened_at", flat=True)
    asked = SponsorQuestion.objects.filter(team=team).values_list("asked_at", flat=True)
    last: datetime | None = max((moment for moment in (*opened, *asked) if moment), default=None)
    day = timezone.localtime(last).date() if last else None
    return day if day and day >= today - timedelta(days=SPONSOR_DAYS) else None


def _evidence(team: Team) -> dict[str, Evidence]:
    rows = AnchoringEvidence.objects.filter(team=team).order_by("on", "pk")
    return {row.point: Evidence(row.text, row.on) for row in rows}
