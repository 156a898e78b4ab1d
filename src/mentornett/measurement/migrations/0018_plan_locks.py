from django.db import migrations

from mentornett.measurement.models.plan_locks import lock_plans, unlock_plans


class Migration(migrations.Migration):
    dependencies = [("measurement", "0017_those_who_joined")]

    operations = [
        migrations.RunPython(
            lambda apps, schema_editor: lock_plans(schema_editor.connection),
            lambda apps, schema_editor: unlock_plans(schema_editor.connection),
        ),
    ]
