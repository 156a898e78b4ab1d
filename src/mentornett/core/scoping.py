"""The wall between municipalities.

A request, a job or a test runs *inside a scope*: the organisers and municipalities whose rows it may touch.
Rows with data about people are read through `WalledManager`, which adds the scope to every query and refuses to run
where there is none. On PostgreSQL the same scope is handed to row-level security, the second fence.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import lru_cache, reduce
from operator import or_
from typing import Any, TypeVar

from django.db import connection, models, transaction

M = TypeVar("M", bound=models.Model)


class OutsideScopeError(RuntimeError):
    """A walled table was read or written outside any scope, or a row outside the scope was written."""


@dataclass(frozen=True)
class Scope:
    """Whose rows may be touched: ids of the person itself, of organisers, of municipalities and of circles."""

    person: int | None = None
    organisers: frozenset[int] = frozenset()
    municipalities: frozenset[int] = frozenset()
    circles: frozenset[int] = frozenset()  # groups of people across municipalities; entered by their own pages alone
    everyone: bool = False

    def holds(self, row: dict[str, int | None]) -> bool:
        """Tell whether a row with these wall values (keys: person, organiser, municipality, circle) is inside."""
        if self.everyone:
            return True
        return (
            (row.get("organiser") in self.organisers)
            or (row.get("municipality") in self.municipalities)
            or (row.get("circle") in self.circles)
            or (self.person is not None and row.get("person") == self.person)
        )


EVERYONE = Scope(everyone=True)

_current: ContextVar[Scope | None] = ContextVar("mentornett_scope", default=None)


def current_scope() -> Scope | None:
    """Return the scope in force, or None outside any."""
    return _current.get()


def _tell_database(scope: Scope | None) -> None:
    """Hand the scope to row-level security; the settings vanish with the transaction."""
    values = {
        "app.person": str(scope.person) if scope and scope.person else "",
        "app.organisers": ",".join(map(str, sorted(scope.organisers))) if scope else "",
        "app.municipalities": ",".join(map(str, sorted(scope.municipalities))) if scope else "",
        "app.circles": ",".join(map(str, sorted(scope.circles))) if scope else "",
        "app.everyone": "yes" if scope and scope.everyone else "",
    }
    calls = ", ".join(["set_config(%s, %s, true)"] * len(values))
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {calls}", [part for pair in values.items() for part in pair])


@contextmanager
def inside(scope: Scope) -> Iterator[Scope]:
    """Run a block inside `scope`; streams and jobs enter it themselves, since they outlive the request."""
    outer = _current.get()
    if outer == scope and (connection.in_atomic_block or connection.vendor != "postgresql"):
        yield scope  # in force already, in the database too
        return
    token = _current.set(scope)
    try:
        with _in_database(scope, outer):
            yield scope
    finally:
        _current.reset(token)


@contextmanager
def _in_database(scope: Scope, outer: Scope | None) -> Iterator[None]:
    """Hold the scope in PostgreSQL's settings for a transaction, and give the outer scope back when nested."""
    if connection.vendor != "postgresql":
        yield
        return
    nested = connection.in_atomic_block
    with transaction.atomic():  # an error rolls the settings back with the rest
        _tell_database(scope)
        yield
        if nested:
            _tell_database(outer)


class WalledQuerySet(models.QuerySet[M]):
    """A queryset whose bulk writes are guarded like single ones."""

    def bulk_create(self, objs: Iterable[M], *args: Any, **kwargs: Any) -> list[M]:
        """Insert many rows, each of which must lie inside the scope."""
        rows = list(objs)
        for row in rows:
            check_inside(row)
        return super().bulk_create(rows, *args, **kwargs)


class _UnreachableQuerySet(WalledQuerySet[M]):
    """What a walled manager returns outside any scope: every way to the database raises."""

    @property
    def db(self) -> str:
        raise OutsideScopeError(f"{self.model.__name__} was queried outside any scope")


class WalledManager(models.Manager[M]):
    """The default manager of walled models. The model's `wall` maps scope dimensions to its columns."""

    def get_queryset(self) -> WalledQuerySet[M]:
        """Return only the rows inside the scope in force."""
        scope = _current.get()
        if scope is None:
            return _UnreachableQuerySet(self.model, using=self._db)
        return _inside(scope, self.model, self._db).all()


def wall_of(model: type[models.Model]) -> dict[str, str]:
    """Return the wall of a model: scope dimension -> column; empty for tables without a wall."""
    return dict(getattr(model, "wall", {}))


@lru_cache(maxsize=1024)
def _inside(scope: Scope, model: type[models.Model], using: str | None) -> WalledQuerySet[Any]:
    """Return the rows inside a scope, to be copied: every query of a page starts here, so they are made once."""
    rows: WalledQuerySet[Any] = WalledQuerySet(model, using=using)
    return rows if scope.everyone else rows.filter(_condition(scope, model))


def _condition(scope: Scope, model: type[models.Model]) -> models.Q:
    allowed: dict[str, frozenset[int]] = {
        "organiser": scope.organisers,
        "municipality": scope.municipalities,
        "circle": scope.circles,
        "person": frozenset() if scope.person is None else frozenset({scope.person}),
    }
    ways = [_one_of(column, allowed[dimension]) for dimension, column in wall_of(model).items() if allowed[dimension]]
    return reduce(or_, ways) if ways else models.Q(pk__in=[])


def _one_of(column: str, ids: frozenset[int]) -> models.Q:
    return models.Q(**{f"{column}__in": ids} if len(ids) > 1 else {column: next(iter(ids))})


def check_inside(row: models.Model) -> None:
    """Refuse to write a row outside the scope, or one that points at a row on the other side of the wall."""
    scope = _current.get()
    values = {dimension: getattr(row, column) for dimension, column in wall_of(type(row)).items()}
    if scope is None or not scope.holds(values):
        raise OutsideScopeError(f"{type(row).__name__} would be written outside the scope")
    for field in row._meta.concrete_fields:
        if isinstance(field, models.ForeignKey) and field.is_cached(row):
            _check_same_side(row, values, getattr(row, field.name))


def _check_same_side(row: models.Model, values: dict[str, int | None], other: Any) -> None:
    if other is None or not wall_of(type(other)):
        return
    for dimension in ("organiser", "municipality"):
        mine, theirs = values.get(dimension), getattr(other, wall_of(type(other)).get(dimension, "pk"), None)
        if dimension in wall_of(type(other)) and None not in (mine, theirs) and mine != theirs:
            raise OutsideScopeError(f"{type(row).__name__} would point at another {dimension}'s {type(other).__name__}")
