"""Two hundred people send their report at the same moment: nobody is refused, and nothing is stored by half."""

from __future__ import annotations

import http.client
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import pytest

from mentornett.config.management.commands.serve import server_command
from tests.operate.databases import PATIENCE, Database

PEOPLE = 200
TOKEN = "t" * 32
UNTIL_GIVEN_UP = 120  # seconds until a browser would give up
HALF_SENT = """SELECT s.id FROM network_submission s JOIN questionnaires_answersheet a ON a.id = s.sheet_id
    WHERE s.state = 'sent' AND s.times_sent = 1 AND NOT (a.locked
      AND s.sent_by_id IS NOT NULL
      AND (SELECT count(*) FROM core_auditentry e WHERE e.verb = 'submission.sent'
           AND e.object_id = CAST(s.id AS text)) = 1
      AND (SELECT count(*) FROM network_progressscore p WHERE p.submission_id = s.id) = 1)"""
SENT = "SELECT count(*) FROM network_submission WHERE state = 'sent' AND times_sent = 1"


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def serving(database: Database) -> Iterator[int]:
    """Serve the database with the real server, and yield the port."""
    port = free_port()
    with subprocess.Popen(server_command("127.0.0.1", port, 2), env=database.environment()) as server:
        try:
            _wait_for(port)
            yield port
        finally:
            server.terminate()


def _wait_for(port: int) -> None:
    pause = threading.Event()
    for _ in range(600):
        try:
            if ask(port, "GET", "/isready").status == 200:
                return
        except OSError:
            pause.wait(0.1)
    raise AssertionError("the server did not start")


def ask(port: int, method: str, path: str, body: str = "", **headers: str) -> http.client.HTTPResponse:
    """Ask the server as a browser would, and wait for the whole answer."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=UNTIL_GIVEN_UP)
    connection.request(method, path, body=body or None, headers=_with_length(method, body) | headers)
    answer = connection.getresponse()
    answer.read()
    return answer


def _with_length(method: str, body: str) -> dict[str, str]:
    return {"Content-Length": str(len(body.encode()))} if method == "POST" else {}


@pytest.fixture
def crowd(database: Database) -> list[tuple[str, str]]:
    """Two hundred people: session and report."""
    maker = [sys.executable, str(Path(__file__).with_name("crowd.py")), str(PEOPLE)]
    done = subprocess.run(
        maker, env=database.environment(), check=False, capture_output=True, text=True, timeout=PATIENCE
    )
    assert done.returncode == 0, done.stderr
    return [(line.split()[0], line.split()[1]) for line in done.stdout.splitlines()]


def test_everybody_sends_at_once(database: Database, crowd: list[tuple[str, str]]) -> None:
    together = threading.Barrier(PEOPLE)

    def send(person: tuple[str, str]) -> tuple[int, str, float]:
        session, report = person
        together.wait(PATIENCE)
        started = time.monotonic()
        cookies = f"session={session}; csrf={TOKEN}"
        answer = ask(port, "POST", f"/kommune/rapport/{report}/send/", Cookie=cookies, **{"X-CSRFToken": TOKEN})
        return answer.status, answer.headers["Location"], time.monotonic() - started

    with serving(database) as port, ThreadPoolExecutor(PEOPLE) as threads:
        answers = list(threads.map(send, crowd))
    seconds = sorted(each for _, _, each in answers)
    sys.stdout.write(f"{PEOPLE} at once: median {seconds[PEOPLE // 2]:.2f} s, slowest {seconds[-1]:.2f} s\n")  # with -s
    expected = [(302, f"/kommune/rapport/{report}/") for _, report in crowd]
    assert [(status, place) for status, place, _ in answers] == expected
    assert database.ask(SENT) == [(PEOPLE,)]
    assert database.ask(HALF_SENT) == []


def test_report_sent_many_times_at_once_is_sent_once(database: Database, crowd: list[tuple[str, str]]) -> None:
    session, report = crowd[0]
    with serving(database) as port, ThreadPoolExecutor(20) as threads:
        cookies = f"session={session}; csrf={TOKEN}"
        path = f"/kommune/rapport/{report}/send/"
        answers = list(
            threads.map(lambda _: ask(port, "POST", path, Cookie=cookies, **{"X-CSRFToken": TOKEN}).status, range(20))
        )
    assert set(answers) <= {302, 403}
    assert 302 in answers
    assert database.ask(SENT) == [(1,)]
    assert database.ask(HALF_SENT) == []
