"""How questions and answers change."""

from mentornett.questionnaires.actions.answers import (
    Conflict,
    Saved,
    SheetLockedError,
    lock_sheet,
    open_sheet,
    prefill,
    save_answer,
    unlock_sheet,
)
from mentornett.questionnaires.actions.attachments import CheckedFile, FileError, attach_file, check_file, remove_file
from mentornett.questionnaires.actions.presence import touch_presence
from mentornett.questionnaires.actions.versions import (
    define_questionnaire,
    new_draft_of,
    publish_version,
    replace_questions,
)

__all__ = [
    "CheckedFile",
    "Conflict",
    "FileError",
    "Saved",
    "SheetLockedError",
    "attach_file",
    "check_file",
    "define_questionnaire",
    "lock_sheet",
    "new_draft_of",
    "open_sheet",
    "prefill",
    "publish_version",
    "remove_file",
    "replace_questions",
    "save_answer",
    "touch_presence",
    "unlock_sheet",
]
