"""What measuring stores, one noun per file."""

from mentornett.measurement.models.before_now import BeforeNow
from mentornett.measurement.models.fact_files import FactFile
from mentornett.measurement.models.vacancies import Vacancy

__all__ = ["BeforeNow", "FactFile", "Vacancy"]
