"""How advertised posts are read, ready to show."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date

from django.db.models import Min, Q, QuerySet
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from mentornett.measurement import rules
from mentornett.measurement.models import Vacancy
from mentornett.measurement.rules.grading import Grade
from mentornett.measurement.rules.vacancies import Post, PostFigures, around, as_measures, offered, post_figures
from mentornett.mentoring.models import Programme

STATES = ("", "open", "closed")


@dataclass(frozen=True)
class Column:
    """What a column of figures is about, and how many advertisements it counts."""

    title: str
    advertisements: int


@dataclass(frozen=True)
class Cell:
    """A figure, with the title of its column for when a row is a card."""

    title: str
    figure: rules.Figure


@dataclass(frozen=True)
class Line:
    """One figure in each column."""

    title: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class PostTable:
    """Figures side by side. `sentence` says the first line in words, `certainty` how sure its difference is.

    `grade` is that of the difference. `own_choice`: somebody chose which advertisement is on which side.
    """

    title: str
    columns: tuple[Column, ...]
    lines: tuple[Line, ...]
    sentence: str = ""
    certainty: str = ""
    grade: Grade = Grade.DESCRIBED
    own_choice: bool = False


def vacancies_in_force() -> QuerySet[Vacancy]:
    """Return the advertised posts that were not removed, the newest first."""
    rows = Vacancy.objects.filter(removed_at__isnull=True)
    return rows.select_related("unit", "municipality").order_by("-advertised_on", "-pk")


def vacancies_like(rows: QuerySet[Vacancy], *, words: str, state: str) -> QuerySet[Vacancy]:
    """Return those with these words in profession, unit or number, in one of `STATES`."""
    for word in words.split():
        found = Q(profession__icontains=word) | Q(unit__name__icontains=word) | Q(reference__iexact=word)
        rows = rows.filter(found)
    if state == "open":
        return rows.filter(state="open")
    return rows.exclude(state="open") if state == "closed" else rows


def posts_of(rows: QuerySet[Vacancy]) -> dict[int, list[Post]]:
    """Return advertisements as the plain values that the rules know, by municipality; over the years there are many."""
    found: dict[int, list[Post]] = {}
    for place, *values in rows.order_by().values_list("municipality", *(field.name for field in fields(Post))):
        found.setdefault(place, []).append(Post(*values))
    return found


def starts_of(municipalities: Iterable[int]) -> dict[int, date]:
    """Return the day on which the first mentor programme of each municipality started."""
    rows = Programme.objects.filter(municipality__in=list(municipalities)).values("municipality")
    return {row["municipality"]: row["first"] for row in rows.annotate(first=Min("starts")) if row["first"]}


def tables_of(posts: Sequence[Post], start: date | None) -> list[PostTable]:
    """Return the figures of all advertisements, around the start of the programme, and with and without a mentor.

    A comparison with an empty side is left out: it compares nothing.
    """
    found = [_table(_("All advertisements"), [(_("All"), [*posts])])] if posts else []
    if start:
        before, after = around(posts, start)
        found += _pair(_("Before and after the mentor programme started"), (_("Before"), before), (_("Now"), after))
    told, not_told = offered(posts)
    title = _("With and without a mentor in the advertisement")
    pair = _pair(title, (_("Mentor not mentioned"), not_told), (_("Mentor mentioned"), told), sentence=False)
    return found + [replace(table, own_choice=True) for table in pair]


def _pair(
    title: str, first: tuple[str, list[Post]], second: tuple[str, list[Post]], *, sentence: bool = True
) -> list[PostTable]:
    if not first[1] or not second[1]:
        return []
    return [_table(title, [first, second], sentence=sentence)]


def _words() -> dict[str, str]:
    return {
        "applicants": _("applicants"), "qualified": _("qualified applicants"), "posts": _("posts"), "days": _("days"),
    }  # fmt: skip


def _titles() -> dict[str, str]:
    return {
        "applicants": _("Applicants per post"), "qualified": _("Qualified applicants per post"),
        "days": _("Days from advertisement to hire"), "filled": _("Posts that were filled"),
    }  # fmt: skip


def _table(title: str, groups: Sequence[tuple[str, list[Post]]], *, sentence: bool = False) -> PostTable:
    language = (get_language() or "nb")[:2]
    counted = [post_figures(posts) for _name, posts in groups]
    by_key: dict[str, list[Cell]] = {}
    for figures, (name, _posts) in zip(counted, groups, strict=True):
        for key, measure, value in as_measures(figures, _words()):
            by_key.setdefault(key, []).append(Cell(name, _figure(key, figures, measure, value, language)))
    titles, told = _titles(), _applicants(counted) if sentence else None
    return PostTable(
        title=title,
        columns=tuple(Column(name, len(posts)) for name, posts in groups),
        lines=tuple(Line(titles[key], tuple(cells)) for key, cells in by_key.items()),
        sentence=rules.sentence(told, language) if told else "",
        certainty=rules.certainty(told, language) if told else "",
        grade=rules.change_grade(told) if told else Grade.DESCRIBED,
    )


def _figure(key: str, figures: PostFigures, measure: rules.Measure, value: rules.Value, language: str) -> rules.Figure:
    shown = rules.figure(measure, value, language)
    if key != "days" or value.is_empty:
        return shown
    return rules.Figure(shown.main, _("the middle of %(n)s") % {"n": figures.days_of})


def _applicants(counted: Sequence[PostFigures]) -> rules.Measure | None:
    """Return applicants per post before and now; None when one of them is not known."""
    words = _words()
    measure = rules.Measure(
        "", "ratio", before=counted[0].applicants, now=counted[1].applicants, unit_text=words["applicants"],
        per_text=words["posts"],
    )  # fmt: skip
    return None if measure.before.is_empty or measure.now.is_empty else measure
