"""What the teams of the national set did: reports, answers, scores, contacts, goals, counts before and now."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from bench_parts import invented
from bench_parts.building import Build, Place, at
from mentornett.measurement.models import BeforeNow
from mentornett.network.models import (
    Action,
    AnchoringEvidence,
    Assignment,
    Comment,
    ContactLog,
    Excerpt,
    Network,
    ProgressScore,
    Reminder,
    ReviewNote,
    Submission,
    SubmissionEvent,
    TeamGoal,
)
from mentornett.network.queries.gatherings import due_of
from mentornett.questionnaires.models import Answer, AnswerRevision, AnswerSheet, Question
from mentornett.tenants.models import Letter


@dataclass
class Piece:
    """One assignment with its days and questions."""

    assignment: Assignment
    opens: date
    due: date
    questions: Sequence[Question]


def add_work(build: Build, network: Network, places: Sequence[Place]) -> None:
    """Add everything that the teams of one network did until today."""
    pieces = _pieces(network)
    for place in places:
        for piece in pieces:
            _submission(build, place, piece)
        _guidance(build, place)
        _goals(build, place)
        _before_now(build, place)


def _pieces(network: Network) -> list[Piece]:
    questions: dict[int, list[Question]] = defaultdict(list)
    for question in Question.objects.order_by("position", "pk"):
        questions[question.version_id].append(question)
    rows = Assignment.objects.filter(network=network).select_related("gathering").order_by("pk")
    return [
        Piece(row, row.gathering.starts + timedelta(days=row.opens_offset), due_of(row),
              questions[row.questionnaire_version_id] if row.questionnaire_version_id else [])
        for row in rows
    ]  # fmt: skip


def _state(build: Build, place: Place, piece: Piece) -> str:
    """Most is delivered, some is skipped; every ninth team is late with what is newest."""
    if piece.opens > build.today:
        return "planned"
    if piece.due > build.today:
        return "draft" if place.team % 2 else "open"
    if piece.due > build.today - timedelta(days=60):
        return "draft" if place.team % 9 == 0 else ("sent" if place.team % 2 else "assessed")
    if (place.team + piece.assignment.pk) % 23 == 0:
        return "skipped"
    return "closed" if place.network.state == "closed" else "assessed"


def _submission(build: Build, place: Place, piece: Piece) -> None:
    state = _state(build, place, piece)
    sent = at(piece.due - timedelta(days=build.random.randrange(-3, 8)))
    delivered = state in {"sent", "assessed", "closed"}
    sheet = None
    if piece.questions:
        version = piece.assignment.questionnaire_version_id
        sheet = build.add(AnswerSheet, version_id=version, created_at=at(piece.opens), locked=delivered, **place.wall)
    submission = build.add(
        Submission, team_id=place.team, assignment_id=piece.assignment.pk, sheet_id=sheet, state=state,
        opened_on=None if state == "planned" else piece.opens, sent_at=sent if delivered else None,
        sent_by_id=place.coordinator if delivered else None, times_sent=int(delivered),
        assessed_at=sent + timedelta(days=5) if state in {"assessed", "closed"} else None,
        skip_reason="Oppdiktet grunn" if state == "skipped" else "", reopened_reason="", reopened_sections=[],
        note=invented.sentence(build.random) if delivered and not sheet else "", **place.wall,
    )  # fmt: skip
    if sheet and (delivered or state == "draft"):
        _answers(build, place, piece, sheet, submission)
    if delivered:
        _after_sending(build, place, piece, submission, sent)
    elif state == "draft":
        build.add(Reminder, submission_id=submission, kind="opened", due=piece.due, sent_on=piece.opens, **place.wall)


def _answers(build: Build, place: Place, piece: Piece, sheet: int, submission: int) -> None:
    for question in piece.questions:
        value = invented.answer(build.random, question, piece.due)
        written = {"edited_by_id": place.coordinator, "edited_at": at(piece.due), **place.wall}
        answer = build.add(
            Answer, sheet_id=sheet, question_id=question.pk, value=value, sharing=question.sharing_default, revision=2,
            **written,
        )  # fmt: skip
        if question.type == "long_text" and question.required:
            build.add(AnswerRevision, answer_id=answer, revision=1, value="Utkast", **written)
        if question.key in {"status.achieved", "status.learned"} and place.team % 2:
            excerpt = build.add(
                Excerpt, submission_id=submission, answer_id=answer, text=str(value), by_id=place.guide,
                at=at(piece.due), quoted=bool(place.team % 3), **place.wall,
            )  # fmt: skip
            build.add(Excerpt.tags.through, excerpt_id=excerpt, tag_id=place.tag)


def _after_sending(build: Build, place: Place, piece: Piece, submission: int, sent: Any) -> None:
    for state, days, by in (("draft", -6, place.coordinator), ("sent", 0, place.coordinator)):
        build.add(
            SubmissionEvent, submission_id=submission, state=state, by_id=by, at=sent + timedelta(days=days), note="",
            **place.wall,
        )  # fmt: skip
    build.add(
        Letter, to_person_id=place.guide, to_email="veileder@eksempel.invalid", kind="report_sent", language="nb",
        subject="Oppdiktet brev", text="Oppdiktet", html="<p>Oppdiktet</p>", created_at=sent, state="sent",
    )  # fmt: skip
    if piece.assignment.kind != "status_report":
        return
    build.add(
        Comment, submission_id=submission, section="goals", text=invented.sentence(build.random), by_id=place.guide,
        at=sent + timedelta(days=4), **place.wall,
    )  # fmt: skip
    for kind, by in (("self", place.coordinator), ("guide", place.guide)):
        build.add(
            ProgressScore, team_id=place.team, submission_id=submission, by_kind=kind, on=sent.date(), by_id=by,
            value=f"{build.random.randrange(2, 10) / 2:.1f}", reason=invented.sentence(build.random), **place.wall,
        )  # fmt: skip


def _guidance(build: Build, place: Place) -> None:
    for gathering in place.gatherings:
        if gathering.starts > build.today:
            break
        if (place.team + gathering.number) % 5:
            build.add(
                ContactLog, team_id=place.team, on=gathering.starts - timedelta(days=20), form="phone",
                by_id=place.guide, with_whom="koordinator", topics=invented.sentence(build.random), agreed="",
                **place.wall,
            )  # fmt: skip
        build.add(
            ReviewNote, team_id=place.team, gathering_id=gathering.pk, by_id=place.guide, at=at(gathering.starts),
            state=("fine", "watch", "act")[place.team % 3], note=invented.sentence(build.random), **place.wall,
        )  # fmt: skip
    build.add(
        AnchoringEvidence, team_id=place.team, point="leader_in_team", text=invented.sentence(build.random),
        on=place.network.starts, by_id=place.guide, **place.wall,
    )  # fmt: skip


def _goals(build: Build, place: Place) -> None:
    for position in range(4):
        goal = build.add(
            TeamGoal, team_id=place.team, level="sub", text=invented.short(build.random), position=position,
            percent=build.random.randrange(0, 101, 10), **place.wall,
        )  # fmt: skip
        for number in range(3):
            build.add(
                Action, team_id=place.team, goal_id=goal, text=invented.short(build.random), responsible="Koordinator",
                due=place.network.starts + timedelta(days=120 * (number + 1)),
                state=("done", "started", "not_started")[number], **place.wall,
            )  # fmt: skip


def _before_now(build: Build, place: Place) -> None:
    for position in range(3):
        build.add(
            BeforeNow, network_id=place.network.pk, team_id=place.team, measure=f"Oppdiktet mål {position + 1}",
            kind="share", unit_text="sluttet", per_text="nyansatte", less_is_better=True, before_numerator=6,
            before_denominator=12, before_on=place.network.starts, before_source="Oppdiktet", now_numerator=3,
            now_denominator=13, now_on=build.today, now_source="Oppdiktet", sharing="network", position=position,
            edited_at=build.now, **place.wall,
        )  # fmt: skip
