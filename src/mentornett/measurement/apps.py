from django.apps import AppConfig


class MeasurementConfig(AppConfig):
    name = "mentornett.measurement"
    label = "measurement"
