"""Two who do the same at the same moment: one thing happens, nobody gets an error, and nothing is stored by half."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest

from tests.operate.databases import PATIENCE, Database, empty_database
from tests.operate.test_rush import TOKEN, ask, serving

AT_ONCE = 8
FORM = {"X-CSRFToken": TOKEN, "Content-Type": "application/x-www-form-urlencoded"}
Press = tuple[str, str, dict[str, Any]]  # session, address, what is sent


@pytest.fixture(scope="module")
def played(template: Database, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Database, str]]:
    """A database with the cast in it, and what the cast's maker tells of it."""
    maker = [sys.executable, str(Path(__file__).with_name("pairs.py"))]
    with empty_database(tmp_path_factory.mktemp("cast"), template) as filled:
        done = subprocess.run(
            maker, env=filled.environment(), check=False, capture_output=True, text=True, timeout=PATIENCE
        )
        assert done.returncode == 0, done.stderr
        yield filled, done.stdout


@pytest.fixture
def database(played: tuple[Database, str], tmp_path: Path) -> Iterator[Database]:
    """The cast in a database of the test's own."""
    with empty_database(tmp_path, played[0]) as own:
        yield own


@pytest.fixture
def scene(played: tuple[Database, str]) -> dict[str, Any]:
    """The cast's sessions, signed links and addresses."""
    found: dict[str, Any] = json.loads(played[1])
    return found


def _press_all(database: Database, presses: list[Press]) -> list[int]:
    """Press all buttons at the same moment and return the answers' statuses."""
    together = threading.Barrier(len(presses))

    def press(one: Press) -> int:
        session, path, sent = one
        together.wait(PATIENCE)
        cookies = f"csrf={TOKEN}" + (f"; session={session}" if session else "")
        return ask(port, "POST", path, urlencode(sent, doseq=True), Cookie=cookies, **FORM).status

    with serving(database) as port, ThreadPoolExecutor(len(presses)) as threads:
        return list(threads.map(press, presses))


def test_both_tap_that_they_talked_again_and_again(database: Database, scene: dict[str, Any]) -> None:
    presses: list[Press] = [("", path, {"state": "held"}) for path in scene["taps"] * AT_ONCE]
    assert set(_press_all(database, presses)) == {302}
    noted = "SELECT count(*) FROM core_auditentry WHERE verb = 'talk.noted'"
    assert database.ask(noted) == [(1,)]
    assert database.ask("SELECT count(*) FROM mentoring_timeused") == [(2,)]  # one line for each of the two


def test_one_taps_held_while_the_other_taps_not_held(database: Database, scene: dict[str, Any]) -> None:
    """The one who comes last is believed, whole: the hours fit what the talk says."""
    by_mentor, by_mentee = scene["taps"]
    presses: list[Press] = [
        *[("", by_mentor, {"state": "held"})] * AT_ONCE, *[("", by_mentee, {"state": "not_held"})] * AT_ONCE
    ]  # fmt: skip
    assert set(_press_all(database, presses)) == {302}
    [(state, hours, held_on)] = database.ask(
        """SELECT t.state, (SELECT count(*) FROM mentoring_timeused u WHERE u.talk_id = t.id), t.held_on
        FROM mentoring_talk t WHERE t.said_by_id IS NOT NULL AND t.number = 2"""
    )
    assert (state, hours, held_on is not None) in {("held", 2, True), ("not_held", 0, False)}


def test_two_leaders_approve_the_same_proposal(database: Database, scene: dict[str, Any]) -> None:
    session = scene["sessions"]["programme_leader"]
    presses: list[Press] = [(session, scene["approve"], {"mentee": scene["new_hire"]})] * AT_ONCE
    assert set(_press_all(database, presses)) == {302}
    mine = f"WHERE mentee_id = {scene['new_hire']}"
    assert database.ask(f"SELECT count(*) FROM mentoring_pair {mine}") == [(1,)]
    assert database.ask("SELECT count(*) FROM core_auditentry WHERE verb = 'pair.begun'") == [(1,)]
    pair = f"(SELECT id FROM mentoring_pair {mine})"
    assert database.ask(f"SELECT count(*) FROM mentoring_commitment WHERE pair_id = {pair}") == [(1,)]
    plan = f"SELECT number, count(*) FROM mentoring_talk WHERE pair_id = {pair} GROUP BY number HAVING count(*) > 1"
    assert database.ask(plan) == []


def test_two_sign_the_commitment_at_once(database: Database, scene: dict[str, Any]) -> None:
    sent = {"digest": scene["shown"]}
    presses: list[Press] = [
        (scene["sessions"][name], scene["sign"], sent) for name in ("mentor", "mentee") for _again in range(AT_ONCE)
    ]
    assert set(_press_all(database, presses)) == {302}
    signed = "SELECT party FROM mentoring_signature WHERE digest = '{}' ORDER BY party".format(scene["shown"])
    assert database.ask(signed) == [("mentee",), ("mentor",)]
    letters = "SELECT count(*) FROM tenants_letter WHERE kind = 'commitment_signed'"
    assert database.ask(letters) == [(3,)]
