from django.apps import AppConfig


class CoreConfig(AppConfig):
    name = "mentornett.core"
    label = "core"
