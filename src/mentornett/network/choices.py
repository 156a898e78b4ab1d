"""Values of the learning network."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class NetworkState(TextChoices):
    """Where a network stands."""

    PLANNED = "planned", _("Being planned")
    RUNNING = "running", _("Running")
    CLOSED = "closed", _("Closed")


class NetworkKind(TextChoices):
    """Which municipalities a network is for (A02)."""

    NATIONAL = "national", _("National")
    REGIONAL = "regional", _("Regional")
    CITIES = "cities", _("Big cities")


class PartnerType(TextChoices):
    """What a partner organisation is to a network."""

    OWNER = "owner", _("Project owner")
    ORGANISER = "organiser", _("Organiser")
    CONTRIBUTOR = "contributor", _("Contributor")


class FactGroup(TextChoices):
    """What a fact about a network is about; the order is that of the page."""

    ACTIVITY = "activity", _("Activity plan")
    COMPETENCE = "competence", _("What mentors learn")
    MEASUREMENT = "measurement", _("What municipalities measured themselves")
    EVENT = "event", _("Public events")
    OTHER = "other", _("Other")


class GroupKind(TextChoices):
    """The organiser's groups around a network."""

    OPERATIVE = "operative", _("Operative group")
    REFERENCE = "reference", _("Reference group")


class Form(TextChoices):
    """How a gathering is held."""

    PHYSICAL = "physical", _("In person")
    DIGITAL = "digital", _("Digital")
    HYBRID = "hybrid", _("In person and digital")
    UNKNOWN = "unknown", _("Not decided")


class GatheringState(TextChoices):
    """Where a gathering stands."""

    PROPOSED = "proposed", _("Proposed")
    CONFIRMED = "confirmed", _("Confirmed")
    HELD = "held", _("Held")
    CANCELLED = "cancelled", _("Cancelled")


class ChangeKind(TextChoices):
    """What was changed about a gathering."""

    MOVED = "moved", _("Moved")
    FORM = "form", _("Form changed")
    CANCELLED = "cancelled", _("Cancelled")
    CONFIRMED = "confirmed", _("Confirmed")
    HELD = "held", _("Held")
    RESTORED = "restored", _("Taken up again")


class SlotType(TextChoices):
    """What a part of a programme is."""

    WELCOME = "welcome", _("Welcome")
    LECTURE = "lecture", _("Lecture")
    EXCHANGE = "exchange", _("Exchange of experience")
    OWN_TEAM = "own_team", _("Work in own team")
    GROUP_WORK = "group_work", _("Group work")
    PLENARY = "plenary", _("Plenary")
    HOMEWORK = "homework", _("Assignments until next time")
    EVALUATION = "evaluation", _("Evaluation")
    BREAK = "break", _("Break")
    SOCIAL = "social", _("Social part")


class Level(TextChoices):
    """How much a role is called for in a team."""

    REQUIRED = "required", _("Required")
    EXPECTED = "expected", _("Expected")
    OPTIONAL = "optional", _("Optional")


class Severity(TextChoices):
    """What happens when a rule is not met."""

    INFO = "info", _("Information")
    WARN = "warn", _("Warning")
    BLOCK = "block", _("Stops")


class TeamState(TextChoices):
    """Where a team stands."""

    ACTIVE = "active", _("Active")
    PAUSED = "paused", _("Paused")
    COMPLETED = "completed", _("Completed")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class ContactPreference(TextChoices):
    """How much contact a team wants with its guide."""

    OFTEN = "often", _("Call us often")
    EACH_PERIOD = "each_period", _("Once in each period")
    WE_CALL = "we_call", _("We get in touch ourselves")


class GuidanceFor(TextChoices):
    """Whom the guidance is for (X14)."""

    TEAM = "team", _("The whole team")
    LEADER = "leader", _("The project leader")


class ContactForm(TextChoices):
    """How a guide and a team were in touch."""

    MEETING = "meeting", _("Meeting")
    PHONE = "phone", _("Phone")
    VIDEO = "video", _("Video")
    MAIL = "mail", _("E-mail")


class AssignmentKind(TextChoices):
    """What teams are asked for."""

    STATUS_REPORT = "status_report", _("Status report")
    PROGRESS_PLAN = "progress_plan", _("Progress plan")
    PROJECT_PLAN = "project_plan", _("Project plan")
    COMMUNICATION_PLAN = "communication_plan", _("Communication plan")
    FINAL_REPORT = "final_report", _("Final report")
    TASK = "task", _("Task")


class SubmissionState(TextChoices):
    """Where one team's work on an assignment stands."""

    PLANNED = "planned", _("Planned")
    OPEN = "open", _("Open")
    DRAFT = "draft", _("Draft")
    SENT = "sent", _("Sent")
    REOPENED = "reopened", _("Reopened")
    ASSESSED = "assessed", _("Assessed")
    CLOSED = "closed", _("Closed")
    SKIPPED = "skipped", _("Skipped")


class GoalLevel(TextChoices):
    """Levels of the goal tree."""

    EFFECT = "effect", _("Effect goal")
    RESULT = "result", _("Result goal")
    SUB = "sub", _("Sub-goal")


class ActionState(TextChoices):
    """Where an action stands."""

    NOT_STARTED = "not_started", _("Not started")
    STARTED = "started", _("Started")
    DONE = "done", _("Done")
    DROPPED = "dropped", _("Dropped")


class ScoreBy(TextChoices):
    """Who set a progress score."""

    SELF = "self", _("The team")
    GUIDE = "guide", _("The guide")


class ReviewState(TextChoices):
    """What the operative group thinks of a team's material."""

    FINE = "fine", _("Going well")
    WATCH = "watch", _("Keep an eye on")
    ACT = "act", _("Needs help")


class ReminderKind(TextChoices):
    """When in the life of an assignment a reminder is sent."""

    OPENED = "opened", _("Opened")
    SOON = "soon", _("Three days before")
    DUE = "due", _("On the day")
    OVERDUE = "overdue", _("After the deadline")
