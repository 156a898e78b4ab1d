"""Looks at what a page says will happen, and confirms that."""

from __future__ import annotations

import re
from typing import Any

from django.test import Client


def confirmed(client: Client, page: str, data: dict[str, Any]) -> str:
    """Post to see what will happen, then confirm it; return where one is sent."""
    shown = client.post(page, {**data, "look": "yes"}).content.decode()
    seen = re.search(r'name="seen" value="(\w*)"', shown)
    assert seen
    answer = client.post(page, {**data, "seen": seen.group(1)})
    assert answer.status_code == 302, answer.content.decode()
    return str(answer["Location"])
