from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "mentornett.web"
    label = "web"
