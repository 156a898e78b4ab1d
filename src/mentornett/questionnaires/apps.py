from django.apps import AppConfig


class QuestionnairesConfig(AppConfig):
    name = "mentornett.questionnaires"
    label = "questionnaires"
