"""Municipalities whose units stand in a drawn order had said yes to being counted when they joined it."""

from typing import Any

from django.db import migrations

from mentornett.core.scoping import EVERYONE, inside


def note_those_who_joined(apps: Any, schema_editor: Any) -> None:
    consents = apps.get_model("measurement", "NetworkConsent").objects
    parts = apps.get_model("measurement", "RolloutPart").objects
    with inside(EVERYONE):
        joined = parts.filter(state="accepted", plan__network__isnull=False, plan__drawn_at__isnull=False)
        for part in joined.select_related("plan").order_by("answered_at"):
            consents.update_or_create(
                network_id=part.plan.network_id, municipality_id=part.municipality_id,
                defaults={
                    "organiser_id": part.organiser_id, "is_yes": True, "answered_by_id": part.answered_by_id,
                    "answered_at": part.answered_at or part.plan.drawn_at, "by_joining": True,
                },
            )  # fmt: skip


class Migration(migrations.Migration):
    dependencies = [("measurement", "0016_network_consents")]

    operations = [migrations.RunPython(note_those_who_joined, migrations.RunPython.noop)]
