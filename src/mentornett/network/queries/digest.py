"""What the top leader's page says about one team: facts and what the team itself has chosen to share."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.utils.formats import localize
from django.utils.translation import gettext_lazy

from mentornett.core.scoping import EVERYONE, inside
from mentornett.core.text import in_language
from mentornett.core.time import date_words
from mentornett.network.choices import ActionState, GatheringState, NetworkState, ScoreBy, TeamState
from mentornett.network.models import Action, Gathering, ProgressScore, SponsorDigest, SponsorQuestion, Team, TeamGoal
from mentornett.network.queries.gatherings import full_name
from mentornett.network.queries.roster import vacancies_in
from mentornett.network.rules import DELIVERED_STATES
from mentornett.network.template.reader import read_template
from mentornett.questionnaires.models import Answer
from mentornett.tenants.choices import Sharing

# a top leader belongs to the municipality: what the team shares with it or more widely may be shown
SHARED = (Sharing.MUNICIPALITY, Sharing.NETWORK, Sharing.PUBLIC)
TEXTS = {"status.achieved": "achieved", "status.hard": "hard", "progress.leader_needs": "needs"}
FIGURES = {
    "status.pilot_units": gettext_lazy("Units that try or use the mentor programme"),
    "status.mentors": gettext_lazy("Mentors"),
    "status.pairs": gettext_lazy("New employees with a mentor"),
}
SHOWN_ACTIONS = 12
DIGEST_WITHIN_DAYS = 14
COMING = ("proposed", "confirmed")


def digest_content(team: Team, gathering: Gathering, today: date) -> dict[str, Any]:
    """Return what the page says, as plain texts in the language in force, ready to be frozen.

    `gathering` ends the period. Nothing about single persons is in it.
    """
    missing = vacancies_in([team], today)[team.pk]
    texts, figures = _answers(team, gathering)
    return {
        "team": team.name,
        "municipality": str(team.municipality),
        "network": team.network.name,
        "period": f"{full_name(gathering)}, {date_words(gathering.starts, today, weekday=False)}",
        "goals": _goals(team),
        "achieved": texts.get("achieved", ""),
        "hard": texts.get("hard", ""),
        "needs": texts.get("needs", ""),
        "figures": figures,
        "score": _score(team),
        "leader_in_place": not any(vacancy.decides for vacancy in missing),
        "missing_roles": [in_language(vacancy.label) for vacancy in missing if vacancy.severity != "info"],
        "next": _next_gathering(team, gathering, today),
    }


def _goals(team: Team) -> list[dict[str, Any]]:
    goals = TeamGoal.objects.filter(team=team, dropped=False).order_by("position", "pk")
    by_goal: dict[int | None, list[Action]] = {}
    for action in Action.objects.filter(team=team).exclude(state=ActionState.DROPPED).order_by("pk"):
        by_goal.setdefault(action.goal_id, []).append(action)
    return [
        {
            "text": goal.text,
            "result": goal.result,
            "actions": [_action(action) for action in by_goal.get(goal.pk, [])[:SHOWN_ACTIONS]],
        }
        for goal in goals
    ]


def _action(action: Action) -> dict[str, Any]:
    return {
        "text": action.text,
        "state": action.state,
        "state_text": str(ActionState(action.state).label),
    }


def _answers(team: Team, gathering: Gathering) -> tuple[dict[str, str], list[dict[str, Any]]]:
    rows = Answer.objects.filter(
        sheet__submission__team=team, sheet__submission__assignment__gathering=gathering,
        sheet__submission__state__in=DELIVERED_STATES, skipped=False, question__key__in=[*TEXTS, *FIGURES],
    ).select_related("question")  # fmt: skip
    texts: dict[str, str] = {}
    figures: list[dict[str, Any]] = []
    for row in rows.order_by("question__position"):
        if row.question.key in FIGURES and isinstance(row.value, int | float):
            figures.append({"label": str(FIGURES[row.question.key]), "value": row.value})
        elif row.question.key in TEXTS and row.sharing in SHARED and isinstance(row.value, str):
            texts[TEXTS[row.question.key]] = row.value
    return texts, figures


def _score(team: Team) -> dict[str, str] | None:
    rows = ProgressScore.objects.filter(team=team, by_kind=ScoreBy.SELF).order_by("-on", "-pk")
    if (latest := rows.first()) is None:
        return None
    levels = {level.level: in_language(level.label) for level in read_template().progress_scale}
    return {"value": str(localize(latest.value)), "label": levels.get(latest.value, "")}


def _next_gathering(team: Team, gathering: Gathering, today: date) -> dict[str, str] | None:
    rows = Gathering.objects.filter(network=team.network_id, starts__gt=gathering.starts, state__in=COMING)
    coming = rows.order_by("starts").first()
    return {"title": full_name(coming), "date": date_words(coming.starts, today)} if coming else None


def digest_with(token_hash: str) -> SponsorDigest | None:
    """Return the page that a signed link opens, expired or not. Only this one row is read across the wall."""
    with inside(EVERYONE):
        rows = SponsorDigest.objects.filter(token_hash=token_hash)
        return rows.select_related("team__municipality", "team__network", "person", "gathering").first()


def questions_of(digest: SponsorDigest) -> list[SponsorQuestion]:
    """Return what the top leader has asked through this page, with the answers."""
    return list(SponsorQuestion.objects.filter(digest=digest).order_by("asked_at"))


def questions_to(team: Team) -> list[SponsorQuestion]:
    """Return all questions from the top leader to a team, the unanswered first."""
    rows = SponsorQuestion.objects.filter(team=team).select_related("asked_by", "answered_by")
    return sorted(rows.order_by("-asked_at"), key=lambda row: row.answered_at is not None)


def digests_due(today: date) -> list[tuple[Team, Gathering]]:
    """Return the teams and gatherings about which a top leader has not had a page: those of the past two weeks."""
    ended = Gathering.objects.filter(
        ends__lt=today, ends__gte=today - timedelta(days=DIGEST_WITHIN_DAYS), network__state=NetworkState.RUNNING
    ).exclude(state=GatheringState.CANCELLED)
    pairs = [(gathering, team) for gathering in ended.order_by("starts") for team in _told_about(gathering)]
    sent = set(SponsorDigest.objects.filter(gathering__in=ended).values_list("team_id", "gathering_id", "person_id"))
    return [(team, gathering) for gathering, team in pairs if (team.pk, gathering.pk, team.sponsor_id) not in sent]


def _told_about(gathering: Gathering) -> list[Team]:
    """Return the teams with a top leader that took part in the period that a gathering ended."""
    rows = Team.objects.filter(network=gathering.network_id, sponsor__isnull=False, joined__lte=gathering.ends)
    active = rows.filter(state=TeamState.ACTIVE).select_related("municipality", "network", "sponsor", "organiser")
    return list(active.order_by("pk"))
