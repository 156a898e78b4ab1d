"""What the pages with a network's answers show, for its organiser and for the municipalities that take part."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.conf import settings
from django.utils.timezone import localdate

from mentornett.core.text import in_language
from mentornett.core.time import date_words
from mentornett.measurement.permissions.network_answers import NetworkAnswers
from mentornett.measurement.rules.half_years import newest_due, next_due
from mentornett.reports.released import AnswerShown, shown
from mentornett.web.http import MemberRequest
from mentornett.web.pictures import drawn_here

TRUTH = "demo.truth"  # of a network's texts: what the demo knows to be true


def network_context(request: MemberRequest, found: NetworkAnswers) -> dict[str, Any]:
    """Return what a page about a network's answers shows; in the demo also what is true."""
    release = found.release
    last = release.until if release else newest_due(request.today)
    truth = found.network.texts.get(TRUTH) if settings.DEMO else None
    days = {"until": _day(release.until), "made": _day(localdate(release.made_at))} if release else {}
    return days | {
        "network": found.network, "release": release, "next": next_due(last),
        "answers": [_ready(shown(row)) for row in found.answers], "truth": in_language(truth) if truth else "",
    }  # fmt: skip


def _day(day: date) -> str:
    return date_words(day, date.min, weekday=False)


def _ready(answer: AnswerShown) -> dict[str, Any]:
    return {"answer": answer, "picture": drawn_here(answer.svg) if answer.svg else ""}
