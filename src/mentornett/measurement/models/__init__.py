"""What measuring stores, one noun per file."""

from mentornett.measurement.models.baselines import Baseline, BaselineHire
from mentornett.measurement.models.before_now import BeforeNow
from mentornett.measurement.models.changes import OtherChange
from mentornett.measurement.models.consents import NetworkConsent
from mentornett.measurement.models.counts_ahead import CountsAhead
from mentornett.measurement.models.effect import EffectCells
from mentornett.measurement.models.fact_cards import FactCard
from mentornett.measurement.models.fact_files import FactFile
from mentornett.measurement.models.later import FollowUpPoint, LaterValue
from mentornett.measurement.models.posters import Poster
from mentornett.measurement.models.releases import Release, ReleasedAnswer
from mentornett.measurement.models.report_pieces import ReportPiece
from mentornett.measurement.models.research import ResearchEvent, ResearchStudy
from mentornett.measurement.models.rollouts import (
    RolloutDeparture,
    RolloutForesight,
    RolloutPart,
    RolloutPlan,
    RolloutUnit,
)
from mentornett.measurement.models.series import MonthlyMeasure, MonthlyValue
from mentornett.measurement.models.shared_series import SharedSeries
from mentornett.measurement.models.spread import SharedSpread
from mentornett.measurement.models.vacancies import Vacancy

__all__ = [
    "Baseline",
    "BaselineHire",
    "BeforeNow",
    "CountsAhead",
    "EffectCells",
    "FactCard",
    "FactFile",
    "FollowUpPoint",
    "LaterValue",
    "MonthlyMeasure",
    "MonthlyValue",
    "NetworkConsent",
    "OtherChange",
    "Poster",
    "Release",
    "ReleasedAnswer",
    "ReportPiece",
    "ResearchEvent",
    "ResearchStudy",
    "RolloutDeparture",
    "RolloutForesight",
    "RolloutPart",
    "RolloutPlan",
    "RolloutUnit",
    "SharedSeries",
    "SharedSpread",
    "Vacancy",
]
