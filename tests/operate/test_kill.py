"""The program is killed a hundred times while it writes: what was acknowledged is there, and nothing is half done."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.operate.databases import PATIENCE, Database
from tests.operate.deeds import half_done

KILLS = 100


@pytest.fixture
def said(database: Database) -> list[str]:
    """What the killed processes said they had done."""
    writer = Path(__file__).with_name("writer.py")
    done = subprocess.run(
        [sys.executable, str(writer), str(KILLS), "20261121"], env=database.environment(), check=False,
        capture_output=True, text=True, timeout=PATIENCE,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()


def test_killing_the_program_loses_nothing_acknowledged_and_leaves_nothing_half_done(
    database: Database, said: list[str]
) -> None:
    assert "(nothing)" not in said
    assert len(said) > 2 * KILLS
    invited = {line.split()[1] for line in said if line.startswith("invited")}
    with_role = {line.split()[1] for line in said if line.startswith("role")}
    assert {line.split("n")[0] for line in invited} == {f"r{number}" for number in range(KILLS)}
    assert invited <= {email for (email,) in database.ask("SELECT email FROM tenants_person")}
    roles = database.ask("SELECT p.email FROM tenants_role r JOIN tenants_person p ON p.id = r.person_id")
    assert with_role <= {email for (email,) in roles}
    assert half_done(database) == {}
    assert "all hold" in database.mentornett("verify-audit").stdout
