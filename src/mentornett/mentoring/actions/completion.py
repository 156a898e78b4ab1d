"""The programme is completed: by those who run it, by the mentor, or because its time is over."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate

from mentornett.mentoring.actions.certificates import write_certificates
from mentornett.mentoring.actions.pairs import end_pair
from mentornett.mentoring.choices import PairEnd, PairRole
from mentornett.mentoring.models import Pair, Programme
from mentornett.mentoring.queries.completion import is_completed, over_on
from mentornett.mentoring.rules.plan import months_later
from mentornett.tenants.models import Person
from mentornett.tenants.queries import not_over


@transaction.atomic
def complete_pair(*, pair: Pair, ends: date, by: Person | None, now: datetime) -> None:
    """Let a pair be through with the programme; substitutes and co-mentors end with it."""
    end_pair(pair=pair, ends=ends, reason=PairEnd.COMPLETED, by=by, now=now)
    seconds = Pair.objects.filter(not_over(ends), employment=pair.employment_id).exclude(role=PairRole.MAIN)
    for second in seconds.exclude(ends=ends):
        end_pair(pair=second, ends=ends, reason=PairEnd.COMPLETED, by=by, now=now)
    if is_completed(pair, localdate(now)):
        write_certificates(pair)


def complete_due(*, now: datetime) -> int:
    """Complete the pairs for whom the programme's time is over, days away counted; return how many."""
    today, done = localdate(now), 0
    for programme in Programme.objects.all():
        began = months_later(today, -programme.months)
        rows = Pair.objects.filter(
            role=PairRole.MAIN, ends__isnull=True, starts__lte=today, employment__programme=programme,
            employment__followed_from__lte=began,
        )  # fmt: skip
        for pair in rows.select_related("employment__programme", "employment__unit", "mentor__person", "mentee"):
            if over_on(pair.employment, today) <= today:
                complete_pair(pair=pair, ends=today, by=None, now=now)
                done += 1
    return done
