"""What is stored about the mentor programme."""

from mentornett.mentoring.models.calls import MentorCall, Nomination
from mentornett.mentoring.models.commitment import Commitment, Signature, TimeUsed
from mentornett.mentoring.models.completion import PairCertificate
from mentornett.mentoring.models.hire_file import HireFile
from mentornett.mentoring.models.joint import JointOwner, JointProgramme, JointVersion
from mentornett.mentoring.models.needs import UnitNeed
from mentornett.mentoring.models.people import (
    Employment,
    Leave,
    MatchRun,
    Mentor,
    MentorLeave,
    MentorPlaces,
    Pair,
    Wish,
)
from mentornett.mentoring.models.programme import (
    ChecklistItem,
    CommitmentText,
    ExpectedHires,
    PlannedTalk,
    Programme,
    UnitStep,
)
from mentornett.mentoring.models.talks import ChecklistTask, Note, Talk

__all__ = [
    "ChecklistItem", "ChecklistTask", "Commitment", "CommitmentText", "Employment", "ExpectedHires", "HireFile",
    "JointOwner", "JointProgramme", "JointVersion", "Leave", "MatchRun", "Mentor", "MentorCall", "MentorLeave",
    "MentorPlaces", "Nomination", "Note", "Pair", "PairCertificate", "PlannedTalk", "Programme", "Signature",
    "Talk", "TimeUsed", "UnitNeed",
    "UnitStep", "Wish",
]  # fmt: skip
