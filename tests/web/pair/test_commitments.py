"""The commitment's page on the way from «Now» to a PDF."""

from __future__ import annotations

import re

from django.urls import reverse

from tests.cast import Cast
from tests.conftest import LogIn


def test_signed_from_now_in_two_taps_and_kept_as_pdf(cast: Cast, log_in: LogIn) -> None:
    client, url = log_in("mentee"), reverse("pair:commitment", args=[cast.commitment.pk])
    assert url in client.get(reverse("everyone:now")).content.decode()
    found = re.search(r'name="digest" value="([0-9a-f]{64})"', client.get(url).content.decode())
    assert found
    page = client.post(f"{url}signer/", {"digest": found[1]}, follow=True).content.decode()
    assert "Takk, du har signert." in page
    assert "Jeg signerer" not in page
    assert url not in client.get(reverse("everyone:now")).content.decode()
    assert client.get(f"{url}pdf/").content.startswith(b"%PDF")


def test_what_was_not_shown_is_not_signed(cast: Cast, log_in: LogIn) -> None:
    url = reverse("pair:commitment_sign", args=[cast.commitment.pk])
    page = log_in("mentor").post(url, {"digest": "0" * 64}, follow=True).content.decode()
    assert "Teksten er endret" in page
