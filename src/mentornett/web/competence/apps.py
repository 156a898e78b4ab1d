from django.apps import AppConfig


class CompetenceConfig(AppConfig):
    name = "mentornett.web.competence"
    label = "web_competence"
