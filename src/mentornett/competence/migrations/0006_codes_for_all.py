"""Certificates from before there were codes get one, and one of the mentor programme has no enrolment."""

import secrets
from typing import Any

import django.db.models.deletion
from django.db import migrations, models

from mentornett.core.scoping import EVERYONE, inside


def give_codes(apps: Any, schema_editor: Any) -> None:
    """Give each certificate without a code one that nobody can guess."""
    certificates = apps.get_model("competence", "Certificate").objects
    with inside(EVERYONE):
        for pk in list(certificates.filter(code=None).values_list("pk", flat=True)):
            certificates.filter(pk=pk).update(code=secrets.token_urlsafe(12))


class Migration(migrations.Migration):

    dependencies = [
        ('competence', '0005_checked_certificates'),
    ]

    operations = [
        migrations.AlterField(
            model_name='certificate',
            name='enrolment',
            field=models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='certificate', to='competence.enrolment'),
        ),
        migrations.RunPython(give_codes, migrations.RunPython.noop),
    ]
