from django.apps import AppConfig


class CompetenceConfig(AppConfig):
    name = "mentornett.competence"
    label = "competence"
