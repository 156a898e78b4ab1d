"""Dated rows that may not overlap, held by the database itself.

`starts` and `ends` are dates, both inside the interval; no `ends` means until further notice.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.backends.ddl_references import Statement, Table
from django.db.models.constraints import BaseConstraint
from django.utils.translation import gettext as _

FAR_FUTURE = "9999-12-31"


class NoOverlap(BaseConstraint):
    """No two rows with the same `fields` hold on the same day; with `when`, only among rows with that column's value.

    PostgreSQL gets an exclusion constraint (each key as a range of one, so that no extension is needed), SQLite a pair
    of triggers. Both raise IntegrityError with the constraint's name.
    """

    def __init__(self, *, fields: Sequence[str], name: str, when: tuple[str, str] | None = None) -> None:
        super().__init__(name=name)
        self.fields = tuple(fields)
        self.when = tuple(when) if when else None

    def deconstruct(self) -> tuple[str, tuple[Any, ...], dict[str, Any]]:
        """Say how a migration writes this constraint."""
        path, args, kwargs = super().deconstruct()
        kwargs |= {"fields": self.fields}
        if self.when:
            kwargs["when"] = self.when
        return path, tuple(args), kwargs

    def __eq__(self, other: object) -> bool:
        return isinstance(other, NoOverlap) and self.deconstruct() == other.deconstruct()

    __hash__ = None  # type: ignore[assignment]  # as Django's own constraints

    def _fields(self, model: type[models.Model]) -> list[models.Field[Any, Any]]:
        by_name = {field.name: field for field in model._meta.concrete_fields}
        return [by_name[name] for name in self.fields]

    def constraint_sql(self, model: type[models.Model] | None, schema_editor: BaseDatabaseSchemaEditor | None) -> str:
        """Add the constraint after the table itself: nothing stands inside CREATE TABLE."""
        if model is not None and schema_editor is not None:
            schema_editor.deferred_sql.extend(self._statements(model, schema_editor))
        return ""

    def create_sql(self, model: type[models.Model] | None, schema_editor: BaseDatabaseSchemaEditor | None) -> str:
        """Return the statement for a PostgreSQL table that exists; SQLite's is always made anew."""
        if model is None or schema_editor is None:
            raise ValueError("A model and a schema editor are needed")
        return str(self._statements(model, schema_editor)[0])

    def remove_sql(self, model: type[models.Model] | None, schema_editor: BaseDatabaseSchemaEditor | None) -> str:
        """Return the statement that takes the constraint from a PostgreSQL table."""
        if model is None or schema_editor is None:
            raise ValueError("A model and a schema editor are needed")
        table = Table(model._meta.db_table, schema_editor.quote_name)
        return str(Statement(f'ALTER TABLE %(table)s DROP CONSTRAINT "{self.name}"', table=table))

    def _statements(self, model: type[models.Model], schema_editor: BaseDatabaseSchemaEditor) -> list[Statement]:
        table = Table(model._meta.db_table, schema_editor.quote_name)
        columns = [str(field.column) for field in self._fields(model)]
        if schema_editor.connection.vendor == "postgresql":
            return [Statement(self._exclusion(columns), table=table)]
        return [Statement(self._trigger(columns, event), table=table) for event in ("insert", "update")]

    def _exclusion(self, columns: list[str]) -> str:
        keys = ", ".join(f'int8range("{column}", "{column}", \'[]\') WITH &&' for column in columns)
        days = "daterange(starts, ends, '[]') WITH &&"
        only = f" WHERE (\"{self.when[0]}\" = '{self.when[1]}')" if self.when else ""
        return f'ALTER TABLE %(table)s ADD CONSTRAINT "{self.name}" EXCLUDE USING gist ({keys}, {days}){only}'

    def _trigger(self, columns: list[str], event: str) -> str:
        same = " AND ".join(f'other."{column}" = NEW."{column}"' for column in columns)
        # The names come from the models alone.
        when = f"NEW.\"{self.when[0]}\" = '{self.when[1]}'" if self.when else "1"
        only = f" AND other.\"{self.when[0]}\" = '{self.when[1]}'" if self.when else ""
        begin = f'CREATE TRIGGER "{self.name}_{event}" BEFORE {event.upper()} ON %(table)s WHEN {when} BEGIN '
        overlap = (
            f"other.starts <= COALESCE(NEW.ends, '{FAR_FUTURE}') AND NEW.starts <= COALESCE(other.ends, '{FAR_FUTURE}')"
        )
        other = f"%(table)s AS other WHERE {same}{only} AND other.id IS NOT NEW.id AND {overlap}"
        return f"{begin} SELECT RAISE(ABORT, '{self.name}') FROM {other}; END"  # noqa: S608

    def validate(
        self, model: type[models.Model], instance: models.Model, exclude: Any = None, using: str = "default"
    ) -> None:
        """Raise ValidationError when the row would overlap another."""
        if self.when and str(getattr(instance, self.when[0])) != self.when[1]:
            return
        same = {field.attname: getattr(instance, field.attname) for field in self._fields(model)}
        rows = model._default_manager.using(using).filter(**same)
        if self.when:
            rows = rows.filter(**{self.when[0]: self.when[1]})
        later = models.Q(ends__isnull=True) | models.Q(ends__gte=getattr(instance, "starts"))  # noqa: B009
        rows = rows.filter(later).exclude(pk=instance.pk)
        if (ends := getattr(instance, "ends", None)) is not None:
            rows = rows.filter(starts__lte=ends)
        if rows.exists():
            raise ValidationError(_("These dates overlap with others."), code="overlap")
