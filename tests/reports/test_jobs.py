"""The job that makes all reports in one zip."""

from __future__ import annotations

import io
import zipfile

import pytest

from mentornett.config.jobs import run_ordered_tasks
from mentornett.core.scoping import EVERYONE, Scope, inside
from mentornett.reports import bundles
from mentornett.reports.jobs import build_bundle
from mentornett.reports.models import Bundle
from tests.cast import CANARY, NEIGHBOUR_CANARY, Cast, build_cast
from tests.documents.pdf_reading import read, text_of
from tests.final_reports import ask_for_final_reports


@pytest.mark.django_db(transaction=True)
def test_ordered_bundle_is_made_by_the_worker_once() -> None:
    cast = build_cast()
    final = ask_for_final_reports(cast, state="sent")
    with inside(EVERYONE):
        bundle = bundles.ask_for_bundle(
            assignment=final.assignment, form="pdf", language="nn", by=cast.leader, now=cast.now
        )
    build_bundle.enqueue(bundle.pk, cast.nord.pk)
    run_ordered_tasks()
    with inside(EVERYONE):
        bundle.refresh_from_db()
        content = bytes(bundle.content or b"")
    assert (bundle.state, bundle.done, bundle.total) == ("done", 2, 2)
    names = zipfile.ZipFile(io.BytesIO(content)).namelist()
    assert len(names) == 2
    assert CANARY not in str(names)
    build_bundle.enqueue(bundle.pk, cast.nord.pk)
    run_ordered_tasks()
    with inside(EVERYONE):
        bundle.refresh_from_db()
        assert bytes(bundle.content or b"") == content


def test_bundle_of_another_organiser_is_out_of_the_jobs_reach(cast: Cast) -> None:
    final = ask_for_final_reports(cast, state="sent")
    with inside(EVERYONE):
        bundle = bundles.ask_for_bundle(
            assignment=final.assignment, form="pdf", language="nb", by=cast.leader, now=cast.now
        )
    scope = Scope(organisers=frozenset({cast.sor.pk}))
    with pytest.raises(Bundle.DoesNotExist):
        bundles.make_bundle(bundle_id=bundle.pk, scope=scope, now=cast.now, today=cast.today)


def test_pack_is_one_tagged_pdf_without_what_is_for_the_guide_alone(cast: Cast) -> None:
    with inside(EVERYONE):
        bundle = bundles.ask_for_bundle(
            assignment=cast.assignment_2, form="pack", language="nb", by=cast.expert, now=cast.now, only_shared=True
        )
    scope = Scope(organisers=frozenset({cast.nord.pk}))
    bundles.make_bundle(bundle_id=bundle.pk, scope=scope, now=cast.now, today=cast.today)
    with inside(EVERYONE):
        bundle.refresh_from_db()
    pdf = read(bytes(bundle.content or b""))
    text = text_of(pdf)
    assert (bundle.state, bundle.done, bundle.total) == ("done", 2, 2)
    assert pdf.Root.MarkInfo.Marked
    assert text.count("Flesberg, Team Flesberg") == text.count("Røros, Team Røros") == 2  # in the contents, and its own
    assert f"{NEIGHBOUR_CANARY} med status.achieved" in text  # sent, and read by those who were asked to
    assert "status.hard" not in text
    assert CANARY not in text
