"""Passages and tags: the organiser's own sorting of what teams wrote."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from mentornett.core import audit
from mentornett.core.text import clean
from mentornett.network.models import Excerpt, Network, Submission, Tag
from mentornett.network.queries.synthesis import is_quotable
from mentornett.network.rules.quoting import LONGEST_PASSAGE, holds_passage
from mentornett.questionnaires.models import Answer
from mentornett.questionnaires.rules import as_text
from mentornett.tenants.models import Person

LONGEST_TAG = 80


class NotInAnswerError(ValueError):
    """The passage does not stand in the answer, or is too long."""


class NotSharedError(ValueError):
    """The team does not share the answer with the network, so it cannot be quoted."""


class TagError(ValueError):
    """A tag without a name, or with one that is taken."""


@transaction.atomic
def mark_excerpt(
    *, submission: Submission, answer: Answer, text: str, tags: Iterable[Tag], by: Person, now: datetime, language: str
) -> Excerpt:
    """Mark a passage of an answer. The same passage again gets the new tags too. Raises NotInAnswerError."""
    passage = clean(text).strip()
    said = as_text(answer.question, answer.value, language)
    if len(passage) > LONGEST_PASSAGE or answer.sheet_id != submission.sheet_id or not holds_passage(said, passage):
        raise NotInAnswerError
    excerpt = Excerpt.objects.filter(answer=answer, text=passage).first() or Excerpt(
        submission=submission, answer=answer, text=passage, by=by, at=now, organiser_id=submission.organiser_id,
        municipality_id=submission.municipality_id,
    )  # fmt: skip
    excerpt.save()
    excerpt.tags.add(*tags)
    audit.record(verb="excerpt.marked", on=excerpt, by=by, now=now, details={"submission": submission.pk})
    return excerpt


@transaction.atomic
def remove_excerpt(*, excerpt: Excerpt, by: Person, now: datetime) -> None:
    """Take a mark away; the answer itself is untouched."""
    audit.record(verb="excerpt.removed", on=excerpt, by=by, now=now, details={"submission": excerpt.submission_id})
    excerpt.delete()


@transaction.atomic
def tag_excerpt(*, excerpt: Excerpt, tags: Iterable[Tag], by: Person, now: datetime) -> None:
    """Give a passage exactly these tags."""
    wanted = list(tags)
    excerpt.tags.set(wanted)
    audit.record(verb="excerpt.tagged", on=excerpt, by=by, now=now, details={"tags": [tag.pk for tag in wanted]})


@transaction.atomic
def quote_excerpt(*, excerpt: Excerpt, quoted: bool, by: Person, now: datetime) -> None:
    """Choose a passage for the network report, or take it out. Raises NotSharedError."""
    if quoted and not is_quotable(excerpt):
        raise NotSharedError
    excerpt.quoted = quoted
    excerpt.save(update_fields=["quoted"])
    verb = "excerpt.quoted" if quoted else "excerpt.not_quoted"
    audit.record(verb=verb, on=excerpt, by=by, now=now)


def _tag_name(network: Network, text: str, but: Tag | None = None) -> str:
    name = " ".join(clean(text).split())
    same = Tag.objects.filter(network=network, text__iexact=name)
    if not name or len(name) > LONGEST_TAG or (same.exclude(pk=but.pk) if but else same).exists():
        raise TagError
    return name


@transaction.atomic
def create_tag(*, network: Network, text: str, by: Person, now: datetime) -> Tag:
    """Make a tag. Raises TagError."""
    tag = Tag.objects.create(network=network, text=_tag_name(network, text))
    _record("tag.created", tag, by, now)
    return tag


@transaction.atomic
def rename_tag(*, tag: Tag, text: str, by: Person, now: datetime) -> None:
    """Give a tag another name. Raises TagError."""
    tag.text = _tag_name(tag.network, text, but=tag)
    tag.save(update_fields=["text"])
    _record("tag.renamed", tag, by, now)


@transaction.atomic
def merge_tags(*, tag: Tag, into: Tag, by: Person, now: datetime) -> None:
    """Let all passages of one tag have another instead, and remove the first. Raises TagError."""
    if tag.pk == into.pk or tag.network_id != into.network_id:
        raise TagError
    for excerpt in Excerpt.objects.filter(tags=tag):
        excerpt.tags.add(into)
    audit.record(verb="tag.merged", on=tag, by=by, now=now, details={"into": into.pk})
    tag.delete()


@transaction.atomic
def remove_tag(*, tag: Tag, by: Person, now: datetime) -> None:
    """Remove a tag; the passages stay marked."""
    _record("tag.removed", tag, by, now)
    tag.delete()


def _record(verb: str, tag: Tag, by: Person, now: datetime) -> None:
    audit.record(verb=verb, on=tag, by=by, now=now, details={"network": tag.network_id})
