from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "mentornett.reports"
    label = "reports"
