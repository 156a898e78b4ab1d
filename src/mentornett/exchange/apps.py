from django.apps import AppConfig


class ExchangeConfig(AppConfig):
    name = "mentornett.exchange"
    label = "exchange"
