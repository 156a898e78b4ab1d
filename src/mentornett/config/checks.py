"""System checks for combinations of settings that are dangerous."""

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error


def dangerous_settings(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    """Refuse demo log-ins, the demo key and debug pages on a site that others can reach."""
    if not settings.SECURE:
        return []
    found: list[CheckMessage] = []
    if settings.DEMO:
        found.append(Error("Demo mode has open log-ins and must not run on a public address", id="mentornett.E001"))
    if settings.SECRET_KEY == settings.DEMO_SECRET_KEY:
        found.append(Error("MENTORNETT_SECRET_KEY must be set to a key of your own", id="mentornett.E002"))
    if settings.DEBUG:
        found.append(Error("MENTORNETT_DEBUG shows the inside of the program to everyone", id="mentornett.E003"))
    return found
