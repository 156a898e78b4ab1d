"""The work list of the mentor programme, from dates and status alone, in a fixed number of questions."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from typing import NamedTuple

from django.db.models import Case, Count, Exists, Min, OuterRef, When

from mentornett.mentoring.choices import FollowUp, PairRole
from mentornett.mentoring.models import Employment, Mentor, Pair, Programme
from mentornett.mentoring.queries.capacity import takes_a_place, with_room
from mentornett.mentoring.queries.follow_up_entries import Entry, Followed, Line
from mentornett.mentoring.queries.follow_up_pairs import of_pairs
from mentornett.mentoring.queries.matching import without_mentor
from mentornett.mentoring.queries.training import is_trained, kinds_by_place
from mentornett.mentoring.rules import follow_up as rules
from mentornett.mentoring.rules.follow_up import Limits
from mentornett.tenants.models import Letter
from mentornett.tenants.queries import in_force, not_over

NO_KEY = "pair-reminded:"  # of no letter: so the same is asked when nobody can be reminded
ORDER = {kind: place for place, kind in enumerate(FollowUp)}


def work_list(followed: Followed, today: date) -> list[Entry]:
    """Return what this person should follow up, the most urgent and the oldest first, always in the same order."""
    limits, reviews, training = {}, [], []
    most: dict[int | None, int] = {}
    programmes = Programme.objects.order_by("name").values_list(
        "pk", "municipality_id", "review_on", "training_kinds", "most_mentees", "first_talk_days", "silent_days",
        "lost_days",
    )  # fmt: skip
    for pk, place, review_on, kinds, mentees, *days in programmes:
        limits[pk] = Limits(*days)
        training.append((place, kinds))
        most[place] = max(mentees, most.get(place, 0))
        if place in followed.run and (found := rules.of_review(review_on, today)):
            reviews.append(Entry(found, programme=pk))
    every = [
        *_of_hires(followed, limits, today),
        *of_pairs(followed, limits, today),
        *_of_mentors(followed, kinds_by_place(training), most, today),
        *reviews,
    ]
    return sorted(every, key=_order)


def _order(entry: Entry) -> tuple[int, int, date, int]:
    who = entry.pair or entry.hire or entry.mentor or 0
    return entry.found.tier, ORDER[entry.found.kind], entry.found.since, who


def _of_hires(followed: Followed, programmes: Collection[int], today: date) -> Iterable[Entry]:
    mine = Employment.objects.filter(followed.reach.among(), programme__in=programmes)
    rows = without_mentor(mine, today).order_by()
    columns = ("first_day", "municipality_id", "unit_id", "programme_id", "pk", "person_id")
    for starts, place, unit, programme, pk, person in rows.values_list(*columns):
        if found := rules.of_hire(starts, today):
            yield Entry(found, municipality=place, unit=unit, programme=programme, hire=pk, hired=person)


class _Pairs(NamedTuple):
    """Of one mentor: the first day, and how many pairs take a place."""

    since: date
    load: int


def _of_mentors(
    followed: Followed, kinds: Mapping[int | None, set[str]], most: Mapping[int | None, int], today: date
) -> Iterable[Entry]:
    every = _pairs_of(followed, today)
    rows = with_room(Mentor.objects.filter(followed.reach.among(), not_over(today)), today, limits=most).order_by()
    told = rows.annotate(trained=Case(When(is_trained(today, kinds=kinds), then=True), default=False))
    columns = ("pk", "municipality_id", "unit_id", "person_id", "room", "trained")
    guiding = [row for row in told.values_list(*columns) if row[0] in every]
    covered = _covered([pk for pk, *_row, room, _trained in guiding if room == 0], today)
    for pk, place, unit, person, room, trained in guiding:
        load = every[pk].load - covered.get(pk, 0)
        for found in rules.of_mentor(load=load, places=room, trained=trained, since=every[pk].since):
            yield Entry(found, municipality=place, unit=unit, mentor=pk, guiding=person)


def _pairs_of(followed: Followed, today: date) -> dict[int, _Pairs]:
    rows = Pair.objects.filter(followed.reach.among("mentor__"), not_over(today)).order_by().values_list("mentor")
    load = Count("pk", filter=takes_a_place(today))
    return {pk: _Pairs(*told) for pk, *told in rows.annotate(first=Min("starts"), load=load)}


def _covered(away: Collection[int], today: date) -> dict[int, int]:
    """Return for how many of their mentees a substitute steps in today, of the mentors who are away."""
    if not away:
        return {}
    stepping_in = Pair.objects.filter(in_force(today), role=PairRole.SUBSTITUTE, mentee=OuterRef("mentee"))
    rows = Pair.objects.filter(Exists(stepping_in), not_over(today), role=PairRole.MAIN, mentor__in=away)
    return dict(rows.order_by().values_list("mentor").annotate(number=Count("pk")))


def reminder_key(about: FollowUp, pair_id: int, reader_id: int, today: date) -> str:
    """Return the name of a reminder: the same through one week."""
    year, week, _day = today.isocalendar()
    return f"pair-reminded:{about.value}:{pair_id}:{reader_id}:{year}-{week}"


def reminded(lines: Iterable[Line], today: date) -> set[tuple[int, str]]:
    """Return the pairs and reasons among these for which a reminder was written this week."""
    keys = {
        reminder_key(entry.found.kind, entry.pair, reader, today): (entry.pair, entry.found.kind.value)
        for entry in (line.entry for line in lines)
        if entry.pair
        for reader in (entry.hired, entry.guiding, entry.leader)
        if reader
    }
    written = Letter.objects.filter(key__in=[NO_KEY, *keys]).values_list("key", flat=True)
    return {keys[key] for key in written if key in keys}
