"""What random walks through the states of a thing share: a fresh database for each walk, time, and deeds."""

from __future__ import annotations

import copy
import os
from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any, ClassVar

from django.db import transaction
from django.utils.timezone import localdate
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import RuleBasedStateMachine

from mentornett.core.models import AuditEntry
from mentornett.core.scoping import EVERYONE, inside
from mentornett.tenants.models import Letter
from mentornett.tenants.permissions import Viewer
from mentornett.tenants.queries import roles_today, scope_of
from tests.cast import Cast
from tests.security.filling import all_rows

MORE = int(os.environ.get("MENTORNETT_WALKS", "0"))  # so many walks, other ones each time; 0: the same few
WALKS = settings(
    max_examples=MORE or 8, stateful_step_count=25, deadline=None, derandomize=not MORE, database=None,
    suppress_health_check=list(HealthCheck), phases=[Phase.generate], report_multiple_bugs=False,
)  # fmt: skip


class Walk(RuleBasedStateMachine):
    """A walk begins with the cast as it was built, and everything it did is undone at its end."""

    built: ClassVar[Cast]
    other_side: ClassVar[tuple[str, str]]  # column of the wall, and whose rows may never be touched

    def __init__(self) -> None:
        super().__init__()
        self.undone = transaction.atomic()
        self.undone.__enter__()
        self.cast, self.now = copy.deepcopy(self.built), self.built.now
        self.begin()
        self.theirs = self._others()
        assert self.theirs

    def begin(self) -> None:
        """Prepare what one walk needs."""

    @property
    def today(self) -> date:
        """The day of the walk's own clock."""
        return localdate(self.now)

    def pass_days(self, days: int, hours: int = 0) -> None:
        """Let time pass."""
        self.now: datetime = self.now + timedelta(days=days, hours=hours, minutes=1)

    def do(self, name: str, deed: Callable[[], Any], *refusals: type[Exception]) -> bool:
        """Let a person of the cast do a deed within their own scope; tell whether it was done.

        A deed that is done leaves a row in the log, and one that is refused leaves nothing at all.
        """
        person = self.cast.people[name]
        with inside(EVERYONE):
            before = (AuditEntry.objects.count(), Letter.objects.count())
            viewer = Viewer(person, tuple(roles_today(person.pk, self.today)), self.today)
        try:
            with inside(scope_of(person.pk, viewer.roles)):
                deed()
        except refusals:
            done = False
        else:
            done = True
        with inside(EVERYONE):
            after = (AuditEntry.objects.count(), Letter.objects.count())
        assert (after[0] > before[0]) if done else (after == before)
        return done

    def teardown(self) -> None:
        """Check that nobody on the other side of the wall was touched, and undo the walk."""
        try:
            theirs = self._others()
            changed = {key for key in theirs.keys() | self.theirs.keys() if theirs.get(key) != self.theirs.get(key)}
            assert not changed, sorted(changed)
        finally:
            transaction.set_rollback(True)
            self.undone.__exit__(None, None, None)

    def _others(self) -> dict[tuple[str, Any], tuple[Any, ...]]:
        """Return the rows on the other side of the wall: those with `other_side` in their wall's columns."""
        with inside(EVERYONE):
            found = all_rows()
        column, name = self.other_side
        key = self.cast.things[name].pk
        walled = (
            (name, table, table.columns.index(column)) for name, table in found.items() if column in table.columns
        )
        return {(name, pk): row for name, table, place in walled for pk, row in table.rows.items() if row[place] == key}
