"""What measuring stores, one noun per file."""

from mentornett.measurement.models.before_now import BeforeNow

__all__ = ["BeforeNow"]
