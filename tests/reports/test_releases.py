"""The job that lets answers out, and that nothing on the pages and in the files gives away what is hidden."""

from __future__ import annotations

import io
import re
from datetime import date, timedelta
from random import Random

import openpyxl
import pytest
from django.urls import reverse
from django.utils import translation

from mentornett.core.models import AuditEntry
from mentornett.core.scoping import EVERYONE, inside
from mentornett.core.time import add_months
from mentornett.measurement.actions.releases import UnsafeError
from mentornett.measurement.models import Baseline, Release, ReleasedAnswer
from mentornett.measurement.queries.releases import kept_of
from mentornett.measurement.rules.kept import from_kept
from mentornett.mentoring.models import Employment, Programme, UnitStep
from mentornett.reports import jobs
from mentornett.reports.released import shown
from mentornett.statistics.disclosure.figures import State
from mentornett.statistics.disclosure.gate import audit
from mentornett.tenants.models import Person, Unit
from tests.cast import Cast
from tests.conftest import LogIn

PARTS = ("seen", "certainty", "unknown", "needed")


def _register(cast: Cast, *, a_half_year: int, leaving: float, seed: int = 1) -> None:
    """Write those hired into three units from 2021 on, of whom some leave in the first year."""
    random = Random(seed)  # noqa: S311 (a story)
    units = [Unit.objects.create(municipality=cast.flesberg, name=f"Sone {name}") for name in ("ø", "å", "a")]
    days = [add_months(date(2021, 1, 1), 6 * half) + timedelta(days=9) for half in range(7) for _ in range(a_half_year)]
    people = Person.objects.bulk_create(
        Person(email=f"r{at}@eksempel.no", name=f"R {at}", name_sort=f"r {at}") for at in range(len(days))
    )
    Employment.objects.bulk_create(
        Employment(
            municipality=cast.flesberg, person=person, unit=random.choice(units), profession="sykepleier", starts=day,
            ends=day + timedelta(days=random.randrange(20, 340)) if random.random() < leaving else None,
            end_reason="left",
        )
        for person, day in zip(people, days, strict=True)
    )  # fmt: skip
    Programme.objects.filter(municipality=cast.flesberg).update(starts=date(2023, 1, 1))
    UnitStep.objects.all().delete()


@pytest.fixture
def filled(cast: Cast) -> Cast:
    with inside(EVERYONE):
        _register(cast, a_half_year=20, leaving=0.35)
    return cast


def _newest(cast: Cast) -> dict[str, ReleasedAnswer]:
    with inside(EVERYONE):
        row = Release.objects.filter(municipality=cast.flesberg).order_by("-until")[0]
        return {f"{one.question}{one.about}": one for one in row.answers.all()}


def test_job_lets_answers_out_once(filled: Cast) -> None:
    assert jobs.release_due(filled.now) == 2  # Flesberg and Røros
    assert jobs.release_due(filled.now) == 0
    with inside(EVERYONE):
        assert Release.objects.filter(until=date(2025, 12, 31)).count() == 2
        assert AuditEntry.objects.filter(verb="release.frozen").count() == 2
        assert all(row.certificate["safe"] for row in Release.objects.all())


def test_every_answer_has_four_parts_in_every_language(filled: Cast) -> None:
    jobs.release_due(filled.now)
    answers = _newest(filled)
    assert {"retention", "before_after", "with_without", "units", "professions", "national"} < set(answers)
    for answer in answers.values():
        assert set(answer.words) == {"nb", "nn", "en"}
        for said in answer.words.values():
            assert all(said[part] for part in PARTS), (answer.question, said)
    assert answers["before_after"].grade == "C"
    assert "fortsatt ansatt etter 12 måneder" in answers["retention"].words["nb"]["seen"][0]
    assert "framleis tilsette" in " ".join(answers["retention"].words["nn"]["seen"])
    assert "p-" not in str([answer.words for answer in answers.values()]).replace("p-value", "!")


