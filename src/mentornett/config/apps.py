from django.apps import AppConfig
from django.core.checks import Tags, register


class ConfigConfig(AppConfig):
    name = "mentornett.config"
    label = "config"

    def ready(self) -> None:
        """Register the system checks."""
        from mentornett.config import checks  # noqa: PLC0415 (app ready)

        register(checks.dangerous_settings, Tags.security)
        register(checks.missing_settings, Tags.security)
        register(checks.holes_in_the_database, Tags.database)
        register(checks.role_beyond_the_wall, Tags.database, deploy=True)
