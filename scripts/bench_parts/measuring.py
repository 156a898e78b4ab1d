"""How long pages take: each one beside the floor, round by round, in this one process."""

from __future__ import annotations

import gc
import statistics
import time
from collections.abc import Sequence
from dataclasses import dataclass, field

from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext

from mentornett.tenants.models import Person

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@dataclass
class Visit:
    """One page, opened by one person, and what was measured: seconds of CPU and of time, for it and for the floor."""

    name: str
    url: str
    person: Person | None
    target: float
    queries: int = 0
    html: int = 0
    cpu: list[float] = field(default_factory=list)
    wall: list[float] = field(default_factory=list)
    floor_cpu: list[float] = field(default_factory=list)
    floor_wall: list[float] = field(default_factory=list)

    @property
    def ratio(self) -> float:
        """The middle of the rounds' ratios of CPU time to the floor's."""
        return statistics.median(mine / floor for mine, floor in zip(self.cpu, self.floor_cpu, strict=True))

    @property
    def wall_ratio(self) -> float:
        """The same by the clock on the wall."""
        return statistics.median(mine / floor for mine, floor in zip(self.wall, self.floor_wall, strict=True))

    @property
    def milliseconds(self) -> float:
        """The middle CPU time."""
        return statistics.median(self.cpu) * 1000


def browser_of(person: Person | None) -> Client:
    """Return a client that is logged in with password and code, as allauth notes it; None is a visitor."""
    client = Client(raise_request_exception=False)
    if person is not None:
        client.force_login(person, backend=BACKEND)
        session = client.session
        steps = [{"method": method, "at": time.time()} for method in ("password", "mfa")]
        session["account_authentication_methods"] = steps
        session["account_authentication_methods_user"] = str(person.pk)
        session.save()
    return client


class PageFailedError(RuntimeError):
    """A page did not open."""


def ask(client: Client, url: str, encoding: str = "") -> HttpResponse:
    """Open a page. Raises PageFailedError unless it answers 200."""
    response = client.get(url, headers={"accept-encoding": encoding})
    if response.status_code != 200:
        raise PageFailedError(f"{url} answered {response.status_code}")
    return response  # type: ignore[return-value]


def opens(visit: Visit) -> bool:
    """Tell whether a page opens, and say so when it does not."""
    try:
        ask(browser_of(visit.person), visit.url)
    except PageFailedError as problem:
        print(f"FAILED: {visit.name}: {problem}")
        return False
    return True


def count_queries(client: Client, url: str) -> int:
    """Return how often a page asks the database, log-in included."""
    with CaptureQueriesContext(connection) as captured:
        ask(client, url)
    return len(captured)


def measure(visits: Sequence[Visit], floor_url: str, reader: Person, rounds: int) -> None:
    """Open every page `rounds` times, the floor just before each of them, and keep the times on the visits."""
    floor = browser_of(reader)
    clients = [browser_of(visit.person) for visit in visits]
    for visit, client in zip(visits, clients, strict=True):  # warm: templates, catalogues, the database's pages
        ask(floor, floor_url)
        visit.html = len(ask(client, visit.url).content)
        visit.queries = count_queries(client, visit.url)
    gc.collect()
    gc.freeze()  # as the server does (`config.wsgi`)
    for _ in range(rounds):
        for visit, client in zip(visits, clients, strict=True):
            cpu, wall = _time(floor, floor_url)
            visit.floor_cpu.append(cpu)
            visit.floor_wall.append(wall)
            cpu, wall = _time(client, visit.url)
            visit.cpu.append(cpu)
            visit.wall.append(wall)


def _time(client: Client, url: str) -> tuple[float, float]:
    cpu, wall = time.process_time(), time.perf_counter()
    ask(client, url)
    return time.process_time() - cpu, time.perf_counter() - wall
