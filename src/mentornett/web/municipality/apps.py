from django.apps import AppConfig


class MunicipalityConfig(AppConfig):
    name = "mentornett.web.municipality"
    label = "web_municipality"
