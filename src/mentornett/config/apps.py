from django.apps import AppConfig
from django.core import checks


class ConfigConfig(AppConfig):
    name = "mentornett.config"
    label = "config"

    def ready(self) -> None:
        """Register the system checks."""
        from mentornett.config.checks import dangerous_settings  # noqa: PLC0415 (app ready)

        checks.register(dangerous_settings, checks.Tags.security)
