"""The database itself refuses to change the logs."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.conf import settings as django_settings
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction

from mentornett.config.housekeeping import forget_old_readings
from mentornett.core import audit
from mentornett.core.log_locks import READINGS_KEPT_DAYS, lock_names, missing_locks, unlock_logs, unlocked_logs
from mentornett.core.models import AccessEntry, AuditEntry
from mentornett.core.scoping import EVERYONE, inside
from mentornett.core.time import now
from tests.cast import NOW, Cast

DEEDS = [
    "UPDATE core_auditentry SET verb = 'x'",
    "DELETE FROM core_auditentry",
    "UPDATE core_auditseal SET hash = 'x'",
    "DELETE FROM core_auditseal",
    "UPDATE core_accessentry SET page = 'x'",
    "DELETE FROM core_accessentry",
]


def test_all_locks_are_on(db: None) -> None:
    assert missing_locks(lock_names()) == []


@pytest.mark.parametrize("statement", DEEDS)
def test_log_cannot_be_changed(statement: str, cast: Cast) -> None:
    with inside(EVERYONE):
        audit.record(verb="team.tried", on=cast.team, by=None, now=NOW)
        AccessEntry.objects.create(at=now(), reader=cast.leader, subject=cast.coordinator, page="x")
        call_command("verify_audit")
        with pytest.raises(DatabaseError, match="the log cannot be changed"), transaction.atomic():
            connection.cursor().execute(statement)
        assert AuditEntry.objects.filter(verb="team.tried").count() == 1


def test_reading_is_forgotten_after_the_set_time(cast: Cast, settings: django_settings) -> None:
    settings.ACCESS_LOG_DAYS = 400
    moment = now()
    with inside(EVERYONE):
        for days in (1, 399, 401, 1000):
            at = moment - timedelta(days=days)
            AccessEntry.objects.create(at=at, reader=cast.leader, subject=cast.coordinator, page=str(days))
        forget_old_readings(moment)
        assert set(AccessEntry.objects.values_list("page", flat=True)) == {"1", "399"}


def test_newest_readings_cannot_be_forgotten_by_a_wrong_setting(cast: Cast, settings: django_settings) -> None:
    settings.ACCESS_LOG_DAYS = 0
    moment = now()
    with inside(EVERYONE):
        at = moment - timedelta(days=READINGS_KEPT_DAYS - 1)
        AccessEntry.objects.create(at=at, reader=cast.leader, subject=cast.coordinator, page="x")
        with pytest.raises(DatabaseError, match="the log cannot be changed"), transaction.atomic():
            forget_old_readings(moment)
        assert AccessEntry.objects.count() == 1


def test_locks_come_back_after_they_were_lifted(db: None) -> None:
    with unlocked_logs():
        assert len(missing_locks(lock_names())) == 6
    assert missing_locks(lock_names()) == []
    unlock_logs()
    assert len(missing_locks(lock_names())) == 6


def test_flush_empties_the_logs_and_keeps_the_locks(transactional_db: None) -> None:
    with inside(EVERYONE):
        AuditEntry(at=NOW, verb="x", object_type="x", object_id="1").save(force_insert=True)
    # numbers go on: the rows of the kept cast (tests/kept_cast.py) come back with the numbers they had
    call_command("flush", interactive=False, verbosity=0, reset_sequences=False)
    with inside(EVERYONE):
        assert not AuditEntry.objects.exists()
    assert missing_locks(lock_names()) == []


def test_flush_is_refused_on_a_public_site(db: None, settings: django_settings) -> None:
    settings.SECURE = True
    with pytest.raises(CommandError, match="refused"):
        call_command("flush", interactive=False)
