"""Whatever is done to the audit log behind the program's back shows."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from mentornett.core import audit, audit_chain
from mentornett.core.audit_chain import Fault
from mentornett.core.log_locks import unlocked_logs
from mentornett.core.models import AuditEntry, AuditSeal
from mentornett.core.scoping import EVERYONE, Scope, inside
from tests.cast import NOW, Cast

DEEDS = 5


@pytest.fixture
def sealed(cast: Cast) -> Iterator[list[int]]:
    """Five deeds, sealed, with the locks of the logs off: what somebody with the keys to the database could do."""
    with inside(EVERYONE):
        for number in range(DEEDS):
            audit.record(verb="team.tried", on=cast.team, by=cast.leader, now=NOW, details={"number": number})
        audit_chain.seal_new_entries()
        with unlocked_logs():
            yield list(AuditSeal.objects.order_by("position").values_list("entry", flat=True))


def _found() -> list[Fault]:
    return list(audit_chain.faults())


def _sql(statement: str, *values: object) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def test_untouched_chain_holds(sealed: list[int]) -> None:
    assert len(sealed) == DEEDS
    assert _found() == []


@pytest.mark.parametrize(
    "change",
    ["verb = 'team.left'", "object_id = '999'", "person_id = 999", "municipality_id = 999", "details = '{}'"],
)
def test_edited_row_is_found(sealed: list[int], change: str) -> None:
    _sql(f"UPDATE core_auditentry SET {change} WHERE id = %s", sealed[2])
    assert _found() == [Fault(3, sealed[2], "was changed or moved")]


def test_deleted_row_is_found(sealed: list[int]) -> None:
    _sql("DELETE FROM core_auditentry WHERE id = %s", sealed[1])
    assert _found() == [Fault(2, sealed[1], "was deleted")]


def test_row_deleted_with_its_seal_is_found(sealed: list[int]) -> None:
    _sql("DELETE FROM core_auditentry WHERE id = %s", sealed[1])
    _sql("DELETE FROM core_auditseal WHERE entry = %s", sealed[1])
    assert _found() == [Fault(2, 0, "seals 2 to 2 are missing"), Fault(3, sealed[2], "was changed or moved")]


def test_rows_in_another_order_are_found(sealed: list[int]) -> None:
    first, second = sealed[1], sealed[2]
    for old, new in ((first, -1), (second, first), (-1, second)):
        _sql("UPDATE core_auditseal SET entry = %s WHERE entry = %s", new, old)
    assert [fault.position for fault in _found()] == [2, 3]


def test_chain_written_anew_without_the_key_is_found(sealed: list[int], settings: object) -> None:
    _sql("UPDATE core_auditentry SET verb = 'team.left' WHERE id = %s", sealed[0])
    _sql("DELETE FROM core_auditseal")
    settings.AUDIT_KEY = "a guess"  # type: ignore[attr-defined]
    audit_chain.seal_new_entries()
    settings.AUDIT_KEY = "the key"  # type: ignore[attr-defined]
    assert len(_found()) == DEEDS


def test_cut_off_end_is_found_by_a_head_noted_before(sealed: list[int]) -> None:
    head = audit_chain.head()
    assert head is not None
    assert audit_chain.holds_anchor(head.position, head.hash)
    for table, column in (("core_auditentry", "id"), ("core_auditseal", "entry")):
        _sql(f"DELETE FROM {table} WHERE {column} >= %s", sealed[3])
    assert _found() == []
    assert not audit_chain.holds_anchor(head.position, head.hash)
    with pytest.raises(CommandError, match="no such head"):
        call_command("verify_audit", "--anchor", str(head))


def test_command_prints_the_head_when_all_holds(sealed: list[int], capsys: pytest.CaptureFixture[str]) -> None:
    call_command("verify_audit")
    assert f"{DEEDS} rows, all hold. Head: {audit_chain.head()}" in capsys.readouterr().out


def test_command_names_the_wrong_row(sealed: list[int]) -> None:
    _sql("UPDATE core_auditentry SET verb = 'x' WHERE id = %s", sealed[2])
    with pytest.raises(CommandError, match=rf"row {sealed[2]} at position 3: was changed or moved"):
        call_command("verify_audit")


def test_command_refuses_an_anchor_that_is_none(db: None) -> None:
    with pytest.raises(CommandError, match="POSITION:HASH"):
        call_command("verify_audit", "--anchor", "yesterday")


def test_row_that_was_committed_late_is_sealed_after_newer_ones(cast: Cast) -> None:
    with inside(EVERYONE):
        row = audit.record(verb="team.tried", on=cast.team, by=None, now=NOW)
        with unlocked_logs():
            AuditEntry.objects.filter(pk=row.pk).update(id=row.pk + 50)
        audit_chain.seal_new_entries()
        late = AuditEntry(id=row.pk + 1, at=NOW, verb="team.late", object_type="x", object_id="1")
        late.save(force_insert=True)
        assert audit_chain.seal_new_entries() == 1
        assert _found() == []
        assert AuditSeal.objects.get(entry=late.pk).position == 2


def test_row_that_no_seal_ever_covered_is_found(sealed: list[int], monkeypatch: pytest.MonkeyPatch) -> None:
    _sql("DELETE FROM core_auditseal WHERE entry <= %s", sealed[2])
    monkeypatch.setattr(audit_chain, "LATE", 1)
    assert [fault.entry for fault in _found() if fault.what == "has no seal"] == sealed[:3]


def test_sealing_twice_changes_nothing(sealed: list[int]) -> None:
    assert audit_chain.seal_new_entries() == 0
    assert _found() == []


def test_sealing_in_small_batches_makes_one_chain(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(audit_chain, "BATCH", 2)
    with inside(EVERYONE):
        for _ in range(DEEDS):
            audit.record(verb="team.tried", on=cast.team, by=None, now=NOW)
        assert audit_chain.seal_new_entries() == DEEDS
        assert _found() == []


def test_audit_row_inside_ones_own_scope_costs_one_statement(cast: Cast) -> None:
    scope = Scope(person=cast.coordinator.pk, municipalities=frozenset({cast.flesberg.pk}))
    with inside(scope), CaptureQueriesContext(connection) as queries:
        audit.record(verb="team.tried", on=cast.team, by=cast.coordinator, now=NOW)
    assert len(queries) == 1


def test_audit_row_from_outside_the_scope_is_written_all_the_same(cast: Cast) -> None:
    with inside(Scope()):
        audit.record(verb="team.wondered", on=cast.team, by=None, now=NOW)
    with inside(EVERYONE):
        assert AuditEntry.objects.filter(verb="team.wondered", municipality_id=cast.flesberg.pk).exists()
