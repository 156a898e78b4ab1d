"""Dangerous combinations of settings are refused."""

from __future__ import annotations

from typing import Any

import pytest
from django.conf import settings as django_settings
from django.core.checks import run_checks

from mentornett.config import checks
from mentornett.core.log_locks import unlock_logs
from mentornett.measurement.models.plan_locks import unlock_plans

GOOD = {
    "SECURE": True, "DEMO": False, "DEBUG": False, "SECRET_KEY": "a key of our own", "BEHIND_PROXY": True,
    "ALLOWED_HOSTS": ["mentornett.eksempel.no"], "DEFAULT_FROM_EMAIL": "Mentornett <post@eksempel.no>",
    "CONTACT": "post@eksempel.no", "ACCESSIBILITY_STATEMENT_URL": "https://uustatus.no/1", "ACCESS_LOG_DAYS": 730,
}  # fmt: skip
BAD: list[tuple[str, Any, str]] = [
    ("DEMO", True, "E001"),
    ("SECRET_KEY", django_settings.DEMO_SECRET_KEY, "E002"),
    ("DEBUG", True, "E003"),
    ("BEHIND_PROXY", False, "E004"),
    ("ALLOWED_HOSTS", ["mentornett.eksempel.no", "testserver"], "E005"),
    ("ACCESS_LOG_DAYS", 30, "E007"),
    ("DEFAULT_FROM_EMAIL", "Mentornett <ikke-svar@mentornett.invalid>", "W001"),
    ("CONTACT", "", "W002"),
    ("ACCESSIBILITY_STATEMENT_URL", "", "W003"),
]


@pytest.fixture
def good(settings: Any) -> Any:
    """The settings of a site that others can reach, as they should be."""
    for name, value in GOOD.items():
        setattr(settings, name, value)
    return settings


def _found() -> set[str]:
    return {
        str(message.id) for check in (checks.dangerous_settings, checks.missing_settings) for message in check(None)
    }


def test_good_settings_pass(good: Any) -> None:
    assert _found() == set()


@pytest.mark.parametrize(("name", "value", "number"), BAD)
def test_bad_setting_is_named(good: Any, name: str, value: Any, number: str) -> None:
    setattr(good, name, value)
    assert _found() == {f"mentornett.{number}"}


def test_site_on_ones_own_machine_may_be_a_demo(good: Any) -> None:
    for name, value, _ in BAD:
        setattr(good, name, value)
    good.SECURE = False
    assert _found() == {"mentornett.E007"}


def test_checks_are_registered(good: Any, db: None) -> None:
    good.DEMO, good.CONTACT = True, ""
    unlock_logs()
    found = {message.id for message in run_checks(databases=["default"])}
    assert {"mentornett.E001", "mentornett.W002", "mentornett.W011"} <= found


def test_database_is_not_asked_unless_told_to(django_assert_num_queries: Any, db: None) -> None:
    with django_assert_num_queries(0):
        assert checks.holes_in_the_database(None) == []


def test_whole_database_has_no_holes(db: None) -> None:
    assert checks.holes_in_the_database(None, databases=["default"]) == []


def test_missing_lock_is_named(db: None) -> None:
    unlock_logs()
    unlock_plans()
    found = checks.holes_in_the_database(None, databases=["default"])
    assert len(found) == 12
    assert "core_accessentry_no_delete" in str(found[0].msg)
    assert any("plan_locked_no_update" in str(row.msg) for row in found)
