"""Fast writing of many rows with ids known beforehand, the same on SQLite and PostgreSQL."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.core.management.color import no_style
from django.db import connection
from django.db.models import NOT_PROVIDED, Field, Max, Model

ROWS_AT_A_TIME = 5_000


class Rows:
    """The rows of one table, waiting to be written. `add` gives the id that the row will have."""

    def __init__(self, model: type[Model]) -> None:
        self.model = model
        self.columns: list[Field[Any, Any]] = list(model._meta.concrete_fields)
        self.known = {field.attname for field in self.columns}
        self.next = (model._default_manager.aggregate(last=Max("pk"))["last"] or 0) + 1
        self.waiting: list[list[Any]] = []
        self.written = 0

    def add(self, **values: Any) -> int:
        """Take a row, by column (`team_id`, not `team`), and return its id. KeyError when a value lacks or is odd."""
        if odd := values.keys() - self.known:
            raise KeyError(f"{self.model.__name__} has no {sorted(odd)}")
        pk, self.next = self.next, self.next + 1
        self.waiting.append([pk if field.primary_key else self._value(field, values) for field in self.columns])
        return pk

    def _value(self, field: Field[Any, Any], values: dict[str, Any]) -> Any:
        if field.attname in values:
            value = values[field.attname]
        elif field.default is not NOT_PROVIDED or field.null or field.blank:
            value = field.get_default()
        else:
            raise KeyError(f"{self.model.__name__} needs {field.attname}")
        return field.get_db_prep_save(value, connection)

    def write(self) -> int:
        """Write what waits and return how many rows were written since the beginning."""
        quote = connection.ops.quote_name
        names = ", ".join(quote(str(field.column)) for field in self.columns)
        places = ", ".join(["%s"] * len(self.columns))
        statement = f"INSERT INTO {quote(self.model._meta.db_table)} ({names}) VALUES ({places})"  # noqa: S608 (names from the models)
        with connection.cursor() as cursor:
            for batch in self._batches():
                cursor.executemany(statement, batch)
            for sql in connection.ops.sequence_reset_sql(no_style(), [self.model]):
                cursor.execute(sql)
        self.written, self.waiting = self.written + len(self.waiting), []
        return self.written

    def _batches(self) -> Iterator[list[list[Any]]]:
        for start in range(0, len(self.waiting), ROWS_AT_A_TIME):
            yield self.waiting[start : start + ROWS_AT_A_TIME]
