"""Values of measuring."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class ValueKind(TextChoices):
    """How a before/now value is given (J10–J14)."""

    TEXT = "text", _("In words")
    YES_NO = "yes_no", _("Yes or no")
    COUNT = "count", _("A number")
    SHARE = "share", _("So many of so many")
    RATIO = "ratio", _("So many per something")


class VacancyState(TextChoices):
    """What became of an advertisement."""

    OPEN = "open", _("Open")
    FILLED = "filled", _("Somebody was hired")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    READVERTISED = "again", _("Advertised again")


class FactKind(TextChoices):
    """What an imported list is about."""

    VACANCIES = "vacancies", _("Advertised posts")
    BASELINE = "baseline", _("Starting point")
    MONTHS = "months", _("Figures by month")


class FactSource(TextChoices):
    """How a fact came in."""

    FORM = "form", _("Registered on the page")
    FILE = "file", _("Imported from a file")


class SpellEnd(TextChoices):
    """How a time of work in a unit or a municipality ended, as far as it is known."""

    HERE = "here", _("Still here")
    PLANNED = "planned", _("A temporary post ended as planned")
    MOVED = "moved", _("Left the unit, not the municipality")
    LEFT = "left", _("Left the municipality")


class StillHere(TextChoices):
    """Whether somebody was still employed after twelve months (J15)."""

    YES = "yes", _("Still here")
    NO = "no", _("Had left")
    UNKNOWN = "unknown", _("Not known")


class MeasureKey(TextChoices):
    """What is counted each month."""

    AGENCY = "agency", _("Use of staffing agency")
    SICK_LEAVE = "sick_leave", _("Sick leave")
    OVERTIME = "overtime", _("Overtime")
    OWN = "own", _("Something else")


class CountedAs(TextChoices):
    """What the figure of a month is: one number, or so many of so many."""

    NUMBER = "number", _("One number a month, such as shifts or kroner")
    SHARE = "share", _("So many of so many: a share in per cent")
    EACH = "each", _("So many for each of something")
    HUNDRED = "hundred", _("So many for each 100 of something")
    THOUSAND = "thousand", _("So many for each 1,000 of something")


class ChangeKind(TextChoices):
    """What else may have moved the figures (J03, N09, L10)."""

    WAGES = "wages", _("Wages or recruitment bonus")
    ORGANISATION = "organisation", _("Reorganisation or merger")
    WARD = "ward", _("New, closed or moved ward")
    LEADER = "leader", _("New leader")
    WORK = "work", _("Full-time, shifts or other work on the working environment")
    OUTSIDE = "outside", _("Something from outside, such as an outbreak")
    OTHER = "other", _("Something else")


class RolloutPlace(TextChoices):
    """Where in a drawn order a unit must be; the same values as `statistics.design.rollout.Place`."""

    ANYWHERE = "anywhere", _("By lot")
    FIRST = "first", _("Among the first")
    LAST = "last", _("Among the last")


class PartState(TextChoices):
    """Whether a municipality is in a drawn roll-out."""

    ASKED = "asked", _("Asked")
    ACCEPTED = "accepted", _("Takes part")
    DECLINED = "declined", _("Said no")


class ForesightState(TextChoices):
    """How far the simulation of a plan has come."""

    WAITING = "waiting", _("Waiting")
    RUNNING = "running", _("Being made")
    DONE = "done", _("Done")
    FAILED = "failed", _("Stopped")


class FileState(TextChoices):
    """Where the making of a file for research stands."""

    WAITING = "waiting", _("Not made yet")
    DONE = "done", _("Made")
    FEW = "few", _("Too few to hand out")
    FAILED = "failed", _("Could not be made")


class ResearchDeed(TextChoices):
    """What happens with a study that wants rows for research."""

    ASKED = "asked", _("Asked for")
    APPROVED = "approved", _("Approved")
    DECLINED = "declined", _("Declined")
    MADE = "made", _("File made")
    SENT = "sent", _("Link sent to the receiver")
    FETCHED = "fetched", _("File fetched by the receiver")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    ENDED = "ended", _("Ended, key and file destroyed")


class PieceKind(TextChoices):
    """What a figure in a final report is."""

    MEASURE = "measure", _("Chart over time")
    ANSWER = "answer", _("Released answer")


class Question(TextChoices):
    """What a released answer is about."""

    RETENTION = "retention", _("Do they stay?")
    BEFORE_AFTER = "before_after", _("Before and after the start")
    EFFECT = "effect", _("Is it the scheme?")
    WITH_WITHOUT = "with_without", _("With a mentor against without")
    UNITS = "units", _("Units side by side")
    UNIT = "unit", _("One unit")
    PROFESSIONS = "professions", _("By profession")
    BASELINE = "baseline", _("The starting point")
    NATIONAL = "national", _("Counted as in the national statistics")


class CardTopic(TextChoices):
    """What a reference figure is about."""

    RECRUITING = "recruiting", _("How hard it is to recruit")
    SHORTAGE = "shortage", _("How many will be lacking")
    COMPETENCE = "competence", _("Education and competence")
    POPULATION = "population", _("Inhabitants")
    OTHER = "other", _("Something else")
