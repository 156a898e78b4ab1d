"""Values of the question engine."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class QuestionType(TextChoices):
    """The kinds of question; each has its validation in rules.py and its field in templates/questionnaires/."""

    TEXT = "text", _("Short text")
    LONG_TEXT = "long_text", _("Text")
    CHOICE = "choice", _("One of several")
    MULTI_CHOICE = "multi_choice", _("Some of several")
    SCALE = "scale", _("Scale")
    NUMBER = "number", pgettext_lazy("type of question", "Number")
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


class Difference(TextChoices):
    """What a later version of a form does to a question or a part."""

    ADDED = "added", _("New question")
    CHANGED = "changed", _("Changed question")
    REMOVED = "removed", _("Question taken out")
    PART_ADDED = "part_added", _("New part")
    PART_CHANGED = "part_changed", _("Changed part")
    PART_REMOVED = "part_removed", _("Part taken out")
    ORDER = "order", _("Another order of the questions")


class RowKind(TextChoices):
    """What a row of a goals question stands for."""

    GOAL = "goal", _("Goal")
    ACTION = "action", _("Action")


class ParagraphUse(TextChoices):
    """What a team did with a drafted paragraph."""

    USED = "used", _("Used as it was")
    CHANGED = "changed", _("Changed")
    LEFT_OUT = "left_out", _("Left out")


class Problem(TextChoices):
    """What can be wrong with an answer, as the sentence that stands beside the field."""

    TOO_LONG = "too_long", _("Write at most %(limit)s characters here. You have %(count)s.")
    TOO_MANY_WORDS = "too_many_words", _("Write at most %(limit)s words. You have %(count)s.")
    TOO_MANY_ROWS = "too_many_rows", _("There is room for %(limit)s rows.")
    NOT_A_CHOICE = "not_a_choice", _("Choose one of the answers in the list.")
    NOT_A_NUMBER = "not_a_number", _("Write a number, such as 12 or 7.5.")
    NOT_WHOLE = "not_whole", _("Write a whole number.")
    TOO_SMALL = "too_small", _("The number must be %(limit)s or more.")
    TOO_LARGE = "too_large", _("The number must be %(limit)s or less.")
    NOT_A_DATE = "not_a_date", _("Write a date, such as 26.11.2026.")
    STRANGE_YEAR = "strange_year", _("Check the year. It must be between %(first)s and %(last)s.")
    NATIONAL_ID = (
        "national_id",
        _("This looks like a national identity number. Remove it; such numbers are never stored here."),
    )
    MISSING = "missing", _("This must be answered before you can send.")


class FileProblem(TextChoices):
    """What can be wrong with a file that somebody attaches."""

    EMPTY = "empty", _("The file is empty.")
    TOO_LARGE = "file_too_large", _("The file is larger than %(limit)s MB.")
    WRONG_TYPE = "wrong_type", _("Attach a PDF, Word, Excel, PowerPoint, PNG, JPEG or text file.")
    NATIONAL_ID = (
        "file_national_id",
        _("The name of the file looks like a national identity number. Give the file another name."),
    )
    PICTURE = (
        "picture",
        _("The picture is damaged or has too many points. Save it again, smaller, as PNG or JPEG, and attach that."),
    )
    TOO_MANY = "too_many", _("There is room for %(limit)s files.")