def test_small_municipality_is_told_when_an_answer_can_be_expected(cast: Cast) -> None:
    jobs.release_due(cast.now)
    answers = _newest(cast)
    assert answers["retention"].grade == answers["before_after"].grade == answers["units"].grade == "D"
    assert "Tidligst nytt svar: juli 2026." in answers["retention"].words["nb"]["needed"]
    assert answers["retention"].table == {}


def test_units_stand_in_the_order_of_the_alphabet_and_drawn_towards_each_other(filled: Cast) -> None:
    jobs.release_due(filled.now)
    rows = _newest(filled)["units"].table["rows"]
    names = [row["name"]["nb"] for row in rows]
    assert [name for name in names if name.startswith("Sone")] == sorted(
        (name for name in names if name.startswith("Sone")), key=lambda name: "aøå".index(name[-1])
    )
    with inside(EVERYONE):
        own = [one for one in _newest(filled).values() if one.question == "unit" and one.table]
    raw = [one.table["rows"][-1]["cells"][2] for one in own]
    drawn = [row["cells"][1] for row in rows if row["cells"][1] != "–"]
    assert max(drawn) - min(drawn) <= max(raw) - min(raw)


def test_areas_have_no_sum_and_the_answer_says_why(filled: Cast) -> None:
    with inside(EVERYONE):
        north = Unit.objects.create(municipality=filled.flesberg, name="Nord")
        Unit.objects.filter(municipality=filled.flesberg, name__startswith="Sone").update(parent=north)
    jobs.release_due(filled.now)
    answer = _newest(filled)["units"]
    assert "Nord" not in str(answer.table)
    assert "fordi et område er summen av enhetene sine" in answer.words["nb"]["unknown"][-2]


def test_mentored_are_never_compared_with_those_who_were_not(filled: Cast) -> None:
    jobs.release_due(filled.now)
    answer = _newest(filled)["with_without"]
    assert answer.table == answer.chart == {}
    assert answer.words["en"]["seen"] == ["This comparison is not made: it would mislead."]
    assert "--" not in str(answer.words)  # nothing for the command line
    assert answer.grade == "D"
    answer.grade = "-"  # as releases had it before
    told = shown(answer)
    assert told.grade == "Grad D – sier ingenting: sammenligningen ville villede"
    assert not told.is_known


def test_charts_have_the_numbers_of_the_tables_and_nothing_else(filled: Cast) -> None:
    jobs.release_due(filled.now)
    answers = _newest(filled)
    for question in ("before_after", "units", "professions"):
        answer = answers[question]
        rows = [(one["name"], one["cells"]) for one in answer.chart["ranges"][0]["rows"]]
        table = [(one["name"], one["cells"][-2:]) for one in answer.table["rows"] if one["cells"][-1] != "–"]
        assert [(name, [cells[0], f"{cells[1]}–{cells[2]}"]) for name, cells in rows] == table
    (apart,) = answers["before_after"].chart["ranges"][1]["rows"]
    told = " ".join(answers["before_after"].words["nb"]["certainty"])
    assert all(str(abs(number)) in told for number in apart["cells"])


def test_charts_are_drawn_in_each_language_with_their_caveat(filled: Cast) -> None:
    jobs.release_due(filled.now)
    answer = _newest(filled)["before_after"]
    group = {"nb": "Ansatt før oppstart", "nn": "Tilsett før oppstart", "en": "Hired before the start"}
    for language, name in group.items():
        with translation.override(language):
            told = shown(answer)
        assert name in told.svg
        assert told.caveat.split(",")[0] in " ".join(told.svg.split("<text")[-3:])


def test_what_was_told_stands_when_the_register_is_corrected(filled: Cast) -> None:
    jobs.release_due(filled.now)
    before = {key: (one.words, one.table, one.chart) for key, one in _newest(filled).items()}
    with inside(EVERYONE):
        first = Release.objects.get(municipality=filled.flesberg)
        Employment.objects.filter(person__email__startswith="r1").delete()
    later = filled.now + timedelta(days=200)
    assert jobs.release_due(later) == 2
    with inside(EVERYONE):
        again = {f"{one.question}{one.about}": (one.words, one.table, one.chart) for one in first.answers.all()}
    assert again == before
    now = _newest(filled)["retention"].table["rows"]
    assert now[: len(before["retention"][1]["rows"])] == before["retention"][1]["rows"]


