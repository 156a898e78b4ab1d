"""Question definitions in versions, and typed answers with all their earlier versions."""

from django.db import models

from mentornett.core.audience import audiences
from mentornett.questionnaires.choices import AnswerAudience, QuestionType, VersionState
from mentornett.tenants.choices import Sharing
from mentornett.tenants.models import Walled


class Questionnaire(models.Model):
    """A form that can be answered many times: status report, progress plan, final report …"""

    organiser = models.ForeignKey(
        "tenants.Organiser", null=True, blank=True, on_delete=models.PROTECT, related_name="questionnaires"
    )  # empty: built in
    key = models.SlugField(max_length=60)
    title = models.JSONField()

    audience = audiences(network="organiser key title")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organiser", "key"], name="questionnaire_key_once"),
            models.UniqueConstraint(
                fields=["key"], condition=models.Q(organiser=None), name="questionnaire_built_in_once"
            ),
        ]

    def __str__(self) -> str:
        return self.key


class Version(models.Model):
    """One version of a questionnaire. Answers keep the version they were given to."""

    questionnaire = models.ForeignKey(Questionnaire, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=10, choices=VersionState, default=VersionState.DRAFT)
    sections = models.JSONField(default=list)  # [{"key": …, "title": {nb, nn, en}}]
    published_at = models.DateTimeField(null=True, blank=True)

    audience = audiences(network="questionnaire number state sections published_at")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["questionnaire", "number"], name="version_number_once")]

    def __str__(self) -> str:
        return f"{self.questionnaire_id} v{self.number}"


class Question(models.Model):
    """One question. Its key is the same in all versions, so that answers can be followed over time."""

    version = models.ForeignKey(Version, on_delete=models.CASCADE, related_name="questions")
    key = models.CharField(max_length=80)
    section = models.CharField(max_length=60)
    position = models.PositiveSmallIntegerField()
    type = models.CharField(max_length=12, choices=QuestionType)
    label = models.JSONField()
    help = models.JSONField(default=dict, blank=True)
    required = models.BooleanField(default=False)
    word_limit = models.PositiveSmallIntegerField(null=True, blank=True)
    answer_audience = models.CharField(max_length=16, choices=AnswerAudience, default=AnswerAudience.ORGANISER)
    sharing_default = models.CharField(max_length=12, choices=Sharing, default=Sharing.TEAM)
    prefill = models.CharField(max_length=100, blank=True)
    options = models.JSONField(default=list, blank=True)

    audience = audiences(
        network="version key section position type label help required word_limit answer_audience sharing_default "
        "prefill options"
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["version", "key"], name="question_key_once")]

    def __str__(self) -> str:
        return self.key


class AnswerSheet(Walled):
    """A set of answers by one team (or organiser) to one version. The room above says what it is for."""

    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="sheets")
    locked = models.BooleanField(default=False)
    created_at = models.DateTimeField()

    audience = audiences(team="organiser municipality version locked created_at")

    def __str__(self) -> str:
        return f"sheet {self.pk}"


class Answer(Walled):
    """The answer in force to one question. `revision` grows by one with each change."""

    sheet = models.ForeignKey(AnswerSheet, on_delete=models.CASCADE, related_name="answers")
    question = models.ForeignKey(Question, on_delete=models.PROTECT, related_name="answers")
    value = models.JSONField(null=True)
    sharing = models.CharField(max_length=12, choices=Sharing)
    skipped = models.BooleanField(default=False)
    prefilled = models.BooleanField(default=False)  # nobody has touched it yet
    revision = models.PositiveIntegerField(default=1)
    edited_by = models.ForeignKey("tenants.Person", null=True, on_delete=models.SET_NULL, related_name="+")
    edited_at = models.DateTimeField()

    audience = audiences(
        readers="value", team="organiser municipality sheet question sharing skipped prefilled revision edited_by "
        "edited_at"
    )  # fmt: skip

    class Meta:
        constraints = [models.UniqueConstraint(fields=["sheet", "question"], name="one_answer_per_question")]

    def __str__(self) -> str:
        return f"answer {self.pk}"


class AnswerRevision(Walled):
    """What an answer was before. Nothing that was saved is ever lost."""

    answer = models.ForeignKey(Answer, on_delete=models.CASCADE, related_name="revisions")
    revision = models.PositiveIntegerField()
    value = models.JSONField(null=True)
    edited_by = models.ForeignKey("tenants.Person", null=True, on_delete=models.SET_NULL, related_name="+")
    edited_at = models.DateTimeField()

    audience = audiences(team="organiser municipality answer revision value edited_by edited_at")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["answer", "revision"], name="revision_once")]

    def __str__(self) -> str:
        return f"{self.answer_id} r{self.revision}"


class Attachment(Walled):
    """A file given as (part of) an answer."""

    sheet = models.ForeignKey(AnswerSheet, on_delete=models.CASCADE, related_name="attachments")
    question = models.ForeignKey(Question, on_delete=models.PROTECT, related_name="attachments")
    name = models.CharField(max_length=200)
    content_type = models.CharField(max_length=100)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    content = models.BinaryField()
    alt_text = models.CharField(max_length=250, blank=True)
    uploaded_by = models.ForeignKey("tenants.Person", null=True, on_delete=models.SET_NULL, related_name="+")
    uploaded_at = models.DateTimeField()

    audience = audiences(
        readers="name content alt_text",
        team="organiser municipality sheet question content_type size uploaded_by uploaded_at",
        system="sha256",
    )

    def __str__(self) -> str:
        return self.name


class Presence(Walled):
    """Who is writing at which question just now."""

    sheet = models.ForeignKey(AnswerSheet, on_delete=models.CASCADE, related_name="presences")
    person = models.ForeignKey("tenants.Person", on_delete=models.CASCADE, related_name="+")
    question_key = models.CharField(max_length=80, blank=True)
    seen_at = models.DateTimeField()

    audience = audiences(team="organiser municipality sheet person question_key seen_at")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["sheet", "person"], name="one_presence_per_person")]

    def __str__(self) -> str:
        return f"{self.person_id} at {self.question_key}"
