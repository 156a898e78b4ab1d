from django.apps import AppConfig


class EveryoneConfig(AppConfig):
    name = "mentornett.web.everyone"
    label = "web_everyone"
