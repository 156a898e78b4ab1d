"""A hundred final reports in one zip, with the progress that the page shows."""

from __future__ import annotations

import io
import sys
import time
import zipfile
from typing import Any

import pytest

from mentornett.core.scoping import EVERYONE, Scope, inside
from mentornett.network.models import Submission, Team
from mentornett.questionnaires.models import Answer, AnswerSheet
from mentornett.reports import bundles
from tests.cast import Cast
from tests.final_reports import ask_for_final_reports

MANY = 100


def _many_reports(cast: Cast) -> Any:
    """Give a hundred teams the final report of the first one; return its assignment."""
    final = ask_for_final_reports(cast, state="sent")
    with inside(EVERYONE):
        there = Submission.objects.filter(assignment=final.assignment).count()
        answers = list(Answer.objects.filter(sheet=final.sheet))
        place = {"organiser": cast.nord, "municipality": cast.flesberg}
        for number in range(MANY - there):
            team = Team.objects.create(network=cast.network, name=f"Team {number}", joined=cast.network.starts, **place)
            sheet = AnswerSheet.objects.create(version=final.sheet.version, created_at=cast.now, **place)
            for answer in answers:
                answer.pk, answer.sheet = None, sheet
            Answer.objects.bulk_create(answers)
            Submission.objects.create(
                team=team, assignment=final.assignment, sheet=sheet, state="sent", sent_at=cast.now, **place
            )  # fmt: skip
    return final.assignment


def test_hundred_reports_are_made_one_by_one_and_told_of(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    assignment, told = _many_reports(cast), []
    tell = bundles._tell

    def noting(bundle: Any, **fields: Any) -> None:
        told.append(fields.get("done"))
        tell(bundle, **fields)

    monkeypatch.setattr(bundles, "_tell", noting)
    with inside(EVERYONE):
        bundle = bundles.ask_for_bundle(
            assignment=assignment, form="pdf", language="nb", by=cast.leader, now=cast.now
        )  # fmt: skip
    started = time.monotonic()
    scope = Scope(organisers=frozenset({cast.nord.pk}))
    bundles.make_bundle(bundle_id=bundle.pk, scope=scope, now=cast.now, today=cast.today)
    sys.stdout.write(f"{MANY} reports: {time.monotonic() - started:.1f} s\n")  # with -s
    assert told == [*range(MANY + 1), MANY]
    with inside(EVERYONE):
        bundle.refresh_from_db()
        content = bytes(bundle.content or b"")
    assert (bundle.state, bundle.total) == ("done", MANY)
    names = zipfile.ZipFile(io.BytesIO(content)).namelist()
    assert len(set(names)) == MANY
