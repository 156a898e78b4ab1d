"""Jobs handle each row inside the scope of the one organiser whose it is, on both databases."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import DatabaseError
from django.db.models.signals import pre_save

from mentornett.config import jobs as rounds
from mentornett.core.models import AuditEntry
from mentornett.core.scoping import EVERYONE, OutsideScopeError, Scope, current_scope, inside, wall_of
from mentornett.network import jobs
from mentornett.network.models import Submission, Team, TeamPause
from mentornett.tenants.models import Letter, Person
from tests.cast import CANARY, NOW, Cast

OPENED = date(2026, 3, 9)  # 31 days before the third gathering
DAY = timedelta(days=1)

Written = list[tuple[str, Scope | None, int | None]]


@contextmanager
def noting_writes() -> Iterator[Written]:
    """Note each walled row that is written: its table, the scope in force, and its organiser."""
    written: Written = []

    def note(sender: Any, instance: Any, **more: Any) -> None:
        if wall_of(sender):
            written.append((sender.__name__, current_scope(), instance.organiser_id))

    pre_save.connect(note)
    try:
        yield written
    finally:
        pre_save.disconnect(note)


@pytest.fixture
def waiting(cast: Cast) -> Cast:
    """The cast with work to open, a pause to end and a top leader on each side."""
    with inside(EVERYONE):
        Submission.objects.filter(state="open").update(state="planned", opened_on=None)
        for key in ("team", "other_team"):
            team = cast.things[key]
            Team.objects.filter(pk=team.pk).update(sponsor=cast.sponsor)
            TeamPause.objects.create(
                team=team, starts=cast.today - 9 * DAY, ends=cast.today - DAY, reason="Flytting",
                organiser=team.organiser, municipality=team.municipality,
            )  # fmt: skip
    return cast


def _pause_both(cast: Cast) -> None:
    with inside(EVERYONE):
        Team.objects.filter(pk__in=[cast.team.pk, cast.other_team.pk]).update(state="paused")


ROUNDS: list[tuple[str, Callable[[Cast], int], Callable[[Cast], None]]] = [
    ("open_due_work", lambda cast: jobs.open_due_work(OPENED, NOW), lambda cast: None),
    ("send_reminders", lambda cast: jobs.send_reminders(OPENED, NOW), lambda cast: _open(cast)),
    ("send_due_digests", lambda cast: jobs.send_due_digests(cast.gathering_3.ends + DAY, NOW), lambda cast: None),
    ("end_due_pauses", lambda cast: jobs.end_due_pauses(cast.today, NOW), _pause_both),
]


def _open(cast: Cast) -> None:
    with inside(EVERYONE):
        Submission.objects.filter(state="planned").update(state="open", opened_on=OPENED)


@pytest.mark.parametrize(("name", "job", "before"), ROUNDS, ids=[name for name, _, _ in ROUNDS])
def test_job_writes_each_row_inside_its_own_organiser(
    name: str, job: Callable[[Cast], int], before: Callable[[Cast], None], waiting: Cast
) -> None:
    before(waiting)
    with noting_writes() as written:
        assert job(waiting) >= 2
    both = {waiting.nord.pk, waiting.sor.pk}
    assert {organiser for _, _, organiser in written} == both, "both sides had something to do"
    for table, scope, organiser in written:
        assert scope == Scope(organisers=frozenset({organiser or 0})), table
    assert current_scope() is None
    with inside(EVERYONE):
        assert set(AuditEntry.objects.values_list("organiser_id", flat=True)) >= both


def test_job_that_picks_up_the_other_sides_row_is_stopped(waiting: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    """The wall stands inside a job too: a fault in finding the work does no harm across it."""
    foreign = [waiting.other_report]
    monkeypatch.setattr(jobs, "to_open", lambda network_id, today: foreign if network_id == waiting.network.pk else [])
    with pytest.raises((OutsideScopeError, DatabaseError)):
        jobs.open_due_work(OPENED, NOW)
    assert current_scope() is None
    with inside(EVERYONE):
        assert Submission.objects.get(pk=waiting.other_report.pk).state == "planned"


def test_letters_of_a_round_carry_nothing_of_the_other_side(waiting: Cast) -> None:
    """Reminders and the top leaders' pages of both organisers, in one round of all jobs."""
    _open(waiting)
    jobs.send_reminders(OPENED, NOW)
    jobs.send_due_digests(waiting.gathering_3.ends + DAY, NOW)
    rounds.run_due_jobs(NOW)
    theirs = set(Person.objects.filter(pk=waiting.other_coordinator.pk).values_list("email", flat=True))
    letters = list(Letter.objects.exclude(to_email__in=theirs))
    assert {letter.kind for letter in letters} >= {"reminder", "digest"}
    about_theirs = [letter for letter in letters if CANARY in f"{letter.subject}{letter.text}{letter.html}"]
    assert {letter.to_email for letter in about_theirs} <= {waiting.sponsor.email}, "who stands behind both teams"
    for letter in about_theirs:
        assert waiting.team.name not in letter.text