def test_starting_point_that_is_small_is_not_shown(filled: Cast) -> None:
    with inside(EVERYONE):
        Baseline.objects.create(
            municipality=filled.flesberg, programme=filled.programme, hired_from=date(2021, 1, 1),
            hired_to=date(2022, 12, 31), made_at=filled.now, closed_at=filled.now, hired=12, still_here=10,
        )  # fmt: skip
    jobs.release_due(filled.now)
    answer = _newest(filled)["baseline"]
    assert answer.grade == "D"
    assert not re.search(r"\b(12|10)\b (av|of)", str(answer.words))


def test_one_that_the_gate_does_not_vouch_for_does_not_stop_the_others(
    filled: Cast, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    from mentornett.reports import releases  # noqa: PLC0415 (slow import)

    make = releases.make_release

    def fails(**values: object) -> Release:
        if values["municipality"] == filled.flesberg:
            raise UnsafeError
        return make(**values)  # type: ignore[arg-type]

    monkeypatch.setattr(releases, "make_release", fails)
    jobs.release_due(filled.now)
    with inside(EVERYONE):
        assert [row.municipality_id for row in Release.objects.all()] == [filled.roros.pk]
    assert "did not vouch" in caplog.text


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_pages_and_files_tell_only_what_the_gate_let_through(cast: Cast, log_in: LogIn, seed: int) -> None:
    """Read everything that anybody can, over a series of releases, and look for a count that is hidden."""
    with inside(EVERYONE):
        _register(cast, a_half_year=6 + 5 * seed, leaving=0.25, seed=seed)
    texts = []
    for months in (-18, -12, -6, 0):
        jobs.release_due(cast.now + timedelta(days=30 * months))
    client = log_in("programme_leader")
    with inside(EVERYONE):
        releases = list(Release.objects.filter(municipality=cast.flesberg).values_list("pk", flat=True))
    assert len(releases) == 4
    for pk in releases:
        texts.append(client.get(reverse("programme:release", args=[pk])).content.decode())
        file = client.get(reverse("programme:answers_file", args=[pk, "excel"]))
        book = openpyxl.load_workbook(io.BytesIO(b"".join(file.streaming_content) if file.streaming else file.content))
        texts.append(" ".join(str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row))
    with inside(EVERYONE):
        figures = from_kept(kept_of(cast.flesberg.pk)).figures
    assert figures is not None
    hidden = frozenset(cell.key for cell in figures.cells if cell.state is State.HELD)
    assert audit(figures, hidden).safe
    told = {
        (int(stayed), int(hired))
        for text in texts for hired, stayed in re.findall(r"av (\d+) ansettelser var (\d+) fortsatt", text)
    }  # fmt: skip
    open_counts = {cell.count for cell in figures.cells if cell.state is State.OUT}
    sums = _sums(figures)
    for stayed, hired in told:
        assert {stayed, hired} <= open_counts | sums
        assert hired - stayed == 0 or hired - stayed >= 5


def _sums(figures: object) -> set[int]:
    """Return what can be told as periods put together: sums of rows of periods that were told."""
    cells = [cell for cell in figures.cells if cell.state is State.OUT]  # type: ignore[attr-defined]
    by_rest: dict[object, list[int]] = {}
    for cell in cells:
        labels = dict(cell.key)
        labels.pop("period", None)
        by_rest.setdefault(tuple(sorted(labels.items())), []).append(cell.count)
    return {
        sum(rows[first:last]) for rows in by_rest.values()
        for first in range(len(rows)) for last in range(first + 1, len(rows) + 1)
    }  # fmt: skip


def test_picture_is_drawn_of_stored_points_alone(filled: Cast) -> None:
    jobs.release_due(filled.now)
    answer = _newest(filled)["retention"]
    assert answer.chart, "with so many who leave, the quarters can be told"
    with translation.override("nn"):
        ready = shown(answer)
    assert ready.svg.startswith("<svg")
    assert "Månader" in ready.svg
    assert len(answer.chart["curves"][0]["share"]) == 13
    answer.chart = {}
    assert shown(answer).svg == ""
