from django.apps import AppConfig


class MentoringConfig(AppConfig):
    name = "mentornett.mentoring"
    label = "mentoring"
