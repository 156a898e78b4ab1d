from django.apps import AppConfig


class OrganiserConfig(AppConfig):
    name = "mentornett.web.organiser"
    label = "web_organiser"
