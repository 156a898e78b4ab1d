"""Values of the mentoring room."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class TalkKind(TextChoices):
    """Who talks, or what is asked."""

    MENTOR = "mentor", _("Mentor talk")
    LEADER = "leader", _("Leader talk")
    SURVEY = "survey", _("Survey")


class TalkState(TextChoices):
    """Where a planned talk stands. Its content is never asked for."""

    PLANNED = "planned", _("Planned")
    HELD = "held", _("Held")
    NOT_HELD = "not_held", _("Not held")
    DROPPED = "dropped", _("No longer planned")


class Party(TextChoices):
    """The three who commit themselves (I03)."""

    LEADER = "leader", _("Leader")
    MENTOR = "mentor", _("Mentor")
    MENTEE = "mentee", _("Mentee")


class PairRole(TextChoices):
    """What a mentor is to the mentee. One of each at a time."""

    MAIN = "main", _("Mentor")
    SUBSTITUTE = "substitute", _("Substitute")
    CO_MENTOR = "co_mentor", _("Co-mentor")


class PairEnd(TextChoices):
    """Why a pair ended. None of them is anybody's fault."""

    COMPLETED = "completed", _("The programme is completed")
    CHANGED = "changed", _("They chose another pairing")
    MENTOR_LEFT = "mentor_left", _("The mentor left or moved")
    MENTEE_LEFT = "mentee_left", _("The mentee left")
    MENTEE_MOVED = "mentee_moved", _("The mentee changed unit")
    PLANNED = "planned", _("The period was over")
    OTHER = "other", _("Another reason")


class EmploymentEnd(TextChoices):
    """Why an employment in a unit ended."""

    LEFT = "left", _("Left the municipality")
    MOVED = "moved", _("Changed unit in the municipality")
    PLANNED = "planned", _("A temporary post ended as planned")
    RETIRED = "retired", _("Retired")
    OTHER = "other", _("Another reason")


class Fit(TextChoices):
    """The answer after the first talk."""

    GOOD = "good", _("It fits well")
    UNSURE = "unsure", _("I am not sure yet")
    CHANGE = "change", _("I would rather change")


class UnitPhase(TextChoices):
    """How far the programme has come in a unit (A17, I11)."""

    NOT_STARTED = "not_started", _("Not started")
    PILOT = "pilot", _("Pilot")
    ROLLED_OUT = "rolled_out", _("Rolled out")
    IN_OPERATION = "in_operation", _("In operation")
    NOT_RELEVANT = "not_relevant", _("Not relevant")


class Signer(TextChoices):
    """Who signs off an item of the checklist (N19)."""

    MENTOR = "mentor", _("Mentor")
    LEADER = "leader", _("Leader")


class Source(TextChoices):
    """How a fact came in."""

    FORM = "form", _("Registered on the page")
    FILE = "file", _("Imported from a file")


class FollowUp(TextChoices):
    """What the work list of a programme can ask somebody to follow up."""

    NO_MENTOR = "no_mentor", _("Has no mentor")
    TALK_WANTED = "talk_wanted", _("A talk about the pair is wanted")
    FIRST_TALK = "first_talk", _("First talk not noted")
    LOST = "lost", _("No talk for long")
    SILENT = "silent", _("No talk lately")
    OVER = "over", _("More mentees than places")
    UNTRAINED = "untrained", _("Mentor without training")
    TIME = "time", _("Promised time not used")
    UNSIGNED = "unsigned", _("Commitment not signed")
    UNANSWERED = "unanswered", _("Talk without an answer")
    REVIEW = "review", _("Time to go through the programme")


class FigureKey(TextChoices):
    """The figures of a programme."""

    MATCHED = "matched", _("Have a mentor now")
    COVERED = "covered", _("New hires who got a mentor")
    DAYS_TO_MENTOR = "days_to_mentor", _("From the first day to a mentor")
    DAYS_TO_TALK = "days_to_talk", _("From pair to first talk")
    FIRST_TALK = "first_talk", _("First talk in time")
    ANSWERED = "answered", _("Talks with an answer")
    HELD = "held", _("Talks held")
    LOAD = "load", _("Mentees for each mentor")
    TRAINED = "trained", _("Mentors with training")
    UNITS = "units", _("Units that use the programme")


class JointState(TextChoices):
    """What a municipality is to a programme that several own (N25)."""

    ASKED = "asked", _("Asked")
    OWNER = "owner", _("Owns it too")
    DECLINED = "declined", _("Said no")
    LEFT = "left", _("Owns it no longer")


class NominationState(TextChoices):
    """Where somebody who wishes to be a mentor stands (I06)."""

    NEW = "new", _("Waits for an answer")
    ACCEPTED = "accepted", _("In the register")
    DECLINED = "declined", _("Declined")
