"""Values of courses, and of a municipality's own schemes."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class CourseKind(TextChoices):
    """What a course makes of those who complete it; a mentor programme says which kinds count as its training."""

    MENTOR_TRAINING = "mentor_training", _("Training for mentors")
    GUIDANCE = "guidance", _("Education in guidance")
    FOLLOW_UP = "follow_up", _("Follow-up seminars")
    OTHER = "other", _("Other course")


class ProviderKind(TextChoices):
    """Who gives a course (G02)."""

    OWN = "own", _("Ourselves")
    UNIVERSITY = "university", _("University or university college")
    USHT = "usht", _("Centre for development (USHT)")
    OTHER = "other", _("Somebody else")


class Cooperation(TextChoices):
    """Where the cooperation with the provider stands (G02)."""

    DIALOGUE = "dialogue", _("In dialogue")
    AGREED = "agreed", _("Agreed")
    RUNNING = "running", _("Running")
    ENDED = "ended", _("Ended")


class SessionKind(TextChoices):
    """What a session counts as: follow-up seminars come after the course and are not needed to complete it (N22)."""

    SESSION = "session", _("Part of the course")
    FOLLOW_UP = "follow_up", _("Follow-up seminar")


class SessionForm(TextChoices):
    """How one takes part."""

    DIGITAL = "digital", _("Digital")
    PHYSICAL = "physical", _("In person")
    HYBRID = "hybrid", _("Both")


class SeatState(TextChoices):
    """Where somebody's sign-up stands."""

    ASKED = "asked", _("Waits for the leader")
    WAITING = "waiting", _("On the waiting list")
    SEAT = "seat", _("Has a place")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    DECLINED = "declined", _("Declined")


OPEN_STATES = (SeatState.ASKED, SeatState.WAITING, SeatState.SEAT)


class SchemeKind(TextChoices):
    """What a municipality does on its own to strengthen its mentors (G07)."""

    STUDY_CIRCLE = "study_circle", _("Study circle")
    BOOKS = "books", _("Books to read")
    META_GUIDANCE = "meta_guidance", _("Guidance of the guides")
    GATHERINGS = "gatherings", _("Regular gatherings")
    OTHER = "other", _("Something else")
