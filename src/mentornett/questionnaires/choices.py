"""Values of the question engine."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class QuestionType(TextChoices):
    """The kinds of question; each has its validation in rules.py and its field in templates/questionnaires/."""

    TEXT = "text", _("Short text")
    LONG_TEXT = "long_text", _("Text")
    CHOICE = "choice", _("One of several")
    MULTI_CHOICE = "multi_choice", _("Some of several")
    SCALE = "scale", _("Scale")
    NUMBER = "number", _("Number")
    DATE = "date", _("Date")
    TABLE = "table", _("Table")
    GOALS = "goals", _("Goals and actions")
    PARAGRAPHS = "paragraphs", _("Paragraphs with sources")
    FILE = "file", _("File")


class AnswerAudience(TextChoices):
    """Who reads the answers to a question."""

    TEAM_AND_GUIDE = "team_and_guide", _("Your team and your guide")
    ORGANISER = "organiser", _("Your team and the organiser")
    NETWORK = "network", _("All teams in the network, when you share it")


class VersionState(TextChoices):
    """A published version is never edited again."""

    DRAFT = "draft", _("Draft")
    PUBLISHED = "published", _("Published")
