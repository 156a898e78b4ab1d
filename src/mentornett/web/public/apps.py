from django.apps import AppConfig


class PublicConfig(AppConfig):
    name = "mentornett.web.public"
    label = "web_public"
