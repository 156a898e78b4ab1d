"""PostgreSQL's roles as docs/operate.md sets them up: one that changes tables, one that serves, one that copies."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from mentornett.config.management.commands.roles_sql import ROLES
from tests.operate.databases import Database, as_user, empty_database, on_server

pytestmark = pytest.mark.postgres

NAMES = ("mentornett_migrate", "mentornett_app", "mentornett_backup")
SECURE = {
    "MENTORNETT_URL": "https://mentornett.eksempel.no", "MENTORNETT_HOSTS": "mentornett.eksempel.no",
    "MENTORNETT_PROXY": "yes", "MENTORNETT_SECRET_KEY": "s8Vw0qkXr3yTz5bNc7mJd2gHf4pLa6eUi9oQxRtYwBvKnMs1zCeFaDh",
    "MENTORNETT_FROM": "Mentornett <post@eksempel.no>", "MENTORNETT_CONTACT": "post@eksempel.no",
    "MENTORNETT_UUSTATUS_URL": "https://uustatus.no/nb/erklaringer/publisert/1",
    "MENTORNETT_SMTP_HOST": "smtp.eksempel.no",
}  # fmt: skip


def _make_roles(database: Database) -> None:
    with psycopg.connect(as_user("postgres", database.url), autocommit=True) as superuser:
        superuser.execute(ROLES.read_bytes())


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    """A database that was installed as docs/operate.md says."""
    with empty_database(tmp_path_factory.mktemp("roles")) as database:
        _make_roles(database)
        owner = _as(database, "mentornett_migrate")
        owner.mentornett("migrate", "--verbosity", "0")
        owner.mentornett("createcachetable")
        _make_roles(database)
        yield database
    on_server(*(f"DROP ROLE {name}" for name in NAMES))


def _as(database: Database, role: str) -> Database:
    return Database(as_user(role, database.url), database.folder)


def _refusal(database: Database, role: str, statement: str) -> str:
    with psycopg.connect(as_user(role, database.url)) as session, pytest.raises(psycopg.Error) as refused:
        session.execute(statement.encode())
    return str(refused.value)


def test_serving_role_passes_the_checks(installed: Database) -> None:
    done = _as(installed, "mentornett_app").mentornett(
        "check", "--deploy", "--database", "default", "--fail-level", "WARNING", **SECURE
    )
    assert "no issues" in done.stdout


@pytest.mark.parametrize("role", ["mentornett", "postgres"])
def test_serving_as_owner_or_superuser_is_an_error(installed: Database, database: Database, role: str) -> None:
    done = _as(database, role).mentornett("check", "--deploy", "--database", "default", check=False, **SECURE)
    assert done.returncode == 1
    assert {"postgres": "mentornett.E010", "mentornett": "mentornett.E011"}[role] in done.stderr
    assert "mentornett.E012" in done.stderr


@pytest.mark.parametrize(
    "statement",
    [
        "ALTER TABLE network_team DISABLE ROW LEVEL SECURITY",
        "DROP POLICY wall ON network_team",
        "DROP TRIGGER core_auditentry_no_update ON core_auditentry",
        "CREATE TABLE mine (id int)",
        "TRUNCATE network_team CASCADE",
        "UPDATE core_auditentry SET verb = 'x'",
        "DELETE FROM core_auditentry",
        "DELETE FROM core_auditseal",
        "UPDATE core_accessentry SET page = 'x'",
        "DELETE FROM django_migrations",
        "SET ROLE mentornett_migrate",
        "CREATE ROLE another",
        "SET session_replication_role = replica",
    ],
)
def test_serving_role_cannot_loosen_the_walls(installed: Database, statement: str) -> None:
    message = _refusal(installed, "mentornett_app", statement)
    assert "permission denied" in message or "must be owner" in message


def test_serving_role_can_start_where_nothing_is_to_be_migrated(installed: Database) -> None:
    app = _as(installed, "mentornett_app")
    app.mentornett("migrate", "--verbosity", "0")
    app.mentornett("createcachetable")
    app.mentornett("work", "--once")
    assert "invitation" in app.mentornett("create-organiser", "Vest", "--leader", "v@eksempel.no", "--name", "V").stdout
    words = ("invite-project-leader", "Flesberg", "p@eksempel.no", "--name", "P")
    assert "invitation" in app.mentornett(*words).stdout


def test_serving_role_sees_nothing_without_a_scope(installed: Database) -> None:
    with psycopg.connect(as_user("mentornett_app", installed.url)) as session:
        session.execute("SELECT set_config('app.everyone', 'yes', true)")
        columns = "(at, verb, object_type, object_id, details)"
        session.execute(f"INSERT INTO core_auditentry {columns} VALUES (now(), 'x', 'x', '1', '{{}}')".encode())
        assert session.execute("SELECT count(*) > 0 FROM core_auditentry").fetchone() == (True,)
        session.commit()
        assert session.execute("SELECT count(*) FROM core_auditentry").fetchone() == (0,)


def test_copying_role_reads_everything_and_writes_nothing(installed: Database) -> None:
    with psycopg.connect(as_user("mentornett_backup", installed.url)) as session:
        assert session.execute("SELECT count(*) FROM core_auditentry").fetchone()
    message = _refusal(installed, "mentornett_backup", "INSERT INTO tenants_organiser (name) VALUES ('x')")
    assert "read-only" in message or "permission denied" in message


def test_backup_and_restore_with_the_three_roles(installed: Database, tmp_path: Path) -> None:
    addresses = {"MENTORNETT_BACKUP_DATABASE_URL": as_user("mentornett_backup", installed.url)}
    copy = str(tmp_path / "copy")
    _as(installed, "mentornett_app").mentornett("backup", copy, **addresses)
    refused = _as(installed, "mentornett_app").mentornett("restore", copy, "--yes", check=False, **addresses)
    assert refused.returncode == 1
    _as(installed, "mentornett_migrate").mentornett("restore", copy, "--yes", **addresses)
    _make_roles(installed)
    done = _as(installed, "mentornett_app").mentornett("check", "--database", "default", **SECURE)
    assert "no issues" in done.stdout
    assert "permission denied" in _refusal(installed, "mentornett_app", "DELETE FROM core_auditentry")
    assert "all hold" in _as(installed, "mentornett_app").mentornett("verify-audit").stdout
