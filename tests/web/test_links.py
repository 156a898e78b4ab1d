"""Every page can be reached: some template, or a page that sends one on, names its address."""

from __future__ import annotations

import pytest
from django.conf import settings

from tests.web.test_access import TABLE

PAGES = sorted(name for name, row in TABLE.items() if row.method == "get")
# reached by a machine, by a letter, or from the log-in parts that are not ours
FROM_OUTSIDE = {
    "public:isready", "public:isalive", "public:invitation", "public:digest", "public:research", "account_inactive",
    "account_reset_password_done", "account_reset_password_from_key", "account_reset_password_from_key_done",
    "account_reauthenticate", "account_set_password", "mfa_authenticate", "mfa_reauthenticate",
}  # fmt: skip
TEXTS = [path.read_text(encoding="utf-8") for path in settings.PACKAGE.rglob("*.html")]
CODE = [path.read_text(encoding="utf-8") for path in settings.PACKAGE.rglob("*.py") if path.name != "urls.py"]


@pytest.mark.parametrize("name", [page for page in PAGES if page not in FROM_OUTSIDE])
def test_page_is_linked_from_somewhere(name: str) -> None:
    assert any(f'"{name}"' in text for text in TEXTS + CODE)


def test_pages_from_outside_are_still_there() -> None:
    assert set(PAGES) >= FROM_OUTSIDE
