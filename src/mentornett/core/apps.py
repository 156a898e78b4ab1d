from django.apps import AppConfig

from mentornett.core.plain_words import say_it_plainly


class CoreConfig(AppConfig):
    name = "mentornett.core"
    label = "core"

    def ready(self) -> None:
        """Let every form speak plainly."""
        say_it_plainly()
