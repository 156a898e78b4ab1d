from django.apps import AppConfig


class ProgrammeConfig(AppConfig):
    name = "mentornett.web.programme"
    label = "web_programme"
