from django.apps import AppConfig


class NetworkConfig(AppConfig):
    name = "mentornett.network"
    label = "network"
