"""Who may see and do what in the mentor programme.

The project leader sees the whole municipality's programme; HR sees hires and mentors; a unit leader sees own people, in
units below too; mentor and mentee see their own pair; a union representative sees no person. Nobody but its owner sees
a note, whatever the role.
"""

from mentornett.mentoring.permissions.people import (
    READERS,
    REGISTRARS,
    employments_led_by,
    employments_visible_to,
    hire_files_visible_to,
    may_change_hire,
    may_register,
    may_run,
    may_see_lists,
    may_see_pairs,
    mentors_visible_to,
    municipalities_registered_by,
    municipalities_run_by,
    municipalities_to_hire_in,
    pairs_followed_by,
    pairs_of,
    pairs_visible_to,
    programmes_followed_by,
    programmes_run_by,
    programmes_visible_to,
    units_led_by,
    units_to_hire_in,
)

__all__ = [
    "READERS",
    "REGISTRARS",
    "employments_led_by",
    "employments_visible_to",
    "hire_files_visible_to",
    "may_change_hire",
    "may_register",
    "may_run",
    "may_see_lists",
    "may_see_pairs",
    "mentors_visible_to",
    "municipalities_registered_by",
    "municipalities_run_by",
    "municipalities_to_hire_in",
    "pairs_followed_by",
    "pairs_of",
    "pairs_visible_to",
    "programmes_followed_by",
    "programmes_run_by",
    "programmes_visible_to",
    "units_led_by",
    "units_to_hire_in",
]  # fmt: skip
