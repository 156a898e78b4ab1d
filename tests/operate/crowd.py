"""Fills a database with a crowd of coordinators, each logged in and with a report that is ready to be sent.

Usage: crowd.py HOW_MANY. Writes one line for each: the session's key and the id of the report.
"""

from __future__ import annotations

import sys

import django

django.setup()

from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY  # noqa: E402 (after setup)
from django.contrib.sessions.backends.db import SessionStore  # noqa: E402
from django.db import transaction  # noqa: E402

from mentornett.core.scoping import EVERYONE, inside  # noqa: E402
from mentornett.network.models import Submission, Team, TeamMember  # noqa: E402
from mentornett.questionnaires.models import Answer, AnswerSheet, Question  # noqa: E402
from mentornett.tenants.models import Person, Role  # noqa: E402
from tests.cast import NOW, Cast, build_cast  # noqa: E402

ANSWERS = {"status.achieved": "Fire nye par er i gang.", "status.hard": "Å finne tid.", "status.score": 2.5}


def one_more(cast: Cast, number: int) -> tuple[str, int]:
    """Make a coordinator with a team, a written report and a session."""
    place = {"organiser": cast.nord, "municipality": cast.flesberg}
    person = Person.objects.create(email=f"folk{number}@eksempel.no", name=f"Koordinator {number}", activated_at=NOW)
    Role.objects.create(person=person, kind="member", starts=cast.network.starts, municipality=cast.flesberg)
    team = Team.objects.create(network=cast.network, name=f"Team {number}", joined=cast.network.starts, **place)
    TeamMember.objects.create(
        team=team, person=person, role=cast.role_coordinator, starts=cast.network.starts, **place
    )  # fmt: skip
    sheet = AnswerSheet.objects.create(version=cast.questionnaire, created_at=NOW, **place)
    for question in Question.objects.filter(version=cast.questionnaire, key__in=ANSWERS):
        Answer.objects.create(
            sheet=sheet, question=question, value=ANSWERS[question.key], sharing="team", edited_at=NOW, **place
        )  # fmt: skip
    report = Submission.objects.create(
        team=team, assignment=cast.assignment_3, sheet=sheet, state="draft", opened_on=cast.today, **place
    )  # fmt: skip
    session = SessionStore()
    session[SESSION_KEY], session[HASH_SESSION_KEY] = str(person.pk), person.get_session_auth_hash()
    session[BACKEND_SESSION_KEY] = "allauth.account.auth_backends.AuthenticationBackend"
    session.save()
    return str(session.session_key), report.pk


if __name__ == "__main__":
    with inside(EVERYONE), transaction.atomic():
        everybody = build_cast()
        for line in [one_more(everybody, number) for number in range(int(sys.argv[1]))]:
            sys.stdout.write(f"{line[0]} {line[1]}\n")
