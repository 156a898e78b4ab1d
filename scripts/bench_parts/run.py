"""The whole of one bench: prepare, measure, weigh, count, print."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import connection
from django.test.utils import override_settings
from django.urls import reverse

from bench_parts.database import prepare
from bench_parts.measuring import Visit, browser_of, count_queries, measure, opens
from bench_parts.pages import FLOOR, LIST, PAGES, Measured
from bench_parts.programme_subjects import ProgrammeSubjects, counting_programmes, large_programme
from bench_parts.subjects import Subjects, counting_subjects, national_subjects
from bench_parts.weight import FIRST_VISIT, LATER_VISIT, Weight, weigh


def run(rounds: int, only: str) -> int:
    """Do everything and return the exit status."""
    prepare()
    with override_settings(ROOT_URLCONF="bench_parts.floor"):
        return _compare(rounds, [page for page in PAGES if only in page.name])


def _compare(rounds: int, pages: Sequence[Measured]) -> int:
    running, closed = national_subjects()
    programme = large_programme()

    def subjects(page: Measured) -> Subjects | ProgrammeSubjects:
        return programme if page.in_programme else closed if page.closed else running

    found = [(page, page.visit(subjects(page))) for page in pages]
    missing = [page.name for page, visit in found if visit is None]
    there = [visit for _, visit in found if visit is not None]
    visits = [visit for visit in there if opens(visit)]
    leader = running.people["leader"]
    itself = Visit(FLOOR, reverse(FLOOR), leader, LIST)
    measure([itself, *visits], reverse(FLOOR), leader, rounds)
    good = [_print_times(itself, visits, rounds), _print_weights(visits), _print_counts(pages)]
    for name in missing:
        print(f"MISSING: {name}")
    return 0 if all(good) and len(visits) == len(pages) else 1


def _verdict(good: bool, bad: str) -> str:
    return "good" if good else bad


def _print_times(itself: Visit, visits: Sequence[Visit], rounds: int) -> bool:
    print(f"\nServer time on {connection.vendor}, median of {rounds} rounds, ratio of CPU (and of time) to the floor")
    print(f"{'page':42} {'queries':>7} {'kB':>6} {'CPU ms':>7} {'ratio':>6} {'(time)':>7} {'target':>6}  verdict")
    for visit in [itself, *visits]:
        verdict = "" if visit is itself else _verdict(visit.ratio <= visit.target, "SLOW")
        print(
            f"{visit.name:42} {visit.queries:7} {visit.html / 1000:6.1f} {visit.milliseconds:7.1f} {visit.ratio:6.2f}"
            f" {visit.wall_ratio:7.2f} {visit.target:6.1f}  {verdict}"
        )
    return all(visit.ratio <= visit.target for visit in visits)


def _print_weights(visits: Sequence[Visit]) -> bool:
    print("\nBytes over the wire: page with gzip, styles and scripts with brotli, letters as they are")
    limits = f"{FIRST_VISIT // 1000} and {LATER_VISIT // 1000}"
    print(f"{'page':42} {'first kB':>8} {'later kB':>8}  verdict (at most {limits})")
    weights = [(visit, weigh(visit)) for visit in visits]
    for visit, weight in weights:
        verdict = _verdict(_light(weight), "HEAVY")
        print(f"{visit.name:42} {weight.first / 1000:8.1f} {weight.html / 1000:8.1f}  {verdict}")
    return all(_light(weight) for _, weight in weights)


def _light(weight: Weight) -> bool:
    return weight.first <= FIRST_VISIT and weight.html <= LATER_VISIT


def _print_counts(pages: Sequence[Measured]) -> bool:
    counting, programmes = counting_subjects(), counting_programmes()
    sizes = " ".join(f"{size:>6}" for size, _ in counting)
    print(f"\nQueries by the number of teams in the network, of pairs in the programme\n{'page':42} {sizes}  verdict")
    good = True
    for page in (page for page in pages if page.grows):
        counts = [_queries(page, subjects) for _, subjects in (programmes if page.in_programme else counting)]
        steady = counts[-1] <= max(counts[:-1])  # fewer where there was nothing to fetch
        good = good and steady
        print(f"{page.name:42} {' '.join(f'{count:>6}' for count in counts)}  {_verdict(steady, 'GROWS')}")
    return good


def _queries(page: Measured, subjects: Subjects | ProgrammeSubjects) -> int:
    visit = page.visit(subjects)
    return 0 if visit is None else count_queries(browser_of(visit.person), visit.url)
