from django.apps import AppConfig
from django.core.validators import MaxLengthValidator
from django.utils.translation import ngettext_lazy


class CoreConfig(AppConfig):
    name = "mentornett.core"
    label = "core"

    def ready(self) -> None:
        """Say in plain words that a text is too long, wherever Django finds it."""
        MaxLengthValidator.message = ngettext_lazy(
            "Write at most %(limit_value)d character here. You have %(show_value)d.",
            "Write at most %(limit_value)d characters here. You have %(show_value)d.",
            "limit_value",
        )
