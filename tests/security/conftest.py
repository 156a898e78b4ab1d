"""What tests of pages need here: the clock of the cast, and the settings of a site that others can reach."""

from __future__ import annotations

import importlib.util
from collections.abc import Iterator
from typing import Any

import pytest
import time_machine
from django.test import Client

from mentornett.config import settings as settings_module
from tests.cast import NOW, Cast

HOST = "mentornett.eksempel.no"
ENVIRONMENT = {
    "MENTORNETT_URL": f"https://{HOST}", "MENTORNETT_HOSTS": HOST, "MENTORNETT_PROXY": "yes", "MENTORNETT_DEMO": "no",
    "MENTORNETT_SECRET_KEY": "s8Vw0qkXr3yTz5bNc7mJd2gHf4pLa6eUi9oQxRtYwBvKnMs1zCeFaDh",
}  # fmt: skip
FOLLOWS_THE_ADDRESS = ("SECURE", "SESSION_", "CSRF_", "LANGUAGE_COOKIE_", "ALLOWED_HOSTS", "BEHIND_PROXY", "ALLAUTH_")


@pytest.fixture
def clock() -> Iterator[time_machine.Traveller]:
    """The time of the cast, which a test can move."""
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


@pytest.fixture
def public_site(settings: Any, monkeypatch: pytest.MonkeyPatch) -> Any:
    """The settings as they are read with a public address in the environment."""
    for name, value in ENVIRONMENT.items():
        monkeypatch.setenv(name, value)
    spec = importlib.util.spec_from_file_location("settings_of_a_public_site", settings_module.__file__)
    assert spec is not None
    assert spec.loader is not None
    read = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(read)
    for name in dir(read):
        if name.startswith(FOLLOWS_THE_ADDRESS):
            setattr(settings, name, getattr(read, name))
    return settings


def over_https(cast: Cast | None = None, person: str = "") -> Client:
    """Return a client behind the proxy of the public site, logged in as somebody or not."""
    client = Client(headers={"host": HOST, "x-forwarded-proto": "https"})
    if cast and person:
        client.force_login(cast.people[person], backend="allauth.account.auth_backends.AuthenticationBackend")
    return client
