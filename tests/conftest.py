"""Fixtures that all tests share."""

from __future__ import annotations

import gc
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import hypothesis
import pytest
import time_machine
from django.conf import settings as django_settings
from django.db import connection, transaction
from django.test import Client
from django.test.client import ClientHandler
from django.test.utils import CaptureQueriesContext
from playwright.sync_api import expect

from mentornett.core.scoping import EVERYONE, inside
from tests.cast import NOW, Cast
from tests.counting import counted
from tests.empty_database import do_what_only_migrations_do, leave_migrations_out
from tests.found_once import static_files_found_once
from tests.kept_cast import KeptCast, keep_cast

MADE_FOR_THE_OTHER = {"postgresql": "sqlite", "sqlite": "postgres"}  # vendor -> marker
WAYS_TO_THE_DATABASE = {"db", "transactional_db", "django_db_setup", "django_db_blocker"}  # fixtures
WITH_THEIR_OWN = ("operate",)  # folders whose tests make databases by themselves, of the kind that the pass has


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out the tests that the other pass runs alone (docs/adr/0010)."""
    left_out = [item for item in items if _is_for_the_other(item)]
    config.hook.pytest_deselected(items=left_out)
    items[:] = [item for item in items if not _is_for_the_other(item)]
    for item in items:
        if item.get_closest_marker("browser"):
            item.add_marker(pytest.mark.flaky(reruns=1))  # the summary says so when one needed it


def _is_for_the_other(item: pytest.Item) -> bool:
    """Tell whether a test makes sense on the other kind of database only, or asks none at all, which is said once."""
    if item.get_closest_marker(MADE_FOR_THE_OTHER[connection.vendor]):
        return True
    if connection.vendor == "sqlite" or item.path.parent.name in WITH_THEIR_OWN:
        return False
    return not WAYS_TO_THE_DATABASE & set(getattr(item, "fixturenames", WAYS_TO_THE_DATABASE))


def pytest_collection_finish() -> None:
    """Look for rubbish seldom, and never among what is imported: that took a twentieth of the time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 50)


# A loaded machine is slow, not wrong. In CI the same examples are tried each time.
hypothesis.settings.register_profile(
    "calm", deadline=None, derandomize="CI" in os.environ, suppress_health_check=[hypothesis.HealthCheck.too_slow]
)
hypothesis.settings.load_profile("calm")

# Playwright leaves its loop running in the thread of the tests, and Django would refuse the database there
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"

PATIENCE = 30_000  # ms that a page may take to become as it should: a loaded machine is slow, not wrong
expect.set_options(timeout=PATIENCE)

LogIn = Callable[[str], Client]


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix: None) -> None:
    """Have the database made from the models: migrations take long."""
    leave_migrations_out()


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> None:
    """Do after Django what only migrations do."""
    with django_db_blocker.unblock():
        do_what_only_migrations_do()


@pytest.fixture(autouse=True)
def _quick_passwords(settings: django_settings) -> None:
    """Hash passwords quickly; the real strength has a test of its own."""
    quick = "django.contrib.auth.hashers.MD5PasswordHasher"
    settings.PASSWORD_HASHERS = [quick, *settings.PASSWORD_HASHERS]
    settings.REQUIRE_MFA = False  # has tests of its own


@pytest.fixture(scope="session", autouse=True)
def _static_files() -> Iterator[None]:
    with static_files_found_once():
        yield


@pytest.fixture(scope="session")
def kept_cast(django_db_setup: None, django_db_blocker: Any) -> KeptCast:
    """The cast as it is built in an empty database."""
    with django_db_blocker.unblock(), time_machine.travel(NOW):
        return keep_cast()


@pytest.fixture
def cast(kept_cast: KeptCast, db: None) -> Cast:
    """The fixed cast of two organisers and three municipalities."""
    return kept_cast.write()


@pytest.fixture
def everyone(db: None) -> Iterator[None]:
    """Run the test itself in the scope of everything, for looking at what was stored."""
    with inside(EVERYONE):
        yield


@pytest.fixture
def log_in(cast: Cast) -> LogIn:
    """Return a function that gives a browser-like client in which a person of the cast is logged in."""

    def as_person(name: str) -> Client:
        client = Client()
        client.force_login(cast.people[name], backend="allauth.account.auth_backends.AuthenticationBackend")
        return client

    return as_person


@pytest.fixture
def django_assert_num_queries() -> Callable[[int], Any]:
    """Return a context manager that fails unless its block asks the database exactly so many times."""

    @contextmanager
    def asks(number: int) -> Iterator[None]:
        with CaptureQueriesContext(connection) as queries:
            yield
        asked = counted(queries)
        assert asked == number, "\n".join(query["sql"][:200] for query in queries)

    return asks


@pytest.fixture(scope="module")
def built_once(kept_cast: KeptCast, django_db_blocker: Any) -> Iterator[KeptCast]:
    """The cast, written once for the whole table and undone at its end."""
    with django_db_blocker.unblock(), transaction.atomic():
        kept_cast.write()
        connection.check_constraints()  # now, or PostgreSQL does so for all these rows after each test
        yield kept_cast
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def cookies(built_once: KeptCast) -> dict[str, str]:
    """Each person's session, made once."""
    found = {}
    with time_machine.travel(NOW):
        for name, person in built_once.copy().people.items():
            client = Client()
            client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
            found[name] = client.cookies["session"].value
    return found


@pytest.fixture(scope="session")
def site_of_clients() -> ClientHandler:
    """The site with its middleware, loaded once."""
    return ClientHandler(enforce_csrf_checks=False)


@pytest.fixture
def quick_log_in(cookies: dict[str, str], site_of_clients: ClientHandler) -> LogIn:
    """Return a function that gives a client with a person's session; "" is a visitor."""
    site_of_clients.enforce_csrf_checks = False  # the test before may have wanted it

    def as_person(name: str) -> Client:
        client = Client()
        client.handler = site_of_clients
        if name:
            client.cookies["session"] = cookies[name]
        return client

    return as_person


@pytest.fixture
def quick_cast(built_once: KeptCast, db: None) -> Cast:
    """A copy for each address, so that what one prepares is not seen by the next."""
    return built_once.copy()
