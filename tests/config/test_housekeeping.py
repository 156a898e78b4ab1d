"""The database is kept quick."""

import pytest
from django.db import connection

from mentornett.config.housekeeping import count_for_the_planner
from mentornett.config.jobs import JOBS
from tests.cast import NOW, Cast


@pytest.mark.sqlite  # PostgreSQL counts by itself
def test_sqlite_counts_what_its_indexes_hold(cast: Cast) -> None:
    count_for_the_planner(NOW)
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM sqlite_stat1 WHERE tbl = 'network_submission'")
        assert cursor.fetchone()[0] > 0


def test_counting_is_among_the_jobs() -> None:
    assert count_for_the_planner in JOBS
