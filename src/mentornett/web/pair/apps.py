from django.apps import AppConfig


class PairConfig(AppConfig):
    name = "mentornett.web.pair"
    label = "web_pair"
